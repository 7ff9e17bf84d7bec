// Is every type of value said the way its reader expects?
import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { makeFormats } from '../text/formats.ts'
import { sayLabel } from '../text/say-label.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { recordTitle } from './record-title.ts'
import { valueText } from './value-text.ts'

const words = { yes: 'yes', no: 'no' }
const formatsOf = (language: string, zone: string): TenantFormats => ({
  ...makeFormats(language, zone),
  currency: 'BRL',
  weekStart: 1 as const,
  say: (label, fallback) => sayLabel(label, [language], fallback),
  recordName: (blueprint, id) => `${blueprint} ${id}`,
})
const brazil = formatsOf('pt-BR', 'America/Sao_Paulo')
const english = formatsOf('en', 'UTC')
const field = (more: Partial<WireField> & Pick<WireField, 'type'>): WireField => ({ id: 'f1', key: 'x', ...more })
/** Intl writes no-break spaces in places that move between versions of the language data. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('valueText', () => {
  it.each([
    [field({ type: 'text' }), 'a', 'a'],
    [field({ type: 'integer' }), 12345, '12.345'],
    [field({ type: 'number', precision: 2 }), 1.5, '1,50'],
    [field({ type: 'number', unit: 'kg' }), 1234.5, '1.234,5 kg'],
    [field({ type: 'integer', unit: '°C' }), -3, '-3 °C'],
    [field({ type: 'percent' }), 12.5, '12,5 %'],
    [field({ type: 'boolean' }), false, 'no'],
    [field({ type: 'money' }), { amount: '1234567890123456.78', currency: 'BRL' }, 'R$ 1.234.567.890.123.456,78'],
    [field({ type: 'datetime' }), '2026-11-20T02:30:00.000Z', '19 de nov. de 2026, 23:30'],
    [field({ type: 'date' }), '2026-11-20', '20 de nov. de 2026'],
    [field({ type: 'time' }), '08:05', '08:05'],
    [field({ type: 'enum', options: [{ id: 'o1', key: 'IN_PROGRESS' }] }), 'IN_PROGRESS', 'In progress'],
    [
      field({ type: 'enum', options: [{ id: 'o1', key: 'A', label: { 'pt-BR': 'Aberto', en: 'Open' } }] }),
      'A',
      'Aberto',
    ],
    [field({ type: 'tags', options: [] }), ['vip', 'new_one'], 'Vip, New one'],
    [field({ type: 'list', of: 'date' }), ['2026-01-02'], '2 de jan. de 2026'],
    [
      field({ type: 'list', fields: [field({ key: 'sku', type: 'text' }), field({ key: 'n', type: 'integer' })] }),
      [{ sku: 'a', n: 2 }],
      'a · 2',
    ],
    [field({ type: 'address' }), { street: 'Rua A', number: '7', city: 'Porto', country: 'PT' }, 'Rua A 7, Porto, PT'],
    [field({ type: 'file' }), { id: 'x', name: 'offer.pdf', size: 5, type: 'application/pdf' }, 'offer.pdf'],
    [
      field({ type: 'image', many: true }),
      [
        { id: 'x', name: 'a.png' },
        { id: 'y', name: 'b.png' },
      ],
      'a.png, b.png',
    ],
    [field({ type: 'geo' }), { lat: 1.5, lng: -2 }, '1.5, -2'],
    [field({ type: 'text' }), null, ''],
  ] as const)('says %j of %j', (one, value, said) => {
    expect(plain(valueText(one, value, brazil, words))).toBe(said)
  })

  it('keeps what it cannot read instead of inventing something', () => {
    expect(valueText(field({ type: 'datetime' }), 'soon', english, words)).toBe('soon')
    expect(valueText(field({ type: 'money' }), { amount: 'much', currency: 'X' }, english, words)).toBe('much X')
    expect(valueText(field({ type: 'duration' }), 'a while', english, words)).toBe('a while')
  })

  it('says durations in units', () => {
    expect(plain(valueText(field({ type: 'duration' }), 'PT48H30M', english, words))).toBe('48 hr 30 min')
  })
})

describe('recordTitle', () => {
  const fields = [
    field({ key: 'n', type: 'integer' }),
    field({ key: 'name', type: 'text' }),
    field({ key: 'mail', type: 'email' }),
  ]
  it('takes the title field, else a line of text, else nothing', () => {
    expect(recordTitle({ titleField: 'n', fields }, { n: 7, name: 'a' }, english)).toBe('7')
    expect(recordTitle({ fields }, { n: 7, name: 'a' }, english)).toBe('a')
    expect(recordTitle({ fields }, { n: 7, mail: 'a@b.co' }, english)).toBe('a@b.co')
    expect(recordTitle({ fields }, {}, english)).toBe('')
  })
})
