// Which keys does a written order name, such as `-amount,title`, and how is it written again?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { slotOf } from '../blueprint/field-types.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { type ClockPart, clockMember, readClockMember, type ScopeClock } from '../expression/clock-members.ts'
import { nearest, someOf } from '../expression/near.ts'
import type { SortKey } from './sort-key.ts'

const MAX_SORT_KEYS = 8

/** System members a list can be sorted by. A field of that name wins; `record.createdAt` is always the member. */
const sortMembers = ['createdAt', 'updatedAt', 'id', 'state'] as const
type SortMember = (typeof sortMembers)[number]

/** Moments of a clock by which a list can be sorted. */
const sortedParts: readonly ClockPart[] = ['dueAt', 'lateAt']

/** Keys of fields and moments of clocks, `-` before one for descending. Refuses into `issues`. */
export function readSort(
  names: readonly string[],
  version: BlueprintVersion,
  path: Path,
  issues: Issue[],
  clocks: readonly ScopeClock[] = [],
): SortKey[] {
  if (names.length > MAX_SORT_KEYS) {
    issues.push(issue(path, 'sort-too-long', { most: MAX_SORT_KEYS }))
    return []
  }
  const seen = new Set<string>()
  return names.flatMap((written) => {
    const key = readKey(written, version, path, issues, clocks)
    if (!key) return []
    const name = 'field' in key.ref ? key.ref.field : key.ref.member
    if (seen.has(name)) issues.push(issue(path, 'sort-twice', { name: written.replace(/^-/, '') }))
    seen.add(name)
    return [key]
  })
}

/** As it is written on the wire with the version's names of today. */
export function saySort(
  sort: readonly SortKey[],
  version: BlueprintVersion,
  clocks: readonly ScopeClock[] = [],
): string[] {
  return sort.map(({ ref, descending }) => `${descending ? '-' : ''}${nameOf(ref, version, clocks)}`)
}

/** Can a list be sorted by it? Not by what has many values, parts, or only a target. */
function isSortable(field: FieldDef): boolean {
  const slot = slotOf(field)
  return slot !== null && slot !== 'r'
}

function readKey(
  written: string,
  version: BlueprintVersion,
  path: Path,
  issues: Issue[],
  clocks: readonly ScopeClock[],
): SortKey | undefined {
  const descending = written.startsWith('-')
  const name = (descending ? written.slice(1) : written).trim()
  const field = version.fields.find((one) => one.key === name) ?? version.fields.find((one) => one.id === name)
  if (field) {
    if (isSortable(field)) return { ref: { field: field.id }, descending, type: field.type }
    issues.push(issue(path, 'sort-not-possible', { name }))
    return undefined
  }
  const member = sortMembers.find((one) => one === name || `record.${one}` === name)
  if (member) return { ref: { member }, descending }
  const clock = clocks.find((one) => sortedParts.some((part) => name === `record.clocks.${one.name}.${part}`))
  const part = sortedParts.find((one) => name.endsWith(`.${one}`))
  if (clock && part) return { ref: { member: clockMember(clock.id, part) }, descending }
  issues.push(unknownKey(name, version, path, clocks))
  return undefined
}

function unknownKey(name: string, version: BlueprintVersion, path: Path, clocks: readonly ScopeClock[]): Issue {
  const known = [
    ...version.fields.filter(isSortable).map((field) => field.key),
    ...sortMembers,
    ...clocks.flatMap((clock) => sortedParts.map((part) => `record.clocks.${clock.name}.${part}`)),
  ]
  const near = nearest(name, known)
  const shown = name.slice(0, 60)
  return near
    ? issue(path, 'unknown-field-near', { name: shown, near })
    : issue(path, 'unknown-field', { name: shown, known: someOf(known) })
}

function nameOf(ref: SortKey['ref'], version: BlueprintVersion, clocks: readonly ScopeClock[]): string {
  if ('field' in ref) return version.fields.find((field) => field.id === ref.field)?.key ?? ref.field
  const read = readClockMember(ref.member)
  if (read) return `record.clocks.${clocks.find(({ id }) => id === read.clock)?.name ?? read.clock}.${read.part}`
  const member = ref.member as SortMember
  return version.fields.some((field) => field.key === member) ? `record.${member}` : member
}
