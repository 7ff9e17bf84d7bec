// Is every record whole, at one version, moved once by each job, and is no edit lost, when the server is killed while records are moved?
import { expect, test } from 'vitest'
import { wrongDerivedRows } from './derived-rows.ts'
import { type Book, isLong, KillClient, type KilledServer, openClient } from './kill-client.ts'
import { killInRounds, type Left, revsTo, seed, unless, untilDone, wrongInWhatIsLeft } from './kill-rounds.ts'
import { eventually } from './tenant-world.ts'

const size = Number(process.env['KILL_RECORDS'] ?? (isLong ? 100_000 : 1_000))

export function killMigrations(killed: KilledServer): void {
  const { isPostgres } = killed
  const kills = killed.kills(isLong ? 200 : 2)
  test(`${kills} kills while ${size} records are moved and edited: each is whole, nothing is lost, nothing is done twice`, {
    timeout: 120_000 + kills * (isPostgres ? 90_000 : 20_000) + size * 20,
  }, async () => {
    const { server, slug, client } = await openClient(killed, Client)
    const ledger = await client.prepare()
    /** Where each job moved the records to. */
    const targets: number[] = []
    let onTheWayBack = 0
    const { inTheMiddle, edits } = await killInRounds(killed, client, {
      kills,
      ...{ within: 700, clients: 4, ledger },
      async begin(round) {
        // The second half hits the way back, however little of the way there the first half let happen.
        if (round > 0 && round === Math.ceil(kills / 2)) await untilDone(client, size)
        if (!(await client.isRunning())) targets.push(await client.migrate(targets.length % 2 === 0 ? 5 : 1))
      },
      // A job that sees itself alone takes long batches, and one of those is hit.
      isAlone: (round) => round % 3 === 2,
      isBack({ status }) {
        if (status !== 'succeeded' && targets.at(-1) === 1) onTheWayBack += 1
      },
    })
    await untilDone(client, size)
    for (const job of await client.jobs('migrate')) {
      expect(job).toMatchObject({ status: 'succeeded', done: size, total: size, quarantined: 0 })
      expect(job.report).toMatchObject({ moved: size, changed: size })
    }
    await server.kill()
    const left = { slug, size }
    expect(await wrongInWhatIsLeft(killed, left, (left) => wrongRecords(left, ledger, targets))).toEqual([])
    console.log(
      `kill -9: ${kills} kills, ${inTheMiddle} in the middle of ${targets.length} migrations (${onTheWayBack} on the way back) of ${size} records, ${edits} edits acknowledged meanwhile; FUZZ_SEED=${seed}`,
    )
    // Otherwise nothing was in the middle of anything.
    expect(inTheMiddle).toBeGreaterThan(0)
    if (isLong) expect(onTheWayBack).toBeGreaterThan(0)
    expect(edits).toBeGreaterThan(isPostgres ? 0 : kills)
  })
}

class Client extends KillClient {
  /** Records of version one with something of everything that hangs on them, and four versions more. */
  async prepare(): Promise<Book[]> {
    const fields = [
      { key: 'serial', type: 'text', required: true },
      { key: 'name', type: 'text' },
      { key: 'weight', type: 'text', quickFilter: true },
      { key: 'level', type: 'enum', options: ['low', 'mid', 'high'], quickFilter: true },
      { key: 'labels', type: 'text' },
      { key: 'next', type: 'relation', blueprint: 'parcel' },
      { key: 'hits', type: 'integer', quickFilter: true },
    ]
    await this.must(201, 'POST', '/blueprints', { name: 'parcel', fields, uniques: [['serial'], ['serial', 'hits']] })
    const ids = await this.fill('parcel', size, (i, before) => parcel(i, before[(i * 7) % Math.max(1, before.length)]))
    const names = [
      { key: 'first', type: 'text' },
      { key: 'last', type: 'text' },
    ]
    await this.publish('parcel', { op: 'split', field: 'name', into: names, by: ' ' })
    await this.publish(
      'parcel',
      { op: 'retype', field: 'weight', type: 'number' },
      { op: 'rename', field: 'weight', key: 'mass' },
    )
    await this.publish('parcel', { op: 'remap', field: 'level', map: { mid: 'low' } })
    await this.publish('parcel', { op: 'toList', field: 'labels', by: ',' })
    const isQuiet = async () => (await this.jobs('fill-slots')).every(({ status }) => status === 'succeeded')
    expect(await eventually(isQuiet, 60_000 + size * 10)).toBe(true)
    return ids.map((id) => ({ blueprint: 'parcel', id, edits: 0 }))
  }

  async migrate(to: number): Promise<number> {
    await this.must(202, 'POST', '/blueprints/parcel/migrations', { to })
    return to
  }
}

function parcel(i: number, next: string | undefined) {
  return {
    serial: `S${i}`,
    name: i % 7 === 0 ? `Ana${i}` : `Ana  Maria ${i}`,
    weight: i % 5 === 0 ? `about ${i}` : `${i}.50`,
    level: ['low', 'mid', 'high'][i % 3],
    labels: i % 4 === 0 ? 'red, blue' : `red,l${i % 50}`,
    ...(next === undefined ? {} : { next }),
  }
}

/** Each record's version, edits, and every step of its history. */
async function wrongRecords(
  { runtime, tenant, store, steps }: Left,
  books: readonly Book[],
  targets: readonly number[],
): Promise<string[]> {
  const rows = await store.read.all<{ no: number; id: string; version: number; rev: number; hits: number | null }>(
    `SELECT no, id, version, rev, data ->> 'f7' AS hits FROM record WHERE tenant = ?`,
    [tenant],
  )
  const known = new Map(books.map((book) => [book.id, book]))
  const ways = targets.map((to, i) => [i === 0 ? 1 : targets[i - 1], to])
  const wrong = rows.flatMap(({ no, id, version, rev, hits }) => {
    const own = steps.get(no) ?? []
    const edits = known.get(id)?.edits
    const is = {
      ...{ version, hits: Number(hits ?? 0), rev, revs: own.map((step) => step.rev) },
      ways: own.flatMap((step) => (step.version ? [step.version] : [])),
    }
    const last = 1 + targets.length + (edits ?? 0)
    return unless(id, is, { version: targets.at(-1), hits: edits, rev: last, revs: revsTo(last), ways })
  })
  if (rows.length !== books.length) wrong.push(`${rows.length} records, not ${books.length}`)
  return [...wrong.slice(0, 20), ...(await wrongDerivedRows(runtime, tenant, 'parcel'))]
}
