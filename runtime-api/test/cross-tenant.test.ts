// Who may do what in a tenant, and what does everybody else see? A matrix over every declared route; a route without an entry fails.
import { beforeAll, describe, expect, test } from 'vitest'
import { edgesOf, routesOf } from '../src/app.ts'
import type { TenantRoute } from '../src/http/route.ts'
import { describeApp } from './describe-app.ts'
import { foreignSecret, type Ids, must, populate, type Stage } from './populated-tenant.ts'
import { rowCounts } from './row-counts.ts'
import { type Answered, type CallOptions, startTestApp } from './test-app.ts'

interface Entry {
  /** Values of the parameters besides `{t}`; what exists in the tenant whose ids these are. */
  readonly params?: (ids: Ids) => Readonly<Record<string, string>>
  /** With its question mark. */
  readonly query?: string
  readonly body?: (ids: Ids) => unknown
  readonly headers?: Readonly<Record<string, string>>
  /** What a member gets where the route is not for owners alone; default: the declared status. */
  readonly member?: number
}

const customer = (ids: Ids) => ({ name: 'customer', id: ids.customer })
const delivery = (ids: Ids) => ({ name: 'delivery', id: ids.delivery })
const comment = (ids: Ids) => ({ ...delivery(ids), comment: ids.comment })
const file = (ids: Ids) => ({ id: ids.file })
const inTrash = (ids: Ids) => ({ id: ids.trashedKind })
const blueprint = () => ({ name: 'customer' })
const flow = () => ({ name: 'delivery' })
const webhook = () => ({ name: 'erp' })
const calendar = () => ({ name: 'office' })
const automation = () => ({ name: 'heavy' })
const said = () => ({ text: 'From the matrix' })
const data = () => ({ data: { name: 'From the matrix' } })

