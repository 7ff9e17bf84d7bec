// Does each timer go off once, and not early, when the server is killed again and again while they do?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLong, KillClient, type KilledServer, openClient } from './kill-client.ts'
import { type Left, revsTo, seed, unless, wrongInWhatIsLeft } from './kill-rounds.ts'
import { eventually } from './tenant-world.ts'

const size = Number(process.env['KILL_RECORDS'] ?? (isLong ? 1_000 : 60))
/** Between two kills there is about so much time in which something is due. */
const roundMs = 1_500

export function killTimers(killed: KilledServer): void {
  const kills = killed.kills(isLong ? 20 : 2)
  test(`${kills} kills while ${size} timers are due: each goes off once, none early`, {
    timeout: 120_000 + kills * 20_000,
  }, async () => {
    const { server, slug, client } = await openClient(killed, Client)
    await client.makeFlow()
    const from = Date.now() + 2_000 + size * 3
    const dues = Array.from({ length: size }, (_, i) => from + Math.floor((i * kills * roundMs) / size))
    const ids = await client.fill('alarm', size, (i) => ({ at: new Date(dues[i] as number).toISOString() }))
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, from - Date.now())))
    const delays = fc.sample(fc.integer({ min: 50, max: roundMs }), { numRuns: kills, seed })
    let inTheMiddle = 0
    for (const delay of delays) {
      await new Promise((resolve) => setTimeout(resolve, delay))
      const rung = await client.count('RUNG')
      if (rung > 0 && rung < size) inTheMiddle += 1
      await server.kill()
      await server.start(server.port())
    }
    expect(await eventually(async () => (await client.count('RUNG')) === size, 60_000 + size * 20)).toBe(true)
    await server.kill()
    const dueOf = new Map(ids.map((id, i) => [id, dues[i] as number]))
    expect(await wrongInWhatIsLeft(killed, { slug, size }, (left) => wrongWith(left, dueOf))).toEqual([])
    console.log(`kill -9: ${kills} kills, ${inTheMiddle} while some of ${size} timers had gone off; FUZZ_SEED=${seed}`)
    // Otherwise nothing was in the middle of anything.
    expect(inTheMiddle).toBeGreaterThan(0)
  })
}

class Client extends KillClient {
  async makeFlow(): Promise<void> {
    await this.must(201, 'POST', '/blueprints', {
      name: 'alarm',
      fields: [
        { key: 'status', type: 'enum', options: ['SET', 'RUNG'], quickFilter: true },
        { key: 'at', type: 'datetime' },
        { key: 'rings', type: 'number', default: 0 },
      ],
    })
    await this.must(201, 'POST', '/flows', {
      name: 'alarm',
      blueprint: 'alarm',
      stateField: 'status',
      initial: 'SET',
      states: { SET: { timers: [{ name: 'bell', at: 'at', event: 'ring' }] }, RUNG: { type: 'final' } },
      events: { ring: { internal: true } },
      transitions: [{ event: 'ring', from: ['SET'], to: 'RUNG', do: [{ add: 'rings', value: '1' }] }],
    })
  }

  async count(state: string): Promise<number> {
    const { body } = await this.must(200, 'GET', `/records/alarm?status=${state}&limit=1`)
    return body.count.value
  }
}

/** Records that have rung other than once, or before their time; and timers that are left. */
async function wrongWith({ store, tenant, steps }: Left, dueOf: ReadonlyMap<string, number>): Promise<string[]> {
  const rows = await store.read.all<{ no: number; id: string; rev: number; data: string }>(
    'SELECT no, id, rev, CAST(data AS text) AS data FROM record WHERE tenant = ?',
    [tenant],
  )
  const moves = await store.read.all<{ record: number; at: number }>(
    'SELECT record, at FROM flow_log WHERE tenant = ?',
    [tenant],
  )
  const left = await store.read.all('SELECT no FROM timer WHERE tenant = ?', [tenant])
  const wrong = rows.flatMap(({ no, id, rev, data }) => {
    const own = moves.filter(({ record }) => Number(record) === Number(no))
    const is = {
      ...{ rings: JSON.parse(data).f3, rev, revs: (steps.get(Number(no)) ?? []).map((step) => step.rev) },
      moves: own.length,
      early: own.filter(({ at }) => Number(at) < (dueOf.get(id) as number)).length,
    }
    return unless(id, is, { rings: 1, rev: 2, revs: revsTo(2), moves: 1, early: 0 })
  })
  if (rows.length !== dueOf.size) wrong.push(`${rows.length} records, not ${dueOf.size}`)
  if (left.length > 0) wrong.push(`${left.length} timers are left`)
  return wrong.slice(0, 20)
}
