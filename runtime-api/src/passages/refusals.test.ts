// What stands in the way of merging two blueprints, and what becomes of records that cannot pass?
import { beforeEach, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { expectDerivedRight, hashOf, passed, passingJob, takenBack } from '../../test/passing-records.ts'
import { newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

const text = (key: string, more: object = {}) => ({ key, type: 'text', ...more })
const stages = { key: 'stage', type: 'enum', options: ['new', 'won', 'lost'], default: 'new' }

const deal = { name: 'deal', fields: [text('title'), text('email', { maxLength: 20 }), stages], uniques: [['email']] }
const lead = {
  name: 'lead',
  label: 'Lead',
  fields: [text('name'), text('email'), { ...stages, options: ['lost', 'new'] }],
}

const flowOf = (name: string, states: object) => ({
  ...{ name, blueprint: name, stateField: 'stage', initial: 'new', states },
  transitions: [{ event: 'lose', from: ['new'], to: 'lost' }],
})

describeApp('what stands in the way of a merge', { worker: true }, (app) => {
  let world: TenantWorld

  beforeEach(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', deal)
    await world.must(201, 'POST', '/blueprints', lead)
  })

  const create = async (name: string, data: object) =>
    (await world.must(201, 'POST', `/records/${name}`, { data })).body.id as string
  const read = async (name: string, id: string) => (await world.must(200, 'GET', `/records/${name}/${id}`)).body
  const op = (more: object = {}) => ({ op: 'mergeBlueprints', blueprint: 'lead', discriminator: 'kind', ...more })
  const faultsOf = async (...ops: object[]) => {
    const { body } = await world.must(422, 'PUT', '/blueprints/deal/draft', { ops })
    return body.errors.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`)
  }

  test('itself, another tenant, a name that is taken, and twice in one draft', async () => {
    expect(await faultsOf(op({ blueprint: 'deal' }))).toEqual(['merge-with-itself /ops/0/blueprint'])
    expect(await faultsOf(op({ discriminator: 'stage' }))).toEqual(['discriminator-taken /ops/0/discriminator'])
    const other = await newWorld(app())
    await other.must(201, 'POST', '/blueprints', { ...lead, name: 'foreign' })
    expect(await faultsOf(op({ blueprint: 'foreign' }))).toEqual(['no-such-blueprint /ops/0/blueprint'])
    expect(await faultsOf(op({ blueprint: 'nowhere' }))).toEqual(['no-such-blueprint /ops/0/blueprint'])
    expect(await faultsOf(op(), op({ discriminator: 'other' }))).toEqual(['given-twice /ops/1/blueprint'])
    await other.must(422, 'PUT', '/blueprints/foreign/draft', { ops: [op({ blueprint: 'deal' })] })
  })

  test('a draft that waits, also when it came later', async () => {
    await world.must(200, 'PUT', '/blueprints/deal/draft', { ops: [op()] })
    const { token } = (await world.must(200, 'POST', '/blueprints/deal/draft/preview')).body
    const ops = [{ op: 'add', field: text('more') }]
    await world.must(200, 'PUT', '/blueprints/lead/draft', { ops })
    expect(await faultsOf(op())).toEqual(['merge-draft-waits /ops/0/blueprint'])
    await world.must(422, 'POST', '/blueprints/deal/draft/publish', { token })
    await world.must(204, 'DELETE', '/blueprints/lead/draft')
    await world.must(201, 'POST', '/blueprints/deal/draft/publish', { token })
    await passed(world)
  })

  test('rows that are records of another blueprint, also when a merge is taken back', async () => {
    const group = { key: 'calls', type: 'list', fields: [text('said')] }
    const rows = { op: 'subtable', field: 'calls', blueprint: 'call', parent: 'of' }
    await publishOps(world, 'lead', [{ op: 'add', field: group }])
    await publishOps(world, 'lead', [rows])
    expect(await faultsOf(op())).toEqual(['passage-of-rows /ops/0/blueprint'])
    expect(await faultsOf(op({ blueprint: 'call' }))).toEqual(['passage-of-rows /ops/0/blueprint'])
    await world.must(201, 'POST', '/blueprints', { name: 'tip', fields: [text('title'), group] })
    await publishOps(world, 'deal', [op({ blueprint: 'tip' })])
    const job = await passed(world)
    await publishOps(world, 'deal', [{ ...rows, blueprint: 'deal_call' }])
    const undo = await world.must(422, 'POST', `/jobs/${job.id}/undo`)
    expect(undo.body.errors[0].code).toBe('passage-of-rows')
    expect(undo.body.errors[0].message).toContain('deal_call')
  })

  test('fields of others that are worked out from its records', async () => {
    await world.must(201, 'POST', '/blueprints', {
      name: 'note',
      fields: [
        { key: 'lead', type: 'relation', blueprint: 'lead' },
        { key: 'who', type: 'lookup', computed: { kind: 'lookup', via: 'lead', field: 'name' } },
      ],
    })
    expect(await faultsOf(op())).toEqual(['merge-read-by /ops/0/blueprint'])
  })

  test('values that only one may have, counted before and refused when it is published', async () => {
    const own = await create('deal', { email: 'a@x.y' })
    const first = await create('lead', { name: 'A', email: 'a@x.y' })
    await create('lead', { name: 'B', email: 'b@x.y' })
    const twin = await create('lead', { name: 'C', email: 'b@x.y' })
    await world.must(200, 'PUT', '/blueprints/deal/draft', { ops: [op()] })
    const { report, token } = (await world.must(200, 'POST', '/blueprints/deal/draft/preview')).body
    expect(report.passages).toMatchObject([{ op: 0, blueprint: 'lead', records: 3, exact: true, collisions: { n: 2 } }])
    expect(report.passages[0].collisions.examples).toContainEqual({ record: first, other: own, fields: ['email'] })
    const refused = await world.must(422, 'POST', '/blueprints/deal/draft/publish', { token })
    expect(refused.body.errors).toMatchObject([{ code: 'merge-collides' }])
    expect(refused.body.errors[0].message).toContain(`${first} (${own})`)
    expect(await read('lead', twin)).toMatchObject({ data: { name: 'C' } })
    // As a field of its own nothing collides.
    await publishOps(world, 'deal', [op({ fields: { email: null } })])
    await passed(world)
    expect((await read('deal', twin)).data).toMatchObject({ lead_email: 'b@x.y' })
  })

  test('a record that may not stand there waits where it is, and the job waits for it', async () => {
    const long = await create('lead', { name: 'Long', email: 'longer-than-that@example.org' })
    const short = await create('lead', { name: 'Short' })
    await publishOps(world, 'deal', [op()])
    const job = await passed(world, 'paused')
    expect(job).toMatchObject({ done: 1, quarantined: 1, errors: [{ record: long }] })
    expect(job.errors[0]?.message).toContain('email')
    expect(await read('deal', short)).toMatchObject({ data: { kind: 'lead' } })
    expect(await read('lead', long)).toMatchObject({ data: { name: 'Long' } })
    // Meanwhile neither goes away, and nothing else begins.
    await world.must(409, 'DELETE', '/blueprints/lead')
    await world.must(409, 'DELETE', '/blueprints/deal')
    await world.must(409, 'POST', `/jobs/${job.id}/cancel`)
    expect(await faultsOf(op({ discriminator: 'other' }))).toEqual(['merge-under-way /ops/0/blueprint'])
    await world.must(200, 'PATCH', `/records/lead/${long}`, { data: { email: 'short@x.y' } })
    await world.must(200, 'POST', `/jobs/${job.id}/resume`)
    expect(await passed(world)).toMatchObject({ done: 2, quarantined: 0 })
    expect((await read('deal', long)).data).toMatchObject({ email: 'short@x.y' })
    await world.must(410, 'GET', '/records/lead')
  })

  test('a job that waits can be taken back, once', async () => {
    await create('lead', { name: 'Long', email: 'longer-than-that@example.org' })
    await create('lead', { name: 'Short' })
    const before = await hashOf(world, 'lead')
    await publishOps(world, 'deal', [op()])
    const { id } = await passed(world, 'paused')
    await takenBack(world)
    expect(await hashOf(world, 'lead')).toBe(before)
    await world.must(409, 'POST', `/jobs/${id}/undo`)
    await expectDerivedRight(world, 'lead', 'deal')
  })

  test('a name that was taken meanwhile is in the way of taking back', async () => {
    await create('lead', { name: 'A' })
    await publishOps(world, 'deal', [op()])
    await passed(world)
    await world.must(201, 'POST', '/blueprints', { ...lead, label: 'Another' })
    // The name is that of the new one.
    await world.must(200, 'GET', '/records/lead')
    const { id } = await passingJob(world)
    expect((await world.must(409, 'POST', `/jobs/${id}/undo`)).body.code).toBe('name-taken')
  })

  test('states in which records stand, and which the flow here does not have', async () => {
    const running = { new: {}, lost: { type: 'final' } }
    await world.must(201, 'POST', '/flows', flowOf('lead', running))
    const [first, second] = [await create('lead', { name: 'A' }), await create('lead', { name: 'B' })]
    await world.must(200, 'POST', `/records/lead/${second}/transitions/lose`, {})
    expect(await faultsOf(op())).toEqual(['merge-state-lacks /ops/0/blueprint'])
    await world.must(201, 'POST', '/flows', flowOf('deal', { ...running, won: {} }))
    expect(await faultsOf(op({ fields: { stage: null } }))).toHaveLength(2)
    const before = await hashOf(world, 'lead')
    await publishOps(world, 'deal', [op()])
    await passed(world)
    expect(await read('deal', first)).toMatchObject({ state: 'new', data: { stage: 'new' } })
    expect(await read('deal', second)).toMatchObject({ state: 'lost' })
    await takenBack(world)
    expect(await hashOf(world, 'lead')).toBe(before)
    await takenBack(world)
    // Moved on there, it is so here.
    await world.must(200, 'POST', `/records/deal/${first}/transitions/lose`, {})
    await takenBack(world)
    expect(await read('lead', first)).toMatchObject({ state: 'lost', data: { stage: 'lost' } })
    await expectDerivedRight(world, 'lead', 'deal')
  })

  test('without a flow there, records begin in the first state here', async () => {
    await world.must(201, 'POST', '/flows', flowOf('deal', { new: {}, lost: {}, won: {} }))
    const id = await create('lead', { name: 'A', stage: 'lost' })
    const bare = await create('lead', { name: 'B' })
    await world.must(200, 'PATCH', `/records/lead/${bare}`, { data: { stage: null } })
    await publishOps(world, 'deal', [op()])
    await passed(world)
    expect(await read('deal', id)).toMatchObject({ state: 'lost' })
    expect(await read('deal', bare)).toMatchObject({ state: 'new' })
    await takenBack(world)
    expect(await read('lead', bare)).toMatchObject({ state: null })
    expect((await read('lead', bare)).data).not.toHaveProperty('stage')
    await expectDerivedRight(world, 'lead', 'deal')
  })

  test('what has ended its flow may come where there is none', async () => {
    await world.must(201, 'POST', '/flows', flowOf('lead', { new: {}, lost: { type: 'final' } }))
    const id = await create('lead', { name: 'A' })
    await world.must(200, 'POST', `/records/lead/${id}/transitions/lose`, {})
    const before = await hashOf(world, 'lead')
    await publishOps(world, 'deal', [op()])
    await passed(world)
    expect(await read('deal', id)).toMatchObject({ state: null, data: { stage: 'lost' } })
    await takenBack(world)
    expect(await hashOf(world, 'lead')).toBe(before)
    await expectDerivedRight(world, 'lead', 'deal')
  })

  test('a field that is destroyed is destroyed in what is kept of the other blueprint, too', async () => {
    const id = await create('lead', { name: 'Secret name', email: 'a@x.y' })
    await world.must(200, 'PATCH', `/records/lead/${id}`, { data: { name: 'Secret again' } })
    await publishOps(world, 'deal', [op()])
    await passed(world)
    const ops = [{ op: 'purge', field: 'name', reason: 'Asked for' }]
    await world.must(200, 'PUT', '/blueprints/deal/draft', { ops })
    const { token } = (await world.must(200, 'POST', '/blueprints/deal/draft/preview')).body
    const confirm = { name: 'Asked for' }
    await world.must(201, 'POST', '/blueprints/deal/draft/publish', { token, confirm })
    await passed(world)
    expect((await world.must(200, 'GET', `/records/deal/${id}/history`)).text).not.toContain('Secret')
    await takenBack(world)
    const { data } = await read('lead', id)
    expect(data).toMatchObject({ email: 'a@x.y' })
    expect(data).not.toHaveProperty('name')
  })
})