const matrix: { readonly [route: string]: Entry } = {
  'get ': {},
  'patch ': { body: () => ({ name: 'Renamed' }) },
  'delete ': {},
  'get /members': {},
  'post /members': { body: () => ({ email: 'new@example.org', role: 'member' }) },
  'patch /members/{id}': { params: () => ({ id: 'nobody' }), body: () => ({ role: 'member' }) },
  'delete /members/{id}': { params: () => ({ id: 'nobody' }), member: 403 },
  'get /api-keys': {},
  'post /api-keys': { body: () => ({ name: 'key', role: 'member' }) },
  'delete /api-keys/{id}': { params: (ids) => ({ id: ids.apiKey }) },
  'get /api-keys/{id}/versions': { params: (ids) => ({ id: ids.apiKey }) },
  'put /api-keys/{id}/versions': { params: (ids) => ({ id: ids.apiKey }), body: () => ({ versions: { customer: 1 } }) },
  'get /blueprints/{name}/clients': { params: blueprint },
  'get /blueprints': {},
  'post /blueprints': { body: () => ({ name: 'from_matrix', fields: [{ key: 'a', type: 'text' }] }) },
  'get /blueprints/{name}': { params: blueprint },
  'delete /blueprints/{name}': { params: blueprint },
  'post /blueprints/{name}/restore': { params: blueprint },
  'post /blueprints/{name}/purge': { params: blueprint, body: () => ({ confirm: { customer: 'From the matrix' } }) },
  'get /blueprints/{name}/versions': { params: blueprint },
  'get /blueprints/{name}/versions/{n}': { params: () => ({ name: 'customer', n: '1' }) },
  'get /blueprints/{name}/versions/{n}/types.ts': { params: () => ({ name: 'customer', n: '1' }) },
  'get /blueprints/{name}/draft': { params: blueprint },
  'put /blueprints/{name}/draft': { params: blueprint, body: () => ({ ops: [] }) },
  'delete /blueprints/{name}/draft': { params: blueprint },
  'post /blueprints/{name}/draft/preview': { params: blueprint },
  'post /blueprints/{name}/draft/publish': { params: blueprint, body: (ids) => ({ token: ids.blueprintToken }) },
  'get /drafts': {},
  'put /drafts/{name}': {
    params: () => ({ name: 'planned' }),
    body: () => ({ document: { name: 'planned', fields: [{ key: 'a', type: 'text' }] } }),
  },
  'delete /drafts/{name}': { params: () => ({ name: 'planned' }) },
  'get /blueprint-places': {},
  'patch /blueprint-places': { body: () => ({ places: { customer: { x: 1, y: 2 } } }) },
  'get /records/{name}': { params: blueprint },
  'post /records/{name}': { params: blueprint, body: data },
  'get /records/{name}/totals': { params: blueprint, query: '?totals=filled:name' },
  'post /records/{name}/bulk': { params: blueprint, body: () => ({ items: [{ op: 'create', ...data() }] }) },
  'post /records/{name}/bulk-jobs': { params: blueprint, body: () => ({ act: { op: 'update', ...data() } }) },
  'get /records/{name}/{id}': { params: customer },
  'patch /records/{name}/{id}': { params: customer, body: data },
  'put /records/{name}/{id}': { params: customer, body: data, headers: { 'if-match': '*' } },
  'delete /records/{name}/{id}': { params: customer },
  'post /records/{name}/{id}/restore': { params: (ids) => ({ name: 'customer', id: ids.trashed }) },
  'post /records/{name}/{id}/purge': {
    params: (ids) => ({ name: 'customer', id: ids.trashed }),
    body: (ids) => ({ confirm: ids.trashed }),
  },
  'get /records/{name}/{id}/history': { params: customer },
  'get /records/{name}/{id}/timers': { params: delivery },
  'get /records/{name}/{id}/transitions': { params: delivery },
  'post /records/{name}/{id}/transitions/{event}': {
    params: (ids) => ({ ...delivery(ids), event: 'start' }),
    body: () => ({}),
  },
  // Only who made the step takes it back.
  'post /records/{name}/{id}/undo': {
    params: (ids) => ({ name: 'delivery', id: ids.started }),
    body: () => ({ rev: 2 }),
    member: 403,
  },
  'get /records/{name}/{id}/comments': { params: delivery },
  'post /records/{name}/{id}/comments': { params: delivery, body: said },
  'get /records/{name}/{id}/comments/{comment}': { params: comment },
  // What somebody else wrote is changed by nobody, and taken away by them or by an owner.
  'patch /records/{name}/{id}/comments/{comment}': { params: comment, body: said, member: 403 },
  'delete /records/{name}/{id}/comments/{comment}': { params: comment, member: 403 },
  // Only who took it away brings it back.
  'post /records/{name}/{id}/comments/{comment}/restore': {
    params: (ids) => ({ ...delivery(ids), comment: ids.deletedComment }),
    member: 404,
  },
  'get /records/{name}/{id}/following': { params: customer },
  'post /records/{name}/{id}/following': { params: customer, body: () => ({ following: true }) },
  'get /notifications': {},
  'post /notifications/read': { body: () => ({ until: '2026-01-01T00:00:00.000Z' }) },
  'get /favourites': {},
  'put /favourites': {
    body: (ids) => ({
      items: [
        { kind: 'record', blueprint: 'customer', id: ids.customer },
        { kind: 'list', blueprint: 'customer' },
        { kind: 'view', id: ids.view },
      ],
    }),
  },
  'get /files': {},
  'post /files': { body: () => ({ any: 'bytes' }) },
  'get /files/{id}': { params: file },
  'get /files/{id}/content': { params: file },
  'get /files/{id}/preview': { params: file },
  // Only who uploaded it.
  'put /files/{id}/preview': { params: file, member: 403 },
  'get /records/{name}/{id}/attachments': { params: delivery },
  'post /records/{name}/{id}/attachments': { params: delivery, body: (ids) => ({ file: ids.file }) },
  'delete /records/{name}/{id}/attachments/{file}': { params: (ids) => ({ ...delivery(ids), file: ids.file }) },
  'get /search': { query: '?q=matrix' },
  'get /trash': {},
  'get /trash/blueprints/{id}': { params: inTrash },
  'get /trash/blueprints/{id}/versions': { params: inTrash },
  'get /trash/blueprints/{id}/versions/{n}': { params: (ids) => ({ ...inTrash(ids), n: '1' }) },
  'get /trash/blueprints/{id}/records': { params: inTrash },
  'get /trash/blueprints/{id}/records/{record}': {
    params: (ids) => ({ ...inTrash(ids), record: ids.trashedKindRecord }),
  },
  'get /flows': {},
  'post /flows': { body: () => ({ name: 'from_matrix' }) },
  'post /flows/import': { body: () => ({ config: { initial: 'a', states: { a: {} } } }) },
  'get /flows/{name}': { params: flow },
  'get /flows/{name}/export': { params: flow },
  'get /flows/{name}/versions': { params: flow },
  'get /flows/{name}/versions/{n}': { params: () => ({ name: 'delivery', n: '1' }) },
  'get /flows/{name}/states': { params: flow },
  'get /flows/{name}/times': { params: flow },
  'get /flows/{name}/draft': { params: flow },
  'put /flows/{name}/draft': { params: flow, body: () => ({}) },
  'delete /flows/{name}/draft': { params: flow },
  'post /flows/{name}/draft/preview': { params: flow },
  'post /flows/{name}/draft/backtest': { params: flow, body: () => ({}) },
  'post /flows/{name}/draft/publish': { params: flow, body: (ids) => ({ token: ids.flowToken }) },
  'post /flows/{name}/verify': { params: flow },
  'post /flows/{name}/simulate': { params: flow, body: () => ({ data: { cargo: 'x' }, events: [] }) },
  'get /views': {},
  'post /views': { body: () => ({ name: 'From the matrix', blueprint: 'customer' }) },
  'get /views/{view}': { params: (ids) => ({ view: ids.view }) },
  // Somebody else's view is changed by them or by an owner.
  'patch /views/{view}': { params: (ids) => ({ view: ids.view }), body: () => ({ label: 'Mine' }), member: 403 },
  'delete /views/{view}': { params: (ids) => ({ view: ids.view }), member: 403 },
  'get /calendars': {},
  'post /calendars': { body: () => ({ name: 'from_matrix', week: { monday: [{ opens: '09:00', closes: '18:00' }] } }) },
  'get /calendars/{name}': { params: calendar },
  'patch /calendars/{name}': { params: calendar, body: () => ({ label: 'Mine' }) },
  'delete /calendars/{name}': { params: calendar },
  'get /automations': {},
  'post /automations': {
    body: () => ({
      name: 'from_matrix',
      trigger: { kind: 'webhook' },
      do: [{ notify: { roles: ['owner'] }, template: 'x' }],
    }),
  },
  'post /automations/preview': {
    body: () => ({
      name: 'from_matrix',
      trigger: { kind: 'webhook' },
      do: [{ notify: { roles: ['owner'] }, template: 'x' }],
    }),
  },
  'get /automations/{name}': { params: automation },
  'patch /automations/{name}': { params: automation, body: () => ({ label: 'Mine' }) },
  'delete /automations/{name}': { params: automation },
  'get /automations/{name}/versions': { params: automation },
  'get /automations/{name}/runs': { params: automation },
  'get /automations/{name}/runs/{id}': { params: () => ({ name: 'heavy', id: 'nobody' }) },
  'post /automations/{name}/runs/{id}/retry': { params: () => ({ name: 'heavy', id: 'nobody' }) },
  'post /automations/{name}/address': { params: automation },
  'post /automations/{name}/test': { params: automation, body: (ids) => ({ record: ids.delivery }) },
  'get /webhooks': {},
  'post /webhooks': { body: () => ({ name: 'from_matrix', url: 'https://93.184.216.34/' }) },
  'get /webhooks/{name}': { params: webhook },
  'patch /webhooks/{name}': { params: webhook, body: () => ({ status: 'paused' }) },
  'delete /webhooks/{name}': { params: webhook },
  'post /webhooks/{name}/rotate': { params: webhook },
  'post /webhooks/{name}/test': { params: webhook },
  'get /webhooks/{name}/deliveries': { params: webhook },
  'post /deliveries/{id}/replay': { params: (ids) => ({ id: ids.sent }) },
  'get /jobs': {},
  'get /jobs/{id}': { params: (ids) => ({ id: ids.job }) },
  'post /jobs/{id}/pause': { params: (ids) => ({ id: ids.job }), member: 403 },
  'post /jobs/{id}/resume': { params: (ids) => ({ id: ids.job }), member: 403 },
  'post /jobs/{id}/cancel': { params: (ids) => ({ id: ids.job }), member: 403 },
  'post /jobs/{id}/undo': { params: (ids) => ({ id: ids.job }), member: 403 },
  'post /blueprints/{name}/migrations': { params: blueprint, body: () => ({ to: 1 }) },
  'get /blueprints/{name}/quarantine': { params: blueprint },
  'post /blueprints/{name}/quarantine/retry': { params: blueprint },
  'get /events': {},
  'get /openapi.json': {},
}

