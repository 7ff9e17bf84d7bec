// What the guide shows: a field of every type with a value, a few records, a flow, a small model.
import type { FieldType, Json } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'

export const tenant = 'guide'
export const partner = '01M8B9PPZ5T2H2B6WWZ4ZX9RN2'
export const ana = 'user-ana'

const options = [
  { id: 'o1', key: 'PENDING', label: 'Pending', color: 'slate' },
  { id: 'o2', key: 'ON_ITS_WAY', label: 'On its way', color: 'blue' },
  { id: 'o3', key: 'DELIVERED', label: 'Delivered', color: 'green' },
]

const examples: readonly (readonly [FieldType, Json, Partial<WireField>?])[] = [
  ['text', 'A box of tiles', { required: true, help: 'What is on the truck' }],
  ['longText', 'First line\nSecond line, which is long enough to need more room than there is in one row of a table'],
  ['richText', 'Some words'],
  ['integer', 12],
  ['number', 1234.5],
  ['percent', 12.5],
  ['money', { amount: '1299.90', currency: 'BRL' }, { currencies: ['BRL', 'EUR'] }],
  ['boolean', true],
  ['date', '2026-12-01'],
  ['time', '14:30:00'],
  ['datetime', '2026-12-01T12:30:00Z'],
  ['duration', 'PT90M'],
  ['enum', 'ON_ITS_WAY', { options }],
  ['tags', ['PENDING', 'DELIVERED'], { options }],
  ['email', 'ana@example.com'],
  ['phone', '+55 11 91234-5678'],
  ['url', 'https://example.com'],
  ['cpf', '529.982.247-25'],
  ['cnpj', '11.222.333/0001-81'],
  ['cep', '01310-100'],
  ['relation', partner, { blueprint: 'partner' }],
  ['user', ana],
  ['rating', 3],
  ['color', '#1f4bd8'],
  ['address', { street: 'Rua Augusta', number: '100', city: 'São Paulo', country: 'BR' }],
  ['geo', { lat: -23.55, lng: -46.63 }],
  ['json', { a: 1 }],
  ['list', ['one', 'two'], { of: 'text' }],
]

export const samples = examples.map(([type, value, more = {}], place) => ({
  field: { id: `f${place + 1}`, key: type, type, label: type, ...more } as WireField,
  value,
}))

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
  data: { cargo, status, price: { amount, currency: 'BRL' }, ...(place === 0 ? {} : { due: '2026-12-01' }) },
  createdAt: '2026-11-20T12:00:00Z',
  updatedAt: '2026-11-20T12:00:00Z',
  createdBy: ana,
  deletedAt: null,
}))

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
  },
  transitions: [
    { event: 'start', label: 'Delivery started', from: ['PENDING'], to: 'ON_ITS_WAY' },
    { event: 'deliver', label: 'Delivered', from: ['ON_ITS_WAY'], to: 'DELIVERED' },
    { event: 'return', label: 'Returned', from: ['ON_ITS_WAY'], to: 'PENDING' },
  ],
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
