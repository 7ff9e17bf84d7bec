// The types a builder chooses from, grouped as people think of them, each with its icon.
import type { FieldKind } from '../field-value/kind-of-field.ts'

export type FieldGroup =
  | 'words'
  | 'numbers'
  | 'time'
  | 'choice'
  | 'contact'
  | 'files'
  | 'links'
  | 'structure'
  | 'computed'

/** Types whose machinery the engine has; the others are refused by it and so not shown. */
export const fieldGroups: Readonly<Record<FieldGroup, readonly FieldKind[]>> = {
  words: ['text', 'longText', 'richText'],
  numbers: ['number', 'integer', 'money', 'percent', 'rating'],
  time: ['date', 'datetime', 'time', 'duration'],
  choice: ['enum', 'tags', 'boolean', 'color'],
  contact: ['email', 'phone', 'url', 'address', 'geo', 'cpf', 'cnpj', 'cep'],
  files: ['file', 'image'],
  links: ['relation', 'user'],
  structure: ['rows', 'list', 'json'],
  computed: ['formula', 'rollup', 'lookup', 'autonumber'],
}
