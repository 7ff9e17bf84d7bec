// Does the name of a field lead to the kind of record that people mean, and to none where they do not?
import { expect, it } from 'vitest'
import { kindMeant, likelyTarget, linkTarget } from './kind-meant.ts'

const customer = linkTarget(
  { name: 'customer', label: { en: 'Customer', 'pt-BR': 'Cliente', ru: 'Клиент' } },
  'Customer',
)
const parcel = linkTarget({ name: 'parcel', label: { en: 'Parcels', ru: 'Посылка' } }, 'Parcels')
const point = linkTarget({ name: 'point', label: 'Point' }, 'Point')
const deliveryPoint = linkTarget({ name: 'delivery_point' }, 'Delivery point')
const category = linkTarget({ name: 'category', label: { en: 'Category', 'pt-BR': 'Armazém' } }, 'Category')
const region = linkTarget({ name: 'regiao', label: 'Região' }, 'Região')
const all = [customer, parcel, point, deliveryPoint, category, region]

it.each([
  ['Customer', customer],
  ['customers', customer],
  ['Paying customer', customer],
  ['Cliente', customer],
  ['Clientes', customer],
  ['Cliente da entrega', customer],
  ['Клиент', customer],
  ['Клиенты', customer],
  ['Новый клиент', customer],
  ['Parcel', parcel],
  ['Посылки', parcel],
  ['Categories', category],
  ['Armazéns', category],
  ['Regiões', region],
  ['Pickup delivery point', deliveryPoint],
  ['Meeting points', point],
])('%s means %o', (label, kind) => expect(kindMeant(label, all)).toBe(kind))

it.each([
  'Customer name',
  'Customer phone',
  'Custom text',
  'Customs',
  'Name of the customer',
  'Data do cliente',
  'Имя клиента',
  'Цена посылки',
  'Delivered by',
  'Pointer',
  '',
])('%s means none', (label) => expect(kindMeant(label, all)).toBeUndefined())

it('takes the bare name of its own kind for what its records are called', () => {
  expect(kindMeant('Parcel', all, 'parcel')).toBeUndefined()
  expect(kindMeant('Parent parcel', all, 'parcel')).toBe(parcel)
})

it.each([
  ['Paid by customer', [customer, parcel], 'order', undefined],
  ['Customer', [customer, parcel], 'order', 'customer'],
  ['Owner', [customer], 'parcel', 'customer'],
  ['Owner', [customer, parcel], 'parcel', 'customer'],
  ['Owner', [customer, parcel, point], 'parcel', undefined],
  ['Parent', [parcel], 'parcel', 'parcel'],
  ['Parent', [customer], 'parcel', 'parcel'],
  ['Parent customer', [customer], 'parcel', 'customer'],
  ['Предыдущая', [customer, point], 'parcel', 'parcel'],
  ['Parent', [], 'parcel', 'parcel'],
  ['Parent parcel', [customer, parcel], 'parcel', 'parcel'],
])('%s leads among %o of %s to %s', (label, kinds, own, target) => expect(likelyTarget(label, kinds, own)).toBe(target))
