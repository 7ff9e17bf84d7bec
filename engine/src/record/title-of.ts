// By which text do people recognise a record in a list, a link, a card?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, isFile } from '../blueprint/field-types.ts'
import { labelIn } from '../blueprint/label.ts'
import { isJsonObject, type Json } from '../json.ts'
import type { StoredData } from './stored-record.ts'

const LONGEST = 200

/** The title field's value as text, else the first text-like field's that has one; undefined when the record has neither. */
export function titleOf(version: BlueprintVersion, data: StoredData, language = 'en'): string | undefined {
  const chosen = version.fields.filter(({ id }) => id === version.titleField)
  const textLike = version.fields.filter(({ type }) => fieldTypeDefs[type].textLike === true)
  for (const field of [...chosen, ...textLike]) {
    const text = titleText(field, data[field.id], language)
    if (text !== '') return text
  }
  return undefined
}

function titleText(field: FieldDef, value: Json | undefined, language: string): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value))
    return short(
      value
        .map((one: Json) => titleText(field, one, language))
        .filter((text) => text !== '')
        .join(', '),
    )
  const option = field.options?.find(({ id }) => id === value)
  if (option) return labelIn(option.label, language, option.key)
  if (isJsonObject(value) && isFile(field)) return short(String(value['name'] ?? ''))
  if (isJsonObject(value))
    return field.type === 'money' ? `${String(value['amount'])} ${String(value['currency'])}` : ''
  return short(String(value))
}

function short(text: string): string {
  const line = text.trim()
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).replace(/\p{Surrogate}$/u, '')}…`
}
