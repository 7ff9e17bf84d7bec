// Which fields of another blueprint are fields here already, and what does one become that comes along?
import type { WireField } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { wireField } from '../blueprint/wire-blueprint.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { FieldId, OptionId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import type { PassageColumn } from '../lens/op.ts'

/** Is it the same kind of value, whoever looks at it? */
export function isAlike(field: FieldDef, other: FieldDef): boolean {
  return (
    field.type === other.type &&
    isMany(field) === isMany(other) &&
    field.of === other.of &&
    field.blueprint === other.blueprint &&
    !field.computed &&
    !other.computed &&
    lackingFields(field, other).length === 0
  )
}

/** Keys of choices that only the other one has. */
export function lackingOptions(field: FieldDef, other: FieldDef): readonly string[] {
  const known = new Set(field.options?.map(({ key }) => key))
  return (other.options ?? []).flatMap(({ key }) => (known.has(key) ? [] : [key]))
}

/** Columns of a group that only the other one has, or of another kind. */
function lackingFields(field: FieldDef, other: FieldDef): readonly FieldDef[] {
  return (other.fields ?? []).filter((inner) => {
    const own = field.fields?.find(({ key }) => key === inner.key)
    return !own || !isAlike(own, inner) || lackingOptions(own, inner).length > 0
  })
}

/** The two as one column; called only when they are alike, or one was made from the other. */
export function columnBetween(here: FieldDef, there: FieldDef): PassageColumn {
  const inner = there.fields?.flatMap((field) => {
    const own = here.fields?.find(({ key }) => key === field.key)
    return own ? [columnBetween(own, field)] : []
  })
  return {
    here: here.id,
    there: there.id,
    ...(there.options && { options: optionsBetween(here, there) }),
    ...(inner && { fields: inner }),
  }
}

function optionsBetween(here: FieldDef, there: FieldDef): { readonly [option: OptionId]: OptionId } {
  const pairs = (there.options ?? []).flatMap(({ id, key }) => {
    const own = here.options?.find((option) => option.key === key)
    return own ? [[own.id, id] as const] : []
  })
  return Object.fromEntries(pairs)
}

/**
 * As it is asked for here: with new ids, and without what fills it in, which would fill it in the records that were here too.
 * What was worked out there becomes a value that nobody writes.
 */
export function broughtField(field: FieldDef, there: BlueprintVersion, key: string, isKnown: IsKnown): WireField {
  const { default: _, showWhen, computed, askOnEdit: __, ...plain } = field
  const condition = showWhen && showWhen.uses.every(isKnown) ? sayExpression(showWhen, scopeOf(there)) : undefined
  const { id: ___, ...wire } = wireField(plain, there)
  return {
    ...withoutIds(wire),
    key,
    ...(computed && { readOnly: true, required: false }),
    ...(condition !== undefined && { showWhen: condition }),
  } as unknown as WireField
}

/** Is the field known here by the name that it has there? */
type IsKnown = (id: FieldId) => boolean

function withoutIds(wire: JsonObject): JsonObject {
  const { options, fields, ...rest } = wire
  const bare = (list: unknown) =>
    (list as readonly JsonObject[]).map(({ id: _, default: __, showWhen: ___, ...one }) => withoutIds(one))
  return { ...rest, ...(options && { options: bare(options) }), ...(fields && { fields: bare(fields) }) } as JsonObject
}

/** A worked-out field as its values stand; what it reads stays behind. */
export function asItStands({ computed: _, required: __, default: ___, ...field }: FieldDef): FieldDef {
  return { ...field, readOnly: true }
}

/** Free here: its own key, else one that says where it comes from. */
export function freeKey(field: FieldDef, there: BlueprintVersion, taken: ReadonlySet<string>): string {
  if (!taken.has(field.key)) return field.key
  const said = `${there.name.replaceAll('-', '_')}_${field.key}`.slice(0, 58)
  for (let n = 1; ; n++) {
    const key = n === 1 ? said : `${said}_${n}`
    if (!taken.has(key)) return key
  }
}
