// Is what happens by itself done once for each record, when the server is killed again and again while it is at it?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLong, KillClient, type KilledServer, openClient } from './kill-client.ts'
import { type Left, seed, unless, wrongInWhatIsLeft } from './kill-rounds.ts'
import { eventually } from './tenant-world.ts'

const size = Number(process.env['KILL_RECORDS'] ?? (isLong ? 1_000 : 60))

export function killAutomations(killed: KilledServer): void {
  const kills = killed.kills(isLong ? 20 : 2)
  test(`${kills} kills while ${size} records set automations off: each is done once`, {
    timeout: 120_000 + kills * 20_000,
  }, async () => {
    const { server, slug, client } = await openClient(killed, Client)
    await client.makeAutomations()
    const delays = fc.sample(fc.integer({ min: 20, max: 400 }), { numRuns: kills, seed })
    let inTheMiddle = 0
    await client.fill('order', size, (i) => ({ name: `Order ${i}` }))
    for (const delay of delays) {
      await new Promise((resolve) => setTimeout(resolve, delay))
      const { waiting } = await client.counts()
      if (waiting > 0) inTheMiddle += 1
      await server.kill()
      await server.start(server.port())
    }
    const isDone = async () => {
      const { waiting, tasks } = await client.counts()
      return waiting === 0 && tasks >= size
    }
    expect(await eventually(isDone, 60_000 + size * 40)).toBe(true)
    await server.kill()
    expect(await wrongInWhatIsLeft(killed, { slug, size: size * 2 }, wrongWith)).toEqual([])
    console.log(`kill -9: ${kills} kills, ${inTheMiddle} while runs of ${size} records waited; FUZZ_SEED=${seed}`)
  })
}

class Client extends KillClient {
  /** A new order counts itself and makes a task; a new task counts its order's, and calls somebody outside. */
  async makeAutomations(): Promise<void> {
    await this.must(201, 'POST', '/blueprints', {
      name: 'order',
      fields: [
        { key: 'name', type: 'text' },
        { key: 'times', type: 'number', default: 0 },
        { key: 'tasks', type: 'number', default: 0 },
      ],
    })
    await this.must(201, 'POST', '/blueprints', {
      name: 'task',
      fields: [{ key: 'order', type: 'relation', blueprint: 'order', quickFilter: true }],
    })
    const automation = { status: 'on', trigger: { kind: 'created' } }
    await this.must(201, 'POST', '/automations', {
      ...{ ...automation, name: 'orders', blueprint: 'order' },
      do: [
        { add: 'times', value: '1' },
        { create: 'task', values: { order: 'record.id' } },
      ],
    })
    await this.must(201, 'POST', '/automations', {
      ...{ ...automation, name: 'tasks', blueprint: 'task' },
      do: [
        { updateRelated: 'order', values: { tasks: '1' } },
        { notify: { roles: ['owner'] }, template: 'A task' },
      ],
    })
  }

  async counts(): Promise<{ readonly waiting: number; readonly tasks: number }> {
    const { body } = await this.must(200, 'GET', '/automations')
    const tasks = await this.must(200, 'GET', '/records/task?limit=1')
    const waiting = body.items.reduce((sum: number, one: { runs: { waiting: number } }) => sum + one.runs.waiting, 0)
    return { waiting, tasks: tasks.body.count.value }
  }
}

/** Orders that were counted or given a task other than once, runs that are not done, messages that are lacking or doubled. */
async function wrongWith({ store, tenant }: Left): Promise<string[]> {
  const rows = await store.read.all<{ id: string; name: string; data: string }>(
    `SELECT r.id, b.name, CAST(r.data AS text) AS data FROM record r JOIN blueprint b ON b.tenant = r.tenant AND b.no = r.blueprint
      WHERE r.tenant = ?`,
    [tenant],
  )
  const runs = await store.read.all<{ status: string; n: number }>(
    'SELECT status, count(*) AS n FROM automation_run WHERE tenant = ? GROUP BY status',
    [tenant],
  )
  const sent = await store.read.all<{ n: number }>('SELECT count(*) AS n FROM delivery WHERE tenant = ?', [tenant])
  const tasks = rows.filter(({ name }) => name === 'task').map(({ data }) => JSON.parse(data).f1)
  const wrong = rows
    .filter(({ name }) => name === 'order')
    .flatMap(({ id, data }) => {
      const { f2: times, f3: counted } = JSON.parse(data)
      const is = { times, counted, tasks: tasks.filter((order) => order === id).length }
      return unless(id, is, { times: 1, counted: 1, tasks: 1 })
    })
  const done = runs.map(({ status, n }) => `${status} ${Number(n)}`).join()
  if (done !== `done ${size * 2}`) wrong.push(`runs: ${done}`)
  if (Number(sent[0]?.n) !== size) wrong.push(`${Number(sent[0]?.n)} messages, not ${size}`)
  return wrong.slice(0, 20)
}
