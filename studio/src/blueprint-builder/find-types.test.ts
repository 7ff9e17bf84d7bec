// Do a few letters find the type that people mean?
import { expect, it } from 'vitest'
import texts from '../text/builder.en.json' with { type: 'json' }
import { fieldGroups } from './field-types.ts'
import { findKinds, findTypes, type SaidType } from './find-types.ts'
import { linkTarget } from './kind-meant.ts'

const all: readonly SaidType[] = Object.values(fieldGroups)
  .flat()
  .map((type) => ({ type, ...texts.fieldType[type as 'text'] }))
const found = (text: string) => findTypes(all, text).map(({ type }) => type)

it.each([
  ['da', ['date', 'datetime']],
  ['TEXT', ['text', 'longText', 'richText']],
  ['price', ['money']],
  ['Preço', ['money']],
  ['вес', ['number']],
  ['photo', ['image']],
  ['contract', ['file']],
  ['E-mail', ['email']],
  ['status', ['enum']],
])('%s finds %j first', (text, types) => expect(found(text).slice(0, types.length)).toEqual(types))

it('finds everything for nothing, and nothing for nonsense', () => {
  expect(findTypes(all, '  ')).toBe(all)
  expect(found('xyzzy')).toEqual([])
})

it('finds kinds of record by any of their names', () => {
  const customer = linkTarget({ name: 'client', label: { en: 'Customer', 'pt-BR': 'Cliente' } }, 'Customer')
  const parcel = linkTarget({ name: 'parcel' }, 'Parcel')
  const kinds = (text: string) => findKinds([customer, parcel], text)
  expect(kinds('cust')).toEqual([customer])
  expect(kinds('CLIENTE')).toEqual([customer])
  expect(kinds('par')).toEqual([parcel])
  expect(kinds(' ')).toEqual([])
  expect(kinds('price')).toEqual([])
})
