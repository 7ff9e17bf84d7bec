// Which text is equal exactly when the values under a unique rule are?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { canonicalDecimal } from '../decimal.ts'
import { canonicalJson, type Json, type JsonObject } from '../json.ts'
import { sha256 } from '../sha256.ts'
import { durationValue } from './canonical-time.ts'
import type { StoredData } from './stored-record.ts'

/** Both databases keep a key of this length in an index; a longer one is kept as its beginning and its hash. */
const LONGEST = 200
const BEGINNING = 100

/** Undefined when a value is empty: such a record is not compared. Each part says its length, so parts cannot run into each other. */
export function uniqueKey(fields: readonly FieldDef[], data: StoredData): string | undefined {
  let key = ''
  for (const field of fields) {
    const value = data[field.id]
    if (value === undefined || value === null) return undefined
    const part = keyText(field, value)
    key += `${part.length}:${part}`
  }
  if (key.length <= LONGEST) return key
  return `${key.slice(0, BEGINNING).replace(/\p{Surrogate}$/u, '')}#${sha256(key)}`
}

/** Values that are the same have the same text, also where two spellings are stored. */
function keyText(field: FieldDef, value: Json): string {
  if (field.type === 'money') return moneyText(value as JsonObject)
  if (field.type === 'duration') return String(durationValue(String(value)))
  return typeof value === 'string' ? value : canonicalJson(value)
}

function moneyText({ amount, currency }: JsonObject): string {
  return `${canonicalDecimal(String(amount)) ?? amount} ${currency}`
}
