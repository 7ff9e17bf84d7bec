// Asks for a name to be typed before something is done that cannot be undone.
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../text/text.ts'
import { NameToType } from './name-to-type.tsx'

export interface ConfirmByTypingProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will be gone, in plain words. */
  readonly consequence: string
  /** What has to be typed. */
  readonly name: string
  readonly action: string
  readonly pending?: boolean
  readonly onConfirm: () => void
}

export function ConfirmByTyping(props: ConfirmByTypingProps) {
  const { t } = useText()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {props.opened && <TypingForm {...props} />}
    </Modal>
  )
}

function TypingForm({ consequence, name, action, pending, onConfirm, onClose }: ConfirmByTypingProps) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const matches = typed.trim() === name
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    if (matches) onConfirm()
  }
  return (
    <form onSubmit={confirm}>
      <Stack gap="md">
        <Text>{consequence}</Text>
        <NameToType name={name} typed={typed} onType={setTyped} isFirst />
        <Group justify="flex-end" className="last-acts">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color="bad" disabled={!matches} loading={pending ?? false}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
