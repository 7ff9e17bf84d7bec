// What holds for every declared route, present and future: nobody gets in, strangers see nothing, hostile input breaks nothing.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newApiKey, newPerson, newTenant, type Person, type TestApp, type TestTenant } from '../../test/test-app.ts'
import { edgesOf, routesOf } from '../app.ts'
import type { Route } from './route.ts'

describeApp('every route', {}, (app) => {
  let routes: readonly Route[]
  let owner: Person
  let tenant: TestTenant
  let strangers: readonly [name: string, token: string][]
  beforeAll(async () => {
    routes = routesOf(edgesOf(app().runtime)).filter(({ actor }) => actor === 'tenant')
    owner = await newPerson(app(), 'owner')
    tenant = await newTenant(app(), owner, { template: 'delivery' })
    const stranger = await newPerson(app(), 'stranger')
    const elsewhere = await newTenant(app(), stranger)
    strangers = [
      ['a person of another tenant', stranger.token],
      ['an owner key of another tenant', await newApiKey(app(), stranger, elsewhere)],
      ['a member key of another tenant', await newApiKey(app(), stranger, elsewhere, 'member')],
    ]
  })
  const withBody = (route: Route) => (route.body ? { body: { data: {}, name: 'delivery' } } : {})
  const pathOf = (route: Route, t: string, fill: string) =>
    route.path.replace('{t}', t).replace(/\{\w+\}/g, encodeURIComponent(fill))
  const ask = (app: TestApp, route: Route, path: string, token?: string) =>
    app.call(route.method.toUpperCase(), path, { ...(token === undefined ? {} : { token }), ...withBody(route) })

  test('there are many of them', () => expect(routes.length).toBeGreaterThan(40))

  test('nobody: 401', async () => {
    for (const route of routes)
      expect((await ask(app(), route, pathOf(route, tenant.slug, 'delivery'))).status, said(route)).toBe(401)
  })

  test('a stranger gets the same bytes for a foreign tenant and for none, by slug and by id', async () => {
    for (const [who, token] of strangers) {
      for (const route of routes) {
        const [foreign, byId, none] = [
          await ask(app(), route, pathOf(route, tenant.slug, 'delivery'), token),
          await ask(app(), route, pathOf(route, tenant.id, 'delivery'), token),
          await ask(app(), route, pathOf(route, 'there-is-none', 'delivery'), token),
        ]
        expect([foreign.status, byId.status, none.status], `${who}: ${said(route)}`).toEqual([404, 404, 404])
        expect(foreign.text).toBe(none.text)
        expect(byId.text).toBe(none.text)
      }
    }
    const left = await app().call('GET', `${tenant.path}/records/delivery`, { token: owner.token })
    expect(left.status).toBe(200)
  })

  describe('hostile', () => {
    const hostile = [
      '__proto__',
      'constructor',
      "'; DROP TABLE record; --",
      '../../etc/passwd',
      '\u0000',
      '%',
      '{{7*7}}',
      'a'.repeat(600),
      '💣',
      '-1',
      '9'.repeat(40),
      '*',
      ' ',
    ]
    test('names in the path never end in 5xx', async () => {
      for (const route of routes) {
        if (route.path.endsWith('/events') || (route.method === 'delete' && route.path.endsWith('{t}'))) continue
        const places = route.path.match(/\{(?!t\})\w+\}/g) ?? []
        for (const text of places.length > 0 ? hostile : []) {
          const answered = await ask(app(), route, pathOf(route, tenant.slug, text), owner.token)
          expect(answered.status, `${said(route)} ${JSON.stringify(text)} ${answered.text.slice(0, 300)}`).toBeLessThan(
            500,
          )
        }
      }
    })

    test('bodies never end in 5xx, and pollute nothing', async () => {
      const bodies = [
        'null',
        '[]',
        '0',
        '""',
        '{}',
        '{"data":null}',
        '{"data":[]}',
        '{"data":{"__proto__":{"polluted":1}}}',
        '{"constructor":{"prototype":{"polluted":1}}}',
        '{"ops":[null]}',
        '{"ops":[{"op":"__proto__"}]}',
        '{"fields":[{}]}',
        '{"schema":{"$ref":"#"}}',
        '{"name":{"toString":1},"fields":"x"}',
        `{"data":${'{"a":'.repeat(60)}1${'}'.repeat(60)}}`,
        '{"items":[{"data":{}},null,{"id":{}}]}',
      ]
      for (const route of routes) {
        if (!route.body || (route.method === 'delete' && route.path.endsWith('{t}'))) continue
        for (const text of bodies) {
          const answered = await app().call(route.method.toUpperCase(), pathOf(route, tenant.slug, 'delivery'), {
            token: owner.token,
            text,
          })
          expect(answered.status, `${said(route)} ${text.slice(0, 80)} ${answered.text.slice(0, 300)}`).toBeLessThan(
            500,
          )
        }
      }
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
      expect((await app().call('GET', tenant.path, { token: owner.token })).status).toBe(200)
    })

    test('parameters never end in 5xx', async () => {
      for (const route of routes) {
        if (route.method !== 'get' || route.path.endsWith('/events')) continue
        for (const name of [...Object.keys(route.query ?? {}), 'x', '__proto__', 'filter[a]', 'sort']) {
          for (const text of hostile) {
            const path = `${pathOf(route, tenant.slug, 'delivery')}?${encodeURIComponent(name)}=${encodeURIComponent(text)}`
            const answered = await app().call('GET', path, { token: owner.token })
            expect(answered.status, `${path} ${answered.text.slice(0, 300)}`).toBeLessThan(500)
          }
        }
      }
    })
  })
})

function said(route: Route): string {
  return `${route.method.toUpperCase()} ${route.path}`
}
