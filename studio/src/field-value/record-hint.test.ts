// Are records of the same name told apart?
import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { makeFormats } from '../text/formats.ts'
import { sayLabel } from '../text/say-label.ts'
import { recordHint, repeated } from './record-hint.ts'

const fields: readonly WireField[] = [
  { id: 'f1', key: 'name', type: 'text' },
  { id: 'f2', key: 'made', type: 'datetime', readOnly: true },
  { id: 'f3', key: 'parent', type: 'relation', blueprint: 'x' },
  { id: 'f4', key: 'zip_code', type: 'text' },
  { id: 'f5', key: 'due', type: 'date' },
]
const formats = {
  ...makeFormats('en', 'UTC'),
  currency: 'BRL',
  say: (label: Parameters<typeof sayLabel>[0], fallback: string) => sayLabel(label, ['en'], fallback),
  recordName: () => '',
}
const hint = (data: Record<string, string>) =>
  recordHint(
    { titleField: 'name', fields },
    { data, createdAt: '2026-11-20T12:00:00Z' },
    formats,
    (at) => `made ${at}`,
  ).replaceAll(/\s/g, ' ')

describe('what tells records apart', () => {
  it.each([
    [
      'another value of theirs',
      { name: 'A', zip_code: '1000', due: '2026-12-01' },
      'Zip code: 1000 · made Nov 20, 2026, 12:00 PM',
    ],
    ['the next that is filled', { name: 'A', due: '2026-12-01' }, 'Due: Dec 1, 2026 · made Nov 20, 2026, 12:00 PM'],
    ['when they were made', { name: 'A', made: '2026-11-20T12:00:00Z', parent: 'p' }, 'made Nov 20, 2026, 12:00 PM'],
  ])('is %s', (_, data, said) => {
    expect(hint(data)).toBe(said)
  })

  it('is asked for names that are there more than once', () => {
    expect([...repeated(['a', 'b', 'a', 'c', 'a'])]).toEqual(['a'])
    expect(repeated(['a', 'b']).size).toBe(0)
  })
})
