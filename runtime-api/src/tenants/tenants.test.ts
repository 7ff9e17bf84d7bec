// Tenants, their members and their keys: who may do what, and what ends with whom.
import { beforeAll, describe, expect, test } from 'vitest'
import { runScenarios } from '../../test/api-scenario.ts'
import { describeApp } from '../../test/describe-app.ts'
import {
  newApiKey,
  newEmail,
  newPerson,
  newTenant,
  type Person,
  type TestApp,
  type TestTenant,
} from '../../test/test-app.ts'

interface World {
  readonly app: TestApp
  readonly owner: Person
  readonly member: Person
  readonly stranger: Person
  readonly tenant: TestTenant
  readonly ownerKey: string
  readonly memberKey: string
}

export async function join(
  app: TestApp,
  tenant: TestTenant,
  owner: Person,
  person: Person,
  role: 'owner' | 'member',
): Promise<void> {
  await app.call('POST', `${tenant.path}/members`, { token: owner.token, body: { email: person.email, role } })
  const { items } = (await app.call('GET', '/api/v1/invitations', { token: person.token })).body
  for (const { id } of items) await app.call('POST', `/api/v1/invitations/${id}/accept`, { token: person.token })
}

describeApp('tenants', {}, (app) => {
  let world: World
  beforeAll(async () => {
    const [owner, member, stranger] = [
      await newPerson(app(), 'Olga'),
      await newPerson(app(), 'Marco'),
      await newPerson(app(), 'Zoe'),
    ]
    const tenant = await newTenant(app(), owner)
    await join(app(), tenant, owner, member, 'member')
    const ownerKey = await newApiKey(app(), owner, tenant)
    const memberKey = await newApiKey(app(), owner, tenant, 'member')
    world = { app: app(), owner, member, stranger, tenant, ownerKey, memberKey }
  })
  const create = (body: Record<string, unknown>) => (w: World) => ({
    token: w.stranger.token,
    body: { name: 'New', timezone: 'UTC', language: 'en', ...body },
  })
  const as =
    (who: 'owner' | 'member' | 'stranger', body?: unknown, headers?: Record<string, string>) => (w: World) => ({
      token: w[who].token,
      ...(body === undefined ? {} : { body }),
      ...(headers ? { headers } : {}),
    })

  describe('making one', () => {
    runScenarios(
      () => world,
      [
        {
          name: 'with everything',
          request: [
            'POST',
            '/api/v1/tenants',
            create({ slug: 'x-delivery', timezone: 'America/Sao_Paulo', language: 'pt-BR' }),
          ],
          status: 201,
          has: ['"role":"owner"', 'America/Sao_Paulo', '"currency":"BRL"'],
          headers: { location: '/api/v1/tenants/x-delivery', etag: '"1.1"' },
        },
        {
          name: 'the same slug again: 409',
          request: [
            'POST',
            '/api/v1/tenants',
            (w) => ({ token: w.owner.token, body: { name: 'Other', slug: 'x-delivery' } }),
          ],
          status: 409,
          code: 'name-taken',
        },
        {
          name: 'with name and slug alone',
          request: [
            'POST',
            '/api/v1/tenants',
            (w) => ({ token: w.stranger.token, body: { name: 'Bare', slug: 'bare-one' } }),
          ],
          status: 201,
          has: ['"timezone":"UTC"', '"language":"en"', '"languages":["en"]'],
        },
        {
          name: 'without identity: 401',
          request: ['POST', '/api/v1/tenants', { body: { name: 'a', slug: 'abc' } }],
          status: 401,
        },
        {
          name: 'by a key: 403',
          request: ['POST', '/api/v1/tenants', (w) => ({ token: w.ownerKey, body: { name: 'a', slug: 'abc' } })],
          status: 403,
        },
        ...['A', 'a', 'a b', '-ab', 'ab-', 'a--b', 'ä-b', '1ab', 'a'.repeat(41), 'a/b', '../ab', 'a\nb', 'ab\n'].map(
          (slug) => ({
            name: `${JSON.stringify(slug)} is no slug: 422`,
            request: ['POST', '/api/v1/tenants', create({ slug })] as const,
            status: 422,
            has: ['/slug'],
          }),
        ),
        ...['admin', 'api', 'new', 'a1b2c3d4-0000-4000-8000-000000000000'].map((slug) => ({
          name: `${slug} is reserved: 422`,
          request: ['POST', '/api/v1/tenants', create({ slug })] as const,
          status: 422,
          has: ['reserved-name'],
        })),
        {
          name: 'the currency is that of the country, whatever is read there',
          request: ['POST', '/api/v1/tenants', create({ slug: 'in-lisbon', timezone: 'Europe/Lisbon' })],
          status: 201,
          has: ['"currency":"EUR"'],
        },
        {
          name: 'or another one',
          request: [
            'POST',
            '/api/v1/tenants',
            create({ slug: 'in-francs', timezone: 'Europe/Lisbon', currency: 'CHF' }),
          ],
          status: 201,
          has: ['"currency":"CHF"', '"weekStart":null'],
        },
        {
          name: 'with weeks that begin on Monday',
          request: ['POST', '/api/v1/tenants', create({ slug: 'on-mondays', weekStart: 'monday' })],
          status: 201,
          has: ['"weekStart":"monday"'],
        },
        {
          name: 'with words in two languages',
          request: ['POST', '/api/v1/tenants', create({ slug: 'in-two', language: 'ru', languages: ['en', 'ru'] })],
          status: 201,
          has: ['"languages":["ru","en"]'],
        },
        {
          name: 'in languages without its own: 422',
          request: ['POST', '/api/v1/tenants', create({ slug: 'in-another', language: 'ru', languages: ['en'] })],
          status: 422,
          has: ['/languages', 'own-language-missing'],
        },
        {
          name: 'no week begins on Friday: 422',
          request: ['POST', '/api/v1/tenants', create({ slug: 'on-fridays', weekStart: 'friday' })],
          status: 422,
          has: ['/weekStart'],
        },
        ...['eur', 'EURO', 'E1R', ''].map((currency) => ({
          name: `${JSON.stringify(currency)} is no currency: 422`,
          request: ['POST', '/api/v1/tenants', create({ slug: 'coined', currency })] as const,
          status: 422,
          has: ['/currency'],
        })),
        {
          name: 'a zone that is none: 422',
          request: ['POST', '/api/v1/tenants', create({ slug: 'zoned', timezone: 'Mars/Olympus' })],
          status: 422,
          has: ['/timezone'],
        },
        {
          name: 'an offset is no zone: 422',
          request: ['POST', '/api/v1/tenants', create({ slug: 'zoned', timezone: '+03:00' })],
          status: 422,
          has: ['/timezone'],
        },
        {
          name: 'a template that is none: 422',
          request: ['POST', '/api/v1/tenants', create({ slug: 'templated', template: '../../package' })],
          status: 422,
          has: ['/template'],
        },
        {
          name: 'templates are listed',
          request: ['GET', '/api/v1/templates'],
          status: 200,
          has: ['"name":"delivery"', '"name":"parcels"', '"name":"stock"', 'Só entregas'],
        },
      ],
    )

    test('a template says what is in it: what is filled in, without what the system fills, and the steps', async () => {
      const { items } = (await app().call('GET', '/api/v1/templates')).body
      const english = (labels: readonly { readonly en: string }[]) => labels.map(({ en }) => en)
      const inside = (wanted: string) =>
        items
          .find(({ name }: { name: string }) => name === wanted)
          .kinds.map((kind: { label: { en: string }; fields: []; steps: [] }) => [
            kind.label.en,
            english(kind.fields),
            english(kind.steps),
          ])
      expect(inside('delivery')).toEqual([
        ['Delivery', ['From', 'To', 'Cargo'], ['Pending', 'In progress', 'Delivered']],
      ])
      expect(inside('stock')[0][2]).toEqual([])
      expect(inside('parcels')).toEqual([
        ['Customer', ['Name', 'Phone', 'E-mail', 'Address'], []],
        [
          'Parcel',
          ['Customer', 'Delivery date', 'Delivery address', 'Weight', 'Price', 'Photo', 'Notes'],
          ['New', 'On its way', 'Delivered'],
        ],
      ])
    })

    test('of many at once with one slug exactly one is made', async () => {
      const body = { name: 'Race', slug: `race-${Date.now().toString(36)}`, timezone: 'UTC', language: 'en' }
      const statuses = await Promise.all(
        Array.from({ length: 20 }, () =>
          app()
            .call('POST', '/api/v1/tenants', { token: world.stranger.token, body })
            .then(({ status }) => status),
        ),
      )
      expect(statuses.sort()).toEqual([201, ...Array(19).fill(409)])
    })

    test('lists go by pages, each tenant once', async () => {
      const person = await newPerson(app())
      const made = []
      for (let i = 0; i < 5; i += 1) made.push((await newTenant(app(), person)).slug)
      const seen: string[] = []
      let cursor = ''
      for (let page = 0; page < 3; page += 1) {
        const { body } = await app().call('GET', `/api/v1/tenants?limit=2${cursor}`, { token: person.token })
        expect(body.count).toEqual({ value: 5, capped: false })
        seen.push(...body.items.map(({ slug }: { slug: string }) => slug))
        cursor = `&cursor=${body.next}`
        if (body.next === null) break
      }
      expect(seen.sort()).toEqual(made.sort())
    })
  })

  describe('changing one', () => {
    runScenarios(
      () => world,
      [
        {
          name: 'the owner',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { name: 'Renamed' })],
          status: 200,
          has: ['Renamed'],
          headers: { etag: '"2.1"' },
        },
        {
          name: 'a member: 403',
          request: ['PATCH', (w) => w.tenant.path, as('member', { name: 'x' })],
          status: 403,
          code: 'forbidden',
        },
        {
          name: 'a stranger: 404',
          request: ['PATCH', (w) => w.tenant.path, as('stranger', { name: 'x' })],
          status: 404,
        },
        {
          name: 'a key of role member: 403',
          request: ['PATCH', (w) => w.tenant.path, (w) => ({ token: w.memberKey, body: { name: 'x' } })],
          status: 403,
        },
        {
          name: 'an old rev: 412 with the present state',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { name: 'x' }, { 'if-match': '"1.1"' })],
          status: 412,
          code: 'stale-rev',
          has: ['"current":{', 'Renamed'],
        },
        {
          name: 'a weak tag never matches: 412',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { name: 'x' }, { 'if-match': 'W/"2.1"' })],
          status: 412,
        },
        {
          name: 'a foreign tag: 412',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { name: 'x' }, { 'if-match': '"abc"' })],
          status: 412,
        },
        {
          name: 'a malformed tag: 400',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { name: 'x' }, { 'if-match': '2.1' })],
          status: 400,
          code: 'bad-header',
        },
        {
          name: 'one of a list',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { language: 'ru' }, { 'if-match': '"9.9", "2.1"' })],
          status: 200,
          has: ['"languages":["ru"]'],
        },
        {
          name: 'a star: whatever it is now',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { language: 'en' }, { 'if-match': '*' })],
          status: 200,
        },
        ...['id', 'no', 'role', 'rev', 'createdAt', 'template'].map((name) => ({
          name: `${name} is not changed by asking: 422`,
          request: ['PATCH', (w: World) => w.tenant.path, as('owner', { [name]: 'x' })] as const,
          status: 422,
        })),
        {
          name: 'a slug that is taken: 409',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { slug: 'x-delivery' })],
          status: 409,
          code: 'name-taken',
        },
        {
          name: 'a currency in small letters: 422',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { currency: 'eur' })],
          status: 422,
          has: ['/currency', 'bad-currency'],
        },
        {
          name: 'another currency',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { currency: 'EUR' })],
          status: 200,
          has: ['"currency":"EUR"'],
        },
        {
          name: 'a currency, by a member: 403',
          request: ['PATCH', (w) => w.tenant.path, as('member', { currency: 'USD' })],
          status: 403,
        },
        {
          name: 'words in another language, too: the own one is first',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { languages: ['ru', 'en', 'ru'] })],
          status: 200,
          has: ['"languages":["en","ru"]'],
        },
        {
          name: 'another language of one’s own is among them at once',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { language: 'pt-BR' })],
          status: 200,
          has: ['"language":"pt-BR"', '"languages":["pt-BR","en","ru"]'],
        },
        {
          name: 'everybody is told which they are',
          request: ['GET', (w) => w.tenant.path, as('member')],
          status: 200,
          has: ['"languages":["pt-BR","en","ru"]'],
        },
        {
          name: 'without the own one: 422',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { languages: ['ru'] })],
          status: 422,
          has: ['/languages', 'own-language-missing'],
        },
        {
          name: 'both at once fit each other',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { language: 'en', languages: ['en'] })],
          status: 200,
          has: ['"languages":["en"]'],
        },
        ...[[], ['en', 'tlh'], 'en', null].map((languages) => ({
          name: `${JSON.stringify(languages)} are no languages: 422`,
          request: ['PATCH', (w: World) => w.tenant.path, as('owner', { languages })] as const,
          status: 422,
          has: ['/languages'],
        })),
        {
          name: 'languages, by a member: 403',
          request: ['PATCH', (w) => w.tenant.path, as('member', { languages: ['en'] })],
          status: 403,
        },
        ...['monday', 'saturday', 'sunday'].map((weekStart) => ({
          name: `weeks that begin on ${weekStart}`,
          request: ['PATCH', (w: World) => w.tenant.path, as('owner', { weekStart })] as const,
          status: 200,
          has: [`"weekStart":"${weekStart}"`],
        })),
        {
          name: 'everybody is told',
          request: ['GET', (w) => w.tenant.path, as('member')],
          status: 200,
          has: ['"weekStart":"sunday"'],
        },
        {
          name: 'weeks as is usual, again',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { weekStart: null })],
          status: 200,
          has: ['"weekStart":null'],
        },
        ...['friday', 'Monday', 1, '', ['monday']].map((weekStart) => ({
          name: `no week begins on ${JSON.stringify(weekStart)}: 422`,
          request: ['PATCH', (w: World) => w.tenant.path, as('owner', { weekStart })] as const,
          status: 422,
          has: ['/weekStart'],
        })),
        {
          name: 'when weeks begin, by a member: 403',
          request: ['PATCH', (w) => w.tenant.path, as('member', { weekStart: 'monday' })],
          status: 403,
        },
        {
          name: 'a zone that is none: 422',
          request: ['PATCH', (w) => w.tenant.path, as('owner', { timezone: '' })],
          status: 422,
        },
      ],
    )
  })

  describe('members', () => {
    runScenarios(
      () => world,
      [
        {
          name: 'are listed to members',
          request: ['GET', (w) => `${w.tenant.path}/members`, as('member')],
          status: 200,
          has: ['Olga', 'Marco'],
          lacks: ['Zoe', 'password', 'token'],
        },
        { name: 'not to strangers', request: ['GET', (w) => `${w.tenant.path}/members`, as('stranger')], status: 404 },
        {
          name: 'a member invites nobody: 403',
          request: ['POST', (w) => `${w.tenant.path}/members`, as('member', { email: 'a@b.co', role: 'member' })],
          status: 403,
        },
        {
          name: 'a key of role member invites nobody: 403',
          request: [
            'POST',
            (w) => `${w.tenant.path}/members`,
            (w) => ({ token: w.memberKey, body: { email: 'a@b.co', role: 'member' } }),
          ],
          status: 403,
        },
        {
          name: 'who is in is not invited: 409',
          request: [
            'POST',
            (w) => `${w.tenant.path}/members`,
            (w) => ({ token: w.owner.token, body: { email: w.member.email.toUpperCase(), role: 'owner' } }),
          ],
          status: 409,
          code: 'already-exists',
        },
        {
          name: 'a role that is none: 422',
          request: ['POST', (w) => `${w.tenant.path}/members`, as('owner', { email: 'a@b.co', role: 'admin' })],
          status: 422,
          has: ['/role'],
        },
        {
          name: 'the last owner stays owner: 409',
          request: ['PATCH', (w) => `${w.tenant.path}/members/${w.owner.id}`, as('owner', { role: 'member' })],
          status: 409,
          code: 'last-owner',
        },
        {
          name: 'the last owner does not leave: 409',
          request: ['DELETE', (w) => `${w.tenant.path}/members/${w.owner.id}`, as('owner')],
          status: 409,
          code: 'last-owner',
        },
        {
          name: 'a member does not promote itself: 403',
          request: ['PATCH', (w) => `${w.tenant.path}/members/${w.member.id}`, as('member', { role: 'owner' })],
          status: 403,
        },
        {
          name: 'a member removes nobody else: 403',
          request: ['DELETE', (w) => `${w.tenant.path}/members/${w.owner.id}`, as('member')],
          status: 403,
        },
        {
          name: 'who is no member: 404',
          request: ['PATCH', (w) => `${w.tenant.path}/members/${w.stranger.id}`, as('owner', { role: 'member' })],
          status: 404,
        },
      ],
    )

    test('an invitation is for its address alone, is answered alike for known and unknown ones, and works once', async () => {
      const [tenant, invited] = [
        await newTenant(app(), world.owner, { name: 'Inv <b>&</b> co' }),
        await newPerson(app()),
      ]
      const invite = (email: string) =>
        app().call('POST', `${tenant.path}/members`, { token: world.owner.token, body: { email, role: 'member' } })
      const [known, unknown] = [await invite(invited.email), await invite(newEmail())]
      expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body))
      expect(known.body).toMatchObject({ status: 'invited', name: null })
      const mail = (await app().mails()).filter(({ to }) => to === invited.email).at(-1)
      expect(mail?.subject).toBe('Olga invites you to Inv <b>&</b> co')
      expect(mail?.text).toContain(`${app().url}/invitations/${known.body.id}`)
      expect(mail?.raw.replace(/=\r\n/g, '')).toContain('Inv &lt;b&gt;&amp;&lt;/b&gt; co')

      const accept = (person: Person) =>
        app().call('POST', `/api/v1/invitations/${known.body.id}/accept`, { token: person.token })
      expect((await accept(world.stranger)).status).toBe(404)
      expect((await app().call('GET', '/api/v1/invitations', { token: world.stranger.token })).body.items).toEqual([])
      expect((await accept(invited)).body).toMatchObject({ slug: tenant.slug, role: 'member' })
      expect((await accept(invited)).status).toBe(404)
      expect((await app().call('GET', tenant.path, { token: invited.token })).body.role).toBe('member')
    })

    test('an invitation can be withdrawn and declined', async () => {
      const invited = await newPerson(app())
      const invite = () =>
        app().call('POST', `${world.tenant.path}/members`, {
          token: world.owner.token,
          body: { email: invited.email, role: 'owner' },
        })
      const first = (await invite()).body.id
      expect(
        (await app().call('DELETE', `${world.tenant.path}/members/${first}`, { token: world.owner.token })).status,
      ).toBe(204)
      expect((await app().call('POST', `/api/v1/invitations/${first}/accept`, { token: invited.token })).status).toBe(
        404,
      )
      const second = (await invite()).body.id
      expect((await app().call('DELETE', `/api/v1/invitations/${second}`, { token: invited.token })).status).toBe(204)
      expect((await app().call('GET', '/api/v1/invitations', { token: invited.token })).body.items).toEqual([])
    })

    test('who is demoted or removed loses at once what they had, and what they granted', async () => {
      const second = await newPerson(app())
      const tenant = await newTenant(app(), world.owner)
      await join(app(), tenant, world.owner, second, 'owner')
      const [strong, weak] = [
        await newApiKey(app(), second, tenant, 'owner'),
        await newApiKey(app(), second, tenant, 'member'),
      ]
      const invited = newEmail()
      await app().call('POST', `${tenant.path}/members`, {
        token: second.token,
        body: { email: invited, role: 'owner' },
      })
      const status = async (token: string) => (await app().call('GET', tenant.path, { token })).status

      await app().call('PATCH', `${tenant.path}/members/${second.id}`, {
        token: world.owner.token,
        body: { role: 'member' },
      })
      expect([await status(strong), await status(weak), await status(second.token)]).toEqual([401, 200, 200])
      expect((await app().call('GET', `${tenant.path}/api-keys`, { token: second.token })).status).toBe(403)
      expect((await app().call('GET', `${tenant.path}/members`, { token: world.owner.token })).text).not.toContain(
        invited,
      )

      await app().call('DELETE', `${tenant.path}/members/${second.id}`, { token: world.owner.token })
      expect([await status(weak), await status(second.token)]).toEqual([401, 404])
    })

    test('two owners who leave at once: one stays', async () => {
      for (let round = 0; round < 5; round += 1) {
        const second = await newPerson(app())
        const tenant = await newTenant(app(), world.owner)
        await join(app(), tenant, world.owner, second, 'owner')
        const leave = (person: Person) =>
          app().call('DELETE', `${tenant.path}/members/${person.id}`, { token: person.token })
        const statuses = (await Promise.all([leave(world.owner), leave(second)])).map(({ status }) => status)
        expect(statuses.sort()).toEqual([204, 409])
      }
    })
  })

  describe('keys', () => {
    runScenarios(
      () => world,
      [
        {
          name: 'are listed without their texts',
          request: ['GET', (w) => `${w.tenant.path}/api-keys`, as('owner')],
          status: 200,
          has: ['"prefix":"mk_'],
          lacks: (w) => [w.ownerKey, w.memberKey, 'hash'],
        },
        {
          name: 'not to members: 403',
          request: ['GET', (w) => `${w.tenant.path}/api-keys`, as('member')],
          status: 403,
        },
        {
          name: 'a member makes none: 403',
          request: ['POST', (w) => `${w.tenant.path}/api-keys`, as('member', { name: 'x', role: 'member' })],
          status: 403,
        },
        {
          name: 'a key of role member makes none: 403',
          request: [
            'POST',
            (w) => `${w.tenant.path}/api-keys`,
            (w) => ({ token: w.memberKey, body: { name: 'x', role: 'member' } }),
          ],
          status: 403,
        },
        {
          name: 'for somebody else: 422',
          request: [
            'POST',
            (w) => `${w.tenant.path}/api-keys`,
            as('owner', { name: 'x', role: 'member', userId: 'other', createdBy: 'other' }),
          ],
          status: 422,
          has: ['/userId'],
        },
        {
          name: 'a key that is none: 404',
          request: ['DELETE', (w) => `${w.tenant.path}/api-keys/nothing`, as('owner')],
          status: 404,
        },
      ],
    )

    test('the text is said once, kept only as a hash, and ends when it is revoked', async () => {
      const made = await app().call('POST', `${world.tenant.path}/api-keys`, {
        token: world.owner.token,
        body: { name: 'check', role: 'owner' },
      })
      expect(made.body.key).toMatch(/^mk_[A-Za-z0-9_-]{43}$/)
      expect(made.headers.get('cache-control')).toBe('no-store')
      const rows = await app().runtime.control.read.all('SELECT * FROM api_key')
      expect(JSON.stringify(rows)).not.toContain(made.body.key)
      const status = async () => (await app().call('GET', world.tenant.path, { token: made.body.key })).status
      expect(await status()).toBe(200)
      expect(
        (await app().call('DELETE', `${world.tenant.path}/api-keys/${made.body.id}`, { token: made.body.key })).status,
      ).toBe(204)
      expect(await status()).toBe(401)
    })

    test('a key made by a key belongs to the person behind it', async () => {
      const second = await newPerson(app())
      const tenant = await newTenant(app(), world.owner)
      await join(app(), tenant, world.owner, second, 'owner')
      const first = await newApiKey(app(), second, tenant)
      const made = await app().call('POST', `${tenant.path}/api-keys`, {
        token: first,
        body: { name: 'child', role: 'owner' },
      })
      expect(made.body.createdBy).toBe(second.id)
      await app().call('DELETE', `${tenant.path}/members/${second.id}`, { token: world.owner.token })
      expect((await app().call('GET', tenant.path, { token: made.body.key })).status).toBe(401)
    })
  })

  describe('closing one', () => {
    test('nobody enters it any more, its keys end, its slug is free', async () => {
      const tenant = await newTenant(app(), world.owner)
      const key = await newApiKey(app(), world.owner, tenant)
      await join(app(), tenant, world.owner, world.member, 'member')
      expect((await app().call('DELETE', tenant.path, { token: world.member.token })).status).toBe(403)
      expect((await app().call('DELETE', tenant.path, { token: world.owner.token })).status).toBe(204)
      const status = async (token: string, path = tenant.path) => (await app().call('GET', path, { token })).status
      expect([await status(world.owner.token), await status(world.member.token), await status(key)]).toEqual([
        404, 404, 401,
      ])
      expect(await status(world.owner.token, `/api/v1/tenants/${tenant.id}`)).toBe(404)
      const again = await app().call('POST', '/api/v1/tenants', {
        token: world.stranger.token,
        body: { name: 'Again', slug: tenant.slug },
      })
      expect([again.status, again.body.id === tenant.id]).toEqual([201, false])
    })
  })
})
