// Two kinds of record become one, or one becomes two: what is asked, what it will do, and how far it is.
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { JsonObject } from '@molde/engine'
import { useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { usePass, usePassagePreview } from '../api/passages-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { JoinForm } from './join-form.tsx'
import { PartForm } from './part-form.tsx'
import { PassageProgress } from './passage-progress.tsx'
import { PassageReview } from './passage-review.tsx'

export interface PassageDialogProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly kind: 'join' | 'part'
  /** Whatever is open may be another version afterwards. */
  readonly onClose: (hasPublished: boolean) => void
}

export function PassageDialog(props: PassageDialogProps) {
  const { published, kind, onClose } = props
  const { t } = useText()
  const isPhone = useIsPhone()
  const [isDone, setDone] = useState(false)
  const name = useFieldName()({ key: published.name, label: published.label })
  return (
    <Modal
      opened
      onClose={() => onClose(isDone)}
      title={t(`passage.${kind}Title`, { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
      fullScreen={isPhone}
    >
      {isDone ? (
        <PassageProgress tenant={props.tenant} blueprint={published.name} onClose={() => onClose(true)} />
      ) : (
        <Asking {...props} onDone={() => setDone(true)} />
      )}
    </Modal>
  )
}

function Asking({ tenant, published, kind, onClose, onDone }: PassageDialogProps & { readonly onDone: () => void }) {
  const { t } = useText()
  const [op, setOp] = useState<JsonObject>()
  // Whoever types a name is not answered letter by letter.
  const [settled] = useDebouncedValue(op, 300)
  const preview = usePassagePreview(tenant, published.name, settled)
  const pass = usePass(tenant, published.name)
  const report = settled && !preview.error ? preview.data?.report : undefined
  const isReady = op !== undefined && op === settled && report !== undefined && !preview.isFetching
  const collides = (report?.passages[0]?.collisions?.n ?? 0) > 0
  const Form = kind === 'join' ? JoinForm : PartForm
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t(`passage.${kind}About`)}
      </Text>
      <Form tenant={tenant} published={published} onChange={setOp} />
      {settled && preview.error !== null && <ErrorNotice error={preview.error} />}
      {report && <PassageReview fields={published.fields} report={report} />}
      {pass.error !== null && <ErrorNotice error={pass.error} />}
      <Group justify="flex-end" className="last-acts dialog-acts">
        <Button variant="default" onClick={() => onClose(false)}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={!isReady || collides}
          loading={pass.isPending}
          onClick={() => op && pass.mutate(op, { onSuccess: onDone })}
        >
          {t(`passage.${kind}Now`)}
        </Button>
      </Group>
    </Stack>
  )
}
