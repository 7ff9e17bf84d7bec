// Do the records for which it holds leave for a blueprint of their own, and come back exactly as they were?
import { beforeEach, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { expectDerivedRight, hashOf, passed, takenBack } from '../../test/passing-records.ts'
import { newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

const text = (key: string, more: object = {}) => ({ key, type: 'text', ...more })

const customer = {
  name: 'customer',
  titleField: 'name',
  fields: [
    text('name', { required: true, quickFilter: true }),
    text('email'),
    { key: 'kind', type: 'enum', options: ['person', 'company'], quickFilter: true },
    { key: 'staff', type: 'integer', quickFilter: true },
    { key: 'partner', type: 'relation', blueprint: 'customer' },
    { key: 'number', type: 'autonumber', format: 'C-{000}' },
    { key: 'upper', type: 'formula', computed: { kind: 'formula', expr: "name + '!'" } },
  ],
  uniques: [['email']],
}

describeApp('splitting a blueprint', { worker: true }, (app) => {
  let world: TenantWorld

  beforeEach(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', customer)
  })

  const create = async (name: string, data: object) =>
    (await world.must(201, 'POST', `/records/${name}`, { data })).body.id as string
  const read = async (name: string, id: string) => (await world.must(200, 'GET', `/records/${name}/${id}`)).body
  const ids = async (name: string, query = '') =>
    (await world.must(200, 'GET', `/records/${name}?${query}`)).body.items.map(({ id }: { id: string }) => id)
  const op = (more: object = {}) => ({
    ...{ op: 'splitBlueprint', blueprint: 'company', when: 'kind == "company"', label: 'Company' },
    ...more,
  })

  test('those for which it holds leave with ids, links and numbers, and come back as the very same', async () => {
    const acme = await create('customer', { name: 'Acme', kind: 'company', staff: 12, email: 'a@x.y' })
    await publishOps(world, 'customer', [{ op: 'retype', field: 'staff', type: 'text' }])
    const ann = await create('customer', { name: 'Ann', kind: 'person', partner: acme })
    const zeta = await create('customer', { name: 'Zeta', kind: 'company', staff: 'many', partner: ann })
    const gone = await create('customer', { name: 'Gone', kind: 'company' })
    await world.must(204, 'DELETE', `/records/customer/${gone}`)
    const before = await hashOf(world, 'customer')

    await publishOps(world, 'customer', [op()])
    expect(await passed(world)).toMatchObject({ from: 'customer', into: 'company', done: 3 })
    expect(await ids('customer')).toEqual([ann])
    expect(await ids('company', 'sort=name')).toEqual([acme, zeta])
    expect(await ids('company', 'trash=true')).toEqual([gone])
    expect(await ids('company', 'q=acme')).toEqual([acme])
    expect(await ids('company', 'staff=many')).toEqual([zeta])
    const there = await read('company', acme)
    expect(there.data).toMatchObject({ name: 'Acme', staff: '12', number: 'C-001', upper: 'Acme!', kind: 'company' })
    expect((await world.must(200, 'GET', '/blueprints/company')).body).toMatchObject({
      ...{ label: 'Company', titleField: 'name', uniques: [['email']] },
    })
    // Whoever still asks here is told where it is.
    for (const path of ['', '/history', '/transitions', '/comments', '/attachments']) {
      const told = await world.must(410, 'GET', `/records/customer/${acme}${path}`)
      expect(told.body).toMatchObject({ code: 'record-elsewhere', blueprint: 'company' })
    }
    expect(
      (await world.must(410, 'PATCH', `/records/customer/${acme}`, { data: { name: 'B' } })).body.detail,
    ).toContain('“Company” (company)')
    await world.must(410, 'DELETE', `/records/customer/${acme}`)
    await world.must(404, 'GET', `/records/customer/${gone}`)
    const other = await newWorld(app())
    await other.must(201, 'POST', '/blueprints', customer)
    await other.must(404, 'GET', `/records/customer/${acme}`)
    // A link from there leads here, and is written as before.
    await world.must(200, 'PATCH', `/records/customer/${ann}`, { data: { partner: zeta } })
    expect(await ids('customer', `partner=${zeta}`)).toEqual([ann])
    await world.must(200, 'PATCH', `/records/customer/${ann}`, { data: { partner: acme } })
    await expectDerivedRight(world, 'customer', 'company')

    await takenBack(world)
    expect(await hashOf(world, 'customer')).toBe(before)
    await expectDerivedRight(world, 'customer')
    expect((await world.must(410, 'GET', '/records/company')).body).toMatchObject({ blueprint: 'customer' })
    await takenBack(world)
    expect(await ids('company', 'sort=name')).toEqual([acme, zeta])
    await takenBack(world)
    expect(await hashOf(world, 'customer')).toBe(before)
  }, 180_000)

  test('with some fields the others are kept; edits there and new records come back', async () => {
    const acme = await create('customer', { name: 'Acme', kind: 'company', staff: 12, email: 'a@x.y' })
    await publishOps(world, 'customer', [op({ fields: ['name', 'kind', 'number'] })])
    await passed(world)
    expect((await read('company', acme)).data).toEqual({ name: 'Acme', kind: 'company', number: 'C-001' })
    await world.must(200, 'PATCH', `/records/company/${acme}`, { data: { name: 'Acme Ltd' } })
    const made = await create('company', { name: 'New', kind: 'company' })
    await takenBack(world)
    expect((await read('customer', acme)).data).toMatchObject({
      ...{ name: 'Acme Ltd', upper: 'Acme Ltd!', staff: 12, email: 'a@x.y', number: 'C-001' },
    })
    expect((await read('customer', made)).data).toMatchObject({ name: 'New', upper: 'New!', number: 'C-002' })
    await expectDerivedRight(world, 'customer')
  }, 180_000)

  test('the preview counts both sides, and what is missing or cannot be worked out', async () => {
    for (const staff of [5, 100, null, 0]) await create('customer', { name: 'A', ...(staff !== null && { staff }) })
    await world.must(200, 'PUT', '/blueprints/customer/draft', { ops: [op({ when: '10 / staff > 1' })] })
    const { report } = (await world.must(200, 'POST', '/blueprints/customer/draft/preview')).body
    expect(report.passages).toEqual([
      { op: 0, blueprint: 'company', records: 1, stays: 3, empty: 1, errors: 1, exact: true },
    ])
    expect(report.changes[0]).toMatchObject({ badge: 'free', records: { changed: 0 } })
    expect(report.sentences[0]).toContain('move to the new “Company”')
  })

  test('the flow goes along, with the states in which records stand', async () => {
    const fields = [...customer.fields, { key: 'stage', type: 'enum', options: ['new', 'won'], default: 'new' }]
    await world.must(201, 'POST', '/blueprints', {
      ...customer,
      name: 'client',
      fields: fields.slice(0, 4).concat(fields.slice(7)),
    })
    await world.must(201, 'POST', '/flows', {
      ...{ name: 'client', label: 'Sale', blueprint: 'client', stateField: 'stage', initial: 'new' },
      states: { new: {}, won: {} },
      transitions: [{ event: 'win', from: ['new'], to: 'won', guard: 'staff > 1' }],
    })
    const acme = await create('client', { name: 'Acme', kind: 'company', staff: 3 })
    const beta = await create('client', { name: 'Beta', kind: 'company', staff: 3 })
    await world.must(200, 'POST', `/records/client/${acme}/transitions/win`, {})
    const before = await hashOf(world, 'client')
    await world.must(200, 'PUT', '/blueprints/client/draft', { ops: [op({ fields: ['name', 'kind', 'stage'] })] })
    const { token } = (await world.must(200, 'POST', '/blueprints/client/draft/preview')).body
    const refused = await world.must(422, 'POST', '/blueprints/client/draft/publish', { token })
    expect(refused.body.errors).toMatchObject([{ code: 'split-flow-needs' }])
    await publishOps(world, 'client', [op()])
    await passed(world)
    expect(await read('company', acme)).toMatchObject({ state: 'won' })
    expect(await read('company', beta)).toMatchObject({ state: 'new' })
    await takenBack(world)
    expect(await hashOf(world, 'client')).toBe(before)
    await takenBack(world)
    await world.must(200, 'POST', `/records/company/${beta}/transitions/win`, {})
    await takenBack(world)
    expect(await read('client', beta)).toMatchObject({ state: 'won', data: { stage: 'won' } })
    await expectDerivedRight(world, 'client')
  }, 180_000)

  test('a name that is taken, or planned, is refused; members may not', async () => {
    const faults = async (more: object) =>
      (await world.must(422, 'PUT', '/blueprints/customer/draft', { ops: [op(more)] })).body.errors[0].code
    expect(await faults({ blueprint: 'customer' })).toBe('blueprint-exists')
    await world.must(201, 'POST', '/blueprints', { name: 'taken', fields: [text('a')] })
    expect(await faults({ blueprint: 'taken' })).toBe('blueprint-exists')
    const document = { name: 'planned', fields: [text('a')] }
    await world.must(200, 'PUT', '/drafts/planned', { document })
    expect(await faults({ blueprint: 'planned' })).toBe('blueprint-exists')
    await world.must(403, 'PUT', '/blueprints/customer/draft', { ops: [op()] }, { token: world.memberToken })
  })

  test('what somebody takes in the meantime keeps a record from coming back, until it is free', async () => {
    const acme = await create('customer', { name: 'Acme', kind: 'company', email: 'a@x.y' })
    await publishOps(world, 'customer', [op()])
    const { id } = await passed(world)
    const other = await create('customer', { name: 'Ann', email: 'a@x.y' })
    await world.must(202, 'POST', `/jobs/${id}/undo`)
    const job = await passed(world, 'paused')
    expect(job).toMatchObject({ quarantined: 1, errors: [{ record: acme }] })
    expect(job.errors[0]?.message).toContain(other)
    await world.must(200, 'PATCH', `/records/customer/${other}`, { data: { email: null } })
    await world.must(200, 'POST', `/jobs/${job.id}/resume`)
    await passed(world)
    expect((await read('customer', acme)).data).toMatchObject({ email: 'a@x.y' })
    await expectDerivedRight(world, 'customer')
  }, 180_000)
})
