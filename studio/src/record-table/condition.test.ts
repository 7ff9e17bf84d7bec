// Does a filter bar's condition become the expression it means, whatever is typed into it?
import { checkExpression, type ExpressionScope } from '@molde/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { type Condition, fieldText, filterText, isComplete, operatorsOf, readCondition } from './condition.ts'

const field = (key: string, type: FieldType, more: Partial<WireField> = {}): WireField => ({
  id: 'f1',
  key,
  type,
  ...more,
})
const fields = [
  field('title', 'text'),
  field('weight', 'number'),
  field('status', 'enum', {
    options: [
      { id: 'o1', key: 'A' },
      { id: 'o2', key: 'B' },
    ],
  }),
  field('when', 'date'),
  field('at', 'datetime'),
  field('done', 'boolean'),
  field('labels', 'tags', { options: [{ id: 'o3', key: 'x' }] }),
  field('type', 'text'),
  field('two words', 'text'),
]
const text = (condition: Condition) => filterText([condition], fields)

describe('filterText', () => {
  it.each([
    [{ field: 'title', op: 'like', value: "it's" }, "title.like('it\\'s')"],
    [{ field: 'weight', op: 'gte', value: '12.5' }, 'weight >= 12.5'],
    [{ field: 'weight', op: 'is', value: 0 }, 'weight == 0'],
    [{ field: 'status', op: 'anyOf', value: ['A', 'B'] }, "status in ['A', 'B']"],
    [{ field: 'when', op: 'lt', value: '2026-01-01' }, "when < date('2026-01-01')"],
    [{ field: 'at', op: 'gt', value: '2026-01-01T00:00:00.000Z' }, "at > timestamp('2026-01-01T00:00:00.000Z')"],
    [{ field: 'done', op: 'is', value: true }, 'done == true'],
    [{ field: 'labels', op: 'has', value: 'x' }, "'x' in labels"],
    [{ field: 'title', op: 'empty' }, 'title == null'],
    [{ field: 'type', op: 'is', value: 'a' }, "record.data.type == 'a'"],
    [{ field: 'two words', op: 'is', value: 'a' }, "record.data['two words'] == 'a'"],
  ] as [Condition, string][])('%j is said as %s', (condition, said) => {
    expect(text(condition)).toBe(said)
  })

  it('joins conditions and the filter of a view, and waits for what is not complete', () => {
    const conditions: Condition[] = [
      { field: 'weight', op: 'gt', value: 1 },
      { field: 'title', op: 'like', value: '' },
      { field: 'gone', op: 'empty' },
    ]
    expect(filterText(conditions, fields, "status == 'A' || done")).toBe("(status == 'A' || done) && weight > 1")
    expect(filterText([], fields)).toBeUndefined()
  })
})

describe('the expression language', () => {
  const scope: ExpressionScope = {
    fields: [
      { id: 'f1', key: 'title', type: { kind: 'text' } },
      { id: 'f2', key: 'weight', type: { kind: 'number' } },
      {
        id: 'f3',
        key: 'status',
        type: { kind: 'enum', field: 'f3' },
        options: [
          { id: 'o1', key: 'A' },
          { id: 'o2', key: 'B' },
        ],
      },
      { id: 'f4', key: 'when', type: { kind: 'date' } },
      { id: 'f5', key: 'at', type: { kind: 'datetime' } },
      { id: 'f6', key: 'done', type: { kind: 'boolean' } },
    ],
  }
  const refusals = (said: string) => {
    const checked = checkExpression(said, scope, { kind: 'boolean' }, [])
    return 'issues' in checked ? checked.issues : []
  }

  it('understands every operator the bar offers', () => {
    const values: { readonly [key: string]: Condition['value'] } = {
      title: 'a',
      weight: 2,
      status: 'A',
      when: '2026-01-01',
      at: '2026-01-01T00:00:00Z',
      done: true,
    }
    for (const one of fields.slice(0, 6)) {
      for (const op of operatorsOf(one)) {
        const value = op === 'anyOf' ? ['A'] : values[one.key]
        const said = text({ field: one.key, op, ...(value === undefined ? {} : { value }) })
        expect(refusals(said ?? ''), said).toEqual([])
      }
    }
  })

  it('never reads typed text as anything but text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const said = text({ field: 'title', op: 'is', value: typed })
        if (typed === '') return
        const codes = refusals(said ?? '').map((issue) => issue.code)
        // Text that cannot be stored is refused as such; nothing else may go wrong.
        expect(codes.filter((code) => code !== 'expression-bad-text')).toEqual([])
      }),
    )
  })
})

describe('conditions', () => {
  it('are read from an address only when they are ones', () => {
    expect(readCondition({ field: 'a', op: 'is', value: 'x', evil: 1 })).toEqual({ field: 'a', op: 'is', value: 'x' })
    expect(readCondition({ field: 'a', op: 'is', value: { deep: 1 } })).toEqual({ field: 'a', op: 'is' })
    expect(readCondition({ field: 1, op: 'is' })).toBeUndefined()
    expect(readCondition(undefined)).toBeUndefined()
  })
  it('know when they are complete', () => {
    expect(isComplete({ field: 'a', op: 'empty' })).toBe(true)
    expect(isComplete({ field: 'a', op: 'is' })).toBe(false)
    expect(isComplete({ field: 'a', op: 'anyOf', value: [] })).toBe(false)
    expect(isComplete({ field: 'a', op: 'is', value: false })).toBe(true)
  })
  it('reach any key', () => {
    expect(fieldText("it's")).toBe("record.data['it\\'s']")
  })
})
