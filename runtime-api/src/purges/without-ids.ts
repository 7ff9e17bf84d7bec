// What a record holds and kept, without the records that were destroyed: where it led to one of them is nothing.
import { type Attic, type DataDiff, equalJson, isJsonObject, type Json, type StoredData } from '@molde/engine'

/** Public ids. */
export type Gone = ReadonlySet<string>

const idForm = /^[0-9A-HJKMNP-TV-Z]{26}$/

/** Every text in it that may be a public id. */
export function idsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') {
    if (idForm.test(value)) found.add(value)
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) idsIn(inner, found)
  }
  return found
}

/** The same object when nothing leads to one of them. */
export function dataWithout(data: StoredData, gone: Gone): StoredData {
  const left = cleared(data as Json, gone) as StoredData
  return equalJson(left, data) ? data : left
}

/** Both sides of a pair keep their places: they are told apart by them. */
export function atticWithout(attic: Attic, gone: Gone): Attic {
  const left = Object.fromEntries(
    Object.entries(attic).map(([name, kept]) => [
      name,
      'each' in kept
        ? { each: Object.fromEntries(Object.entries(kept.each).map(([id, own]) => [id, atticWithout(own, gone)])) }
        : Object.fromEntries(Object.entries(kept).map(([side, values]) => [side, placesWithout(values as Json, gone)])),
    ]),
  ) as Attic
  return equalJson(left, attic) ? attic : left
}

/** A change that is none any more is left out. */
export function diffWithout(diff: DataDiff, gone: Gone): DataDiff {
  return Object.fromEntries(
    Object.entries(diff)
      .map(([field, pair]) => [field, placesWithout(pair as Json, gone) as DataDiff[string]] as const)
      .filter(([field, pair]) => pair === diff[field] || !equalJson(pair[0], pair[1])),
  )
}

function placesWithout(values: Json, gone: Gone): Json {
  if (!Array.isArray(values)) return cleared(values, gone)
  const left = values.map((value: Json) => cleared(value, gone))
  return left.every((value, i) => equalJson(value, values[i])) ? values : left
}

/** Alone it becomes null, in a list it is left out, and as a member it is absent. */
function cleared(value: Json, gone: Gone): Json {
  if (typeof value === 'string') return gone.has(value) ? null : value
  if (Array.isArray(value))
    return value
      .filter((item: Json) => typeof item !== 'string' || !gone.has(item))
      .map((item: Json) => cleared(item, gone))
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).map(([name, inner]) => [name, inner, cleared(inner, gone)] as const)
  return Object.fromEntries(
    members.filter(([, inner, left]) => left !== null || inner === null).map(([name, , left]) => [name, left]),
  )
}
