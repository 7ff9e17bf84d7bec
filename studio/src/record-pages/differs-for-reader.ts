// Does a record show anything else in another version of its definition, for whoever reads it? Names do not count: values do.
import type { Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'

export interface Shown {
  readonly fields: readonly WireField[]
  readonly data: WireData
}

export function differsForReader(one: Shown, other: Shown): boolean {
  return JSON.stringify(byIds(one.fields, one.data)) !== JSON.stringify(byIds(other.fields, other.data))
}

/** Values by the ids of their fields, choices by theirs: whatever they are called. */
function byIds(fields: readonly WireField[], data: WireData): readonly (readonly [string, Json])[] {
  return fields
    .flatMap((field): (readonly [string, Json])[] => {
      const value = data[field.key]
      return value === undefined || value === null ? [] : [[field.id, plainValue(field, value)]]
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function plainValue(field: WireField, value: Json): Json {
  if (Array.isArray(value)) return value.map((one) => plainValue(field, one))
  if (field.fields && typeof value === 'object' && value !== null) return byIds(field.fields, value as WireData) as Json
  return field.options?.find(({ key }) => key === value)?.id ?? value
}
