// Are totals asked for in names that exist, and do values come to what a person would say?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion, FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { averageDecimals, sumDecimals } from '../decimal.ts'
import type { Issue } from '../errors.ts'
import type { Json } from '../json.ts'
import { readGroup, readTotals, type TotalFunction } from './read-totals.ts'
import { sayTotal, tallyOf } from './tally.ts'

const field = (key: string, type: FieldType, more: Partial<FieldDef> = {}): FieldDef => ({
  id: 'f1',
  key,
  type,
  ...more,
})
const fields = [
  field('amount', 'money'),
  field('weight', 'number'),
  field('stage', 'enum', { options: [] }),
  field('tags', 'tags', { options: [] }),
  field('due', 'date'),
  field('who', 'relation', { many: true }),
  field('owner', 'user'),
  field('done', 'boolean'),
].map((one, i): FieldDef => ({ ...one, id: `f${i + 1}` }))
const version: BlueprintVersion = { name: 'a', version: 1, fields, rules: [], uniques: [], reserved: [] }
const codes = (read: (issues: Issue[]) => unknown) => {
  const issues: Issue[] = []
  read(issues)
  return issues.map(({ code }) => code)
}

describe('what is asked', () => {
  it('[Q11] names a function and a field, each pair once', () => {
    const read = readTotals(['sum:amount', 'sum:amount', 'min:f5'], version, [], [])
    expect(read.map((one) => [one.function, one.field.key])).toEqual([
      ['sum', 'amount'],
      ['min', 'due'],
    ])
  })

  it.each([
    ['amount', 'unknown-total'],
    ['sum', 'unknown-total'],
    ['toString:amount', 'unknown-total'],
    [':amount', 'unknown-total'],
    ['sum:amont', 'unknown-field-near'],
    ['sum:__proto__', 'unknown-field'],
    ['sum:stage', 'total-not-possible'],
    ['sum:due', 'total-not-possible'],
    ['distinct:tags', 'total-not-possible'],
    ['distinct:done', 'total-not-possible'],
  ])('[Q11] %s is refused: %s', (name, code) => {
    expect(codes((issues) => readTotals([name], version, [], issues))).toEqual([code])
  })

  it('[Q11] so many are too many', () => {
    expect(codes((issues) => readTotals(Array(61).fill('sum:weight'), version, [], issues))).toEqual(['query-too-many'])
  })

  it.each([
    ['stage', []],
    ['done', []],
    ['owner', []],
    ['who', ['group-not-possible']],
    ['weight', ['group-not-possible']],
    ['nothing', ['unknown-field']],
  ])('[Q12] grouped by %s: %j', (name, refused) => {
    expect(codes((issues) => readGroup(name, version, [], issues))).toEqual(refused)
  })
})

const total = (type: FieldType, wanted: TotalFunction, values: readonly Json[]) => {
  const one = field('x', type)
  return sayTotal({ function: wanted, field: one }, tallyOf(one, values))
}
const money = (amount: string, currency = 'BRL') => ({ amount, currency })

describe('what values come to', () => {
  it.each<[FieldType, TotalFunction, readonly Json[], unknown]>([
    ['number', 'sum', [0.1, 0.2, null], 0.3],
    ['number', 'avg', [1, 2, null], 1.5],
    ['number', 'sum', [], null],
    ['number', 'sum', [1e308, 1e308], null],
    ['number', 'max', [1e308, 1], 1e308],
    ['integer', 'min', [3, -2, 7], -2],
    ['integer', 'distinct', [3, 3, 7, null], 2],
    ['rating', 'avg', [5, 4], 4.5],
    ['duration', 'sum', ['PT30M', 'P1D', 'PT45M'], 'PT25H15M'],
    ['duration', 'avg', ['PT1H', 'PT2H'], 'PT1H30M'],
    ['date', 'min', ['2026-02-01', '2026-01-31'], '2026-01-31'],
    ['datetime', 'max', ['2026-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'], '2026-01-01T00:00:00.000Z'],
    ['time', 'max', ['09:30', '08:00:30'], '09:30'],
    ['time', 'min', ['09:30', '08:00:30'], '08:00:30'],
    ['text', 'distinct', ['a', 'A', 'a'], 2],
    ['text', 'filled', ['a', null, 'b'], 2],
    ['text', 'empty', ['a', null, 'b'], 1],
    ['tags', 'filled', [[], ['o1']], 1],
    ['money', 'sum', [money('0.1'), money('0.2'), money('5', 'EUR')], [money('0.3'), money('5', 'EUR')]],
    ['money', 'avg', [money('1.00'), money('1.01')], [money('1.01')]],
    ['money', 'avg', [money('-1.00'), money('-1.01')], [money('-1.01')]],
    ['money', 'min', [money('10'), money('9.50')], [money('9.5')]],
    ['money', 'max', [money('10'), money('9.50')], [money('10')]],
    ['money', 'distinct', [money('1'), money('1.00'), money('1', 'EUR')], 2],
    ['money', 'sum', [], []],
  ])('[Q13] %s, %s of %j: %j', (type, wanted, values, said) => {
    expect(total(type, wanted, values)).toEqual(said)
  })

  it('[Q13] amounts of any length are added exactly', () => {
    const amount = fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 9 }))
      .map(([units, scale]) => ({ units: units * 10n ** BigInt(9 - scale), text: shifted(units, scale) }))
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1 }), (amounts) => {
        const counted = amounts.map(({ text }) => ({ amount: text, n: 1 }))
        const exact = amounts.reduce((sum, { units }) => sum + units, 0n)
        expect(sumDecimals(counted)).toBe(sumDecimals([{ amount: shifted(exact, 9), n: 1 }]))
        expect(averageDecimals(counted, 0)).toMatch(/^-?\d+$/)
      }),
    )
    expect(sumDecimals([{ amount: '9'.repeat(39), n: 20_000 }])).toBe(String(BigInt('9'.repeat(39)) * 20_000n))
    expect(averageDecimals([], 2)).toBeUndefined()
  })
})

function shifted(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return units < 0n ? `-${text}` : text
}
