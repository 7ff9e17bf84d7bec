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

type Named = Pick<Blueprint, 'titleField' | 'fields'>
type Dated = Pick<WireRecord, 'data' | 'createdAt'>
const noWords = { yes: '', no: '' }

/** `sayCreated` makes a sentence of a written moment. */
export function recordHint(
  blueprint: Named,
  record: Dated,
  formats: TenantFormats,
  sayCreated: (at: string) => string,
): string {
  const telling = tellingField(blueprint, record)
  const created = sayCreated(formats.dateTime(record.createdAt))
  if (!telling) return created
  const label = formats.say(telling.label, wordsOfKey(telling.key))
  return `${label}: ${valueText(telling, record.data[telling.key], formats, noWords)} · ${created}`
}

/** The same in as few words as there are: where a name stands in a line with others. */
export function shortHint(blueprint: Named, record: Dated, formats: TenantFormats): string {
  const telling = tellingField(blueprint, record)
  return telling ? valueText(telling, record.data[telling.key], formats, noWords) : formats.dateTime(record.createdAt)
}

function tellingField(blueprint: Named, record: Dated): Blueprint['fields'][number] | undefined {
  const title = titleFieldOf(blueprint)
  return blueprint.fields.find(
    (field) =>
      field.key !== title?.key &&
      !field.readOnly &&
      tellingTypes.includes(field.type) &&
      !isEmpty(record.data[field.key]),
  )
}

/** Of these names, those that are there more than once. */
export function repeated(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name, place) => names.indexOf(name) !== place))
}
