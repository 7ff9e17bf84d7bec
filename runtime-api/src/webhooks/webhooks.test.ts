// What leaves the program because of a flow: written with the step, sent once it is there, tried again until it is taken.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { eventually, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { isSigned, type Receiver, startReceiver } from '../../test/webhook-receiver.ts'
import { startWorker } from '../jobs/worker.ts'
import { dispatchOutbox } from '../outbox/dispatch-outbox.ts'
import type { Scope } from '../runtime.ts'

const HOUR = 3_600_000
let ahead = 0

const fields = [
  { key: 'cargo', type: 'text', required: true },
  { key: 'status', type: 'enum', options: ['NEW', 'SENT', 'DONE'] },
]
const transitions = [
  { event: 'finish', from: ['SENT'], to: 'DONE' },
  { event: 'send', from: ['NEW'], to: 'SENT', do: [{ webhook: 'erp', body: "{'id': record.id, 'state': status}" }] },
  { event: 'whole', from: ['NEW'], to: 'SENT', do: [{ webhook: 'erp' }] },
  { event: 'refuse', from: ['NEW'], to: 'SENT', do: [{ webhook: 'erp' }, { clear: 'cargo' }] },
]

describeApp('Webhooks', { now: () => Date.now() + ahead, env: { MOLDE_WEBHOOK_ALLOW: '127.0.0.1' } }, (app) => {
  let world: TenantWorld
  let scope: Scope
  let receiver: Receiver
  let secret: string
  beforeAll(async () => {
    ahead = 0
    receiver = await startReceiver()
    world = await newWorld(app())
    const { body } = await world.must(201, 'POST', '/webhooks', { name: 'erp', url: `${receiver.url}/hook?a=1` })
    secret = body.secret
    await world.must(201, 'POST', '/blueprints', { name: 'parcel', titleField: 'cargo', fields })
    const made = await world.must(201, 'POST', '/flows', {
      ...{ name: 'parcel', blueprint: 'parcel', stateField: 'status', initial: 'NEW', transitions },
      states: { NEW: {}, SENT: {}, DONE: { type: 'final', onEnter: [{ webhook: 'crm' }] } },
    })
    expect(made.body.findings).toContainEqual(expect.objectContaining({ check: 'unknown-endpoint', severity: 'warn' }))
    scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
  })
  afterAll(() => receiver.close())

  const create = async (data: object = {}) =>
    (await world.must(201, 'POST', '/records/parcel', { data: { cargo: 'Tiles', ...data } })).body
  const step = async (event: string, data: object = {}) => {
    const { id } = await create(data)
    await world.must(200, 'POST', `/records/parcel/${id}/transitions/${event}`, {})
    return id as string
  }
  const dispatch = () => dispatchOutbox(scope, 'test', () => false)
  const pass = async (ms: number) => {
    ahead += ms
    await dispatch()
  }
  const of = (id: string) => receiver.received.filter((one) => one.id.startsWith(id))
  const deliveries = async (query = '') => (await world.must(200, 'GET', `/webhooks/erp/deliveries${query}`)).body.items
  const delivery = async (id: string) =>
    (await deliveries()).find(({ webhookId }: { webhookId: string }) => webhookId.startsWith(id))
  const takesAll = () => receiver.answer((_, response) => response.end('thanks'))

  test('are sent by the convention, signed, with what the flow says', async () => {
    const id = await step('send')
    expect(of(id)).toEqual([])
    await dispatch()
    const [one] = of(id)
    expect(one).toMatchObject({ method: 'POST', path: '/hook?a=1', id: `${id}:2:0` })
    expect(JSON.parse(one?.body ?? '')).toEqual({ id, state: 'NEW' })
    expect(one?.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': `${id}:2:0` })
    expect(one && isSigned(one, secret)).toBe(true)
    expect(one && isSigned({ ...one, body: `${one.body} ` }, secret)).toBe(false)
    expect(await delivery(id)).toMatchObject({
      ...{ status: 'done', attempts: 1, answerStatus: 200, answer: 'thanks', reason: null, nextAt: null },
      ...{ event: 'parcel.send', record: { id, blueprint: 'parcel', title: 'Tiles', deleted: false } },
    })
    await pass(HOUR)
    expect(of(id)).toHaveLength(1)
  })

  test('without a body hold the record as the API shows it', async () => {
    const id = await step('whole')
    await dispatch()
    const said = JSON.parse(of(id)[0]?.body ?? '')
    const record = (await world.must(200, 'GET', `/records/parcel/${id}`)).body
    expect(said).toEqual({ type: 'parcel.whole', timestamp: expect.any(String), data: record })
  })

  test('are not sent by a step that is refused', async () => {
    const { id } = await create()
    const answered = await world.call('POST', `/records/parcel/${id}/transitions/refuse`, {})
    expect(answered.status).toBeGreaterThanOrEqual(400)
    await dispatch()
    expect(of(id)).toEqual([])
    expect(await delivery(id)).toBeUndefined()
  })

  test('that are not taken are tried again with the same id, later each time, and given up after three days', async () => {
    receiver.answer((_, response) => response.writeHead(500).end('no\u0000 room'))
    const id = await step('send')
    await dispatch()
    expect(await delivery(id)).toMatchObject({ status: 'waiting', attempts: 1, answerStatus: 500, answer: 'no room' })
    await dispatch()
    expect(of(id)).toHaveLength(1)
    await pass(1_300)
    expect(of(id)).toHaveLength(2)
    for (let i = 0; i < 30; i++) await pass(5 * HOUR)
    const attempts = of(id)
    expect(attempts.length).toBeGreaterThan(10)
    expect(new Set(attempts.map((one) => one.id))).toEqual(new Set([`${id}:2:0`]))
    expect(await delivery(id)).toMatchObject({ status: 'dead', reason: 'The receiver answered 500.', nextAt: null })
    expect((await world.must(200, 'GET', '/webhooks/erp')).body).toMatchObject({ waiting: 0, dead: 1 })

    takesAll()
    const dead = (await deliveries('?status=dead'))[0]
    const again = (await world.must(202, 'POST', `/deliveries/${dead.id}/replay`)).body
    expect(again).toMatchObject({ status: 'waiting', attempts: 0 })
    await dispatch()
    expect(of(id).at(-1)?.id).toBe(`${id}:2:0`)
    expect(await delivery(id)).toMatchObject({ status: 'done' })
  })

  test.each<[string, Parameters<Receiver['answer']>[0], string]>([
    ['a redirect', (_, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'Redirects are not followed'],
    ['a connection that is cut', (_, r) => r.destroy(), 'cannot be reached'],
    [
      'an answer that is cut',
      (_, r) => void (r.writeHead(200, { 'content-length': 10 }), r.write('x', () => r.destroy())),
      'cannot be reached',
    ],
  ])('%s is a failure', async (_, answer, reason) => {
    receiver.answer(answer)
    const id = await step('send')
    await dispatch()
    expect(await delivery(id)).toMatchObject({ status: 'waiting', attempts: 1 })
    expect((await delivery(id)).reason).toContain(reason)
    takesAll()
    await pass(1_300)
    expect(await delivery(id)).toMatchObject({ status: 'done', attempts: 2 })
  })

  test('of a receiver that does not answer end after 15 seconds, and one that answers without end is not listened to', {
    timeout: 60_000,
  }, async () => {
    receiver.answer(() => undefined)
    const silent = await step('send')
    await dispatch()
    expect(await delivery(silent)).toMatchObject({ reason: 'There was no answer within 15 seconds.' })
    takesAll()
    await pass(1_300)
    const endless = (_: unknown, response: { write(text: string): boolean; destroyed: boolean }) => {
      const more = () => {
        if (!response.destroyed && response.write('x'.repeat(10_000))) setImmediate(more)
      }
      more()
    }
    receiver.answer(endless as never)
    const long = await step('send')
    await dispatch()
    expect((await delivery(long)).answer).toBe('x'.repeat(500))
    takesAll()
  })

  test('wait as long as the receiver asks for', async () => {
    receiver.answer((_, response) => response.writeHead(429, { 'retry-after': '600' }).end())
    const id = await step('send')
    await dispatch()
    takesAll()
    await pass(400_000)
    expect(of(id)).toHaveLength(1)
    await pass(400_000)
    expect(of(id)).toHaveLength(2)
  })

  test('are turned off by 410 and wait while they are off or paused', async () => {
    receiver.answer((_, response) => response.writeHead(410).end())
    const first = await step('send')
    await dispatch()
    expect(await delivery(first)).toMatchObject({ status: 'dead', answerStatus: 410 })
    expect((await world.must(200, 'GET', '/webhooks/erp')).body).toMatchObject({ status: 'gone' })
    takesAll()
    const second = await step('send')
    await pass(HOUR)
    expect(of(second)).toEqual([])
    await world.must(409, 'POST', '/webhooks/erp/test')
    await world.must(200, 'PATCH', '/webhooks/erp', { status: 'paused' })
    await pass(HOUR)
    expect(of(second)).toEqual([])
    await world.must(200, 'PATCH', '/webhooks/erp', { status: 'on' })
    await dispatch()
    expect(of(second)).toHaveLength(1)
  })

  test('of a name that is not set up yet wait for it, and are given up with one that is taken away', async () => {
    const finish = async () => {
      const id = await step('send')
      await world.must(200, 'POST', `/records/parcel/${id}/transitions/finish`, {})
      await dispatch()
      return id
    }
    const setUp = () => world.must(201, 'POST', '/webhooks', { name: 'crm', url: `${receiver.url}/crm` })
    const first = await finish()
    expect(of(first).map(({ path }) => path)).toEqual(['/hook?a=1'])
    await setUp()
    await dispatch()
    expect(of(first)).toMatchObject([{ path: '/hook?a=1' }, { id: `${first}:3:0`, path: '/crm' }])
    await world.must(200, 'PATCH', '/webhooks/crm', { status: 'paused' })
    await finish()
    await world.must(204, 'DELETE', '/webhooks/crm')
    for (const path of ['/webhooks/crm', '/webhooks/crm/deliveries']) await world.must(404, 'GET', path)
    await setUp()
    await pass(HOUR)
    const { items } = (await world.must(200, 'GET', '/webhooks/crm/deliveries')).body
    expect(items).toMatchObject([{ status: 'dead', reason: 'The webhook was taken away.' }, { status: 'done' }])
    await world.must(204, 'DELETE', '/webhooks/crm')
  })

  test('have two secrets for a day after a rotation', async () => {
    const { body } = await world.must(200, 'POST', '/webhooks/erp/rotate')
    expect(body.secret).not.toBe(secret)
    expect(body.earlierSecretUntil).toEqual(expect.any(String))
    const during = await step('send')
    await dispatch()
    const [one] = of(during)
    expect(one && [isSigned(one, secret), isSigned(one, body.secret)]).toEqual([true, true])
    await pass(25 * HOUR)
    const after = await step('send')
    await dispatch()
    const [two] = of(after)
    expect(two && [isSigned(two, secret), isSigned(two, body.secret)]).toEqual([false, true])
    expect((await world.must(200, 'GET', '/webhooks/erp')).body.earlierSecretUntil).toBeNull()
    secret = body.secret
  })

  test('are tested by a message like any other', async () => {
    const { body } = await world.must(202, 'POST', '/webhooks/erp/test')
    await dispatch()
    const one = receiver.received.at(-1)
    expect(one?.id).toBe(body.webhookId)
    expect(JSON.parse(one?.body ?? '')).toMatchObject({ type: 'test', data: { webhook: 'erp' } })
  })

  test('tell their secret once, and nobody but owners sees them', async () => {
    const listed = (await world.must(200, 'GET', '/webhooks')).text
    const read = (await world.must(200, 'GET', '/webhooks/erp')).text
    const history = (await world.must(200, 'GET', '/webhooks/erp/deliveries')).text
    expect(listed + read + history).not.toContain('whsec_')
    const store = await storeOf(world)
    const rows = await store.read.all<object>('SELECT * FROM webhook WHERE tenant = ?', [store.tenant])
    expect(JSON.stringify(rows)).not.toContain('whsec_')
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6, 30))
    const asMember = { token: world.memberToken }
    for (const [method, path] of [
      ...[
        ['GET', '/webhooks'],
        ['GET', '/webhooks/erp'],
        ['GET', '/webhooks/erp/deliveries'],
      ],
      ...[
        ['POST', '/webhooks/erp/test'],
        ['POST', '/webhooks/erp/rotate'],
        ['DELETE', '/webhooks/erp'],
      ],
    ] as const)
      await world.must(403, method as string, path as string, undefined, asMember)
    await world.must(403, 'POST', '/webhooks', { name: 'x', url: 'https://example.org' }, asMember)
  })

  test.each([
    ['http://169.254.169.254/latest/meta-data', 'webhook-private'],
    ['http://[::ffff:10.0.0.1]/', 'webhook-private'],
    ['http://127.2.:80/', 'webhook-private'],
    ['http://0x0a000001/', 'webhook-private'],
    ['https://a:b@example.org/', 'webhook-credentials'],
    ['ftp://example.org/', 'webhook-url'],
    ['nonsense', 'webhook-url'],
  ])('%s is no address for one', async (url, code) => {
    const made = await world.must(422, 'POST', '/webhooks', { name: 'bad', url })
    expect(made.body.errors).toMatchObject([{ pointer: '/url', code }])
    const changed = await world.must(422, 'PATCH', '/webhooks/erp', { url })
    expect(changed.body.errors).toMatchObject([{ pointer: '/url', code }])
  })

  test('have names of their own', async () => {
    await world.must(409, 'POST', '/webhooks', { name: 'erp', url: receiver.url })
    await world.must(422, 'POST', '/webhooks', { name: 'no name', url: receiver.url })
  })

  test('are sent once, whoever looks at the same time', async () => {
    const ids = []
    for (let i = 0; i < 12; i++) ids.push(await step('send'))
    await Promise.all(['a', 'b', 'c'].map((lease) => dispatchOutbox(scope, lease, () => false)))
    await dispatch()
    expect(ids.map((id) => of(id).length)).toEqual(ids.map(() => 1))
  })

  test('whose sender is late change nothing any more', async () => {
    let answerNow: (() => void) | undefined
    receiver.answer((_, response) => {
      answerNow = () => response.writeHead(500).end()
    })
    const id = await step('send')
    const late = dispatchOutbox(scope, 'late', () => false)
    expect(await eventually(async () => of(id).length === 1)).toBe(true)
    takesAll()
    // Its lease is over, so somebody else takes it.
    ahead += 40_000
    await dispatchOutbox(scope, 'other', () => false)
    expect(await delivery(id)).toMatchObject({ status: 'done' })
    answerNow?.()
    await late
    expect(await delivery(id)).toMatchObject({ status: 'done', answerStatus: 200, attempts: 2 })
    expect(of(id)).toHaveLength(2)
  })

  test('go out by the worker while nobody calls, and are handed back when it stops', async () => {
    receiver.answer(() => undefined)
    const worker = startWorker(app().runtime)
    const id = await step('send')
    expect(await eventually(async () => of(id).length === 1, 10_000)).toBe(true)
    const began = performance.now()
    await worker.stop()
    expect(performance.now() - began).toBeLessThan(8_000)
    takesAll()
    await dispatch()
    expect(of(id)).toHaveLength(2)
    expect(await delivery(id)).toMatchObject({ status: 'done' })
  })
})
