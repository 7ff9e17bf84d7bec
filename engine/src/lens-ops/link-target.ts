// Which blueprint does an op link to, and by which of its fields are records recognised?
import type { BlueprintVersion, FieldDef, FieldType, Label } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import type { MatchField } from '../lens/op.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'

/** Texts of one line that people call something by, and that an index can find. */
export const namingTypes: readonly FieldType[] = ['text', 'longText', 'email', 'url', 'phone', 'cpf', 'cnpj', 'cep']

/** The blueprint of that name, or the one that is being changed: a record may link to its like. */
export function targetNamed(name: string, at: readonly string[], place: OpPlace): BlueprintVersion | undefined {
  const own = place.outer ?? place.version
  const target = name === own.name ? own : place.blueprintNamed?.(name)
  return target ?? report(place, at, 'no-link-target', { name })
}

/** The field by key or id; unless it is said, the one that titles the records, or their first text. */
export function matchField(
  target: BlueprintVersion,
  name: string | undefined,
  at: readonly string[],
  place: OpPlace,
): FieldDef | undefined {
  const field =
    name === undefined ? titling(target) : fieldNamed(target.fields, name, place.reading.issues, [...place.path, ...at])
  if (name === undefined && !field) return report(place, at, 'nothing-to-match', { blueprint: calledOf(target) })
  if (!field || names(field)) return field
  return report(place, at, 'match-not-text', { label: field.label ?? field.key, known: namingTypes })
}

export function calledOf({ label, name }: BlueprintVersion): Label {
  return label ?? name
}

export function asMatch({ id, key, label }: FieldDef): MatchField {
  return { id, key, ...(label !== undefined && { label }) }
}

function titling({ titleField, fields }: BlueprintVersion): FieldDef | undefined {
  const title = fields.find(({ id }) => id === titleField)
  return title && names(title) ? title : fields.find(names)
}

function names(field: FieldDef): boolean {
  return namingTypes.includes(field.type) && !isMany(field)
}
