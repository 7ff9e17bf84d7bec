// Does a condition made by hand become the expression it means, whatever is typed into it?
import { checkExpression, sayFieldName } from '@molde/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import {
  type Condition,
  type ConditionGroup,
  completeOnly,
  filterText,
  isComplete,
  operatorsOf,
  readPart,
  rowsOf,
  takesList,
  withOperator,
} from './condition.ts'
import { scopeOfFields } from './read-condition.ts'

let next = 0
const field = (key: string, type: FieldType, more: Partial<WireField> = {}): WireField => {
  next += 1
  return { id: `f${next}`, key, type, ...more }
}
const options = [
  { id: 'o1', key: 'A' },
  { id: 'o2', key: 'B' },
]
const fields = [
  field('title', 'text'),
  field('weight', 'number'),
  field('status', 'enum', { options }),
  field('when', 'date'),
  field('at', 'datetime'),
  field('done', 'boolean'),
  field('price', 'money'),
  field('took', 'duration'),
  field('labels', 'tags', { many: true, options: [{ id: 'o3', key: 'x' }] }),
  field('customer', 'relation', { blueprint: 'customer' }),
  field('owner', 'user'),
  field('in', 'text'),
  field('two words', 'text'),
]
const text = (condition: Condition) => filterText([condition], fields)

describe('filterText', () => {
  it.each([
    [{ field: 'title', operator: 'like', value: 'it\'s "so"' }, 'title.like("it\'s \\"so\\"")'],
    [{ field: 'weight', operator: '>=', value: 12.5 }, 'weight >= 12.5'],
    [{ field: 'weight', operator: '==', value: 0 }, 'weight == 0'],
    [{ field: 'status', operator: 'in', value: ['A', 'B'] }, 'status in ["A", "B"]'],
    [{ field: 'status', operator: 'notIn', value: ['A'] }, '!(status in ["A"])'],
    [{ field: 'when', operator: '<', value: '2026-01-01' }, 'when < "2026-01-01"'],
    [{ field: 'when', operator: '<', value: { from: 'today', days: -30 } }, 'when < today() - days(30)'],
    [{ field: 'at', operator: '>', value: { from: 'now', hours: 2 } }, 'at > now + hours(2)'],
    [{ field: 'done', operator: '==', value: true }, 'done == true'],
    [{ field: 'labels', operator: 'has', value: 'x' }, '"x" in labels'],
    [{ field: 'owner', operator: '==', value: { name: 'actor.id' } }, 'owner == actor.id'],
    [
      { field: 'title', operator: '==', value: { name: 'record.data["two words"]' } },
      'title == record.data["two words"]',
    ],
    [{ field: 'title', operator: 'empty' }, 'title == null'],
    [{ field: 'record.createdAt', operator: '>', value: { from: 'today' } }, 'record.createdAt > today()'],
  ] as [Condition, string][])('%j is said as %s', (condition, said) => {
    expect(text(condition)).toBe(said)
  })

  it('joins conditions and another filter, and waits for what is not complete', () => {
    const conditions: Condition[] = [
      { field: 'weight', operator: '>', value: 1 },
      { field: 'title', operator: 'like', value: '' },
      { field: 'gone', operator: 'empty' },
    ]
    expect(filterText(conditions, fields, "status == 'A' || done")).toBe("(status == 'A' || done) && weight > 1")
    expect(filterText([], fields, 'done')).toBe('done')
    expect(filterText([], fields)).toBeUndefined()
  })

  it('keeps groups and text together as they were meant', () => {
    const any: ConditionGroup = {
      combinator: 'or',
      rules: [
        { field: 'weight', operator: '>', value: 1 },
        { field: 'done', operator: '==', value: true },
        { field: 'title', operator: 'like' },
      ],
    }
    expect(filterText([any], fields)).toBe('weight > 1 || done == true')
    expect(filterText([any], fields, 'done')).toBe('(done) && (weight > 1 || done == true)')
    expect(filterText([{ field: 'title', operator: 'empty' }, any], fields)).toBe(
      'title == null && (weight > 1 || done == true)',
    )
    expect(filterText([{ cel: 'done || weight > 2' }], fields)).toBe('done || weight > 2')
    expect(filterText([{ cel: 'done || weight > 2' }, any], fields)).toBe(
      '(done || weight > 2) && (weight > 1 || done == true)',
    )
  })

  it('writes no name into the expression that the kind of record does not have', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        fc.pre(!fields.some(({ key }) => sayFieldName(key) === name) && !/^(record|actor)\./.test(name))
        expect(filterText([{ field: name, operator: 'empty' }], fields)).toBeUndefined()
        expect(filterText([{ field: 'title', operator: '==', value: { name } }], fields)).toBeUndefined()
      }),
    )
  })
})

