// Do records come back from five versions of changes exactly as they were, whatever the changes did to their values?
import { createHash } from 'node:crypto'
import { canonicalJson } from '@molde/engine'
import { beforeAll, expect, test } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'

const long = process.env['TEST_SIZE'] === 'long'
const size = Number(process.env['MIGRATE_RECORDS'] ?? (long ? 100_000 : 600))
/** So many are looked at through the API at every version. */
const looked = Math.min(size, 600)

const text = (key: string) => ({ key, type: 'text' })
const fields = [
  { key: 'serial', type: 'integer', required: true },
  text('name'),
  text('note'),
  text('city'),
  text('region'),
  { key: 'weight', type: 'text', quickFilter: true },
  { key: 'level', type: 'enum', options: ['low', 'mid', 'high'], quickFilter: true },
  text('labels'),
  text('owner'),
  text('memo'),
  text('motto'),
  { key: 'kind', type: 'enum', options: ['work', 'fun', 'rest'], quickFilter: true },
  text('supplier'),
  { key: 'agent', type: 'text', quickFilter: true },
]

/** What links come to point to: records that are there, and records that are made on the way. */
const called = [{ key: 'name', type: 'text', required: true, quickFilter: true }]
const linked = ['kind', 'supplier', 'agent']
const suppliers = Math.max(40, size / 100)

/** What each version changes. Every kind of op that moves values is among them. */
const versions: readonly (readonly object[])[] = [
  [
    { op: 'add', field: { key: 'rank', type: 'integer', quickFilter: true }, fill: { expr: 'serial + 1' } },
    { op: 'remove', field: 'note' },
    { op: 'rename', field: 'weight', key: 'mass' },
  ],
  [
    { op: 'split', field: 'name', into: [text('first'), text('last')], by: ' ' },
    { op: 'merge', fields: ['city', 'region'], into: text('place'), template: '{city} - {region}' },
    { op: 'toRelation', field: 'kind', blueprint: 'kind' },
  ],
  [
    { op: 'retype', field: 'mass', type: 'number' },
    { op: 'remap', field: 'level', map: { mid: 'low' } },
    { op: 'toRelation', field: 'supplier', blueprint: 'supplier', createMissing: true },
    { op: 'toRelation', field: 'agent', blueprint: 'agent', createMissing: false },
  ],
  [
    { op: 'toList', field: 'labels', by: ',' },
    { op: 'change', field: 'owner', required: true, fill: { value: 'nobody' } },
  ],
  [
    { op: 'change', field: 'memo', maxLength: 12, onError: 'truncate' },
    { op: 'change', field: 'motto', maxLength: 4, onError: 'keep' },
  ],
]
const head = versions.length + 1

/** Of every value a good many that no converter takes there and back by itself. */
function valuesOf(i: number): object {
  const pick = <T>(...of: T[]) => of[(i * 7 + (i >> 3)) % of.length] as T
  const all = {
    serial: i,
    name: pick(`Ana ${i}`, `Ana  Maria ${i}`, `Bo${i}`, ` ${i} `, 'Zoë  de la Cruz'),
    note: pick('kept', '', null, `n${i}`),
    city: pick('Porto', 'São Paulo - Sul', null, 'A - B'),
    region: pick('Norte', null, ' - ', 'SP'),
    weight: pick('12', '1.50', 'about 7', '007', '-0', '1e3', null, `${i}.25`, '  3 '),
    level: pick('low', 'mid', 'high', null),
    labels: pick('red, blue', 'red,,blue', ' a ,a', null, ',', `l${i % 9}`),
    owner: pick(null, 'Ana', 'nobody'),
    memo: pick('short', 'a memo that is longer than it may be', null, 'ends in space here'),
    motto: pick('tiny', 'not tiny', null),
    kind: pick('work', 'fun', null),
    supplier: pick(`Supplier ${i % suppliers}`, ` Supplier ${i % suppliers} `, '  ', null),
    agent: pick('Ana', ' Bo', 'Nobody knows', null),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== ''))
}

