// Which of the wanted options are there already, and what becomes of those that are not wanted any more?
import type { WireOption } from '@molde/schemas'
import type { FieldDef, OptionDef } from '../blueprint/blueprint.ts'
import { chooseLabel } from '../blueprint/choose-label.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { foldText } from '../fold-text.ts'
import type { OptionId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { Asking } from './asking.ts'
import { nearness } from './likeness.ts'
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
  const going = () => head.filter((option) => ![...matched.values()].includes(option))
  for (const option of wanted) {
    const known = option.id !== undefined && head.find(({ id }) => id === option.id)
    if (known) matched.set(option, known)
  }
  for (const option of wanted) {
    const same = matched.has(option) ? undefined : going().find(({ key }) => key === option.key)
    // A choice of the same name is the same choice, wherever it got its id.
    if (same) matched.set(option, same)
  }
  const candidates = going().filter(({ retired }) => !(isForeign && retired))
  const undecided = new Set<OptionDef>()
  for (const [i, option] of wanted.entries()) {
    if (matched.has(option) || option.id !== undefined || candidates.length === 0) continue
    const answer = askWhich(option, i)
    const named = candidates.find(({ id }) => id === answer)
    if (named && [...matched.values()].includes(named))
      issues.push(issue(['answers', `option:${name}.${option.key}`], 'given-twice', { name: named.id }))
    if (named) matched.set(option, named)
    if (answer === undefined) for (const candidate of candidates) undecided.add(candidate)
  }
  const gone = new Map<OptionId, string | null>()
  const kept: Option[] = isForeign ? going().filter(({ retired }) => retired) : []
  for (const option of going()) {
    // Whether it goes away at all is another question, which comes first.
    if (kept.includes(option) || undecided.has(option)) continue
    const answer = askWhere(option)
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
  return Math.round(Math.max(0, nearness(wanted.key, known.key)) * 70) / 100
}
