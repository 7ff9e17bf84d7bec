import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { uniqueKey } from '../record/unique-key.ts'
import { applyOps } from './apply-ops.ts'
import { changesUniques, Duplicates, newUniques } from './duplicates.ts'

const customer = {
  name: 'customer',
  fields: [
    { key: 'mail', type: 'text' },
    { key: 'day', type: 'date' },
    { key: 'fee', type: 'money', currencies: ['BRL'] },
  ],
  uniques: [['mail']],
}

function unique(...keys: string[]) {
  const version = newBlueprint({ ...customer, uniques: [keys] }, idGiver({}))
  return { version, unique: version.uniques[0] as BlueprintVersion['uniques'][number] }
}

function seen(keys: string[], rows: readonly JsonObject[]) {
  const { version, unique: one } = unique(...keys)
  const duplicates = new Duplicates(version, one)
  rows.forEach((data, i) => {
    duplicates.see(`r${i + 1}`, data)
  })
  return duplicates.report()
}

describe('what is there more than once', () => {
  it('[L84] is counted by values and by records, the most common first, with a few of them', () => {
    expect(
      seen(
        ['mail'],
        ['a', 'b', 'a', 'c', 'b', 'b', 'd'].map((f1) => ({ f1 })),
      ),
    ).toEqual({
      ...{ unique: 'u1', fields: ['mail'], values: 2, records: 5 },
      groups: [
        { values: { mail: 'b' }, n: 3, records: ['r2', 'r5', 'r6'] },
        { values: { mail: 'a' }, n: 2, records: ['r1', 'r3'] },
      ],
      similar: { n: 0, examples: [] },
    })
  })

  it('[L84] is a combination as a whole; what is empty in part repeats nothing', () => {
    const rows: JsonObject[] = [{ f1: 'a', f2: '2026-01-01' }, { f1: 'a', f2: '2026-01-02' }, { f1: 'a' }, { f1: 'a' }]
    expect(seen(['mail', 'day'], rows)).toMatchObject({ values: 0, records: 0, groups: [] })
    expect(seen(['mail', 'day'], [...rows, rows[0] as JsonObject])).toMatchObject({ values: 1, records: 2 })
  })

  it('[L84] is the same where two spellings of a value are stored', () => {
    const rows = ['1.50', '1.5'].map((amount) => ({ f3: { amount, currency: 'BRL' } }))
    expect(seen(['fee'], rows)).toMatchObject({ values: 1, records: 2 })
  })

  it('[L84] what differs in case, accents or spaces only is told beside', () => {
    const { values, similar } = seen(
      ['mail'],
      ['Ana', ' ana', 'ANÁ', 'Bob', 'Ana'].map((f1) => ({ f1 })),
    )
    expect(values).toBe(1)
    expect(similar).toEqual({ n: 1, examples: [[{ mail: 'Ana' }, { mail: ' ana' }, { mail: 'ANÁ' }]] })
  })

  it('[L84] says of any records what counting them pair by pair says', () => {
    const { version, unique: one } = unique('mail', 'day')
    const fields = version.fields.slice(0, 2)
    const data = fc.record(
      { f1: fc.constantFrom('a', 'A', 'á', ''), f2: fc.constantFrom('2026-01-01', '2026-01-02') },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(data), (rows) => {
        const duplicates = new Duplicates(version, one)
        for (const row of rows) duplicates.see('r', row)
        const keys = rows.flatMap((row) => uniqueKey(fields, row) ?? [])
        const repeated = keys.filter((key) => keys.filter((other) => other === key).length > 1)
        const { values, records, groups } = duplicates.report()
        expect([values, records]).toEqual([new Set(repeated).size, repeated.length])
        expect(groups.reduce((sum, { n }) => sum + n, 0)).toBe(records)
      }),
    )
  })
})

describe('what becomes unique by a draft', () => {
  const ids = idGiver({})
  const head = newBlueprint(customer, ids)
  const made = (...ops: JsonObject[]) => applyOps(head, ops, idGiver(ids.counters()), { now: 0 })

  it('[L84] is told by its op, with what becomes of records that repeat it', () => {
    const { ops } = made(
      { op: 'uniques', add: [['day']] },
      { op: 'uniques', add: [['day', 'fee']], onError: 'quarantine' },
    )
    expect(newUniques(head, ops)).toMatchObject([
      { op: 0, unique: { fields: ['f2'] }, waits: false },
      { op: 1, unique: { fields: ['f2', 'f3'] }, waits: true },
    ])
    expect(ops.map(changesUniques)).toEqual([true, true])
  })

  it('[L84] may come back by a return, and who repeats it waits then', () => {
    const { version, ops } = made({ op: 'uniques', remove: ['u1'] })
    const history = { versionAt: (n: number) => (n === 1 ? head : undefined), opsInto: () => ops }
    const back = applyOps(version, [{ op: 'revert', to: 1 }], idGiver(ids.counters()), { now: 0, history })
    expect(newUniques(version, back.ops)).toMatchObject([{ op: 0, unique: { id: 'u1', fields: ['f1'] }, waits: true }])
    expect(back.ops.some(changesUniques)).toBe(true)
  })

  it('[L84] is nothing where it goes again, or was so before', () => {
    const { ops } = made({ op: 'uniques', add: [['day']] }, { op: 'uniques', remove: [['day']] })
    expect(newUniques(head, ops)).toEqual([])
    const relabelled = made({ op: 'relabel', field: 'day', label: 'Day' }).ops
    expect(newUniques(head, relabelled)).toEqual([])
    expect(relabelled.some(changesUniques)).toBe(false)
  })
})
