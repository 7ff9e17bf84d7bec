import { describe, expect, it } from 'vitest'
import { crossOps } from '../../test/cross-ops.ts'
import type { StoredData } from '../record/stored-record.ts'
import { OpsReporter } from './report-ops.ts'

const crossed = crossOps(
  {
    fields: [
      { key: 'weight', type: 'text' },
      { key: 'name', type: 'text' },
    ],
  },
  [
    { op: 'relabel', field: 'name', label: 'Name' },
    { op: 'retype', field: 'weight', type: 'number' },
    { op: 'normalise', field: 'name', form: 'trim' },
    { op: 'change', field: 'name', maxLength: 3, onError: 'quarantine' },
  ],
)

describe('a report of a whole draft', () => {
  const reporter = new OpsReporter(crossed.ops)
  const datas: readonly StoredData[] = [
    { f1: '1', f2: 'Ana' },
    { f1: 'about 2' },
    { f1: 'about 30', f2: ' B ' },
    { f2: 'Long name' },
    {},
  ]
  const seen = datas.map((data) => reporter.see(data))

  it('[L31] carries each record over all ops, as publishing would show it', () => {
    expect(seen.map(({ after }) => after)).toEqual([{ f1: 1, f2: 'Ana' }, {}, { f2: 'B' }, expect.anything(), {}])
    expect(seen.map(({ waits }) => waits)).toEqual([false, false, false, true, false])
  })

  it('[L31] counts op by op, and the most common shapes of what cannot be carried over first', () => {
    expect(reporter.reports).toEqual([
      { badge: 'free', changed: 0, failing: 0, waiting: 0, patterns: [] },
      {
        badge: 'decision',
        changed: 3,
        failing: 2,
        waiting: 0,
        patterns: [{ pattern: 'A 9', n: 2, example: 'about 2' }],
      },
      { badge: 'kept', changed: 1, failing: 0, waiting: 0, patterns: [] },
      {
        badge: 'decision',
        changed: 1,
        failing: 1,
        waiting: 1,
        patterns: [{ pattern: 'A A', n: 1, example: 'Long name' }],
      },
    ])
    expect(reporter.totals).toEqual({ seen: 5, changed: 4, failing: 3, waiting: 1 })
  })

  it('[L31] takes what a record keeps into account, and changes neither data nor attic', () => {
    const attic = { p2: { from: ['old text'], to: [7] } }
    const data = { f1: 'old text' }
    expect(new OpsReporter(crossed.ops).see(data, attic)).toMatchObject({ after: { f1: 7 }, failures: [] })
    expect([data, attic]).toEqual([{ f1: 'old text' }, { p2: { from: ['old text'], to: [7] } }])
  })
})
