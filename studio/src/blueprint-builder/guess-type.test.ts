// Does the name of a field suggest what people mean by it?
import { expect, it } from 'vitest'
import { fieldGroups } from './field-types.ts'
import { guessField, guessType } from './guess-type.ts'
import { linkTarget } from './kind-meant.ts'

it.each([
  ['Recipient', 'text'],
  ['Customer', 'text'],
  ['Customer name', 'text'],
  ['Custom text', 'text'],
  ['Custo', 'money'],
  ['Fragile', 'boolean'],
  ['', 'text'],
  ['Due date', 'date'],
  ['Date of birth', 'date'],
  ['Срок', 'date'],
  ['Data de entrega', 'date'],
  ['Database', 'text'],
  ['Weight', 'number'],
  ['Вес', 'number'],
  ['Весна', 'text'],
  ['Address', 'longText'],
  ['E-mail address', 'email'],
  ['Endereço', 'longText'],
  ['Preço', 'money'],
  ['Unit price (EUR)', 'money'],
  ['Priority', 'enum'],
  ['Typewriter', 'text'],
  ['Photos', 'image'],
  ['Order lines', 'rows'],
  ['Itens', 'rows'],
  ['Позиции', 'rows'],
  ['Deadlines', 'date'],
  ['CEP', 'cep'],
  ['Delivery status', 'enum'],
  ['Mobile', 'phone'],
  ['State', 'enum'],
  ['Phase', 'enum'],
  ['Stage', 'enum'],
  ['Statement', 'text'],
  ['Estado', 'enum'],
  ['Situação', 'enum'],
  ['Состояние', 'enum'],
  ['Ordered on', 'date'],
  ['Paid on', 'date'],
  ['Delivered at', 'datetime'],
  ['Entregue em', 'date'],
  ['Depends on', 'text'],
  ['Based on', 'text'],
  ['On', 'text'],
  ['Customer', 'text'],
  ['Customer name', 'text'],
  ['Custom text', 'text'],
  ['Costume', 'text'],
  ['Custo', 'money'],
  ['Costs', 'money'],
  ['Paid', 'boolean'],
  ['Fragile', 'boolean'],
  ['Оплачено', 'boolean'],
  ['Paid by', 'text'],
])('%s suggests %s', (label, type) => expect(guessType(label)).toBe(type))

it('suggests only what can be chosen', () => {
  const offered = Object.values(fieldGroups).flat()
  for (const label of [
    'Photo',
    'Price',
    'Qty',
    'Website',
    'Percent',
    'Stars',
    'Time',
    'Notes',
    'CPF',
    'CNPJ',
    'Made at',
  ])
    expect(offered).toContain(guessType(label))
})

it('knows the kinds of record that there are', () => {
  const customer = linkTarget({ name: 'customer' }, 'Customer')
  const note = linkTarget({ name: 'note' }, 'Note')
  expect(guessField('Customer', [customer, note], 'parcel')).toEqual({ type: 'relation', target: customer })
  expect(guessField('Notes', [customer, note], 'parcel')).toEqual({ type: 'relation', target: note })
  expect(guessField('Customer name', [customer, note], 'parcel')).toEqual({ type: 'text' })
  expect(guessField('Notes', [customer], 'parcel')).toEqual({ type: 'longText' })
})
