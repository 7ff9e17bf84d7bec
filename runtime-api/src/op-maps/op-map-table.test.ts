import { GatheredMaps } from '@molde/engine'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../../test/describe-on-both.ts'
import type { TenantStore } from '../store/store.ts'
import { loadMaps, tellMaps } from './load-maps.ts'
import { findPairs, insertPairs, lockMaps, type MapPair } from './op-map-table.ts'

const name = { blueprint: 3, map: 'p1' }
const insert = (store: TenantStore, pairs: readonly MapPair[], of = name) =>
  store.inTransaction(async (tx) => {
    await lockMaps(tx, store.tenant)
    await insertPairs(tx, store.tenant, of, pairs, 1_000)
  })
const find = (
  store: TenantStore,
  keys: readonly string[],
  records: readonly string[] = [],
  { blueprint, map } = name,
) => findPairs(store.read, store.tenant, blueprint, [{ map, keys, records }])

describeOnBoth('the rows of op maps', (open) => {
  it('answer both ways, and say nothing of what they do not know', async () => {
    const store = await open()
    await insert(store, [
      { key: 'Porto', target: 'P' },
      { key: 'o1', target: 'L' },
    ])
    expect(await find(store, ['Porto', 'porto', 'o1'])).toEqual(
      expect.arrayContaining([
        { by: 'key', map: 'p1', key: 'Porto', target: 'P' },
        { by: 'key', map: 'p1', key: 'o1', target: 'L' },
      ]),
    )
    expect(await find(store, [], ['L', 'X'])).toEqual([{ by: 'target', map: 'p1', key: 'o1', target: 'L' }])
    expect(await find(store, ['Porto'], ['L'])).toHaveLength(2)
    expect(await find(store, [], [])).toEqual([])
  })

  it('of several records for a key, and keys for a record, the first stands for it for ever', async () => {
    const store = await open()
    await insert(store, [{ key: 'b', target: 'R1' }])
    await insert(store, [
      { key: 'a', target: 'R1' },
      { key: 'b', target: 'R2' },
      { key: 'b', target: 'R1' },
      { key: 'c', target: 'R2' },
    ])
    expect(await find(store, ['a', 'b', 'c'])).toHaveLength(3)
    const said = async (...asked: Parameters<typeof find>) =>
      (await find(...asked)).map(({ key, target }) => [key, target])
    expect(await said(store, ['b'])).toEqual([['b', 'R1']])
    expect(await said(store, ['a'])).toEqual([['a', 'R1']])
    expect(await said(store, [], ['R1'])).toEqual([['b', 'R1']])
    expect(await said(store, [], ['R2'])).toEqual([['b', 'R2']])
  })

  it('take texts of any length, told apart to the last character', async () => {
    const store = await open()
    const long = `${'á'.repeat(5_000)}\u{1f600}`
    const pairs = [long, `${long}.`, `${long}..`].map((key, i) => ({ key, target: `R${i}` }))
    await insert(store, pairs)
    const found = await find(
      store,
      pairs.map(({ key }) => key),
    )
    expect(found.map(({ key, target }) => ({ key, target }))).toEqual(expect.arrayContaining(pairs))
    expect(await find(store, [], ['R1'])).toMatchObject([{ key: `${long}.` }])
    // A text that is written like the short form of another is not that other.
    const [row] = await store.read.all<{ key: string }>('SELECT key FROM op_map WHERE tenant = ? AND target = ?', [
      store.tenant,
      'R0',
    ])
    expect(row?.key.length).toBeLessThanOrEqual(200)
    expect(await find(store, [row?.key ?? ''])).toEqual([])
  })

  it('belong to one blueprint, one op and one tenant', async () => {
    const [store, other] = [await open(), await open()]
    await insert(store, [{ key: 'a', target: 'MINE' }])
    await insert(other, [{ key: 'a', target: 'THEIRS' }])
    await insert(store, [{ key: 'a', target: 'NEIGHBOUR' }], { blueprint: 4, map: 'p1' })
    expect((await find(store, ['a'])).map(({ target }) => target)).toEqual(['MINE'])
    expect((await find(other, ['a'])).map(({ target }) => target)).toEqual(['THEIRS'])
    expect(await find(store, ['a'], ['MINE'], { blueprint: 3, map: 'p2' })).toEqual([])
    expect(await find(store, [], ['THEIRS'])).toEqual([])
    // Somebody else's number in the statement reaches nothing either.
    const foreign = [{ map: 'p1', keys: ['a'], records: ['THEIRS'] }]
    expect(await findPairs(store.read, other.tenant, 3, foreign)).toEqual([])
  })

  it('are read along an index, for hundreds of keys in a few statements', async () => {
    const store = await open()
    const pairs = Array.from({ length: 700 }, (_, i) => ({ key: `k${i}`, target: `R${i}` }))
    await insert(store, pairs)
    expect(
      await find(
        store,
        pairs.map(({ key }) => key),
        ['R5', 'nobody'],
      ),
    ).toHaveLength(701)
    if (store.dialect !== 'sqlite') return
    const seen: string[] = []
    const db = {
      ...store.read,
      all: (sql: string, bindings: readonly (string | number)[] = []) => explained(store, seen, sql, bindings),
    }
    await findPairs(db as never, store.tenant, 3, [{ map: 'p1', keys: ['k1', 'k2', 'k3'], records: ['R1'] }])
    const searches = seen.filter((line) => line.includes('op_map'))
    expect(searches).toEqual([
      expect.stringContaining('map=? AND key=?'),
      expect.stringContaining('map=? AND target=?'),
    ])
  })

  it('are read as far as the records at hand ask for them, in rounds', async () => {
    const store = await open()
    await insert(store, [{ key: 'a', target: 'A' }])
    await insert(store, [{ key: 'A', target: 'B' }], { blueprint: 3, map: 'p2' })
    let runs = 0
    const maps = await loadMaps(store.read, store.tenant, 3, (known) => {
      runs += 1
      known.recordOf('p2', known.recordOf('p1', 'a') ?? 'nothing')
      known.keyOf('p1', 'nobody')
    })
    expect([maps.recordOf('p1', 'a'), maps.recordOf('p2', 'A'), maps.keyOf('p1', 'nobody')]).toEqual([
      'A',
      'B',
      undefined,
    ])
    expect(runs).toBe(3)
    expect(await tellMaps(store.read, store.tenant, 3, new GatheredMaps(), [])).toBe(false)
  })

  it('have one record for a key when two fill the map at once', async () => {
    const store = await open()
    const fill = (target: string) =>
      store.inTransaction(async (tx) => {
        await lockMaps(tx, store.tenant)
        const [known] = await findPairs(tx, store.tenant, 3, [{ map: 'p1', keys: ['a'], records: [] }])
        if (!known) await insertPairs(tx, store.tenant, name, [{ key: 'a', target }], 1)
      })
    await Promise.all(['A', 'B', 'C', 'D'].map(fill))
    const rows = await store.read.all('SELECT * FROM op_map WHERE tenant = ?', [store.tenant])
    expect(rows).toHaveLength(1)
  })
})

async function explained(
  { read }: TenantStore,
  seen: string[],
  sql: string,
  bindings: readonly (string | number)[],
): Promise<unknown[]> {
  const lines = await read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, bindings)
  seen.push(...lines.map(({ detail }) => detail))
  return read.all(sql, bindings)
}
