// Does a roll-up come to the same, whatever was added and taken away before, as when it is worked out anew?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldDef, FieldType, RollupFunction } from '../blueprint/blueprint.ts'
import { rollupResult, rollupsOf } from '../blueprint/computed-result.ts'
import type { Json } from '../json.ts'
import { addExact, divideExact } from './exact-sum.ts'
import {
  noParts,
  partOf,
  type RollupSource,
  type RollupState,
  rollupValue,
  stateOf,
  withoutPart,
  withPart,
} from './roll-up.ts'
import type { StoredData } from './stored-record.ts'

const fieldOf = (type: FieldType): FieldDef => ({ id: 'f1', key: 'x', type })

const values: { readonly [type: string]: fc.Arbitrary<Json> } = {
  number: fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0.1, 0.2, 0.3, 1e21, 1e-7, 1e300, -0.1),
  ),
  integer: fc.maxSafeInteger(),
  money: fc.record({
    amount: fc
      .tuple(fc.integer({ min: -999, max: 999 }), fc.nat(99))
      .map(([a, b]) => `${a}.${String(b).padStart(2, '0')}`.replace(/^-0\.00$/, '0.00')),
    currency: fc.constantFrom('BRL', 'BRL', 'BRL', 'USD'),
  }),
  duration: fc.integer({ min: 0, max: 500 }).map((n) => `PT${n}M`),
  boolean: fc.boolean(),
  date: fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`),
  time: fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`),
}

const sources: readonly (readonly [FieldType, RollupFunction])[] = Object.keys(values).flatMap((type) =>
  rollupsOf(fieldOf(type as FieldType)).map((wanted) => [type as FieldType, wanted] as const),
)

describe('roll-ups', () => {
  it.each(sources)(
    '[C9] of %s, %s: any way of adding and taking away ends where starting anew does',
    (type, wanted) => {
      const source: RollupSource = { function: wanted, field: fieldOf(type), where: undefined }
      const rollup: FieldDef = { id: 'f9', key: 'r', ...rollupResult(wanted, source.field) }
      const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.option(values[type] as fc.Arbitrary<Json>)), {
        maxLength: 40,
      })
      fc.assert(
        fc.property(steps, (moves) => {
          const parts: Json[] = []
          let state: RollupState = noParts
          for (const [adds, at, value] of moves) {
            if (adds || parts.length === 0) {
              parts.push(value)
              state = withPart(source, state, value)
            } else {
              const [gone] = parts.splice(at % parts.length, 1) as [Json]
              state = withoutPart(source, state, gone) ?? stateOf(source, parts)
            }
          }
          const anew = stateOf(source, [...parts].reverse())
          expect(rollupValue(rollup, source, state, 'UTC')).toEqual(rollupValue(rollup, source, anew, 'UTC'))
          expect(JSON.parse(JSON.stringify(state))).toMatchObject({ n: anew.n, filled: anew.filled })
        }),
        { numRuns: 60 },
      )
    },
  )

  const valueOf = (type: FieldType, wanted: RollupFunction, parts: readonly Json[], more: Partial<FieldDef> = {}) => {
    const source: RollupSource = {
      function: wanted,
      field: wanted === 'count' ? undefined : fieldOf(type),
      where: undefined,
    }
    const rollup: FieldDef = { id: 'f9', key: 'r', ...rollupResult(wanted, source.field), ...more }
    return rollupValue(rollup, source, stateOf(source, parts), 'UTC')
  }
  const brl = (amount: string) => ({ amount, currency: 'BRL' })

  it.each<[FieldType, RollupFunction, readonly Json[], Json | undefined]>([
    ['number', 'count', [], 0],
    ['number', 'count', [null, null], 2],
    ['number', 'sum', [], 0],
    ['number', 'sum', [0.1, 0.2, null], 0.3],
    ['number', 'avg', [1, 2, null], 1.5],
    ['number', 'avg', [null], undefined],
    ['integer', 'avg', [1, 1, 2], 1.33333333333333],
    ['number', 'min', [3, -2, null], -2],
    ['number', 'max', [], undefined],
    ['number', 'sum', [1e300, 1], undefined],
    ['money', 'sum', [brl('10.00'), brl('2.50')], brl('12.50')],
    ['money', 'sum', [brl('1.00'), { amount: '1.00', currency: 'USD' }], undefined],
    ['money', 'sum', [], undefined],
    ['money', 'avg', [brl('1.00'), brl('1.00'), brl('0.00')], brl('0.67')],
    ['money', 'max', [brl('9.00'), brl('10.00')], brl('10.00')],
    ['money', 'max', [brl('9.00'), { amount: '1.00', currency: 'USD' }], undefined],
    ['duration', 'sum', ['PT30M', 'PT45M'], 'PT1H15M'],
    ['duration', 'avg', ['PT30M', 'PT60M'], 'PT45M'],
    ['date', 'max', ['2026-01-05', '2025-12-31'], '2026-01-05'],
    ['boolean', 'any', [false, null], false],
    ['boolean', 'any', [false, true], true],
    ['boolean', 'all', [], undefined],
    ['boolean', 'all', [true, true], true],
    ['boolean', 'all', [true, null], false],
  ])('[C9] of %s, %s of %j is %j', (type, wanted, parts, value) => {
    expect(valueOf(type, wanted, parts)).toEqual(value)
  })

  it('[C9] digits are those of the roll-up', () => {
    expect(valueOf('number', 'avg', [1, 1, 2], { precision: 2 })).toBe(1.33)
  })

  it('[C8] counts only records for which the filter is true', () => {
    const uses = { usesRecord: [], usesInput: [], usesActor: false, usesNow: false } as const
    const where = { cel: 'f2 > 3.0', uses: ['f2'] as const, ...uses }
    const source: RollupSource = { function: 'sum', field: fieldOf('number'), where }
    const records: readonly StoredData[] = [{ f1: 7, f2: 4 }, { f1: 7, f2: 3 }, { f1: 7 }, { f2: 9 }]
    expect(records.map((data) => partOf(source, data, 'UTC'))).toEqual([7, undefined, undefined, null])
  })

  it('[C9] sums of decimals stay exact however long they become', () => {
    expect(addExact('0.1', '99999999999999999999999999999999999999999999999999999999999999999999.9', 1)).toBe(
      `1${'0'.repeat(68)}`,
    )
    expect(addExact('0.3', '0.3', -1)).toBe('0')
    expect(addExact('-1', '0.25', 1)).toBe('-0.75')
    expect(divideExact('-1', 3, 2)).toBe('-0.33')
    expect(divideExact('1', 8, 2)).toBe('0.13')
  })
})