const base = '/api/v1/tenants/{t}'
const nowhere = '00000000-0000-4000-8000-000000000000'
const routes = await declaredRoutes()

async function declaredRoutes(): Promise<readonly TenantRoute[]> {
  const app = await startTestApp()
  const all = routesOf(edgesOf(app.runtime))
  await app.close()
  return all.filter((route) => route.actor === 'tenant')
}

function nameOf({ method, path }: TenantRoute): string {
  return `${method} ${path.replace(base, '')}`
}

test('every route of a tenant has an entry in the matrix, and every entry a route', () => {
  expect(Object.keys(matrix).sort()).toEqual(routes.map(nameOf).sort())
})

describeApp('the matrix of tenants', {}, (app) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await populate(app())
  })

  describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
    const entry = matrix[name] ?? {}
    const ask = (tenant: string, ids: Ids, options: CallOptions) => send(stage, route, entry, { tenant, ids, options })
    const nothingChanges = async (act: () => Promise<void>) => {
      const tenants = [stage.tenant.id, stage.foreign.id]
      const before = await rowCounts(app(), tenants)
      await act()
      expect(await rowCounts(app(), tenants)).toBe(before)
    }

    test('nobody: 401, there or not there', () =>
      nothingChanges(async () => {
        const there = await ask(stage.tenant.id, stage.ids, {})
        const nothing = await ask(nowhere, stage.ids, {})
        expect(there.status).toBe(401)
        expect(bytesOf(there)).toEqual(bytesOf(nothing))
      }))

    test.each(['the neighbour', "the neighbour's key"])(
      '%s: the same bytes as for a tenant that does not exist',
      (who) =>
        nothingChanges(async () => {
          const token = who === 'the neighbour' ? stage.stranger.token : stage.foreignKey
          for (const tenant of [stage.tenant.id, stage.tenant.slug]) {
            const there = await ask(tenant, stage.ids, { token })
            const nothing = await ask(tenant === stage.tenant.id ? nowhere : 't-0000000000', stage.ids, { token })
            expect(there.status).toBe(404)
            expect(bytesOf(there)).toEqual(bytesOf(nothing))
          }
        }),
    )

    test.each(['a member', "a member's key"])('%s: refused where it is for owners or for whoever made it', (who) => {
      const token = who === 'a member' ? stage.member.token : stage.memberKey
      if (route.role !== 'owner' && entry.member === undefined) return
      return nothingChanges(async () => {
        const answered = await ask(stage.tenant.id, stage.ids, { token })
        const refused = entry.member === 404 ? [404, 'not-found'] : [403, 'forbidden']
        expect([answered.status, answered.body.code]).toEqual(refused)
      })
    })

    test("what is the neighbour's: 404 from within the own tenant, as what does not exist", () => {
      const { params } = entry
      if (!params || route.path.includes('{n}')) return
      const foreign = params(stage.foreignIds)
      const isForeign = Object.entries(params(stage.ids)).some(([one, value]) => foreign[one] !== value)
      if (!isForeign) return
      return nothingChanges(async () => {
        const made = Object.entries(foreign).map(([one, value]) => [
          one,
          value === params(stage.ids)[one] ? value : madeUp(value),
        ])
        const token = stage.ownerKey
        const there = await ask(stage.tenant.id, stage.foreignIds, { token })
        const nothing = await send(
          stage,
          route,
          { ...entry, params: () => Object.fromEntries(made) },
          { tenant: stage.tenant.id, ids: stage.foreignIds, options: { token } },
        )
        expect(there.status).toBe(404)
        expect(bytesOf(there)).toEqual(bytesOf(nothing))
      })
    })
  })

  describe('a foreign id inside of a request', () => {
    const own = (method: string, path: string, body?: unknown) =>
      app().call(method, stage.tenant.path + path, { token: stage.ownerKey, ...(body === undefined ? {} : { body }) })
    /** The same request with the neighbour's id and with one that nobody has; the answers differ in the id alone. */
    const bothWays = async (ask: (id: string) => Promise<Answered>) => {
      const [foreign, invented] = [stage.foreignIds.customer, madeUp(stage.foreignIds.customer)]
      const [there, nothing] = [await ask(foreign), await ask(invented)]
      expect(there.status).toBe(nothing.status)
      expect(there.text.replaceAll(foreign, 'ID')).toBe(nothing.text.replaceAll(invented, 'ID'))
      expect(there.text).not.toContain(foreignSecret)
      return there.status
    }

    test('as a relation', async () => {
      expect(await bothWays((id) => own('POST', '/records/delivery', { data: { cargo: 'x', customer: id } }))).toBe(422)
      expect(
        await bothWays((id) => own('PATCH', `/records/delivery/${stage.ids.delivery}`, { data: { customer: id } })),
      ).toBe(422)
    })

    test('in bulk', async () => {
      for (const op of ['update', 'delete'])
        expect(
          await bothWays((id) =>
            own('POST', '/records/customer/bulk', { items: [{ op, id, ...(op === 'update' ? data() : {}) }] }),
          ),
        ).toBe(404)
      expect(
        await bothWays((id) => own('POST', '/records/customer/bulk?partial=true', { items: [{ op: 'delete', id }] })),
      ).toBe(200)
    })

    test('as a file, in a field of a group and as an attachment', async () => {
      const files = async (ask: (id: string) => Promise<Answered>) => {
        const [foreign, invented] = [stage.foreignIds.file, madeUp(stage.foreignIds.file)]
        const [there, nothing] = [await ask(foreign), await ask(invented)]
        expect(there.text.replaceAll(foreign, 'ID')).toBe(nothing.text.replaceAll(invented, 'ID'))
        return [there.status, nothing.status]
      }
      const lines = (id: string) => ({ lines: [{ paper: { id } }] })
      await must(
        201,
        own('POST', '/blueprints', {
          name: 'with_files',
          fields: [
            { key: 'scan', type: 'file' },
            { key: 'lines', type: 'list', fields: [{ key: 'paper', type: 'file' }] },
          ],
        }),
      )
      const post = (data: unknown) => own('POST', '/records/with_files', { data })
      expect(await files((id) => post({ scan: id }))).toEqual([422, 422])
      expect(await files((id) => post(lines(id)))).toEqual([422, 422])
      expect(
        await files((id) => own('POST', `/records/delivery/${stage.ids.delivery}/attachments`, { file: id })),
      ).toEqual([404, 404])
      expect(await files((id) => own('DELETE', `/records/delivery/${stage.ids.delivery}/attachments/${id}`))).toEqual([
        404, 404,
      ])
    })

    test('in a filter, an order, a search, a page and a view', async () => {
      expect(await bothWays((id) => own('GET', `/records/delivery?customer=${id}`))).toBe(200)
      expect(
        await bothWays((id) => own('GET', `/records/delivery?filter=${encodeURIComponent(`customer == "${id}"`)}`)),
      ).toBe(200)
      expect((await own('GET', `/records/customer?q=${foreignSecret}`)).body.items).toEqual([])
      expect((await own('GET', `/records/customer?view=${stage.foreignIds.view}`)).status).toBeGreaterThanOrEqual(400)
      const page = await must(
        200,
        app().call('GET', `${stage.foreign.path}/records/customer?limit=1&sort=name`, { token: stage.foreignKey }),
      )
      const followed = await own('GET', `/records/customer?limit=200&sort=name&cursor=${page.body.next}`)
      expect(followed.text).not.toContain(foreignSecret)
    })

    test('as a favourite, and as somebody who is mentioned', async () => {
      const star = (id: string) => own('PUT', '/favourites', { items: [{ kind: 'record', blueprint: 'customer', id }] })
      expect(await bothWays(star)).toBe(422)
      const tell = (id: string) =>
        own('POST', `/records/customer/${stage.ids.customer}/comments`, { text: 'x', mentions: [id] })
      expect(await bothWays(tell)).toBe(422)
      const [there, nothing] = [await tell(stage.stranger.id), await tell(madeUp(stage.stranger.id))]
      expect(there.text.replaceAll(stage.stranger.id, 'ID')).toBe(
        nothing.text.replaceAll(madeUp(stage.stranger.id), 'ID'),
      )
      expect([there.status, there.body.errors[0].pointer]).toEqual([422, '/mentions/0'])
    })

    test('as the key of a repetition', async () => {
      const headers = { 'idempotency-key': 'shared' }
      const theirs = await must(
        201,
        app().call('POST', `${stage.foreign.path}/records/customer`, {
          token: stage.foreignKey,
          headers,
          body: data(),
        }),
      )
      const ours = await must(
        201,
        app().call('POST', `${stage.tenant.path}/records/customer`, { token: stage.ownerKey, headers, body: data() }),
      )
      expect(ours.body.id).not.toBe(theirs.body.id)
    })

    test('as the last event seen: the stream tells nothing of the neighbour', async () => {
      const stop = new AbortController()
      const stream = await fetch(`${app().url}${stage.tenant.path}/events`, {
        headers: { authorization: `Bearer ${stage.ownerKey}`, 'last-event-id': '0' },
        signal: stop.signal,
      })
      const reader = stream.body?.getReader()
      await must(
        201,
        app().call('POST', `${stage.foreign.path}/records/customer`, { token: stage.foreignKey, body: data() }),
      )
      const mine = await must(201, own('POST', '/records/customer', data()))
      let told = ''
      while (reader && !told.includes(mine.body.id)) told += new TextDecoder().decode((await reader.read()).value)
      stop.abort()
      const foreignTenants = (
        await app().call('GET', `${stage.foreign.path}/records/customer?limit=200`, { token: stage.foreignKey })
      ).body.items
      for (const { id } of foreignTenants) expect(told).not.toContain(id)
    })
  })

  // Last, because it is the one that has effects.
  describe('a member', () => {
    test.each(routes.filter((route) => route.role !== 'owner').map((route) => [nameOf(route), route] as const))(
      'is let in: %s',
      async (name, route) => {
        const entry = matrix[name] ?? {}
        if (entry.member !== undefined) return
        const { status, text } = await send(stage, route, entry, {
          tenant: stage.tenant.id,
          ids: stage.ids,
          options: { token: stage.memberKey },
        })
        expect([status, status === 404 ? '' : text.slice(0, 300)]).toEqual([route.answer.status, expect.any(String)])
      },
    )
  })
})

