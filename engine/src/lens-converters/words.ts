// When are two texts the same to a person, and which of them mean yes or no?
import type { FieldDef, OptionDef } from '../blueprint/blueprint.ts'
import { foldText } from '../fold-text.ts'
import type { Json } from '../json.ts'

/** Without case, accents and the number of spaces. */
function foldedWord(text: string): string {
  return foldText(text.trim()).replace(/\s+/g, ' ')
}

const yes = new Set(
  [
    'true',
    'yes',
    'y',
    't',
    '1',
    'on',
    'x',
    'sim',
    's',
    'verdadeiro',
    'v',
    'да',
    'д',
    'истина',
    'вкл',
    '✓',
    '✔',
    '☑',
    '✅',
  ].map(foldedWord),
)
const no = new Set(
  ['false', 'no', 'n', 'f', '0', 'off', 'não', 'falso', 'нет', 'н', 'ложь', 'выкл', '✗', '✘', '☐', '❌'].map(
    foldedWord,
  ),
)

/** English, Portuguese and Russian; undefined for any other word. */
export function readBoolean(text: string): boolean | undefined {
  const word = foldedWord(text)
  if (yes.has(word)) return true
  return no.has(word) ? false : undefined
}

/** Every spelling of an option, the closest first: its key, its labels. */
const spellings: readonly ((option: OptionDef) => readonly string[])[] = [
  ({ key }) => [key],
  ({ key }) => [foldedWord(key)],
  ({ label }) => labelTexts(label),
  ({ label }) => labelTexts(label).map(foldedWord),
]

function labelTexts(label: OptionDef['label']): readonly string[] {
  if (label === undefined) return []
  return typeof label === 'string' ? [label] : Object.values(label)
}

/** Finds the option that a text means: by key, then by label in any language; of two that look alike neither. */
export function optionReader({ options = [] }: FieldDef): (text: string) => OptionDef | undefined {
  const levels = spellings.map((spell) => {
    const found = new Map<string, OptionDef | undefined>()
    for (const option of options)
      for (const text of new Set(spell(option))) found.set(text, found.has(text) ? undefined : option)
    return found
  })
  return (text) => {
    for (const [i, level] of levels.entries()) {
      const wanted = i % 2 === 0 ? text.trim() : foldedWord(text)
      if (level.has(wanted)) return level.get(wanted)
    }
    return undefined
  }
}

/** Every text that means an option, by its id: its key, then its labels. */
export function optionTexts({ options = [] }: FieldDef): (id: string) => readonly string[] {
  const texts = new Map<string, readonly string[]>(
    options.map(({ id, key, label }) => [id, [...new Set([key, ...labelTexts(label)])]]),
  )
  return (id) => texts.get(id) ?? []
}

/** What yes and no are among the options; undefined when that cannot be told. */
export function yesAndNo(field: FieldDef): { readonly yes: OptionDef; readonly no: OptionDef } | undefined {
  const meanings = booleansOf(field)
  const meaning = (wanted: boolean) => (field.options ?? []).filter(({ id }) => meanings.get(id) === wanted)
  const [yes, no] = [meaning(true), meaning(false)]
  return yes.length === 1 && no.length === 1 ? { yes: yes[0] as OptionDef, no: no[0] as OptionDef } : undefined
}

/** Which options mean yes and which no: by their words; of two without such words the first means yes. */
export function booleansOf({ options = [] }: FieldDef): ReadonlyMap<Json, boolean> {
  const said = options.map((option) => [option.id, meaningOf(option)] as const)
  const isTold = said.some(([, meaning]) => meaning !== undefined)
  const meant = isTold || said.length !== 2 ? said : said.map(([id], i) => [id, i === 0] as const)
  return new Map(meant.flatMap(([id, meaning]) => (meaning === undefined ? [] : [[id, meaning]])))
}

function meaningOf({ key, label }: OptionDef): boolean | undefined {
  const meanings = [key, ...labelTexts(label)].map(readBoolean).filter((said) => said !== undefined)
  return new Set(meanings).size === 1 ? meanings[0] : undefined
}
