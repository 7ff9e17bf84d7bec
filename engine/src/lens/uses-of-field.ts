// What in a version says something about a field, so that the field cannot leave or change its kind unnoticed?
import type { BlueprintVersion, FieldDef, Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { type OpPlace, report } from './op-kind.ts'

/** A place that would no longer mean anything. `label` is what people know it by. */
export interface FieldUse {
  readonly by: 'rule' | 'condition' | 'default' | 'unique' | 'title'
  readonly label: Label
}

/** Everything in the version that reads the field, the field's own settings aside. */
export function usesOfField(version: BlueprintVersion, field: string): FieldUse[] {
  return [
    ...version.rules.flatMap(({ check, message }) => (mentions(check, field) ? [use('rule', message)] : [])),
    ...version.fields.flatMap((other) => (other.id === field ? [] : usesInField(other, field))),
    ...version.uniques.flatMap(({ fields }) =>
      fields.some((id) => id === field) ? [use('unique', labelsOf(version, fields))] : [],
    ),
    ...(version.titleField === field ? [use('title', version.label ?? version.name)] : []),
  ]
}

/** Everything around an op that reads the field, also outside of the repeating group that the op is in. */
export function usesAt({ version, outer }: OpPlace, field: string): FieldUse[] {
  return [...usesOfField(version, field), ...(outer ? usesOfField(outer, field) : [])]
}

/** The uses that depend on the kind of its values: a title or a unique combination looks after itself. */
export function readersOfField(version: BlueprintVersion, field: string): FieldUse[] {
  return usesOfField(version, field).filter(({ by }) => by !== 'unique' && by !== 'title')
}

/** The same, also outside of the repeating group that an op is in. */
export function readersAt({ version, outer }: OpPlace, field: string): FieldUse[] {
  return [...readersOfField(version, field), ...(outer ? readersOfField(outer, field) : [])]
}

/** Reports each use; true when there was one. */
export function refuseUses(uses: readonly FieldUse[], field: FieldDef, place: OpPlace): boolean {
  for (const { by, label } of uses)
    report(place, ['field'], `used-by-${by}`, { label: field.label ?? field.key, by: label })
  return uses.length > 0
}

function usesInField(other: FieldDef, field: string): FieldUse[] {
  const label = other.label ?? other.key
  return [
    ...(other.showWhen && mentions(other.showWhen, field) ? [use('condition', label)] : []),
    ...(other.default && 'expr' in other.default && mentions(other.default.expr, field) ? [use('default', label)] : []),
    ...(isWorkedOutFrom(other, field) ? [use('default', label)] : []),
  ]
}

/** Inside of the record. Other blueprints that read the field are looked at where all of them are at hand. */
function isWorkedOutFrom({ computed }: FieldDef, field: string): boolean {
  if (computed?.kind === 'formula') return mentions(computed.expr, field)
  return computed?.kind === 'lookup' && computed.via === field
}

function use(by: FieldUse['by'], label: Label): FieldUse {
  return { by, label }
}

function labelsOf(version: BlueprintVersion, fields: readonly string[]): string {
  return fields.map((id) => version.fields.find((field) => field.id === id)?.key ?? id).join(' + ')
}

const literals = /"(?:[^"\\]|\\.)*"/g

/** `uses` lists no fields inside a repeating group, so the text is read; ids inside literals are no names. */
export function mentions({ cel }: Expression, field: string): boolean {
  return new RegExp(`\\b${field}\\b`).test(cel.replace(literals, '""'))
}
