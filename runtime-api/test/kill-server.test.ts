// Is what was acknowledged still there, and exactly once, after the server was killed in the middle of everything?
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from './populated-tenant.ts'
import { buildServer, type ServerProcess } from './server-process.ts'
import { callApi } from './test-app.ts'

const long = process.env['TEST_SIZE'] === 'long'
const kills = long ? 50 : 3
const clients = long ? 16 : 8
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_120)
/** The promise is 3 s on a machine of its own. A start that other work delays says nothing; the median of many does. */
const readyWithin = long ? 3_000 : 10_000

let server: ServerProcess
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test(`${kills} kills in the middle of writes: nothing acknowledged is lost, nothing is done twice`, {
  timeout: kills * 60_000,
}, async () => {
  const started: number[] = []
  const ledger = new Ledger()
  const delays = fc.sample(fc.integer({ min: 50, max: 1_500 }), { numRuns: kills, seed })
  let { port } = await server.start()
  const world = await prepare()
  for (const [round, delay] of delays.entries()) {
    const writing = Array.from({ length: clients }, (_, lane) =>
      writeUntilGone(world, port, ledger, `${round}-${lane}`),
    )
    await new Promise((resolve) => setTimeout(resolve, delay))
    await server.kill()
    await Promise.all(writing)
    expect(server.damage()).toEqual([])
    const again = await server.start(port)
    started.push(again.ms)
    port = again.port
    await finishUnknown(world, port, ledger)
    expect(await differences(world, port, ledger, `${round}-`)).toEqual([])
  }
  expect(await differences(world, port, ledger, '')).toEqual([])
  const [median = 0, slowest = 0] = [started.sort((a, b) => a - b)[started.length >> 1], started.at(-1)]
  console.log(
    `kill -9: ${kills} kills, ${ledger.acknowledged} writes acknowledged, ${ledger.settled} unknown ones settled; ready again after ${Math.round(median)} ms (median), at most ${Math.round(slowest)} ms; FUZZ_SEED=${seed}`,
  )
  expect(median).toBeLessThan(readyWithin)
  // Otherwise nothing was in the middle of anything.
  expect(ledger.settled).toBeGreaterThan(0)
})

interface World {
  readonly path: string
  readonly key: string
}

async function prepare(): Promise<World> {
  const { app, tenant, key } = await server.newTenant()
  const blueprint = {
    name: 'parcel',
    fields: [
      { key: 'serial', type: 'text', required: true },
      { key: 'count', type: 'integer' },
      { key: 'status', type: 'enum', options: ['HERE', 'THERE'] },
    ],
  }
  const flow = {
    name: 'parcel',
    blueprint: 'parcel',
    stateField: 'status',
    initial: 'HERE',
    states: { HERE: {}, THERE: {} },
    transitions: [
      { event: 'go', from: ['HERE'], to: 'THERE' },
      { event: 'come', from: ['THERE'], to: 'HERE' },
    ],
  }
  await must(201, app.call('POST', `${tenant.path}/blueprints`, { token: key, body: blueprint }))
  await must(201, app.call('POST', `${tenant.path}/flows`, { token: key, body: flow }))
  return { path: `${tenant.path}/records/parcel`, key }
}

// ── the client's own book ───────────────────────────────────────────────────────────────────────────────────────────

interface Write {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly status: number
}

interface Parcel {
  readonly serial: string
  id?: string
  rev: number
  count: number | undefined
  state: 'HERE' | 'THERE'
  transitions: number
  /** Sent, and no answer came. */
  unknown?: Write
}

class Ledger {
  readonly parcels: Parcel[] = []
  acknowledged = 0
  settled = 0
}

/** Each write: a create, two transitions, three changes; then the next parcel. Ends when the server is gone. */
async function writeUntilGone(world: World, port: number, ledger: Ledger, lane: string): Promise<void> {
  for (let i = 0; ; i++) {
    const parcel: Parcel = { serial: `${lane}-${i}`, rev: 0, count: undefined, state: 'HERE', transitions: 0 }
    ledger.parcels.push(parcel)
    for (const step of ['create', 'go', 'change', 'change', 'come', 'change'] as const) {
      parcel.unknown = writeOf(world, parcel, step)
      if (!(await settle(world, port, parcel))) return
      ledger.acknowledged += 1
    }
  }
}

