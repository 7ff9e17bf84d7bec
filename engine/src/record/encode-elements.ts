// What is the stored form of a repeating group that a client sent?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { MAX_ITEMS } from '../blueprint/field-types.ts'
import { someOf } from '../expression/near.ts'
import type { Json } from '../json.ts'
import { isJsonObject } from '../json.ts'
import { below, type EncodeValue, Refused, refuse, said } from './refused.ts'

/** An element's own permanent name, kept through edits, so that what is remembered about the element finds it again. */
export const ELEMENT_ID = '_id'

const ID = /^[A-Za-z0-9_-]{1,40}$/

/** Elements are objects by key; an element may bring its `_id`, and gets one in write-data.ts when it does not. */
export function encodeElements(field: FieldDef, encoderOf: (field: FieldDef) => EncodeValue): EncodeValue {
  const members = new Map((field.fields ?? []).map((member) => [member.key, { member, encode: encoderOf(member) }]))
  return (value) => {
    if (!Array.isArray(value)) return refuse(field, 'not-list')
    if (value.length > MAX_ITEMS) return refuse(field, 'too-many', { limit: field.maxItems ?? MAX_ITEMS })
    const kept: Json[] = []
    const ids = new Set<string>()
    for (const [index, element] of value.entries()) {
      const encoded = encodeElement(element)
      if (encoded instanceof Refused) return below(index, encoded)
      const id = encoded[ELEMENT_ID] as string | undefined
      if (id !== undefined && ids.has(id)) return refuse(field, 'bad-element-id', {}, [index, ELEMENT_ID])
      if (id !== undefined) ids.add(id)
      kept.push(encoded)
    }
    return kept
  }

  function encodeElement(element: unknown): { readonly [id: string]: Json } | Refused {
    if (!isJsonObject(element)) return refuse(field, 'not-object')
    const kept: { [id: string]: Json } = {}
    for (const [key, value] of Object.entries(element as { readonly [key: string]: unknown })) {
      const problem = key === ELEMENT_ID ? keepId(value, kept) : keepMember(key, value, kept)
      if (problem) return problem
    }
    return kept
  }

  function keepId(value: unknown, kept: { [id: string]: Json }): Refused | undefined {
    if (typeof value !== 'string' || !ID.test(value)) return refuse(field, 'bad-element-id', {}, [ELEMENT_ID])
    kept[ELEMENT_ID] = value
    return undefined
  }

  function keepMember(key: string, value: unknown, kept: { [id: string]: Json }): Refused | undefined {
    const known = members.get(key)
    if (!known) return refuse(field, 'unknown-member', { name: said(key), known: someOf(members.keys()) }, [key])
    if (value === null || value === undefined) return undefined
    const encoded = known.encode(value)
    if (encoded instanceof Refused) return below(key, encoded)
    kept[known.member.id] = encoded
    return undefined
  }
}
