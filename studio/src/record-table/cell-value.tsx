// One value in a cell. A table draws thousands of them while it is scrolled, so what is only text is written as text.
import type { Json } from '@molde/engine'
import type { ReactNode } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { FieldValue, OptionChip } from '../field-value/field-value.tsx'
import { isEmpty, lineText, valueText } from '../field-value/value-text.ts'
import type { TenantFormats } from '../text/use-formats.tsx'

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
  field: WireField,
  value: Json | undefined,
  formats: TenantFormats,
): ReactNode {
  if (isEmpty(value)) return null
  if (!Array.isArray(value)) {
    if (plain.includes(field.type)) return lineText(valueText(field, value, formats, noWords))
    if (field.type === 'enum') return <OptionChip field={field} option={String(value)} />
  }
  return <FieldValue tenant={tenant} field={field} value={value} dense />
}
