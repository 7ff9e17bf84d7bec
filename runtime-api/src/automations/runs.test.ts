// What sets automations off and what they do, on both databases: once, in order, with a log; loops end, refusals are told.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { delivery, deliveryFlow, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import type { Answered } from '../../test/test-app.ts'
import { cleanUp } from '../jobs/clean-up.ts'
import { forgetInRuns } from './forget-in-runs.ts'

let ahead = 0

describeApp('what happens by itself', { worker: true, now: () => Date.now() + ahead }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      ...delivery,
      fields: [...delivery.fields, { key: 'points', type: 'number' }, { key: 'agent', type: 'user' }],
    })
    await world.must(201, 'POST', '/flows', deliveryFlow)
    await world.must(201, 'POST', '/blueprints', {
      name: 'note',
      fields: [
        { key: 'text', type: 'text', required: true, maxLength: 30 },
        { key: 'about', type: 'relation', blueprint: 'delivery', quickFilter: true },
      ],
    })
  }, 60_000)
  let count = 0
  const create = async (data: object = {}) => {
    count += 1
    const whole = { deliver_from: 'Porto', cargo: `Wine ${count}`, ...data }
    return (await world.must(201, 'POST', '/records/delivery', { data: whole })).body
  }
  const read = async (id: string) => (await world.must(200, 'GET', `/records/delivery/${id}`)).body
  const patch = (id: string, data: object) => world.must(200, 'PATCH', `/records/delivery/${id}`, { data })
  const notesOf = async (id: string) =>
    (await world.must(200, 'GET', `/records/note?about=${id}`)).body.items.map(
      (one: { data: { text: string } }) => one.data.text,
    )
  const runsOf = async (name: string, query = '') =>
    (await world.must(200, 'GET', `/automations/${name}/runs${query}`)).body.items
  /** Once nothing waits any more. */
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
  const withAutomation = async (
    document: { readonly name: string; readonly [member: string]: unknown },
    work: () => Promise<void>,
  ) => {
    await world.must(201, 'POST', '/automations', { blueprint: 'delivery', status: 'on', ...document })
    try {
      await work()
    } finally {
      await world.must(204, 'DELETE', `/automations/${document.name}`)
    }
  }
  const note = (text: string) => ({ create: 'note', values: { text, about: 'record.id' } })

  test('a form that is sent sets off what waits for it, once, and is not taken away below it', async () => {
    const view = (name: string, more: object = {}) =>
      world.must(201, 'POST', '/views', {
        ...{ name, blueprint: 'delivery', kind: 'form', form: { fields: ['deliver_from', 'cargo'] } },
        ...more,
      })
    const ask = (await view('Ask for a van')).body.id
    const other = (await view('Return it')).body.id
    const own = (await view('Only mine', { shared: false })).body.id
    const table = (await world.must(201, 'POST', '/views', { name: 'A table', blueprint: 'delivery' })).body.id
    const fill = async (cargo: string, query = '') =>
      (await world.call('POST', `/records/delivery${query}`, { data: { deliver_from: 'Porto', cargo } })).body
    for (const form of ['Nobody’s', own]) {
      const trigger = { kind: 'submitted', form }
      const document = { name: 'asked', blueprint: 'delivery', trigger, do: [note('"Asked"')] }
      const refused = await world.call('POST', '/automations', document)
      expect(refused.status, refused.text).toBe(422)
      expect(refused.body.errors[0]).toMatchObject({ pointer: '/trigger/form', code: 'automation-no-form' })
      expect(refused.text).not.toContain('Only mine')
    }
    const anyForm = { name: 'any', trigger: { kind: 'submitted' }, do: [note('"Any"')] }
    await withAutomation(anyForm, () =>
      withAutomation({ name: 'asked', trigger: { kind: 'submitted', form: ask }, do: [note('"Asked"')] }, async () => {
        expect((await world.must(200, 'GET', '/automations/asked')).body.trigger).toEqual({
          kind: 'submitted',
          form: 'Ask for a van',
        })
        const asked = await fill('Through the form', `?form=${ask}`)
        const returned = await fill('Through another', `?form=${other}`)
        const private_ = await fill('Through my own', `?form=${own}`)
        const plain = await fill('Not through a form')
        await ended('any', 3)
        await ended('asked')
        expect((await notesOf(asked.id)).sort()).toEqual(['Any', 'Asked'])
        expect(await notesOf(returned.id)).toEqual(['Any'])
        expect(await notesOf(private_.id)).toEqual(['Any'])
        expect(await notesOf(plain.id)).toEqual([])
        expect((await runsOf('asked')).map((run: Answered['body']) => run.trigger)).toEqual(['submitted'])
        const kept = await world.call('DELETE', `/views/${ask}`)
        expect(kept.status).toBe(409)
        expect(kept.body.errors[0]).toMatchObject({ code: 'form-in-use' })
        expect(kept.text).toContain('asked')
      }),
    )
    expect((await world.call('POST', `/records/delivery?form=${table}`, { data: {} })).body.errors[0]).toMatchObject({
      code: 'not-a-form',
    })
    const asMember = { token: world.memberToken }
    const hidden = await world.call('POST', `/records/delivery?form=${own}`, { data: {} }, asMember)
    expect(hidden.status).toBe(404)
    expect(hidden.text).not.toContain('Only mine')
    for (const id of [ask, other, own, table]) await world.must(204, 'DELETE', `/views/${id}`)
  })

  describe('is set off', () => {
    test('by a new record: it is changed, another one is made, somebody is told, and the log says so', () =>
      withAutomation(
        {
          name: 'fresh',
          trigger: { kind: 'created' },
          when: 'weight > 100',
          do: [
            { set: 'driver', value: '"Rui"' },
            note('"New: " + driver'),
            { notify: { roles: ['owner'] }, template: '{cargo} goes with {driver}' },
          ],
        },
        async () => {
          const light = await create({ weight: 1 })
          const heavy = await create({ weight: 500 })
          const [last, first] = await ended('fresh', 2)
          expect(await read(heavy.id)).toMatchObject({ rev: 2, data: { driver: 'Rui' } })
          expect(await notesOf(heavy.id)).toEqual(['New: Rui'])
          expect(last).toMatchObject({
            ...{ status: 'done', trigger: 'created', version: 1, attempts: 1, error: null, cause: null },
            record: { blueprint: 'delivery', id: heavy.id },
            condition: { is: 'holds', when: 'weight > 100' },
            input: { after: { weight: 500 }, actor: expect.any(String) },
            actions: [
              { action: 'a1', kind: 'set', field: 'driver', value: 'Rui' },
              { action: 'a2', kind: 'create', blueprint: 'note', records: [expect.any(String)] },
              { action: 'a3', kind: 'notify', to: { roles: ['owner'] }, text: `${heavy.data.cargo} goes with Rui` },
            ],
          })
          expect(first).toMatchObject({
            status: 'skipped',
            condition: { is: 'fails' },
            record: { id: light.id },
            actions: [],
          })
          expect(await read(light.id)).toMatchObject({ rev: 1 })
          expect(await runsOf('fresh', '?status=skipped')).toEqual([first])
          const told = () => app().call('GET', `${world.tenant.path}/notifications`, { token: world.owner.token })
          await expect.poll(async () => (await told()).text, { timeout: 20_000 }).toContain('goes with Rui')
          expect((await world.must(200, 'GET', '/automations/fresh')).body.runs).toMatchObject({
            waiting: 0,
            failed: 0,
          })
        },
      ))

    test('by a field that changes, from and to what it asks for, with what was before', () =>
      withAutomation(
        {
          name: 'grown',
          trigger: { kind: 'changed', fields: ['weight'] },
          when: 'weight > before.weight',
          do: [{ set: 'points', value: 'weight - before.weight' }],
        },
        async () => {
          const { id } = await create({ weight: 10 })
          await patch(id, { driver: 'Ana' })
          await patch(id, { weight: 15 })
          const [run, ...more] = await ended('grown')
          expect(more).toEqual([])
          expect(run).toMatchObject({ status: 'done', input: { changed: ['weight'], before: { weight: 10 } } })
          expect((await read(id)).data.points).toBe(5)
          await patch(id, { weight: null })
          expect((await ended('grown', 2))[0]).toMatchObject({ status: 'skipped', condition: { is: 'unknown' } })
        },
      ))

    test('by a step, by its event; taking it back is a change and no step', () =>
      withAutomation(
        {
          name: 'started',
          trigger: { kind: 'transition', event: 'start' },
          when: 'actor.id != record.createdBy || now > record.createdAt',
          do: [note('"Started"')],
        },
        async () => {
          const { id } = await create()
          const { rev } = (
            await world.must(200, 'POST', `/records/delivery/${id}/transitions/start`, { driver: 'Rui' })
          ).body
          const [run] = await ended('started')
          expect(run).toMatchObject({
            status: 'done',
            input: { step: { event: 'start', from: 'PENDING', to: 'IN_PROGRESS' } },
          })
          await world.must(200, 'POST', `/records/delivery/${id}/undo`, { rev })
          await world.must(200, 'POST', `/records/delivery/${id}/transitions/start`, { driver: 'Ana' })
          expect(await ended('started', 2)).toHaveLength(2)
        },
      ))

    test('by one that goes into the trash, once; coming back sets nothing off', () =>
      withAutomation(
        {
          name: 'gone',
          trigger: { kind: 'deleted' },
          do: [{ create: 'note', values: { text: '"Gone: " + cargo' } }],
        },
        async () => {
          const { id, data } = await create()
          await world.must(204, 'DELETE', `/records/delivery/${id}`)
          expect((await ended('gone'))[0]).toMatchObject({ status: 'done', actions: [{ kind: 'create' }] })
          await world.must(200, 'POST', `/records/delivery/${id}/restore`, {})
          const notes = (await world.must(200, 'GET', '/records/note?limit=200')).body.items
          expect(
            notes.filter((one: { data: { text: string } }) => one.data.text === `Gone: ${data.cargo}`),
          ).toHaveLength(1)
          expect(await runsOf('gone')).toHaveLength(1)
        },
      ))

    test('once per record by many at once, and by nothing when a definition moves records', () =>
      withAutomation({ name: 'many', trigger: { kind: 'created' }, do: [{ add: 'points', value: '1' }] }, async () => {
        const items = Array.from({ length: 20 }, (_, i) => ({
          op: 'create',
          data: { deliver_from: 'Lisboa', cargo: `Box ${i} ${count}` },
        }))
        const { body } = await world.must(200, 'POST', '/records/delivery/bulk', { items })
        expect(body.items).toHaveLength(20)
        expect((await ended('many', 20)).map(({ status }) => status)).toEqual(Array(20).fill('done'))
        const { items: rows } = (await world.must(200, 'GET', '/records/delivery?deliver_from=Lisboa&limit=200')).body
        expect(rows.map((one: { data: { points: number } }) => one.data.points)).toEqual(Array(20).fill(1))
      }))
  })

  describe('the log says why not', () => {
    test('what a rule refuses leaves everything as it was, and may be done again', () =>
      withAutomation(
        { name: 'strict', trigger: { kind: 'created' }, do: [note('cargo'), { set: 'weight', value: 'weight * 10' }] },
        async () => {
          const { id } = await create({ weight: 500 })
          const [run] = await ended('strict')
          expect(run).toMatchObject({ status: 'refused', error: 'Too heavy for a van', attempts: 1, nextAt: null })
          expect(await notesOf(id)).toEqual([])
          expect((await read(id)).rev).toBe(1)
          await patch(id, { weight: 5 })
          const path = `/automations/strict/runs/${run?.['id']}`
          expect((await world.must(202, 'POST', `${path}/retry`)).body).toMatchObject({ id: run?.['id'] })
          expect((await ended('strict'))[0]).toMatchObject({ status: 'done', attempts: 1, error: null })
          expect(await read(id)).toMatchObject({ data: { weight: 50 } })
          expect(await notesOf(id)).toHaveLength(1)
          expect((await world.call('POST', `${path}/retry`)).status).toBe(409)
          expect((await world.call('POST', '/automations/strict/runs/none/retry')).status).toBe(404)
        },
      ))

    test('an action that cannot be done is named', () =>
      withAutomation(
        {
          name: 'divides',
          trigger: { kind: 'created' },
          do: [
            { set: 'driver', value: '"x"' },
            { set: 'points', value: 'weight / 0' },
          ],
        },
        async () => {
          await create({ weight: 1 })
          expect((await ended('divides'))[0]).toMatchObject({
            status: 'refused',
            actions: [{ action: 'a2', refused: true }],
          })
        },
      ))

    test('a record that is gone by then is left alone', async () => {
      const document = {
        name: 'late',
        blueprint: 'delivery',
        status: 'on',
        trigger: { kind: 'created' },
        do: [{ set: 'driver', value: '"x"' }],
      }
      await world.must(201, 'POST', '/automations', document)
      const { id } = await create()
      const store = await storeOf(world)
      const [run] = await ended('late')
      await world.must(204, 'DELETE', `/records/delivery/${id}`)
      await store.inTransaction((tx) =>
        tx.run(`UPDATE automation_run SET status = 'waiting', next_at = 0 WHERE tenant = ? AND id = ?`, [
          store.tenant,
          run?.['id'],
        ]),
      )
      app().runtime.hub.wake(store.tenant)
      expect((await ended('late'))[0]).toMatchObject({ status: 'skipped', error: 'The record is not there any more.' })
      await world.must(200, 'PATCH', '/automations/late', { status: 'off' })
      await create()
      expect(await runsOf('late')).toHaveLength(1)
      expect((await world.call('POST', `/automations/late/runs/${run?.['id']}/retry`)).status).toBe(409)
      await world.must(204, 'DELETE', '/automations/late')
    })

    test('two that set each other off are stopped, and named', async () => {
      const other = (from: string, to: string) => ({
        trigger: { kind: 'changed', fields: [from] },
        do: [{ add: to, value: '1' }],
      })
      await withAutomation({ name: 'ping', ...other('weight', 'points') }, () =>
        withAutomation({ name: 'pong', ...other('points', 'weight') }, async () => {
          const { id } = await create({ weight: 1 })
          await patch(id, { weight: 2 })
          await expect
            .poll(
              async () =>
                [...(await runsOf('ping')), ...(await runsOf('pong'))].find(({ status }) => status === 'stopped'),
              { timeout: 20_000 },
            )
            .toMatchObject({ error: expect.stringMatching(/^Stopped: “p.ng” ↔ “p.ng” set each other off\.$/) })
          const runs = [...(await ended('ping')), ...(await ended('pong'))]
          expect(runs.filter(({ status }) => status === 'done')).toHaveLength(10)
          const caused = runs.filter(({ cause }) => cause !== null)
          expect(caused.map(({ cause }) => cause.chain.length).sort((a, b) => a - b)).toEqual([
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
          ])
        }),
      )
    })
  })

  describe('a trial', () => {
    test('says what would be done, keeps nothing and sends nothing', async () => {
      const document = {
        name: 'tried',
        blueprint: 'delivery',
        trigger: { kind: 'changed', fields: ['weight'] },
        when: 'weight > before.weight',
        do: [
          { set: 'driver', value: '"Rui"' },
          note('driver'),
          { notify: { roles: ['owner'] }, template: 'Tried {cargo}' },
        ],
      }
      await world.must(201, 'POST', '/automations', document)
      const { id, data } = await create({ weight: 5 })
      const test = (body: object) => world.must(200, 'POST', '/automations/tried/test', body)
      expect((await test({ record: id, before: { weight: 1 } })).body).toEqual({
        status: 'done',
        condition: { is: 'holds', when: 'weight > before.weight' },
        actions: [
          { action: 'a1', kind: 'set', field: 'driver', value: 'Rui' },
          { action: 'a2', kind: 'create', blueprint: 'note' },
          { action: 'a3', kind: 'notify', to: { roles: ['owner'] }, text: `Tried ${data.cargo}` },
        ],
        error: null,
      })
      expect(await read(id)).toMatchObject({ rev: 1 })
      expect(await notesOf(id)).toEqual([])
      expect(await runsOf('tried')).toEqual([])
      expect((await test({ record: id, before: { weight: 9 } })).body).toMatchObject({
        status: 'skipped',
        condition: { is: 'fails' },
      })
      const heavy = { do: [{ set: 'weight', value: 'weight * 1000' }] }
      expect((await test({ record: id, before: { weight: 1 }, document: heavy })).body).toMatchObject({
        status: 'refused',
        error: 'Too heavy for a van',
      })
      expect((await world.call('POST', '/automations/tried/test', { record: 'nobody' })).status).toBe(404)
      expect((await world.call('POST', '/automations/tried/test', {})).status).toBe(422)
      expect((await world.call('POST', '/automations/tried/test', { record: id, before: { colour: 1 } })).status).toBe(
        422,
      )
      await world.must(204, 'DELETE', '/automations/tried')
    })
  })

  test('of a field that is destroyed the log keeps nothing', () =>
    withAutomation(
      {
        name: 'keeps',
        trigger: { kind: 'changed', fields: ['driver'] },
        do: [
          { set: 'points', value: '7' },
          { notify: { roles: ['owner'] }, template: '{driver} drives' },
        ],
      },
      async () => {
        const { id } = await create({ driver: 'secret one' })
        await patch(id, { driver: 'secret two' })
        const [run] = await ended('keeps')
        expect(JSON.stringify(run)).toContain('secret two drives')
        const { fields } = (await world.must(200, 'GET', '/blueprints/delivery')).body
        const gone = fields.find((field: { key: string }) => field.key === 'driver').id
        const store = await storeOf(world)
        const [row] = await store.read.all<{ no: number }>('SELECT no FROM record WHERE tenant = ? AND id = ?', [
          store.tenant,
          id,
        ])
        await store.inTransaction((tx) => forgetInRuns(tx, store.tenant, Number(row?.no), [gone]))
        const [left] = await runsOf('keeps')
        expect(JSON.stringify(left)).not.toContain('secret')
        expect(left).toMatchObject({ status: 'done', actions: [{ field: 'points', value: 7 }, { kind: 'notify' }] })
      },
    ))

  test('what is over is swept away: of those that were not done sooner', async () => {
    await withAutomation(
      { name: 'old', trigger: { kind: 'created' }, when: 'weight > 1', do: [{ add: 'points', value: '1' }] },
      async () => {
        await create({ weight: 2 })
        await create({ weight: 1 })
        await ended('old', 2)
        const sweep = async () => cleanUp(await systemScope(app().runtime, (await storeOf(world)).tenant))
        const days = (n: number) => n * 24 * 60 * 60_000
        ahead = days(4)
        await sweep()
        expect((await runsOf('old')).map(({ status }: { status: string }) => status)).toEqual(['done'])
        ahead = days(31)
        await sweep()
        expect(await runsOf('old')).toEqual([])
        ahead = 0
      },
    )
  })
})
