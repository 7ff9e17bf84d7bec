// Says what was done and offers to undo it for ten seconds.
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { closeWord } from '../text/text.ts'

const tenSeconds = 10_000

/** What can be undone just now, the newest last: by Ctrl + Z as well as by the button. */
const offered = new Map<string, () => void>()

/** What was made without being shown, and the way to it. */
export function showMade(about: string, text: string, ways: readonly Act[]): void {
  const hiding = ({ word, onTake }: Act): Act => ({
    word,
    onTake: () => {
      notifications.hide(id)
      onTake()
    },
  })
  const id = showOnce(about, { autoClose: tenSeconds, message: <WithActs text={text} acts={ways.map(hiding)} /> })
}

/** A button on a notice. */
interface Act {
  readonly word: string
  readonly onTake: () => void
}

function WithActs({ text, acts }: { readonly text: string; readonly acts: readonly Act[] }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm">{text}</Text>
      <Group gap={0} wrap="nowrap" flex="none">
        {acts.map(({ word, onTake }) => (
          <Button key={word} size="compact-sm" variant="subtle" onClick={onTake}>
            {word}
          </Button>
        ))}
      </Group>
    </Group>
  )
}

interface Offer {
  /** The word on the button. */
  readonly undo: string
  readonly onUndo: () => void
}

/** Answers with how to take the offer away, when a newer one stands in its place. */
export function showUndo({ text, ...offer }: Offer & { readonly text: string }): () => void {
  const id = offerUndo(text, offer, (notice) => notifications.show({ ...closable(), ...notice }))
  return () => {
    offered.delete(id)
    notifications.hide(id)
  }
}

type Notice = Parameters<typeof notifications.show>[0]

/** Shows what can be undone by `show`, which answers with the notice's id. */
function offerUndo(text: string, { undo, onUndo }: Offer, show: (notice: Notice) => string): string {
  const take = () => {
    offered.delete(id)
    notifications.hide(id)
    onUndo()
  }
  const id = show({
    autoClose: tenSeconds,
    onClose: () => offered.delete(id),
    message: <WithActs text={text} acts={[{ word: undo, onTake: take }]} />,
  })
  offered.set(id, take)
  return id
}

/** Was there something to undo? */
export function undoLast(): boolean {
  const last = [...offered.values()].at(-1)
  last?.()
  return last !== undefined
}

export function showDone(text: string): void {
  showOnce(text, { message: text, autoClose: 4_000 })
}

/** What became of a record. Of such notices there is one, the newest. */
export function showMoved(text: string, offer?: Offer): void {
  if (offer) offerUndo(text, offer, (notice) => showOnce('moved', notice))
  else showOnce('moved', { message: text, autoClose: 4_000 })
}

export function showFailed(text: string): void {
  showOnce(text, { message: text, color: 'bad', autoClose: tenSeconds })
}

const standing = new Map<string, string>()

/**
 * Said again about the same, it takes the place of what stands there already: equal notices would only pile up. Answers with
 * the notice's id.
 */
export function showOnce(about: string, notice: Notice): string {
  const before = standing.get(about)
  if (before !== undefined) notifications.hide(before)
  const id = notifications.show({
    ...closable(),
    ...notice,
    onClose: (props) => {
      notice.onClose?.(props)
      if (standing.get(about) === id) standing.delete(about)
    },
  })
  standing.set(about, id)
  return id
}

/** They were about another place: what could be undone there cannot be undone from here. */
export function forgetNotices(): void {
  offered.clear()
  standing.clear()
  notifications.cleanQueue()
  notifications.clean()
}

function closable() {
  return { closeButtonProps: { 'aria-label': closeWord() } }
}
