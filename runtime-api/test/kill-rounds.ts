// What tests share that kill a server while a job is at work: the rounds in which it is killed, and the look at what the last kill left.
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Diff } from '../src/record-store/history-table.ts'
import type { Runtime } from '../src/runtime.ts'
import type { TenantStore } from '../src/store/store.ts'
import { type Book, heldMs, isLong, type Job, type KillClient, type KilledServer } from './kill-client.ts'
import { eventually } from './tenant-world.ts'
import { startTestApp } from './test-app.ts'

export const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_126)

/** A copy of everything is looked at after each kill, or after each so many. */
const lookEach = isLong ? 20 : 1
/** A job sees itself alone when no request ended for so long. */
const aloneAfter = 300

interface Rounds {
  readonly kills: number
  /** How long the job and the edits go on before a kill, in milliseconds: at most. */
  readonly within: number
  /** So many edit at the same time. */
  readonly clients: number
  /** May grow meanwhile. */
  readonly ledger: readonly Book[]
  /** Sees to it that a job is at work. */
  begin(round: number): Promise<void>
  /** Nobody does anything in such a round. */
  readonly isAlone?: (round: number) => boolean
  /** The server is there again, and says this of the job. */
  readonly isBack?: (job: Job) => Promise<void> | void
}

/** How often the job was not done when the server came back, and how many edits were acknowledged. */
export async function killInRounds(
  { server: serverOf, isPostgres }: KilledServer,
  client: KillClient,
  { kills, within, clients, ledger, begin, isAlone, isBack }: Rounds,
): Promise<{ readonly inTheMiddle: number; readonly edits: number }> {
  const server = serverOf()
  const delays = fc.sample(fc.integer({ min: 30, max: within }), { numRuns: kills, seed })
  let [inTheMiddle, edits] = [0, 0]
  for (const [round, delay] of delays.entries()) {
    await begin(round)
    const began = await client.newestJob()
    if (isPostgres) expect(await client.goesOn(began)).toBe(true)
    const alone = isAlone?.(round) ?? false
    const lanes = Array.from({ length: alone ? 0 : clients }, (_, lane) => ({ lane, of: clients }))
    const editing = lanes.map((lane) => client.editUntilGone(ledger, lane))
    await new Promise((resolve) => setTimeout(resolve, alone ? delay + aloneAfter : delay))
    await server.kill()
    edits += (await Promise.all(editing)).reduce((sum, n) => sum + n, 0)
    if (round % lookEach === 0) expect(server.damage()).toEqual([])
    await server.start(server.port())
    const job = await client.newestJob()
    expect(job.id).toBe(began.id)
    expect(job.done).toBeGreaterThanOrEqual(began.done)
    if (job.status !== 'succeeded') inTheMiddle += 1
    await isBack?.(job)
    expect(await client.settle(ledger)).toEqual([])
  }
  return { inTheMiddle, edits }
}

/** The job ends by itself: nobody resumes anything. */
export async function untilDone(client: KillClient, size: number): Promise<void> {
  const isDone = async () => (await client.newestJob())?.status === 'succeeded'
  expect(await eventually(isDone, 60_000 + heldMs + size * 10)).toBe(true)
}

export interface Left {
  readonly runtime: Runtime
  readonly tenant: number
  readonly store: TenantStore
  /** Every step of their histories, by the number of the record. */
  readonly steps: ReadonlyMap<number, readonly Step[]>
}

type Step = Diff & { readonly rev: number }

/** Past every layer, in the files that the last kill left; answers what is wrong there, at most twenty things of each look. */
export async function wrongInWhatIsLeft(
  { server, databaseUrl: urlOf }: KilledServer,
  { slug, size }: { readonly slug: string; readonly size: number },
  look: (left: Left) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const databaseUrl = urlOf()
  const on = databaseUrl === undefined ? {} : { databaseUrl }
  const app = await startTestApp({ dataFolder: server().dataFolder, worker: true, ...on })
  try {
    const { runtime } = app
    const row = await runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE slug = ?', [slug])
    const tenant = Number(row?.no)
    const store = await runtime.tenants.open(tenant)
    const isIndexed = async () =>
      (await store.read.get('SELECT seq FROM outbox WHERE tenant = ?', [tenant])) === undefined
    if (!(await eventually(isIndexed, 30_000 + size * 5))) return ['words wait for ever']
    return await look({ runtime, tenant, store, steps: await stepsOf(store) })
  } finally {
    await app.close()
  }
}

async function stepsOf({ read, tenant }: TenantStore): Promise<ReadonlyMap<number, readonly Step[]>> {
  const history = await read.all<{ no: number; rev: number; diff: string }>(
    'SELECT no, rev, CAST(diff AS text) AS diff FROM record_history WHERE tenant = ? ORDER BY no, rev',
    [tenant],
  )
  const steps = new Map<number, Step[]>()
  for (const { no, rev, diff } of history) {
    const own = steps.get(Number(no)) ?? []
    steps.set(Number(no), own)
    own.push({ rev, ...JSON.parse(diff) })
  }
  return steps
}

/** A sentence where both differ. */
export function unless(id: string, is: object, shall: object): string[] {
  const [here, there] = [JSON.stringify(is), JSON.stringify(shall)]
  return here === there ? [] : [`${id} is ${here}, not ${there}`]
}

/** Every rev once, from the second to the last. */
export function revsTo(last: number): readonly number[] {
  return Array.from({ length: last - 1 }, (_, i) => i + 2)
}
