// Which of the wanted fields are fields that are there already? By id, else by key, else somebody is asked.
import type { WireField } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Asking } from './asking.ts'
import { LEAST_CONFIDENCE, likenessOf, looksOfField, looksOfWanted, type Samples } from './likeness.ts'
import type { Choice } from './question.ts'

export interface MatchingFields {
  readonly asking: Asking
  readonly samples: Samples
  readonly examples: ReadonlyMap<unknown, readonly Json[]>
  readonly issues: Issue[]
}

/** A list of fields as it is wanted: of the blueprint, or of a repeating group. */
export interface WantedLevel {
  readonly fields: readonly WireField[]
  /** Place of a field by its number. */
  readonly placeOf: (i: number) => Path
  /** `lines.` inside of a group. */
  readonly prefix: string
}

const MOST_CHOICES = 5
/** With more that is new, or more that goes, it is another blueprint, and guesses would be noise. */
const MOST_GUESSED = 100

/** The field of each wanted one that is there already; new ones are not in the map. Open questions count as "new" until answered. */
export function matchFields(
  { asking, samples, examples, issues }: MatchingFields,
  { fields, placeOf, prefix }: WantedLevel,
  head: readonly FieldDef[],
): ReadonlyMap<WireField, FieldDef> {
  const matched = new Map<WireField, FieldDef>()
  const free = () => {
    const taken = new Set([...matched.values()])
    return head.filter((field) => !taken.has(field))
  }
  for (const wanted of fields) {
    const known = wanted.id !== undefined && head.find(({ id }) => id === wanted.id)
    if (known) matched.set(wanted, known)
  }
  for (const [i, wanted] of fields.entries()) {
    const same = matched.has(wanted) ? undefined : free().find(({ key }) => key === wanted.key)
    if (same && (wanted.id === undefined || isSaidSame(wanted, same, i))) matched.set(wanted, same)
  }
  // Those that an answer takes stay choices: the same question is asked whatever was answered to others.
  const going = free()
    .slice(0, MOST_GUESSED)
    .map((field) => ({ field, looks: looksOfField(field, samples.before?.[field.id] ?? []) }))
  let asked = 0
  for (const [i, wanted] of fields.entries()) {
    if (matched.has(wanted) || wanted.id !== undefined || asked >= MOST_GUESSED) continue
    asked += 1
    const answer = askWhich(wanted, i)
    const named = head.find(({ id }) => id === answer)
    if (!named) continue
    const other = [...matched].find(([, field]) => field === named)
    if (other) issues.push(issue(['answers', questionId(wanted)], 'given-twice', { name: named.id }))
    matched.set(wanted, named)
  }
  return matched

  function questionId({ key }: WireField): string {
    return `field:${prefix}${key}`
  }

  /** Its id says that it is another field; where two places grew apart, it may be the same all the same. */
  function isSaidSame(wanted: WireField, here: FieldDef, i: number): boolean {
    const label = here.label ?? here.key
    const answer = asking.ask({
      id: questionId(wanted),
      path: placeOf(i),
      code: 'field-same-key',
      params: { label, here: here.id, there: wanted.id ?? '' },
      choices: [
        { answer: here.id, code: 'same-field', params: { label } },
        { answer: 'new', code: 'other-field', params: { label } },
      ],
      default: 'new',
    })
    return answer === here.id
  }

  function askWhich(wanted: WireField, i: number): string | undefined {
    const values = [...(samples.after?.[prefix + wanted.key] ?? []), ...(examples.get(wanted) ?? [])]
    const there = looksOfWanted(wanted, values)
    const guesses = going
      .map(({ field, looks }) => ({ field, confidence: likenessOf(wanted, field, there, looks) }))
      .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, MOST_CHOICES)
    if (guesses.length === 0) return undefined
    const label = wanted.label ?? wanted.key
    const choices: Choice[] = guesses.map(({ field, confidence }) => ({
      answer: field.id,
      code: 'is-field',
      params: { label: field.label ?? field.key },
      confidence,
    }))
    const path = placeOf(i)
    return asking.ask({
      id: questionId(wanted),
      path,
      code: 'field-unknown',
      params: { label },
      choices: [...choices, { answer: 'new', code: 'new-field', params: { label } }],
      default: 'new',
    })
  }
}
