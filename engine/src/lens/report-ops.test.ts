import { describe, expect, it } from 'vitest'
import { crossOps } from '../../test/cross-ops.ts'
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { StoredData } from '../record/stored-record.ts'
import { valueJudge } from './judge-values.ts'
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
      { badge: 'free', changed: 0, exact: 0, kept: 0, failing: 0, waiting: 0, patterns: [] },
      {
        badge: 'decision',
        changed: 3,
        ...{ exact: 1, kept: 0 },
        failing: 2,
        waiting: 0,
        patterns: [{ pattern: 'A 9', n: 2, example: 'about 2' }],
      },
      { badge: 'kept', changed: 1, exact: 0, kept: 1, failing: 0, waiting: 0, patterns: [] },
      {
        badge: 'decision',
        changed: 1,
        ...{ exact: 0, kept: 0 },
        failing: 1,
        waiting: 1,
        patterns: [{ pattern: 'A A', n: 1, example: 'Long name' }],
      },
    ])
    expect(reporter.totals).toEqual({ seen: 5, changed: 4, failing: 3, waiting: 1 })
  })

  it('[L31] counts as a trial of one op on the same values does', () => {
    for (const op of [
      { op: 'retype', field: 'x', type: 'number' },
      { op: 'retype', field: 'x', type: 'longText' },
      { op: 'retype', field: 'x', type: 'number', onError: { value: 0 } },
      { op: 'normalise', field: 'x', form: 'trim' },
      { op: 'split', field: 'x', by: ' ', into: ['a', 'b'].map((key) => ({ key, type: 'text' })) },
    ]) {
      const { ops } = crossOps({ fields: [{ key: 'x', type: 'text' }] }, [op])
      const values = ['12', ' 12 ', '1,5', 'none', 'Ana Souza', ' a  b ', null]
      const reporter = new OpsReporter(ops)
      const judge = valueJudge(ops[0] as StoredOp)
      const found = { same: 0, exact: 0, kept: 0, failing: 0 }
      for (const value of values) {
        const data: StoredData = value === null ? {} : { f1: value }
        reporter.see(data)
        found[judge(data).outcome] += 1
      }
      const { same, ...counted } = found
      expect(reporter.reports).toMatchObject([counted])
      expect(same + counted.exact + counted.kept + counted.failing).toBe(values.length)
    }
  })

  it('[L31] takes what a record keeps into account, and changes neither data nor attic', () => {
    const attic = { p2: { from: ['old text'], to: [7] } }
    const data = { f1: 'old text' }
    expect(new OpsReporter(crossed.ops).see(data, attic)).toMatchObject({ after: { f1: 7 }, failures: [] })
    expect([data, attic]).toEqual([{ f1: 'old text' }, { p2: { from: ['old text'], to: [7] } }])
  })
})

it('[L11] a purge is never said to be safe', () => {
  const { ops } = crossOps(
    {
      fields: [
        { key: 'a', type: 'text' },
        { key: 'b', type: 'text' },
      ],
    },
    [{ op: 'purge', field: 'a' }],
  )
  const reporter = new OpsReporter(ops)
  expect(reporter.reports.map(({ badge }) => badge)).toEqual(['destroyed'])
  reporter.see({ f1: 'x' })
  expect(reporter.reports).toMatchObject([{ badge: 'destroyed', changed: 1 }])
})

describe('a report of what is worked out', () => {
  const worked = crossOps(
    {
      fields: [
        { key: 'qty', type: 'integer' },
        { key: 'price', type: 'number' },
        { key: 'total', type: 'formula', expr: 'qty * price' },
      ],
    },
    [
      { op: 'change', field: 'total', computed: { kind: 'formula', expr: 'qty * price * 2.0' } },
      { op: 'change', field: 'price', maximum: 2, onError: 'clamp' },
      { op: 'add', field: { key: 'big', type: 'formula', expr: 'total > 5.0' } },
      { op: 'relabel', field: 'total', label: 'Total' },
      { op: 'add', field: { key: 'no', type: 'autonumber' } },
    ],
  )
  const seen = () => {
    const reporter = new OpsReporter(worked.ops, undefined, { head: worked.before, zone: 'UTC' })
    const datas: readonly StoredData[] = [{ f1: 2, f2: 3, f3: 6 }, { f1: 0, f2: 3, f3: 0 }, { f2: 1 }]
    const after = datas.map((data, i) => reporter.see(data, {}, { f5: i + 1 }).after)
    return { reporter, after }
  }

  it('[C20] works fields out after each op, and counts where that gives something else', () => {
    const { reporter, after } = seen()
    expect(after).toEqual([
      { f1: 2, f2: 2, f3: 8, f4: true, f5: 1 },
      { f1: 0, f2: 2, f3: 0, f4: false, f5: 2 },
      { f2: 1, f5: 3 },
    ])
    expect(reporter.reports.map(({ changed, badge }) => [changed, badge])).toEqual([
      [1, 'both-ways'],
      [2, expect.any(String)],
      [2, 'both-ways'],
      [0, 'free'],
      [3, 'both-ways'],
    ])
  })

  it('[C20] without the version, nothing is worked out', () => {
    expect(new OpsReporter(worked.ops).see({ f1: 2, f2: 3, f3: 6 }).after).toEqual({ f1: 2, f2: 2, f3: 6 })
  })
})
