// What every request meets before it reaches an operation.
import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { runScenarios } from '../../test/api-scenario.ts'
import { describeApp } from '../../test/describe-app.ts'
import { newApiKey, newPerson, newTenant, type Person, type TestApp, type TestTenant } from '../../test/test-app.ts'

interface World {
  readonly app: TestApp
  readonly owner: Person
  readonly other: Person
  readonly tenant: TestTenant
  readonly foreign: TestTenant
  readonly key: string
  readonly memberKey: string
  readonly accessToken: string
}

describeApp('the edges', {}, (app) => {
  let world: World
  beforeAll(async () => {
    const [owner, other] = [await newPerson(app(), 'Olga'), await newPerson(app(), 'Bruno')]
    const tenant = await newTenant(app(), owner)
    const foreign = await newTenant(app(), other)
    const accessToken = (await app().call('GET', '/api/auth/token', { token: owner.token })).body.token
    const [key, memberKey] = [await newApiKey(app(), owner, tenant), await newApiKey(app(), owner, tenant, 'member')]
    world = { app: app(), owner, other, tenant, foreign, key, memberKey, accessToken }
  })
  const asOwner = (w: World) => ({ token: w.owner.token })
  const post = (body: unknown) => (w: World) => ({ token: w.owner.token, body })
  const raw =
    (text: string | Uint8Array, headers: Record<string, string> = {}) =>
    (w: World) => ({ token: w.owner.token, text, headers })
  const tenants = '/api/v1/tenants'

  describe('who sends it', () => {
    runScenarios(
      () => world,
      [
        {
          name: 'nobody: 401',
          request: ['GET', '/api/v1/me'],
          status: 401,
          code: 'unauthenticated',
          headers: { 'www-authenticate': /^Bearer/ },
        },
        {
          name: 'a key nobody was given: 401, and it is not asked to sign in',
          request: ['GET', (w) => w.tenant.path, () => ({ token: `mk_${'x'.repeat(43)}` })],
          status: 401,
          code: 'unauthenticated',
          has: ['The session, key or token you sent is not valid'],
        },
        {
          name: 'anybody may know whether mails are sent',
          request: ['GET', '/api/v1/installation'],
          status: 200,
          has: ['"mail":"outbox"'],
          lacks: ['outbox/', tmpdir()],
        },
        { name: 'session token', request: ['GET', '/api/v1/me', asOwner], status: 200, has: ['Olga'] },
        {
          name: 'access token',
          request: ['GET', '/api/v1/me', (w) => ({ token: w.accessToken })],
          status: 200,
          has: ['Olga'],
        },
        {
          name: 'cookie',
          request: ['GET', '/api/v1/me', (w) => ({ headers: { cookie: w.owner.cookie } })],
          status: 200,
          has: ['Olga'],
        },
        {
          name: 'a key inside its tenant',
          request: ['GET', (w) => w.tenant.path, (w) => ({ token: w.key })],
          status: 200,
        },
        {
          name: 'a key is no person: 403',
          request: ['GET', '/api/v1/me', (w) => ({ token: w.key })],
          status: 403,
          code: 'forbidden',
        },
        {
          name: 'a key elsewhere: 404',
          request: ['GET', (w) => w.foreign.path, (w) => ({ token: w.key })],
          status: 404,
        },
        {
          name: 'an unknown key: 401',
          request: ['GET', (w) => w.tenant.path, { token: `mk_${'A'.repeat(43)}` }],
          status: 401,
        },
        {
          name: 'half a key: 401',
          request: ['GET', (w) => w.tenant.path, (w) => ({ token: w.key.slice(0, 20) })],
          status: 401,
        },
        {
          name: 'an access token with another ending: 401',
          request: ['GET', '/api/v1/me', (w) => ({ token: `${w.accessToken.slice(0, -4)}AAAA` })],
          status: 401,
        },
        {
          name: 'an access token without signature: 401',
          request: ['GET', '/api/v1/me', (w) => ({ token: unsigned(w.accessToken) })],
          status: 401,
        },
        {
          name: 'another scheme: 401',
          request: ['GET', '/api/v1/me', { headers: { authorization: 'Basic eDp5' } }],
          status: 401,
        },
        {
          name: 'an empty bearer: 401',
          request: ['GET', '/api/v1/me', { headers: { authorization: 'Bearer ' } }],
          status: 401,
        },
        {
          name: 'a token in the query is no proof and no parameter',
          request: ['GET', (w) => `/api/v1/me?access_token=${w.owner.token}`],
          status: 401,
        },
        {
          name: 'a parameter of that name is refused',
          request: ['GET', (w) => `/api/v1/me?access_token=x`, asOwner],
          status: 400,
          code: 'bad-parameter',
        },
        {
          name: 'a damaged cookie: 401',
          request: ['GET', '/api/v1/me', (w) => ({ headers: { cookie: `${w.owner.cookie}x` } })],
          status: 401,
        },
        {
          name: 'an identity in a header is nobody',
          request: [
            'GET',
            '/api/v1/me',
            (w) => ({ headers: { 'x-user-id': w.owner.id, 'x-forwarded-user': w.owner.id } }),
          ],
          status: 401,
        },
      ],
    )

    test('a bearer wins over a cookie, and a wrong bearer is not mended by a right cookie', async () => {
      const right = await world.app.call('GET', '/api/v1/me', {
        token: world.other.token,
        headers: { cookie: world.owner.cookie },
      })
      expect(right.body.name).toBe('Bruno')
      const wrong = await world.app.call('GET', '/api/v1/me', {
        token: 'nothing',
        headers: { cookie: world.owner.cookie },
      })
      expect(wrong.status).toBe(401)
    })
  })

  describe('other sites', () => {
    const evil = { origin: 'https://evil.example' }
    const rename = (headers: Record<string, string>) => (w: World) => ({
      headers: { cookie: w.owner.cookie, ...headers },
      body: { name: 'Olga' },
    })
    runScenarios(
      () => world,
      [
        {
          name: 'with a cookie from another origin: 403',
          request: ['PATCH', '/api/v1/me', rename(evil)],
          status: 403,
          code: 'cross-site',
        },
        {
          name: 'with a cookie from a null origin: 403',
          request: ['PATCH', '/api/v1/me', rename({ origin: 'null' })],
          status: 403,
        },
        {
          name: 'with a cookie by fetch metadata: 403',
          request: ['PATCH', '/api/v1/me', rename({ 'sec-fetch-site': 'cross-site' })],
          status: 403,
        },
        {
          name: 'from a sibling site: 403',
          request: ['PATCH', '/api/v1/me', rename({ 'sec-fetch-site': 'same-site' })],
          status: 403,
        },
        {
          name: 'with a cookie from the studio',
          request: ['PATCH', '/api/v1/me', (w) => rename({ origin: w.app.url })(w)],
          status: 200,
        },
        { name: 'with a cookie and no origin: a program', request: ['PATCH', '/api/v1/me', rename({})], status: 200 },
        {
          name: 'a bearer needs no origin',
          request: ['PATCH', '/api/v1/me', (w) => ({ token: w.owner.token, headers: evil, body: { name: 'Olga' } })],
          status: 200,
        },
        {
          name: 'sign-in from another site: 403',
          request: ['POST', '/api/auth/sign-in/email', { headers: evil, body: { email: 'a@b.co', password: 'x' } }],
          status: 403,
        },
      ],
    )
    test('no answer invites another origin', async () => {
      const answered = await world.app.call('GET', '/api/v1/me', { token: world.owner.token, headers: evil })
      expect([...answered.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    })
  })

  describe('tenants of others', () => {
    test('a foreign tenant answers the same bytes as one that does not exist', async () => {
      for (const rest of ['', '/members', '/api-keys', '/events']) {
        const missing = `/api/v1/tenants/${world.foreign.slug.replace(/./, 'z')}`
        const foreign = await world.app.call('GET', world.foreign.path + rest, asOwner(world))
        const nothing = await world.app.call('GET', missing + rest, asOwner(world))
        expect(foreign.status).toBe(404)
        expect(foreign.text).toBe(nothing.text)
        const names = (answered: typeof foreign) => [...answered.headers.keys()].sort()
        expect(names(foreign)).toEqual(names(nothing))
      }
    })
    test('the id names a tenant as its slug does', async () => {
      const byId = await world.app.call('GET', `/api/v1/tenants/${world.tenant.id}`, asOwner(world))
      expect(byId.body.slug).toBe(world.tenant.slug)
    })
    test('writing into a foreign tenant is 404 and changes nothing', async () => {
      for (const [method, rest, body] of [
        ['PATCH', '', { name: 'taken' }],
        ['DELETE', '', undefined],
        ['POST', '/members', { email: 'x@example.org', role: 'owner' }],
        ['POST', '/api-keys', { name: 'x', role: 'owner' }],
      ] as const) {
        const answered = await world.app.call(method, world.foreign.path + rest, {
          ...asOwner(world),
          ...(body ? { body } : {}),
        })
        expect(answered.status, `${method} ${rest}`).toBe(404)
      }
      const after = await world.app.call('GET', world.foreign.path, { token: world.other.token })
      expect(after.body.name).toBe('Test tenant')
    })
  })

  describe('bodies', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    runScenarios(
      () => world,
      [
        {
          name: 'not JSON: 400 with the place',
          request: ['POST', tenants, raw('{"name": "a",\n  oops}')],
          status: 400,
          code: 'malformed-json',
          has: ['line 2, column 3'],
          lacks: ['oops'],
        },
        { name: 'cut off: 400', request: ['POST', tenants, raw('{"name":')], status: 400, code: 'malformed-json' },
        { name: 'no body: 400', request: ['POST', tenants, (w) => ({ token: w.owner.token })], status: 400 },
        {
          name: 'not UTF-8: 400',
          request: ['POST', tenants, raw(new Uint8Array([0x22, 0xff, 0x22]))],
          status: 400,
          code: 'malformed-json',
        },
        {
          name: 'another type: 415',
          request: ['POST', tenants, raw('name=a', { 'content-type': 'application/x-www-form-urlencoded' })],
          status: 415,
        },
        {
          name: 'multipart: 415',
          request: ['POST', tenants, raw('--x', { 'content-type': 'multipart/form-data; boundary=x' })],
          status: 415,
        },
        {
          name: 'a type that only begins like JSON: 415',
          request: ['POST', tenants, raw('{}', { 'content-type': 'application/jsonx' })],
          status: 415,
        },
        {
          name: 'another charset: 415',
          request: ['POST', tenants, raw('{}', { 'content-type': 'application/json; charset=utf-16' })],
          status: 415,
        },
        { name: 'packed: 415', request: ['POST', tenants, raw('{}', { 'content-encoding': 'gzip' })], status: 415 },
        {
          name: 'over 1 MB: 413',
          request: ['POST', tenants, raw(JSON.stringify({ name: 'a'.repeat(1_100_000) }))],
          status: 413,
        },
        { name: 'too deep: 400', request: ['POST', tenants, raw(deep)], status: 400, has: ['too-deep'] },
        {
          name: '__proto__: 400',
          request: ['POST', tenants, raw('{"name":"a","__proto__":{"polluted":1}}')],
          status: 400,
          has: ['forbidden-name'],
        },
        {
          name: '__proto__ further down: 400',
          request: ['POST', tenants, raw('{"name":{"a":[{"__proto__":1}]}}')],
          status: 400,
          has: ['/name/a/0'],
        },
        {
          name: 'constructor is only an unknown member',
          request: ['POST', tenants, raw('{"name":"a","slug":"aa","constructor":{"prototype":{"x":1}}}')],
          status: 422,
          has: ['/constructor'],
        },
        {
          name: 'NUL: 422',
          request: ['POST', tenants, raw('{"name":"a\\u0000b","slug":"aa"}')],
          status: 422,
          has: ['/name'],
        },
        {
          name: 'half a surrogate pair: 422',
          request: ['POST', tenants, raw('{"name":"\\ud800","slug":"aa"}')],
          status: 422,
          has: ['/name'],
        },
        { name: 'an array: 422', request: ['POST', tenants, post([])], status: 422, has: ['wrong-type'] },
        { name: 'null: 422', request: ['POST', tenants, post(null)], status: 422 },
        {
          name: 'an unknown member: 422',
          request: ['POST', tenants, post({ name: 'a', slug: 'aa', id: 'mine', owner: 'me' })],
          status: 422,
          has: ['/id', '/owner', 'unknown-member'],
        },
        {
          name: 'an object for a scalar: 422',
          request: ['POST', tenants, post({ name: { $gt: '' }, slug: 'aa' })],
          status: 422,
        },
        {
          name: 'a body where none is taken: 400',
          request: ['DELETE', (w) => `${w.tenant.path}/api-keys/x`, (w) => ({ token: w.owner.token, body: { a: 1 } })],
          status: 400,
        },
      ],
    )
    test('nothing was polluted', () => {
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
      expect(({} as Record<string, unknown>).x).toBeUndefined()
    })
  })

  describe('paths, methods, parameters', () => {
    runScenarios(
      () => world,
      [
        { name: 'an unknown path: 404', request: ['GET', '/api/v1/nothing', asOwner], status: 404, code: 'not-found' },
        { name: 'an unknown auth path: 404', request: ['POST', '/api/auth/delete-user', post({})], status: 404 },
        {
          name: 'update-user of the library: 404',
          request: ['POST', '/api/auth/update-user', post({ superAdmin: true })],
          status: 404,
        },
        {
          name: 'list-sessions of the library: 404',
          request: ['GET', '/api/auth/list-sessions', asOwner],
          status: 404,
        },
        { name: 'a slash at the end: 404', request: ['GET', '/api/v1/me/', asOwner], status: 404 },
        { name: 'other letters: 404', request: ['GET', '/API/v1/me', asOwner], status: 404 },
        {
          name: 'a path that does not decode: 400',
          request: ['GET', '/api/v1/tenants/%E0%A4%A', asOwner],
          status: 400,
        },
        { name: 'NUL in a path: 404', request: ['GET', '/api/v1/tenants/a%00b', asOwner], status: 404 },
        {
          name: 'another method: 405',
          request: ['PUT', '/api/v1/me', asOwner],
          status: 405,
          headers: { allow: 'DELETE, GET, HEAD, OPTIONS, PATCH' },
        },
        {
          name: 'OPTIONS',
          request: ['OPTIONS', '/api/v1/me'],
          status: 204,
          headers: { allow: 'DELETE, GET, HEAD, OPTIONS, PATCH', 'access-control-allow-origin': null },
        },
        {
          name: 'HEAD is GET without a body',
          request: ['HEAD', '/api/v1/me', asOwner],
          status: 200,
          then: (answered) => expect(answered.text).toBe(''),
        },
        { name: 'HEAD without identity', request: ['HEAD', '/api/v1/me'], status: 401 },
        {
          name: 'an unknown parameter: 400',
          request: ['GET', '/api/v1/tenants?offset=10', asOwner],
          status: 400,
          has: ['/query/offset', 'limit, cursor'],
        },
        { name: 'limit=0: 400', request: ['GET', '/api/v1/tenants?limit=0', asOwner], status: 400, has: ['1'] },
        { name: 'limit=201: 400', request: ['GET', '/api/v1/tenants?limit=201', asOwner], status: 400 },
        { name: 'limit=foo: 400', request: ['GET', '/api/v1/tenants?limit=foo', asOwner], status: 400 },
        {
          name: 'limit twice: 400',
          request: ['GET', '/api/v1/tenants?limit=1&limit=2', asOwner],
          status: 400,
          has: ['given-twice'],
        },
        { name: 'limit in brackets: 400', request: ['GET', '/api/v1/tenants?limit[a]=1', asOwner], status: 400 },
        {
          name: 'a cursor of somebody’s own: 400',
          request: ['GET', '/api/v1/tenants?cursor=e30', asOwner],
          status: 400,
        },
        {
          name: '__proto__ as a parameter: 400',
          request: ['GET', '/api/v1/tenants?__proto__=1', asOwner],
          status: 400,
        },
      ],
    )
  })

  describe('languages', () => {
    const inLanguage = (language: string) => ({ headers: { 'accept-language': language } })
    runScenarios(
      () => world,
      [
        {
          name: 'Portuguese',
          request: ['GET', '/api/v1/me', inLanguage('pt-BR,pt;q=0.9')],
          status: 401,
          has: ['Entre primeiro'],
          headers: { 'content-language': 'pt-BR', vary: /Accept-Language/ },
        },
        {
          name: 'Portuguese of elsewhere',
          request: ['GET', '/api/v1/me', inLanguage('pt-PT')],
          status: 401,
          has: ['Entre primeiro'],
        },
        {
          name: 'Russian',
          request: ['GET', '/api/v1/me', inLanguage('de, ru;q=0.4, en;q=0.1')],
          status: 401,
          has: ['Сначала войдите'],
        },
        {
          name: 'another language: English',
          request: ['GET', '/api/v1/me', inLanguage('de')],
          status: 401,
          has: ['Sign in first'],
        },
        {
          name: 'places in Russian',
          request: ['POST', tenants, (w) => ({ token: w.owner.token, body: {}, headers: { 'accept-language': 'ru' } })],
          status: 422,
          has: ['Не хватает «name»', '/slug'],
        },
      ],
    )
  })

  describe('headers', () => {
    runScenarios(
      () => world,
      [
        {
          name: 'what keeps a browser safe is on every answer',
          request: ['GET', '/api/v1/nothing'],
          status: 404,
          headers: {
            'content-security-policy': /script-src 'self';.*frame-ancestors 'none'/,
            'x-content-type-options': 'nosniff',
            'x-powered-by': null,
            'referrer-policy': 'same-origin',
            'x-frame-options': 'DENY',
            'strict-transport-security': null,
            'x-request-id': /^[0-9a-f-]{36}$/,
          },
        },
        {
          name: 'answers are not kept by anybody',
          request: ['GET', '/api/v1/me', asOwner],
          status: 200,
          headers: { 'cache-control': 'no-store' },
        },
        {
          name: 'nor are answers of sign-in',
          request: ['GET', '/api/auth/get-session', asOwner],
          status: 200,
          headers: { 'cache-control': 'no-store' },
          lacks: (w) => [w.owner.token],
        },
        {
          name: 'limits are said',
          request: ['GET', '/api/v1/me', asOwner],
          status: 200,
          headers: { 'ratelimit-limit': /^\d+$/, 'ratelimit-remaining': /^\d+$/, 'ratelimit-reset': /^\d+$/ },
        },
      ],
    )
    test('large answers are packed, small ones are not', async () => {
      const packed = (path: string) =>
        fetch(world.app.url + path, { headers: { 'accept-encoding': 'gzip' } }).then((r) =>
          r.headers.get('content-encoding'),
        )
      expect(await packed('/api/v1/openapi.json')).toBe('gzip')
      expect(await packed('/healthz')).toBeNull()
    })
    test('what is held is not sent again', async () => {
      const first = await world.app.call('GET', world.tenant.path, asOwner(world))
      const etag = first.headers.get('etag') ?? ''
      const again = await world.app.call('GET', world.tenant.path, {
        ...asOwner(world),
        headers: { 'if-none-match': `"other", W/${etag}` },
      })
      expect([again.status, again.text]).toEqual([304, ''])
      const malformed = await world.app.call('GET', world.tenant.path, {
        ...asOwner(world),
        headers: { 'if-none-match': 'nonsense' },
      })
      expect(malformed.status).toBe(400)
    })
  })

  describe('for whoever runs it', () => {
    runScenarios(
      () => world,
      [
        { name: 'live', request: ['GET', '/healthz'], status: 200, headers: { 'cache-control': 'no-store' } },
        { name: 'ready', request: ['GET', '/readyz'], status: 200 },
        {
          name: 'metrics from this machine',
          request: ['GET', '/metrics'],
          status: 200,
          has: ['molde_http_request_seconds_bucket', 'route="/api/v1/me"'],
          lacks: (w) => [w.tenant.slug, w.owner.id],
        },
        {
          name: 'metrics through a proxy: they do not exist',
          request: ['GET', '/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
          status: 404,
        },
        {
          name: 'the page that browses the API',
          request: ['GET', '/docs'],
          status: 200,
          has: ['/docs/start.js'],
          lacks: ['<script>', 'cdn'],
        },
        { name: 'its files', request: ['GET', '/docs/swagger-ui-bundle.js'], status: 200 },
        { name: 'no other file of the package', request: ['GET', '/docs/package.json'], status: 404 },
        { name: 'no way out of the folder', request: ['GET', '/docs/..%2f..%2fpackage.json'], status: 404 },
      ],
    )
  })
})

function unsigned(token: string): string {
  const [, payload] = token.split('.')
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
}
