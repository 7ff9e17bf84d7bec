// Which element of a repeating group is the one that was there before?
import { canonicalJson, type Json, type JsonObject } from '../json.ts'
import { ELEMENT_ID } from './encode-elements.ts'

/**
 * Gives every element an `_id` and keeps those that were sent. An element without one is first the unclaimed element of the same
 * content, then the unclaimed one at the same place, else new. New ids come from the time of the write and the place in the list.
 */
export function withElementIds(elements: readonly Json[], before: Json | undefined, now: number): Json[] {
  const claimed = new Set(elements.flatMap((element) => idOf(element) ?? []))
  const past = (Array.isArray(before) ? before : []) as readonly Json[]
  const byContent = new Map<string, string[]>()
  for (const element of past) {
    const id = idOf(element)
    if (id !== undefined && !claimed.has(id))
      byContent.set(contentOf(element), [...(byContent.get(contentOf(element)) ?? []), id])
  }
  const same = elements.map((element) =>
    idOf(element) === undefined ? byContent.get(contentOf(element))?.shift() : undefined,
  )
  for (const id of same) if (id !== undefined) claimed.add(id)
  return elements.map((element, index) => {
    if (idOf(element) !== undefined) return element
    const id = same[index] ?? claim(claimed, idOf(past[index])) ?? newId(claimed, now, index)
    return { [ELEMENT_ID]: id, ...(element as JsonObject) }
  })
}

function claim(claimed: Set<string>, id: string | undefined): string | undefined {
  if (id === undefined || claimed.has(id)) return undefined
  claimed.add(id)
  return id
}

function newId(claimed: Set<string>, now: number, index: number): string {
  for (let next = index; ; next += 1) {
    const id = claim(claimed, `${Math.floor(now).toString(36)}-${next.toString(36)}`)
    if (id !== undefined) return id
  }
}

function idOf(element: Json | undefined): string | undefined {
  const id = (element as JsonObject | undefined)?.[ELEMENT_ID]
  return typeof id === 'string' ? id : undefined
}

function contentOf(element: Json): string {
  const { [ELEMENT_ID]: _, ...content } = element as JsonObject
  return canonicalJson(content)
}
