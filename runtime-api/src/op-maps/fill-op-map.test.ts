// Records stand for choices and texts before records cross: picked where they are, made where they are not, and never another tenant's.
import {
  type AppliedOps,
  applyOps,
  type BlueprintVersion,
  compilePlan,
  idGiver,
  type JsonObject,
  type MapAsk,
  type MapOp,
  type Migrated,
  mapKeysOf,
  mapOpsIn,
  type OpMaps,
  runPlan,
  type StoredData,
} from '@molde/engine'
import { beforeAll, expect, it } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { type BlueprintRow, findBlueprint } from '../blueprints/blueprint-table.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { blueprintsNamedIn } from '../computed/related-definitions.ts'
import { countsOf } from '../record-store/count-table.ts'
import { indexSearch } from '../record-store/search-table.ts'
import type { Scope } from '../runtime.ts'
import { findTenantByNo } from '../tenants/tenant-table.ts'
import { fillChoices, mostAtOnce } from './fill-choices.ts'
import { fillOpMap } from './fill-op-map.ts'
import { forgetMaps } from './forget-maps.ts'
import { loadMaps } from './load-maps.ts'
import { mapsForMoving } from './maps-for-moving.ts'

const options = [
  { key: 'po', label: { en: 'Porto', 'pt-BR': 'Porto (PT)' }, color: 'teal' },
  { key: 'li', label: 'Lisbon' },
  { key: 'fa', label: 'Faro' },
]
const trip = {
  name: 'trip',
  fields: [
    { key: 'kind', type: 'enum', options, default: 'po' },
    { key: 'tags', type: 'tags', options: ['a', 'b'] },
    { key: 'town', type: 'text' },
    { key: 'owner', type: 'relation', blueprint: 'owner' },
  ],
}
const cityFields: readonly JsonObject[] = [
  { key: 'name', type: 'text', required: true, maxLength: 20 },
  { key: 'tint', type: 'color' },
  { key: 'note', type: 'text', default: 'from a trip' },
]

