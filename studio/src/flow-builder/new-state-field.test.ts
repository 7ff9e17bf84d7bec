// Does a drawing know the field of its states before anybody else does, and leave nothing behind when it is given up?
import { beforeEach, expect, it, vi } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { choiceChanges } from './flow-draft.ts'
import {
  forgetNewStateField,
  isUnpublished,
  keepNewStateField,
  keptNewStateField,
  newStateField,
  optionsFor,
  withNewStateField,
} from './new-state-field.ts'

const parcel: Blueprint = {
  name: 'parcel',
  version: 1,
  fields: [{ id: 'f1', key: 'status', type: 'text' }],
  rules: [],
  uniques: [],
}
const field = newStateField(parcel, {
  ...{ key: 'status', label: 'Status' },
  options: [
    { key: 'NEW', label: 'New' },
    { key: 'DONE', label: 'Done' },
  ],
})
const flow: Flow = {
  name: 'parcel',
  version: 0,
  blueprint: 'parcel',
  stateField: field.key,
  initial: 'NEW',
  states: { NEW: { label: 'New' }, DONE: {}, LOST: { label: 'Lost' } },
  transitions: [],
}

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  })
})

it('has a name of its own, and its choices are states', () => {
  const drawn = withNewStateField(parcel, field)
  expect(field.key).toBe('status_2')
  expect(drawn.fields.map(({ key }) => key)).toEqual(['status', 'status_2'])
  expect(drawn.fields.filter(isUnpublished)).toHaveLength(1)
  expect(choiceChanges(flow, drawn)).toEqual({ added: ['LOST'], retired: [], offered: [] })
})

it('is the published one once that is there', () => {
  const published = { ...parcel, fields: [...parcel.fields, { id: 'f2', key: 'status_2', type: 'enum' as const }] }
  expect(withNewStateField(published, field)).toBe(published)
})

it('gets every state that was drawn', () => {
  const drawn = withNewStateField(parcel, field).fields.find(isUnpublished)
  expect(drawn && optionsFor(flow, drawn)).toEqual([
    { key: 'NEW', label: 'New' },
    { key: 'DONE', label: 'Done' },
    { key: 'LOST', label: 'Lost' },
  ])
})

it('is kept in the browser until it is forgotten', () => {
  keepNewStateField('shop', 'parcel', field)
  expect(keptNewStateField('shop', 'parcel')).toEqual(field)
  expect(keptNewStateField('shop', 'other')).toBeUndefined()
  forgetNewStateField('shop', 'parcel')
  expect(keptNewStateField('shop', 'parcel')).toBeUndefined()
})

it.each([1, 'x', {}, { key: 1, label: '', options: [] }, { key: 'a', label: 'b', options: 3 }])(
  'is not read from %j',
  (kept) => {
    localStorage.setItem('molde.flow-field.shop.parcel', JSON.stringify(kept))
    expect(keptNewStateField('shop', 'parcel')).toBeUndefined()
  },
)
