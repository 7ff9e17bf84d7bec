// The link of an invitation mail: what it opens, whom it lets in, and what it does not.
import { expect, test, vi } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { goodPassword, newEmail, newPerson, newTenant, type Person, signIn, type TestApp } from '../../test/test-app.ts'
import { createLog } from '../observability/log.ts'

const day = 86_400_000
let later = 0

describeApp('an invitation by mail', { now: () => Date.now() + later }, (app) => {
  const invite = async (email: string, owner?: Person) => {
    const by = owner ?? (await newPerson(app(), 'Olga'))
    const tenant = await newTenant(app(), by, { name: 'Parcels' })
    const body = { email, role: 'member' }
    const { id } = (await app().call('POST', `${tenant.path}/members`, { token: by.token, body })).body
    return { tenant, owner: by, ...(await linkOf(app(), email)), invitation: id as string }
  }
  const open = (id: string, token: string) => app().call('POST', `/api/v1/invitations/${id}/open`, { body: { token } })
  const join = (id: string, token: string, password = goodPassword) =>
    app().call('POST', `/api/v1/invitations/${id}/join`, { body: { token, name: 'Ben', password } })

  test('says who invites which address to what, and makes the account and the membership in one step', async () => {
    const email = newEmail('ben')
    const { id, token, invitation, tenant } = await invite(email)
    expect(id).toBe(invitation)
    const opened = await open(id, token)
    expect(opened.status).toBe(200)
    expect(opened.body).toMatchObject({
      tenantName: 'Parcels',
      invitedBy: 'Olga',
      email,
      role: 'member',
      hasAccount: false,
    })
    const joined = await join(id, token)
    expect(joined.body).toMatchObject({ slug: tenant.slug, name: 'Parcels', role: 'member' })
    const cookie = joined.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const me = await app().call('GET', '/api/v1/me', { headers: { cookie } })
    expect(me.body).toMatchObject({ name: 'Ben', email })
    expect((await app().call('GET', tenant.path, { headers: { cookie } })).body.role).toBe('member')
    // The address is proven: signing in again asks for no second mail.
    const again = await signIn(app(), { name: 'Ben', email, password: goodPassword })
    expect((await app().call('GET', tenant.path, { token: again.token })).status).toBe(200)
    expect((await app().mails()).filter(({ to }) => to === email)).toHaveLength(1)
  })

  test('works once', async () => {
    const { id, token } = await invite(newEmail())
    const both = await Promise.all([join(id, token), join(id, token, 'another good password')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
    expect((await open(id, token)).status).toBe(404)
  })

  test('is proven by nothing but its token: the id that owners see, a token of another invitation, a changed one are 404', async () => {
    const [one, other] = [await invite(newEmail()), await invite(newEmail())]
    const missing = await open('00000000-0000-4000-8000-000000000000', one.token)
    const changed = `${one.token.slice(0, -2)}${one.token.endsWith('AA') ? 'BB' : 'AA'}`
    for (const token of ['', one.invitation, other.token, changed, `${one.token}x`]) {
      const opened = await open(one.id, token)
      expect(opened.status).toBe(404)
      expect({ ...opened.body, instance: '' }).toEqual({ ...missing.body, instance: '' })
      expect((await join(one.id, token)).status).toBe(404)
    }
    expect((await open(one.id, one.token)).status).toBe(200)
  })

  test('ends when it is withdrawn, and when another one takes its place', async () => {
    const email = newEmail()
    const { id, token, tenant, owner } = await invite(email)
    const body = { email, role: 'member' }
    await app().call('POST', `${tenant.path}/members`, { token: owner.token, body })
    expect((await open(id, token)).status).toBe(404)
    const second = await linkOf(app(), email)
    expect((await open(second.id, second.token)).status).toBe(200)
    await app().call('DELETE', `${tenant.path}/members/${second.id}`, { token: owner.token })
    expect((await join(second.id, second.token)).status).toBe(404)
  })

  test('sets no password of an account that is there: its owner signs in and joins', async () => {
    const ben = await newPerson(app(), 'ben')
    const { id, token, tenant } = await invite(ben.email)
    expect((await open(id, token)).body.hasAccount).toBe(true)
    const refused = await join(id, token, 'somebody elses password')
    expect(refused.status).toBe(409)
    expect(refused.body.code).toBe('already-exists')
    const again = await signIn(app(), ben)
    const accepted = await app().call('POST', `/api/v1/invitations/${id}/accept`, { token: again.token })
    expect(accepted.body).toMatchObject({ slug: tenant.slug })
    expect((await open(id, token)).status).toBe(404)
  })

  test('an account that nobody confirmed was perhaps made by somebody else: their password ends', async () => {
    const email = newEmail()
    await app().call('POST', '/api/auth/sign-up/email', {
      body: { name: 'Mallory', email, password: 'the password of mallory' },
    })
    const { id, token } = await invite(email)
    expect((await open(id, token)).body.hasAccount).toBe(false)
    expect((await join(id, token)).status).toBe(200)
    const signedIn = (password: string) => app().call('POST', '/api/auth/sign-in/email', { body: { email, password } })
    expect((await signedIn('the password of mallory')).status).toBe(401)
    expect((await signedIn(goodPassword)).body.user.name).toBe('Ben')
  })

  test('its token is in no address that a browser sends, and in no line of the log', async () => {
    const lines: string[] = []
    const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
    const spies = (['info', 'error', 'warn', 'debug'] as const).map((level) =>
      vi.spyOn(app().runtime.log, level).mockImplementation(log[level].bind(log) as never),
    )
    const { id, token, link } = await invite(newEmail())
    expect(new URL(link).pathname + new URL(link).search).not.toContain(token)
    await open(id, token)
    await open(id, `${token}x`)
    await join(id, token)
    await vi.waitFor(() =>
      expect(lines.filter((line) => line.includes('/invitations/{id}/')).length).toBeGreaterThan(2),
    )
    expect(lines.join('')).not.toContain(token)
    for (const spy of spies) spy.mockRestore()
  })

  test('asks for a name and a good password, and refuses what it does not know', async () => {
    const { id, token } = await invite(newEmail())
    const ask = (body: object) => app().call('POST', `/api/v1/invitations/${id}/join`, { body })
    expect((await ask({ token, name: 'Ben', password: 'short' })).status).toBe(422)
    expect((await ask({ token, name: '', password: goodPassword })).status).toBe(422)
    expect((await ask({ token, name: 'Ben', password: goodPassword, role: 'owner' })).status).toBe(422)
    expect((await open(id, token)).status).toBe(200)
  })

  test('runs out after seven days', async () => {
    const { id, token } = await invite(newEmail())
    later = 7 * day - 60_000
    expect((await open(id, token)).status).toBe(200)
    later = 7 * day + 60_000
    expect((await open(id, token)).status).toBe(404)
    expect((await join(id, token)).status).toBe(404)
    later = 0
  })
})

async function linkOf(app: TestApp, email: string) {
  const mail = (await app.mails()).filter(({ to }) => to === email).at(-1)
  const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  const { pathname, hash } = new URL(link)
  return { link, id: pathname.split('/').at(-1) ?? '', token: hash.slice(1) }
}
