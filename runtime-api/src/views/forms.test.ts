// What a saved form promises, on both databases: it asks for what a record needs, whatever has become of the blueprint since.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('Forms', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      name: 'request',
      fields: [
        { key: 'title', type: 'text', required: true },
        { key: 'urgency', type: 'enum', options: ['LOW', 'HIGH'], required: true, default: 'LOW' },
        { key: 'note', type: 'longText' },
        { key: 'made', type: 'datetime', readOnly: true, default: { expr: 'now' } },
        { key: 'status', type: 'enum', options: ['NEW', 'DONE'], required: true },
      ],
    })
    await world.must(201, 'POST', '/flows', {
      name: 'request',
      blueprint: 'request',
      stateField: 'status',
      initial: 'NEW',
      states: { NEW: {}, DONE: { type: 'final' } },
      transitions: [{ event: 'finish', from: ['NEW'], to: 'DONE' }],
    })
  })
  let count = 0
  const send = (form: unknown, more: object = {}) => {
    count += 1
    return world.call('POST', '/views', { name: `Form ${count}`, blueprint: 'request', kind: 'form', form, ...more })
  }

  test('a form is said back in names, in its order and its own words, and changed', async () => {
    const form = {
      intro: 'We answer within a day.',
      fields: ['note', 'title'],
      button: 'Send it',
      thanks: 'Thank you!',
    }
    const made = await send({ ...form, intro: `  ${form.intro}\n` })
    expect(made.status, made.text).toBe(201)
    expect(made.body).toMatchObject({ kind: 'form', form, columns: [] })
    expect((await world.must(200, 'GET', `/views/${made.body.id}`)).body.form).toEqual(form)
    const changed = await world.must(200, 'PATCH', `/views/${made.body.id}`, {
      form: { fields: ['title'], intro: ' ' },
    })
    expect(changed.body.form).toEqual({ fields: ['title'] })
    expect((await world.must(200, 'PATCH', `/views/${made.body.id}`, { shared: false })).body.form).toEqual({
      fields: ['title'],
    })
    expect((await world.must(200, 'GET', `/records/request?view=${made.body.id}`)).body.items).toEqual([])
  })

  test('its words are said for everybody or by language, and languages that say nothing are left out', async () => {
    const form = { fields: ['title'], intro: { en: ' Hello ', ru: ' ' }, button: { en: 'Send', ru: 'Отправить' } }
    const made = await send({ ...form, thanks: { en: ' ' } }, { label: { en: 'Ask', ru: 'Спросить' } })
    expect(made.status, made.text).toBe(201)
    expect(made.body).toMatchObject({ label: { en: 'Ask', ru: 'Спросить' } })
    expect(made.body.form).toEqual({ ...form, intro: { en: 'Hello' } })
  })

  test('what a form cannot ask, and what it has to, is refused at its place', async () => {
    for (const [form, pointer, code] of [
      [undefined, '/form/fields', 'form-fields'],
      [null, '/form/fields', 'form-fields'],
      [{ fields: [] }, '/form/fields', 'form-fields'],
      [{ fields: ['title', 'nothing'] }, '/form/fields/1', 'unknown-member'],
      [{ fields: ['title', 'note', 'title'] }, '/form/fields/2', 'given-twice'],
      [{ fields: ['note'] }, '/form/fields', 'form-field-missing'],
      [{ fields: ['title', 'made'] }, '/form/fields/1', 'form-field-not-asked'],
      [{ fields: ['title', 'status'] }, '/form/fields/1', 'form-field-not-asked'],
      [{ intro: 'No fields' }, '/form/fields', undefined],
      [{ fields: ['title'], colour: 'red' }, '/form/colour', undefined],
      [{ fields: ['title'], button: 'x'.repeat(61) }, '/form/button', undefined],
      [{ fields: ['title'], button: { en: 'x'.repeat(61) } }, '/form/button/en', undefined],
      [{ fields: ['title'], thanks: { en: 5 } }, '/form/thanks/en', undefined],
      [{ fields: ['title'], intro: { '<b>': 'x' } }, '/form/intro/<b>', undefined],
    ] as const) {
      const refused = await send(form)
      expect(refused.status, refused.text).toBe(422)
      expect(refused.body.errors[0].pointer, refused.text).toBe(pointer)
      if (code) expect(refused.body.errors[0].code).toBe(code)
    }
  })

  test('a label is a text, or a text per language', async () => {
    for (const [label, pointer] of [
      [{ en: 5 }, '/label/en'],
      [{ English: 'Ask' }, '/label/English'],
      [['Ask'], '/label'],
      ['x'.repeat(501), '/label'],
    ] as const) {
      const refused = await send({ fields: ['title'] }, { label })
      expect(refused.status, refused.text).toBe(422)
      expect(refused.body.errors[0].pointer).toBe(pointer)
    }
  })

  test('a text that no database keeps is refused, not broken', async () => {
    const refused = await send({ fields: ['title'], intro: 'a\u0000b' })
    expect(refused.status, refused.text).toBe(422)
  })

  test('a table that holds a broken form is refused too, and only a form needs one', async () => {
    expect((await send({ fields: ['nothing'] }, { kind: 'table' })).status).toBe(422)
    expect((await send(undefined, { kind: 'table' })).status).toBe(201)
  })

  test('a form follows its blueprint: renamed, and required since', async () => {
    const { id } = (await send({ fields: ['note', 'title'] })).body
    await world.must(200, 'PUT', '/blueprints/request/draft', {
      ops: [
        { op: 'rename', field: 'title', key: 'subject' },
        { op: 'add', field: { key: 'mail', type: 'email', required: true }, fill: { value: 'a@b.co' } },
      ],
    })
    const { token } = (await world.must(200, 'POST', '/blueprints/request/draft/preview')).body
    await world.must(201, 'POST', '/blueprints/request/draft/publish', { token })
    expect((await world.must(200, 'GET', `/views/${id}`)).body.form.fields).toEqual(['note', 'subject', 'mail'])
    const data = { subject: 'Hello', mail: 'a@b.co' }
    expect((await world.must(201, 'POST', '/records/request', { data })).body.data).toMatchObject({
      ...data,
      urgency: 'LOW',
      status: 'NEW',
    })
  })

  test('a member asks through a shared form and changes it not', async () => {
    const { id } = (await send({ fields: ['subject', 'mail'] })).body
    const asMember = { token: world.memberToken }
    expect((await world.call('GET', `/views/${id}`, undefined, asMember)).body.form.fields).toEqual(['subject', 'mail'])
    expect((await world.call('PATCH', `/views/${id}`, { form: null }, asMember)).status).toBe(403)
    const own = (await send({ fields: ['subject', 'mail'] }, { shared: false })).body
    expect((await world.call('GET', `/views/${own.id}`, undefined, asMember)).status).toBe(404)
  })
})
