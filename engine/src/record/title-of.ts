// By which text do people recognise a record in a list, a link, a card?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, isFile } from '../blueprint/field-types.ts'
import { labelIn } from '../blueprint/label.ts'
import { isJsonObject, type Json } from '../json.ts'
import type { Reader } from '../reader.ts'
import type { StoredData } from './stored-record.ts'

const LONGEST = 200

/** What the record with this id of the field's blueprint is called; undefined or empty where nobody can say. */
export type LinkTitles = (field: FieldDef, id: string) => string | undefined

/**
 * The first that is filled in of `namingFields`; undefined when the record has none. Of a link the linked record's title, never
 * its id: without `linked` links name nothing.
 */
export function titleOf(
  version: BlueprintVersion,
  data: StoredData,
  reader: Reader = 'en',
  linked?: LinkTitles,
): string | undefined {
  for (const field of namingFields(version)) {
    const text = titleText(field, data[field.id], reader, linked)
    if (text !== '') return text
  }
  return undefined
}

/** The title field, the texts that must be filled in, the other texts, running numbers, links: by these a record is called, in this order. */
export function namingFields({ titleField, fields }: BlueprintVersion): readonly FieldDef[] {
  const isNumber = ({ computed }: FieldDef) => computed?.kind === 'autonumber'
  const texts = fields.filter((field) => fieldTypeDefs[field.type].textLike === true && !isNumber(field))
  return [
    ...new Set([
      ...fields.filter(({ id }) => id === titleField),
      ...texts.filter(({ required }) => required === true),
      ...texts,
      ...fields.filter(isNumber),
      ...fields.filter(({ type }) => type === 'relation'),
    ]),
  ]
}

function titleText(field: FieldDef, value: Json | undefined, reader: Reader, linked: LinkTitles | undefined): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value))
    return short(
      value
        .map((one: Json) => titleText(field, one, reader, linked))
        .filter((text) => text !== '')
        .join(', '),
    )
  if (field.type === 'relation') return short(linked?.(field, String(value)) ?? '')
  const option = field.options?.find(({ id }) => id === value)
  if (option) return labelIn(option.label, reader, option.key)
  if (isJsonObject(value) && isFile(field)) return short(String(value['name'] ?? ''))
  if (isJsonObject(value))
    return field.type === 'money' ? `${String(value['amount'])} ${String(value['currency'])}` : ''
  return short(String(value))
}

function short(text: string): string {
  const [line = ''] = text.trim().split(/\r?\n/, 1)
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).replace(/\p{Surrogate}$/u, '')}…`
}
