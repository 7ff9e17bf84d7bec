// What does a value become when its field gets another type, and does it come back?
import { describe, expect, it } from 'vitest'
import { busyTime } from '../../test/busy-time.js'
import { crossOps, crossValue } from '../../test/cross-ops.ts'
import type { Json, JsonObject } from '../json.ts'
import { converterNamed } from '../lens-converters/all-converters.ts'

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

describe('retype: what texts say', () => {
  it('[L14] numbers as people of a place write them; canonical text is understood everywhere', () => {
    const read = (locale: string, rows: readonly (readonly [string, Json | typeof FAILS])[]) =>
      holds({ type: 'text' }, { type: 'number', params: { locale } }, rows)
    read('pt-BR', [
      ['1.234', 1234],
      ['R$ 1.234,56', 1234.56],
      ['1234.5', 1234.5],
      ['0.123', 0.123],
      ['12,5', 12.5],
      ['1 234,5', 1234.5],
    ])
    read('en', [
      ['1,234', 1234],
      ['$1,234.56', 1234.56],
      ['12,5', FAILS],
      ["1'234.5", 1234.5],
    ])
    read('ru', [
      ['1 234,5 руб.', 1234.5],
      ['1,234', 1.234],
      ['1.5', 1.5],
    ])
  })

  it('[L14] the unit that the field counts in is understood beside the number, and no other one', () => {
    holds({ type: 'text' }, { type: 'number', unit: 'kg' }, [
      ['4.5', 4.5],
      ['4.5 kg', 4.5],
      ['4,5kg', 4.5],
      ['4.5 KG', 4.5],
      ['4.5\u00a0Kg.', 4.5],
      ['kg 4.5', 4.5],
      ['-3 kg', -3],
      ['1.234,5 kg', 1234.5],
      ['1,234 kg', FAILS],
      ['4.5 g', FAILS],
      ['4.5 kg net', FAILS],
      ['4.5 kg kg', FAILS],
      ['kg', FAILS],
      ['4.5 R$ kg', FAILS],
      ['4 kg 5', FAILS],
      [`${long} kg`, FAILS],
    ])
    holds({ type: 'text' }, { type: 'number', unit: 'kg', params: { locale: 'pt-BR' } }, [
      ['1.234 kg', 1234],
      ['1.234', 1234],
    ])
    holds({ type: 'text' }, { type: 'number', unit: '°C' }, [
      ['-7 °C', -7],
      ['21,5°C', 21.5],
      ['21 °F', FAILS],
    ])
    // A megawatt is no milliwatt.
    holds({ type: 'text' }, { type: 'number', unit: 'mW' }, [
      ['3 mW', 3],
      ['3 MW', FAILS],
    ])
    holds({ type: 'text' }, { type: 'integer', unit: 'm²' }, [
      ['12 m²', 12],
      ['12.5 m²', FAILS],
    ])
    // No unit at all, and one that is a digit.
    holds({ type: 'text' }, { type: 'number' }, [['4.5 kg', FAILS]])
    holds({ type: 'text' }, { type: 'number', unit: '0' }, [['50', 50]])
  })

  it('[L19] what was published under the first name of a converter reads as it always did', () => {
    const to = { id: 'f1', key: 'x', type: 'number', unit: 'kg' } as const
    const conversion = { from: { ...to, type: 'text' }, to, params: {} } as const
    expect(converterNamed('text→number@1', conversion)('4.5 kg', null)).toBeUndefined()
    expect(converterNamed('text→number@2', conversion)('4.5 kg', null)).toBe(4.5)
    expect(retyped({ type: 'text' }, { type: 'number', unit: 'kg' }).ops).toMatchObject([
      { there: 'text→number@2', back: 'number→text@1', after: { unit: 'kg' } },
    ])
  })

  it('[L14] a text with more digits than the field keeps is no value, unless somebody said how to round', () => {
    holds({ type: 'text' }, { type: 'integer' }, [
      ['12.0', 12],
      ['12.5', FAILS],
      ['9007199254740991', 9_007_199_254_740_991],
      ['9007199254740993', FAILS],
    ])
    holds({ type: 'text' }, { type: 'integer', params: { rounding: 'half-even' } }, [
      ['12.5', 12],
      ['13.5', 14],
      ['-12.5', -12],
      ['9007199254740993', FAILS],
    ])
    const digits = (rounding: string) => ({ type: 'number', precision: 1, params: { rounding } })
    holds({ type: 'text' }, { type: 'number', precision: 1 }, [['1.25', FAILS]])
    holds({ type: 'text' }, digits('half-even'), [['1.25', 1.2]])
    holds({ type: 'text' }, digits('half-up'), [
      ['1.25', 1.3],
      ['-1.25', -1.3],
    ])
    holds({ type: 'text' }, digits('up'), [['1.21', 1.3]])
    holds({ type: 'text' }, digits('down'), [['-1.29', -1.2]])
    holds({ type: 'text' }, { type: 'number', params: { rounding: 'half-even' } }, [
      ['9007199254740993', 9_007_199_254_740_992],
    ])
  })

  it('[L14] money with its sign, its word, its code, or the currency that was said', () => {
    const money = (amount: string, currency: string) => ({ amount, currency })
    holds({ type: 'text' }, { type: 'money', params: { currency: 'BRL' } }, [
      ['R$ 1.234,56', money('1234.56', 'BRL')],
      ['12.5', money('12.50', 'BRL')],
      ['US$ 3', money('3.00', 'USD')],
      ['-€ 4,50', money('-4.50', 'EUR')],
      ['1 234,5 ₽', money('1234.50', 'RUB')],
      ['100 руб.', money('100.00', 'RUB')],
      ['JPY 1234', money('1234', 'JPY')],
      ['10 PCS', FAILS],
      ['12.50 reais', money('12.50', 'BRL')],
      ['R$ R$ 5', FAILS],
      ['5 %', FAILS],
      ['1e400', FAILS],
      [' ', null],
    ])
    holds({ type: 'text' }, { type: 'money' }, [
      ['12.50 BRL', money('12.50', 'BRL')],
      ['$5', money('5.00', 'USD')],
      ['12.50', FAILS],
    ])
    holds({ type: 'text' }, { type: 'money', currencies: ['CAD'] }, [
      ['$5', money('5.00', 'CAD')],
      ['5', money('5.00', 'CAD')],
      ['€5', FAILS],
    ])
    holds({ type: 'text' }, { type: 'money', currencies: ['BRL'], precision: 2 }, [['1,005', FAILS]])
    holds(
      { type: 'text' },
      { type: 'money', currencies: ['BRL'], precision: 2, params: { locale: 'pt-BR', rounding: 'half-even' } },
      [['1,005', money('1.00', 'BRL')]],
    )
  })

  it('[L15] yes and no in three languages', () => {
    holds({ type: 'text' }, { type: 'boolean' }, [
      ['Yes', true],
      [' sim ', true],
      ['ДА', true],
      ['não', false],
      ['NAO', false],
      ['Нет', false],
      ['1', true],
      ['0', false],
      ['true', true],
      ['☑', true],
      ['maybe', FAILS],
      ['', null],
    ])
  })

  it('[L15] days: as ISO says them, in a form, as a place writes them, and otherwise only where there is one way', () => {
    holds({ type: 'text' }, { type: 'date' }, [
      ['2026-01-31', '2026-01-31'],
      ['2026-1-5', '2026-01-05'],
      ['2026-02-30', FAILS],
      ['31/12/2026', '2026-12-31'],
      ['12/31/2026', '2026-12-31'],
      ['01/02/2026', FAILS],
      ['05/05/2026', '2026-05-05'],
      ['01.02.2026', '2026-02-01'],
      // Nine in the evening of the day before, in São Paulo.
      ['2026-01-31T00:00:00Z', '2026-01-30'],
      ['tomorrow', FAILS],
      [long, FAILS],
    ])
    const form = (format: string, rows: readonly (readonly [string, Json | typeof FAILS])[]) =>
      holds({ type: 'text' }, { type: 'date', params: { format } }, rows)
    form('DD/MM/YYYY', [
      ['01/02/2026', '2026-02-01'],
      ['1/2/2026', '2026-02-01'],
      ['2026-02-01', '2026-02-01'],
      ['31/02/2026', FAILS],
      ['01/02/26', FAILS],
    ])
    form('MM/DD/YYYY', [['01/02/2026', '2026-01-02']])
    form('DD.MM.YY', [
      ['01.02.68', '2068-02-01'],
      ['01.02.69', '1969-02-01'],
    ])
    form('YYYYMMDD', [['20260201', '2026-02-01']])
    const place = (locale: string, rows: readonly (readonly [string, Json | typeof FAILS])[]) =>
      holds({ type: 'text' }, { type: 'date', params: { locale } }, rows)
    place('en', [['01/02/2026', '2026-01-02']])
    place('en-GB', [['01/02/2026', '2026-02-01']])
    place('pt-BR', [['01/02/26', '2026-02-01']])
    place('ru', [['01.02.2026', '2026-02-01']])
  })

  it('[L15] moments: with a zone as they are, without one by the clocks of the zone', () => {
    holds({ type: 'text' }, { type: 'datetime', params: { zone: 'Europe/Berlin', time: '08:00' } }, [
      ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
      ['2026-01-31 12:00', '2026-01-31T11:00:00.000Z'],
      ['2026-01-31T12:00:30.5', '2026-01-31T11:00:30.500Z'],
      ['31/12/2026, 9:30 pm', '2026-12-31T20:30:00.000Z'],
      ['2026-01-31', '2026-01-31T07:00:00.000Z'],
      ['2026-01-31 25:00', FAILS],
      ['2026-01-31 9', FAILS],
    ])
    holds({ type: 'text' }, { type: 'datetime', params: { format: 'DD/MM/YYYY HH:mm', zone: 'UTC' } }, [
      ['01/02/2026 10:20', '2026-02-01T10:20:00.000Z'],
      ['01/02/2026 10:70', FAILS],
      ['01/02/2026', FAILS],
    ])
  })

  it('[L15] choices by key, then by label in any language; several with signs between them', () => {
    const options = [{ key: 'won', label: { en: 'Won', ru: 'Выиграно' } }, 'lost', { key: 'x', label: 'Açaí bowl' }]
    holds({ type: 'text' }, { type: 'enum', options }, [
      ['won', 'o1'],
      [' WON ', 'o1'],
      ['выиграно', 'o1'],
      ['acai  bowl', 'o3'],
      ['Lost', 'o2'],
      ['draw', FAILS],
      ['', null],
    ])
    holds({ type: 'text' }, { type: 'tags', options }, [
      ['won, lost', ['o1', 'o2']],
      ['lost;lost; ', ['o2']],
      ['won\nlost', ['o1', 'o2']],
      ['won, draw', FAILS],
      [',', []],
    ])
    const alike = [
      { key: 'a', label: 'Same' },
      { key: 'b', label: 'same' },
    ]
    holds({ type: 'text' }, { type: 'enum', options: alike }, [
      ['Same', 'o1'],
      ['SAME', FAILS],
      ['b', 'o2'],
    ])
  })

  it('[L15] texts of a form of their own, also in spellings that people use', () => {
    const to = (type: string, rows: readonly (readonly [string, Json | typeof FAILS])[]) =>
      holds({ type: 'text' }, { type }, rows)
    to('email', [
      ['Ana@Example.COM', 'Ana@example.com'],
      ['mailto:a@b.co', 'a@b.co'],
      ['nobody', FAILS],
    ])
    to('url', [
      ['acme.com/jobs', 'https://acme.com/jobs'],
      ['javascript:alert(1)', FAILS],
    ])
    to('phone', [
      ['+55 (11) 91234-5678', '+55 (11) 91234-5678'],
      ['call me', FAILS],
    ])
    to('cpf', [
      ['52998224725', '529.982.247-25'],
      ['52998224726', FAILS],
    ])
    to('cep', [['01310100', '01310-100']])
    to('color', [
      ['ABC', '#aabbcc'],
      ['#1a2B3c', '#1a2b3c'],
      ['red', FAILS],
    ])
    to('time', [
      ['9:30', '09:30'],
      ['9h30', '09:30'],
      ['12:15 am', '00:15'],
      ['24:00', FAILS],
    ])
    to('duration', [
      ['PT48H', 'PT48H'],
      ['1h 30m', 'PT1H30M'],
      ['2d', 'P2D'],
      ['a while', FAILS],
    ])
  })
})

