// Is half a kind of record still there when its page is opened again, and never something else?
import { expect, it } from 'vitest'
import { withField } from './edit-blueprint.ts'
import { forgetKind, keepKind, keptKind } from './kept-kind.ts'

const empty = { name: 'not_named_yet', label: '', fields: [], rules: [], uniques: [] }
const storage = (kept = new Map<string, string>()) => ({
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, text: string) => void kept.set(name, text),
  removeItem: (name: string) => void kept.delete(name),
})

it('is kept for its tenant and person, until it is created', () => {
  const place = storage()
  const begun = withField(withField(empty, 'text', 'Name'), 'enum', 'Stage', { choices: ['New'] })
  keepKind('shop', 'ana', begun, place)
  expect(keptKind('shop', 'ana', place)).toEqual(begun)
  expect(keptKind('shop', 'bob', place)).toBeUndefined()
  expect(keptKind('post', 'ana', place)).toBeUndefined()
  forgetKind('shop', 'ana', place)
  expect(keptKind('shop', 'ana', place)).toBeUndefined()
})

it('is kept as soon as it has a name, and forgotten when everything is taken away', () => {
  const place = storage()
  keepKind('shop', 'ana', { ...empty, label: 'Parcel' }, place)
  expect(keptKind('shop', 'ana', place)?.label).toBe('Parcel')
  keepKind('shop', 'ana', empty, place)
  expect(keptKind('shop', 'ana', place)).toBeUndefined()
})

it.each([
  3,
  'x',
  [],
  {},
  { ...empty, fields: [1] },
  { ...empty, fields: [{ id: 'f1' }] },
  { ...empty, label: 'x', rules: [{}] },
  { ...empty, label: 'x', uniques: [1] },
])('is not read from %j', (kept) => {
  const place = storage(new Map([['molde.new-kind.shop.ana', JSON.stringify(kept)]]))
  expect(keptKind('shop', 'ana', place)).toBeUndefined()
})
