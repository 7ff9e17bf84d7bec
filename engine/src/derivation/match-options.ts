// Which of the wanted options are there already, and what becomes of those that are not wanted any more?
import type { WireOption } from '@molde/schemas'
import type { FieldDef, OptionDef } from '../blueprint/blueprint.ts'
import { chooseLabel } from '../blueprint/choose-label.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { foldText } from '../fold-text.ts'
import type { OptionId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { Asking } from './asking.ts'
import { looksOfKey, nearness } from './likeness.ts'
import type { Choice } from './question.ts'

type Option = Exclude<WireOption, string>

export interface MatchedOptions {
  /** As wanted, each that is known with its id. */
  readonly options: readonly Option[]
  /** What records get instead of an option that goes away: the key of another, or nothing. */
  readonly gone: ReadonlyMap<OptionId, string | null>
}

export interface WantedOptions {
  readonly options: readonly WireOption[]
  /** The field's key, with that of its group before it. */
  readonly name: string
  readonly path: Path
  /** A list of keys that cannot say labels, colours and what is retired: those stay as they are. */
  readonly isForeign: boolean
}

const MOST_CHOICES = 20
/** With more that is new or goes, nobody is asked about each. */
const MOST_GUESSED = 50

export function matchOptions(
  asking: Asking,
  issues: Issue[],
  { options, name, path, isForeign }: WantedOptions,
  field: FieldDef,
): MatchedOptions {
  const head = field.options ?? []
  const label = field.label ?? field.key
  const wanted = options.map((option): Option => (typeof option === 'string' ? { key: option } : option))
  const matched = new Map<Option, OptionDef>()
  const taken = new Set<OptionDef>()
  const match = (option: Option, known: OptionDef | undefined) => {
    if (!known || matched.has(option) || taken.has(known)) return
    matched.set(option, known)
    taken.add(known)
  }
  const [byId, byKey] = [new Map(head.map((one) => [one.id, one])), new Map(head.map((one) => [one.key, one]))]
  for (const option of wanted) if (option.id !== undefined) match(option, byId.get(option.id as OptionId))
  // A choice of the same name is the same choice, wherever it got its id.
  for (const option of wanted) match(option, byKey.get(option.key))
  const going = () => head.filter((option) => !taken.has(option))
  const candidates = going().filter(({ retired }) => !(isForeign && retired))
  const unknown = [...wanted.entries()].filter(([, option]) => !matched.has(option) && option.id === undefined)
  const isGuessed = candidates.length > 0 && candidates.length <= MOST_GUESSED && unknown.length <= MOST_GUESSED
  let isUndecided = false
  for (const [i, option] of isGuessed ? unknown : []) {
    const answer = askWhich(option, i)
    const named = candidates.find(({ id }) => id === answer)
    if (named && taken.has(named))
      issues.push(issue(['answers', `option:${name}.${option.key}`], 'given-twice', { name: named.id }))
    match(option, named)
    if (answer === undefined) isUndecided = true
  }
  const gone = new Map<OptionId, string | null>()
  const kept: Option[] = isForeign ? going().filter(({ retired }) => retired) : []
  // Which of them go away at all is another question, which comes first.
  const leaving = isUndecided ? [] : going().filter((option) => !kept.includes(option))
  const together = leaving.length > MOST_GUESSED ? askWhereAll(leaving) : undefined
  for (const option of leaving) {
    const answer = leaving.length > MOST_GUESSED ? together : askWhere(option)
    if (answer === 'retire') kept.push({ ...option, retired: true })
    else gone.set(option.id, answer?.startsWith('to:') ? answer.slice(3) : null)
  }
  return { options: [...wanted.map((option) => identified(option, matched.get(option))), ...kept], gone }

  function identified(option: Option, known: OptionDef | undefined): Option {
    if (!known) return option
    if (!isForeign) return { ...option, id: known.id }
    const said = chooseLabel(option.label as string | undefined, known.label as Json | undefined)
    return { ...known, key: option.key, ...(said !== undefined && { label: said as NonNullable<Option['label']> }) }
  }

  function askWhich(option: Option, i: number): string | undefined {
    const choices = candidates
      .map((candidate): Choice & { readonly confidence: number } => ({
        answer: candidate.id,
        code: 'is-option',
        params: { option: candidate.label ?? candidate.key },
        confidence: likenessOfOptions(option, candidate),
      }))
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, MOST_CHOICES)
    return asking.ask({
      id: `option:${name}.${option.key}`,
      path: [...path, i],
      code: 'option-unknown',
      params: { label, option: option.label ?? option.key },
      choices: [...choices, { answer: 'new', code: 'new-option', params: {} }],
      default: 'new',
    })
  }

  function askWhereAll(leaving: readonly OptionDef[]): string | undefined {
    return asking.ask({
      id: `gone:${name}`,
      path,
      code: 'options-gone',
      params: { label, count: String(leaving.length) },
      choices: [
        { answer: 'empty', code: 'left-empty', params: {} },
        { answer: 'retire', code: 'kept-retired', params: {} },
      ],
      default: 'empty',
    })
  }

  function askWhere(option: OptionDef): string | undefined {
    const others = wanted
      .filter(({ retired }) => !retired)
      .slice(0, MOST_CHOICES)
      .map(
        (other): Choice => ({
          answer: `to:${other.key}`,
          code: 'moved-to',
          params: { option: other.label ?? other.key },
        }),
      )
    return asking.ask({
      id: `gone:${name}.${option.key}`,
      path,
      code: 'option-gone',
      params: { label, option: option.label ?? option.key },
      choices: [
        { answer: 'empty', code: 'left-empty', params: {} },
        { answer: 'retire', code: 'kept-retired', params: {} },
        ...others,
      ],
      default: 'empty',
    })
  }
}

function likenessOfOptions(wanted: Option, known: OptionDef): number {
  const texts = (label: Option['label'] | undefined, key: string) =>
    [key, ...(label === undefined ? [] : typeof label === 'string' ? [label] : Object.values(label))].map(foldText)
  const here = texts(known.label, known.key)
  if (texts(wanted.label, wanted.key).some((text) => here.includes(text))) return 0.9
  return Math.round(Math.max(0, nearness(looksOfKey(wanted.key), looksOfKey(known.key))) * 70) / 100
}
