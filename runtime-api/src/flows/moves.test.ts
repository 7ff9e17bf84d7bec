// Where do running records go when a version of their flow takes states away, and how do they come back?
import { createHash } from 'node:crypto'
import { canonicalJson } from '@molde/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'

const size = Number(process.env['MOVE_RECORDS'] ?? (process.env['TEST_SIZE'] === 'long' ? 10_000 : 400))

const fields = [
  { key: 'subject', type: 'text', required: true },
  { key: 'amount', type: 'number' },
  { key: 'contact', type: 'text' },
  { key: 'status', type: 'enum', options: ['NEW', 'TRIAGE', 'OPEN', 'HOLD', 'DONE'], quickFilter: true },
]
const flow = {
  stateField: 'status',
  initial: 'NEW',
  states: { DONE: { type: 'final' } },
  transitions: [
    { event: 'look', from: ['NEW'], to: 'TRIAGE' },
    { event: 'take', from: ['TRIAGE'], to: 'OPEN' },
    { event: 'wait', from: ['OPEN'], to: 'HOLD' },
    { event: 'finish', from: ['OPEN', 'HOLD'], to: 'DONE' },
  ],
}
/** `OPEN` is called `ACTIVE`, `TRIAGE` parts into `URGENT` and `ACTIVE`, `HOLD` goes away. */
const next = {
  stateField: 'status',
  initial: 'NEW',
  states: { DONE: { type: 'final' } },
  stateOptions: { add: ['URGENT'], rename: { OPEN: 'ACTIVE' }, retire: ['TRIAGE', 'HOLD'] },
  transitions: [
    { event: 'take', from: ['NEW'], to: 'ACTIVE' },
    { event: 'hurry', from: ['NEW', 'ACTIVE'], to: 'URGENT' },
    { event: 'finish', from: ['ACTIVE', 'URGENT'], to: 'DONE' },
  ],
}
const parting = { TRIAGE: [{ when: 'amount > 100', to: 'URGENT' }, { to: 'ACTIVE' }], HOLD: 'ACTIVE' }
const paths = [[], ['look'], ['look', 'take'], ['look', 'take', 'wait'], ['look', 'take', 'finish']] as const

/** The only flow of its blueprint, whose states are columns; and one beside another, whose states its field alone says. */
describe.each([
  ['the only one', true],
  ['one beside another', false],
])('%s', (_place, isFirst) => {
  movesOf(isFirst)
})

const phase = { key: 'phase', type: 'enum', options: ['FAR', 'NEAR'] }
const beside = {
  stateField: 'phase',
  initial: 'FAR',
  transitions: [
    { event: 'come', from: ['FAR'], to: 'NEAR' },
    { event: 'go', from: ['NEAR'], to: 'FAR' },
  ],
}

