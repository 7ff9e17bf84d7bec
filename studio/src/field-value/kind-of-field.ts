// What do people call a field: by how its value comes about, else by what it holds?
import type { FieldType, WireField } from '../api/blueprints-api.ts'

export function kindOfField({ type, computed }: Pick<WireField, 'type' | 'computed'>): FieldType {
  return computed?.kind ?? type
}
