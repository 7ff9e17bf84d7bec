// Does the table offer below a column what the server can say, and is it written as its reader expects?
import { canGroup, fieldTypes, totalsOf } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { makeFormats } from '../text/formats.ts'
import { sayLabel } from '../text/say-label.ts'
import { canGroupBy, columnTotals, totalTexts } from './column-totals.ts'

const formats = {
  ...makeFormats('en', 'UTC'),
  currency: 'BRL',
  weekStart: 1 as const,
  say: (label: Parameters<typeof sayLabel>[0], otherwise: string) => sayLabel(label, ['en'], otherwise),
  recordName: () => '',
}
const field = (type: FieldType, more: Partial<WireField> = {}): WireField => ({ id: 'f1', key: 'x', type, ...more })

describe('what is offered', () => {
  it.each(fieldTypes)('of %s is what the engine says', (type) => {
    for (const many of type === 'relation' || type === 'user' ? [true, false] : [false]) {
      const one = { id: 'f1', key: 'x', type, ...(many ? { many } : {}) } as const
      expect(columnTotals(one)).toEqual(totalsOf(one))
      expect(canGroupBy(one)).toBe(canGroup(one))
    }
  })
})

describe('what is said', () => {
  it.each([
    [field('number'), 'sum', 1234.5, '1,234.5'],
    [field('number', { precision: 2 }), 'sum', 1234.5, '1,234.50'],
    [field('integer'), 'avg', 2 / 3, '0.67'],
    [field('percent'), 'avg', 12.345, '12.35 %'],
    [
      field('money'),
      'sum',
      [
        { amount: '0.3', currency: 'EUR' },
        { amount: '7', currency: 'USD' },
      ],
      '€0.30 · $7.00',
    ],
    [field('money'), 'sum', [], ''],
    [field('money'), 'filled', 3, '3'],
    [field('date'), 'max', '2026-11-20', 'Nov 20, 2026'],
    [field('duration'), 'sum', 'PT25H', '25 hr'],
    [field('text'), 'distinct', 1200, '1,200'],
    [field('number'), 'sum', null, ''],
    [field('number'), 'sum', undefined, ''],
  ] as const)('%j, %s of %j is %s', (one, wanted, value, text) => {
    expect(totalTexts(one, wanted, value, formats).join(' · ')).toBe(text)
  })
})