describeApp('filling the map of an op', { worker: false }, (app) => {
  let world: TenantWorld
  let scope: Scope
  let source: BlueprintRow
  let number = 0

  beforeAll(async () => {
    world = await newWorld(app())
    scope = await scopeIn(world)
    await world.must(201, 'POST', '/blueprints', { name: 'owner', fields: [{ key: 'mail', type: 'email' }] })
    await world.must(201, 'POST', '/blueprints', trip)
    source = await blueprintOf(scope, 'trip')
  })

  /** A blueprint of cities like no other. */
  async function newCity(more: JsonObject = {}): Promise<string> {
    number += 1
    const name = `city${number}`
    await world.must(201, 'POST', '/blueprints', { name, titleField: 'name', fields: cityFields, ...more })
    return name
  }
  const add = async (blueprint: string, data: JsonObject) =>
    (await world.must(201, 'POST', `/records/${blueprint}`, { data })).body.id as string
  const recordsOf = async (blueprint: string) =>
    (await world.must(200, 'GET', `/records/${blueprint}?sort=createdAt`)).body.items as {
      id: string
      data: JsonObject
    }[]
  /** An op of the trip, as publishing would store it; each with a map of its own. */
  const opOf = async (wire: JsonObject) => {
    const { ops } = await applied(scope, source, [wire])
    number += 1
    return [{ ...mapOpsIn(ops)[0], map: `p${1_000 + number}` } as MapOp, ops] as const
  }
  const fill = (op: MapOp, asks?: readonly MapAsk[], by: Scope = scope) =>
    by.store.inTransaction((tx) => fillOpMap(tx, by, source, op, asks))
  const keys = (op: MapOp, ...asked: string[]): MapAsk[] => [{ map: op.map, keys: asked, records: [] }]
  const known = async (op: MapOp, asked: readonly string[]) => {
    const maps = await loadMaps(scope.store.read, scope.tenant.no, source.no, (all) => {
      for (const key of asked) all.recordOf(op.map, key)
    })
    return asked.map((key) => maps.recordOf(op.map, key) ?? null)
  }

  it('makes a record of every choice, as anybody would', async () => {
    const city = await newCity()
    const [op] = await opOf({ op: 'toRelation', field: 'kind', blueprint: city })
    const filled = await fill(op)
    expect(filled).toMatchObject({ picked: 0, missing: [] })
    expect(filled.created).toEqual(
      expect.arrayContaining([{ kind: 'record.created', blueprint: city, id: expect.any(String), rev: 1 }]),
    )
    const made = await recordsOf(city)
    expect(made.map(({ data }) => data)).toEqual([
      { name: 'Porto', tint: '#0e8a80', note: 'from a trip' },
      { name: 'Lisbon', note: 'from a trip' },
      { name: 'Faro', note: 'from a trip' },
    ])
    expect(made[0]).toMatchObject({ version: 1, rev: 1, createdBy: 'system', state: null })
    expect(await known(op, ['o1', 'o2', 'o3'])).toEqual(made.map(({ id }) => id))
    // Counted, found by their words, with a history.
    const { no } = await blueprintOf(scope, city)
    expect(await countsOf(scope.store.read, scope.tenant.no, no)).toMatchObject([{ live: true, n: 3 }])
    await indexSearch(scope.store)
    expect((await world.must(200, 'GET', `/records/${city}?q=lisbon`)).body.items).toMatchObject([{ id: made[1]?.id }])
    expect((await world.must(200, 'GET', `/records/${city}/${made[0]?.id}/history`)).status).toBe(200)
  })

  it('does nothing the second time, and only what is new the third', async () => {
    const city = await newCity()
    const [op] = await opOf({ op: 'toRelation', field: 'town', blueprint: city, createMissing: true })
    await fill(op, keys(op, 'Porto', 'Faro', 'Porto'))
    expect(await fill(op, keys(op, 'Faro', 'Porto'))).toEqual({ picked: 0, created: [], missing: [] })
    expect((await fill(op, keys(op, 'Braga', 'Porto'))).created).toHaveLength(1)
    expect((await recordsOf(city)).map(({ data }) => data['name'])).toEqual(['Porto', 'Faro', 'Braga'])
    expect(await fill(op)).toEqual({ picked: 0, created: [], missing: [] })
    // Another op's questions are not this one's.
    expect(await fill(op, [{ map: 'p1', keys: ['Elsewhere'], records: [] }])).toEqual({
      picked: 0,
      created: [],
      missing: [],
    })
  })

  it.each([true, false])(
    'picks records that are there, the oldest of several, none from the trash (index: %s)',
    async (quickFilter) => {
      const city = await newCity({ fields: [{ ...cityFields[0], quickFilter }, ...cityFields.slice(1)] })
      const [first] = [await add(city, { name: 'Porto (PT)' }), await add(city, { name: 'Porto (PT)' })]
      const gone = await add(city, { name: 'Lisbon' })
      await world.must(204, 'DELETE', `/records/${city}/${gone}`)
      const faro = await add(city, { name: 'fa' })
      const [op] = await opOf({ op: 'toRelation', field: 'kind', blueprint: city })
      const filled = await fill(op)
      expect([filled.picked, filled.created.length]).toEqual([2, 1])
      const [porto, lisbon, third] = await known(op, ['o1', 'o2', 'o3'])
      expect([porto, third]).toEqual([first, faro])
      expect(lisbon).not.toBe(gone)
      expect(await recordsOf(city)).toHaveLength(4)
    },
  )

  it('picks records by a value that they only show, because they rest at an older version', async () => {
    const city = await newCity()
    const old = await add(city, { name: 'x' })
    const draft = { ops: [{ op: 'add', field: { key: 'code', type: 'text' }, fill: { value: 'PRT' } }] }
    await world.must(200, 'PUT', `/blueprints/${city}/draft`, draft)
    const { token } = (await world.must(200, 'POST', `/blueprints/${city}/draft/preview`)).body
    await world.must(201, 'POST', `/blueprints/${city}/draft/publish`, { token })
    const [op] = await opOf({ op: 'toRelation', field: 'town', blueprint: city, match: 'code' })
    expect(await fill(op, keys(op, 'PRT', 'LIS'))).toEqual({ picked: 1, created: [], missing: [{ asked: 'LIS' }] })
    expect(await known(op, ['PRT'])).toEqual([old])
  })

  it('leaves out what has no record, or whose record is refused, and says why', async () => {
    const city = await newCity({ uniques: [['note']] })
    const [op] = await opOf({ op: 'toRelation', field: 'town', blueprint: city, createMissing: true })
    const tooLong = 'much longer than twenty characters'
    // The default of a field that must be unique serves one record only.
    const filled = await fill(op, keys(op, 'Porto', tooLong, 'Faro'))
    expect(filled.created).toHaveLength(1)
    expect(filled.missing).toEqual([
      { asked: tooLong, why: expect.stringContaining('20') },
      { asked: 'Faro', why: expect.any(String) },
    ])
    expect(await recordsOf(city)).toHaveLength(1)
    expect(await known(op, ['Porto', tooLong, 'Faro'])).toEqual([expect.any(String), null, null])
    const [only] = await opOf({ op: 'toRelation', field: 'town', blueprint: city })
    expect(await fill(only, keys(only, 'Porto', 'Nowhere'))).toEqual({
      picked: 1,
      created: [],
      missing: [{ asked: 'Nowhere' }],
    })
  })

  it('writes a field that nobody else may, and makes none without the one that tells records apart', async () => {
    const city = await newCity({ fields: [{ key: 'name', type: 'text', readOnly: true }] })
    const [op] = await opOf({ op: 'toRelation', field: 'town', blueprint: city, createMissing: true })
    await fill(op, keys(op, 'Porto'))
    expect((await recordsOf(city)).map(({ data }) => data)).toEqual([{ name: 'Porto' }])
    const lost = { ...op, match: { id: 'f99', key: 'name' } } as MapOp
    expect(await fill(lost, keys(lost, 'Faro'))).toMatchObject({
      created: [],
      missing: [{ asked: 'Faro', why: expect.stringContaining('f99') }],
    })
  })

  it('has one record for a text when two fill at once', async () => {
    const city = await newCity()
    const [op] = await opOf({ op: 'toRelation', field: 'town', blueprint: city, createMissing: true })
    const filled = await Promise.all([1, 2, 3].map(() => fill(op, keys(op, 'Porto', 'Faro'))))
    expect(filled.flatMap(({ created }) => created)).toHaveLength(2)
    expect(await recordsOf(city)).toHaveLength(2)
  })

  it('gives two choices that are called alike one record', async () => {
    const city = await newCity()
    const [op] = await opOf({ op: 'toRelation', field: 'tags', blueprint: city })
    if (op.op !== 'toRelation') throw new Error('another op')
    const [a, b] = op.before.options ?? []
    const alike = {
      ...op,
      before: {
        ...op.before,
        options: [
          { ...a, label: 'Same' },
          { ...b, label: 'Same' },
        ],
      },
    } as MapOp
    expect(await fill(alike)).toMatchObject({ picked: 1, created: [{}] })
    const [first, second] = await known(alike, ['o4', 'o5'])
    expect(first).toBe(second)
  })

  it('remembers the texts of records, also of those in the trash', async () => {
    const [ana, rui, none] = [
      await add('owner', { mail: 'ana@example.org' }),
      await add('owner', { mail: 'rui@example.org' }),
      await add('owner', {}),
    ]
    await world.must(204, 'DELETE', `/records/owner/${rui}`)
    const [op] = await opOf({ op: 'fromRelation', field: 'owner', type: 'text' })
    const asks: MapAsk[] = [{ map: op.map, keys: [], records: [ana, rui, none, 'nobody'] }]
    expect(await fill(op, asks)).toEqual({ picked: 2, created: [], missing: [{ asked: none }, { asked: 'nobody' }] })
    // What is said once stands.
    await world.must(200, 'PATCH', `/records/owner/${ana}`, { data: { mail: 'new@example.org' } })
    expect(await fill(op, [{ map: op.map, keys: [], records: [ana] }])).toMatchObject({ picked: 0 })
    expect(await moved(op, { f4: ana })).toEqual({ f4: 'ana@example.org' })
  })

  it('finds the record of another blueprint that has the same text', async () => {
    await world.must(201, 'POST', '/blueprints', { name: 'contact', fields: [{ key: 'mail', type: 'email' }] })
    const [ana, rui] = [
      await add('owner', { mail: 'same@example.org' }),
      await add('owner', { mail: 'else@example.org' }),
    ]
    const contact = await add('contact', { mail: 'same@example.org' })
    const [op] = await opOf({ op: 'retarget', field: 'owner', blueprint: 'contact', match: 'mail' })
    expect(await fill(op, keys(op, ana, rui))).toEqual({ picked: 1, created: [], missing: [{ asked: rui }] })
    expect(await moved(op, { f4: ana })).toEqual({ f4: contact })
    expect(await moved(op, { f4: rui })).toEqual({})
  })

  /** A record of the trip on the other side of the op, by the maps that are stored. */
  async function moved(op: MapOp, data: StoredData): Promise<StoredData> {
    const plan = compilePlan(() => [op as never], 1, 2)
    let arrived = data
    await loadMaps(scope.store.read, scope.tenant.no, source.no, (maps: OpMaps) => {
      arrived = runPlan(plan, data, {}, { maps }).data
    })
    return arrived
  }

  /** Records as a job moves them: what they lack is filled in on the way. */
  async function carried(ops: readonly MapOp[], from: number, to: number, records: readonly Migrated[]) {
    const plan = compilePlan(() => ops as never, from, to)
    return scope.store.inTransaction(async (tx) => {
      let arrived: readonly Migrated[] = []
      const { created } = await mapsForMoving(tx, scope, source, ops as never, (maps) => {
        arrived = records.map(({ data, attic }) => runPlan(plan, data, attic, { maps }))
      })
      return { arrived, created }
    })
  }

  it('carries records batch by batch: asked, filled, moved', async () => {
    const city = await newCity()
    const [op, ops] = await opOf({ op: 'toRelation', field: 'town', blueprint: city, createMissing: true })
    const records: StoredData[] = ['Porto', ' Porto ', 'Faro', '  '].map((town) => ({ f3: town }))
    const asks = records.flatMap((data) => mapKeysOf({ ...ops[0], map: op.map } as never, data))
    await fill(op, asks)
    const made = await recordsOf(city)
    expect(made.map(({ data }) => data['name'])).toEqual(['Porto', 'Faro'])
    const [porto, faro] = made.map(({ id }) => id)
    expect(await Promise.all(records.map((data) => moved(op, data)))).toEqual([
      { f3: porto },
      { f3: porto },
      { f3: faro },
      {},
    ])
  })

  it('on the way of a batch: what records lack is filled in, there and back, through several ops', async () => {
    const city = await newCity()
    const place = await newCity()
    const faro = await add(place, { name: 'Faro' })
    const { ops } = await applied(scope, source, [
      { op: 'toRelation', field: 'town', blueprint: city, createMissing: true },
      { op: 'retarget', field: 'town', blueprint: place, match: 'name' },
    ])
    const way = mapOpsIn(ops).map((op, i) => ({ ...op, map: `p9${number}${i}` }) as MapOp)
    const records = ['Porto', 'Faro', ' Faro'].map((town) => ({ data: { f3: town }, attic: {} }))
    const there = await carried(way, 1, 2, records)
    expect(there.arrived.map(({ data }) => data)).toEqual([{}, { f3: faro }, { f3: faro }])
    expect(there.created).toHaveLength(2)
    // The batch is done again after a crash: nothing is made twice.
    expect((await carried(way, 1, 2, records)).created).toEqual([])
    // Linked after the change, to a record that came after it: back there, it is what it is called.
    const braga = await add(place, { name: 'Braga' })
    await add(city, { name: 'Braga' })
    const edited = there.arrived.map((record, i) => (i === 0 ? { ...record, data: { f3: braga } } : record))
    const back = await carried(way, 2, 1, edited)
    expect(back.arrived.map(({ data }) => data)).toEqual([{ f3: 'Braga' }, { f3: 'Faro' }, { f3: ' Faro' }])
    const again = await carried(way, 1, 2, back.arrived)
    expect(again.arrived.map(({ data }) => data)).toEqual(edited.map(({ data }) => data))
  })

  it('on the way back: a record that came later is the option it is called like, an edited text the record that is called so', async () => {
    const city = await newCity()
    const [kind] = await opOf({ op: 'toRelation', field: 'kind', blueprint: city, createMissing: false })
    const [lisbon, nowhere] = [await add(city, { name: 'Lisbon' }), await add(city, { name: 'Nowhere' })]
    const back = await carried(
      [kind],
      2,
      1,
      [lisbon, nowhere].map((id) => ({ data: { f1: id }, attic: {} })),
    )
    expect(back.arrived.map(({ data }) => data)).toEqual([{ f1: 'o2' }, {}])
    const owner = await add('owner', { mail: 'typed@example.org' })
    const [text] = await opOf({ op: 'fromRelation', field: 'owner', type: 'text' })
    const typed = await carried([text], 2, 1, [{ data: { f4: ' typed@example.org' }, attic: {} }])
    expect(typed.arrived.map(({ data }) => data)).toEqual([{ f4: owner }])
  })

  it('moves fields into records of their own: one for all that are alike, found or made', async () => {
    number += 1
    const place = `place${number}`
    const zone = { key: 'zone', type: 'enum', options: ['south', 'north'] }
    const columns = [
      { key: 'street', type: 'text' },
      { key: 'no', type: 'integer' },
      zone,
      { key: 'since', type: 'date' },
    ]
    await world.must(201, 'POST', '/blueprints', { name: place, fields: columns })
    const visit = `visit${number}`
    await world.must(201, 'POST', '/blueprints', {
      name: visit,
      fields: [...columns.slice(0, 3).toReversed(), columns[3]],
    })
    const from = await blueprintOf(scope, visit)
    const wire = {
      op: 'extract',
      fields: ['street', 'no', 'zone', 'since'],
      blueprint: place,
      match: ['street', 'no', 'zone'],
      as: 'at',
    }
    const { ops } = await applied(scope, from, [wire])
    // Zone, number, street, day; zones are o1 and o2 here as there, the other way round is tested in the engine.
    const record = (
      street: string | null,
      no: number | null,
      option: string | null,
      since: string | null,
    ): Migrated => ({
      data: {
        ...(option && { f1: option }),
        ...(no !== null && { f2: no }),
        ...(street !== null && { f3: street }),
        ...(since && { f4: since }),
      },
      attic: {},
    })
    const [old] = [
      await add(place, { street: 'Rua A', no: 7, zone: 'north' }),
      await add(place, { street: 'Rua A', no: 7, zone: 'north' }),
    ]
    await add(place, { street: 'Rua A', no: 7, zone: 'south' })
    await add(place, { no: 8 })
    const records = [
      record('Rua A', 7, 'o2', '2026-01-02'),
      record(' Rua A', 7, 'o2', null),
      record('Rua B', null, null, null),
      record('Rua B', null, null, '2026-01-02'),
      record(null, 8, null, null),
      record(null, null, null, '2026-01-02'),
      record(null, null, null, null),
    ]
    const plan = (a: number, b: number) => compilePlan(() => ops, a, b)
    const carry = (a: number, b: number, all: readonly Migrated[]) =>
      scope.store.inTransaction(async (tx) => {
        let arrived: readonly Migrated[] = []
        const way = plan(a, b)
        const { created } = await mapsForMoving(tx, scope, from, ops, (maps) => {
          arrived = all.map(({ data, attic }) => runPlan(way, data, attic, { maps }))
        })
        return { arrived, created }
      })
    const there = await carry(1, 2, records)
    const links = there.arrived.map(({ data }) => Object.values(data)[0] ?? null)
    expect(there.created).toHaveLength(1)
    expect([links[0], links[1]]).toEqual([old, old])
    expect(links[2]).toBe(there.created[0] && 'id' in there.created[0] ? there.created[0].id : '')
    expect([links[3], links[5], links[6]]).toEqual([links[2], null, null])
    expect(typeof links[4]).toBe('string')
    expect(await recordsOf(place)).toHaveLength(5)
    expect((await recordsOf(place)).at(-1)?.data).toEqual({ street: 'Rua B' })
    const back = await carry(2, 1, there.arrived)
    expect(back.arrived.map(({ data }) => data)).toEqual(records.map(({ data }) => data))
    // A link to a record that came later brings its values.
    const [field] = Object.keys(there.arrived[0]?.data ?? {})
    const fresh = await add(place, { street: 'Rua C', no: 1, zone: 'south' })
    const late = await carry(2, 1, [{ data: { [field as string]: fresh }, attic: {} }])
    expect(late.arrived.map(({ data }) => data)).toEqual([record('Rua C', 1, 'o1', null).data])
    // Nobody is alike when the fields that tell records apart are gone.
    const lost = mapOpsIn(ops).map(
      (op) => ({ ...op, map: 'p555', columns: [0, 1, 2, 3].map((i) => ({ id: `f9${i}` })) }) as never,
    )
    const [gone] = lost
    const filled = await scope.store.inTransaction((tx) =>
      fillOpMap(tx, scope, from, gone as never, [{ map: 'p555', keys: ['["Rua A",7,"o2",null]'], records: [] }]),
    )
    expect(filled).toMatchObject({ created: [], missing: [{ why: expect.stringContaining('f90') }] })
  })

  it('lets fields stand in the place of a link: values of the record it was, and of edited values the record that holds them', async () => {
    number += 1
    const place = `place${number}`
    const zone = { key: 'zone', type: 'enum', options: ['south', 'north'] }
    const columns = [{ key: 'extra', type: 'enum', options: ['x'] }, { key: 'street', type: 'text' }, zone]
    await world.must(201, 'POST', '/blueprints', { name: place, fields: columns })
    const stay = `stay${number}`
    await world.must(201, 'POST', '/blueprints', {
      name: stay,
      fields: [{ key: 'at', type: 'relation', blueprint: place }],
    })
    const from = await blueprintOf(scope, stay)
    const { ops } = await applied(scope, from, [{ op: 'inline', field: 'at', fields: ['street', 'zone'] }])
    const [first, second] = [
      await add(place, { street: 'Rua A', zone: 'north' }),
      await add(place, { street: 'Rua A', zone: 'north' }),
    ]
    const other = await add(place, { street: 'Rua B', zone: 'south' })
    await world.must(204, 'DELETE', `/records/${place}/${second}`)
    const carry = (a: number, b: number, all: readonly Migrated[]) =>
      scope.store.inTransaction(async (tx) => {
        let arrived: readonly Migrated[] = []
        const { created } = await mapsForMoving(tx, scope, from, ops, (maps) => {
          arrived = all.map(({ data, attic }) =>
            runPlan(
              compilePlan(() => ops, a, b),
              data,
              attic,
              { maps },
            ),
          )
        })
        expect(created).toEqual([])
        return arrived
      })
    const records = [first, second, 'nobody'].map((id) => ({ data: { f1: id }, attic: {} }))
    const there = await carry(1, 2, records)
    // Options of its own, in the order of theirs.
    expect(there.map(({ data }) => data)).toEqual([{ f2: 'Rua A', f3: 'o2' }, { f2: 'Rua A', f3: 'o2' }, {}])
    const edited = there.map((record, i) => (i === 1 ? { ...record, data: { f2: 'Rua B', f3: 'o1' } } : record))
    expect((await carry(2, 1, edited)).map(({ data }) => data['f1'])).toEqual([first, other, 'nobody'])
    expect(await recordsOf(place)).toHaveLength(2)
  })

  it('at publishing when choices are few', async () => {
    const city = await newCity()
    const { ops } = await applied(scope, source, [
      { op: 'toRelation', field: 'tags', blueprint: city },
      { op: 'toRelation', field: 'town', blueprint: city, createMissing: true },
    ])
    expect(await scope.store.inTransaction((tx) => fillChoices(tx, scope, source, ops))).toHaveLength(2)
    const [op] = mapOpsIn(ops)
    if (op?.op !== 'toRelation') throw new Error('another op')
    const choices = Array.from({ length: mostAtOnce + 1 }, (_, i) => ({ id: `o${i + 50}`, key: `k${i}` }))
    const many = { ...op, map: 'p777', before: { ...op.before, options: choices } } as never
    expect(await scope.store.inTransaction((tx) => fillChoices(tx, scope, source, [many]))).toEqual([])
  })

  it('forgets what a field held that is destroyed for good, and nothing else', async () => {
    const city = await newCity()
    const { ops } = await applied(scope, source, [
      { op: 'toRelation', field: 'town', blueprint: city, createMissing: true },
      { op: 'purge', field: 'town' },
    ])
    const [first] = mapOpsIn(ops)
    const op = { ...first, map: first?.id } as MapOp
    const [other] = await opOf({ op: 'toRelation', field: 'town', blueprint: city, createMissing: true })
    for (const one of [op, other]) await fill(one, keys(one, 'A secret'))
    await scope.store.inTransaction((tx) => forgetMaps(tx, scope, source, ops))
    expect(await known(op, ['A secret'])).toEqual([null])
    expect(await known(other, ['A secret'])).toEqual([expect.any(String)])
  })

  it('never another tenant’s: neither its maps nor its blueprints', async () => {
    const foreign = await newWorld(app())
    await foreign.must(201, 'POST', '/blueprints', trip)
    await foreign.must(201, 'POST', '/blueprints', { name: 'theirs', fields: cityFields })
    const other = await scopeIn(foreign)
    const theirs = await blueprintOf(other, 'trip')
    const city = await newCity()
    const [op] = await opOf({ op: 'toRelation', field: 'kind', blueprint: city })
    await fill(op)
    // The same op, blueprint number and keys in the neighbour's tenant: nothing is known there.
    const asked = await loadMaps(
      other.store.read,
      other.tenant.no,
      source.no,
      (maps) => void maps.recordOf(op.map, 'o1'),
    )
    expect(asked.recordOf(op.map, 'o1')).toBeUndefined()
    const inTheirs = other.store.inTransaction((tx) => fillOpMap(tx, other, theirs, op))
    await expect(inTheirs).rejects.toMatchObject({ code: 'not-found' })
    // And from here, what is there is not.
    const stray = { ...op, map: 'p888', after: { type: 'relation', blueprint: 'theirs' } } as never
    await expect(fill(stray)).rejects.toMatchObject({ code: 'not-found' })
    const { blueprintNamed: named } = await blueprintsNamedIn(scope.store.read, scope, await headOf(scope, source), [
      { op: 'toRelation', field: 'kind', blueprint: 'theirs' },
      { op: 'toRelation', field: 'kind', blueprint: city },
    ])
    expect([named('theirs'), named(city)?.name, named('owner')?.name]).toEqual([undefined, city, 'owner'])
    expect((await foreign.must(200, 'GET', '/records/theirs')).body.items).toEqual([])
  })

  it('not into a blueprint that is in the trash', async () => {
    const city = await newCity()
    const [op] = await opOf({ op: 'toRelation', field: 'kind', blueprint: city })
    await world.must(204, 'DELETE', `/blueprints/${city}`)
    await expect(fill(op)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('looks at the blueprints that a draft names, also inside of groups and of fields that it brings, and at no others', async () => {
    const head = await headOf(scope, source)
    const city = await newCity()
    const targets = async (...ops: JsonObject[]) =>
      (await blueprintsNamedIn(scope.store.read, scope, head, ops)).blueprintNamed
    expect((await targets({ op: 'rename', field: 'kind', key: 'x' }))(city)).toBeUndefined()
    const inner = { op: 'toRelation', field: 'x', blueprint: city }
    expect((await targets({ op: 'each', field: 'kind', ops: [inner, 5 as never] }))(city)?.name).toBe(city)
    const brings = { op: 'add', field: { key: 'y', type: 'relation', blueprint: city } }
    expect((await targets(brings, { op: 'fromRelation', field: 'y', type: 'text' }))(city)?.name).toBe(city)
  })
})

async function scopeIn(world: TenantWorld): Promise<Scope> {
  const { runtime } = world.app
  const store = await storeOf(world)
  const tenant = await findTenantByNo(runtime.control.read, store.tenant)
  if (!tenant) throw new Error('no tenant')
  return { runtime, tenant, store, actor: { kind: 'member', id: world.owner.id, roles: ['owner'] }, language: 'en' }
}

async function blueprintOf(scope: Scope, name: string): Promise<BlueprintRow> {
  const row = await findBlueprint(scope.store.read, scope.tenant.no, name)
  if (!row) throw new Error(`no blueprint ${name}`)
  return row
}

async function headOf(scope: Scope, { no, head }: BlueprintRow): Promise<BlueprintVersion> {
  const row = await findVersion(scope.store.read, scope.tenant.no, no, head)
  if (!row) throw new Error('no version')
  return row.definition
}

async function applied(scope: Scope, source: BlueprintRow, ops: readonly JsonObject[]): Promise<AppliedOps> {
  const head = await headOf(scope, source)
  return applyOps(head, ops, idGiver(source.counters), {
    now: scope.runtime.now(),
    ...(await blueprintsNamedIn(scope.store.read, scope, head, ops)),
  })
}
