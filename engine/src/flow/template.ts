// A text with the names of fields in it, as flows send it to people: `{cargo} has arrived`. It holds no logic.
import type { BlueprintVersion, FieldDef, Label } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import type { FieldId } from '../ids.ts'
import { type Language, languages } from '../issue-texts.ts'
import type { StoredData } from '../record/stored-record.ts'
import { valueText } from './value-text.ts'

/** Braces around anything that is no name are just braces. */
const placeholder = /\{([A-Za-z][A-Za-z0-9_]*)\}/g

/** The same, and `{payload.customer.name}`: something of what was sent from outside. */
const anyPlaceholder = /\{([A-Za-z][A-Za-z0-9_]*|payload(?:\.[A-Za-z0-9_-]+)+)\}/g
const fromPayload = /^payload\./

function payloadText(payload: unknown, name: string): string {
  const value = name
    .split('.')
    .slice(1)
    .reduce<unknown>((one, member) => (isObject(one) && Object.hasOwn(one, member) ? one[member] : undefined), payload)
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function isObject(value: unknown): value is { readonly [member: string]: unknown } {
  return typeof value === 'object' && value !== null
}

/** Each text with its placeholders put otherwise; undefined leaves one as it is. */
export function mapTemplate(template: Label, put: (name: string) => string | undefined): Label {
  const one = (text: string) =>
    text.replace(placeholder, (whole, name: string) => {
      const said = put(name)
      return said === undefined ? whole : `{${said}}`
    })
  if (typeof template === 'string') return one(template)
  return Object.fromEntries(Object.entries(template).map(([language, text]) => [language, one(text)]))
}

export function fieldsInTemplate(template: Label): readonly FieldId[] {
  const texts = typeof template === 'string' ? [template] : Object.values(template)
  return texts.flatMap((text) => [...text.matchAll(placeholder)].map(([, name]) => name as FieldId))
}

/** What it says of this record, in every language of the product: numbers and moments as they are written there. */
export function fillTemplate(
  template: Label,
  blueprint: BlueprintVersion,
  data: StoredData,
  reading: { readonly zone: string; readonly own?: Language | undefined },
  payload?: unknown,
): Readonly<Record<Language, string>> {
  const fields = new Map<string, FieldDef>(blueprint.fields.map((field) => [field.id, field]))
  const inLanguage = (language: Language) =>
    labelIn(template, { language, own: reading.own }, '').replace(anyPlaceholder, (whole, name: string) => {
      const field = fields.get(name)
      if (field) return valueText(field, data[field.id], { language, zone: reading.zone, own: reading.own })
      if (!fromPayload.test(name)) return ''
      return payload === undefined ? whole : payloadText(payload, name)
    })
  return Object.fromEntries(languages.map((language) => [language, inLanguage(language)])) as Record<Language, string>
}
