// What do people call a field: by how its value comes about, else by what it holds?
import type { FieldType, WireField } from '../api/blueprints-api.ts'

/** A list whose entries have columns is something else to people than a list of values. */
export type FieldKind = FieldType | 'rows'

export function kindOfField({ type, computed, fields }: Pick<WireField, 'type' | 'computed' | 'fields'>): FieldKind {
  return computed?.kind ?? (type === 'list' && fields ? 'rows' : type)
}
