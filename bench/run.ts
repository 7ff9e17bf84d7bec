// `npm run bench`: every system on the same deals in one run, one after the other, as ratios to the Express + better-sqlite3 baseline.
//   npm run bench -- --only=flows
//   npm run bench -- --records=1000000 --only=sqlite,molde --measure=list --out=bench.json
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { dealMaker, type Source, sources } from './deals.ts'
import { measureFlowStep } from './flow-step.ts'
import { measureFlows } from './flows.ts'
import { client, type Figures, measure } from './load.ts'
import { type MigrationFigure, measureMigrations } from './migrations.ts'
import { startMolde } from './molde.ts'
import { startPostgres } from './postgres.ts'
import { type Call, residentMegabytes, type System, settled, startProcess } from './system.ts'

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    calls: { type: 'string', default: '3000' },
    connections: { type: 'string', default: '8' },
    only: { type: 'string', default: 'express,sqlite,molde,postgres,molde-postgres,migrations,flows' },
    /** Loaded for migrations, at most so many and so many seconds long. */
    'migration-records': { type: 'string', default: '200000' },
    'load-seconds': { type: 'string', default: '300' },
    /** A folder whose records, once loaded and published, later runs find there: a million is not made every time. */
    'migration-folder': { type: 'string' },
    /** Beginnings of the names of what is measured; everything when it is not given. */
    measure: { type: 'string', default: '' },
    out: { type: 'string' },
  },
})
const records = Number(options.records)
const calls = Number(options.calls)
const connections = Number(options.connections)
/** A source has a sixth of the deals, 50 on each page. */
const deepPage = Math.min(500, Math.floor((records / 6 / 50) * 0.9))
const wanted = new Set(options.only.split(','))
const asked = options.measure.split(',')

interface Result {
  readonly system: string
  readonly figures: Record<string, Figures>
  readonly numbers: Record<string, number>
}

const starters: Record<string, (databaseUrl: () => Promise<string>) => Promise<System>> = {
  express: () => baseline('Express', 'bare-express.server.ts', {}, false),
  sqlite: () => baseline('Express + SQLite', 'sqlite-baseline.server.ts', {}, true),
  molde: () => startMolde('Molde on SQLite', {}),
  postgres: async (url) =>
    baseline('Express + PostgreSQL', 'postgres-baseline.server.ts', { DATABASE_URL: await url() }, true),
  'molde-postgres': async (url) => startMolde('Molde on PostgreSQL', { DATABASE_URL: await url() }),
}

