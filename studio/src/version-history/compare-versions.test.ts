import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { compareVersions, isSame } from './compare-versions.ts'

const before = {
  name: 'order',
  label: 'Order',
  titleField: 'name',
  fields: [
    { id: 'f1', key: 'name', type: 'text', label: 'Name' },
    { id: 'f2', key: 'weight', type: 'number', minimum: 0 },
    { id: 'f3', key: 'note', type: 'text' },
  ],
  rules: [{ id: 'r1', check: 'weight < 9', message: 'Heavy' }],
  uniques: [],
} as const

describe('two versions compared', () => {
  it('differ in nothing when they are the same', () => {
    expect(isSame(compareVersions(before, before))).toBe(true)
  })

  it('tell what came, went and changed, by field and setting', () => {
    const after = {
      ...before,
      label: 'Orders',
      titleField: 'customer',
      fields: [
        { id: 'f4', key: 'due', type: 'date' },
        { id: 'f2', key: 'weight', type: 'integer', required: true, askOnEdit: true },
        { id: 'f1', key: 'customer', type: 'text', label: 'Customer' },
      ],
      rules: [{ id: 'r2', check: 'weight < 5', message: 'Too heavy' }],
    } as const
    const found = compareVersions(before, after)
    expect(isSame(found)).toBe(false)
    expect(found.added.map(({ key }) => key)).toEqual(['due'])
    expect(found.removed.map(({ key }) => key)).toEqual(['note'])
    expect(found.changed).toEqual([
      {
        field: after.fields[1],
        settings: [
          { name: 'minimum', before: 0, after: undefined },
          { name: 'required', before: undefined, after: true },
          { name: 'type', before: 'number', after: 'integer' },
        ],
      },
      {
        field: after.fields[2],
        settings: [
          { name: 'key', before: 'name', after: 'customer' },
          { name: 'label', before: 'Name', after: 'Customer' },
        ],
      },
    ])
    expect(found.isReordered).toBe(true)
    // The field that names records is the same one, called otherwise.
    expect(found.about.map(({ name }) => name)).toEqual(['label'])
    expect([found.rulesAdded, found.rulesRemoved].map(([rule]) => rule?.id)).toEqual(['r2', 'r1'])
  })

  it('tell what came, went and changed among the columns of a list of rows', () => {
    const rows = (...fields: readonly WireField[]) => ({
      ...before,
      fields: [...before.fields, { id: 'f5', key: 'lines', type: 'list' as const, fields }],
    })
    const item: WireField = { id: 'f6', key: 'item', type: 'text' }
    const was = rows(item, { id: 'f7', key: 'colour', type: 'text' })
    const found = compareVersions(was, rows({ ...item, key: 'product' }, { id: 'f8', key: 'price', type: 'money' }))
    const [lines] = found.changed
    expect(found.changed).toHaveLength(1)
    expect(lines?.settings).toEqual([])
    expect(lines?.columns?.added.map(({ key }) => key)).toEqual(['price'])
    expect(lines?.columns?.removed.map(({ key }) => key)).toEqual(['colour'])
    expect(lines?.columns?.changed.map(({ field }) => field.key)).toEqual(['product'])
    expect(isSame(compareVersions(was, was))).toBe(true)
  })

  it('tell what no two records may share, also where a field is called otherwise', () => {
    const was = { ...before, uniques: [['name', 'note'], ['weight']] }
    const renamed = before.fields.map((field) => (field.id === 'f1' ? { ...field, key: 'customer' } : field))
    const is = { ...before, titleField: 'customer', fields: renamed, uniques: [['note', 'customer'], ['customer']] }
    const found = compareVersions(was, is)
    expect(isSame(found)).toBe(false)
    expect(found.uniquesAdded).toEqual([['customer']])
    expect(found.uniquesRemoved).toEqual([['weight']])
  })
})
