// Does the running server keep its manners whatever is sent? Thousands of bent requests; the seed is printed; FUZZ_SEED and FUZZ_REQUESTS choose others.

import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { postgres } from './describe-on-both.ts'
import {
  type ActorName,
  type ApiDocument,
  type FuzzRequest,
  faultsOf,
  learn,
  type Operation,
  operationsOf,
  type Pool,
  requestOf,
  send,
} from './fuzz-api.ts'
import { canary } from './hostile-values.ts'
import { foreignSecret, populate, type Stage } from './populated-tenant.ts'
import { rowCounts } from './row-counts.ts'
import { startTestApp, type TestApp } from './test-app.ts'

const long = process.env['TEST_SIZE'] === 'long'
const requests = Number(process.env['FUZZ_REQUESTS'] ?? (long ? 10_000 : 1_000))
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_120)

describe('the fuzzer', () => {
  test(`${requests} hostile requests on SQLite`, { timeout: requests * 300 }, () => fuzz(undefined, requests))
  test.runIf(long && postgres.url !== undefined)(
    `${requests / 2} hostile requests on PostgreSQL`,
    { timeout: requests * 300 },
    async () => {
      const url = await (await fetch(`${inject('postgresDoor')}/migrated`)).text()
      await fuzz(url, requests / 2)
    },
  )
})

/** Every text that became a statement: none may hold what a request said. */
const statements: string[] = []
const prepare = Sqlite.prototype.prepare
Sqlite.prototype.prepare = function prepareAndNote(this: Sqlite.Database, source: string) {
  if (source.includes(canary)) statements.push(source)
  return prepare.call(this, source)
} as typeof prepare
const rejected: unknown[] = []
const noteRejection = (reason: unknown) => rejected.push(reason)
process.on('unhandledRejection', noteRejection)
afterAll(() => {
  Sqlite.prototype.prepare = prepare
  process.off('unhandledRejection', noteRejection)
})

interface World {
  readonly stage: Stage
  readonly pool: Pool
  readonly operations: readonly Operation[]
  readonly secrets: readonly string[]
}

async function fuzz(databaseUrl: string | undefined, count: number): Promise<void> {
  console.log(`fuzz: ${count} requests, FUZZ_SEED=${seed}`)
  const app = await startTestApp(databaseUrl === undefined ? {} : { databaseUrl })
  const faults = new Map<string, string>()
  const statuses = new Map<number, number>()
  const succeeded = new Set<string>()
  let operations: readonly Operation[] = []
  try {
    let world = await makeWorld(app)
    operations = world.operations
    const builds = fc.sample(requestOf(world.operations), { numRuns: count, seed })
    for (const [i, build] of builds.entries()) {
      const request = build(world.pool)
      const before = await rowCounts(app, [world.stage.tenant.id, world.stage.foreign.id])
      const answer = await send(app.url, request, authorizationOf(world.stage, request.actor))
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      const wrong = faultsOf(
        request,
        answer,
        request.actor === 'stranger' || request.actor === 'foreignKey' ? world.secrets.slice(1) : world.secrets,
      )
      if (answer.status < 400 && !request.elsewhere) succeeded.add(request.operation.method + request.operation.path)
      if (answer.status >= 400) {
        const after = await rowCounts(app, [world.stage.tenant.id, world.stage.foreign.id])
        if (after !== before)
          wrong.push(`a refused request (${answer.status}) left something behind: ${firstDifference(before, after)}`)
      }
      if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) wrong.push('Object.prototype has changed')
      if (statements.length > 0)
        wrong.push(`a statement holds what was sent: ${statements.splice(0)[0]?.slice(0, 200)}`)
      if (rejected.length > 0) wrong.push(`a rejection nobody waited for: ${String(rejected.splice(0)[0])}`)
      for (const fault of wrong) noteFault(faults, fault, i, request, answer.text)
      learn(world.pool, request, answer)
      if (answer.status < 300) world = await renewed(app, world, request)
    }
    const alive = await app.call('GET', '/readyz')
    expect(alive.status).toBe(200)
  } catch (failed) {
    faults.set(`the stage broke down: ${String(failed)}`, '')
  } finally {
    await app.close()
  }
  console.log(
    `fuzz: ${[...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, times]) => `${status} × ${times}`)
      .join(', ')}`,
  )
  if (long) tellWhatIsMissed(operations, succeeded)
  expect([...faults].map(([fault, example]) => `${fault}\n${example}`)).toEqual([])
  // A fuzzer that never gets past the door finds nothing.
  const successes = [...statuses].reduce((sum, [status, times]) => (status < 300 ? sum + times : sum), 0)
  expect(successes).toBeGreaterThan(count / 10)
}

