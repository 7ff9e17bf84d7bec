// An answer without the values of some fields, wherever a record of their blueprint stands in it.
import { isJsonObject, type Json } from '@molde/engine'

export interface GoneFields {
  /** How records say whose they are: the blueprint's name, or inside of the program its number. */
  readonly blueprints: readonly (string | number)[]
  /** Keys and ids. */
  readonly fields: ReadonlySet<string>
  /** Instead: whatever stands under these public ids, records and comments. */
  readonly ids?: ReadonlySet<string>
}

/** The same value when there is nothing to take out. */
export function withoutFields(value: Json, gone: GoneFields): Json {
  if (Array.isArray(value)) {
    const items: Json[] = value.map((item: Json) => withoutFields(item, gone))
    return items.every((item, i) => item === value[i]) ? value : items
  }
  if (!isJsonObject(value)) return value
  const { _id } = value
  // A row that was a record.
  if (typeof _id === 'string' && gone.ids?.has(_id)) return Object.keys(value).length === 1 ? value : { _id }
  const isGone = gone.ids?.has(String(value['id'])) === true
  const isRecord = isGone || gone.blueprints.some((name) => name === value['blueprint'])
  let isSame = true
  const members = Object.entries(value).map(([name, inner]) => {
    const left =
      isGone && name === 'text'
        ? ''
        : isRecord && name === 'data'
          ? withoutMembers(inner, gone)
          : withoutFields(inner, gone)
    isSame &&= left === inner
    return [name, left] as const
  })
  return isSame ? value : Object.fromEntries(members)
}

/** Values that stay may show records of their own. */
function withoutMembers(data: Json, gone: GoneFields): Json {
  if (!isJsonObject(data)) return data
  const members = gone.ids === undefined ? Object.entries(data).filter(([name]) => !gone.fields.has(name)) : []
  const left = members.map(([name, inner]) => [name, withoutFields(inner, gone)] as const)
  const isSame = left.length === Object.keys(data).length && left.every(([name, inner]) => inner === data[name])
  return isSame ? data : Object.fromEntries(left)
}
