// What the guide shows: a field of every type with a value, a few records, a flow, a small model.
import type { FieldType, Json } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import type { AvailableTransition } from '../api/transitions-api.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'

export const tenant = 'guide'
export const partner = '01M8B9PPZ5T2H2B6WWZ4ZX9RN2'
/** Lies in the trash. */
export const gone = '01M8B9PPZ5T2H2B6WWZ4ZX9RN3'
export const ana = 'user-ana'
export const bo = 'user-bo'

const options = [
  { id: 'o1', key: 'PENDING', label: 'Pending', color: 'slate' },
  { id: 'o2', key: 'ON_ITS_WAY', label: 'On its way', color: 'blue' },
  { id: 'o3', key: 'DELIVERED', label: 'Delivered', color: 'green' },
  { id: 'o4', key: 'WAITING', label: 'Ожидает подтверждения от получателя и от склада', color: 'amber' },
]

export const longText = 'Ящик плитки, который не помещается ни в одну строку и потому написан целиком только здесь'
export const picture = { id: '01M8B9PPZ5T2H2B6WWZ4ZX9RF1', name: 'tiles.png', size: 48_200, type: 'image/png' }
const paper = { id: '01M8B9PPZ5T2H2B6WWZ4ZX9RF2', name: 'waybill.pdf', size: 1_204_000, type: 'application/pdf' }
const table = { id: '01M8B9PPZ5T2H2B6WWZ4ZX9RF3', name: `${longText}.csv`, size: 812, type: 'text/csv' }

interface Example {
  readonly value: Json
  readonly settings?: Partial<WireField>
  /** A value that wants more room than there is: long words, or many of them. */
  readonly much?: Json
  /** What the field says besides when it holds so much. */
  readonly muchSettings?: Partial<WireField>
}

/** By type, so that a new one cannot be forgotten. */
const examples: Readonly<Record<FieldType, Example>> = {
  text: { value: 'A box of tiles', settings: { required: true, help: 'What is on the truck' }, much: longText },
  longText: {
    value: 'First line\nSecond line',
    much: `${longText}. ${longText}.\n\n${longText}. ${longText}. ${longText}.`,
  },
  richText: { value: 'Some **words**', much: `## ${longText}\n\n- ${longText}\n- [a link](https://example.com)\n` },
  integer: { value: 12, settings: { unit: 'kg' }, much: 9_007_199_254_740_991 },
  number: { value: 1234.5, much: -123_456_789.123 },
  percent: { value: 12.5, much: 12_345.678 },
  money: {
    value: { amount: '1299.90', currency: 'BRL' },
    settings: { currencies: ['BRL', 'EUR'] },
    much: { amount: '98765432109876.54', currency: 'EUR' },
  },
  boolean: { value: true },
  date: { value: '2026-12-01' },
  time: { value: '14:30:00' },
  datetime: { value: '2026-12-01T12:30:00Z' },
  duration: { value: 'PT90M', much: 'P400DT23H59M' },
  enum: { value: 'ON_ITS_WAY', settings: { options }, much: 'WAITING' },
  tags: { value: ['PENDING', 'DELIVERED'], settings: { options }, much: options.map(({ key }) => key) },
  email: { value: 'ana@example.com', much: 'somebody.with.a.very.long.name@department.example.com' },
  phone: { value: '+55 11 91234-5678' },
  url: { value: 'https://example.com', much: `https://example.com/${'part/'.repeat(20)}` },
  cpf: { value: '529.982.247-25' },
  cnpj: { value: '11.222.333/0001-81' },
  cep: { value: '01310-100' },
  relation: {
    value: partner,
    settings: { blueprint: 'partner' },
    much: [partner, gone, partner, partner, partner, partner],
    muchSettings: { many: true },
  },
  user: { value: ana, much: [ana, bo], muchSettings: { many: true } },
  rating: { value: 3, much: 9, muchSettings: { max: 10 } },
  color: { value: '#1f4bd8' },
  address: {
    value: { street: 'Rua Augusta', number: '100', city: 'São Paulo', country: 'BR' },
    much: { street: longText, number: '100', complement: longText, city: 'São Paulo', state: 'SP', country: 'BR' },
  },
  geo: { value: { lat: -23.55, lng: -46.63 } },
  json: { value: { a: 1 }, much: { cargo: longText, sizes: [1, 2, 3, { deep: [true, null] }] } },
  list: {
    value: ['one', 'two'],
    settings: { of: 'text' },
    much: [longText, ...'abcdefghijkl'],
  },
  file: { value: paper, much: [paper, table, picture], muchSettings: { many: true } },
  image: { value: picture, much: [picture, picture, picture, picture, picture], muchSettings: { many: true } },
  secret: { value: '••••' },
  autonumber: { value: 'D-0042', settings: { readOnly: true, computed: { kind: 'autonumber' } } },
  formula: { value: 1234.5, settings: { readOnly: true, computed: { kind: 'formula' } } },
  rollup: { value: 12, settings: { readOnly: true, computed: { kind: 'rollup' } } },
  lookup: { value: 'Corner Shop', settings: { readOnly: true, computed: { kind: 'lookup' } } },
}

