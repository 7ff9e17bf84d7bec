// Which columns a list has, and how wide they start: the title first, then how it stands, then the fields in the order in which they were
// made. Long texts are cut to one line; what makes no line is left out.
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import type { ListClock } from '../api/flows-api.ts'
import { titleFieldOf } from '../field-value/record-title.ts'
import { clockColumn, clockSort } from '../record-clock/clock-column.ts'
import { wordsOfKey } from '../text/say-label.ts'

export interface Column {
  readonly key: string
  /** Of a promised time, what is nearest to it: a moment that nobody fills in. */
  readonly field: WireField
  /** Shows how this one stands, and no value. */
  readonly clock?: ListClock
  readonly width: number
  /** Numbers stand at the right, so that digits line up. */
  readonly right: boolean
  readonly sortable: boolean
}

const neverInLists: readonly FieldType[] = ['richText', 'json', 'list', 'secret', 'geo']
const notSortable: readonly FieldType[] = [
  ...neverInLists,
  'longText',
  'address',
  'file',
  'image',
  'tags',
  'formula',
  'rollup',
  'lookup',
]
const right: readonly FieldType[] = ['integer', 'number', 'money', 'percent', 'duration']
const most = 9

const widths: { readonly [type in FieldType]?: number } = {
  longText: 240,
  address: 240,
  integer: 110,
  number: 120,
  money: 140,
  percent: 110,
  boolean: 100,
  date: 160,
  time: 100,
  datetime: 220,
  duration: 130,
  enum: 150,
  tags: 200,
  rating: 120,
  color: 120,
  phone: 160,
  cpf: 150,
  cnpj: 180,
  cep: 120,
}

/** Of a kind of record, what its lists may show. */
interface Listed {
  readonly titleField?: string | null
  readonly fields: readonly WireField[]
  readonly clocks?: readonly ListClock[]
}

/** What a list can be put in order by, each under the key that its order names. */
export function sortableFields({ fields, clocks = [] }: Listed): readonly WireField[] {
  return [
    ...fields.filter((field) => columnOf(field, 1).sortable),
    ...clocks.map((clock) => ({ ...clockField(clock), key: clockSort(clock) })),
  ]
}

/** The key under which an order names a column. */
export function sortKeyOf({ key, clock }: Pick<Column, 'key' | 'clock'>): string {
  return clock ? clockSort(clock) : key
}

/** `chosen` are the keys of a view, in its order. Promised times are shown where they are chosen. */
export function recordColumns(blueprint: Listed, chosen?: readonly string[]): readonly Column[] {
  if (chosen && chosen.length > 0) {
    return chosen.flatMap((key, place) => {
      const clock = blueprint.clocks?.find((one) => clockColumn(one) === key)
      const field = blueprint.fields.find((one) => one.key === key)
      return clock ? [{ ...columnOf(clockField(clock), place), clock }] : field ? [columnOf(field, place)] : []
    })
  }
  const title = titleFieldOf(blueprint)
  const others = blueprint.fields
    .filter((field) => field !== title && !neverInLists.includes(field.type))
    .toSorted((one, other) => Number(isState(other)) - Number(isState(one)))
  return [...(title ? [title] : []), ...others].slice(0, most).map(columnOf)
}

/** The choice that records are asked for by, as that of a flow is. Its field is mostly the last one: flows come after fields. */
function isState({ type, many, quickFilter }: WireField): boolean {
  return type === 'enum' && quickFilter === true && many !== true
}

/** What a table can show: its columns first, in their order, then every other field and promised time. */
export function offeredColumns({ fields, clocks = [] }: Listed, columns: readonly string[]): readonly WireField[] {
  const all = [...fields, ...clocks.map(clockField)]
  const shown = columns.flatMap((key) => all.find((field) => field.key === key) ?? [])
  return [...shown, ...all.filter((field) => !columns.includes(field.key))]
}

/**
 * What a card says of promised times: those that are chosen. A card of a board or a gallery, which has no columns to choose,
 * says all of them until somebody has chosen.
 */
export function cardClocks(
  { clocks = [] }: Pick<Listed, 'clocks'>,
  chosen: readonly string[] | undefined,
  isEvery: boolean,
): readonly ListClock[] {
  if (!chosen || chosen.length === 0) return isEvery ? clocks : []
  return chosen.flatMap((key) => clocks.find((clock) => clockColumn(clock) === key) ?? [])
}

function clockField(clock: ListClock): WireField {
  const key = clockColumn(clock)
  return { id: key, key, type: 'datetime', label: clock.label ?? wordsOfKey(clock.name), readOnly: true }
}

/** Added at the end, or taken away. */
export function toggledColumn(columns: readonly string[], key: string): readonly string[] {
  return columns.includes(key) ? columns.filter((one) => one !== key) : [...columns, key]
}

export function movedColumn(columns: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const from = columns.indexOf(key)
  const to = from + by
  if (from < 0 || to < 0 || to >= columns.length) return columns
  const next = [...columns]
  next.splice(from, 1)
  next.splice(to, 0, key)
  return next
}

export function standsRight({ type, many }: WireField): boolean {
  return right.includes(type) && many !== true
}

function columnOf(field: WireField, place: number): Column {
  const width = widths[field.type] ?? (place === 0 ? 260 : 180)
  const sortable = !notSortable.includes(field.type) && field.many !== true
  return { key: field.key, field, width, right: standsRight(field), sortable }
}
