// Which of a record's values say most where there is room for two: when, who and how much, before words and signs.
import type { Json } from '@molde/engine'
import type { FieldType } from '../api/blueprints-api.ts'
import { isEmpty } from '../field-value/value-text.ts'
import type { Column } from './record-columns.ts'

/** The first tell most. */
const order: readonly (readonly FieldType[])[] = [
  ['date', 'datetime'],
  ['user', 'relation'],
  ['money'],
  ['enum'],
  ['integer', 'number', 'percent', 'duration', 'time'],
  ['text', 'email', 'phone', 'url', 'cpf', 'cnpj', 'cep'],
  ['tags'],
  ['rating', 'boolean'],
]

/** `isChosen`: somebody has put the columns of a view into an order, which stands. What nobody writes tells least. */
export function tellingColumns(
  columns: readonly Column[],
  data: { readonly [key: string]: Json },
  { most, isChosen }: { readonly most: number; readonly isChosen: boolean },
): readonly Column[] {
  const filled = columns.filter(({ key }) => !isEmpty(data[key]))
  if (isChosen) return filled.slice(0, most)
  const rank = ({ field }: Column) => {
    const place = order.findIndex((types) => types.includes(field.type))
    return (place < 0 ? order.length : place) + (field.readOnly && !field.computed ? order.length : 0)
  }
  const told = filled.filter(({ field: { type } }) => type !== 'color' && type !== 'image')
  return told.toSorted((one, other) => rank(one) - rank(other)).slice(0, most)
}
