// What is a number in another unit, and is it the same number when it comes back?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import { wireBlueprint } from '../blueprint/wire-blueprint.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { languages } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'

const unit = (field: JsonObject, op: JsonObject, more: JsonObject = {}) =>
  crossOps({ fields: [{ key: 'x', ...field }], ...more }, [{ op: 'unit', field: 'x', ...op }])
const refused = (...all: Parameters<typeof unit>) => refusal(() => unit(...all))

function holds(field: JsonObject, op: JsonObject, rows: readonly (readonly [Json, Json, boolean])[]): void {
  const crossed = unit(field, op)
  for (const [value, wanted, isKept] of rows) {
    const { becomes, back, kept } = crossValue(crossed, value)
    expect([value, becomes, kept]).toEqual([value, wanted, isKept])
    expect(back).toEqual(value)
  }
}

describe('unit', () => {
  it('[L24] exact factors, without accidents of floating point', () => {
    holds({ type: 'number' }, { factor: '1/1000' }, [
      [1500, 1.5, false],
      [0.3, 0.0003, false],
      [1e-7, 1e-10, false],
      [0, 0, false],
      [-2, -0.002, false],
    ])
    holds({ type: 'number' }, { factor: '1.1' }, [[1.1, 1.21, false]])
    holds({ type: 'number' }, { factor: '1/3' }, [[1, 0.3333333333333333, true]])
    // 1 °C = 33.8 °F
    holds({ type: 'number' }, { factor: '9/5', offset: '32' }, [
      [1, 33.8, false],
      [-40, -40, false],
      [36.6, 97.88, false],
    ])
    holds({ type: 'number', precision: 1 }, { factor: '0.45359237' }, [
      [10, 4.5, true],
      [0, 0, false],
    ])
    holds({ type: 'integer' }, { factor: '1/2' }, [
      [4, 2, false],
      [5, 2, true],
      [7, 4, true],
    ])
    holds({ type: 'integer' }, { factor: '1/2', rounding: 'half-up' }, [[5, 3, true]])
    holds({ type: 'integer' }, { factor: '1000' }, [[9_007_199_254_740_991, null, true]])
    holds({ type: 'number' }, { factor: '100' }, [
      [1e300, 1e302, false],
      [1e-80, 1e-78, false],
      [1e307, null, true],
    ])
  })

  it('[L24] amounts keep their currency and its digits', () => {
    const money = (amount: string, currency = 'BRL') => ({ amount, currency })
    holds({ type: 'money' }, { factor: '1/100' }, [
      [money('1250.00'), money('12.50'), false],
      [money('0.50'), money('0.00'), true],
      [money('150', 'JPY'), money('2', 'JPY'), true],
    ])
    holds({ type: 'money', precision: 4 }, { factor: '1/100' }, [[money('0.50'), money('0.005'), false]])
  })

  it('[L24] limits and the default are counted in the new unit', () => {
    const { version, summary } = unit(
      { type: 'number', minimum: 10, exclusiveMaximum: 2000, precision: 3, default: 500 },
      { factor: '1/1000' },
    )
    expect(version.fields[0]).toMatchObject({ minimum: 0.01, exclusiveMaximum: 2, default: { value: 0.5 } })
    expect(summary[0]).toBe(
      'Every value of “x” is multiplied by 1/1000. minimum of “x” is now 0.01. exclusiveMaximum of “x” is now 2. New records start with 0.5 in “x”.',
    )
    // A value at its limit is at its limit afterwards, whatever is rounded.
    const rounded = unit({ type: 'number', minimum: 10, precision: 1 }, { factor: '0.45359237' })
    expect(crossValue(rounded, 10)).toMatchObject({ becomes: 4.5, fails: false })
    const amounts = unit(
      { type: 'money', maximum: 100, default: { amount: '50.00', currency: 'BRL' } },
      { factor: '1/100' },
    )
    expect(amounts.version.fields[0]).toMatchObject({
      maximum: 1,
      default: { value: { amount: '0.50', currency: 'BRL' } },
    })
  })

  it('[L24] there and back is the same number, and an edited one comes back as edited', () => {
    const factor = fc
      .tuple(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }))
      .filter(([over, under]) => over !== under)
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((value) => value + 0)
    fc.assert(
      fc.property(factor, fc.integer({ min: -50, max: 50 }), number, number, ([over, under], offset, value, edit) => {
        const crossed = unit({ type: 'number' }, { factor: `${over}/${under}`, offset: String(offset) })
        const there = crossed.forward({ f1: value })
        expect(crossed.backward(there.data, there.attic).data).toEqual({ f1: value })
        const back = crossed.backward({ f1: edit }, there.attic)
        expect(crossed.forward(back.data, back.attic).data).toEqual({ f1: edit })
      }),
      { numRuns: 200 },
    )
  })

  it('[L24] what cannot be', () => {
    const at = (...place: string[]) => ['ops', 0, ...place]
    expect(refused({ type: 'number' }, { factor: '0' })).toEqual([['bad-factor', ...at('factor')]])
    expect(refused({ type: 'number' }, { factor: '1/0.0' })).toEqual([['bad-factor', ...at('factor')]])
    for (const factor of ['2/2', '1', '1.0'])
      expect(refused({ type: 'number' }, { factor, offset: '0' })).toEqual([['nothing-changes', ...at()]])
    expect(refused({ type: 'number' }, { factor: '1', offset: '5' })).toEqual([])
    expect(refused({ type: 'number' }, { factor: '-1' })).toEqual([['wrong-form', ...at('factor')]])
    for (const field of [{ type: 'rating' }, { type: 'text' }])
      expect(refused(field, { factor: '2' })).toEqual([['op-not-for-type', ...at('field')]])
    expect(refused({ type: 'number' }, { factor: '2', field: 'y' })).toEqual([['unknown-field', ...at('field')]])
    expect(refused({ type: 'number' }, { factor: '2' }, { uniques: [['x']] })).toEqual([])
  })

  it('[L24] rules, conditions and defaults say of every record what they said before', () => {
    const checks = [
      'x < 1000',
      '-5 <= x',
      'x in [1, 2.5]',
      '2 * x + n >= 3',
      'has(x) && x != null',
      'coalesce(x, 0) > n',
      't == "f1 < 2"',
      'x > 1 ? n > 1 : x < n',
    ]
    const wire: JsonObject = {
      fields: [
        { key: 'x', type: 'number', default: { expr: 'n * 2' }, showWhen: 'x != 3' },
        { key: 'n', type: 'number', default: { expr: 'x + 1' } },
        { key: 't', type: 'text', showWhen: 'x > 2' },
      ],
      rules: checks.map((check) => ({ check, message: check })),
    }
    const crossed = crossOps(wire, [{ op: 'unit', field: 'x', factor: '9/5', offset: '32' }])
    const said = (wireBlueprint(crossed.version)['rules'] as JsonObject[]).map(({ check }) => check)
    expect(said.slice(0, 4)).toEqual(['x < 1832', '23 <= x', 'x in [33.8, 36.5]', '2 * ((x - 32) * 5 / 9) + n >= 3'])
    expect(crossed.version.fields).toMatchObject([
      { default: { expr: { cel: 'f2 * 2.0 * 9.0 / 5.0 + 32.0' } }, showWhen: { cel: 'f1 != 37.4' } },
      { default: { expr: { cel: '(f1 - 32.0) * 5.0 / 9.0 + 1.0' } } },
      { showWhen: { cel: 'f1 > 35.6' } },
    ])
    expect(crossed.summary[0]).toContain('What reads “x” goes on in the new unit: x < 1000, ')
    // Expressions count in floats, so only a factor of two's powers is exact where the field meets another one.
    const exact = crossOps(wire, [{ op: 'unit', field: 'x', factor: '4', offset: '32' }])
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -9, max: 9 }), (x, n) => {
        const there = exact.forward({ f1: x, f2: n, f3: 'a' }).data
        for (const [i, { check }] of exact.before.rules.entries()) {
          const after = exact.version.rules[i]?.check ?? check
          expect(compileExpression(after)({ data: there, now: 0 })).toEqual(
            compileExpression(check)({ data: { f1: x, f2: n, f3: 'a' }, now: 0 }),
          )
        }
      }),
    )
  })

  it('[L24] a default that would no longer fit its type is in the way', () => {
    const at = ['ops', 0, 'field']
    expect(refused({ type: 'integer', default: { expr: '1 + 1' } }, { factor: '1/2' })).toEqual([
      ['used-by-default', ...at],
    ])
    const money: JsonObject = {
      fields: [
        { key: 'x', type: 'money' },
        { key: 'y', type: 'money', default: { expr: 'x' } },
      ],
    }
    expect(refusal(() => crossOps(money, [{ op: 'unit', field: 'x', factor: '2' }]))).toEqual([
      ['used-by-default', ...at],
    ])
  })

  it('[L24] is told', () => {
    const { before, ops, summary } = unit({ type: 'number' }, { factor: '9/5', offset: '32' })
    expect(summary).toEqual(['Every value of “x” is multiplied by 9/5. Then 32 is added.'])
    for (const language of languages) expect(describeOps(before, ops, language)[0]).toMatch(/^[^{}]+[.]$/)
  })
})
