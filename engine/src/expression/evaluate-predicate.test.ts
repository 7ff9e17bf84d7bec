import { describe, expect, it } from 'vitest'
import { evaluatePredicate } from './evaluate-predicate.ts'
import type { Predicate } from './predicate.ts'

const ref = { field: 'f1' } as const
const other = { field: 'f2' } as const
const compare = (cmp: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte', value: string | number | boolean): Predicate => ({
  op: 'compare',
  ref,
  cmp,
  value,
})

describe('the reference of filters', () => {
  it.each<[string, Predicate, unknown, boolean | null]>([
    ['always', { op: 'always' }, undefined, true],
    ['never', { op: 'never' }, undefined, false],
    ['eq', compare('eq', 'á'), 'a', false],
    ['ne', compare('ne', 'á'), 'a', true],
    ['text order is folded', compare('lte', 'a'), 'Á', true],
    ['lt', compare('lt', 3), 2, true],
    ['lte', compare('lte', 3), 3, true],
    ['gt', compare('gt', 3), 3, false],
    ['gte', compare('gte', 3), 3, true],
    ['booleans', compare('lt', true), false, true],
    ['money', compare('gt', 10), { amount: '12.50', currency: 'BRL' }, true],
    ['types that do not go together', compare('lt', 3), 'a', null],
    ['what is no scalar', compare('eq', 3), ['a'], null],
    ['empty', compare('eq', 3), undefined, null],
    ['null', compare('ne', 3), null, null],
    ['not empty', { op: 'not', of: compare('eq', 3) }, undefined, null],
    ['not', { op: 'not', of: compare('eq', 3) }, 4, true],
    ['in', { op: 'in', ref, values: ['a', 'b'] }, 'b', true],
    ['in nothing', { op: 'in', ref, values: [] }, 'b', false],
    ['in, empty', { op: 'in', ref, values: ['a'] }, undefined, null],
    ['is empty', { op: 'empty', ref }, undefined, true],
    ['an empty list is empty', { op: 'empty', ref }, [], true],
    ['empty text is a value', { op: 'empty', ref }, '', false],
    ['contains', { op: 'contains', ref, value: 'b' }, 'abc', true],
    ['contains is exact', { op: 'contains', ref, value: 'B' }, 'abc', false],
    ['startsWith', { op: 'startsWith', ref, value: 'ab' }, 'abc', true],
    ['endsWith', { op: 'endsWith', ref, value: 'ab' }, 'abc', false],
    ['like', { op: 'like', ref, value: 'BÇ' }, 'abç', true],
    ['a search of nothing', { op: 'like', ref, value: 'a' }, undefined, null],
    ['has', { op: 'has', ref, value: 'a' }, ['a'], true],
    ['has not', { op: 'has', ref, value: 'b' }, ['a'], false],
    ['has, empty', { op: 'has', ref, value: 'b' }, undefined, false],
    ['and: false wins', { op: 'and', of: [compare('eq', 1), { op: 'never' }] }, undefined, false],
    ['and: empty', { op: 'and', of: [compare('eq', 1), { op: 'always' }] }, undefined, null],
    ['and: true', { op: 'and', of: [compare('eq', 1), { op: 'always' }] }, 1, true],
    ['or: true wins', { op: 'or', of: [compare('eq', 1), { op: 'always' }] }, undefined, true],
    ['or: empty', { op: 'or', of: [compare('eq', 1), { op: 'never' }] }, undefined, null],
    ['or: false', { op: 'or', of: [compare('eq', 1), { op: 'never' }] }, 2, false],
    ['two fields', { op: 'compare-fields', left: ref, cmp: 'lt', right: other }, 5, true],
    ['two fields, one empty', { op: 'compare-fields', left: other, cmp: 'lt', right: ref }, null, null],
  ])('[X45] %s', (_, predicate, value, wanted) => {
    expect(evaluatePredicate(predicate, { f1: value, f2: 7 }, {})).toBe(wanted)
  })

  it('[X45] reads the members of the record and its number', () => {
    expect(evaluatePredicate({ op: 'compare', ref: { member: 'no' }, cmp: 'gt', value: 3 }, {}, { no: 4 })).toBe(true)
    expect(
      evaluatePredicate({ op: 'compare', ref: { member: 'state' }, cmp: 'eq', value: 'o1' }, {}, { state: null }),
    ).toBe(null)
  })
})
