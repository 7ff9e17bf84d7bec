// Our server as a measured system: built, with authentication, rights, rate limits raised for the run, and a flow on the blueprint.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Deal, sources, stages } from './deals.ts'
import { client } from './load.ts'
import { type System, startProcess } from './system.ts'

const main = fileURLToPath(new URL('../runtime-api/dist/main.js', import.meta.url))

const blueprint = {
  name: 'deal',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', required: true, maxLength: 200 },
    { key: 'stage', type: 'enum', options: stages, default: 'NEW', required: true, quickFilter: true },
    { key: 'source', type: 'enum', options: sources, required: true, quickFilter: true },
    { key: 'amount', type: 'number', minimum: 0, required: true, quickFilter: true },
    { key: 'company', type: 'text', maxLength: 200 },
    { key: 'owner', type: 'text', maxLength: 100 },
    { key: 'due', type: 'date' },
    { key: 'notes', type: 'longText', maxLength: 10000 },
  ],
}

const flow = {
  name: 'deal',
  blueprint: 'deal',
  stateField: 'stage',
  initial: 'NEW',
  states: Object.fromEntries(
    stages.map((stage) => [stage, stage === 'WON' || stage === 'LOST' ? { type: 'final' } : {}]),
  ),
  transitions: [
    {
      event: 'qualify',
      from: ['NEW'],
      to: 'QUALIFIED',
      guard: 'amount >= 0',
      do: [{ set: 'due', value: 'date("2026-12-24")' }],
    },
    { event: 'win', from: ['QUALIFIED', 'OFFER', 'NEGOTIATION'], to: 'WON' },
    { event: 'lose', from: '*', to: 'LOST' },
    { event: 'offer', from: ['QUALIFIED'], to: 'OFFER' },
    { event: 'negotiate', from: ['OFFER'], to: 'NEGOTIATION' },
  ],
}

/** `BENCH_NODE_ARGS="--cpu-prof --cpu-prof-dir=profile"` writes a profile of the measured server. */
const nodeArgs = (process.env['BENCH_NODE_ARGS'] ?? '').split(' ').filter(Boolean)

/** What a folder that is kept between runs has to say about itself. */
interface Known {
  readonly owner: NonNullable<System['owner']>
  readonly key: string
  readonly view: string
}

/** `keptFolder` is set up by the first run and found by later ones; without it the data are gone when the system stops. */
export async function startMolde(name: string, env: Record<string, string>, keptFolder?: string): Promise<System> {
  if (keptFolder) mkdirSync(keptFolder, { recursive: true })
  const dataFolder = keptFolder ?? mkdtempSync(join(tmpdir(), 'molde-bench-'))
  const settings = {
    ...env,
    PORT: '0',
    MOLDE_DATA: dataFolder,
    NODE_ENV: 'production',
    MOLDE_SECRET: 'bench-secret-bench-secret-bench-secret',
  }
  const first = await startProcess([main], settings, '/healthz')
  await first.stop()
  // The first start migrates; the one that is timed finds its databases, as on every later day.
  const { child, url, started, stop } = await startProcess([...nodeArgs, main], settings, '/readyz')
  const about = join(dataFolder, 'bench.json')
  const known: Known = existsSync(about) ? JSON.parse(readFileSync(about, 'utf8')) : await setUp(url, dataFolder)
  if (keptFolder) writeFileSync(about, JSON.stringify(known))
  const { owner, key, view } = known
  const records = '/api/v1/tenants/bench/records/deal'
  return {
    name,
    url,
    headers: { Authorization: `Bearer ${key}` },
    started,
    process: child,
    owner,
    calls: {
      create: (deal) => ({ method: 'POST', path: records, body: JSON.stringify({ data: deal }) }),
      read: (id) => ({ method: 'GET', path: `${records}/${id}` }),
      list: (source, cursor) => ({
        method: 'GET',
        path: `${records}?source=${source}&sort=-amount&count=none${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      }),
      view: (cursor) => ({
        method: 'GET',
        path: `${records}?view=${view}&count=none${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      }),
      search: (word) => ({ method: 'GET', path: `${records}?q=${word}&count=none` }),
      patch: (id, change) => ({ method: 'PATCH', path: `${records}/${id}`, body: JSON.stringify({ data: change }) }),
      move: (id) => ({ method: 'POST', path: `${records}/${id}/transitions/qualify`, body: '{}' }),
      bulk: (deals: readonly Deal[]) => ({
        method: 'POST',
        path: `${records}/bulk`,
        body: JSON.stringify({ items: deals.map((data) => ({ op: 'create', data })) }),
      }),
    },
    idsOf: (answer) => JSON.parse(answer).items.map((item: { id: string }) => item.id),
    nextOf: (answer) => JSON.parse(answer).next ?? undefined,
    async stop() {
      await stop()
      if (!keptFolder) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** An owner, their tenant, and in it a blueprint of deals with its flow and the view that people open every day. */
async function setUp(url: string, dataFolder: string): Promise<Known> {
  const owner = { email: `bench-${Date.now()}@example.com`, password: 'measured with care' }
  const headers = { Authorization: `Bearer ${await tokenOf(url, dataFolder, owner)}` }
  const post = async (path: string, body: unknown) => {
    const over = client(url, headers, 1)
    const answer = await over.send({ method: 'POST', path, body: JSON.stringify(body) })
    over.close()
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body)
  }
  await post('/api/v1/tenants', { name: 'Bench', slug: 'bench', timezone: 'UTC', language: 'en' })
  const { key } = await post('/api/v1/tenants/bench/api-keys', { name: 'bench', role: 'owner' })
  await post('/api/v1/tenants/bench/blueprints', blueprint)
  await post('/api/v1/tenants/bench/flows', flow)
  // One source, largest amount first.
  const view = await post('/api/v1/tenants/bench/views', {
    name: 'Deals from the web',
    blueprint: 'deal',
    filter: "source == 'WEB'",
    sort: '-amount',
    pinned: true,
  })
  return { owner, key, view: view.id }
}

/** Signs the owner up and in; answers with their session token. */
async function tokenOf(
  url: string,
  dataFolder: string,
  { email, password }: NonNullable<System['owner']>,
): Promise<string> {
  const auth = (path: string, body: unknown) =>
    fetch(`${url}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url },
      body: JSON.stringify(body),
    })
  await auth('sign-up/email', { name: 'Bench', email, password })
  const folder = join(dataFolder, 'outbox')
  const mail = readFileSync(join(folder, readdirSync(folder).sort().at(-1) ?? ''), 'utf8')
    .replace(/=\r?\n/g, '')
    .replaceAll('=3D', '=')
  const link = mail.match(/https?:\/\/\S+verify-email\S+/)?.[0]?.replace(/["'<>)]+$/, '')
  await fetch(link ?? '', { redirect: 'manual' })
  const { token } = (await (await auth('sign-in/email', { email, password })).json()) as { token: string }
  return token as string
}
