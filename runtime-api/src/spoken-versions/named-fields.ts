// Which fields did a request name: those of the values that it sent, or those that it filtered, sorted and asked by?
import type { JsonObject, ListQuery } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'

/** Ids; what is no field of the version is no matter here. */
export function fieldsSent({ head }: Definition, data: readonly JsonObject[]): readonly string[] {
  const names = new Set(data.flatMap((one) => Object.keys(one)))
  return head.fields.filter(({ id, key }) => names.has(key) || names.has(id)).map(({ id }) => id)
}

export function fieldsAsked({ where, residual, sort, fields = [], expand }: ListQuery): readonly string[] {
  const sorted = sort.flatMap(({ ref }) => ('field' in ref ? [ref.field] : []))
  const filtered = [...fieldsIn(where), ...(residual?.uses ?? [])]
  return [...new Set<string>([...filtered, ...sorted, ...fields, ...expand])].filter((id) => /^[fx]\d+$/.test(id))
}

/** Wherever a part of the predicate names one. */
function fieldsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(fieldsIn)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, inner]) =>
    name === 'field' && typeof inner === 'string' ? [inner] : fieldsIn(inner),
  )
}
