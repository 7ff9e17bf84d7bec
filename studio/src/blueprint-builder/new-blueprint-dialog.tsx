// A new kind of record from two words: what it is called and what its first field is.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'

export interface NewBlueprintDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly pending: boolean
  readonly error: unknown
  readonly onCreate: (label: string, firstField: string) => void
}

export function NewBlueprintDialog(props: NewBlueprintDialogProps) {
  const { t } = useText()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('design.newKind')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {props.opened && <NewBlueprintForm {...props} />}
    </Modal>
  )
}

function NewBlueprintForm({ onClose, onCreate, pending, error }: NewBlueprintDialogProps) {
  const { t } = useText()
  const [label, setLabel] = useState('')
  const [firstField, setFirstField] = useState(() => t('model.firstFieldName'))
  const ready = label.trim() !== '' && firstField.trim() !== ''
  const create = (event: FormEvent) => {
    event.preventDefault()
    if (ready) onCreate(label.trim(), firstField.trim())
  }
  return (
    <form onSubmit={create}>
      <Stack gap="md">
        <TextInput
          label={t('design.kindName')}
          placeholder={t('model.kindExample')}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('model.firstField')}
          description={t('model.firstFieldAbout')}
          value={firstField}
          onChange={(event) => setFirstField(event.currentTarget.value)}
        />
        {error !== undefined && <ErrorNotice error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={pending}>
            {t('design.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