const folder = mkdtempSync(join(tmpdir(), 'molde-bench-'))
const postgres = [...wanted].some((name) => name.includes('postgres')) ? await startPostgres() : undefined
const results: Result[] = []
let migrations: readonly MigrationFigure[] = []
let flows: readonly MigrationFigure[] = []
try {
  for (const [name, start] of Object.entries(starters)) {
    if (!wanted.has(name)) continue
    console.error(`${name} …`)
    const system = await start(() => postgres?.freshDatabase() ?? Promise.reject(new Error('PostgreSQL is not wanted')))
    try {
      results.push(await run(system))
    } finally {
      await system.stop()
    }
  }
  if (wanted.has('migrations')) {
    console.error('migrations …')
    migrations = await measureMigrations({
      records: Number(options['migration-records']),
      loadSeconds: Number(options['load-seconds']),
      calls,
      asked,
      ...(options['migration-folder'] ? { keptFolder: options['migration-folder'] } : {}),
    })
  }
  if (wanted.has('flows')) {
    console.error('flows …')
    flows = [...measureFlowStep(), ...(await measureFlows())]
  }
} finally {
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (results.length > 0) print(results)
for (const [name, figure, wish] of [...migrations, ...flows])
  console.log(`${name}: ${figure}${wish && ` (wanted: ${wish})`}`)
if (options.out)
  writeFileSync(
    options.out,
    JSON.stringify({ records, calls, connections, node: process.version, results, migrations, flows }, null, 2),
  )

async function run(system: System): Promise<Result> {
  const { calls: how } = system
  const signedIn = residentMegabytes(system.process)
  const loaded = await load(system)
  const background = await settled(system.process)
  const ids = loaded.ids
  const make = dealMaker(7)
  const some = (index: number) => ids[(index * 7919) % ids.length] as string
  const fresh = ids.slice(-Math.min(ids.length, calls * 3))
  const on = (next: (index: number) => Call, lanes = connections, count = calls) =>
    measure(system, next, { calls: count, connections: lanes })

  const figures: Record<string, Figures> = {}
  const note = async (name: string, take: () => Promise<Figures | undefined>) => {
    if (!asked.some((beginning) => name.startsWith(beginning))) return
    const taken = await take()
    if (taken) figures[name] = taken
  }
  await note('create, 1 client', () => on(() => how.create(make()), 1, calls / 3))
  await note('create', () => on(() => how.create(make())))
  await note('read, 1 client', () => on((index) => how.read(some(index)), 1))
  await note('read', () => on((index) => how.read(some(index))))
  await note('patch', () => on((index) => how.patch(some(index), { notes: `changed ${index}` })))
  await note('transition', () => on((index) => how.move(fresh[index % fresh.length] as string)))
  const pages = async (name: string, page: Page | undefined, first: (index: number) => Call) => {
    if (!page) return
    await note(`${name}, first page`, () => on(first, connections, calls / 3))
    await note(`${name}, page ${deepPage}`, async () => {
      const deep = await cursorOfPage(system, page, deepPage)
      return deep === undefined ? undefined : on(() => page(deep), connections, calls / 3)
    })
  }
  const { list, view, search } = how
  await pages('list', list && ((cursor) => list('WEB', cursor)), (index) =>
    (list as NonNullable<typeof list>)(sources[index % sources.length] as Source),
  )
  await pages('view', view, () => (view as Page)())
  if (search)
    await note('search', () =>
      on(
        (index) => search(['anchor', 'zephyr', 'qua', 'timber val'][index % 4]?.replace(' ', '%20') ?? ''),
        connections,
        calls / 3,
      ),
    )
  const loadedMegabytes = residentMegabytes(system.process)
  const numbers = {
    'bulk create, rows/s': loaded.perSecond,
    'work in the background after it, ms': background,
    'cold start, ms': system.started.coldStart,
    'idle memory, MB': system.started.memory,
    'memory once somebody has signed in, MB': signedIn,
    'memory after the run, MB': loadedMegabytes,
  }
  return { system: system.name, figures, numbers }
}

async function load(system: System): Promise<{ ids: string[]; perSecond: number }> {
  const make = dealMaker(1)
  const over = client(system.url, system.headers, 1)
  const ids: string[] = []
  const start = performance.now()
  while (ids.length < records) {
    const answer = await over.send(
      system.calls.bulk(Array.from({ length: Math.min(1000, records - ids.length) }, make)),
    )
    if (answer.status >= 300) throw new Error(`bulk: ${answer.status} ${answer.body.slice(0, 500)}`)
    ids.push(...system.idsOf(answer.body))
  }
  over.close()
  return { ids, perSecond: Math.round((records / (performance.now() - start)) * 1000) }
}

type Page = (cursor?: string) => Call

async function cursorOfPage(system: System, page: Page, number: number): Promise<string | undefined> {
  const over = client(system.url, system.headers, 1)
  let cursor: string | undefined
  for (let at = 1; at < number; at++) {
    const answer = await over.send(page(cursor))
    if (answer.status >= 400) throw new Error(`page ${at}: ${answer.status} ${answer.body.slice(0, 500)}`)
    cursor = system.nextOf(answer.body)
    if (!cursor) break
  }
  over.close()
  return cursor
}

async function baseline(name: string, script: string, env: Record<string, string>, lists: boolean): Promise<System> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const settings = { BENCH_FOLDER: mkdtempSync(join(folder, 'baseline-')), NODE_ENV: 'production', ...env }
  const { child, url, started, stop } = await startProcess(['--import', 'tsx', path], settings, '/healthz')
  const json = JSON.stringify
  const list = (source: Source, cursor?: string): Call => ({
    method: 'GET',
    path: `/deals?source=${source}${cursor ? `&after=${encodeURIComponent(cursor)}` : ''}`,
  })
  return {
    name,
    url,
    headers: {},
    started,
    process: child,
    calls: {
      create: (deal) => ({ method: 'POST', path: '/deals', body: json(deal) }),
      read: (id) => ({ method: 'GET', path: `/deals/${id}` }),
      patch: (id, change) => ({ method: 'PATCH', path: `/deals/${id}`, body: json(change) }),
      move: (id) => ({ method: 'PATCH', path: `/deals/${id}`, body: json({ stage: 'QUALIFIED', due: '2026-12-24' }) }),
      bulk: (deals) => ({ method: 'POST', path: '/deals/bulk', body: json({ items: deals }) }),
      ...(lists ? { list } : {}),
    },
    idsOf: (answer) => JSON.parse(answer).ids,
    nextOf: (answer) => JSON.parse(answer).next ?? undefined,
    stop,
  }
}

/** One line per measurement, one column per system: requests per second, and in brackets the share of the baseline's. */
function print(all: readonly Result[]): void {
  const base = all.find((result) => result.system === 'Express + SQLite') ?? all[0]
  const names = [...new Set(all.flatMap(({ figures }) => Object.keys(figures)))]
  console.log(
    `\n${records} records, ${calls} calls, ${connections} connections, Node ${process.version}. Ratios to ${base?.system}: above 1 is better than it.`,
  )
  const table = (title: string, cell: (figure: Figures, reference: Figures | undefined) => string) =>
    printTable(title, all, names, ({ figures }, name) => {
      const figure = figures[name]
      return figure ? cell(figure, base && baseFigure(base, name)) : ''
    })
  table('requests per second', (figure, reference) =>
    withRatio(figure.perSecond, reference && figure.perSecond / reference.perSecond),
  )
  table('CPU of the server, µs per request', (figure, reference) =>
    withRatio(figure.cpu, reference && reference.cpu / figure.cpu),
  )
  table('p50 / p95, ms', ({ p50, p95 }) => `${p50} / ${p95}`)
  printTable('once per run', all, Object.keys(all[0]?.numbers ?? {}), ({ numbers }, name) => `${numbers[name] ?? ''}`)
}

/** The pinned view is compared with the baseline's list: both are one range scan of an index made for it. */
function baseFigure({ figures }: Result, name: string): Figures | undefined {
  return figures[name] ?? figures[name.replace(/^view/, 'list')]
}

function withRatio(value: number, ratio: number | undefined): string {
  return ratio === undefined ? `${value}` : `${value} (${ratio.toFixed(2)})`
}

function printTable(
  title: string,
  all: readonly Result[],
  names: readonly string[],
  cell: (result: Result, name: string) => string,
): void {
  const rows = [
    [title, ...all.map(({ system }) => system)],
    ...names.map((name) => [name, ...all.map((one) => cell(one, name))]),
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join(' | ')} |`
  const [head = [], ...body] = rows.map(line)
  console.log(['', head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body].flat().join('\n'))
}