interface Asked {
  readonly tenant: string
  readonly ids: Ids
  readonly options: CallOptions
}

async function send(
  stage: Stage,
  route: TenantRoute,
  entry: Entry,
  { tenant, ids, options }: Asked,
): Promise<Answered> {
  const values: Record<string, string> = { t: tenant, ...entry.params?.(ids) }
  const place = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? 'missing'))
  const path = place + (entry.query ?? '')
  const headers = { ...options.headers, ...entry.headers }
  const body = entry.body === undefined ? {} : { body: entry.body(ids) }
  if (route.answer.mediaType === 'text/event-stream') return firstOf(stage.app.url + path, { ...options, headers })
  return stage.app.call(route.method.toUpperCase(), path, { ...options, headers, ...body })
}

/** A stream does not end by itself: its head is the answer. */
async function firstOf(url: string, { token, headers }: CallOptions): Promise<Answered> {
  const stop = new AbortController()
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(url, { headers: { ...authorization, ...headers }, signal: stop.signal })
  const text = response.ok ? '' : await response.text()
  stop.abort()
  return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text) }
}

/** Everything a stranger could compare; times, numbers of requests and their ids differ always. */
function bytesOf({ status, headers, text }: Answered) {
  const passing = ['date', 'x-request-id', 'ratelimit-remaining', 'ratelimit-reset', 'connection', 'keep-alive']
  return { status, text, headers: [...headers].filter(([name]) => !passing.includes(name)) }
}

/** Of the same form and length. */
function madeUp(id: string): string {
  const last = id.at(-1) === '7' ? '8' : '7'
  return id.slice(0, -1) + last
}
