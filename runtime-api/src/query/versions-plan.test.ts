// Is a list by a field that was renamed and retyped as good over records of three versions as over records of one?
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { planOf } from '../../test/plan-of.ts'
import { systemScope } from '../../test/system-scope.ts'
import { eventually, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { askedOf } from '../records/list-records.ts'
import type { Db, TenantStore } from '../store/store.ts'
import { listRecords } from './list-records.ts'

const size = process.env['TEST_SIZE'] === 'long' ? 30_000 : 3_000
const query = { filter: "mass > 100.0 && kind == 'b'", sort: '-mass,mark', limit: '40' }

describeApp('A list over three versions', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  const publish = async (...ops: readonly object[]) => {
    await world.must(200, 'PUT', '/blueprints/thing/draft', { ops })
    const { token } = (await world.must(200, 'POST', '/blueprints/thing/draft/preview')).body
    await world.must(201, 'POST', '/blueprints/thing/draft/publish', { token })
  }
  const make = async (from: number, to: number, weigh: (i: number) => object) => {
    for (let at = from; at < to; at += 500) {
      const items = Array.from({ length: Math.min(500, to - at) }, (_, i) => ({
        op: 'create',
        data: { mark: `m${at + i}`, kind: ['a', 'b', 'c'][(at + i) % 3], ...weigh(at + i) },
      }))
      await world.must(200, 'POST', '/records/thing/bulk', { items })
    }
  }
  const quiet = async () => {
    const store = await storeOf(world)
    const open = `SELECT 1 AS one FROM job WHERE tenant = ? AND status IN ('queued', 'running') LIMIT 1`
    expect(await eventually(async () => !(await store.read.get(open, [store.tenant])), 60_000)).toBe(true)
  }
  /** On a real server autovacuum does. */
  const analyse = async () => {
    const { databaseUrl } = app().runtime.config
    if (databaseUrl === undefined) return
    const owner = new pg.Client(databaseUrl)
    await owner.connect()
    await owner.query('ANALYZE')
    await owner.end()
  }
  const seen = async () => {
    const scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
    const ask = await askedOf(scope, await definitionOf(scope, scope.store.read, 'thing'), query)
    const statements: string[] = []
    const { rows } = await listRecords(noting(scope.store, statements), ask)
    const plan = await planOf(scope.store, ask)
    return { plan, rows: rows.length, pages: statements.filter((sql) => sql.includes('attic')).length }
  }
  const listed = async () => {
    const params = new URLSearchParams(query)
    const { items } = (await world.must(200, 'GET', `/records/thing?${params}`)).body
    return items.map(({ data }: { data: { mass: number; mark: string } }) => `${data.mass} ${data.mark}`)
  }

  test('right order, one statement, the same plan', async () => {
    const third = size / 3
    const massOf = (i: number) => (i * 7919) % 997
    await world.must(201, 'POST', '/blueprints', {
      name: 'thing',
      fields: [
        { key: 'mark', type: 'text', quickFilter: true },
        { key: 'kind', type: 'enum', options: ['a', 'b', 'c'], quickFilter: true },
        { key: 'weight', type: 'text', quickFilter: true },
      ],
    })
    await make(0, third, (i) => ({ weight: i % 10 === 0 ? `about ${massOf(i)}` : `${massOf(i)}` }))
    await publish({ op: 'rename', field: 'weight', key: 'mass' })
    await make(third, 2 * third, (i) => ({ mass: `${massOf(i)}.0` }))
    await publish({ op: 'retype', field: 'mass', type: 'number' })
    await make(2 * third, size, (i) => ({ mass: massOf(i) }))
    await quiet()
    await analyse()
    const wanted = Array.from({ length: size }, (_, i) => ({ i, mass: massOf(i) }))
      .filter(({ i, mass }) => mass > 100 && i % 3 === 1 && !(i < third && i % 10 === 0))
      .sort((a, b) => b.mass - a.mass || (`m${a.i}` < `m${b.i}` ? -1 : 1))
      .slice(0, 40)
      .map(({ i, mass }) => `${mass} m${i}`)
    const overThree = await seen()
    expect(await listed()).toEqual(wanted)
    expect(overThree).toMatchObject({ pages: 1, rows: 40 })
    expect(overThree.plan.fullScan, overThree.plan.lines.join('\n')).toBe(false)
    await world.must(202, 'POST', '/blueprints/thing/migrations', { to: 3 })
    await quiet()
    await analyse()
    const overOne = await seen()
    expect(await listed()).toEqual(wanted)
    expect(overOne).toMatchObject({ pages: 1, rows: 40 })
    const { indexes, fullScan, sorts } = overOne.plan
    expect({ ...overThree.plan, lines: [] }).toEqual({ indexes, fullScan, sorts, lines: [] })
  }, 180_000)
})

function noting(store: TenantStore, statements: string[]): TenantStore {
  const read: Db = {
    ...store.read,
    all: (sql, bindings) => {
      statements.push(sql)
      return store.read.all(sql, bindings)
    },
  }
  return { ...store, read }
}
