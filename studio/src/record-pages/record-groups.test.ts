import { describe, expect, it } from 'vitest'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import type { TotalGroup } from '../api/totals-api.ts'
import { groupAsk, groupName, orderedGroups } from './record-groups.ts'

const field = (type: FieldType): WireField => ({
  id: 'f1',
  key: 'x',
  type,
  options: ['NEW', 'WON', 'OLD'].map((key) => ({ id: key, key, ...(key === 'OLD' ? { retired: true } : {}) })),
})
const group = (value: TotalGroup['value']): TotalGroup => ({ value, totals: {}, count: { value: 1, capped: false } })
const order = (
  type: FieldType,
  values: readonly TotalGroup['value'][],
  more: { capped?: boolean; sort?: string } = {},
) =>
  orderedGroups(field(type), values.map(group), {
    capped: more.capped ?? false,
    sort: more.sort,
    labelOf: (value) => String(value).toLowerCase(),
  }).map(({ value }) => value)

describe('groups', () => {
  it('stand in the order of their choices, those without a value last', () => {
    expect(order('enum', [null, 'WON', 'OLD', 'NEW'])).toEqual(['NEW', 'WON', 'OLD', null])
    expect(order('boolean', [false, null, true])).toEqual([true, false, null])
    expect(order('user', ['b', 'C', 'a', null])).toEqual(['a', 'b', 'C', null])
  })
  it('turn round with the order of their field alone', () => {
    expect(order('enum', [null, 'WON', 'NEW'], { sort: '-x,y' })).toEqual(['WON', 'NEW', null])
    expect(order('enum', [null, 'WON', 'NEW'], { sort: '-y' })).toEqual(['NEW', 'WON', null])
  })
  it('are all there where not everything was looked at, but for what is no longer offered', () => {
    expect(order('enum', ['WON'], { capped: true })).toEqual(['NEW', 'WON'])
    expect(order('boolean', [null], { capped: true })).toEqual([true, false, null])
  })
  it('have names that differ and lists of their own', () => {
    expect(new Set([null, 'null', true, 'true', ''].map(groupName)).size).toBe(5)
    expect(groupAsk({ filter: 'a > 1', sort: 'a' }, field('enum'), 'NEW')).toEqual({
      filter: '(a > 1) && x == "NEW"',
      sort: 'a',
    })
    expect(groupAsk({}, field('boolean'), true).filter).toBe('x == true')
    expect(groupAsk({}, field('user'), null).filter).toBe('x == null')
  })
})