describe('retype: between numbers, days and choices', () => {
  it('[L16] numbers are rounded half to even unless somebody said otherwise', () => {
    holds({ type: 'number' }, { type: 'integer' }, [
      [2.5, 2],
      [3.5, 4],
      [-2.5, -2],
      [0.1, 0],
      [5e-324, 0],
      [1e21, FAILS],
      [1e300, FAILS],
    ])
    holds({ type: 'number' }, { type: 'integer', params: { rounding: 'up' } }, [
      [2.1, 3],
      [-2.1, -3],
      [5e-324, 1],
    ])
    holds({ type: 'number' }, { type: 'percent', precision: 1 }, [
      [1.25, 1.2],
      [0.1 + 0.2, 0.3],
    ])
    holds({ type: 'number' }, { type: 'rating', max: 5 }, [
      [4.4, 4],
      [0.4, FAILS],
      [6, FAILS],
    ])
    holds({ type: 'integer' }, { type: 'boolean' }, [
      [0, false],
      [1, true],
      [-7, true],
    ])
  })

  it('[L16] money and numbers', () => {
    const money = (amount: string, currency = 'BRL') => ({ amount, currency })
    holds({ type: 'number' }, { type: 'money', params: { currency: 'BRL' } }, [
      [12.5, money('12.50')],
      [0.1, money('0.10')],
      [1e-7, money('0.0000001')],
      [1e300, FAILS],
    ])
    holds({ type: 'integer' }, { type: 'money', currencies: ['JPY'] }, [[12, money('12', 'JPY')]])
    holds({ type: 'money' }, { type: 'number' }, [
      [money('12.50'), 12.5],
      [money('0.10', 'USD'), 0.1],
    ])
    holds({ type: 'money' }, { type: 'integer', params: { currency: 'BRL' } }, [
      [money('12.50'), 12],
      [money('12.00', 'USD'), FAILS],
    ])
    // An edited number goes back in the currency it had.
    const crossed = retyped({ type: 'money' }, { type: 'number' })
    const there = crossed.forward({ f1: money('12.50', 'EUR') })
    expect(crossed.backward({ f1: 20 }, there.attic).data).toEqual({ f1: money('20.00', 'EUR') })
    expect(crossed.backward({ f1: 20 }).data).toEqual({})
  })

  it('[L16] days and moments by the clocks of the zone; an edited day keeps the time it had', () => {
    holds({ type: 'date' }, { type: 'datetime' }, [['2026-01-31', '2026-01-31T03:00:00.000Z']])
    holds({ type: 'date' }, { type: 'datetime', params: { zone: 'Asia/Tokyo', time: '09:00' } }, [
      ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ])
    // Midnight was skipped there on that day.
    holds({ type: 'date' }, { type: 'datetime' }, [['2018-11-04', '2018-11-04T03:00:00.000Z']])
    holds({ type: 'date' }, { type: 'datetime', params: { zone: 'Asia/Tokyo' } }, [['0001-01-01', FAILS]])
    const days = retyped({ type: 'datetime' }, { type: 'date' })
    const there = days.forward({ f1: '2026-01-31T02:30:00.000Z' })
    expect(there.data).toEqual({ f1: '2026-01-30' })
    expect(days.backward(there.data, there.attic).data).toEqual({ f1: '2026-01-31T02:30:00.000Z' })
    expect(days.backward({ f1: '2026-02-01' }, there.attic).data).toEqual({ f1: '2026-02-02T02:30:00.000Z' })
  })

  it('[L16] choices, yes and no, numbers that are keys', () => {
    const options = ['a', 'b', 'c']
    holds({ type: 'enum', options }, { type: 'tags' }, [['o2', ['o2']]])
    holds({ type: 'tags', options }, { type: 'enum' }, [
      [['o2', 'o1'], 'o2'],
      [[], null],
    ])
    const tags = retyped({ type: 'tags', options }, { type: 'enum' })
    const there = tags.forward({ f1: ['o2', 'o1'] })
    expect(tags.backward({ f1: 'o3' }, there.attic).data).toEqual({ f1: ['o3', 'o1'] })
    expect(tags.backward({ f1: 'o1' }, there.attic).data).toEqual({ f1: ['o1'] })
    holds({ type: 'boolean' }, { type: 'enum' }, [
      [true, 'o1'],
      [false, 'o2'],
    ])
    holds({ type: 'boolean' }, { type: 'enum', options: ['no', 'yes', 'other'] }, [
      [true, 'o2'],
      [false, 'o1'],
    ])
    holds({ type: 'boolean' }, { type: 'enum', options: ['active', 'gone'] }, [
      [true, 'o1'],
      [false, 'o2'],
    ])
    holds({ type: 'enum', options: ['sim', 'não', '?'] }, { type: 'boolean' }, [
      ['o1', true],
      ['o2', false],
      ['o3', FAILS],
    ])
    holds({ type: 'enum', options: ['1', { key: 'b', label: '2' }, 'x'] }, { type: 'integer' }, [
      ['o1', 1],
      ['o2', 2],
      ['o3', FAILS],
    ])
    holds({ type: 'integer' }, { type: 'enum', options: ['1', '2'] }, [
      [1, 'o1'],
      [3, FAILS],
    ])
  })

  it('[L16] texts are canonical, so that they read back', () => {
    holds({ type: 'number' }, { type: 'text' }, [
      [12.5, '12.5'],
      [1e21, '1e+21'],
    ])
    holds({ type: 'money' }, { type: 'text' }, [[{ amount: '12.50', currency: 'BRL' }, '12.50 BRL']])
    holds({ type: 'boolean' }, { type: 'text' }, [[true, 'true']])
    holds({ type: 'date' }, { type: 'text', params: { format: 'DD/MM/YYYY' } }, [['2026-02-01', '01/02/2026']])
    holds({ type: 'datetime' }, { type: 'text' }, [['2026-01-31T02:30:00.000Z', '2026-01-31T02:30:00.000Z']])
    holds({ type: 'datetime' }, { type: 'text', params: { format: 'D.M.YY H:mm:ss', zone: 'Europe/Moscow' } }, [
      ['2026-01-31T22:30:05.000Z', '1.2.26 1:30:05'],
    ])
    const options = [{ key: 'a', label: 'First' }, 'b']
    holds({ type: 'enum', options }, { type: 'text' }, [['o1', 'a']])
    holds({ type: 'tags', options }, { type: 'longText' }, [[['o2', 'o1'], 'b, a']])
    holds({ type: 'email' }, { type: 'text' }, [['a@b.co', 'a@b.co']])
    holds({ type: 'richText' }, { type: 'text' }, [['**x**', '**x**']])
  })
})