describeApp(`${size} records through every kind of change, forward and back`, { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  test(
    'come back the same, and look the same in every version wherever they rest',
    async () => {
      await world.must(201, 'POST', '/blueprints', { name: 'thing', fields })
      for (const name of linked)
        await world.must(201, 'POST', '/blueprints', { name, titleField: 'name', fields: called })
      for (const name of ['Ana', 'Bo']) await world.must(201, 'POST', '/records/agent', { data: { name } })
      for (let at = 0; at < size; at += 1_000) {
        const items = Array.from({ length: Math.min(1_000, size - at) }, (_, i) => ({
          op: 'create',
          data: valuesOf(at + i),
        }))
        await world.must(200, 'POST', '/records/thing/bulk', { items })
      }
      const before = await hashes(world)
      for (const ops of versions) await publish(world, ops)
      await ended(world)
      const seen = await views(world)
      const differing = async (from: ReadonlyMap<string, string>) => {
        const now = await hashes(world)
        return [...from].filter(([id, hash]) => now.get(id) !== hash).length + Math.abs(now.size - from.size)
      }
      const hashesAt = new Map([[1, before]])
      const way = [...versions.keys()].map((i) => i + 2)
      for (const to of way) {
        expect(await move(world, to)).toMatchObject({ status: 'succeeded', report: { moved: size, quarantined: 0 } })
        hashesAt.set(to, await hashes(world))
        expect(await views(world)).toEqual(seen)
      }
      expect(await differing(before)).toBe(size)
      // The choices and the texts have records by now; whom nobody knows has none.
      const made = await Promise.all(linked.map(async (name) => (await rowsOf(world, name)).length))
      const asked = Array.from({ length: size }, (_, i) => (valuesOf(i) as { supplier?: string }).supplier?.trim())
      expect(made).toEqual([3, new Set(asked.filter(Boolean)).size, 2])
      for (const to of way.toReversed().map((version) => version - 1)) {
        expect(await move(world, to)).toMatchObject({ status: 'succeeded', report: { moved: size, quarantined: 0 } })
        // Not only the first and the last: each stop on the way back is the one on the way there.
        expect(await differing(hashesAt.get(to) as ReadonlyMap<string, string>)).toBe(0)
        expect(await views(world)).toEqual(seen)
      }
      expect(await move(world, head)).toMatchObject({ report: { moved: size } })
      expect(await differing(hashesAt.get(head) as ReadonlyMap<string, string>)).toBe(0)
      expect(await move(world, 1)).toMatchObject({ report: { moved: size } })
      expect(await differing(before)).toBe(0)
      const store = await storeOf(world)
      expect(await wrongDerivedRows(app().runtime, store.tenant, 'thing')).toEqual([])
    },
    120_000 + size * 60,
  )
})

async function publish(world: TenantWorld, ops: readonly object[]): Promise<void> {
  await world.must(200, 'PUT', '/blueprints/thing/draft', { ops })
  const { token } = (await world.must(200, 'POST', '/blueprints/thing/draft/preview')).body
  await world.must(201, 'POST', '/blueprints/thing/draft/publish', { token })
}

async function move(world: TenantWorld, to: number) {
  await world.must(202, 'POST', '/blueprints/thing/migrations', { to })
  return ended(world)
}

/** The newest job, once none is at work. Asked in the database: a job makes room for whoever sends requests. */
async function ended(world: TenantWorld) {
  const store = await storeOf(world)
  const open = `SELECT 1 AS one FROM job WHERE tenant = ? AND status IN ('queued', 'running') LIMIT 1`
  while (await store.read.get(open, [store.tenant])) await new Promise((resolve) => setTimeout(resolve, 50))
  const waits = 'SELECT 1 AS one FROM outbox WHERE tenant = ? LIMIT 1'
  while (await store.read.get(waits, [store.tenant])) await new Promise((resolve) => setTimeout(resolve, 50))
  return (await world.must(200, 'GET', '/jobs?limit=1')).body.items[0]
}

/** Of every record: what it holds, and where. */
async function hashes(world: TenantWorld): Promise<Map<string, string>> {
  const rows = await rowsOf(world, 'thing')
  return new Map(
    rows.map(({ id, version, data }) => {
      const text = `${version} ${canonicalJson(JSON.parse(data))}`
      return [id, createHash('sha256').update(text).digest('hex')] as const
    }),
  )
}

async function rowsOf(world: TenantWorld, name: string) {
  const store = await storeOf(world)
  return store.read.all<{ id: string; version: number; data: string }>(
    `SELECT id, version, CAST(data AS text) AS data FROM record
      WHERE tenant = ? AND blueprint = (SELECT no FROM blueprint WHERE tenant = ? AND name = ?)`,
    [store.tenant, store.tenant, name],
  )
}

/** What clients of every version are shown. */
async function views(world: TenantWorld): Promise<readonly unknown[]> {
  const seen: unknown[] = []
  for (let version = 1; version <= head; version += 1)
    for (let cursor = '', at = 0; at < looked; at += 200) {
      const { body } = await world.must(200, 'GET', `/records/thing?as=${version}&limit=200&count=none${cursor}`)
      seen.push(...body.items.map(({ id, data }: { id: string; data: object }) => ({ id, version, data })))
      cursor = `&cursor=${body.next}`
    }
  return seen
}
