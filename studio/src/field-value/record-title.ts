// What a record is called: its title field, else its first line of text, else nothing.
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { isEmpty, valueText } from './value-text.ts'

const lineTypes: readonly string[] = ['text', 'email', 'phone', 'url', 'cpf', 'cnpj', 'cep', 'autonumber']
const noWords = { yes: '', no: '' }

export function titleFieldOf(blueprint: Pick<Blueprint, 'titleField' | 'fields'>): WireField | undefined {
  const named = blueprint.fields.find((field) => field.key === blueprint.titleField)
  return named ?? blueprint.fields.find((field) => lineTypes.includes(field.type)) ?? blueprint.fields[0]
}

export function recordTitle(
  blueprint: Pick<Blueprint, 'titleField' | 'fields'>,
  data: WireData,
  formats: TenantFormats,
): string {
  const title = titleFieldOf(blueprint)
  const named = title ? valueText(title, data[title.key], formats, noWords) : ''
  if (named) return named
  const next = blueprint.fields.find((field) => lineTypes.includes(field.type) && !isEmpty(data[field.key]))
  return next ? valueText(next, data[next.key], formats, noWords) : ''
}
