// A kept answer without what a destroyed blueprint showed in it.
import { isJsonObject, type Json, type JsonObject } from '@molde/engine'

export interface Going {
  /** Public ids: of the blueprint, its records, and whatever belongs to them. */
  readonly ids: ReadonlySet<string>
  /** Its name, where no other blueprint has it: published versions are told by that alone. */
  readonly name?: string
}

const told = ['id', 'blueprint', 'name', 'kind', 'version', 'rev', 'status']

/** Whoever repeats the request still hears what it was about, and no more than that. The same value when there is nothing to take out. */
export function withoutGoing(value: Json, going: Going): Json {
  if (Array.isArray(value)) {
    const items: Json[] = value.map((item: Json) => withoutGoing(item, going))
    return items.every((item, i) => item === value[i]) ? value : items
  }
  if (typeof value === 'string') return going.ids.has(value) ? null : value
  if (!isJsonObject(value)) return value
  const { _id } = value
  // A row that was a record.
  if (typeof _id === 'string' && going.ids.has(_id)) return Object.keys(value).length === 1 ? value : { _id }
  if (isGoing(value, going)) return tellOnly(value)
  const members = Object.entries(value).map(([name, inner]) => [name, withoutGoing(inner, going)] as const)
  return members.every(([name, left]) => left === value[name]) ? value : Object.fromEntries(members)
}

function isGoing(value: JsonObject, { ids, name }: Going): boolean {
  const { id } = value
  if (typeof id === 'string' && ids.has(id)) return true
  return (
    name !== undefined && value['name'] === name && (Array.isArray(value['fields']) || isJsonObject(value['schema']))
  )
}

function tellOnly(value: JsonObject): JsonObject {
  const kept = Object.entries(value).filter(([name, inner]) => told.includes(name) && !isJsonObject(inner))
  // A file is called something, too, and a view.
  const mayKeepName = Array.isArray(value['fields'])
  const left = kept.filter(([name]) => name !== 'name' || mayKeepName)
  return { ...Object.fromEntries(left), ...(isJsonObject(value['data']) && { data: {} }) }
}
