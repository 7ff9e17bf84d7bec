import { expect, it } from 'vitest'
import type { HistoryEntry } from '../api/records-api.ts'
import { whoChanged } from './who-changed.ts'

const entry = (rev: number, by: string, ...fields: string[]): HistoryEntry => ({
  rev,
  by,
  at: '2026-12-01T10:00:00.000Z',
  kind: 'updated',
  event: null,
  note: null,
  changes: fields.map((field) => ({ field, from: null, to: 1 })),
})

it('names for each field whoever changed it last', () => {
  const last = whoChanged([entry(4, 'bob', 'title'), entry(3, 'ana', 'title', 'weight'), entry(2, 'bob', 'notes')])
  expect([...last].map(([field, { by }]) => [field, by])).toEqual([
    ['title', 'bob'],
    ['weight', 'ana'],
    ['notes', 'bob'],
  ])
})
