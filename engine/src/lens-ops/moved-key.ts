// As what does a map know the values of several fields, and which values does a key say?
import { fieldTypeDefs } from '../blueprint/field-types.ts'
import { canonicalJson, type Json } from '../json.ts'
import type { Tuple } from '../lens/lens.ts'
import { mapKey } from '../lens/map-key.ts'
import type { ExtractFieldsOp } from '../lens/op.ts'

/** The fields whose values move. */
type Own = Pick<ExtractFieldsOp, 'own'>

/** All values in one text, each text among them without the spaces around it; undefined when all are empty. */
export function movedKey({ own }: Own, values: Tuple): string | undefined {
  const said = own.map(({ type }, i): Json => {
    const value = values[i] ?? null
    return typeof value === 'string' && fieldTypeDefs[type].textLike ? mapKey(value) || null : value
  })
  return said.every((value) => value === null) ? undefined : canonicalJson(said)
}

export function movedValues({ own }: Own, key: string): Tuple | undefined {
  const values = parsed(key)
  return Array.isArray(values) && values.length === own.length ? (values as readonly Json[]) : undefined
}

function parsed(key: string): unknown {
  try {
    return JSON.parse(key)
  } catch {
    return undefined
  }
}
