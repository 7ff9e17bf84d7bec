// Signing up, in and out; what ends a session; what nobody learns about whom.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runScenarios } from '../../test/api-scenario.ts'
import { describeApp } from '../../test/describe-app.ts'
import {
  goodPassword,
  linkIn,
  newApiKey,
  newEmail,
  newPerson,
  newTenant,
  type Person,
  signIn,
  startTestApp,
  type TestApp,
} from '../../test/test-app.ts'

// A worker keeps what it has read from file to file: what stands in for a source is read with all that uses it, and goes with it.
const hashed = vi.hoisted(() => {
  vi.resetModules()
  return { count: 0 }
})
vi.mock('./password-hash.ts', async (actual) => {
  const real = await actual<typeof import('./password-hash.ts')>()
  return {
    hashPassword: (password: string) => {
      hashed.count += 1
      return real.hashPassword(password)
    },
    verifyPassword: (attempt: Parameters<typeof real.verifyPassword>[0]) => {
      hashed.count += 1
      return real.verifyPassword(attempt)
    },
  }
})

afterAll(() => {
  vi.doUnmock('./password-hash.ts')
  vi.resetModules()
})

describeApp('identity', {}, (app) => {
  const post = (path: string, body: unknown, token?: string, headers?: Record<string, string>) =>
    app().call('POST', path, { body, ...(token === undefined ? {} : { token }), ...(headers ? { headers } : {}) })
  const statusOfMe = async (token: string) => (await app().call('GET', '/api/v1/me', { token })).status
  const accessToken = async (person: Person): Promise<string> =>
    (await app().call('GET', '/api/auth/token', { token: person.token })).body.token

  describe('signing up', () => {
    test('the mail goes out at once; before the link is opened nobody gets in', async () => {
      const email = newEmail()
      await post('/api/auth/sign-up/email', { name: 'A', email, password: goodPassword })
      const early = await post('/api/auth/sign-in/email', { email, password: goodPassword })
      expect([early.status, early.body.code]).toEqual([403, 'EMAIL_NOT_VERIFIED'])
      const opened = await fetch(await linkIn(app(), email), { redirect: 'manual' })
      expect([opened.status, opened.headers.get('location')]).toEqual([302, '/verified'])
      expect(opened.headers.getSetCookie()).toEqual([])
      expect((await post('/api/auth/sign-in/email', { email, password: goodPassword })).status).toBe(200)
    })

    test('the link signs in the browser that signed up, once, and no other one', async () => {
      const signUp = async () => {
        const email = newEmail()
        const made = await post('/api/auth/sign-up/email', { name: 'A', email, password: goodPassword })
        const [cookie = ''] = made.headers.getSetCookie()
        expect(cookie).toMatch(
          /^molde\.confirming=[^;]+; Max-Age=86400; Path=\/api\/auth\/verify-email; HttpOnly; SameSite=Lax$/,
        )
        return { email, cookie: cookie.split(';')[0] as string }
      }
      const open = async (email: string, cookie: string) =>
        fetch(await linkIn(app(), email), { redirect: 'manual', headers: { cookie } })
      const [first, second] = [await signUp(), await signUp()]
      const opened = await open(first.email, first.cookie)
      expect([opened.status, opened.headers.get('location')]).toEqual([302, '/verified'])
      const [session = '', gone = ''] = opened.headers.getSetCookie()
      expect(session).toMatch(/^molde\.session_token=[^;]+; Max-Age=129600; Path=\/; HttpOnly; SameSite=Lax$/)
      expect(gone).toMatch(/^molde\.confirming=; Max-Age=0;/)
      const me = await app().call('GET', '/api/v1/me', { headers: { cookie: session.split(';')[0] as string } })
      expect([me.status, me.body.email]).toEqual([200, first.email])
      // Again, and with a cookie of somebody else, or a made up one.
      expect((await open(first.email, first.cookie)).headers.getSetCookie()).toEqual([])
      expect((await open(second.email, first.cookie)).headers.getSetCookie()).toEqual([])
      const third = await signUp()
      expect((await open(third.email, third.cookie.replace(/.{6}$/, 'aaaaaa'))).headers.getSetCookie()).toEqual([])
    })

    test('who signs up with an address that somebody else has signed up with gets no cookie that fits', async () => {
      const email = newEmail()
      const sign = async () =>
        (await post('/api/auth/sign-up/email', { name: 'A', email, password: goodPassword })).headers
          .getSetCookie()[0]
          ?.split(';')[0] as string
      await sign()
      // What the first one was sent: the second is told that there is an account.
      const link = await linkIn(app(), email)
      expect(link).toContain('/verify-email?')
      const cookie = await sign()
      const opened = await fetch(link, { redirect: 'manual', headers: { cookie } })
      expect(opened.headers.get('location')).toBe('/verified')
      expect(opened.headers.getSetCookie()).toEqual([])
    })

    test('a known address answers like a new one, in form and time, and its owner is told', async () => {
      const known = await newPerson(app())
      const ask = async (email: string) => {
        const start = performance.now()
        const answered = await post('/api/auth/sign-up/email', { name: 'B', email, password: goodPassword })
        return { answered, time: performance.now() - start }
      }
      const [again, fresh] = [await ask(known.email), await ask(newEmail())]
      expect(again.answered.status).toBe(fresh.answered.status)
      expect(Object.keys(again.answered.body.user)).toEqual(Object.keys(fresh.answered.body.user))
      const form = (text: string) =>
        text
          .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
          .replace(/"20[^"]+"/g, 'TIME')
          .replace(/person-\w+@/g, 'X@')
          .replace(/[\w-]+@example/g, 'X@example')
      expect(form(again.answered.text)).toBe(form(fresh.answered.text))
      expect(again.answered.text).not.toContain(known.id)
      expect([...again.answered.headers.keys()].sort()).toEqual([...fresh.answered.headers.keys()].sort())
      for (const { time } of [again, fresh]) expect(time).toBeGreaterThanOrEqual(295)
      expect((await app().mails()).filter(({ to }) => to === known.email).at(-1)?.subject).toBe(
        'You already have an account',
      )
      expect(
        (await post('/api/auth/sign-in/email', { email: known.email, password: goodPassword })).body.user.name,
      ).not.toBe('B')
    })

    test('the mail speaks the language of whoever signs up', async () => {
      const email = newEmail()
      await post('/api/auth/sign-up/email', { name: 'Ж', email, password: goodPassword, language: 'ru' })
      expect((await app().mails()).find(({ to }) => to === email)).toMatchObject({
        subject: 'Подтвердите адрес',
        text: expect.stringContaining('Здравствуйте, Ж!'),
      })
    })

    test('links come from PUBLIC_URL, whatever the request says', async () => {
      const email = newEmail()
      await post('/api/auth/sign-up/email', { name: 'A', email, password: goodPassword }, undefined, {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      })
      const mail = (await app().mails()).find(({ to }) => to === email)
      expect(mail?.raw).not.toContain('evil.example')
      expect(await linkIn(app(), email)).toContain(app().url)
    })

    runScenarios(
      () => ({ app: app() }),
      [
        {
          name: 'another site to go to afterwards: refused',
          request: [
            'POST',
            '/api/auth/sign-up/email',
            () => ({
              body: { name: 'A', email: newEmail(), password: goodPassword, callbackURL: 'https://evil.example/' },
            }),
          ],
          status: 403,
        },
        {
          name: 'a verification link that leads elsewhere: refused',
          request: ['GET', '/api/auth/verify-email?token=x&callbackURL=https%3A%2F%2Fevil.example'],
          status: 403,
        },
        {
          name: 'two slashes lead elsewhere too: refused',
          request: ['GET', '/api/auth/verify-email?token=x&callbackURL=%2F%2Fevil.example'],
          status: 403,
        },
        {
          name: 'a short password: 422',
          request: [
            'POST',
            '/api/auth/sign-up/email',
            () => ({ body: { name: 'A', email: newEmail(), password: 'short' } }),
          ],
          status: 422,
          has: ['/password'],
          lacks: ['short'],
        },
        {
          name: 'an address that is none: 422',
          request: [
            'POST',
            '/api/auth/sign-up/email',
            { body: { name: 'A', email: 'nobody', password: goodPassword } },
          ],
          status: 422,
          has: ['/email'],
        },
        {
          name: 'powers are not given by asking: 422',
          request: [
            'POST',
            '/api/auth/sign-up/email',
            () => ({
              body: { name: 'A', email: newEmail(), password: goodPassword, superAdmin: true, emailVerified: true },
            }),
          ],
          status: 422,
          has: ['/superAdmin', '/emailVerified'],
        },
        {
          name: 'a name of two lines: 422',
          request: [
            'POST',
            '/api/auth/sign-up/email',
            () => ({ body: { name: 'A\r\nBcc: x@y.zz', email: newEmail(), password: goodPassword } }),
          ],
          status: 422,
        },
      ],
    )
  })

  describe('signing in', () => {
    test('a wrong password and an unknown address are told apart by nothing, and cost one hash each', async () => {
      const person = await newPerson(app())
      const ask = async (email: string) => {
        const before = hashed.count
        const answered = await post('/api/auth/sign-in/email', { email, password: 'wrong password' })
        // Time itself would only measure the neighbours on this machine; the hash is what takes time.
        return { text: answered.text, status: answered.status, hashes: hashed.count - before }
      }
      expect(await ask(person.email)).toEqual({ ...(await ask(newEmail())), status: 401, hashes: 1 })
    })

    test('ten wrong passwords close an account for a while, known or not; the right one too', async () => {
      const person = await newPerson(app())
      for (const email of [person.email, newEmail()]) {
        const statuses = []
        for (let i = 0; i < 12; i += 1)
          statuses.push((await post('/api/auth/sign-in/email', { email, password: 'wrong password' })).status)
        expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
      }
      const right = await post('/api/auth/sign-in/email', { email: person.email.toUpperCase(), password: goodPassword })
      expect(right.status).toBe(429)
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
    })

    test('the cookie is out of reach for scripts and other sites', async () => {
      const person = await newPerson(app())
      const answered = await post('/api/auth/sign-in/email', { email: person.email, password: goodPassword })
      const [cookie] = answered.headers.getSetCookie()
      expect(cookie).toMatch(/^molde\.session_token=.*HttpOnly/i)
      expect(cookie).toMatch(/SameSite=Lax/i)
      expect(cookie).toMatch(/Max-Age=129600/i)
      expect(answered.headers.get('cache-control')).toBe('no-store')
    })

    test('an access token lives 15 minutes and names its session, not its secret', async () => {
      const person = await newPerson(app())
      const token = await accessToken(person)
      const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
      expect(payload.exp - payload.iat).toBe(900)
      expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub'])
      expect(token).not.toContain(person.token)
    })
  })

  describe('what ends a session', () => {
    test('signing out: cookie, session token and access token at once', async () => {
      const person = await newPerson(app())
      const access = await accessToken(person)
      expect((await post('/api/auth/sign-out', {}, person.token)).status).toBe(200)
      expect([await statusOfMe(person.token), await statusOfMe(access)]).toEqual([401, 401])
      expect((await app().call('GET', '/api/v1/me', { headers: { cookie: person.cookie } })).status).toBe(401)
    })

    test('a changed password: every other session; this one goes on under a new token', async () => {
      const person = await newPerson(app())
      const elsewhere = await signIn(app(), person)
      const access = await accessToken(elsewhere)
      const wrong = await post(
        '/api/auth/change-password',
        { currentPassword: 'not this one', newPassword: 'another good one' },
        person.token,
      )
      expect(wrong.status).toBe(400)
      const changed = await post(
        '/api/auth/change-password',
        { currentPassword: goodPassword, newPassword: 'another good one', revokeOtherSessions: false },
        person.token,
      )
      expect(changed.status).toBe(200)
      expect([
        await statusOfMe(elsewhere.token),
        await statusOfMe(access),
        await statusOfMe(changed.body.token),
      ]).toEqual([401, 401, 200])
      expect((await post('/api/auth/sign-in/email', { email: person.email, password: goodPassword })).status).toBe(401)
    })

    test('a reset: every session; the link works once', async () => {
      const person = await newPerson(app())
      const access = await accessToken(person)
      expect(
        (await post('/api/auth/request-password-reset', { email: person.email, redirectTo: '/reset-password' })).status,
      ).toBe(200)
      const opened = await fetch(await linkIn(app(), person.email), { redirect: 'manual' })
      const page = opened.headers.get('location') ?? ''
      expect(page).toMatch(/\/reset-password\?token=/)
      const token = new URL(page, app().url).searchParams.get('token')
      expect((await post('/api/auth/reset-password', { token, newPassword: 'a brand new one' })).status).toBe(200)
      expect([await statusOfMe(person.token), await statusOfMe(access)]).toEqual([401, 401])
      expect((await post('/api/auth/reset-password', { token, newPassword: 'a second new one' })).status).toBe(400)
      expect((await post('/api/auth/sign-in/email', { email: person.email, password: 'a brand new one' })).status).toBe(
        200,
      )
    })

    test('asking for a reset tells nothing about an address', async () => {
      const person = await newPerson(app())
      const ask = async (email: string) => {
        const start = performance.now()
        const answered = await post('/api/auth/request-password-reset', { email })
        return { text: answered.text, status: answered.status, slow: performance.now() - start > 295 }
      }
      expect(await ask(person.email)).toEqual(await ask(newEmail()))
    })

    test('a person ends one of their sessions, and no other person’s', async () => {
      const [person, stranger] = [await newPerson(app()), await newPerson(app())]
      const elsewhere = await signIn(app(), person)
      const listed = await app().call('GET', '/api/v1/me/sessions', { token: person.token })
      expect(listed.body.items).toHaveLength(2)
      expect(listed.text).not.toContain(elsewhere.token)
      const other = listed.body.items.find((one: { current: boolean }) => !one.current)
      expect((await app().call('DELETE', `/api/v1/me/sessions/${other.id}`, { token: stranger.token })).status).toBe(
        404,
      )
      expect((await app().call('DELETE', `/api/v1/me/sessions/${other.id}`, { token: person.token })).status).toBe(204)
      expect([await statusOfMe(elsewhere.token), await statusOfMe(person.token)]).toEqual([401, 200])
    })
  })

  describe('the profile', () => {
    let person: Person
    beforeAll(async () => {
      person = await newPerson(app(), 'Ana')
    })
    const me = (body: unknown) => () => ({ token: person.token, body })
    runScenarios(
      () => ({ app: app() }),
      [
        {
          name: 'name and language are changed',
          request: ['PATCH', '/api/v1/me', me({ name: 'Ana Maria', language: 'pt-BR' })],
          status: 200,
          has: ['Ana Maria', 'pt-BR'],
        },
        {
          name: 'a language we do not speak: 422',
          request: ['PATCH', '/api/v1/me', me({ language: 'de' })],
          status: 422,
        },
        ...['id', 'email', 'superAdmin', 'mustChangePassword', 'createdAt', 'role'].map((name) => ({
          name: `${name} is not changed by asking: 422`,
          request: ['PATCH', '/api/v1/me', me({ [name]: 'x' })] as const,
          status: 422,
          has: [`/${name}`],
        })),
      ],
    )
  })

  describe('leaving for good', () => {
    const leave = (person: Person, password = person.password) =>
      app().call('DELETE', '/api/v1/me', { token: person.token, body: { password } })

    test('needs the password', async () => {
      const person = await newPerson(app())
      const refused = await leave(person, 'not this one')
      expect([refused.status, refused.body.code]).toEqual([403, 'wrong-password'])
      expect(await statusOfMe(person.token)).toBe(200)
    })

    test('takes account, sessions and what was only theirs; the address is free again', async () => {
      const person = await newPerson(app())
      const tenant = await newTenant(app(), person)
      const key = await newApiKey(app(), person, tenant)
      const access = await accessToken(person)
      expect((await leave(person)).status).toBe(204)
      expect([await statusOfMe(person.token), await statusOfMe(access)]).toEqual([401, 401])
      expect((await app().call('GET', tenant.path, { token: key })).status).toBe(401)
      for (const table of ['"user"', 'session', 'account', 'member']) {
        const column = table === '"user"' ? 'id' : 'user_id'
        expect(await app().runtime.control.read.all(`SELECT 1 FROM ${table} WHERE ${column} = ?`, [person.id])).toEqual(
          [],
        )
      }
      const again = await post('/api/auth/sign-up/email', { name: 'A', email: person.email, password: goodPassword })
      expect(again.status).toBe(200)
    })

    test('is refused while others would be left without an owner, and allowed when there is another one', async () => {
      const [owner, other] = [await newPerson(app()), await newPerson(app())]
      const tenant = await newTenant(app(), owner)
      await post(`${tenant.path}/members`, { email: other.email, role: 'member' }, owner.token)
      const [invitation] = (await app().call('GET', '/api/v1/invitations', { token: other.token })).body.items
      await app().call('POST', `/api/v1/invitations/${invitation.id}/accept`, { token: other.token })
      const refused = await leave(owner)
      expect([refused.status, refused.body.code]).toEqual([409, 'last-owner'])
      await app().call('PATCH', `${tenant.path}/members/${other.id}`, { token: owner.token, body: { role: 'owner' } })
      expect((await leave(owner)).status).toBe(204)
      expect((await app().call('GET', tenant.path, { token: other.token })).status).toBe(200)
    })
  })
})

