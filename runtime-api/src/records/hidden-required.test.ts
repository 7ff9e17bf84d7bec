// A field that is shown only under a condition is required only then: the same through every way of writing.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('A field that is not shown', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      name: 'claim',
      fields: [
        { key: 'status', type: 'enum', options: ['OPEN', 'REFUSED'], required: true },
        { key: 'reason', type: 'text', required: true, maxLength: 5, showWhen: "status == 'REFUSED'" },
      ],
    })
  })
  const create = (data: object) => world.call('POST', '/records/claim', { data })
  const pointers = (answered: { body: { errors: { pointer: string }[] } }) =>
    answered.body.errors.map(({ pointer }) => pointer)

  test('need not be filled in, and is asked for as soon as it is shown', async () => {
    const made = await world.must(201, 'POST', '/records/claim', { data: { status: 'OPEN' } })
    const refused = await create({ status: 'REFUSED' })
    expect([refused.status, pointers(refused)]).toEqual([422, ['/data/reason']])
    const at = `/records/claim/${made.body.id}`
    const changed = await world.call('PATCH', at, { data: { status: 'REFUSED' } })
    expect([changed.status, pointers(changed)]).toEqual([422, ['/data/reason']])
    await world.must(200, 'PATCH', at, { data: { status: 'REFUSED', reason: 'late' } })
    const bulk = await world.call('POST', '/records/claim/bulk', {
      items: [{ op: 'create', data: { status: 'REFUSED' } }],
    })
    expect(bulk.status).toBe(422)
  })

  test('keeps its value when it is hidden again, which must be right all the same', async () => {
    const { id } = (await world.must(201, 'POST', '/records/claim', { data: { status: 'REFUSED', reason: 'late' } }))
      .body
    const hidden = await world.must(200, 'PATCH', `/records/claim/${id}`, { data: { status: 'OPEN' } })
    expect(hidden.body.data).toEqual({ status: 'OPEN', reason: 'late' })
    const wrong = await create({ status: 'OPEN', reason: 'far too long' })
    expect([wrong.status, pointers(wrong)]).toEqual([422, ['/data/reason']])
  })

  test('is no required member of the JSON Schema, which cannot say a condition, and the blueprint still says it', async () => {
    const { schema, fields } = (await world.must(200, 'GET', '/blueprints/claim/versions/1')).body
    expect(schema.required).toEqual(['status'])
    expect(schema.properties.reason['x-molde']).toMatchObject({ required: true, showWhen: 'status == "REFUSED"' })
    expect(fields[1]).toMatchObject({ required: true })
    await world.must(201, 'POST', '/blueprints', { name: 'claim_again', schema })
    expect((await world.must(200, 'GET', '/blueprints/claim_again')).body.fields).toEqual(fields)
  })

  test('another condition of a required field is refused: records may lack it', async () => {
    const put = (op: object) =>
      world.call('PUT', '/blueprints/claim/draft', { ops: [{ op: 'change', field: 'reason', ...op }] })
    expect((await put({ showWhen: null })).status).toBe(422)
    expect((await put({ showWhen: null, required: false })).status).toBe(200)
  })
})