export interface Sample {
  readonly field: WireField
  readonly value: Json
  /** The same field with as much in it as it may meet. */
  readonly full: { readonly field: WireField; readonly value: Json } | undefined
}

export const samples: readonly Sample[] = Object.entries(examples).map(([type, example], place) => {
  const { value, settings, much, muchSettings } = example
  const field = { id: `f${place + 1}`, key: type, type: type as FieldType, label: type, ...settings }
  return { field, value, full: much === undefined ? undefined : { field: { ...field, ...muchSettings }, value: much } }
})

/** A form with a field of every type, a group of rows among them. */
export const everything: Blueprint = {
  name: 'everything',
  version: 1,
  label: 'Everything',
  titleField: 'text',
  fields: [
    ...samples.map(({ field }) => field),
    {
      id: 'f90',
      key: 'parcels',
      type: 'list',
      label: 'Parcels',
      help: 'Each with its own weight',
      fields: [
        { id: 'f91', key: 'what', type: 'text', label: 'What', required: true },
        { id: 'f92', key: 'weight', type: 'number', label: 'Weight', unit: 'kg' },
      ],
    },
  ],
  rules: [],
  uniques: [],
}

export const filled: WireData = {
  ...Object.fromEntries(samples.map(({ field, value }) => [field.key, value])),
  parcels: [
    { what: 'Tiles', weight: 12 },
    { what: longText, weight: 1.5 },
  ],
}

export const delivery: Blueprint = {
  name: 'delivery',
  version: 1,
  label: 'Delivery',
  titleField: 'cargo',
  fields: [
    { id: 'f1', key: 'cargo', type: 'text', label: 'Cargo', required: true, quickFilter: true },
    { id: 'f2', key: 'status', type: 'enum', label: 'Status', options, quickFilter: true },
    { id: 'f3', key: 'price', type: 'money', label: 'Price', currencies: ['BRL'], quickFilter: true },
    { id: 'f4', key: 'due', type: 'date', label: 'Due', quickFilter: true },
    { id: 'f5', key: 'at', type: 'datetime', label: 'At the door' },
  ],
  rules: [],
  uniques: [],
}

export const records: readonly WireRecord[] = [
  ['A box of tiles', 'PENDING', '120.00'],
  ['Груз с очень длинным названием, которое не помещается в одну строку таблицы', 'ON_ITS_WAY', '1299.90'],
  ['Cork', 'DELIVERED', '7.50'],
].map(([cargo = '', status = '', amount = ''], place) => ({
  id: `01M8B9PPZ5T2H2B6WWZ4ZX9RA${place}`,
  blueprint: 'delivery',
  version: 1,
  rev: 1,
  state: status,
  data: {
    cargo,
    status,
    price: { amount, currency: 'BRL' },
    ...(place === 0 ? {} : { due: '2026-12-01', at: `2026-12-01T1${place}:30:00Z` }),
  },
  createdAt: '2026-11-20T12:00:00Z',
  updatedAt: '2026-11-20T12:00:00Z',
  createdBy: ana,
  deletedAt: null,
}))

export const steps: readonly AvailableTransition[] = [
  {
    event: 'start',
    label: 'Delivery started',
    to: 'ON_ITS_WAY',
    form: [
      { field: 'cargo', required: true },
      { field: 'due', required: false },
    ],
    allowed: true,
  },
  { event: 'send', label: 'Sent by post', to: 'ON_ITS_WAY', form: [], allowed: true },
  { event: 'deliver', label: longText, to: 'DELIVERED', form: [], allowed: false, code: 'guard', reason: longText },
]

export const flow: Flow = {
  name: 'delivery',
  version: 1,
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'PENDING',
  states: {
    PENDING: { pos: { x: 0, y: 80 }, color: 'slate' },
    ON_ITS_WAY: { pos: { x: 340, y: 80 }, color: 'blue' },
    DELIVERED: { pos: { x: 680, y: 80 }, color: 'green', type: 'final' },
    WAITING: { pos: { x: 680, y: 240 }, color: 'amber' },
  },
  transitions: [
    { event: 'start', label: 'Delivery started', from: ['PENDING'], to: 'ON_ITS_WAY' },
    { event: 'deliver', label: 'Delivered', from: ['ON_ITS_WAY'], to: 'DELIVERED' },
    { event: 'return', label: 'Returned', from: ['ON_ITS_WAY'], to: 'PENDING' },
    { event: 'hold', label: 'Held back', from: '*', to: 'WAITING' },
  ],
  groups: { open: { label: 'Open', states: ['PENDING', 'ON_ITS_WAY'] } },
}

export const drawn: readonly DrawnBlueprint[] = [
  {
    name: 'delivery',
    version: 1,
    label: 'Delivery',
    icon: 'truck',
    changes: 2,
    unpublished: ['f5'],
    fields: [
      ...delivery.fields,
      { id: 'f5', key: 'partner', type: 'relation', label: 'Partner', blueprint: 'partner' },
    ],
  },
  {
    name: 'partner',
    version: 1,
    label: 'Partner',
    changes: 0,
    unpublished: [],
    fields: [{ id: 'f1', key: 'name', type: 'text', label: 'Name', required: true }],
  },
]