/** Where no request ever came through, only the refusals were tested. */
function tellWhatIsMissed(operations: readonly Operation[], succeeded: ReadonlySet<string>): void {
  const never = [...new Set(operations)].filter(({ method, path }) => !succeeded.has(method + path))
  console.log(`fuzz: never let through: ${never.map(({ method, path }) => `${method} ${path}`).join(', ')}`)
}

async function makeWorld(app: TestApp, people?: Stage): Promise<World> {
  const stage = await populate(app, people)
  const { tenant, owner, ids, foreignIds } = stage
  const fixed = (await app.call('GET', '/api/v1/openapi.json')).body as ApiDocument
  const own = (await app.call('GET', `${tenant.path}/openapi.json`, { token: owner.token })).body as ApiDocument
  // Few of the sign-in routes, which wait on purpose; the rest as they are.
  const operations = [
    ...operationsOf(fixed).filter(({ path }) => !/^\/api\/auth|\{t\}/.test(path)),
    ...operationsOf(own),
  ]
  const auth = operationsOf(fixed).filter(({ path }) => path.startsWith('/api/auth'))
  const pool: Pool = new Map([
    ['tenant', [tenant.id]],
    ['id', [ids.customer, ids.delivery]],
    ['foreign_id', [foreignIds.customer, foreignIds.delivery]],
    ['blueprints_name', ['customer', 'customer', 'delivery']],
    ['records_name', ['customer', 'delivery']],
    ['flows_name', ['delivery']],
    ['views_view', [ids.view]],
    ['jobs_id', [ids.job]],
    ['apikeys_id', [ids.apiKey]],
    ['members_id', [stage.member.id]],
    ['name_id', [ids.customer, ids.delivery]],
    ['customer_id', [ids.customer, ids.trashed]],
    ['delivery_id', [ids.delivery, ids.started]],
    ['token', [ids.blueprintToken, ids.flowToken]],
    ['versions_n', ['1']],
    ['transitions_event', ['start', 'return', 'deliver']],
    ['event', ['start']],
  ])
  // A new stage takes longer than a hundred requests: what ends it comes up less often.
  const others = operations.filter((operation) => !endsPeople(operation) && !endsTenant(operation))
  return {
    stage,
    pool,
    operations: [...operations, ...auth, ...others, ...others, ...others],
    secrets: secretsOf(app, stage),
  }
}

/** First the one that is no secret to the neighbour. */
function secretsOf(app: TestApp, stage: Stage): string[] {
  return [
    foreignSecret,
    app.runtime.config.secret,
    app.runtime.config.dataFolder,
    process.cwd(),
    '$argon2',
    stage.owner.password,
    app.superAdmin.password,
  ]
}

function authorizationOf(stage: Stage, actor: ActorName): string | undefined {
  const tokens: Readonly<Record<ActorName, string | undefined>> = {
    owner: stage.owner.token,
    ownerKey: stage.ownerKey,
    member: stage.member.token,
    memberKey: stage.memberKey,
    stranger: stage.stranger.token,
    foreignKey: stage.foreignKey,
    nobody: undefined,
  }
  return tokens[actor] === undefined ? undefined : `Bearer ${tokens[actor]}`
}

/** Success here takes the stage away: the people themselves, or the tenant and what it stands on. */
function endsPeople({ method, path }: Pick<Operation, 'method' | 'path'>): boolean {
  return method !== 'GET' && /^\/api\/(auth\/(sign-out|reset-password|change-password)|v1\/me)/.test(path)
}

function endsTenant({ method, path }: Pick<Operation, 'method' | 'path'>): boolean {
  if (method === 'DELETE') return /(\/\{t\}|blueprints\/\{name\}|members\/\{id\})$/.test(path)
  return method === 'PATCH' && path.endsWith('/members/{id}')
}

async function renewed(app: TestApp, world: World, { operation, method }: FuzzRequest): Promise<World> {
  const done = { method, path: operation.path }
  if (endsPeople(done)) return makeWorld(app)
  return endsTenant(done) ? makeWorld(app, world.stage) : world
}

function noteFault(faults: Map<string, string>, fault: string, i: number, request: FuzzRequest, answer: string): void {
  const { operation, method, url, headers, body, actor } = request
  const key = `${operation.method} ${operation.path}: ${fault.replace(/\d{4,} ms/, 'too long')}`
  if (faults.has(key)) return
  faults.set(
    key,
    `  #${i} as ${actor}: ${method} ${url.slice(0, 500)}\n  ${JSON.stringify(headers).slice(0, 300)}\n  ${body?.toString('utf8').slice(0, 1_500) ?? ''}\n  → ${answer.slice(0, 600)}`,
  )
}

function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return now
    .filter((line, i) => line !== old[i])
    .join(', ')
    .slice(0, 300)
}
