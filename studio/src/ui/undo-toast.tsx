// Says what was done and offers to undo it for ten seconds.
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { MouseEvent } from 'react'
import { closeWord } from '../text/text.ts'

const tenSeconds = 10_000

/** What can be undone just now, the newest last: by Ctrl + Z as well as by the button. */
const offered = new Map<string, () => void>()

/** Answers with how to take the offer away, when a newer one stands in its place. */
export function showUndo(toast: {
  readonly text: string
  readonly undo: string
  readonly onUndo: () => void
}): () => void {
  const take = () => {
    offered.delete(id)
    notifications.hide(id)
    toast.onUndo()
  }
  const id = notifications.show({
    ...closable(),
    autoClose: tenSeconds,
    onClose: () => offered.delete(id),
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{toast.text}</Text>
        <Button size="compact-sm" variant="subtle" flex="none" onClick={take}>
          {toast.undo}
        </Button>
      </Group>
    ),
  })
  offered.set(id, take)
  return () => {
    offered.delete(id)
    notifications.hide(id)
  }
}

/** Was there something to undo? */
export function undoLast(): boolean {
  const last = [...offered.values()].at(-1)
  last?.()
  return last !== undefined
}

/** Of notices about the same there is one, the newest; each is about what it says unless told. */
export function showDone(text: string, about = text): void {
  showOnce(about, { message: text, autoClose: 4_000 })
}

export interface NextStep {
  readonly words: string
  readonly href: string
  /** Goes there without loading the page anew. */
  readonly go: () => void
}

/** What was done, and where to go on from it. */
export function showNext(text: string, steps: readonly NextStep[]): void {
  const follow = (event: MouseEvent, step: NextStep) => {
    // With one of these keys the browser opens a tab of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    notifications.hide(id)
    step.go()
  }
  const id = showOnce(text, {
    autoClose: 2 * tenSeconds,
    message: (
      <Stack gap={4}>
        <Text size="sm">{text}</Text>
        <Group gap="md">
          {steps.map((step) => (
            <Anchor key={step.href} size="sm" href={step.href} onClick={(event) => follow(event, step)}>
              {step.words}
            </Anchor>
          ))}
        </Group>
      </Stack>
    ),
  })
}

export function showFailed(text: string): void {
  showOnce(text, { message: text, color: 'bad', autoClose: tenSeconds })
}

const standing = new Map<string, string>()

/** Said again, it takes the place of what stands there already: equal notices would only pile up. */
function showOnce(about: string, notice: Parameters<typeof notifications.show>[0]): string {
  const before = standing.get(about)
  if (before !== undefined) notifications.hide(before)
  const id = notifications.show({
    ...closable(),
    ...notice,
    onClose: () => {
      if (standing.get(about) === id) standing.delete(about)
    },
  })
  standing.set(about, id)
  return id
}

function closable() {
  return { closeButtonProps: { 'aria-label': closeWord() } }
}
