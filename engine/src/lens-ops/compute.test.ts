// A field that people filled in becomes one that is worked out, and the other way round: what is kept, what comes back, what is refused?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Crossed, crossOps, refusal } from '../../test/cross-ops.ts'
import { type BlueprintVersion } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { toJsonSchema } from '../blueprint/to-json-schema.ts'
import { idGiver } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import { applyOps } from '../lens/apply-ops.ts'
import type { Attic } from '../lens/crossing.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { compilePlan, type Migrated, runPlan } from '../lens/plan.ts'
import { OpsReporter } from '../lens/report-ops.ts'
import { wireOp } from '../lens/wire-op.ts'
import { withComputed } from '../record/compute-record.ts'
import type { StoredData } from '../record/stored-record.ts'

const zone = 'America/Sao_Paulo'
const line: readonly JsonObject[] = [
  { key: 'qty', type: 'integer' },
  { key: 'price', type: 'number' },
  { key: 'total', type: 'number', required: true, precision: 2, minimum: 0, help: 'What it comes to', default: 0 },
]
const bare = (fields: readonly JsonObject[]) =>
  fields.map(({ key, type }) => ({ key, type })) as unknown as readonly JsonObject[]
const sum = { key: 'total', type: 'formula', expr: 'qty * price', precision: 2 }
const computed = { op: 'compute', field: 'total', expr: 'qty * price' }
const kept = { op: 'materialise', field: 'total' }

/** As a version shows it: with everything worked out that it works out. */
const shown = (version: BlueprintVersion, { data, attic }: Migrated) => ({
  data: withComputed(version, data, zone),
  attic,
})
const there = (crossed: Crossed, data: StoredData, attic: Attic = {}) =>
  shown(crossed.version, crossed.forward(withComputed(crossed.before, data, zone), attic))
const back = (crossed: Crossed, { data, attic }: Migrated) => shown(crossed.before, crossed.backward(data, attic))

