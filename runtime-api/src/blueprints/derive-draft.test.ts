// What happens when a whole schema is sent instead of ops: the draft that leads there, or the questions first, on both databases.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('A draft from a whole schema', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })
  let count = 0
  const fresh = async (more: object = {}) => {
    count += 1
    const name = `delivery_${count}`
    await world.must(201, 'POST', '/blueprints', { ...delivery, ...more, name })
    return { name, draft: `/blueprints/${name}/draft`, records: `/records/${name}` }
  }
  const documentOf = async (name: string) => {
    const {
      id: _,
      version: __,
      rev: ___,
      createdAt: ____,
      updatedAt: _____,
      ...document
    } = (await world.must(200, 'GET', `/blueprints/${name}`)).body
    return document
  }
  const schemaOf = async (name: string) => (await world.must(200, 'GET', `/blueprints/${name}/versions/1`)).body.schema
  const foreign = (value: unknown): never =>
    JSON.parse(JSON.stringify(value, (key, inner) => (key === 'x-molde' ? undefined : inner))) as never

  test('our own schema: what was renamed is known to be renamed, and the draft is published as any other', async () => {
    const { name, draft } = await fresh()
    const schema = await schemaOf(name)
    const { driver, ...properties } = schema.properties
    const saved = await world.must(200, 'PUT', draft, {
      schema: { ...schema, properties: { ...properties, who: { ...driver, title: 'Who drives' } } },
    })
    expect(saved.body).toMatchObject({ rev: 1, base: 1 })
    expect(saved.body.ops).toEqual([
      { op: 'rename', field: 'driver', key: 'who' },
      { op: 'relabel', field: 'who', label: 'Who drives' },
      { op: 'order', fields: ['deliver_from', 'cargo', 'weight', 'status', 'started_at', 'who'] },
    ])
    const { token } = (await world.must(200, 'POST', `${draft}/preview`)).body
    const published = (await world.must(201, 'POST', `${draft}/publish`, { token })).body
    expect(published.fields.at(-1)).toMatchObject({ id: 'f5', key: 'who', label: 'Who drives' })
  })

  test('what is as it was makes an empty draft', async () => {
    const { name, draft } = await fresh()
    expect((await world.must(200, 'PUT', draft, { schema: await schemaOf(name) })).body.ops).toEqual([])
    expect((await world.must(200, 'PUT', draft, { document: await documentOf(name) })).body.ops).toEqual([])
    expect((await world.must(200, 'POST', `${draft}/preview`, { schema: await schemaOf(name) })).body).toEqual({
      ops: [],
    })
  })

  describe('where it can be understood in two ways', () => {
    const renamed = async (name: string) => {
      const schema = foreign(await schemaOf(name)) as { properties: Record<string, unknown> }
      const { driver, ...properties } = schema.properties
      return { ...schema, properties: { ...properties, courier: driver } }
    }

    test('409 with the questions, told by the values of records, in the reader’s language', async () => {
      const { name, draft, records } = await fresh()
      for (const driver of ['Ana', 'Rui', 'Zé'])
        await world.must(201, 'POST', records, { data: { deliver_from: 'Porto', cargo: driver, driver } })
      const schema = { ...(await renamed(name)), examples: [{ courier: 'ana' }, { courier: 'Rui' }] }
      const asked = await world.call('PUT', draft, { schema }, { headers: { 'Accept-Language': 'pt-BR' } })
      expect(asked.status).toBe(409)
      expect(asked.headers.get('content-type')).toContain('application/problem+json')
      expect(asked.body).toMatchObject({
        code: 'draft-ambiguous',
        questions: [
          {
            id: 'field:courier',
            pointer: '/schema/properties/courier',
            sentence: 'Ainda não há um campo “courier”. É novo ou é outro nome para um campo que sairia?',
            choices: [{ answer: 'f5', confidence: 0.73 }, { answer: 'new' }],
            default: 'new',
          },
        ],
      })
      expect((await world.must(200, 'GET', draft)).body).toMatchObject({ rev: 0, ops: [] })
      const saved = await world.must(200, 'PUT', draft, { schema, answers: { 'field:courier': 'f5' } })
      expect(saved.body.ops[0]).toEqual({ op: 'rename', field: 'driver', key: 'courier' })
    })

    test('an answer to nothing, and one that is none, are refused by name', async () => {
      const { name, draft, records } = await fresh()
      await world.must(201, 'POST', records, { data: { deliver_from: 'Porto', cargo: 'x', driver: 'Ana' } })
      const schema = { ...(await renamed(name)), examples: [{ courier: 'Ana' }] }
      const pointers = async (answers: object) => {
        const refused = await world.call('PUT', draft, { schema, answers })
        return [refused.status, refused.body.errors.map(({ pointer, code }: never) => [pointer, code])]
      }
      expect(await pointers({ 'field:courier': 'f1' })).toEqual([422, [['/answers/field:courier', 'unknown-answer']]])
      expect(await pointers({ 'field:courier': 'f5', x: 'y' })).toEqual([422, [['/answers/x', 'unasked-answer']]])
    })
  })

  test('a preview of it touches nobody’s draft and gives no token', async () => {
    const { name, draft } = await fresh()
    const theirs = [{ op: 'relabel', field: 'cargo', label: 'Theirs' }]
    await world.must(200, 'PUT', draft, { ops: theirs })
    const document = await documentOf(name)
    const wanted = { ...document, fields: [...document.fields, { key: 'due', type: 'date' }] }
    const looked = (await world.must(200, 'POST', `${draft}/preview`, { document: wanted })).body
    expect(looked).toMatchObject({
      ops: [{ op: 'add', field: { key: 'due', type: 'date' } }],
      report: { from: 1, to: 2, sentences: ['New field “due”.'] },
    })
    expect(looked).not.toHaveProperty('token')
    const byOps = (await world.must(200, 'POST', `${draft}/preview`, { ops: theirs })).body
    expect(byOps.report.sentences).toEqual(['“Cargo” is now called “Theirs”.'])
    expect((await world.must(200, 'GET', draft)).body).toMatchObject({ rev: 1, ops: theirs })
  })

  test('ids travel: what is new here keeps the number it had there, and none is given twice', async () => {
    const { name, draft } = await fresh()
    const document = await documentOf(name)
    const due = { id: 'f30', key: 'due', type: 'date' }
    await world.must(200, 'PUT', draft, { document: { ...document, fields: [...document.fields, due] } })
    const { token } = (await world.must(200, 'POST', `${draft}/preview`)).body
    expect((await world.must(201, 'POST', `${draft}/publish`, { token })).body.fields.at(-1).id).toBe('f30')
    const taken = { ops: [{ op: 'add', field: { id: 'f30', key: 'other', type: 'text' } }] }
    const refused = await world.call('PUT', draft, taken)
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'id-was-given'])
  })

  test.each([
    ['nothing at all', {}, 400],
    ['ops and a schema', { ops: [], schema: {} }, 400],
    ['a schema and a field list', { schema: {}, document: {} }, 400],
    ['answers to ops', { ops: [], answers: {} }, 422],
    ['a schema that is none', { schema: { type: 'object' } }, 422],
    ['an answer that is no text', { schema: {}, answers: { a: 1 } }, 422],
    ['a member that nobody knows', { schema: {}, guess: true }, 422],
  ])('refuses %s', async (_, body, status) => {
    const { draft } = await fresh()
    expect((await world.call('PUT', draft, body)).status).toBe(status)
    if (Object.keys(body).length > 0) expect((await world.call('POST', `${draft}/preview`, body)).status).toBe(status)
  })

  test('a member may look at neither', async () => {
    const { draft } = await fresh()
    const more = { token: world.memberToken }
    expect((await world.call('PUT', draft, { schema: {} }, more)).status).toBe(403)
    expect((await world.call('POST', `${draft}/preview`, { schema: {} }, more)).status).toBe(403)
    expect((await world.call('PUT', '/blueprints/nowhere/draft', { schema: {} })).status).toBe(404)
  })
})