describeApp('the first super admin', {}, (app) => {
  test('must change the password before anything else', async () => {
    const { superAdmin } = app()
    const admin = await signIn(app(), { name: 'Super admin', ...superAdmin })
    const ask = async (method: string, path: string, body?: unknown) => {
      const answered = await app().call(method, path, { token: admin.token, ...(body ? { body } : {}) })
      return [answered.status, answered.body.code]
    }
    for (const [method, path, body] of [
      ['GET', '/api/v1/tenants', undefined],
      ['POST', '/api/v1/tenants', { name: 'a', slug: 'aaa' }],
      ['PATCH', '/api/v1/me', { name: 'x' }],
      ['DELETE', '/api/v1/me', { password: superAdmin.password }],
      ['GET', '/api/auth/token', undefined],
      ['GET', '/api/auth/get-session', undefined],
    ] as const) {
      expect(await ask(method, path, body), path).toEqual([403, 'must-change-password'])
    }
    expect((await app().call('GET', '/api/v1/me', { token: admin.token })).body).toMatchObject({
      superAdmin: true,
      mustChangePassword: true,
    })

    const changed = await app().call('POST', '/api/auth/change-password', {
      token: admin.token,
      body: { currentPassword: superAdmin.password, newPassword: 'a password of my own' },
    })
    expect(changed.status).toBe(200)
    expect((await app().call('GET', '/api/v1/tenants', { token: changed.body.token })).status).toBe(200)
    expect((await app().call('GET', '/api/v1/tenants', { token: admin.token })).status).toBe(401)
  })

  test('belongs to no tenant: theirs are 404 for the super admin too', async () => {
    const owner = await newPerson(app())
    const tenant = await newTenant(app(), owner)
    const admin = await signIn(app(), { name: '', email: app().superAdmin.email, password: 'a password of my own' })
    expect((await app().call('GET', tenant.path, { token: admin.token })).status).toBe(404)
  })
})

