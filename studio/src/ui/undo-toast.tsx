// Says what was done and offers to undo it for ten seconds.
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { closeWord } from '../text/text.ts'

const tenSeconds = 10_000

/** Answers with how to take the offer away, when a newer one stands in its place. */
export function showUndo(toast: {
  readonly text: string
  readonly undo: string
  readonly onUndo: () => void
}): () => void {
  const id = notifications.show({
    ...closable(),
    autoClose: tenSeconds,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{toast.text}</Text>
        <Button
          size="compact-sm"
          variant="subtle"
          flex="none"
          onClick={() => {
            notifications.hide(id)
            toast.onUndo()
          }}
        >
          {toast.undo}
        </Button>
      </Group>
    ),
  })
  return () => notifications.hide(id)
}

export function showDone(text: string): void {
  notifications.show({ ...closable(), message: text, autoClose: 4_000 })
}

export function showFailed(text: string): void {
  notifications.show({ ...closable(), message: text, color: 'bad', autoClose: tenSeconds })
}

function closable() {
  return { closeButtonProps: { 'aria-label': closeWord() } }
}
