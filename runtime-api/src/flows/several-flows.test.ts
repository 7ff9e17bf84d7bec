// Two flows over one blueprint: each moves the record by itself, and neither knows more of the other than its field.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'
import type { Answered } from '../../test/test-app.ts'

const fields = [
  { key: 'title', type: 'text', required: true },
  { key: 'amount', type: 'number' },
  { key: 'status', type: 'enum', options: ['OPEN', 'SENT', 'ARRIVED'] },
  { key: 'payment', type: 'enum', options: ['DUE', 'INVOICED', 'PAID'], quickFilter: true },
  { key: 'note', type: 'text' },
  { key: 'paid_at', type: 'datetime', readOnly: true },
]
const shipping = {
  label: 'Shipping',
  stateField: 'status',
  initial: 'OPEN',
  states: {
    OPEN: { timers: [{ name: 'unsent', after: 'PT48H', event: 'send' }] },
    ARRIVED: { type: 'final' },
  },
  transitions: [
    { event: 'send', label: 'Send', from: ['OPEN'], to: 'SENT' },
    { event: 'arrive', from: ['SENT'], to: 'ARRIVED' },
  ],
  clocks: [{ name: 'delivery', starts: ['OPEN', 'SENT'], stops: ['ARRIVED'], target: 'P3D' }],
}
const paying = {
  label: 'Payment',
  stateField: 'payment',
  initial: 'DUE',
  states: {
    DUE: { timers: [{ name: 'unbilled', after: 'PT24H', event: 'bill' }] },
    PAID: { type: 'final' },
  },
  transitions: [
    { event: 'bill', label: 'Bill', from: ['DUE'], to: 'INVOICED', form: ['note'] },
    {
      event: 'pay',
      from: ['INVOICED'],
      to: 'PAID',
      guard: 'amount > 0.0',
      do: [{ set: 'paid_at', value: 'now' }],
    },
    // What the other flow brings about is a value like any other.
    { always: true, from: ['DUE'], to: 'INVOICED', guard: "status == 'ARRIVED'" },
  ],
  clocks: [{ name: 'money', starts: ['DUE'], pauses: ['INVOICED'], stops: ['PAID'], target: 'P2D' }],
}