describe('compute', () => {
  it('[C11] works the field out from now on; what people wrote comes back whatever became of the rest', () => {
    const crossed = crossOps({ fields: line }, [computed])
    const written = { f1: 2, f2: 5, f3: 12 }
    const arrived = there(crossed, written)
    expect(arrived.data).toEqual({ f1: 2, f2: 5, f3: 10 })
    expect(back(crossed, arrived).data).toEqual(written)
    const edited = shown(crossed.version, { ...arrived, data: { ...arrived.data, f1: 3 } })
    expect(edited.data['f3']).toBe(15)
    const returned = back(crossed, edited)
    expect(returned.data).toEqual({ f1: 3, f2: 5, f3: 12 })
    expect(there(crossed, returned.data, returned.attic)).toEqual(edited)
  })

  it('[C11] an empty value comes back empty', () => {
    const crossed = crossOps({ fields: bare(line) }, [computed])
    const arrived = there(crossed, { f1: 2, f2: 5 })
    expect(arrived.data['f3']).toBe(10)
    expect(back(crossed, arrived).data).toEqual({ f1: 2, f2: 5 })
  })

  it('[C11] how it is shown goes on, what values had to be like does not, and it is taken for what it was', () => {
    const { version } = crossOps({ fields: line }, [computed])
    expect(version.fields[2]).toEqual({
      ...{ id: 'f3', key: 'total', type: 'number', precision: 2, help: 'What it comes to', readOnly: true },
      computed: { kind: 'formula', expr: expect.objectContaining({ cel: 'f1 * f2' }) },
    })
    const typed = (field: JsonObject, op: JsonObject) =>
      crossOps({ fields: [...line.slice(0, 2), { key: 'x', ...field }] }, [{ op: 'compute', field: 'x', ...op }])
        .version.fields[2]
    expect(typed({ type: 'integer' }, { expr: 'qty * 2' })).toMatchObject({
      type: 'integer',
      computed: { as: 'integer' },
    })
    expect(typed({ type: 'money', currencies: ['EUR'] }, { expr: 'price' })).toMatchObject({ type: 'money' })
    expect(typed({ type: 'number', precision: 2 }, { expr: '"a"' })).toEqual(
      expect.not.objectContaining({ precision: 2 }),
    )
    expect(typed({ type: 'text', maxLength: 3 }, { expr: 'price', as: 'percent' })).toMatchObject({ type: 'percent' })
    expect(typed({ type: 'text' }, { expr: 'price', precision: 1 })).toMatchObject({ type: 'number', precision: 1 })
  })

  it('[C12] a report counts the records whose stored value is another one', () => {
    const { ops, before } = crossOps({ fields: line }, [computed])
    const reporter = new OpsReporter(ops, undefined, { head: before, zone })
    for (const f3 of [10, 12, 10.0]) reporter.see({ f1: 2, f2: 5, f3 })
    expect(reporter.reports).toEqual([
      { badge: 'kept', changed: 1, exact: 0, kept: 1, failing: 0, waiting: 0, patterns: [] },
    ])
    expect(reporter.see({ f1: 2, f2: 5, f3: 11 }).after).toEqual({ f1: 2, f2: 5, f3: 10 })
  })

  it('[C13] is refused for what is worked out already, where what reads it would lose its meaning, and inside of groups', () => {
    const refused = (fields: readonly JsonObject[], op: JsonObject, more: JsonObject = {}) =>
      refusal(() => crossOps({ fields, ...more }, [{ op: 'compute', field: 'total', ...op }]))
    expect(refused([...line.slice(0, 2), sum], { expr: 'price' })).toEqual([['computed-already', 'ops', 0, 'field']])
    expect(refused(line, { expr: 'total + 1.0' })).toEqual([['computed-cycle', 'ops', 0, 'expr']])
    expect(refused(line, { expr: 'prize' })).toEqual([['unknown-field-near', 'ops', 0, 'expr']])
    expect(refused(line, { expr: 'now' })).toMatchObject([[expect.any(String), 'ops', 0, 'expr']])
    expect(refused(line, { expr: 'price', as: 'email' })).toEqual([['formula-not-as', 'ops', 0, 'as']])
    expect(refused(line, { expr: '"a"' }, { rules: [{ check: 'total < 5.0', message: 'Too much' }] })).toEqual([
      ['used-by-rule', 'ops', 0, 'field'],
    ])
    expect(refused(line, { expr: 'qty * 2' }, { rules: [{ check: 'total < 5.0', message: 'Too much' }] })).toEqual([])
    const group = [{ key: 'lines', type: 'list', fields: bare(line) }]
    expect(refusal(() => crossOps({ fields: group }, [{ op: 'each', field: 'lines', ops: [computed] }]))).toMatchObject(
      [['not-in-group', 'ops', 0, 'ops', 0]],
    )
  })

  it('[C14] a record that never was on the other side shows there what was worked out, where it fits', () => {
    const crossed = crossOps({ fields: line }, [computed])
    expect(back(crossed, { data: { f1: 2, f2: 4, f3: 8 }, attic: {} })).toEqual({
      data: { f1: 2, f2: 4, f3: 8 },
      attic: {},
    })
    // Below the least that people might write there.
    expect(back(crossed, { data: { f1: -2, f2: 4, f3: -8 }, attic: {} }).data).toEqual({ f1: -2, f2: 4 })
  })

  it('[C11] is said to people, said again to programs, and read from the schema', () => {
    const { before, ops, version } = crossOps({ fields: line }, [{ ...computed, precision: 3 }])
    expect(describeOps(before, ops, 'en')).toEqual([
      'Nobody fills in “total” any more: it is qty * price. What was there is kept for a way back.',
    ])
    expect(wireOp(ops[0] as never, before)).toEqual({ id: 'p1', ...computed, precision: 3 })
    expect(toJsonSchema(version)).toMatchObject({ properties: { total: { readOnly: true } } })
  })
})