describe('retype: hostile texts', () => {
  it('[L15] of any kind are read in time that grows with their length only', () => {
    const pieces = ['T', '1 ', '1,', '.', ' ', ', ', 'a.', '(', '-', '🙂', '1T\n', '\u0301', '٣']
    const hostile = pieces.flatMap((piece) => [`${piece.repeat(100_000 / piece.length)}`, `1${piece.repeat(40)}x`])
    const types = [
      'integer',
      'number',
      'money',
      'boolean',
      'date',
      'datetime',
      'email',
      'url',
      'phone',
      'duration',
      'time',
    ]
    const options = ['a', 'b']
    const crossed = [
      ...types.map((type) => retyped({ type: 'longText' }, { type })),
      ...['enum', 'tags'].map((type) => retyped({ type: 'longText' }, { type, options })),
      ...[{ by: ' ' }, { at: [5] }, { pattern: '(.*)(.*)' }, { strategy: 'last-word' }, { strategy: 'city-state' }].map(
        (way) =>
          crossOps({ fields: [{ key: 'x', type: 'longText' }] }, [
            {
              op: 'split',
              field: 'x',
              into: [
                { key: 'a', type: 'longText' },
                { key: 'b', type: 'longText' },
              ],
              ...way,
            },
          ]),
      ),
    ]
    for (const { forward, ops } of crossed)
      for (const text of hostile)
        expect([ops[0], text.slice(0, 10), busyTime(() => forward({ f1: text })) < 1_500]).toEqual([
          ops[0],
          text.slice(0, 10),
          true,
        ])
  })
})
