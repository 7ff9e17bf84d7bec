// What may an action of a flow do to a field?
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'

const numberTypes: readonly FieldType[] = ['number', 'integer', 'percent', 'rating']

/** Nobody writes it: the engine or the database does. */
export function isComputed(field: FieldDef): boolean {
  return field.computed !== undefined
}

/** A repeating group: its elements are records of their own kind, which no expression builds. */
export function isGroup(field: FieldDef): boolean {
  return field.fields !== undefined
}

/** Numbers can be added to, and lists; a sum of money needs a currency, so it is set. */
export function takesAdding(field: FieldDef): boolean {
  return isMany(field) || numberTypes.includes(field.type)
}