describe('materialise', () => {
  const crossed = crossOps({ fields: [...line.slice(0, 2), sum] }, [kept])

  it('[C15] keeps the values there are; what people then write comes back, and the formula does where they went back', () => {
    const arrived = there(crossed, { f1: 2, f2: 5 })
    expect(arrived).toEqual({ data: { f1: 2, f2: 5, f3: 10 }, attic: {} })
    expect(crossed.version.fields[2]).toEqual({ id: 'f3', key: 'total', type: 'number', precision: 2 })
    const edited = { ...arrived, data: { ...arrived.data, f3: 99 } }
    const returned = back(crossed, edited)
    expect(returned.data).toEqual({ f1: 2, f2: 5, f3: 10 })
    expect(there(crossed, returned.data, returned.attic).data).toEqual(edited.data)
  })

  it('[C15] what it was made from may change, or empty it: it stays what it is', () => {
    const arrived = there(crossed, { f1: 2, f2: 5 })
    for (const change of [{ f1: 3 }, { f3: null as unknown as Json }]) {
      const data = Object.fromEntries(
        Object.entries({ ...arrived.data, ...change }).filter(([, value]) => value !== null),
      )
      const returned = back(crossed, { ...arrived, data })
      expect(returned.data['f3']).toBe(Number(data['f1']) * 5)
      expect(there(crossed, returned.data, returned.attic).data).toEqual(data)
    }
  })

  it('[C16] where nobody has written anything, nothing is kept, and it follows its formula again after the way back', () => {
    const returned = back(crossed, there(crossed, { f1: 2, f2: 5 }))
    expect(returned).toEqual({ data: { f1: 2, f2: 5, f3: 10 }, attic: {} })
    expect(there(crossed, { ...returned.data, f1: 4 }, returned.attic).data['f3']).toBe(20)
  })

  const shop = newBlueprint(
    {
      name: 'shop',
      fields: [
        { key: 'city', type: 'text' },
        { key: 'kind', type: 'enum', options: ['A'] },
      ],
    },
    idGiver({}),
  )
  const link: JsonObject = { key: 'shop', type: 'relation', blueprint: 'shop' }
  const lookedUp: JsonObject = { fields: [link, { key: 'city', type: 'lookup', via: 'shop', field: 'city' }] }

  it('[C17] a value from other records is what the record holds of it, on both sides', () => {
    const across = crossOps(lookedUp, [{ op: 'materialise', field: 'city' }], zone, { blueprints: [shop] })
    const data = { f1: 'r1', f2: 'Porto' }
    const arrived = there(across, data)
    expect(arrived.data).toEqual(data)
    const edited = { ...arrived, data: { ...data, f2: 'Faro' } }
    const returned = back(across, edited)
    expect(returned.data).toEqual({ f1: 'r1', f2: 'Faro' })
    // Somebody looks it up again there, as a write in old words does.
    expect(there(across, { ...returned.data, f2: 'Porto' }, returned.attic).data).toEqual(edited.data)
  })

  it('[C18] is refused for what people fill in, and for choices of another blueprint', () => {
    expect(refusal(() => crossOps({ fields: line }, [kept]))).toEqual([['not-computed', 'ops', 0, 'field']])
    const kind = { key: 'kind', type: 'lookup', via: 'shop', field: 'kind' }
    const fields = [link, kind]
    expect(
      refusal(() => crossOps({ fields }, [{ op: 'materialise', field: 'kind' }], zone, { blueprints: [shop] })),
    ).toEqual([['choices-elsewhere', 'ops', 0, 'field']])
  })

  it('[C15] is said to people and to programs', () => {
    expect(describeOps(crossed.before, crossed.ops, 'en')).toEqual([
      '“total” keeps the values that it has and is filled in by people from now on.',
    ])
    expect(wireOp(crossed.ops[0] as never, crossed.before)).toEqual({ id: 'p1', ...kept })
  })
})

