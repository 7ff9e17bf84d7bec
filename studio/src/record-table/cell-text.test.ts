// Does a text from the clipboard mean in a cell what its person means, and is what was copied read again as it was?
import type { Json } from '@molde/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { makeFormats } from '../text/formats.ts'
import { sayLabel } from '../text/say-label.ts'
import { readCell, writeCell } from './cell-text.ts'

const formatsOf = (language: string, zone = 'America/Sao_Paulo') => ({
  ...makeFormats(language, zone),
  currency: 'BRL',
  weekStart: 1 as const,
  say: (label: Parameters<typeof sayLabel>[0], otherwise: string) => sayLabel(label, [language], otherwise),
  recordName: () => '',
})
const options = [
  { id: 'o1', key: 'NEW', label: 'New' },
  { id: 'o2', key: 'ON_HOLD', label: 'Em espera' },
  { id: 'o3', key: 'OLD', label: 'Old', retired: true },
]
const field = (type: FieldType, more: Partial<WireField> = {}): WireField => ({
  id: 'f1',
  key: 'x',
  type,
  options,
  ...more,
})
const members = [
  { id: 'u1', name: 'Ana', email: 'ana@example.com' },
  { id: 'u2', name: 'Zé', email: 'ze@example.com' },
  { id: 'u3', name: 'Ana', email: 'ana.b@example.com' },
]
const words = { yes: 'Sim', no: 'Não' }
const read = (type: FieldType, text: string, language = 'pt-BR', more: Partial<WireField> = {}, before?: Json) =>
  readCell(text, { field: field(type, more), before, formats: formatsOf(language), words, members })?.value

describe('a text means', () => {
  it.each<[FieldType, string, Json | undefined]>([
    ['text', ' Olá\tsegunda célula\n', 'Olá'],
    ['longText', 'uma\r\nduas', 'uma\nduas'],
    ['integer', '1.234', 1234],
    ['number', '1.234,5', 1234.5],
    ['percent', '12,5 %', 12.5],
    ['money', 'R$ 1.234,50', { amount: '1234.50', currency: 'BRL' }],
    ['money', '12,00 EUR', { amount: '12.00', currency: 'EUR' }],
    ['money', '€ 12', { amount: '12', currency: 'EUR' }],
    ['money', '12', { amount: '12', currency: 'BRL' }],
    ['boolean', 'sim', true],
    ['boolean', 'NAO', false],
    ['boolean', 'FALSE', false],
    ['date', '26/11/2026', '2026-11-26'],
    ['date', '2026-1-5', '2026-01-05'],
    ['date', '31/02/2026', undefined],
    ['time', '9:30', '09:30'],
    ['datetime', '26/11/2026 9:30', '2026-11-26T12:30:00.000Z'],
    ['datetime', '2026-11-26T09:30:00-03:00', '2026-11-26T12:30:00.000Z'],
    ['duration', '1:30', 'PT1H30M'],
    ['duration', '1d 2h', 'P1DT2H'],
    ['duration', '90 min', 'PT90M'],
    ['duration', 'soon', undefined],
    ['enum', 'em ESPERA', 'ON_HOLD'],
    ['enum', 'NEW', 'NEW'],
    ['enum', 'Old', undefined],
    ['tags', 'new, Em espera, new', ['NEW', 'ON_HOLD']],
    ['tags', 'new, other', undefined],
    ['user', 'ze', 'u2'],
    ['user', 'Ana', undefined],
    ['user', 'ana.b@example.com', 'u3'],
    ['geo', '-23.5, -46.6', { lat: -23.5, lng: -46.6 }],
    ['number', 'many', undefined],
    ['number', '', undefined],
  ])('in %s, %j: %j', (type, text, value) => {
    expect(read(type, text)).toEqual(value)
  })

  it('a day in the order of its language, and an amount in the currency that is there', () => {
    expect(read('date', '11/26/2026', 'en')).toBe('2026-11-26')
    expect(read('date', '26.11.2026', 'ru')).toBe('2026-11-26')
    expect(read('money', '5', 'en', {}, { amount: '1', currency: 'EUR' })).toEqual({ amount: '5', currency: 'EUR' })
    expect(read('money', '5', 'en', { currencies: ['GBP'] })).toEqual({ amount: '5', currency: 'GBP' })
  })

  it('nothing where it is empty, and that is not the same as not understood', () => {
    const ask = { field: field('number'), before: 1, formats: formatsOf('en'), words, members }
    expect(readCell(' ', ask)).toEqual({ value: undefined })
    expect(readCell('x', ask)).toBeUndefined()
  })
})

describe('what is copied', () => {
  const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  const values: readonly (readonly [FieldType, fc.Arbitrary<Json>])[] = [
    ['text', fc.stringMatching(/^[a-zA-Zé]{1,20}$/)],
    ['integer', fc.integer()],
    ['number', fc.integer().map((n) => n / 100)],
    ['percent', fc.integer({ min: 0, max: 1000 }).map((n) => n / 10)],
    [
      'money',
      fc.record({
        amount: fc.integer({ min: -9999, max: 9999 }).map((n) => (n / 8).toFixed(3)),
        currency: fc.constantFrom('BRL', 'EUR', 'JPY'),
      }),
    ],
    ['boolean', fc.boolean()],
    ['date', day.map((at) => at.toISOString().slice(0, 10))],
    ['datetime', day.map((at) => `${at.toISOString().slice(0, 16)}:00.000Z`)],
    ['time', fc.constantFrom('00:00', '09:30', '23:59:59')],
    ['duration', fc.constantFrom('PT0M', 'PT90M', 'P1DT2H', 'PT1H30M')],
    ['enum', fc.constantFrom('NEW', 'ON_HOLD')],
    ['tags', fc.uniqueArray(fc.constantFrom('NEW', 'ON_HOLD'), { minLength: 1 })],
    ['geo', fc.record({ lat: fc.integer({ min: -90, max: 90 }), lng: fc.integer({ min: -180, max: 180 }) })],
    ['color', fc.constantFrom('#2f6bda')],
  ]
  it.each(values)('of %s is read again as it was, in any language', (type, value) => {
    fc.assert(
      fc.property(value, fc.constantFrom('en', 'pt-BR', 'ru'), (one, language) => {
        const text = writeCell(field(type), one, formatsOf(language, 'Asia/Tokyo'), words, (id) => id)
        const again = readCell(text, {
          field: field(type),
          before: one,
          formats: formatsOf(language, 'Asia/Tokyo'),
          words,
          members,
        })
        expect(normal(again?.value)).toEqual(normal(one))
      }),
    )
  })
  it('of members and records is their names', () => {
    expect(
      writeCell(field('user', { many: true }), ['u1', 'u2'], formatsOf('en'), words, (id) => id.toUpperCase()),
    ).toBe('U1, U2')
    expect(writeCell(field('text'), undefined, formatsOf('en'), words, (id) => id)).toBe('')
  })
})

/** 1.50 and 1.5 are one amount, and -0 is 0. */
function normal(value: Json | undefined): unknown {
  if (typeof value === 'number') return value + 0
  const amount = (value as { amount?: string } | undefined)?.amount
  return amount === undefined ? value : { ...(value as object), amount: Number(amount) + 0 }
}
