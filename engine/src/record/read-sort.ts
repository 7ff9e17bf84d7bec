// Which keys does a written order name, such as `-amount,title`, and how is it written again?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { slotOf } from '../blueprint/field-types.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { nearest, someOf } from '../expression/near.ts'
import type { SortKey } from './sort-key.ts'

const MAX_SORT_KEYS = 8

/** System members a list can be sorted by. A field of that name wins; `record.createdAt` is always the member. */
const sortMembers = ['createdAt', 'updatedAt', 'id', 'state'] as const
type SortMember = (typeof sortMembers)[number]

/** Keys of fields, `-` before one for descending. Refuses into `issues`. */
export function readSort(names: readonly string[], version: BlueprintVersion, path: Path, issues: Issue[]): SortKey[] {
  if (names.length > MAX_SORT_KEYS) {
    issues.push(issue(path, 'sort-too-long', { most: MAX_SORT_KEYS }))
    return []
  }
  const seen = new Set<string>()
  return names.flatMap((written) => {
    const key = readKey(written, version, path, issues)
    if (!key) return []
    const name = 'field' in key.ref ? key.ref.field : key.ref.member
    if (seen.has(name)) issues.push(issue(path, 'sort-twice', { name: written.replace(/^-/, '') }))
    seen.add(name)
    return [key]
  })
}

/** As it is written on the wire with the version's names of today. */
export function saySort(sort: readonly SortKey[], version: BlueprintVersion): string[] {
  return sort.map(({ ref, descending }) => `${descending ? '-' : ''}${nameOf(ref, version)}`)
}

/** Can a list be sorted by it? Not by what has many values, parts, or only a target. */
function isSortable(field: FieldDef): boolean {
  const slot = slotOf(field)
  return slot !== null && slot !== 'r'
}

function readKey(written: string, version: BlueprintVersion, path: Path, issues: Issue[]): SortKey | undefined {
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
  issues.push(unknownKey(name, version, path))
  return undefined
}

function unknownKey(name: string, version: BlueprintVersion, path: Path): Issue {
  const known = [...version.fields.filter(isSortable).map((field) => field.key), ...sortMembers]
  const near = nearest(name, known)
  const shown = name.slice(0, 60)
  return near
    ? issue(path, 'unknown-field-near', { name: shown, near })
    : issue(path, 'unknown-field', { name: shown, known: someOf(known) })
}

function nameOf(ref: SortKey['ref'], version: BlueprintVersion): string {
  if ('field' in ref) return version.fields.find((field) => field.id === ref.field)?.key ?? ref.field
  const member = ref.member as SortMember
  return version.fields.some((field) => field.key === member) ? `record.${member}` : member
}