describe('compute and materialise, again and again', () => {
  const ids = idGiver({})
  const first = newBlueprint({ name: 'thing', fields: bare(line) }, ids)
  const published = [
    [],
    [],
    [computed],
    [kept],
    [{ ...computed, expr: 'qty + 1' }],
    [kept, { op: 'revert', to: 2 }].slice(0, 1),
  ]
  const versions: BlueprintVersion[] = [first, first]
  const opsInto = published.map((ops, number) => {
    if (number < 2) return []
    const before = versions.at(-1) as BlueprintVersion
    const applied = applyOps(before, ops, ids, { now: 0, zone })
    versions.push(applied.version)
    return applied.ops
  })
  const last = versions.length - 1
  const move = (record: Migrated, from: number, to: number): Migrated =>
    shown(
      versions[to] as BlueprintVersion,
      runPlan(
        compilePlan((number) => opsInto[number] ?? [], from, to),
        record.data,
        record.attic,
      ),
    )
  const value = fc.option(fc.constantFrom(0, 1, 2, 3, 10), { nil: undefined })
  const anyData = fc.record({ f1: value, f2: value, f3: value })
  const place = fc.integer({ min: 1, max: last })
  const write = ({ data, attic }: Migrated, at: number, change: JsonObject): Migrated => {
    const version = versions[at] as BlueprintVersion
    const writes = Object.entries(change).filter(([id]) => !version.fields.find((field) => field.id === id)?.computed)
    const all = Object.entries({ ...data, ...Object.fromEntries(writes) }).filter(([, one]) => one !== undefined)
    return shown(version, { data: Object.fromEntries(all), attic })
  }
  const plain = ({ data }: Migrated) => Object.fromEntries(Object.entries(data).sort())
  const anyWalk = fc.array(fc.tuple(place, anyData), { maxLength: 4 })
  const walked = (start: number, data: JsonObject, walk: readonly (readonly [number, JsonObject])[]) => {
    let at = start
    let record = write({ data: {}, attic: {} }, at, data)
    for (const [to, change] of walk) {
      record = write(move(record, at, to), to, change)
      at = to
    }
    return { at, record }
  }
  const runs = process.env['TEST_SIZE'] === 'long' ? 100_000 : 3_000

  it('[C19] there and back is the same record, wherever it has been before', () => {
    fc.assert(
      fc.property(place, anyData, anyWalk, place, (start, data, walk, to) => {
        const { at, record } = walked(start, data as JsonObject, walk as never)
        expect(plain(move(move(record, at, to), to, at))).toEqual(plain(record))
      }),
      { numRuns: runs },
    )
  })

  it('[C19] an edit is there again after the way back, and what people wrote is not touched by edits elsewhere', () => {
    fc.assert(
      fc.property(place, anyData, anyWalk, place, anyData, (start, data, walk, to, change) => {
        const { at, record } = walked(start, data as JsonObject, walk as never)
        const edited = write(move(record, at, to), to, change as JsonObject)
        expect(plain(move(move(edited, to, at), at, to))).toEqual(plain(edited))
        const { f1, f2 } = change
        const elsewhere = write(move(record, at, to), to, { f1, f2 } as JsonObject)
        const stored = !(versions[at] as BlueprintVersion).fields[2]?.computed
        const isKeptThere = !(versions[to] as BlueprintVersion).fields[2]?.computed
        // One that people never were asked for again follows its formula, as it says there.
        if (stored && !isKeptThere && to > at) expect(move(elsewhere, to, at).data['f3']).toEqual(record.data['f3'])
      }),
      { numRuns: runs },
    )
  })

  it('[C19] break without what is kept', () => {
    const forgets = (record: Migrated): Migrated => ({ ...record, attic: {} })
    const lost = [0, 1, 2].filter((f3) => {
      const record = { data: { f1: 1, f2: 2, f3 }, attic: {} }
      return move(forgets(move(record, 1, 2)), 2, 1).data['f3'] !== f3
    })
    expect(lost).toEqual([0, 1])
  })
})
