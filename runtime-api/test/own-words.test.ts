// Which words does somebody read where a label lacks their language? Those of the tenant's own, wherever the server says something.
import { beforeAll, expect, test } from 'vitest'
import { dispatchOutbox } from '../src/outbox/dispatch-outbox.ts'
import { describeApp } from './describe-app.ts'
import { systemScope } from './system-scope.ts'
import { newMember, newWorld, publishOps, storeOf, type TenantWorld } from './tenant-world.ts'
import type { Person } from './test-app.ts'

/** Russian stands first, so whatever comes first would be that. */
const inBoth = (ru: string, own: string) => ({ ru, 'pt-BR': own })

describeApp('A tenant that speaks pt-BR, read in English', {}, (app) => {
  let world: TenantWorld
  let driver: Person
  let id: string
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(200, 'PATCH', '', { language: 'pt-BR', languages: ['pt-BR', 'ru'] }, { token: world.owner.token })
    driver = await newMember(world, 'Driver')
    await app().call('PATCH', '/api/v1/me', { token: driver.token, body: { language: 'en' } })
    await world.must(201, 'POST', '/blueprints', {
      name: 'parcel',
      label: inBoth('Посылка', 'Encomenda'),
      fields: [
        {
          key: 'size',
          type: 'enum',
          label: inBoth('Размер', 'Tamanho'),
          options: [{ key: 'BIG', label: inBoth('Большая', 'Grande') }],
        },
        { key: 'load', type: 'number', label: inBoth('Груз', 'Carga') },
        { key: 'status', type: 'enum', options: ['NEW', 'SENT'] },
        { key: 'driver', type: 'user' },
      ],
      rules: [{ check: 'load < 1000.0', message: inBoth('Тяжело', 'Pesado demais') }],
    })
    await world.must(201, 'POST', '/flows', {
      ...{ name: 'parcel', blueprint: 'parcel', stateField: 'status', initial: 'NEW' },
      states: { NEW: {}, SENT: { type: 'final' } },
      transitions: [
        {
          ...{ event: 'send', label: inBoth('Отправить', 'Enviar'), from: ['NEW'], to: 'SENT', guard: 'load > 0.0' },
          check: [{ check: 'load < 500.0', message: inBoth('Не влезет', 'Não cabe') }],
          do: [
            {
              mail: 'driver',
              subject: inBoth('Едет: {size}', 'A caminho: {size}'),
              template: inBoth('{size} едет', '{size} a caminho'),
            },
            { notify: 'driver', template: inBoth('{size} едет', '{size} a caminho') },
          ],
        },
      ],
    })
    id = (await world.must(201, 'POST', '/records/parcel', { data: { size: 'BIG', load: 1, driver: driver.id } })).body
      .id
  })
  const inEnglish = { headers: { 'accept-language': 'en' } }

  test('is told so what is refused, of values and of steps', async () => {
    const heavy = await world.call('POST', '/records/parcel', { data: { size: 'BIG', load: 5000 } }, inEnglish)
    expect([heavy.status, heavy.body.errors[0].message]).toEqual([422, 'Pesado demais'])
    const big = (await world.must(201, 'POST', '/records/parcel', { data: { size: 'BIG', load: 600 } })).body
    const refused = await world.call('POST', `/records/parcel/${big.id}/transitions/send`, {}, inEnglish)
    expect(JSON.stringify(refused.body)).toContain('Não cabe')
    expect(refused.text + heavy.text).not.toMatch(/\p{Script=Cyrillic}/u)
    const inRussian = { headers: { 'accept-language': 'ru' } }
    const heavier = await world.call('POST', '/records/parcel', { data: { size: 'BIG', load: 5000 } }, inRussian)
    expect(heavier.body.errors[0].message).toBe('Тяжело')
  })

  test('and what changes, and what a thing in the trash is called', async () => {
    const draft = { ops: [{ op: 'relabel', field: 'load', label: 'Load' }] }
    await world.must(200, 'PUT', '/blueprints/parcel/draft', draft)
    const { report } = (await world.must(200, 'POST', '/blueprints/parcel/draft/preview', undefined, inEnglish)).body
    expect(report.sentences.join()).toContain('Carga')
    expect(report.sentences.join()).not.toMatch(/\p{Script=Cyrillic}/u)
    await world.must(204, 'DELETE', '/blueprints/parcel/draft')
    await world.must(201, 'POST', '/blueprints', {
      ...{ name: 'gone', label: inBoth('Ушло', 'Embora') },
      fields: [{ key: 'a', type: 'text' }],
    })
    await world.must(204, 'DELETE', '/blueprints/gone')
    expect((await world.call('GET', '/records/gone', undefined, inEnglish)).body.detail).toContain('“Embora”')
  })

  test('in notifications and mails of flows', async () => {
    const before = (await app().mails()).length
    await world.must(200, 'POST', `/records/parcel/${id}/transitions/send`, {})
    await dispatchOutbox(await systemScope(app().runtime, (await storeOf(world)).tenant), 'a', () => false)
    const asked = { token: driver.token, ...inEnglish }
    const { items } = (await app().call('GET', `${world.tenant.path}/notifications`, asked)).body
    const told = items.find(({ kind }: { kind: string }) => kind === 'flow')
    expect(told).toMatchObject({ text: 'Grande a caminho', record: { id } })
    const mail = (await app().mails()).slice(before).find(({ to }) => to === driver.email)
    expect(mail?.subject).toBe('A caminho: Grande')
    expect(mail?.text).toContain('Grande a caminho')
  })

  test('in the schema of a version and in the document of the API', async () => {
    const { schema } = (await world.must(200, 'GET', '/blueprints/parcel/versions/1')).body
    expect([schema.title, schema.properties.load.title]).toEqual(['Encomenda', 'Carga'])
    const { components, tags, paths } = (await world.must(200, 'GET', '/openapi.json')).body
    expect(components.schemas.parcel).toMatchObject({ title: 'Encomenda', properties: { size: { title: 'Tamanho' } } })
    expect(
      JSON.stringify([tags, Object.values(paths).map((one) => Object.values(one as object).map(({ tags }) => tags))]),
    ).toContain('Encomenda')
    const { version } = await publishOps(world, 'parcel', [
      { op: 'relabel', field: 'load', label: inBoth('Вес', 'Peso') },
    ])
    const next = (await world.must(200, 'GET', `/blueprints/parcel/versions/${version}`, undefined, inEnglish)).body
    expect(next.schema.properties.load.title).toBe('Peso')
    expect(next.summary.join()).toContain('Peso')
    expect(next.summary.join()).not.toMatch(/\p{Script=Cyrillic}/u)
  })
})
