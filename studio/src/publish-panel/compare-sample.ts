// What differs in one record between two versions, field by field: fields are the same by id, whatever they are called.
import { equalJson, type Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { RecordSample } from '../api/preview-api.ts'

export interface ComparedField {
  readonly id: string
  /** Absent where the field is not there yet, or not any more. */
  readonly before?: WireField
  readonly after?: WireField
}

/** In the order of the later version; what is gone stands where it stood. Fields whose values stay are left out. */
export function comparedFields(
  sample: RecordSample,
  before: readonly WireField[],
  after: readonly WireField[],
): readonly ComparedField[] {
  return joinedFields(before, after).filter(({ before: was, after: is }) => {
    const [old, now] = [valueOf(sample.before, was), valueOf(sample.after, is)]
    if (!was || !is) return old !== null || now !== null
    // A choice that is called otherwise is the same choice.
    return !equalJson(byId(was, old), byId(is, now))
  })
}

function joinedFields(before: readonly WireField[], after: readonly WireField[]): readonly ComparedField[] {
  const both = after.map((field): ComparedField => {
    const was = before.find(({ id }) => id === field.id)
    return { id: field.id, after: field, ...(was ? { before: was } : {}) }
  })
  return before.reduce<readonly ComparedField[]>((list, field, at) => {
    if (list.some(({ id }) => id === field.id)) return list
    const behind = before.slice(0, at).findLast(({ id }) => list.some((one) => one.id === id))
    const place = list.findIndex(({ id }) => id === behind?.id) + 1
    return [...list.slice(0, place), { id: field.id, before: field }, ...list.slice(place)]
  }, both)
}

function valueOf(data: RecordSample['before'], field: WireField | undefined): Json {
  return (field && data[field.key]) ?? null
}

function byId({ options }: WireField, value: Json): Json {
  if (!options) return value
  if (Array.isArray(value)) return value.map((one: Json) => byId({ options } as WireField, one))
  return options.find(({ key }) => key === value)?.id ?? value
}
