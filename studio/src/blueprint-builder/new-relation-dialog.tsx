// A new relation: from which kind of record to which, what it is called, to one or to many.
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import type { NewRelation } from './use-model.ts'

/** Without a target it is asked for. */
export interface RelationBegun {
  readonly source: string
  readonly target?: string | undefined
  readonly label?: string | undefined
  /** Why it is asked. */
  readonly note?: string | undefined
}

export interface NewRelationDialogProps {
  readonly begun: RelationBegun | undefined
  readonly blueprints: readonly DrawnBlueprint[]
  readonly onClose: () => void
  readonly pending: boolean
  readonly error: unknown
  readonly onRelate: (relation: NewRelation) => void
}

export function NewRelationDialog(props: NewRelationDialogProps) {
  const { t } = useText()
  const { begun, onClose } = props
  return (
    <Modal
      opened={begun !== undefined}
      onClose={onClose}
      title={t('model.newRelation')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {begun && <NewRelationForm {...props} begun={begun} />}
    </Modal>
  )
}

function NewRelationForm({
  begun,
  blueprints,
  onClose,
  pending,
  error,
  onRelate,
}: NewRelationDialogProps & { readonly begun: RelationBegun }) {
  const { t } = useText()
  const nameOf = useFieldName()
  const wordsOf = (name: string | undefined) => {
    const blueprint = blueprints.find((one) => one.name === name)
    return blueprint ? nameOf({ key: blueprint.name, label: blueprint.label }) : ''
  }
  const [target, setTarget] = useState(begun.target)
  const [typed, setTyped] = useState(begun.label)
  const [many, setMany] = useState(false)
  // Until it is typed by hand, it is called as what it leads to.
  const label = typed ?? wordsOf(target)
  const relate = (event: FormEvent) => {
    event.preventDefault()
    if (target === undefined || label.trim() === '') return
    onRelate({ source: begun.source, target, label: label.trim(), many })
  }
  return (
    <form onSubmit={relate}>
      <Stack gap="md">
        {begun.note && (
          <Text size="sm" c="dimmed">
            {begun.note}
          </Text>
        )}
        <SearchSelect
          label={t('model.relationFrom', { name: wordsOf(begun.source) })}
          placeholder={t('model.relationTo')}
          data={blueprints.map((blueprint) => ({ value: blueprint.name, label: wordsOf(blueprint.name) }))}
          value={target ?? null}
          onChange={(name) => setTarget(name ?? undefined)}
          limit={100}
          {...(begun.target === undefined ? { 'data-autofocus': true } : {})}
        />
        <TextInput
          label={t('design.label')}
          value={label}
          onChange={(event) => setTyped(event.currentTarget.value)}
          {...(begun.target === undefined ? {} : { 'data-autofocus': true })}
        />
        <Radio.Group
          label={t('model.howMany')}
          value={many ? 'many' : 'one'}
          onChange={(value) => setMany(value === 'many')}
        >
          <Group mt={4}>
            <Radio value="one" label={t('model.one')} />
            <Radio value="many" label={t('model.many')} />
          </Group>
        </Radio.Group>
        {error !== undefined && <ErrorNotice error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={target === undefined || label.trim() === ''} loading={pending}>
            {t('model.addRelation')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
