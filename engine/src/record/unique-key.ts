// Which text is equal exactly when the values under a unique rule are?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { canonicalDecimal } from '../decimal.ts'
import { canonicalJson, type Json, type JsonObject } from '../json.ts'
import { durationValue } from './canonical-time.ts'
import { indexText } from './index-text.ts'
import type { StoredData } from './stored-record.ts'

/** Undefined when a value is empty: such a record is not compared. Each part says its length, so parts cannot run into each other. */
export function uniqueKey(fields: readonly FieldDef[], data: StoredData): string | undefined {
  let key = ''
  for (const field of fields) {
    const value = data[field.id]
    if (value === undefined || value === null) return undefined
    const part = keyText(field, value)
    key += `${part.length}:${part}`
  }
  return indexText(key)
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