describeApp('several flows over one blueprint', { worker: true }, (app) => {
  let world: TenantWorld
  let made = 0
  beforeAll(async () => {
    world = await newWorld(app())
  })
  const names = (errors: readonly { pointer: string; code: string }[]) =>
    errors.map(({ pointer, code }) => `${pointer} ${code}`)
  async function begun(more: { readonly shipping?: object; readonly paying?: object } = {}): Promise<string> {
    made += 1
    const name = `order${made}`
    await world.must(201, 'POST', '/blueprints', { name, titleField: 'title', fields })
    await world.must(201, 'POST', '/flows', { ...shipping, ...more.shipping, name, blueprint: name })
    await world.must(201, 'POST', '/flows', { ...paying, ...more.paying, name: `${name}_payment`, blueprint: name })
    return name
  }
  const create = async (name: string, data: object = {}) =>
    (await world.must(201, 'POST', `/records/${name}`, { data: { title: 'x', amount: 5, ...data } })).body
  const send = (name: string, id: string, event: string, form?: object): Promise<Answered> =>
    world.call('POST', `/records/${name}/${id}/transitions/${event}`, form)
  const read = async (name: string, id: string) => (await world.must(200, 'GET', `/records/${name}/${id}`)).body
  const stands = ({ state, data }: { state: string; data: { status: string; payment: string } }) => [
    ...[state, data.status, data.payment],
  ]

  describe('definitions', () => {
    test('the first says the state of records, a further one its field; each is told which it is', async () => {
      const name = await begun()
      const { items } = (await world.must(200, 'GET', '/flows')).body
      const own = items.filter(({ blueprint }: { blueprint: string }) => blueprint === name)
      expect(own.map((flow: { name: string; main: boolean }) => [flow.name, flow.main])).toEqual([
        [name, true],
        [`${name}_payment`, false],
      ])
      expect((await world.must(200, 'GET', `/flows/${name}_payment`)).body.main).toBe(false)
    })

    test.each([
      [
        'a field that the other one writes',
        { stateField: 'status', initial: 'OPEN', states: {}, transitions: [] },
        '/stateField flow-field-taken',
      ],
      [
        'an event that the other one has',
        { transitions: [{ event: 'send', from: ['DUE'], to: 'PAID' }] },
        '/transitions/0/event flow-event-taken',
      ],
      [
        'a promised time of the other one',
        { clocks: [{ name: 'delivery', starts: ['DUE'], target: 'P1D' }] },
        '/clocks/0/name flow-clock-taken',
      ],
      [
        'an action on the field of the other one',
        { transitions: [{ event: 'bill', from: ['DUE'], to: 'PAID', do: [{ clear: 'status' }] }] },
        '/transitions/0/do/0/clear flow-sets-state',
      ],
      [
        'a form that asks for the field of the other one',
        { transitions: [{ event: 'bill', from: ['DUE'], to: 'PAID', form: ['status'] }] },
        '/transitions/0/form/0 flow-sets-state',
      ],
    ])('%s is refused at its place, in a new flow and in the draft of one', async (_, wrong, refusal) => {
      const name = await begun()
      const third = { ...paying, clocks: [], ...wrong, name: 'third', blueprint: name }
      const [timer] = paying.states.DUE.timers
      const states = { DUE: { timers: [{ ...timer, event: 'other' }] } }
      const transitions = [{ event: 'other', from: ['DUE'], to: 'INVOICED' }]
      const refused = await world.call('POST', '/flows', { ...third })
      expect(refused.status).toBe(422)
      expect(names(refused.body.errors)).toContain(refusal)
      expect(names(refused.body.errors)).not.toContain('/states flow-sets-state')
      const drafted = await world.call('PUT', `/flows/${name}_payment/draft`, {
        ...paying,
        states,
        transitions,
        clocks: [],
        ...wrong,
      })
      expect(drafted.status === 422 ? names(drafted.body.errors) : await previewed(name)).toContain(refusal)
    })
    const previewed = async (name: string) =>
      names((await world.call('POST', `/flows/${name}_payment/draft/preview`)).body.errors)

    test('a document that says which one it is comes in that place or not at all', async () => {
      const name = await begun()
      const third = { ...paying, name: 'third', blueprint: name, main: true }
      const taken = await world.call('POST', '/flows', third)
      expect(names(taken.body.errors)).toEqual(['/main flow-main-taken'])
      await world.must(201, 'POST', '/blueprints', { name: `${name}x`, titleField: 'title', fields })
      const first = await world.call('POST', '/flows', { ...third, blueprint: `${name}x`, main: false })
      expect(names(first.body.errors)).toEqual(['/main flow-main-first'])
      const sent = await world.must(201, 'POST', '/flows', { ...third, name: `${name}x`, blueprint: `${name}x` })
      expect(sent.body.main).toBe(true)
    })

    test('the words of both are in the description of the API', async () => {
      const name = await begun()
      const { paths } = (await world.must(200, 'GET', '/openapi.json')).body
      const events = Object.keys(paths).filter(
        (path) => path.includes(`/records/${name}/`) && path.includes('/transitions/'),
      )
      for (const event of ['send', 'arrive', 'bill', 'pay'])
        expect(
          events.some((path) => path.endsWith(`/transitions/${event}`)),
          event,
        ).toBe(true)
    })
  })

  describe('a record', () => {
    test('begins in each and moves in each by itself; nobody writes where it stands', async () => {
      const name = await begun()
      const { id, ...record } = await create(name)
      expect(stands(record)).toEqual(['OPEN', 'OPEN', 'DUE'])
      expect(stands((await send(name, id, 'bill', { note: 'n1' })).body)).toEqual(['OPEN', 'OPEN', 'INVOICED'])
      expect(stands((await send(name, id, 'send')).body)).toEqual(['SENT', 'SENT', 'INVOICED'])
      const paid = (await send(name, id, 'pay')).body
      expect(stands(paid)).toEqual(['SENT', 'SENT', 'PAID'])
      expect(paid.data.paid_at).toBe(paid.updatedAt)
      const refused = await send(name, id, 'pay')
      expect([refused.status, refused.body.code]).toEqual([409, 'transition-refused'])
      const written = await world.call('PATCH', `/records/${name}/${id}`, { data: { payment: 'DUE' } })
      expect([written.status, names(written.body.errors)]).toEqual([422, ['/data/payment moved-by-flow']])
      const begins = await world.call('POST', `/records/${name}`, { data: { title: 'x', payment: 'PAID' } })
      expect(begins.status).toBe(422)
      expect(stands(await read(name, id))).toEqual(['SENT', 'SENT', 'PAID'])
    })

    test('is told what may be done in each, and where it stands', async () => {
      const name = await begun()
      const { id } = await create(name)
      const { state, items, flows } = (await world.must(200, 'GET', `/records/${name}/${id}/transitions`)).body
      expect(state).toBe('OPEN')
      expect(flows).toEqual([
        { flow: name, label: 'Shipping', stateField: 'status', state: 'OPEN' },
        { flow: `${name}_payment`, label: 'Payment', stateField: 'payment', state: 'DUE' },
      ])
      const allowed = items.filter((one: { allowed: boolean }) => one.allowed)
      expect(allowed.map((one: { event: string; flow: string }) => [one.event, one.flow])).toEqual([
        ['send', name],
        ['bill', `${name}_payment`],
      ])
    })

    test('is found, put in order and moved in bulk by where it stands in either', async () => {
      const name = await begun()
      const [a, b, c] = [await create(name), await create(name), await create(name)]
      await send(name, a.id, 'bill', {})
      await send(name, b.id, 'send')
      const ids = async (params: Record<string, string>) =>
        (await world.must(200, 'GET', `/records/${name}?${new URLSearchParams(params)}`)).body.items.map(
          (one: { id: string }) => one.id,
        )
      expect(await ids({ filter: "payment == 'INVOICED'" })).toEqual([a.id])
      expect(await ids({ filter: "payment == 'DUE' && record.state == 'OPEN'" })).toEqual([c.id])
      expect((await ids({ sort: '-payment,id' }))[0]).toBe(a.id)
      const act = { op: 'transition', event: 'bill', input: {} }
      const { id: job } = (
        await world.must(202, 'POST', `/records/${name}/bulk-jobs`, { act, filter: "payment == 'DUE'" })
      ).body
      expect(
        await eventually(async () => (await world.must(200, 'GET', `/jobs/${job}`)).body.status === 'succeeded'),
      ).toBe(true)
      expect((await ids({ filter: "payment == 'INVOICED'" })).sort()).toEqual([a.id, b.id, c.id].sort())
    })

    test('has one history that says whose step it was; a step of a further flow is taken back, values and all', async () => {
      const name = await begun()
      const { id } = await create(name)
      await send(name, id, 'send')
      await send(name, id, 'bill', {})
      const paid = (await send(name, id, 'pay')).body
      const undone = (await world.must(200, 'POST', `/records/${name}/${id}/undo`, { rev: paid.rev })).body
      expect(stands(undone)).toEqual(['SENT', 'SENT', 'INVOICED'])
      expect(undone.data.paid_at ?? null).toBeNull()
      const { items } = (await world.must(200, 'GET', `/records/${name}/${id}/history`)).body
      expect(items.map(({ kind, event, flow }: Record<string, string>) => [kind, event, flow ?? null])).toEqual([
        ['undone', 'pay', null],
        ['transition', 'pay', `${name}_payment`],
        ['transition', 'bill', `${name}_payment`],
        ['transition', 'send', name],
        ['created', null, null],
      ])
      const restored = await world.must(200, 'POST', `/records/${name}/${id}/restore`, { rev: 1 })
      expect(stands(restored.body)).toEqual(['SENT', 'SENT', 'INVOICED'])
    })

    test('goes on in one flow by itself when the other has brought about what it waits for', async () => {
      const name = await begun()
      const { id } = await create(name)
      await send(name, id, 'send')
      expect(stands((await send(name, id, 'arrive')).body)).toEqual(['ARRIVED', 'ARRIVED', 'INVOICED'])
    })

    test('of sixty at once in two flows both happen once', async () => {
      const name = await begun()
      const { id } = await create(name)
      const events = Array.from({ length: 60 }, (_, i) =>
        i % 2 === 0 ? send(name, id, 'send') : send(name, id, 'bill', {}),
      )
      const statuses = (await Promise.all(events)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(2)
      expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([])
      expect(stands(await read(name, id))).toEqual(['SENT', 'SENT', 'INVOICED'])
    })

    test('its timers and promised times are those of each flow; a step of one leaves those of the other alone', async () => {
      const name = await begun()
      const { id } = await create(name)
      const waits = async () => (await world.must(200, 'GET', `/records/${name}/${id}/timers`)).body
      const before = await waits()
      const named = (told: typeof before) => [
        told.items.map((one: { flow: string; name: string }) => `${one.flow} ${one.name}`).sort(),
        told.clocks.map(
          (one: { flow: string; name: string; status: string }) => `${one.flow} ${one.name} ${one.status}`,
        ),
      ]
      expect(named(before)).toEqual([
        [`${name} unsent`, `${name}_payment unbilled`],
        [`${name} delivery runs`, `${name}_payment money runs`],
      ])
      await send(name, id, 'bill', {})
      const after = await waits()
      expect(named(after)).toEqual([[`${name} unsent`], [`${name} delivery runs`, `${name}_payment money pauses`]])
      const due = (told: typeof before) => told.items.find((one: { name: string }) => one.name === 'unsent').dueAt
      expect(due(after)).toBe(due(before))
      const list = async (params: Record<string, string>) =>
        (await world.must(200, 'GET', `/records/${name}?${new URLSearchParams(params)}`)).body.items
      const [told] = await list({ filter: "record.clocks.money.status == 'pauses'", expand: 'record.clocks' })
      expect([told.id, told.clocks.money.status, told.clocks.delivery.status]).toEqual([id, 'pauses', 'runs'])
      expect(await list({ filter: "record.clocks.delivery.status == 'pauses'" })).toEqual([])
      const other = (await create(name)).id
      const byMoney = await list({ sort: 'record.clocks.money.dueAt' })
      expect(byMoney.map((one: { id: string }) => one.id)).toEqual([other, id])
    })

    test('sets off automations by steps and states of either', async () => {
      const name = await begun()
      const automation = { blueprint: name, status: 'on', do: [{ set: 'note', value: "note + '.'" }] }
      const made = async (label: string, trigger: object) =>
        (await world.must(201, 'POST', '/automations', { ...automation, name: `${name}_${label}`, trigger })).body
          .trigger
      const triggers = [
        { kind: 'transition', event: 'bill' },
        { kind: 'transition', to: 'payment.INVOICED' },
        { kind: 'transition', from: 'payment.DUE', to: 'payment.INVOICED' },
        { kind: 'transition', to: 'SENT' },
      ]
      for (const [i, trigger] of triggers.entries()) expect(await made(`t${i}`, trigger)).toEqual(trigger)
      const refused = await world.call('POST', '/automations', {
        ...{ ...automation, name: `${name}_no`, trigger: { kind: 'transition', event: 'bill', to: 'SENT' } },
      })
      expect(names(refused.body.errors)).toEqual(['/trigger/to flow-unknown-state'])
      const sets = await world.call('POST', '/automations', {
        ...{ name: `${name}_no`, blueprint: name, trigger: { kind: 'created' }, do: [{ clear: 'payment' }] },
      })
      expect(names(sets.body.errors)).toEqual(['/do/0/clear flow-sets-state'])
      const { id } = await create(name, { note: 'n' })
      await send(name, id, 'bill', { note: 'b' })
      expect(await eventually(async () => (await read(name, id)).data.note === 'b...')).toBe(true)
      await send(name, id, 'send')
      expect(await eventually(async () => (await read(name, id)).data.note === 'b....')).toBe(true)
    })
  })

  describe('records that were there before a further flow', () => {
    test('keep where their field says they stand; the others begin, with what that does', async () => {
      made += 1
      const name = `order${made}`
      await world.must(201, 'POST', '/blueprints', { name, titleField: 'title', fields })
      await world.must(201, 'POST', '/flows', { ...shipping, name, blueprint: name })
      const [kept, begins] = [await create(name, { payment: 'INVOICED' }), await create(name)]
      expect(begins.data.payment ?? null).toBeNull()
      await world.must(201, 'POST', '/flows', { ...paying, name: `${name}_payment`, blueprint: name })
      expect(await eventually(async () => (await read(name, begins.id)).data.payment === 'DUE')).toBe(true)
      expect(stands(await read(name, kept.id))).toEqual(['OPEN', 'OPEN', 'INVOICED'])
      // Nothing of it has changed.
      expect((await read(name, kept.id)).rev).toBe(kept.rev)
      const waits = async (id: string) =>
        (await world.must(200, 'GET', `/records/${name}/${id}/timers`)).body.items.map(
          (one: { name: string }) => one.name,
        )
      expect((await waits(begins.id)).sort()).toEqual(['unbilled', 'unsent'])
      expect(await waits(kept.id)).toEqual(['unsent'])
      expect((await send(name, kept.id, 'pay')).status).toBe(200)
    })
  })

  describe('what is known of a further flow', () => {
    test('who stands where, how long they stayed, and what a draft would have made of it', async () => {
      const name = await begun()
      const [a, b] = [await create(name), await create(name, { amount: 50 })]
      await create(name)
      for (const { id } of [a, b]) await send(name, id, 'bill', {})
      await send(name, b.id, 'pay')
      await send(name, b.id, 'send')
      const flow = `/flows/${name}_payment`
      const states = (await world.must(200, 'GET', `${flow}/states`)).body.items
      expect(states).toEqual([
        { state: 'DUE', records: 1 },
        { state: 'INVOICED', records: 1 },
        { state: 'PAID', records: 1 },
      ])
      const stays = (await world.must(200, 'GET', `${flow}/times`)).body.items
      expect(stays.map(({ state, visits }: { state: string; visits: number }) => [state, visits])).toEqual([
        ['DUE', 2],
        ['INVOICED', 1],
        ['PAID', 0],
      ])
      const strict = paying.transitions.map((one) => (one.event === 'pay' ? { ...one, guard: 'amount > 100.0' } : one))
      const document = { ...paying, transitions: strict }
      const { body } = await world.must(200, 'POST', `${flow}/draft/backtest`, { document })
      expect(body.events.value).toBe(3)
      expect(JSON.stringify(body)).toContain('pay')
    })

    test('a field that holds its states stays while it does', async () => {
      const name = await begun()
      const refused = await world.call('PUT', `/blueprints/${name}/draft`, {
        ops: [{ op: 'remove', field: 'payment' }],
      })
      const kept = refused.status === 200 ? await world.call('POST', `/blueprints/${name}/draft/preview`) : refused
      expect(JSON.stringify(kept.body)).toContain('Payment')
      await publishOps(world, name, [{ op: 'rename', field: 'payment', key: 'money' }])
      const { id } = await create(name)
      expect((await send(name, id, 'bill', {})).body.data.money).toBe('INVOICED')
    })
  })
})
