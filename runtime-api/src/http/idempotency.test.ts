// The same POST sent again: carried out once, answered twice, whoever crashes in between.
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runScenarios } from '../../test/api-scenario.ts'
import { describeApp } from '../../test/describe-app.ts'
import { newPerson, newTenant, type Person, type TestTenant } from '../../test/test-app.ts'
import { ApiError } from '../errors.ts'
import type { TenantStores } from '../store/store.ts'
import { onceOnly, type Repeatable } from './idempotency.ts'

let count = 0
const newKey = () => `key-${process.pid}-${(count += 1)}`

describeApp('idempotency', {}, (app) => {
  let person: Person
  let tenant: TestTenant
  beforeAll(async () => {
    person = await newPerson(app())
    tenant = await newTenant(app(), person)
  })
  const makeTenant = (key: string, slug: string, who = person) =>
    app().call('POST', '/api/v1/tenants', {
      token: who.token,
      headers: { 'idempotency-key': key },
      body: { name: 'Once', slug },
    })
  const newSlug = () => `once-${(count += 1)}-${process.pid}`

  describe('over HTTP', () => {
    test('the first answer again: status, headers, body', async () => {
      const [key, slug] = [newKey(), newSlug()]
      const [first, again] = [await makeTenant(key, slug), await makeTenant(key, slug)]
      expect([first.status, again.status]).toEqual([201, 201])
      expect(again.text).toBe(first.text)
      for (const name of ['etag', 'location', 'content-type'])
        expect(again.headers.get(name)).toBe(first.headers.get(name))
      expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
        null,
        'true',
      ])
    })

    test('a refusal is replayed too, in the language of whoever asks', async () => {
      const [key, slug] = [newKey(), newSlug()]
      await makeTenant(newKey(), slug)
      const [first, again] = [await makeTenant(key, slug), await makeTenant(key, slug)]
      expect([first.status, again.status]).toEqual([409, 409])
      expect(again.text).toBe(first.text)
    })

    test('what was refused before execution began is not kept: the key is still good', async () => {
      const [key, slug] = [newKey(), newSlug()]
      expect((await makeTenant(key, 'Not a slug')).status).toBe(422)
      expect((await makeTenant(key, slug)).status).toBe(201)
    })

    test('another body: 422; another person: their own', async () => {
      const [key, slug] = [newKey(), newSlug()]
      await makeTenant(key, slug)
      const other = await makeTenant(key, newSlug())
      expect([other.status, other.body.code]).toEqual([422, 'key-reused'])
      const stranger = await newPerson(app())
      const theirs = newSlug()
      expect((await makeTenant(key, theirs, stranger)).body.slug).toBe(theirs)
    })

    test('50 at once: one is carried out, the others hear its answer or that it is running', async () => {
      const [key, slug] = [newKey(), newSlug()]
      const answers = await Promise.all(Array.from({ length: 50 }, () => makeTenant(key, slug)))
      const done = answers.filter(({ status }) => status === 201)
      const running = answers.filter(({ status }) => status === 409)
      expect(done.length + running.length).toBe(50)
      expect(new Set(done.map(({ text }) => text)).size).toBe(1)
      for (const answer of running) {
        expect(answer.body.code).toBe('key-in-flight')
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      }
      expect((await makeTenant(key, slug)).text).toBe(done[0]?.text)
    })

    test('a new key’s text is replayed, but lies nowhere in the clear', async () => {
      const key = newKey()
      const make = () =>
        app().call('POST', `${tenant.path}/api-keys`, {
          token: person.token,
          headers: { 'idempotency-key': key },
          body: { name: 'once', role: 'owner' },
        })
      const [first, again] = [await make(), await make()]
      expect(again.body.key).toBe(first.body.key)
      expect((await app().call('GET', tenant.path, { token: again.body.key })).status).toBe(200)
      const rows = await app().runtime.control.read.all('SELECT * FROM idempotency')
      expect(JSON.stringify(rows)).not.toContain(first.body.key)
    })

    runScenarios(
      () => ({ app: app() }),
      [
        ['longer than 255 characters: 400', 'k'.repeat(256), 400],
        ['255 characters', 'k'.repeat(255), 422],
        ['other characters: 400', 'schl\u00fcssel', 400],
      ].map(([name, key, status]) => ({
        name: name as string,
        request: [
          'POST',
          '/api/v1/tenants',
          () => ({
            token: person.token,
            headers: { 'idempotency-key': key as string },
            body: { name: 'a', slug: 'api' },
          }),
        ] as const,
        status: status as number,
      })),
    )

    test('sign-in is carried out each time', async () => {
      const signIn = () =>
        app().call('POST', '/api/auth/sign-in/email', {
          headers: { 'idempotency-key': 'sign-in' },
          body: { email: person.email, password: person.password },
        })
      expect((await signIn()).body.token).not.toBe((await signIn()).body.token)
    })
  })

  describe('on records', () => {
    test('a create and a transition are done once, the record is the same', async () => {
      const own = await newTenant(app(), person, { template: 'delivery' })
      const send = (path: string, key: string, body: unknown) =>
        app().call('POST', `${own.path}${path}`, { token: person.token, headers: { 'idempotency-key': key }, body })
      const [createKey, startKey] = [newKey(), newKey()]
      const create = () =>
        send('/records/delivery', createKey, { data: { deliver_from: 'A', deliver_to: 'B', cargo: 'C' } })
      const [made, again] = [await create(), await create()]
      expect([made.status, again.text]).toEqual([201, made.text])
      const start = () => send(`/records/delivery/${made.body.id}/transitions/start`, startKey, {})
      const [moved, once] = [await start(), await start()]
      expect([moved.status, once.text, once.headers.get('etag')]).toEqual([200, moved.text, moved.headers.get('etag')])
      const history = await app().call('GET', `${own.path}/records/delivery/${made.body.id}/history`, {
        token: person.token,
      })
      expect(history.body.items).toHaveLength(2)
    })

    test('killed between commit and answer: the repeated create finds its record', async () => {
      const own = await newTenant(app(), person, { template: 'delivery' })
      const key = newKey()
      const create = () =>
        app().call('POST', `${own.path}/records/delivery`, {
          token: person.token,
          headers: { 'idempotency-key': key },
          body: { data: { deliver_from: 'A', deliver_to: 'B', cargo: 'once' } },
        })
      const { runtime } = app()
      const row = await runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE id = ?', [own.id])
      const stop = refuseAnswers(runtime.tenants)
      expect((await create()).status).toBe(500)
      stop()
      // Another process would wait until nobody can be at it any more.
      const store = await runtime.tenants.open(Number(row?.no))
      await store.inTransaction((tx) => tx.run('UPDATE idempotency SET lease_until = 0 WHERE key = ?', [key]))
      const again = await create()
      expect(again.status, again.text).toBe(201)
      const listed = await app().call('GET', `${own.path}/records/delivery?cargo=once`, { token: person.token })
      expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([again.body.id])
    })
  })

  describe('when the program is killed', () => {
    const asked = (key: string): Repeatable => ({
      store: app().runtime.control,
      place: { tenant: undefined, actor: 'user:crash', key },
      request: { method: 'POST', path: '/x', body: { a: 1 } },
      now: app().runtime.now,
    })
    const hash = createHash('sha256')
      .update(JSON.stringify(['POST', '/x', { a: 1 }]))
      .digest('base64url')
    const orphan = (key: string, results: unknown, leaseUntil = 0) =>
      app().runtime.control.inTransaction((tx) =>
        tx.run(
          'INSERT INTO idempotency (actor, key, request_hash, owner, lease_until, results, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
          ['user:crash', key, hash, 'a process that is gone', leaseUntil, JSON.stringify(results), app().runtime.now()],
        ),
      )

    test('before its transaction: carried out', async () => {
      const key = newKey()
      await orphan(key, [])
      let ran = 0
      const answer = await onceOnly(asked(key), async (store) => ({
        status: 201,
        body: await store.inTransaction(async () => (ran += 1)),
      }))
      expect([answer.body, ran]).toEqual([1, 1])
    })

    test('between its transactions: the finished one answers what it answered, the other is done', async () => {
      const key = newKey()
      await orphan(key, [{ v: { id: 'kept' } }])
      const ran: string[] = []
      const execute = async (store: Repeatable['store']) => {
        const first = await store.inTransaction(async () => ran.push('first') && { id: 'fresh' })
        const second = await store.inTransaction(async () => ran.push('second') && { id: 'new' })
        return { status: 201, body: [first, second] }
      }
      const answer = await onceOnly(asked(key), execute)
      expect(answer.body).toEqual([{ id: 'kept' }, { id: 'new' }])
      expect(ran).toEqual(['second'])
      expect((await onceOnly(asked(key), execute)).body).toEqual(answer.body)
      expect(ran).toEqual(['second'])
    })

    test('a transaction that rolled back leaves no answer behind', async () => {
      const key = newKey()
      const answer = await onceOnly(asked(key), async (store) => {
        const failed = await store.inTransaction(async () => Promise.reject(new Error('no'))).catch(() => 'rolled back')
        return { status: 200, body: [failed, await store.inTransaction(async () => 'done')] }
      })
      expect(answer.body).toEqual(['rolled back', 'done'])
    })

    test('after a rolled-back attempt: the answer of the attempt that counted is found, and nothing is done twice', async () => {
      const key = newKey()
      const ran: string[] = []
      let attempts = 0
      const execute = async (store: Repeatable['store']) => {
        for (;;) {
          try {
            const row = await store.inTransaction(async () => {
              attempts += 1
              if (attempts === 1) throw new Error('stale')
              ran.push('written')
              return { id: 'row' }
            })
            return { status: 201, body: row }
          } catch (failed) {
            if ((failed as Error).message !== 'stale') throw failed
          }
        }
      }
      const killed = onceOnly(asked(key), async (store) => {
        await execute(store)
        // As far as the database knows, the program ends here.
        throw new ApiError('unavailable')
      })
      await expect(killed).rejects.toMatchObject({ code: 'unavailable' })
      const answer = await onceOnly(asked(key), execute)
      expect([answer.body, ran]).toEqual([{ id: 'row' }, ['written']])
    })

    test('who lost the claim commits nothing', async () => {
      const key = newKey()
      const { control } = app().runtime
      const attempt = onceOnly(asked(key), async (store) => {
        await control.inTransaction((tx) =>
          tx.run(`UPDATE idempotency SET owner = 'somebody else' WHERE key = ?`, [key]),
        )
        await store.inTransaction((tx) =>
          tx.run('INSERT INTO jwks (id, public_key, private_key, created_at) VALUES (?, ?, ?, ?)', [key, '', '', '']),
        )
        return { status: 201 }
      })
      await expect(attempt).rejects.toMatchObject({ code: 'key-in-flight' })
      expect(await control.read.all('SELECT id FROM jwks WHERE id = ?', [key])).toEqual([])
    })

    test('another process that is still at it: 409 on PostgreSQL; on SQLite there is no other process', async () => {
      const key = newKey()
      await orphan(key, [], app().runtime.now() + 30_000)
      const attempt = onceOnly(asked(key), async () => ({ status: 201 }))
      if (app().runtime.control.dialect === 'postgres')
        await expect(attempt).rejects.toMatchObject({ code: 'key-in-flight' })
      else expect((await attempt).status).toBe(201)
    })
  })
})

/** The answer is not kept: what the database holds then is what a killed program leaves. */
function refuseAnswers(tenants: TenantStores): () => void {
  const open = tenants.open
  tenants.open = async (tenant) => {
    const store = await open(tenant)
    const inTransaction: typeof store.inTransaction = (work) =>
      store.inTransaction((tx) =>
        work({
          ...tx,
          run: (sql, bindings) =>
            sql.startsWith('UPDATE idempotency SET status')
              ? Promise.reject(new Error('killed'))
              : tx.run(sql, bindings),
        }),
      )
    return { ...store, inTransaction }
  }
  return () => {
    tenants.open = open
  }
}
