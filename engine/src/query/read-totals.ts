// Which totals does a list ask for, such as `sum:amount`, and by which field are they grouped?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { nearest, someOf } from '../expression/near.ts'

export const totalFunctions = ['sum', 'avg', 'min', 'max', 'filled', 'empty', 'distinct'] as const
export type TotalFunction = (typeof totalFunctions)[number]

export interface Total {
  readonly function: TotalFunction
  readonly field: FieldDef
}

const MAX_TOTALS = 60

/** Types whose values can be added up. */
const added: readonly FieldDef['type'][] = ['integer', 'number', 'percent', 'rating', 'money', 'duration']
/** Types that have a first and a last value, but no sum. */
const ordered: readonly FieldDef['type'][] = ['date', 'datetime', 'time']
/** Types whose values are parts, marks or secrets: whether there is one is all that can be said. */
const unlike: readonly FieldDef['type'][] = ['richText', 'address', 'geo', 'json', 'list', 'tags', 'boolean']
const grouping: readonly FieldDef['type'][] = ['enum', 'boolean', 'relation', 'user']

/** What can be said about all values of a field. */
export function totalsOf(field: FieldDef): readonly TotalFunction[] {
  if (isMany(field) || unlike.includes(field.type)) return ['filled', 'empty']
  if (added.includes(field.type)) return totalFunctions
  return ordered.includes(field.type) ? ['min', 'max', 'filled', 'empty', 'distinct'] : ['filled', 'empty', 'distinct']
}

/** Records are grouped by what holds one of a few values. */
export function canGroup(field: FieldDef): boolean {
  return grouping.includes(field.type) && !isMany(field)
}

/** `sum:amount`, each once. Refuses into `issues`. */
export function readTotals(
  names: readonly string[],
  version: BlueprintVersion,
  path: Path,
  issues: Issue[],
): readonly Total[] {
  if (names.length > MAX_TOTALS) {
    issues.push(issue(path, 'query-too-many', { most: MAX_TOTALS }))
    return []
  }
  return [...new Set(names)].flatMap((written) => {
    const [name = '', key] = splitOnce(written)
    const wanted = totalFunctions.find((one) => one === name)
    if (!wanted || key === undefined) {
      issues.push(issue(path, 'unknown-total', { name: written.slice(0, 60), known: totalFunctions }))
      return []
    }
    const field = fieldNamed(key, version.fields, path, issues)
    if (!field) return []
    const offered = totalsOf(field)
    if (offered.includes(wanted)) return [{ function: wanted, field }]
    issues.push(issue(path, 'total-not-possible', { name: field.key, known: offered }))
    return []
  })
}

export function readGroup(name: string, version: BlueprintVersion, path: Path, issues: Issue[]): FieldDef | undefined {
  const field = fieldNamed(name, version.fields, path, issues)
  if (!field || canGroup(field)) return field
  issues.push(issue(path, 'group-not-possible', { name: field.key }))
  return undefined
}

function splitOnce(written: string): readonly [string, string?] {
  const at = written.indexOf(':')
  return at < 0 ? [written] : [written.slice(0, at), written.slice(at + 1)]
}

function fieldNamed(name: string, fields: readonly FieldDef[], path: Path, issues: Issue[]): FieldDef | undefined {
  const field = fields.find((one) => one.key === name) ?? fields.find((one) => one.id === name)
  if (field) return field
  const known = fields.map(({ key }) => key)
  const near = nearest(name, known)
  const shown = name.slice(0, 60)
  issues.push(
    near
      ? issue(path, 'unknown-field-near', { name: shown, near })
      : issue(path, 'unknown-field', { name: shown, known: someOf(known) }),
  )
  return undefined
}
