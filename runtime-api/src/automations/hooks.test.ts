// What other programs send sets automations off, on both databases: once per message, only from who knows the address, and signed where asked.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import type { Answered } from '../../test/test-app.ts'
import { signatureHeaders } from '../webhooks/sign-webhook.ts'

describeApp('what is sent to automations', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      name: 'lead',
      fields: [
        { key: 'email', type: 'email', quickFilter: true },
        { key: 'name', type: 'text' },
        { key: 'stage', type: 'enum', options: ['NEW', 'HOT'] },
        { key: 'calls', type: 'number', default: 0 },
      ],
    })
  })
  const make = async (document: { readonly name: string; readonly [member: string]: unknown }) => {
    await world.must(201, 'POST', '/automations', { status: 'on', trigger: { kind: 'webhook' }, ...document })
    return (await world.must(200, 'POST', `/automations/${document.name}/address`)).body as {
      url: string
      secret: string
    }
  }
  const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    app().call('POST', new URL(url, 'http://x').pathname, { body, headers })
  const runsOf = async (name: string) => (await world.must(200, 'GET', `/automations/${name}/runs`)).body.items
  const ended = async (name: string, least = 1): Promise<Answered['body'][]> => {
    let runs: Answered['body'][] = []
    await expect
      .poll(
        async () => {
          runs = await runsOf(name)
          return runs.length >= least && runs.every(({ status }) => status !== 'waiting')
        },
        { timeout: 20_000 },
      )
      .toBe(true)
    return runs
  }
  const leads = async () => (await world.must(200, 'GET', '/records/lead?limit=200')).body.items

  test('what is sent is the payload, and the same message sets it off once', async () => {
    const { url } = await make({
      name: 'inbound',
      when: 'payload.kind == "lead"',
      do: [
        {
          create: 'lead',
          values: { email: 'payload.customer.email', name: 'payload.customer.name', stage: 'payload.stage' },
        },
      ],
    })
    const body = { kind: 'lead', customer: { email: 'ana@example.org', name: 'Ana' }, stage: 'HOT' }
    const answers = await Promise.all([1, 2, 3].map(() => post(url, body, { 'webhook-id': 'm1' })))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(new Set(answers.map((one) => one.body.run)).size).toBe(1)
    const [run, ...more] = await ended('inbound')
    expect(more).toEqual([])
    expect(run).toMatchObject({
      ...{
        id: answers[0]?.body.run,
        status: 'done',
        trigger: 'webhook',
        condition: { is: 'holds' },
        input: { payload: body },
      },
      actions: [{ kind: 'create', blueprint: 'lead', records: [expect.any(String)] }],
    })
    expect(await leads()).toMatchObject([{ data: { email: 'ana@example.org', name: 'Ana', stage: 'HOT' } }])
    expect((await post(url, { kind: 'other' })).status).toBe(202)
    expect((await ended('inbound', 2))[0]).toMatchObject({ status: 'skipped', condition: { is: 'fails' } })
    expect((await post(url, { kind: 'lead', customer: { email: 'no address' } })).status).toBe(202)
    expect((await ended('inbound', 3))[0]).toMatchObject({ status: 'refused', error: expect.any(String) })
  })

  test('it finds the record that is meant; none and several are told', async () => {
    const { url } = await make({
      name: 'calls',
      blueprint: 'lead',
      trigger: { kind: 'webhook', find: { field: 'email', value: 'payload.from' } },
      do: [
        { add: 'calls', value: '1' },
        { set: 'name', value: 'payload.name' },
      ],
    })
    for (const email of ['bea@example.org', 'twin@example.org', 'twin@example.org'])
      await world.must(201, 'POST', '/records/lead', { data: { email } })
    await post(url, { from: 'bea@example.org', name: 'Bea' })
    expect((await ended('calls'))[0]).toMatchObject({ status: 'done', record: { blueprint: 'lead' } })
    expect((await leads()).find((one: Answered['body']) => one.data.email === 'bea@example.org').data).toMatchObject({
      calls: 1,
      name: 'Bea',
    })
    for (const [from, error] of [
      ['nobody@example.org', /^There is no record/],
      ['twin@example.org', /^Several records/],
    ] as const) {
      const before = (await runsOf('calls')).length
      await post(url, { from })
      expect((await ended('calls', before + 1))[0]).toMatchObject({
        status: 'skipped',
        error: expect.stringMatching(error),
      })
    }
  })

  test('only what is signed is taken where it asks for that', async () => {
    const { url, secret } = await make({
      name: 'signed',
      trigger: { kind: 'webhook', signed: true },
      do: [{ create: 'lead', values: { name: '"signed"' } }],
    })
    const text = JSON.stringify({ a: 1 })
    const seconds = Math.floor(app().runtime.now() / 1000)
    const sign = (more: object = {}, key = secret) =>
      signatureHeaders({ id: 's1', timestamp: seconds, body: text, ...more }, [key]) as Record<string, string>
    expect((await post(url, { a: 1 })).status).toBe(401)
    expect((await post(url, { a: 2 }, sign())).status).toBe(401)
    expect((await post(url, { a: 1 }, { ...sign(), 'webhook-id': 's2' })).status).toBe(401)
    expect((await post(url, { a: 1 }, sign({ timestamp: seconds - 600 }))).status).toBe(401)
    expect((await post(url, { a: 1 }, sign({}, `whsec_${Buffer.alloc(32).toString('base64')}`))).status).toBe(401)
    expect(await runsOf('signed')).toEqual([])
    expect((await post(url, { a: 1 }, sign())).status).toBe(202)
    expect((await ended('signed'))[0]).toMatchObject({ status: 'done' })
  })

  test('an address ends with the next one, and with the automation being off; nothing tells it again', async () => {
    const first = await make({ name: 'rotated', do: [{ create: 'lead', values: { name: '"x"' } }] })
    expect(await post(first.url, {})).toMatchObject({ status: 202 })
    const second = (await world.must(200, 'POST', '/automations/rotated/address')).body
    const nowhere = await app().call('POST', '/api/v1/hooks/nothing', { body: {} })
    const gone = await post(first.url, {})
    expect([gone.status, gone.body.code]).toEqual([404, nowhere.body.code])
    expect((await post(second.url, {})).status).toBe(202)
    await world.must(200, 'PATCH', '/automations/rotated', { status: 'off' })
    expect((await post(second.url, {})).status).toBe(404)
    const told = (await world.must(200, 'GET', '/automations/rotated')).text
    expect(told).not.toContain(second.url.split('_').at(-1))
    expect(told).not.toContain(second.secret)
    const store = await storeOf(world)
    const kept = JSON.stringify(await store.read.all('SELECT * FROM automation WHERE tenant = ?', [store.tenant]))
    expect(kept).not.toContain(second.secret)
    expect(kept).not.toContain(second.url.split('/').at(-1))
    await world.must(200, 'PATCH', '/automations/rotated', { trigger: { kind: 'schedule', cron: '0 8 * * *' } })
    expect((await world.call('POST', '/automations/rotated/address')).status).toBe(409)
  })

  test('too much, no JSON and too often are refused', async () => {
    const { url } = await make({
      name: 'flood',
      when: 'payload.never',
      do: [{ create: 'lead', values: { name: '"x"' } }],
    })
    expect((await post(url, { text: 'x'.repeat(300_000) })).status).toBe(413)
    expect((await post(url, { ok: 1 }, { 'webhook-id': 'x'.repeat(300) })).status).toBe(400)
    const raw = await fetch(`${app().url}${new URL(url, 'http://x').pathname}`, { method: 'POST', body: '{' })
    expect(raw.status).toBe(400)
    const statuses = await Promise.all(Array.from({ length: 130 }, async () => (await post(url, {})).status))
    expect(new Set(statuses)).toEqual(new Set([202, 429]))
  })
})
