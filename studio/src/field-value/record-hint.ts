// What tells records of the same name apart: another of their values, else when each was made.
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { titleFieldOf } from './record-title.ts'
import { isEmpty, valueText } from './value-text.ts'

/** Types whose value is a few words, and means something without what it points to. */
const tellingTypes: readonly string[] = [
  ...['text', 'email', 'phone', 'url', 'cpf', 'cnpj', 'cep', 'autonumber'],
  ...['enum', 'date', 'datetime', 'money', 'number', 'integer'],
]

/** `sayCreated` makes a sentence of a written moment. */
export function recordHint(
  blueprint: Pick<Blueprint, 'titleField' | 'fields'>,
  record: Pick<WireRecord, 'data' | 'createdAt'>,
  formats: TenantFormats,
  sayCreated: (at: string) => string,
): string {
  const title = titleFieldOf(blueprint)
  const telling = blueprint.fields.find(
    (field) =>
      field.key !== title?.key &&
      !field.readOnly &&
      tellingTypes.includes(field.type) &&
      !isEmpty(record.data[field.key]),
  )
  const created = sayCreated(formats.dateTime(record.createdAt))
  if (!telling) return created
  const label = formats.say(telling.label, wordsOfKey(telling.key))
  return `${label}: ${valueText(telling, record.data[telling.key], formats, { yes: '', no: '' })} · ${created}`
}

/** Of these names, those that are there more than once. */
export function repeated(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name, place) => names.indexOf(name) !== place))
}