function writeOf({ path }: World, parcel: Parcel, step: 'create' | 'change' | 'go' | 'come'): Write {
  const { serial, id, rev } = parcel
  if (step === 'create')
    return { method: 'POST', path, headers: { 'idempotency-key': serial }, body: { data: { serial } }, status: 201 }
  // A change carries no key; the rev it was made for takes its place.
  if (step === 'change')
    return {
      method: 'PATCH',
      path: `${path}/${id}`,
      headers: { 'if-match': `"${rev}.1"` },
      body: { data: { count: rev } },
      status: 200,
    }
  return {
    method: 'POST',
    path: `${path}/${id}/transitions/${step}`,
    headers: { 'idempotency-key': `${serial}-${step}` },
    body: {},
    status: 200,
  }
}

/** Sends what is not settled and notes what it did; false when no answer comes. */
async function settle(world: World, port: number, parcel: Parcel): Promise<boolean> {
  const write = parcel.unknown
  if (!write) return true
  const { method, path, headers, body, status } = write
  const answered = await callApi(`http://127.0.0.1:${port}`, method, path, { token: world.key, headers, body }).catch(
    () => undefined,
  )
  if (!answered) return false
  // The change had arrived the first time: then what is there now is what it made of it.
  const arrived = method === 'PATCH' && answered.status === 412 && answered.body.current.data.count === parcel.rev
  const record = arrived ? answered.body.current : answered.body
  if (answered.status !== status && !arrived)
    throw new Error(`${method} ${path} as ${JSON.stringify(parcel)}: ${answered.status} ${answered.text}`)
  note(parcel, record, method === 'POST' && parcel.id !== undefined)
  return true
}

function note(
  parcel: Parcel,
  record: { id: string; rev: number; state: 'HERE' | 'THERE'; data: { count?: number } },
  moved: boolean,
): void {
  if (record.rev !== parcel.rev + 1)
    throw new Error(`one write took ${JSON.stringify(parcel)} to ${JSON.stringify(record)}`)
  parcel.id = record.id
  parcel.rev = record.rev
  parcel.count = record.data.count
  parcel.state = record.state
  parcel.transitions += moved ? 1 : 0
  delete parcel.unknown
}

async function finishUnknown(world: World, port: number, ledger: Ledger): Promise<void> {
  for (const parcel of ledger.parcels) {
    if (!parcel.unknown) continue
    if (!(await settle(world, port, parcel))) throw new Error('no answer after the restart')
    ledger.settled += 1
  }
}

// ── the server's book ───────────────────────────────────────────────────────────────────────────────────────────────

/** What the server holds of these parcels otherwise than the ledger; also what the ledger does not know. */
async function differences(world: World, port: number, ledger: Ledger, prefix: string): Promise<string[]> {
  const ask = async (path: string) =>
    (await must(200, callApi(`http://127.0.0.1:${port}`, 'GET', path, { token: world.key }))).body
  const held = new Map<string, { id: string; rev: number; state: string; data: { serial: string; count?: number } }[]>()
  const filter = encodeURIComponent(`serial.startsWith("${prefix}")`)
  for (let cursor = ''; ; ) {
    const page = await ask(`${world.path}?limit=200&filter=${filter}${cursor}`)
    for (const record of page.items) held.set(record.data.serial, [...(held.get(record.data.serial) ?? []), record])
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  const expected = ledger.parcels.filter(({ serial }) => serial.startsWith(prefix))
  const ghosts = [...held.keys()].filter((serial) => !expected.some((parcel) => parcel.serial === serial))
  const wrong = expected.flatMap((parcel): string[] => {
    const [record, ...more] = held.get(parcel.serial) ?? []
    if (!record) return [`${parcel.serial} is lost`]
    const same =
      more.length === 0 &&
      record.id === parcel.id &&
      record.rev === parcel.rev &&
      record.state === parcel.state &&
      record.data.count === parcel.count
    return same ? [] : [`${JSON.stringify(parcel)} is held as ${JSON.stringify([record, ...more])}`]
  })
  // One step of history for each transition, of those that were hit most recently.
  for (const parcel of expected.slice(-clients * 2)) {
    const history = await ask(`${world.path}/${parcel.id}/history`)
    const steps = history.items.filter((one: { kind: string }) => one.kind === 'transition').length
    if (steps !== parcel.transitions)
      wrong.push(`${parcel.serial} made ${parcel.transitions} transitions, its history has ${steps}`)
  }
  return [...ghosts.map((serial) => `${serial} was never asked for`), ...wrong]
}