function movesOf(isFirst: boolean) {
  describeApp('records on their way when their flow changes', { worker: true }, (app) => {
    let world: TenantWorld
    let made = 0
    beforeAll(async () => {
      world = await newWorld(app())
    })

    /** A blueprint with its flow; answers the name of both. */
    async function begun(more: object = {}): Promise<string> {
      made += 1
      const name = `ticket${made}`
      await world.must(201, 'POST', '/blueprints', { name, fields: isFirst ? fields : [...fields, phase] })
      if (!isFirst) await world.must(201, 'POST', '/flows', { ...beside, name: `${name}_first`, blueprint: name })
      await world.must(201, 'POST', '/flows', { ...flow, ...more, name, blueprint: name })
      return name
    }
    const create = async (name: string, data: object = {}) =>
      (await world.must(201, 'POST', `/records/${name}`, { data: { subject: 'x', ...data } })).body.id as string
    const send = (name: string, id: string, event: string) =>
      world.must(200, 'POST', `/records/${name}/${id}/transitions/${event}`)
    const stateOf = async (name: string, id: string) =>
      (await world.must(200, 'GET', `/records/${name}/${id}`)).body.data.status
    async function drafted(name: string, document: object, moves?: object) {
      await world.must(200, 'PUT', `/flows/${name}/draft`, document)
      return (await world.must(200, 'POST', `/flows/${name}/draft/preview`, { ...(moves && { moves }) })).body
    }
    async function published(name: string, document: object, moves: object) {
      const { token } = await drafted(name, document, moves)
      const { body } = await world.must(201, 'POST', `/flows/${name}/draft/publish`, { token, moves })
      if (body.job) await ended(body.job)
      return body
    }
    async function ended(id: string) {
      const job = async () => (await world.must(200, 'GET', `/jobs/${id}`)).body
      const isOver = async () => !['queued', 'running'].includes((await job()).status)
      expect(await eventually(isOver, 600_000)).toBe(true)
      return job()
    }
    async function standing(name: string, more: readonly string[] = []): Promise<string> {
      const id = await create(name, { amount: 500 })
      for (const event of more) await send(name, id, event)
      return id
    }

    describe('what is asked before', () => {
      test('each state that goes away and has records is named, with a guess, until somebody says where they go', async () => {
        const name = await begun()
        await standing(name, ['look'])
        await standing(name, ['look', 'take', 'wait'])
        const { report, token } = await drafted(name, next)
        const states = new Map(report.states.map((one: { state: string }) => [one.state, one]))
        expect(states.get('TRIAGE')).toMatchObject({ records: 1, stays: false, guess: 'ACTIVE' })
        expect(states.get('HOLD')).toMatchObject({ records: 1, stays: false, guess: 'ACTIVE' })
        const blocks = report.findings.filter(({ severity }: { severity: string }) => severity === 'block')
        expect(blocks.map(({ state }: { state: string }) => state)).toEqual(['TRIAGE', 'HOLD'])
        const refused = await world.call('POST', `/flows/${name}/draft/publish`, { token })
        expect([refused.status, refused.body.errors.length]).toEqual([422, 2])
        expect(refused.text).toContain('TRIAGE')
        // Half an answer is none.
        const half = await drafted(name, next, { states: { HOLD: 'ACTIVE' } })
        const again = await world.call('POST', `/flows/${name}/draft/publish`, {
          token: half.token,
          moves: { states: { HOLD: 'ACTIVE' } },
        })
        expect([again.status, again.body.errors.length]).toEqual([422, 1])
      })

      test('answers other than those that were previewed are a stale token; what is no answer is refused at its place', async () => {
        const name = await begun()
        await standing(name, ['look'])
        const { token, report } = await drafted(name, next, { states: parting })
        expect(report.sentences).toContainEqual(expect.stringContaining('amount > 100'))
        const other = await world.call('POST', `/flows/${name}/draft/publish`, {
          token,
          moves: { states: { TRIAGE: 'NEW' } },
        })
        expect([other.status, other.body.code]).toEqual([409, 'stale-token'])
        for (const [moves, pointer] of [
          [{ states: { TRIAGE: 'NOWHERE' } }, '/moves/states/TRIAGE'],
          [{ states: { TRIAGE: 'HOLD' } }, '/moves/states/TRIAGE'],
          [{ states: { TRIAGE: [{ when: 'amount >', to: 'NEW' }, { to: 'NEW' }] } }, '/moves/states/TRIAGE/0/when'],
          [{ where: {} }, '/moves'],
          [{ policy: { HOLD: 'never' } }, '/moves/policy/HOLD'],
          [{ policy: { OPEN: 'never' } }, '/moves/policy/OPEN'],
        ] as const) {
          const refused = await world.call('POST', `/flows/${name}/draft/preview`, { moves })
          expect([refused.status, refused.body.errors?.[0]?.pointer], JSON.stringify(moves)).toEqual([422, pointer])
        }
      })

      test('a draft of the blueprint does not move them alone, and does not go back past it', async () => {
        const name = await begun()
        await standing(name, ['look'])
        const put = (ops: readonly object[]) => world.call('PUT', `/blueprints/${name}/draft`, { ops })
        const alone = await put([{ op: 'flow', flow: name, field: 'status', states: { HOLD: 'OPEN' } }])
        expect([alone.status, alone.body.errors[0].code]).toEqual([422, 'flow-op-alone'])
        await published(name, next, { states: parting })
        const back = await put([{ op: 'revert', to: 1 }])
        expect(back.status).toBe(422)
        expect(back.body.errors.map(({ code }: { code: string }) => code)).toContain('revert-past-flow')
      })
    })

    test('a later version brings them back: each to the very state, who has gone on stays, new ones go where it says', async () => {
      const name = await begun()
      const there = async (...more: string[]) => standing(name, more)
      const [triaged, held, gone] = [await there('look'), await there('look', 'take', 'wait'), await there('look')]
      const first = (await world.must(200, 'GET', `/flows/${name}`)).body
      await published(name, next, { states: parting })
      await send(name, gone, 'finish')
      const fresh = await standing(name, ['take', 'hurry'])
      const { version: _, blueprintVersion: __, ...before } = first
      const document = {
        ...before,
        states: Object.fromEntries(
          Object.entries(first.states).map(([key, state]) => [key === 'OPEN' ? 'ACTIVE' : key, state]),
        ),
        transitions: first.transitions.map((one: { from: string[]; to: string }) => ({
          ...one,
          from: one.from.map((key) => (key === 'OPEN' ? 'ACTIVE' : key)),
          to: one.to === 'OPEN' ? 'ACTIVE' : one.to,
        })),
        stateOptions: { offer: ['TRIAGE', 'HOLD'], retire: ['URGENT'] },
      }
      expect((await world.must(200, 'GET', `/flows/${name}`)).body.moved).toBe(true)
      const { report } = await drafted(name, document, { undo: 2 })
      expect(report.findings.filter(({ severity }: { severity: string }) => severity === 'block')).toEqual([])
      expect(report.sentences.join(' ')).toContain('again in the state they had')
      await published(name, document, { undo: 2 })
      const states = await Promise.all([triaged, held, gone, fresh].map((id) => stateOf(name, id)))
      expect(states).toEqual(['TRIAGE', 'HOLD', 'DONE', 'TRIAGE'])
      await send(name, held, 'finish')
      expect((await world.must(200, 'GET', `/flows/${name}`)).body).not.toHaveProperty('moved')
      const twice = await world.call('POST', `/flows/${name}/draft/preview`, { document, moves: { undo: 3 } })
      expect([twice.status, twice.body.errors[0].pointer]).toEqual([422, '/moves/undo'])
    })

    test('a client that speaks the version before sees and edits the states of that version', async () => {
      const name = await begun()
      const id = await standing(name, ['look'])
      await published(name, next, { states: parting })
      const older = `/records/${name}/${id}?as=1`
      const seen = async (path: string) => (await world.must(200, 'GET', path)).body
      expect(await seen(older)).toMatchObject({ ...(isFirst && { state: 'TRIAGE' }), data: { status: 'TRIAGE' } })
      await world.must(200, 'PATCH', older, { data: { amount: 3 } })
      expect(await seen(older)).toMatchObject({ data: { status: 'TRIAGE', amount: 3 } })
      expect(await seen(`/records/${name}/${id}`)).toMatchObject({
        ...(isFirst && { state: 'URGENT' }),
        data: { status: 'URGENT', amount: 3 },
      })
      const listed = (await world.must(200, 'GET', `/records/${name}?as=1`)).body.items
      expect(listed.map(({ data }: { data: { status: string } }) => data.status)).toEqual(['TRIAGE'])
      expect(await wrongDerivedRows(app().runtime, (await storeOf(world)).tenant, name)).toEqual([])
    })

    describe('who goes over later', () => {
      const kept = {
        ...flow,
        transitions: [...flow.transitions.slice(0, 3), { event: 'close', from: ['OPEN'], to: 'DONE' }],
      }

      test('records that finish under the version they are in keep its steps; new ones do not', async () => {
        const name = await begun()
        const old = await standing(name, ['look', 'take'])
        const other = await standing(name, ['look'])
        await published(name, kept, { policy: { OPEN: 'finish' } })
        const events = async (id: string) =>
          (await world.must(200, 'GET', `/records/${name}/${id}/transitions`)).body.items
            .filter(({ allowed, flow }: { allowed: boolean; flow: string }) => allowed && flow === name)
            .map(({ event }: { event: string }) => event)
        expect(await events(old)).toEqual(['wait', 'finish'])
        await world.must(200, 'PATCH', `/records/${name}/${old}`, { data: { contact: 'Ana' } })
        await send(name, old, 'wait')
        expect(await events(old)).toEqual(['finish'])
        await send(name, old, 'finish')
        expect(await stateOf(name, old)).toBe('DONE')
        await send(name, other, 'take')
        expect(await events(other)).toEqual(['wait', 'close'])
      })

      test('what an older version needs is not taken away while somebody is on the way in it', async () => {
        const asking = [
          ...flow.transitions.slice(0, 2),
          { event: 'finish', from: ['OPEN'], to: 'DONE', form: ['contact'] },
        ]
        const name = await begun({ transitions: asking })
        const id = await standing(name, ['look', 'take'])
        await published(name, { ...flow, transitions: flow.transitions }, { policy: { OPEN: 'finish' } })
        const remove = () =>
          world.call('PUT', `/blueprints/${name}/draft`, { ops: [{ op: 'remove', field: 'contact' }] })
        const refused = await remove()
        expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([422, 'used-by-flow'])
        await world.must(200, 'POST', `/records/${name}/${id}/transitions/finish`, { contact: 'Ana' })
        expect((await remove()).status).toBe(200)
      })

      test('records that go over when they leave do so with their next step, also out of a state that is gone', async () => {
        const name = await begun()
        const id = await standing(name, ['look'])
        const moves = { states: { HOLD: 'ACTIVE' }, policy: { TRIAGE: 'leave' } }
        await published(name, next, moves)
        expect(await stateOf(name, id)).toBe('TRIAGE')
        const listed = await world.must(200, 'GET', `/records/${name}?status=TRIAGE`)
        expect(listed.body.items).toHaveLength(1)
        await send(name, id, 'take')
        expect(await stateOf(name, id)).toBe('ACTIVE')
        await send(name, id, 'hurry')
        expect(await stateOf(name, id)).toBe('URGENT')
      })

      test('who was not met by the job yet goes on in the same way', async () => {
        const name = await begun()
        const [finishing, moving] = [await standing(name, ['look', 'take']), await standing(name, ['look'])]
        const moves = { states: parting, policy: { OPEN: 'finish' } }
        const { token } = await drafted(name, next, moves)
        const { job } = (await world.must(201, 'POST', `/flows/${name}/draft/publish`, { token, moves })).body
        expect(await stateOf(name, moving)).toBe('URGENT')
        await send(name, finishing, 'wait')
        expect(await stateOf(name, finishing)).toBe('HOLD')
        await send(name, moving, 'finish')
        await ended(job)
        expect([await stateOf(name, finishing), await stateOf(name, moving)]).toEqual(['HOLD', 'DONE'])
        await send(name, finishing, 'finish')
        expect(await stateOf(name, finishing)).toBe('DONE')
      })
    })

    test(`${size} records: a state called anew, one parted, one gone, a field required; one job there, one back`, async () => {
      const name = await begun()
      const rows = Array.from({ length: size }, (_, i) => ({
        amount: (i * 37) % 220,
        path: paths[i % paths.length] ?? [],
        // In every fortieth something stands that the tighter field does not take: it waits, and nothing else does.
        contact: i % 40 === 7 ? 'a contact that is too long' : i % 3 === 0 ? `c${i}` : undefined,
      }))
      const ids: string[] = []
      for (let at = 0; at < size; at += 1_000) {
        const items = rows.slice(at, at + 1_000).map(({ amount, contact }, i) => ({
          op: 'create',
          data: { subject: `s${at + i}`, amount, contact },
        }))
        const { body } = await world.must(200, 'POST', `/records/${name}/bulk`, { items })
        ids.push(...body.items.map(({ id }: { id: string }) => id))
      }
      await Promise.all(
        Array.from({ length: 8 }, async (_, lane) => {
          for (let i = lane; i < size; i += 8)
            for (const event of rows[i]?.path ?? []) await send(name, ids[i] ?? '', event)
        }),
      )
      const before = await hashes(world, name)
      await publishOps(world, name, [
        { op: 'change', field: 'contact', required: true, fill: { value: 'nobody' } },
        { op: 'change', field: 'contact', maxLength: 12, onError: 'quarantine' },
      ])
      const moves = { states: parting }
      const { token, report } = await drafted(name, next, moves)
      expect(report.findings.filter(({ severity }: { severity: string }) => severity === 'block')).toEqual([])
      const { job } = (await world.must(201, 'POST', `/flows/${name}/draft/publish`, { token, moves })).body
      const waiting = rows.filter((_, i) => i % 40 === 7).length
      expect(await ended(job)).toMatchObject({
        status: 'succeeded',
        report: { moved: size - waiting, quarantined: waiting },
      })
      const kept = (await world.must(200, 'GET', `/blueprints/${name}/quarantine?limit=200`)).body
      expect(kept.count.value ?? kept.count).toBe(waiting)
      const wanted = (i: number) => {
        const { path, amount } = rows[i] as (typeof rows)[number]
        if (path.length === 0) return 'NEW'
        if (path.length === 1) return amount > 100 ? 'URGENT' : 'ACTIVE'
        return path.at(-1) === 'finish' ? 'DONE' : 'ACTIVE'
      }
      // Stuck: in a state that is gone, or another one than it should be, wherever the record rests.
      const stuck: string[] = []
      const counted = new Map<string, number>()
      const listed = await everything(name)
      for (const [i, id] of ids.entries()) {
        const state = listed.get(id)
        counted.set(wanted(i), (counted.get(wanted(i)) ?? 0) + 1)
        if (state !== wanted(i)) stuck.push(`${i} ${rows[i]?.path} ${state}`)
      }
      expect(stuck).toEqual([])
      const states = (await world.must(200, 'GET', `/flows/${name}/states`)).body.items
      for (const { state, records } of states) expect([state, records]).toEqual([state, counted.get(state) ?? 0])
      for (const [state, n] of counted) {
        const { count } = (await world.must(200, 'GET', `/records/${name}?status=${state}&limit=1`)).body
        expect([state, count.value]).toEqual([state, n])
        if (!isFirst) continue
        const asked = encodeURIComponent(`record.state == '${state}'`)
        const same = (await world.must(200, 'GET', `/records/${name}?filter=${asked}&limit=1`)).body
        expect([state, same.count.value]).toEqual([state, n])
      }
      expect(await wrongDerivedRows(app().runtime, (await storeOf(world)).tenant, name)).toEqual([])
      const there = await hashes(world, name)
      const differing = (from: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>) =>
        [...from].filter(([id, hash]) => now.get(id) !== hash).length
      expect(differing(before, there)).toBe(size - waiting)
      const undone = (await world.must(202, 'POST', `/jobs/${job}/undo`)).body
      expect(await ended(undone.id)).toMatchObject({ status: 'succeeded', report: { moved: size - waiting } })
      expect(differing(before, await hashes(world, name))).toBe(0)
      const again = (await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to: 3 })).body
      expect(await ended(again.id)).toMatchObject({ report: { moved: size - waiting, quarantined: waiting } })
      expect(differing(there, await hashes(world, name))).toBe(0)
      expect(await wrongDerivedRows(app().runtime, (await storeOf(world)).tenant, name)).toEqual([])
    }, 900_000)

    /** The state that each record shows, by its id. */
    async function everything(name: string): Promise<ReadonlyMap<string, string>> {
      const all = new Map<string, string>()
      let cursor = ''
      do {
        const { body } = await world.must(200, 'GET', `/records/${name}?limit=200${cursor}`)
        for (const { id, data } of body.items) all.set(id, data.status)
        cursor = body.next ? `&cursor=${encodeURIComponent(body.next)}` : ''
      } while (cursor !== '')
      return all
    }
  })
}

/** What each record is, as it rests: its version and its values. */
async function hashes(world: TenantWorld, name: string): Promise<ReadonlyMap<string, string>> {
  const store = await storeOf(world)
  const rows = await store.read.all<{ id: string; version: number; data: string }>(
    `SELECT id, version, CAST(data AS text) AS data FROM record
      WHERE tenant = ? AND blueprint = (SELECT no FROM blueprint WHERE tenant = ? AND name = ?)`,
    [store.tenant, store.tenant, name],
  )
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  return new Map(rows.map(({ id, version, data }) => [id, hash(`${version} ${canonicalJson(JSON.parse(data))}`)]))
}
