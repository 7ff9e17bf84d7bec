// A change of the values of a field: what it shall be, tried on real records while it is chosen.
import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import type { JsonObject } from '@molde/engine'
import { type ComponentType, useMemo, useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useIsPhone } from '../ui/use-is-phone.ts'
import type { ChangeFormProps, ChangeKind } from './change-form.ts'
import { MergeForm } from './merge-form.tsx'
import { startOfChange } from './offered-changes.ts'
import { namesOfParts } from './part-names.ts'
import { RetypeForm } from './retype-form.tsx'
import { NormaliseForm, ToListForm, ToSingleForm, UnitForm } from './simple-forms.tsx'
import { SplitForm } from './split-form.tsx'
import { TrialPanel } from './trial-panel.tsx'
import type { TryOp } from './tried-op.ts'
import { useRealRecords } from './use-real-records.ts'

const forms: { readonly [K in ChangeKind]: ComponentType<ChangeFormProps> } = {
  retype: RetypeForm,
  split: SplitForm,
  merge: MergeForm,
  unit: UnitForm,
  normalise: NormaliseForm,
  toList: ToListForm,
  toSingle: ToSingleForm,
}

export interface FieldChangeDialogProps {
  readonly tenant: string
  readonly blueprint: string
  readonly kind: ChangeKind
  /** The field as it is published, and the others that could take part. */
  readonly field: WireField
  readonly others: readonly WireField[]
  /** Names on the API that are given already. */
  readonly taken: ReadonlySet<string>
  readonly tryOp: TryOp
  readonly onClose: () => void
  readonly onDone: (op: JsonObject) => void
}

export function FieldChangeDialog(props: FieldChangeDialogProps) {
  const { tenant, blueprint, kind, field, others, taken, tryOp, onClose, onDone } = props
  const { t } = useText()
  const label = useFieldName()(field)
  const isPhone = useIsPhone()
  const [op, setOp] = useState(() => {
    const words = { firstName: t('change.firstName'), lastName: t('change.lastName'), city: '', state: '' }
    return startOfChange(kind, field, { label, parts: namesOfParts('first-word', label, words) }, taken)
  })
  const isChosen = isWhole(op)
  const tried = useMemo(() => (isChosen ? tryOp(op) : undefined), [op, isChosen, tryOp])
  const found = useRealRecords(tenant, blueprint)
  const Form = forms[kind]
  const isReady = tried !== undefined && !tried.issues
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`change.${kind}_title`, { name: label })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="xl"
      fullScreen={isPhone}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t(`change.${kind}_about`)}
        </Text>
        {/* What a form begins with is taken from the records. */}
        {found.isPending ? (
          <Loader size="sm" aria-label={t('common.loading')} />
        ) : (
          <Form field={field} others={others} op={op} onChange={setOp} records={found.data?.records ?? []} />
        )}
        {isChosen && !found.isPending && <TrialPanel tenant={tenant} blueprint={blueprint} tried={tried} />}
        <Group justify="flex-end" className="last-acts dialog-acts">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!isReady} onClick={() => onDone(op)}>
            {t(`change.${kind}_do`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Is there anything to be tried yet? */
function isWhole(op: JsonObject): boolean {
  if (op['op'] === 'retype') return op['type'] !== undefined
  if (op['op'] === 'merge') return (op['fields'] as readonly string[]).length > 1
  return op['op'] !== 'unit' || op['factor'] !== ''
}
