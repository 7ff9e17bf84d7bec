// The values of a field become records: of which kind, whether missing ones are made, and what that comes to in real records.
import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import type { JsonObject } from '@molde/engine'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useDrafts } from '../api/drafts-api.ts'
import { createBlueprint, useDefinitions } from '../api/model-api.ts'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { LinkForm } from './link-form.tsx'
import { LinkTrialPanel } from './link-trial-panel.tsx'
import { hasChoices, sendableKind } from './link-values.ts'
import type { TriedOp } from './tried-op.ts'
import { useLinkChoice } from './use-link-choice.ts'

export interface LinkDialogProps {
  readonly tenant: string
  /** Whose values become links, and the field that holds them. */
  readonly published: Blueprint
  readonly field: WireField
  /** The kind whose records are meant, until another one is chosen. */
  readonly meant?: string | undefined
  /** Reads the op where the draft stands; the kind of record it links to need not be there yet. */
  readonly tryOp: (op: JsonObject, target: Blueprint) => TriedOp
  readonly onClose: () => void
  readonly onDone: (op: JsonObject, target: Blueprint) => void
}

export function LinkDialog(props: LinkDialogProps) {
  const { tenant, field, onClose } = props
  const { t } = useText()
  const label = useFieldName()(field)
  const isPhone = useIsPhone()
  const definitions = useDefinitions(tenant)
  const drafts = useDrafts(tenant)
  const kind = hasChoices(field) ? 'choices' : 'texts'
  const error = definitions.error ?? drafts.error
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`links.title_${kind}`, { name: label })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="xl"
      fullScreen={isPhone}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t(`links.about_${kind}`)}
        </Text>
        {error !== null && <ErrorNotice error={error} />}
        {definitions.data && drafts.data ? (
          <Choosing {...props} blueprints={definitions.data} planned={Object.keys(drafts.data.planned)} />
        ) : (
          error === null && <Loader size="sm" aria-label={t('common.loading')} />
        )}
      </Stack>
    </Modal>
  )
}

interface ChoosingProps extends LinkDialogProps {
  readonly blueprints: readonly Blueprint[]
  /** Names of those that wait to be published. */
  readonly planned: readonly string[]
}

function Choosing(props: ChoosingProps) {
  const { tenant, published, field, meant, blueprints, planned, tryOp, onClose, onDone } = props
  const { t } = useText()
  const client = useQueryClient()
  const choice = useLinkChoice(published, field, { blueprints, planned, meant })
  const { op, target, isNew } = choice
  const tried = useMemo(() => op && target && tryOp(op, target), [op, target, tryOp])
  const make = useMutation({ mutationFn: (kind: Blueprint) => createBlueprint(client, tenant, sendableKind(kind)) })
  const act = async () => {
    if (!op || !target) return
    onDone(op, isNew ? await make.mutateAsync(target) : target)
    // Not before: its own name would be taken here.
    if (isNew) await client.invalidateQueries({ queryKey: keys.blueprints(tenant) })
  }
  const isReady = tried !== undefined && !tried.issues
  return (
    <>
      <LinkForm choice={choice} />
      {tried && target && (
        <LinkTrialPanel
          tenant={tenant}
          blueprint={published.name}
          field={field}
          target={target}
          isNew={isNew}
          match={choice.match}
          tried={tried}
        />
      )}
      {make.error !== null && <ErrorNotice error={make.error} />}
      <Group justify="flex-end" className="last-acts dialog-acts">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        {/* What went wrong is said above. */}
        <Button disabled={!isReady} loading={make.isPending} onClick={() => void act().catch(() => undefined)}>
          {t('links.do')}
        </Button>
      </Group>
    </>
  )
}