describe('the expression language', () => {
  const scope = scopeOfFields(fields)
  const refusals = (said: string) => {
    const checked = checkExpression(said, scope, { kind: 'boolean' }, [])
    return 'issues' in checked ? checked.issues : []
  }
  const values: { readonly [key: string]: Condition['value'] } = {
    title: 'a',
    weight: 2,
    status: 'A',
    when: '2026-01-01',
    at: '2026-01-01T00:00:00Z',
    done: true,
    price: 3,
    took: 'PT2H',
    labels: 'x',
    customer: 'r1',
    owner: 'u1',
    in: 'a',
    'two words': 'a',
  }

  it('understands every comparison on offer', () => {
    for (const one of fields) {
      for (const operator of operatorsOf(one)) {
        const value = values[one.key] as string
        const said = text({ field: sayFieldName(one.key), operator, value: takesList(operator) ? [value] : value })
        expect(said, `${one.key} ${operator}`).toBeDefined()
        expect(refusals(said ?? ''), said).toEqual([])
      }
    }
  })

  it('never reads typed text as anything but text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (typed) => {
        const codes = refusals(text({ field: 'title', operator: '==', value: typed }) ?? '').map((issue) => issue.code)
        // Text that cannot be stored is refused as such; nothing else may go wrong.
        expect(codes.filter((code) => code !== 'expression-bad-text')).toEqual([])
      }),
    )
  })
})

describe('parts of a filter', () => {
  it('are read from an address only when they are ones', () => {
    expect(readPart({ field: 'a', operator: '==', value: 'x', evil: 1 })).toEqual({
      field: 'a',
      operator: '==',
      value: 'x',
    })
    expect(readPart({ field: 'a', operator: '==', value: { deep: 1 } })).toEqual({ field: 'a', operator: '==' })
    expect(readPart({ field: 'a', operator: '==', value: { name: 'b', evil: 1 } })).toEqual({
      field: 'a',
      operator: '==',
    })
    expect(readPart({ field: 'a', operator: '<', value: { from: 'today', days: -3 } })).toEqual({
      field: 'a',
      operator: '<',
      value: { from: 'today', days: -3 },
    })
    for (const wrong of [
      undefined,
      null,
      'x',
      3,
      {},
      { field: 1, operator: '==' },
      { field: 'a', operator: 'constructor' },
    ])
      expect(readPart(wrong)).toBeUndefined()
    expect(readPart({ cel: 'a' })).toEqual({ cel: 'a' })
  })

  it('are understood as addresses had them before there were groups', () => {
    expect(readPart({ field: 'stage', op: 'anyOf', value: ['LOST'] })).toEqual({
      field: 'stage',
      operator: 'in',
      value: ['LOST'],
    })
    expect(readPart({ field: 'two words', op: 'filled' })).toEqual({
      field: 'record.data["two words"]',
      operator: 'notEmpty',
    })
  })

  it('go no deeper than three levels', () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? { field: 'a', operator: 'empty' } : { combinator: 'or', rules: [nested(levels - 1)] }
    const rows = (raw: unknown) => {
      const part = readPart(raw)
      return part && 'rules' in part ? rowsOf(part).length : 0
    }
    expect([1, 2, 3, 4].map((levels) => rows(nested(levels)))).toEqual([1, 1, 1, 0])
  })

  it('know when they are complete', () => {
    expect(isComplete({ field: 'a', operator: 'empty' })).toBe(true)
    expect(isComplete({ field: 'a', operator: '==' })).toBe(false)
    expect(isComplete({ field: 'a', operator: 'in', value: [] })).toBe(false)
    expect(isComplete({ field: 'a', operator: '==', value: false })).toBe(true)
    expect(isComplete({ field: 'a', operator: '==', value: { name: '' } })).toBe(false)
    expect(isComplete({ field: 'a', operator: '<', value: { from: 'now' } })).toBe(true)
    expect(completeOnly({ combinator: 'or', rules: [{ combinator: 'and', rules: [] }] })).toBeUndefined()
  })

  it.each([
    ['in', { operator: '==', value: 'a' }, { operator: 'in', value: ['a'] }],
    ['==', { operator: 'in', value: ['a', 'b'] }, { operator: '==', value: 'a' }],
    ['empty', { operator: '==', value: 'a' }, { operator: 'empty' }],
    ['!=', { operator: '==', value: { name: 'b' } }, { operator: '!=', value: { name: 'b' } }],
    ['in', { operator: '==', value: { name: 'b' } }, { operator: 'in' }],
  ] as const)('keep their value for %s where it fits', (operator, before, after) => {
    expect(withOperator({ field: 'x', ...before }, operator)).toEqual({ field: 'x', ...after })
  })
})
