import type { Json, JsonObject } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { columnFor, columnIn, isKeyTaken, linksFor, withColumn } from './related-links.ts'
import { type Choose, relatedTrialOf } from './related-trial.ts'

const phone: WireField = { id: 'f1', key: 'phone', type: 'text', required: true, maxLength: 20 }
const who: WireField = { id: 'f2', key: 'who', type: 'relation', blueprint: 'customer' }

const order = (id: string, phone: Json, who: string | undefined, minute: number) => ({
  id,
  updatedAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  data: { ...(phone !== null && { phone }), ...(who !== undefined && { who }) },
})
const orders = [
  order('1', '555', 'a', 1),
  order('2', '555', 'a', 2),
  order('3', null, 'a', 3),
  order('4', '1', 'b', 4),
  order('5', '1', 'b', 5),
  order('6', '2', 'b', 6),
  order('7', '9', undefined, 7),
  order('8', '7', 'c', 8),
]
const customers: readonly { readonly id: string; readonly data: JsonObject }[] = [
  { id: 'a', data: {} },
  { id: 'b', data: {} },
  { id: 'c', data: { phone: '8' } },
]
const trial = (choose: Choose) =>
  relatedTrialOf(orders, customers, { field: phone, link: who, column: 'phone', choose })

describe('a field that would move to related records', () => {
  it.each([
    ['most-common', '1', { given: 2, holding: 1, waiting: 0, keeping: 2, unlinked: 1 }],
    ['newest', '2', { given: 2, holding: 1, waiting: 0, keeping: 3, unlinked: 1 }],
    ['ask', undefined, { given: 1, holding: 1, waiting: 4, keeping: 0, unlinked: 1 }],
  ] as const)('%s: b gets %s', (choose, chosen, sums) => {
    const { divided, ...rest } = trial(choose)
    expect(rest).toEqual(sums)
    expect(divided).toEqual([
      {
        record: 'b',
        said: [
          { value: '1', n: 2 },
          { value: '2', n: 1 },
        ],
        chosen,
        held: undefined,
      },
      { record: 'c', said: [{ value: '7', n: 1 }], chosen: choose === 'ask' ? undefined : '8', held: '8' },
    ])
  })

  it('who says nothing disagrees with nobody', () => {
    expect(trial('ask').divided.map(({ record }) => record)).not.toContain('a')
  })
})

describe('where it can go', () => {
  const customer: Blueprint = { name: 'customer', version: 3, fields: [], rules: [], uniques: [], titleField: null }
  const withField = (field: WireField): Blueprint => ({ ...customer, fields: [field] })

  it('is by single links to other kinds of records', () => {
    const many: WireField = { ...who, id: 'f3', key: 'all', many: true }
    const own: WireField = { ...who, id: 'f4', key: 'parent', blueprint: 'order' }
    expect(linksFor(phone, [phone, who, many, own], 'order')).toEqual([who])
    expect(linksFor({ ...phone, type: 'json' }, [who], 'order')).toEqual([])
    expect(linksFor({ ...phone, type: 'file' }, [who], 'order')).toEqual([])
    expect(linksFor({ ...phone, many: true }, [who], 'order')).toEqual([])
  })

  it('a field of the same name and kind takes the values, and another one is in the way', () => {
    expect(columnIn(withField({ ...phone, id: 'f9' }), phone)?.id).toBe('f9')
    const number = withField({ id: 'f9', key: 'phone', type: 'number' })
    expect([columnIn(number, phone), isKeyTaken(number, phone)]).toEqual([undefined, true])
    expect([columnIn(customer, phone), isKeyTaken(customer, phone)]).toEqual([undefined, false])
    const level: WireField = { id: 'f1', key: 'level', type: 'enum', options: [{ id: 'o1', key: 'low' }] }
    expect(columnIn(withField({ ...level, options: [{ id: 'o7', key: 'low' }] }), level)).toBeDefined()
    expect(columnIn(withField({ ...level, options: [{ id: 'o7', key: 'high' }] }), level)).toBeUndefined()
  })

  it('a new one is like it, and required of nobody', () => {
    expect(columnFor(phone)).toEqual({ key: 'phone', type: 'text', maxLength: 20 })
    const after = withColumn(customer, phone)
    expect(after.version).toBe(4)
    expect(columnIn(after, phone)).toBeDefined()
  })
})
