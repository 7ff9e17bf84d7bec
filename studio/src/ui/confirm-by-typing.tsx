// Asks for a name to be typed before something is done that cannot be undone.
import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Trans } from 'react-i18next'
import { speaker, useText } from '../text/text.ts'

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
        <TextInput
          label={
            <Trans
              i18n={speaker}
              t={t}
              i18nKey="common.typeToConfirm"
              values={{ name }}
              components={{ name: <Code style={{ overflowWrap: 'anywhere' }} /> }}
            />
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
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
