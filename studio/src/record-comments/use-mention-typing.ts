// What the keyboard does while a name is typed after an @: up and down choose, Enter and Tab take, Escape lets it be.
import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from 'react'
import { type Mentionable, mentionAt, suggest, withMention } from './mention-typing.ts'

export interface MentionTyping {
  readonly suggestions: readonly Mentionable[]
  /** A name is being typed and there is nobody who could be meant. */
  readonly isAlone: boolean
  /** Index of the suggestion that Enter takes. */
  readonly chosen: number
  readonly take: (person: Mentionable) => void
  /** True: the key was meant for the suggestions. */
  readonly steer: (event: KeyboardEvent) => boolean
  /** To be told whenever the caret may have moved. */
  readonly follow: () => void
}

export function useMentionTyping(
  input: RefObject<HTMLTextAreaElement | null>,
  text: string,
  people: readonly Mentionable[],
  onText: (text: string) => void,
): MentionTyping {
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  /** The @ whose suggestions were sent away. */
  const [letBe, setLetBe] = useState<number>()
  const [goTo, setGoTo] = useState<number>()
  const typed = mentionAt(text, caret)
  const suggestions = typed && typed.from !== letBe ? suggest(people, typed.query) : []
  const isAlone = typed !== undefined && typed.query === '' && typed.from !== letBe && people.length === 0
  const current = Math.min(chosen, suggestions.length - 1)

  // The caret is set once the new text stands in the box.
  useLayoutEffect(() => {
    if (goTo === undefined) return
    input.current?.focus()
    input.current?.setSelectionRange(goTo, goTo)
    setCaret(goTo)
    setGoTo(undefined)
  }, [goTo, input])

  function take(person: Mentionable): void {
    if (!typed) return
    const changed = withMention(text, typed, person)
    onText(changed.text)
    setGoTo(changed.caret)
    setChosen(0)
  }

  function steer(event: KeyboardEvent): boolean {
    if (isAlone && event.key === 'Escape' && !event.nativeEvent.isComposing) {
      setLetBe(typed?.from)
      event.preventDefault()
      event.stopPropagation()
      return true
    }
    const person = suggestions[current]
    if (!person || event.nativeEvent.isComposing) return false
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
    if (!isPlain) return false
    if (event.key === 'ArrowDown') setChosen((current + 1) % suggestions.length)
    else if (event.key === 'ArrowUp') setChosen((current + suggestions.length - 1) % suggestions.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(person)
    else if (event.key === 'Escape') setLetBe(typed?.from)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  function follow(): void {
    const now = input.current?.selectionStart ?? 0
    if (now === caret) return
    setCaret(now)
    setChosen(0)
    if (mentionAt(input.current?.value ?? '', now)?.from !== letBe) setLetBe(undefined)
  }

  return { suggestions, isAlone, chosen: current, take, steer, follow }
}
