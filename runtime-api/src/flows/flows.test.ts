// What the routes of flows and transitions promise, on both databases.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, deliveryFlow, eventually, newWorld, parcel, type TenantWorld } from '../../test/tenant-world.ts'
import { newPerson } from '../../test/test-app.ts'
import { insertMember } from '../members/member-table.ts'

describeApp('Flows', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', delivery)
    await world.must(201, 'POST', '/flows', deliveryFlow)
  })
  const records = '/records/delivery'
  const create = async (more: Readonly<Record<string, unknown>> = {}) =>
    (await world.must(201, 'POST', records, { data: parcel(more) })).body

  describe('definitions', () => {
    test('a flow is published as version 1, with ids beside names, and never changes its blueprint', async () => {
      const flow = (await world.must(200, 'GET', '/flows/delivery')).body
      expect(flow).toMatchObject({
        name: 'delivery',
        version: 1,
        stateField: 'status',
        initial: 'PENDING',
        states: { PENDING: { id: 'o1' } },
      })
      expect((await world.must(200, 'GET', '/blueprints/delivery')).body.version).toBe(1)
      expect((await world.must(200, 'GET', '/flows')).body.items).toHaveLength(1)
      expect((await world.must(200, 'GET', '/flows/delivery/versions')).body.items).toHaveLength(1)
      expect((await world.must(200, 'GET', '/flows/delivery/versions/1')).body.version).toBe(1)
    })

    test('a flow goes to other tools as a config of XState and as a drawing', async () => {
      const config = (await world.must(200, 'GET', '/flows/delivery/export')).body
      expect(config).toMatchObject({
        meta: { name: 'delivery' },
        initial: 'PENDING',
        states: { DELIVERED: { type: 'final' } },
      })
      expect((await world.must(200, 'GET', '/flows/delivery/export?format=xstate')).body).toEqual(config)
      const drawn = await world.must(200, 'GET', '/flows/delivery/export?format=mermaid')
      expect(drawn.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      expect(drawn.text).toContain('stateDiagram-v2\n  [*] --> o1\n')
      const refused = await world.call('GET', '/flows/delivery/export?format=svg')
      expect([refused.status, refused.body.code]).toEqual([400, 'bad-parameter'])
      expect((await world.call('GET', '/flows/nothing/export')).status).toBe(404)
    })

    test('a flow comes from other tools as a document, with notes, and nothing is kept', async () => {
      const config = (await world.must(200, 'GET', '/flows/delivery/export')).body
      await world.must(201, 'POST', '/blueprints', { ...delivery, name: 'imported' })
      const asked = { config, name: 'imported', blueprint: 'imported' }
      const { document, notes } = (await world.must(200, 'POST', '/flows/import', asked)).body
      expect(notes).toEqual([])
      expect((await world.call('GET', '/flows/imported')).status).toBe(404)
      await world.must(201, 'POST', '/flows', document)
      const again = (await world.must(200, 'GET', '/flows/imported/export')).body
      expect(again.states).toEqual(config.states)

      const states = { a: { entry: 'ring', after: { 1000: 'b' } }, b: {} }
      const refused = await world.call('POST', '/flows/import', { config: { initial: 'a', states } })
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/config/states/a/after'])
      const noted = await world.must(200, 'POST', '/flows/import', {
        config: { initial: 'a', states: { a: { entry: 'ring' } } },
      })
      expect(noted.body.notes).toMatchObject([{ pointer: '/states/a/entry', code: 'exchange-action' }])
    })

    test('what is no flow is refused at its place', async () => {
      await world.must(201, 'POST', '/blueprints', { ...delivery, name: 'other' })
      const base = { ...deliveryFlow, name: 'other', blueprint: 'other' }
      for (const [wire, pointer] of [
        [{ ...base, blueprint: 'nothing' }, '/blueprint'],
        [{ ...base, states: { ...base.states, NOWHERE: {} } }, '/states/NOWHERE'],
        [{ ...base, initial: 'NOWHERE' }, '/initial'],
        [{ ...base, stateField: 'weight' }, '/stateField'],
        [
          { ...base, transitions: [{ event: 'go', from: ['PENDING'], to: 'DELIVERED', guard: 'nothing > 1' }] },
          '/transitions/0/guard',
        ],
      ] as const) {
        const refused = await world.call('POST', '/flows', wire)
        expect(refused.status, pointer).toBe(422)
        expect(refused.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer)
      }
      expect((await world.call('POST', '/flows', { ...deliveryFlow, blueprint: 'other' })).status).toBe(409)
    })

    test('a draft is saved, previewed and published; an event keeps its id by its name', async () => {
      const before = (await world.must(200, 'GET', '/flows/delivery')).body
      const draft = {
        ...before,
        transitions: [...before.transitions, { event: 'lose', from: ['IN_PROGRESS'], to: 'DELIVERED' }],
      }
      const saved = await world.must(200, 'PUT', '/flows/delivery/draft', draft)
      expect(saved.body.rev).toBe(1)
      const { report, token } = (await world.must(200, 'POST', '/flows/delivery/draft/preview')).body
      expect(report).toMatchObject({
        from: 1,
        to: 2,
        sentences: ['New: “lose” leads from IN_PROGRESS to “DELIVERED”.'],
      })
      const published = (await world.must(201, 'POST', '/flows/delivery/draft/publish', { token })).body
      expect(published.version).toBe(2)
      expect(published.events.start.id).toBe(before.events.start.id)
      expect((await world.call('POST', '/flows/delivery/draft/publish', { token })).status).toBe(409)
      const { id } = await create()
      await world.must(200, 'POST', `${records}/${id}/transitions/start`)
      await world.must(200, 'POST', `${records}/${id}/transitions/lose`)
    })

    test('a state field in which records stand cannot be exchanged', async () => {
      const second = { key: 'stage', type: 'enum', options: ['NEW', 'OLD'] }
      await world.must(201, 'POST', '/blueprints', { ...delivery, name: 'kept', fields: [...delivery.fields, second] })
      await world.must(201, 'POST', '/flows', { ...deliveryFlow, name: 'kept', blueprint: 'kept' })
      await world.must(201, 'POST', '/records/kept', { data: parcel() })
      const other = {
        stateField: 'stage',
        initial: 'NEW',
        states: { OLD: { type: 'final' } },
        transitions: [{ event: 'age', from: ['NEW'], to: 'OLD' }],
      }
      await world.must(200, 'PUT', '/flows/kept/draft', other)
      const { report, token } = (await world.must(200, 'POST', '/flows/kept/draft/preview')).body
      expect(report.states).toContainEqual(expect.objectContaining({ state: 'PENDING', records: 1, stays: false }))
      expect(report.findings).toContainEqual(expect.objectContaining({ severity: 'block', state: 'PENDING' }))
      const refused = await world.call('POST', '/flows/kept/draft/publish', { token })
      expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'flow-blocked'])
    })

    describe('with the states it needs', () => {
      const made = async (name: string) => {
        await world.must(201, 'POST', '/blueprints', { ...delivery, name })
        return (await world.must(201, 'POST', '/flows', { ...deliveryFlow, name, blueprint: name })).body
      }
      const optionsOf = async (name: string) => {
        const { version, fields } = (await world.must(200, 'GET', `/blueprints/${name}`)).body
        const { options } = fields.find((one: { key: string }) => one.key === 'status')
        return {
          version,
          options: options.map((one: { key: string; retired?: boolean }) => [one.key, one.retired === true]),
        }
      }
      const paused = { key: 'PAUSED', label: 'Paused' }

      test('new states become choices of the field when the flow is published, and not before', async () => {
        const before = await made('pausing')
        await world.must(200, 'PUT', '/blueprints/pausing/draft', {
          ops: [{ op: 'add', field: { key: 'note', type: 'text' } }],
        })
        const draft = {
          ...before,
          states: { ...before.states, PAUSED: { label: 'Paused', color: 'amber' } },
          transitions: [
            ...before.transitions,
            { event: 'pause', from: ['PENDING'], to: 'PAUSED' },
            { event: 'resume', from: ['PAUSED'], to: 'PENDING' },
          ],
          groups: { waiting: { label: 'Waiting', states: ['PENDING', 'PAUSED'] } },
          stateOptions: { add: [paused] },
        }
        await world.must(200, 'PUT', '/flows/pausing/draft', draft)
        expect(await optionsOf('pausing')).toMatchObject({ version: 1 })
        expect((await world.must(200, 'GET', '/flows/pausing/draft')).body.definition.stateOptions).toEqual({
          add: [paused],
        })
        const { report, token } = (await world.must(200, 'POST', '/flows/pausing/draft/preview')).body
        expect(report.sentences).toEqual([
          'The state “Paused” is added.',
          'New: “pause” leads from PENDING to “Paused”.',
          'New: “resume” leads from Paused to “PENDING”.',
        ])
        expect(report.states.find((one: { state: string }) => one.state === 'PENDING')).toMatchObject({
          gained: ['pause'],
          lost: [],
        })
        const tried = (
          await world.must(200, 'POST', '/flows/pausing/simulate', {
            data: { deliver_from: 'x', cargo: 'y' },
            events: [{ event: 'pause' }],
          })
        ).body
        expect(tried.steps[0]).toMatchObject({ outcome: 'moved', state: 'PAUSED' })
        const published = (await world.must(201, 'POST', '/flows/pausing/draft/publish', { token })).body
        expect(published).toMatchObject({ version: 2, groups: draft.groups })
        const { version, options } = await optionsOf('pausing')
        expect(version).toBe(2)
        expect(options).toContainEqual(['PAUSED', false])
        // What somebody else is about to change stays.
        expect((await world.must(200, 'GET', '/blueprints/pausing/draft')).body.ops).toHaveLength(1)
        const { id } = (await world.must(201, 'POST', '/records/pausing', { data: parcel() })).body
        await world.must(200, 'POST', `/records/pausing/${id}/transitions/pause`)
        const counted = (await world.must(200, 'GET', '/flows/pausing/states')).body.items
        expect(counted).toContainEqual({ state: 'PAUSED', records: 1 })
        expect(counted).toContainEqual({ state: 'PENDING', records: 0 })
      })

      test('a state that is taken away is not offered any more; where records stand, it is refused', async () => {
        const before = await made('shorter')
        const { id } = (await world.must(201, 'POST', '/records/shorter', { data: parcel() })).body
        await world.must(200, 'POST', `/records/shorter/${id}/transitions/start`)
        const { IN_PROGRESS: _, ...states } = before.states
        const draft = {
          ...before,
          states,
          transitions: [{ event: 'deliver', from: ['PENDING'], to: 'DELIVERED' }],
          stateOptions: { retire: ['IN_PROGRESS'] },
        }
        await world.must(200, 'PUT', '/flows/shorter/draft', draft)
        const preview = async () => (await world.must(200, 'POST', '/flows/shorter/draft/preview')).body
        const { report, token } = await preview()
        expect(report.states).toContainEqual(
          expect.objectContaining({ state: 'IN_PROGRESS', records: 1, stays: false }),
        )
        const refused = await world.call('POST', '/flows/shorter/draft/publish', { token })
        expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'flow-blocked'])
        expect(await optionsOf('shorter')).toMatchObject({ version: 1 })
        await world.must(200, 'POST', `/records/shorter/${id}/transitions/deliver`)
        const again = await preview()
        expect(again.report.sentences).toContain('The state “IN_PROGRESS” is taken away.')
        await world.must(201, 'POST', '/flows/shorter/draft/publish', { token: again.token })
        expect((await optionsOf('shorter')).options).toContainEqual(['IN_PROGRESS', true])
      })

      test('a new flow may bring them too', async () => {
        await world.must(201, 'POST', '/blueprints', { ...delivery, name: 'brings' })
        const wire = {
          ...deliveryFlow,
          name: 'brings',
          blueprint: 'brings',
          transitions: [...deliveryFlow.transitions, { event: 'pause', from: ['PENDING'], to: 'PAUSED' }],
          stateOptions: { add: [paused] },
        }
        const flow = (await world.must(201, 'POST', '/flows', wire)).body
        expect(flow.states.PAUSED).toMatchObject({ id: 'o4' })
        expect((await optionsOf('brings')).version).toBe(2)
      })

      test('what is no change of choices is refused at its place', async () => {
        const before = await made('choosy')
        for (const [stateOptions, pointer] of [
          ['all', '/stateOptions'],
          [{ remove: ['PENDING'] }, '/stateOptions'],
          [{ add: ['PENDING'] }, '/stateOptions'],
          [{ retire: ['NOWHERE'] }, '/stateOptions/retire/0'],
        ] as const) {
          const refused = await world.call('PUT', '/flows/choosy/draft', { ...before, stateOptions })
          expect(
            [refused.status, refused.body.errors?.[0]?.pointer?.startsWith(pointer)],
            JSON.stringify(stateOptions),
          ).toEqual([422, true])
        }
        const other = { ...before, stateField: 'cargo', stateOptions: { add: ['X'] } }
        expect((await world.call('PUT', '/flows/choosy/draft', other)).body.errors[0].pointer).toBe('/stateField')
      })

      test('a draft that somebody else has written is not overwritten, nor thrown away', async () => {
        const before = await made('shared')
        const read = await world.must(200, 'GET', '/flows/shared/draft')
        expect(read.headers.get('etag')).toBe('"0.1"')
        const put = (label: string, etag: string | null) =>
          world.call('PUT', '/flows/shared/draft', { ...before, label }, { headers: { 'If-Match': etag ?? '' } })
        const mine = await put('Mine', read.headers.get('etag'))
        expect([mine.status, mine.headers.get('etag')]).toEqual([200, '"1.1"'])
        const late = await put('Late', read.headers.get('etag'))
        expect(late.status).toBe(412)
        expect(late.body.current).toMatchObject({ rev: 1, definition: { label: 'Mine' } })
        expect(late.headers.get('etag')).toBe('"1.1"')
        expect(
          (await world.call('DELETE', '/flows/shared/draft', undefined, { headers: { 'If-Match': '"0.1"' } })).status,
        ).toBe(412)
        expect((await put('Both', late.headers.get('etag'))).status).toBe(200)
        expect(
          (await world.call('DELETE', '/flows/shared/draft', undefined, { headers: { 'If-Match': '"2.1"' } })).status,
        ).toBe(204)
        expect((await world.must(200, 'GET', '/flows/shared/draft')).body).toMatchObject({
          rev: 0,
          definition: { version: 1 },
        })
      })

      test('of two who save at once on the same state one wins', async () => {
        const before = await made('raced')
        const sent = await Promise.all(
          Array.from({ length: 8 }, (_, at) =>
            world.call(
              'PUT',
              '/flows/raced/draft',
              { ...before, label: `N${at}` },
              { headers: { 'If-Match': '"0.1"' } },
            ),
          ),
        )
        expect(sent.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 412)])
      })

      test('only an owner counts and drafts', async () => {
        await made('guarded')
        const asMember = { token: world.memberToken }
        expect((await world.call('GET', '/flows/guarded/states', undefined, asMember)).status).toBe(403)
        expect((await world.call('PUT', '/flows/guarded/draft', {}, asMember)).status).toBe(403)
        expect((await world.call('GET', '/flows/nowhere/states')).status).toBe(404)
      })
    })

    test('a flow is told which of its steps hang on a single person, and shows a record for it', async () => {
      const [first, ...rest] = deliveryFlow.transitions
      const who = (roles: readonly string[]) => ({
        ...deliveryFlow,
        transitions: [{ ...first, who: { roles, notCreator: true } }, ...rest],
      })
      const told = async (roles: readonly string[]) =>
        (await world.must(200, 'POST', '/flows/delivery/verify', who(roles))).body.findings.filter(
          ({ check }: { check: string }) => check === 'one-person',
        )
      expect(await told(['owner'])).toEqual([])
      const { no } = (await world.app.runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE id = ?', [
        world.tenant.id,
      ])) ?? { no: 0 }
      const ben = await newPerson(world.app, 'ben')
      await world.app.runtime.control.inTransaction((tx) => insertMember(tx, no, ben.id, 'member', 1))
      expect(await told(['owner'])).toMatchObject([
        { severity: 'warn', witness: { state: 'PENDING', path: [], event: 'start' } },
      ])
      expect(await told(['owner', 'member'])).toEqual([])
    })

    test('a flow is looked over and simulated without storing anything', async () => {
      const dead = { ...deliveryFlow, transitions: deliveryFlow.transitions.slice(0, 1) }
      const { findings } = (await world.must(200, 'POST', '/flows/delivery/verify', dead)).body
      expect(findings.map((one: { check: string }) => one.check)).toContain('unreachable')
      const before = (await world.must(200, 'GET', `${records}?limit=1`)).body.count.value
      const simulated = (
        await world.must(200, 'POST', '/flows/delivery/simulate', {
          data: { deliver_from: 'x', cargo: 'y' },
          events: [{ event: 'deliver' }, { event: 'start', input: { driver: 'Ana' } }, { event: 'deliver' }],
        })
      ).body
      expect(simulated.steps.map((one: { outcome: string; state: string }) => [one.outcome, one.state])).toEqual([
        ['refused', 'PENDING'],
        ['moved', 'IN_PROGRESS'],
        ['moved', 'DELIVERED'],
      ])
      expect((await world.must(200, 'GET', `${records}?limit=1`)).body.count.value).toBe(before)
    })
  })

  test('records that are there before their flow enter it by a job, and can be moved before that', async () => {
    await world.must(201, 'POST', '/blueprints', { ...delivery, name: 'old' })
    const items = [
      ...Array.from({ length: 30 }, () => ({ op: 'create', data: parcel() })),
      { op: 'create', data: parcel({ status: 'DELIVERED' }) },
      { op: 'create', data: parcel({ status: null }) },
    ]
    const made = (await world.must(200, 'POST', '/records/old/bulk', { items })).body.items
    await world.must(201, 'POST', '/flows', { ...deliveryFlow, name: 'old', blueprint: 'old' })
    expect((await world.must(200, 'GET', `/records/old/${made[31].id}`)).body.state).toBe('PENDING')
    await world.must(200, 'POST', `/records/old/${made[0].id}/transitions/start`)
    const states = async () => {
      const listed = (
        await world.must(200, 'GET', '/records/old?limit=200&filter=record.state != null'.replaceAll(' ', '%20'))
      ).body
      return listed.items.map((one: { state: string }) => one.state).sort()
    }
    expect(await eventually(async () => (await states()).length === 32)).toBe(true)
    expect((await states()).slice(0, 3)).toEqual(['DELIVERED', 'IN_PROGRESS', 'PENDING'])
    expect((await world.must(200, 'GET', '/records/old?status=PENDING&limit=1')).body.count.value).toBe(30)
  })

  describe('transitions', () => {
    test('what may be done now, and for the rest why not', async () => {
      const { id } = await create()
      const { state, items } = (
        await world.must(200, 'GET', `${records}/${id}/transitions`, undefined, { token: world.memberToken })
      ).body
      expect(state).toBe('PENDING')
      const byEvent = new Map(items.map((one: { event: string }) => [one.event, one]))
      expect(byEvent.get('start')).toMatchObject({
        allowed: true,
        to: 'IN_PROGRESS',
        form: [{ field: 'driver', required: false }],
      })
      expect(byEvent.get('deliver')).toMatchObject({
        allowed: false,
        code: 'not-from-here',
        reason: expect.any(String),
      })
      expect(byEvent.get('scrap')).toMatchObject({
        allowed: false,
        code: 'not-allowed',
        reason: expect.stringContaining('inspector'),
      })
    })

    test('moves the record with its form, its actions and its log in one step', async () => {
      const { id } = await create()
      const moved = await world.must(
        200,
        'POST',
        `${records}/${id}/transitions/start`,
        { driver: 'Ana' },
        { headers: { 'If-Match': '"1.1"' } },
      )
      expect(moved.body).toMatchObject({
        rev: 2,
        state: 'IN_PROGRESS',
        data: { driver: 'Ana', status: 'IN_PROGRESS', started_at: expect.any(String) },
      })
      expect(moved.headers.get('etag')).toMatch(/^"2\./)
      const wrapped = await create()
      await world.must(200, 'POST', `${records}/${wrapped.id}/transitions/start`, { data: { driver: 'Bia' } })
      expect((await world.must(200, 'GET', `${records}/${wrapped.id}`)).body.data.driver).toBe('Bia')
    })

    test('refuses in words, and changes nothing', async () => {
      const nothing = await create({ cargo: 'nothing' })
      const { id } = await create()
      const post = (path: string, body: unknown = {}, more = {}) => world.call('POST', `${records}/${path}`, body, more)
      const guard = await post(`${nothing.id}/transitions/start`)
      expect([guard.status, guard.body.code, guard.body.errors[0].code]).toEqual([409, 'transition-refused', 'guard'])
      const early = await post(`${id}/transitions/deliver`)
      expect([early.status, early.body.errors[0].code]).toEqual([409, 'not-from-here'])
      expect(early.body.detail).toContain('IN_PROGRESS')
      const forbidden = await post(`${id}/transitions/scrap`, {}, { token: world.memberToken })
      expect([forbidden.status, forbidden.body.errors[0].code]).toEqual([403, 'not-allowed'])
      const unknown = await post(`${id}/transitions/start`, { nothing: 1 })
      expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/nothing'])
      expect((await post(`${id}/transitions/start`, { driver: 7 })).body.errors[0].pointer).toBe('/driver')
      expect((await post(`${id}/transitions/nothing`)).status).toBe(404)
      expect((await post('nobody/transitions/start')).status).toBe(404)
      const stale = await post(`${id}/transitions/start`, {}, { headers: { 'If-Match': '"7.1"' } })
      expect([stale.status, stale.body.current.rev]).toEqual([412, 1])
      expect((await world.must(200, 'GET', `${records}/${id}`)).body).toMatchObject({ rev: 1, state: 'PENDING' })
    })

    test('a reason is said in the language that was asked for', async () => {
      const { id } = await create()
      const refused = await world.call(
        'POST',
        `${records}/${id}/transitions/deliver`,
        {},
        { headers: { 'Accept-Language': 'pt-BR' } },
      )
      expect(refused.body.detail).toContain('não')
    })

    test('sent twice with one Idempotency-Key it happens once', async () => {
      const { id } = await create()
      const send = () =>
        world.call(
          'POST',
          `${records}/${id}/transitions/start`,
          { driver: 'Ana' },
          { headers: { 'Idempotency-Key': `start-${id}` } },
        )
      const [first, second] = [await send(), await send()]
      expect(first.status).toBe(200)
      expect(second.body).toEqual(first.body)
      expect((await world.must(200, 'GET', `${records}/${id}/history`)).body.items).toHaveLength(2)
    })

    test('of many at once exactly one wins', async () => {
      for (let round = 0; round < 3; round += 1) {
        const { id } = await create()
        const sent = await Promise.all(
          Array.from({ length: 20 }, () => world.call('POST', `${records}/${id}/transitions/start`)),
        )
        const statuses = sent.map(({ status }) => status)
        expect(statuses.filter((status) => status === 200)).toHaveLength(1)
        expect(statuses.filter((status) => status === 409 || status === 412)).toHaveLength(19)
        expect((await world.must(200, 'GET', `${records}/${id}/history`)).body.items).toHaveLength(2)
      }
    })
  })
})
