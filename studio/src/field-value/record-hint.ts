// What tells records of the same name apart: a few of their values, and when each was made where these are the same too.
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { titleFieldOf } from './record-title.ts'
import { isEmpty, valueText } from './value-text.ts'

/** Types whose value is a few words that say what they are. */
const speaking: readonly string[] = [
  ...['enum', 'relation', 'text', 'longText', 'address'],
  ...['email', 'phone', 'url', 'cpf', 'cnpj', 'cep', 'autonumber'],
]
/** Of these the name of the field is said too. */
const bare: readonly string[] = ['date', 'datetime', 'money', 'number', 'integer']
/** So many values are read at a glance, and so many letters of each. */
const [mostValues, mostLetters] = [3, 60]

type Named = Pick<Blueprint, 'titleField' | 'fields'>
type Dated = Pick<WireRecord, 'data' | 'createdAt'>
const noWords = { yes: '', no: '' }

/** `sayCreated` makes a sentence of a written moment. */
export function recordHint(
  blueprint: Named,
  record: Dated,
  formats: TenantFormats,
  sayCreated: (at: string) => string,
  /** Keys of what is said beside it anyway. */
  but: readonly (string | undefined)[] = [],
): string {
  const telling = tellingFields(blueprint, record)
    .filter(({ key }) => !but.includes(key))
    .slice(0, mostValues)
  if (telling.length === 0) return sayCreated(formats.dateTime(record.createdAt))
  return telling.map((field) => sayValue(field, record, formats)).join(' · ')
}

/** Of records that are offered side by side: where two have the same name and the same hint, when they were made is said as well. */
export function hintsApart(
  named: readonly { readonly title: string; readonly hint: string; readonly createdAt: string }[],
  formats: TenantFormats,
  sayCreated: (at: string) => string,
): readonly string[] {
  const whole = ({ title, hint }: { readonly title: string; readonly hint: string }) => `${title}\n${hint}`
  const alike = repeated(named.map(whole))
  return named.map((one) => {
    const created = sayCreated(formats.dateTime(one.createdAt))
    return alike.has(whole(one)) && one.hint !== created ? `${one.hint} · ${created}` : one.hint
  })
}

/** The same in as few words as there are: where a name stands in a line with others. */
export function shortHint(blueprint: Named, record: Dated, formats: TenantFormats): string {
  const own = tellingFields(blueprint, record).filter(({ type }) => type !== 'enum' && type !== 'relation')
  const [telling = tellingFields(blueprint, record)[0]] = own
  return telling ? textOf(telling, record, formats) : formats.dateTime(record.createdAt)
}

/** Where it stands comes first, then the others in their order, amounts and days last. */
function tellingFields(blueprint: Named, record: Dated): readonly WireField[] {
  const title = titleFieldOf(blueprint)
  const rank = ({ type, many }: WireField) => (type === 'enum' && many !== true ? 0 : speaking.includes(type) ? 1 : 2)
  return blueprint.fields
    .filter(
      (field) =>
        field.key !== title?.key &&
        !field.readOnly &&
        (speaking.includes(field.type) || bare.includes(field.type)) &&
        !isEmpty(record.data[field.key]),
    )
    .toSorted((one, other) => rank(one) - rank(other))
}

function sayValue(field: WireField, record: Dated, formats: TenantFormats): string {
  const text = textOf(field, record, formats)
  return bare.includes(field.type) ? `${formats.say(field.label, wordsOfKey(field.key))}: ${text}` : text
}

function textOf(field: WireField, record: Dated, formats: TenantFormats): string {
  const text = valueText(field, record.data[field.key], formats, noWords).replaceAll(/\s*\n\s*/g, ', ')
  return text.length > mostLetters ? `${text.slice(0, mostLetters).trimEnd()}…` : text
}

/** Of these names, those that are there more than once. */
export function repeated(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name, place) => names.indexOf(name) !== place))
}
