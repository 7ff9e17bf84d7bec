// As what does the map of an extraction know the values of a record, and which values does a key say?
import { fieldTypeDefs } from '../blueprint/field-types.ts'
import { canonicalJson, type Json } from '../json.ts'
import type { Tuple } from '../lens/lens.ts'
import { mapKey } from '../lens/map-key.ts'
import type { ExtractFieldsOp } from '../lens/op.ts'

/** All values in one text, each text among them without the spaces around it; undefined when all are empty. */
export function extractKey({ before }: ExtractFieldsOp, values: Tuple): string | undefined {
  const said = before.map(({ type }, i): Json => {
    const value = values[i] ?? null
    return typeof value === 'string' && fieldTypeDefs[type].textLike ? mapKey(value) || null : value
  })
  return said.every((value) => value === null) ? undefined : canonicalJson(said)
}

export function extractedValues({ before }: ExtractFieldsOp, key: string): Tuple | undefined {
  const values = parsed(key)
  return Array.isArray(values) && values.length === before.length ? (values as readonly Json[]) : undefined
}

function parsed(key: string): unknown {
  try {
    return JSON.parse(key)
  } catch {
    return undefined
  }
}
