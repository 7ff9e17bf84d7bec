import type { JsonObject } from '@molde/engine'
import { expect, it } from 'vitest'
import type { WireField } from './blueprints-api.ts'
import { fieldsInDraft } from './fields-in-draft.ts'

const fields = [
  { id: 'f1', key: 'title', type: 'text', label: 'Title' },
  { id: 'f2', key: 'weight', type: 'number', label: 'Weight' },
] as const satisfies readonly WireField[]
const parcel = { version: 3, fields }

it('says which fields a draft calls otherwise, and which are new in it', () => {
  const ops: readonly JsonObject[] = [
    { op: 'rename', field: 'f1', key: 'name' },
    { op: 'relabel', field: 'name', label: 'Name' },
    { op: 'relabel', field: 'f2', label: { en: 'Mass' } },
    { op: 'relabel', field: 'f2', help: 'With its packing' },
    { op: 'add', field: { key: 'fragile', label: 'Fragile', type: 'boolean' } },
  ]
  const { changes, labels, added } = fieldsInDraft(parcel, { base: 3, ops })
  expect(changes).toBe(5)
  expect([...labels]).toEqual([
    ['f1', 'Name'],
    ['f2', { en: 'Mass' }],
  ])
  expect(added.map(({ key }) => key)).toEqual(['fragile'])
})

it('takes nothing from a draft that has become the version it is laid beside', () => {
  const { changes, labels, added } = fieldsInDraft(parcel, { base: 2, ops: [{ op: 'remove', field: 'f2' }] })
  expect([changes, labels.size, added.length]).toEqual([0, 0, 0])
})
