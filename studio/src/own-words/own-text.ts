// One text of the tenant in a definition or a flow: where it stands, and what it is of.
import { type Label, wordsOfKey } from '../text/say-label.ts'
import { missingLanguages, withWordsIn, wordsIn } from '../text/with-language.ts'

type TextKind =
  | 'kind'
  | 'several'
  | 'field'
  | 'help'
  | 'choice'
  | 'rule'
  | 'flow'
  | 'state'
  | 'group'
  | 'step'
  | 'check'
  | 'clock'
  | 'subject'
  | 'message'

export interface OwnText {
  /** Members and places from the outside in. */
  readonly path: readonly (string | number)[]
  readonly kind: TextKind
  /** What it belongs to: the field of a choice, the step of a message. */
  readonly of?: Label
  readonly label: Label | undefined
  /** What is read while there is no label. */
  readonly fallback?: string
}

/** Words of one language for one text. */
export interface WordsEdit {
  readonly text: OwnText
  readonly language: string
  readonly words: string
}

export const labelOf = (label: Label | undefined, key: string): Label => label ?? wordsOfKey(key)

export const textKey = ({ path }: OwnText) => path.join('/')

export function missingOf({ label, fallback }: OwnText): readonly string[] {
  return missingLanguages(label, fallback !== undefined)
}

/** What a cell of the table shows. */
export function shownIn({ label, fallback }: OwnText, language: string, own: string): string {
  return (label === undefined && language === own ? fallback : wordsIn(label, language)) ?? ''
}

/** Undefined where nothing would be said any more that must be said. */
function labelAfter({ text: { kind }, language, words }: WordsEdit, label: Label | undefined) {
  const after = withWordsIn(label, language, words)
  const mustBe = kind === 'rule' || kind === 'check' || kind === 'message'
  return after === undefined && mustBe ? undefined : { after }
}

/** A text that must be there keeps its last words. */
export const isPossible = (edit: WordsEdit) => labelAfter(edit, edit.text.label) !== undefined

/** The same document with the words. */
export function withWords<T extends object>(document: T, edits: readonly WordsEdit[]): T {
  return edits.reduce((now, edit) => {
    const { path } = edit.text
    const label = labelAfter(edit, valueAt(now, path) as Label | undefined)
    return label ? (withValueAt(now, path, label.after) as T) : now
  }, document)
}

function valueAt(document: unknown, path: OwnText['path']): unknown {
  return path.reduce<unknown>((value, member) => (value as Record<string, unknown> | undefined)?.[member], document)
}

function withValueAt(document: unknown, [member, ...deeper]: OwnText['path'], value: unknown): unknown {
  if (member === undefined) return value
  const inner = withValueAt((document as Record<string, unknown>)[member], deeper, value)
  if (Array.isArray(document)) return document.map((one, at) => (at === member ? inner : one))
  if (inner !== undefined) return { ...(document as object), [member]: inner }
  const { [member]: _, ...rest } = document as Record<string, unknown>
  return rest
}
