// Do slots sort as the values do?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyWireValue } from '../../test/any-blueprint.ts'
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { compareDecimals } from '../decimal.ts'
import { compareCodePoints, foldText } from '../fold-text.ts'
import type { Json } from '../json.ts'
import { valueEncoder } from './encode-value.ts'
import { LONGEST_SLOT_TEXT, slotValue } from './slot-value.ts'

const field = (type: FieldType, more: Partial<FieldDef> = {}): FieldDef => ({ id: 'f1', key: 'x', type, ...more })
const options = [{ id: 'o1', key: 'A' }] as const

describe('slot values', () => {
  it.each<[FieldType, Partial<FieldDef>, Json | undefined, string | number | null]>([
    ['text', {}, 'Ação', 'acao'],
    ['text', {}, '', ''],
    ['longText', {}, 'X', 'x'],
    ['email', {}, 'Ana@example.org', 'ana@example.org'],
    ['richText', {}, '<b>x</b>', null],
    ['enum', { options }, 'o1', 'o1'],
    ['user', {}, 'USR', 'USR'],
    ['relation', { blueprint: 'b' }, '01J', '01J'],
    ['integer', {}, 5, 5],
    ['boolean', {}, true, 1],
    ['boolean', {}, false, 0],
    ['money', {}, { amount: '12.50', currency: 'BRL' }, 12.5],
    ['duration', {}, 'PT1M', 60_000],
    ['date', {}, '1970-01-02', 86_400_000],
    ['time', {}, '00:01', 60_000],
    ['datetime', {}, '1970-01-01T00:00:01.500Z', 1500],
    ['tags', { options }, ['o1'], null],
    ['relation', { many: true }, ['01J'], null],
    ['list', { of: 'text' }, ['x'], null],
    ['json', {}, { a: 1 }, null],
    ['text', {}, undefined, null],
    ['text', {}, null, null],
  ])('[R20] %s %j: %j lies in its slot as %j', (type, more, value, slot) => {
    expect(slotValue(field(type, more), value)).toBe(slot)
  })

  it.each<[FieldType, Json]>([
    ['text', 5],
    ['integer', 'x'],
    ['date', 'soon'],
    ['date', 5],
    ['datetime', '2026-01-01'],
    ['duration', 'soon'],
    ['relation', { id: 1 }],
    ['money', { amount: 'x', currency: 'BRL' }],
    ['money', 'x'],
  ])('[R21] in a %s field %j is no value', (type, value) => {
    expect(slotValue(field(type), value)).toBeNull()
  })

  it('[R20] long text is cut after folding, never inside a character', () => {
    expect(slotValue(field('longText'), `É${'x'.repeat(100_000)}`)).toBe(`e${'x'.repeat(LONGEST_SLOT_TEXT - 1)}`)
    expect(slotValue(field('text'), `${'x'.repeat(199)}😀`)).toBe('x'.repeat(199))
    expect(slotValue(field('text'), 'e\u0301'.normalize('NFD').repeat(300))).toBe('e'.repeat(200))
    expect(slotValue(field('text'), `${'\u0301'.repeat(500)}x`)).toBe('x')
  })

  it('[R20] the shortcut for long text gives what folding the whole gives', () => {
    const long = fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), { minLength: 5, maxLength: 15 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(long, (text) => {
        const folded = foldText(text)
        const slot = slotValue(field('text'), text) as string
        expect(folded.startsWith(slot)).toBe(true)
        expect(slot.length).toBeGreaterThanOrEqual(Math.min(folded.length, LONGEST_SLOT_TEXT - 1))
      }),
    )
  })
})

type Order = (a: Json, b: Json) => number
const byNumber: Order = (a, b) => Number(a) - Number(b)
const byText: Order = (a, b) => (a === b ? 0 : (a as string) < (b as string) ? -1 : 1)
const byFold: Order = (a, b) => compareCodePoints(foldText(a as string), foldText(b as string))
const amountOf = (value: Json): string => (value as { amount: string }).amount

describe('order', () => {
  it.each<[FieldType, Order]>([
    ['text', byFold],
    ['longText', byFold],
    ['integer', byNumber],
    ['number', byNumber],
    ['percent', byNumber],
    ['rating', byNumber],
    ['boolean', byNumber],
    ['date', byText],
    ['time', byText],
    ['datetime', byText],
    ['money', (a, b) => compareDecimals(amountOf(a), amountOf(b))],
    ['relation', byText],
    ['user', byText],
  ])('[R20] of %s values is the order of their slots', (type, order) => {
    const one = field(type)
    const encode = valueEncoder(one)
    fc.assert(
      fc.property(anyWireValue(one), anyWireValue(one), (left, right) => {
        const [a, b] = [encode(left) as Json, encode(right) as Json]
        expect(Math.sign(compareSlots(slotValue(one, a), slotValue(one, b)))).toBe(Math.sign(order(a, b)))
      }),
    )
  })
})

function compareSlots(a: unknown, b: unknown): number {
  return typeof a === 'string' ? compareCodePoints(a, b as string) : (a as number) - (b as number)
}