test('an access token runs out, also one that was used a moment ago', async () => {
  let later = 0
  const app = await startTestApp({ now: () => Date.now() + later })
  try {
    const person = await newPerson(app)
    const { token } = (await app.call('GET', '/api/auth/token', { token: person.token })).body
    const status = async (of: string) => (await app.call('GET', '/api/v1/me', { token: of })).status
    expect([await status(token), await status(token)]).toEqual([200, 200])
    later = 16 * 60_000
    expect([await status(token), await status(person.token)]).toEqual([401, 200])
    later = 37 * 3_600_000
    expect(await status(person.token)).toBe(401)
  } finally {
    await app.close()
  }
})

describeApp('behind https', { env: { PUBLIC_URL: 'https://molde.example' } }, (app) => {
  test('the cookie is for https alone, and is read back', async () => {
    const email = newEmail()
    await app().call('POST', '/api/auth/sign-up/email', { body: { name: 'A', email, password: goodPassword } })
    const link = new URL(await linkIn(app(), email))
    expect(link.origin).toBe('https://molde.example')
    await app().call('GET', link.pathname + link.search)
    const answered = await app().call('POST', '/api/auth/sign-in/email', {
      headers: { origin: 'https://molde.example' },
      body: { email, password: goodPassword },
    })
    const [cookie = ''] = answered.headers.getSetCookie()
    expect(cookie).toMatch(/^__Secure-molde\.session_token=.*Secure/i)
    expect(answered.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    const [pair = ''] = cookie.split(';')
    const status = async (header: string) =>
      (await app().call('GET', '/api/v1/me', { headers: { cookie: header } })).status
    expect([await status(pair), await status(`other=1; ${pair}`), await status(pair.replace('__Secure-', ''))]).toEqual(
      [200, 200, 401],
    )
    expect(await status(`${pair}; ${pair}`)).toBe(401)
    const local = await app().call('PATCH', '/api/v1/me', { headers: { cookie: pair, origin: app().url }, body: {} })
    expect(local.status).toBe(403)
  })
})

describeApp('limits', { env: { MOLDE_RATE_LIMIT: '30', MOLDE_SIGN_IN_LIMIT: '6' } }, (app: () => TestApp) => {
  test('an actor is stopped at the limit and told when to come back; another one is not', async () => {
    const [greedy, modest] = [await newPerson(app()), await newPerson(app())]
    const statuses: number[] = []
    for (let i = 0; i < 33; i += 1)
      statuses.push((await app().call('GET', '/api/v1/me', { token: greedy.token })).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(30)
    const refused = await app().call('GET', '/api/v1/me', { token: greedy.token })
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('ratelimit-remaining')).toBe('0')
    expect(await app().call('GET', '/api/v1/me', { token: modest.token })).toMatchObject({ status: 200 })
  })

  test('attempts are counted per declared path: neither a query, a header nor a body opens another count', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 8; i += 1) {
      const answered = await app().call('POST', '/api/auth/reset-password', {
        headers: { 'x-forwarded-for': `10.0.0.${i}`, 'x-real-ip': `10.0.1.${i}`, forwarded: `for=10.0.2.${i}` },
        body: { token: `guess-${i}`, newPassword: 'a good password' },
      })
      statuses.push(answered.status)
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 429, 429])
  })

  test('whoever guesses keys is stopped by address, and then even a right one waits', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 14; i += 1)
      statuses.push((await app().call('GET', '/api/v1/me', { token: `mk_${`${i}`.repeat(43).slice(0, 43)}` })).status)
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
    expect(statuses.at(-1)).toBe(429)
  })
})
