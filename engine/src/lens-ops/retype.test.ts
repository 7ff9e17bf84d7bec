// What does a value become when its field gets another type, and does it come back?
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import type { Json, JsonObject } from '../json.ts'

const retyped = (field: JsonObject, op: JsonObject, zone?: string) =>
  crossOps({ fields: [{ key: 'x', ...field }] }, [{ op: 'retype', field: 'x', ...op }], zone)

const FAILS = Symbol('fails')

/** Each value with what it becomes; every one of them comes back as it was. */
function holds(field: JsonObject, op: JsonObject, rows: readonly (readonly [Json, Json | typeof FAILS])[]): void {
  const crossed = retyped(field, op)
  for (const [value, wanted] of rows) {
    const { becomes, back, fails } = crossValue(crossed, value)
    expect([value, fails ? FAILS : becomes]).toEqual([value, wanted])
    expect(back).toEqual(value)
  }
}

const long = 'x'.repeat(10_000)

describe('retype: numbers in texts', () => {
  it('[L14] what can be read in one way is read without a locale', () => {
    holds({ type: 'text' }, { type: 'number' }, [
      ['12.5', 12.5],
      [' 7 ', 7],
      ['-0', 0],
      ['1e5', 100_000],
      ['1e400', FAILS],
      ['1/3', FAILS],
      ['٣', FAILS],
      ['', null],
      ['   ', null],
      ['R$ 1.234,56', 1234.56],
      ['1,234.56', 1234.56],
      ['1.234.567', 1_234_567],
      ['1 234,5', 1234.5],
      ['1\u00a0234,5', 1234.5],
      ['1\u202f234\u202f567', 1_234_567],
      ['12,5', 12.5],
      ['12,5 %', 12.5],
      ['1,234', FAILS],
      ['1.234', 1.234],
      ['0,123', 0.123],
      ['(12.50)', -12.5],
      ['\u22127', -7],
      ['\u200f7\u200e', 7],
      ['9007199254740993', FAILS],
      ['0.1', 0.1],
      ['5 apples', FAILS],
      ['5 USD', 5],
      ['🙂', FAILS],
      ['שלום', FAILS],
      ['12..5', FAILS],
      ['1,2,3', FAILS],
      ['--5', FAILS],
      [long, FAILS],
    ])
  })
})
void refusal
