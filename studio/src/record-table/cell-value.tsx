// One value in a cell. A table draws thousands of them while it is scrolled, so what is only text is written as text.
import type { Json } from '@molde/engine'
import type { ReactNode } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { optionHue } from '../field-value/record-hue.ts'
import { isEmpty, lineText, valueText } from '../field-value/value-text.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import type { GridColumn } from './grid-columns.ts'

/** Types whose dense form is their text and nothing else. */
const plain: readonly WireField['type'][] = [
  'text',
  'longText',
  'richText',
  'integer',
  'number',
  'percent',
  'money',
  'date',
  'time',
  'duration',
  'email',
  'phone',
  'url',
  'cpf',
  'cnpj',
  'cep',
  'autonumber',
]
const noWords = { yes: '', no: '' }

export function cellValue(
  tenant: string,
  { field, letters }: Pick<GridColumn, 'field' | 'letters'>,
  value: Json | undefined,
  formats: TenantFormats,
): ReactNode {
  if (isEmpty(value)) return null
  const whole = plainText(field, value, formats)
  if (whole !== undefined) return lineText(whole, letters)
  if (field.type === 'enum' && !Array.isArray(value)) {
    const { words, ...look } = optionHue(field, String(value), formats)
    return <StateChip label={words} {...look} />
  }
  return <FieldValue tenant={tenant} field={field} value={value} dense />
}

/** The whole of what is written as text, of which a cell shows the beginning; undefined where it is more than that. */
export function plainText(field: WireField, value: Json | undefined, formats: TenantFormats): string | undefined {
  if (Array.isArray(value) || !plain.includes(field.type)) return undefined
  return valueText(field, value, formats, noWords)
}
