// Are records of the same name told apart?
import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { makeFormats } from '../text/formats.ts'
import { sayLabel } from '../text/say-label.ts'
import { hintsApart, recordHint, repeated } from './record-hint.ts'

const fields: readonly WireField[] = [
  { id: 'f1', key: 'name', type: 'text' },
  { id: 'f2', key: 'made', type: 'datetime', readOnly: true },
  { id: 'f3', key: 'parent', type: 'relation', blueprint: 'x' },
  { id: 'f4', key: 'zip_code', type: 'text' },
  { id: 'f5', key: 'due', type: 'date' },
  { id: 'f6', key: 'place', type: 'longText' },
  { id: 'f7', key: 'stage', type: 'enum', options: [{ id: 'o1', key: 'NEW', label: 'New' }] },
]
const formats = {
  ...makeFormats('en', 'UTC'),
  currency: 'BRL',
  weekStart: 1 as const,
  say: (label: Parameters<typeof sayLabel>[0], fallback: string) => sayLabel(label, ['en'], fallback),
  recordName: (_: string, id: string) => `named ${id}`,
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
    ['other values of theirs', { name: 'A', zip_code: '1000', due: '2026-12-01' }, '1000 · Due: Dec 1, 2026'],
    [
      'where they stand, then what they hold, in its order, as far as there is room',
      { name: 'A', due: '2026-12-01', place: 'Rua da Paz 4\n4000 Porto', parent: 'p', stage: 'NEW' },
      'New · named p · Rua da Paz 4, 4000 Porto',
    ],
    ['no more of a long text than is read', { place: 'x'.repeat(90), name: 'A' }, `${'x'.repeat(60)}…`],
    ['when they were made', { name: 'A', made: '2026-11-20T12:00:00Z' }, 'made Nov 20, 2026, 12:00 PM'],
  ])('is %s', (_, data, said) => {
    expect(hint(data)).toBe(said)
  })

  it('is not what is said beside it anyway', () => {
    const data = { name: 'A', stage: 'NEW', zip_code: '1000' }
    const record = { data, createdAt: '2026-11-20T12:00:00Z' }
    expect(recordHint({ titleField: 'name', fields }, record, formats, String, ['stage'])).toBe('1000')
  })

  it('is when they were made where all else is the same', () => {
    const at = (title: string, shown: string, createdAt: string) => ({ title, hint: shown, createdAt })
    const apart = hintsApart(
      [
        at('A', 'New', '2026-11-20T12:00:00Z'),
        at('A', 'New', '2026-11-21T12:00:00Z'),
        at('A', 'Old', '2026-11-20T12:00:00Z'),
        at('B', 'New', '2026-11-20T12:00:00Z'),
      ],
      formats,
      (when) => `made ${when.slice(0, 6)}`,
    )
    expect(apart).toEqual(['New · made Nov 20', 'New · made Nov 21', 'Old', 'New'])
  })

  it('is asked for names that are there more than once', () => {
    expect([...repeated(['a', 'b', 'a', 'c', 'a'])]).toEqual(['a'])
    expect(repeated(['a', 'b']).size).toBe(0)
  })
})
