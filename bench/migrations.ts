// What moving records between versions costs: the job beside a bare loop over the same rows, other requests while it runs, and publishing.
import { closeSync, cpSync, fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loopOverRows, type Pace } from './bare-migration.ts'
import { measure } from './load.ts'
import { startMolde } from './molde.ts'
import { head, Parcels, parcel, parcelFile } from './parcels.ts'
import { type Call, cpuMicroseconds, type System } from './system.ts'

export interface MigrationOptions {
  /** Loaded until there are so many, or for so long. */
  readonly records: number
  readonly loadSeconds: number
  readonly calls: number
  /** Beginnings of the names of `parts`. */
  readonly asked: readonly string[]
  /** Loaded and published once, found by later runs; without it everything is made for this run and gone afterwards. */
  readonly keptFolder?: string
}

/** One line each: what was measured, the figure, and what it shall be. */
export type MigrationFigure = readonly [name: string, figure: string, wish: string]

interface Measured {
  readonly system: System
  readonly parcels: Parcels
  readonly ids: readonly string[]
  readonly calls: number
}

export async function measureMigrations(options: MigrationOptions): Promise<readonly MigrationFigure[]> {
  const folder = options.keptFolder ?? mkdtempSync(join(tmpdir(), 'molde-bench-migrations-'))
  const figures: MigrationFigure[] = []
  /** Said at once: a long run that is stopped has not been for nothing. */
  const note = (...more: readonly MigrationFigure[]) => {
    figures.push(...more)
    for (const [name, figure] of more) console.error(`  ${name}: ${figure}`)
  }
  const isAsked = (part: string) => options.asked.some((beginning) => part.startsWith(beginning))
  const system = await startMolde('Molde on SQLite', {}, folder)
  let isStopped = false
  const stop = async () => {
    if (!isStopped) await system.stop()
    isStopped = true
  }
  try {
    const parcels = new Parcels(system, folder)
    const ids = await parcels.load(options.records, options.loadSeconds)
    const measured = { system, parcels, ids, calls: options.calls }
    note(['records', `${ids.length}`, ''])
    await parcels.jobsEnded()
    // A kept folder may be published already.
    if (isAsked('publish') && parcels.version() === 1) note(...(await publishing(measured)))
    if (['beside', 'lists', 'throughput'].some(isAsked)) while (parcels.version() < head) await parcels.publish()
    await parcels.jobsEnded()
    // Each leaves the records at the oldest version, as it found them.
    if (isAsked('beside')) note(...(await beside(measured)))
    if (isAsked('lists')) note(...(await lists(measured)))
    const job = isAsked('throughput') ? await throughput(measured) : undefined
    parcels.close()
    await stop()
    if (job !== undefined) note(...besideLoop(job, parcelFile(folder)))
    return figures
  } finally {
    await stop()
    if (options.keptFolder === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** How fast publishing answers, and whether lists by the changed field are right while what hangs on the records is brought up to date. */
async function publishing({ parcels, ids }: Measured): Promise<MigrationFigure[]> {
  const took = await parcels.publish()
  let [looks, wrong] = [0, 0]
  const look = async () => {
    const serial = (looks * 7919) % ids.length
    const mass = encodeURIComponent(parcel(serial).weight)
    const filter = encodeURIComponent(`serial == ${serial}`)
    const { items } = await parcels.get(`${parcels.records}?mass=${mass}&filter=${filter}&count=none`)
    looks += 1
    if (items.length !== 1 || items[0].data.serial !== serial || items[0].data.first !== 'Ana') wrong += 1
  }
  while (!parcels.areJobsEnded()) {
    await look()
    await new Promise((resolve) => setTimeout(resolve, 350))
  }
  return [
    ['publishing answers after, ms', `${Math.round(took)}`, '< 1000'],
    ['reads during the backfill, and wrong ones', `${looks}, ${wrong}`, '0 wrong'],
  ]
}

/** Other people's requests while nothing runs and while a migration does. */
async function beside({ system, parcels, ids, calls }: Measured): Promise<MigrationFigure[]> {
  const { records } = parcels
  const some = (index: number) => ids[(index * 7919) % ids.length] as string
  const mixed = (index: number): Call =>
    index % 4 === 0
      ? { method: 'PATCH', path: `${records}/${some(index)}`, body: JSON.stringify({ data: { serial: index } }) }
      : index % 4 === 1
        ? { method: 'GET', path: `${records}?level=high&limit=20&count=none` }
        : { method: 'GET', path: `${records}/${some(index)}` }
  const requests = () => measure(system, mixed, { calls, connections: 2, seconds: 15 })
  await loopDelay(system)
  const idle = await requests()
  await loopDelay(system)
  const job = await parcels.migrate(head)
  const during = await requests()
  const stillRuns = !parcels.areJobsEnded()
  const delay = await loopDelay(system)
  if (stillRuns) await parcels.cancel(job)
  await parcels.migrate(1)
  await parcels.jobsEnded()
  return [
    [
      'requests during a migration / idle, p95 ms',
      `${during.p95} / ${idle.p95} = ${(during.p95 / idle.p95).toFixed(2)}${stillRuns ? '' : ' (it ended before)'}`,
      '≤ 2',
    ],
    ['event loop delay meanwhile, p99 ms', `${delay}`, '≤ 100'],
  ]
}

/** Since it was last asked. */
async function loopDelay({ url }: System): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Math.round(Number(/^molde_nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(text)?.[1]) * 1_000)
}

async function lists({ system, parcels, ids, calls }: Measured): Promise<MigrationFigure[]> {
  const list = (index: number): Call => ({
    method: 'GET',
    path: `${parcels.records}?sort=-mass&limit=50&count=none&filter=${encodeURIComponent(`mass < ${100 + ((index * 37) % 800)}`)}`,
  })
  const sorted = () => measure(system, list, { calls: Math.min(calls, ids.length), connections: 2, seconds: 15 })
  const move = async (to: number, filter?: string) => {
    await parcels.migrate(to, filter)
    await parcels.jobsEnded()
  }
  const onOldest = await sorted()
  await move(head)
  const onNewest = await sorted()
  // Of three versions, a third of the records each.
  await move(1, 'serial % 3 == 0')
  await move(2, 'serial % 3 == 1')
  const onThree = await sorted()
  await move(1)
  return [
    [
      'list by a field that was renamed and retyped, over three versions / over one, p95 ms',
      `${onThree.p95} / ${onNewest.p95} = ${(onThree.p95 / onNewest.p95).toFixed(2)}`,
      '≤ 2',
    ],
    ['the same while all rest at the oldest version, p95 ms', `${onOldest.p95}`, ''],
  ]
}

/** Of a job that has the server for itself, there and back. */
async function throughput({ system, parcels }: Measured): Promise<Pace> {
  let sum = { moved: 0, ms: 0 }
  const before = cpuMicroseconds(system.process)
  for (const to of [head, 1]) {
    // Whoever asks shall be seen to have left.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await parcels.migrate(to)
    const { moved, ms } = await parcels.jobsEnded()
    console.error(`  to version ${to}: ${moved} in ${ms} ms`)
    sum = { moved: sum.moved + moved, ms: sum.ms + ms }
  }
  const cpu = (cpuMicroseconds(system.process) - before) / sum.moved
  return { perSecond: (sum.moved / sum.ms) * 1_000, cpu }
}

/** The loop leaves no record as it was, so it has a copy. */
function besideLoop(job: Pace, file: string): MigrationFigure[] {
  const copy = `${file}.copy`
  cpSync(file, copy)
  // What the copying itself left to be written is not the loop's to wait for.
  const written = openSync(copy, 'r+')
  fsyncSync(written)
  closeSync(written)
  const loop = loopOverRows(copy, 'parcel')
  for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  const ratio = (job.perSecond / loop.perSecond).toFixed(2)
  return [
    [
      'migration job / bare loop, records/s',
      `${Math.round(job.perSecond)} / ${Math.round(loop.perSecond)} = ${ratio}`,
      '≥ 0.5',
    ],
    // On a machine shared with others it says more than the time on the clock.
    [
      'CPU of the bare loop / of the server during the job, µs per record',
      `${loop.cpu.toFixed(1)} / ${job.cpu.toFixed(1)} = ${(loop.cpu / job.cpu).toFixed(2)}`,
      '',
    ],
  ]
}
