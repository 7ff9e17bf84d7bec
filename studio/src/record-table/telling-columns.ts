// Which of a record's values does a card show where there is room for a few? The first ones of whoever made the fields, before signs and labels.
import type { Json } from '@molde/engine'
import type { FieldType } from '../api/blueprints-api.ts'
import { isEmpty } from '../field-value/value-text.ts'
import type { Column } from './record-columns.ts'

/** How much there is of something says less than when, who and where. */
const amounts: readonly FieldType[] = ['integer', 'number', 'percent', 'duration', 'time', 'tags']
const signs: readonly FieldType[] = ['rating', 'boolean', 'file']
const noWords: readonly FieldType[] = ['color', 'image']

/** `isChosen`: somebody has put the columns of a view into an order, which stands. What nobody writes tells least. */
export function tellingColumns(
  columns: readonly Column[],
  data: { readonly [key: string]: Json },
  { most, isChosen }: { readonly most: number; readonly isChosen: boolean },
): readonly Column[] {
  const filled = columns.filter(({ key }) => !isEmpty(data[key]))
  if (isChosen) return filled.slice(0, most)
  return filled
    .filter(({ field: { type } }) => !noWords.includes(type))
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, most)
}

function rank({ field: { type, readOnly, computed } }: Column): number {
  if (readOnly && !computed) return 3
  if (signs.includes(type)) return 2
  return amounts.includes(type) ? 1 : 0
}
