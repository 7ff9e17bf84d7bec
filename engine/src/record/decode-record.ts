// What does stored data look like to a client: values by the field names of a version, choices by their keys?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { isJsonObject, type Json } from '../json.ts'
import { ELEMENT_ID } from './encode-elements.ts'
import type { StoredData, WireData } from './stored-record.ts'

/** In field order; what is empty is left out. Trusts the data: it was checked when it was written. */
export function decodeRecord(version: BlueprintVersion, data: StoredData): WireData {
  return decoderOf(version)(data)
}

type DecodeObject = (data: StoredData) => WireData
export type DecodeValue = (value: Json) => Json

interface Member {
  readonly id: string
  readonly key: string
  /** Undefined when the stored form is the wire form. */
  readonly decode: DecodeValue | undefined
}

const compiled = new WeakMap<BlueprintVersion, DecodeObject>()

function decoderOf(version: BlueprintVersion): DecodeObject {
  const known = compiled.get(version)
  if (known) return known
  const decode = objectDecoder(version.fields)
  compiled.set(version, decode)
  return decode
}

function objectDecoder(fields: readonly FieldDef[]): DecodeObject {
  const members: readonly Member[] = fields.map((field) => ({
    id: field.id,
    key: field.key,
    decode: valueDecoder(field),
  }))
  return (data) => {
    const wire: { [key: string]: Json } = {}
    for (const { id, key, decode } of members) {
      const value = data[id]
      if (value !== undefined && value !== null) wire[key] = decode ? decode(value) : value
    }
    return wire
  }
}

/** A value of another shape (written under another version) is shown as it is rather than lost. */
export function valueDecoder(field: FieldDef): DecodeValue | undefined {
  if (field.type === 'list' && field.fields) return elementsDecoder(field.fields)
  const options = field.options
  if (!options) return undefined
  const keys = new Map<Json, string>(options.map(({ id, key }) => [id, key]))
  const one: DecodeValue = (value) => keys.get(value) ?? value
  return isMany(field) ? (value) => (Array.isArray(value) ? value.map(one) : value) : one
}

function elementsDecoder(fields: readonly FieldDef[]): DecodeValue {
  const decode = objectDecoder(fields)
  const one = (element: Json): Json =>
    isJsonObject(element) ? { [ELEMENT_ID]: element[ELEMENT_ID] as Json, ...decode(element) } : element
  return (value) => (Array.isArray(value) ? value.map(one) : value)
}
