// Is a field destroyed for good only when somebody says so by name, and is nothing of it left anywhere afterwards?
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { packedFile, tablesWith } from '../../test/find-bytes.ts'
import { systemScope } from '../../test/system-scope.ts'
import { eventually, newBlueprint, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

const secret = 'Zyxwvut'
const fields = [
  { key: 'title', type: 'text', required: true },
  { key: 'note', type: 'text', quickFilter: true },
  { key: 'labels', type: 'tags', options: ['red', 'blue'] },
  { key: 'qty', type: 'integer' },
]

describeApp('Purges', { worker: true }, (app) => {
  let world: TenantWorld
  // A tenant of its own for each: bytes of the others would be found, too.
  beforeEach(async () => {
    world = await newWorld(app())
  })
  const scopeOf = async ({ tenant }: TenantWorld) => {
    const row = await app().runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE id = ?', [tenant.id])
    return systemScope(app().runtime, Number(row?.no))
  }
  const draft = async (name: string, ops: readonly object[]) => {
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
    return (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
  }
  const publish = (name: string, body: object, more = {}) =>
    world.call('POST', `/blueprints/${name}/draft/publish`, body, more)
  const create = async (name: string, data: object, more = {}) =>
    (await world.must(201, 'POST', `/records/${name}`, { data }, more)).body.id as string
  const jobOf = async (name: string, kind = 'purge') =>
    (await world.must(200, 'GET', '/jobs?limit=200')).body.items.find(
      (job: { kind: string; blueprint: string }) => job.kind === kind && job.blueprint === name,
    )
  const purged = async (name: string, key: string, reason = 'Asked for by the customer') => {
    const { token } = await draft(name, [{ op: 'purge', field: key }])
    const published = await publish(name, { token, confirm: { [key]: reason } })
    expect(published.status, published.text).toBe(201)
    expect(await eventually(async () => (await jobOf(name))?.status === 'succeeded', 15_000)).toBe(true)
    return published.body
  }

  describe('a field is destroyed only by name', () => {
    test('without it, the refusal says what would be lost and what to send, and nothing is published', async () => {
      const name = await newBlueprint(world, fields)
      await create(name, { title: 'A', note: secret })
      await create(name, { title: 'B', note: secret })
      await create(name, { title: 'C' })
      const { token, report } = await draft(name, [{ op: 'purge', field: 'note' }])
      expect(report.destroys).toEqual([{ field: 'note', records: 2 }])
      for (const confirm of [undefined, {}, { note: '' }, { note: '  ' }]) {
        const refused = await publish(name, { token, ...(confirm && { confirm }) })
        expect(refused.status, refused.text).toBe(422)
        expect(refused.body.errors).toEqual([
          { pointer: '/confirm/note', code: 'purge-unconfirmed', message: expect.any(String) },
        ])
        expect(refused.body.detail).toContain('2 records')
        expect(refused.body.detail).toContain('"confirm": {"note": "…"}')
      }
      const russian = await publish(name, { token }, { headers: { 'Accept-Language': 'ru' } })
      expect(russian.body.detail).toContain('записей: 2')
      expect((await world.must(200, 'GET', `/blueprints/${name}`)).body.version).toBe(1)
      expect(await jobOf(name)).toBeUndefined()
      expect((await world.must(200, 'GET', `/records/${name}?filter=note=='${secret}'`)).body.items).toHaveLength(2)
    })

    test('a name that nothing destroys is refused, and an ordinary draft asks for none', async () => {
      const name = await newBlueprint(world, fields)
      const { token } = await draft(name, [{ op: 'remove', field: 'note' }])
      const refused = await publish(name, { token, confirm: { note: 'why' } })
      expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'nothing-to-destroy'])
      const wrong = await publish(name, { token, confirm: 'note' })
      expect(wrong.status).toBe(422)
      expect((await publish(name, { token })).status).toBe(201)
      const after = await draft(name, [
        { op: 'purge', field: 'note' },
        { op: 'purge', field: 'qty' },
      ])
      const half = await publish(name, { token: after.token, confirm: { note: 'why' } })
      expect(half.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/confirm/qty'])
    })

    test('a member is not asked, and a stale token comes first', async () => {
      const name = await newBlueprint(world, fields)
      const { token } = await draft(name, [{ op: 'purge', field: 'note' }])
      expect((await publish(name, { token, confirm: { note: 'x' } }, { token: world.memberToken })).status).toBe(403)
      const stale = await publish(name, { token: 'x', confirm: { note: 'x' } })
      expect([stale.status, stale.body.code]).toEqual([409, 'stale-token'])
    })
  })

  test('nothing of it is left in any table, and going back yields an empty field', async () => {
    const name = await newBlueprint(world, fields)
    const kept = await create(
      name,
      { title: 'A', note: `${secret} one`, qty: 1 },
      { headers: { 'Idempotency-Key': 'k1' } },
    )
    const edited = await create(name, { title: 'B', note: `${secret} two`, labels: ['red'] })
    await world.must(200, 'PATCH', `/records/${name}/${edited}`, { data: { note: `${secret} three` } })
    await world.must(200, 'PATCH', `/records/${name}/${edited}`, { data: { note: null, title: 'B2' } })
    const trashed = await create(name, { title: 'C', note: `${secret} four` })
    await world.must(204, 'DELETE', `/records/${name}/${trashed}`)
    await world.must(
      200,
      'POST',
      `/records/${name}/bulk`,
      { items: [{ op: 'create', data: { title: 'D', note: secret } }] },
      { headers: { 'Idempotency-Key': 'k2' } },
    )
    const scope = await scopeOf(world)
    expect(
      await eventually(
        async () => (await world.must(200, 'GET', `/records/${name}?q=${secret}`)).body.items.length === 2,
      ),
    ).toBe(true)
    // Pairs in attics: one record is moved, the others rest where they are.
    await publishOps(world, name, [{ op: 'retype', field: 'note', type: 'integer', onError: 'keep' }])
    await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to: 2, ids: [kept] })
    expect(await eventually(async () => (await jobOf(name, 'migrate'))?.status === 'succeeded')).toBe(true)
    await publishOps(world, name, [{ op: 'remove', field: 'note' }])
    const before = await tablesWith(scope.store, secret)
    expect(before).toEqual(expect.arrayContaining(['idempotency', 'record', 'record_history']))

    const version = await purged(name, 'note')
    expect(version.ops[0]).toMatchObject({ op: 'purge', field: 'f2', reason: 'Asked for by the customer' })
    expect(await jobOf(name)).toMatchObject({ done: 4, total: 4, quarantined: 0 })
    expect(await tablesWith(scope.store, secret)).toEqual([])
    for (const id of [kept, edited]) {
      const old = (await world.must(200, 'GET', `/records/${name}/${id}?as=1`)).body
      expect(old.data['note'] ?? null).toBeNull()
      expect(old.data['title']).toMatch(/A|B2/)
    }
    expect((await world.must(200, 'GET', `/records/${name}/${kept}`)).body.data).toMatchObject({ title: 'A', qty: 1 })
    const history = (await world.must(200, 'GET', `/records/${name}/${edited}/history`)).body.items
    expect(history.map(({ rev }: { rev: number }) => rev)).toContain(1)
    // Any earlier rev is still there, without it.
    const back = await world.must(200, 'POST', `/records/${name}/${edited}/restore`, { rev: 1 })
    expect(back.body.data).toMatchObject({ title: 'B', labels: ['red'] })
    await world.must(200, 'POST', `/records/${name}/${trashed}/restore`)
    expect(await tablesWith(scope.store, secret)).toEqual([])
    const again = await world.must(
      201,
      'POST',
      `/records/${name}`,
      { data: { title: 'A', note: `${secret} one`, qty: 1 } },
      { headers: { 'Idempotency-Key': 'k1' } },
    )
    expect([again.headers.get('Idempotency-Replayed'), again.body.id, again.body.data.note]).toEqual([
      'true',
      kept,
      undefined,
    ])
  })

  test('what other fields were made of it stays, also in records that never moved', async () => {
    const name = await newBlueprint(world, [
      { key: 'name', type: 'text' },
      { key: 'qty', type: 'integer' },
    ])
    const id = await create(name, { name: `${secret} Silva`, qty: 2 })
    await publishOps(world, name, [
      {
        op: 'split',
        field: 'name',
        into: [
          { key: 'first', type: 'text' },
          { key: 'last', type: 'text' },
        ],
        by: ' ',
      },
    ])
    await purged(name, 'name')
    const now = (await world.must(200, 'GET', `/records/${name}/${id}`)).body
    expect(now).toMatchObject({ storedVersion: 1, data: { first: secret, last: 'Silva', qty: 2 } })
    const old = (await world.must(200, 'GET', `/records/${name}/${id}?as=1`)).body.data
    expect([old['name'] ?? null, old['qty']]).toEqual([null, 2])
  })

  test('who still writes the old version leaves nothing of it', async () => {
    const name = await newBlueprint(world, fields)
    const id = await create(name, { title: 'A' })
    await publishOps(world, name, [{ op: 'relabel', field: 'title', label: 'Title' }])
    await purged(name, 'note')
    const scope = await scopeOf(world)
    const written = await world.must(200, 'PATCH', `/records/${name}/${id}?as=1`, {
      data: { note: `${secret} late`, qty: 3 },
    })
    expect(written.body.data).toMatchObject({ qty: 3 })
    expect(written.body.data['note'] ?? null).toBeNull()
    const made = await world.must(201, 'POST', `/records/${name}?as=1`, {
      data: { title: 'E', note: `${secret} late` },
    })
    expect(made.body.data['note'] ?? null).toBeNull()
    expect(await tablesWith(scope.store, `${secret} late`)).toEqual([])
  })

  test('the job can be paused and goes on, and is not cancelled half way', async () => {
    const name = await newBlueprint(world, fields)
    await create(name, { title: 'A', note: secret })
    const scope = await scopeOf(world)
    const { token } = await draft(name, [{ op: 'purge', field: 'note' }])
    await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token, confirm: { note: 'why' } })
    const job = await jobOf(name)
    const cancelled = await world.call('POST', `/jobs/${job.id}/cancel`)
    const paused = await world.call('POST', `/jobs/${job.id}/pause`)
    if (paused.status === 200) await world.must(200, 'POST', `/jobs/${job.id}/resume`)
    expect(cancelled.status).toBe(409)
    expect(await eventually(async () => (await jobOf(name))?.status === 'succeeded', 15_000)).toBe(true)
    expect(await tablesWith(scope.store, secret)).toEqual([])
  })

  describe('a record in the trash is destroyed', () => {
    test('by its id said once more, by an owner, out of the trash alone', async () => {
      const name = await newBlueprint(world, fields)
      const id = await create(name, { title: 'A' })
      const purge = (body: object, more = {}) => world.call('POST', `/records/${name}/${id}/purge`, body, more)
      expect((await purge({ confirm: id })).status).toBe(409)
      await world.must(204, 'DELETE', `/records/${name}/${id}`)
      for (const body of [{}, { confirm: 'A' }, { confirm: '' }]) {
        const refused = await purge(body)
        expect([refused.status, refused.body.errors]).toEqual([
          422,
          [{ pointer: '/confirm', code: 'record-unconfirmed', message: expect.stringContaining(`"confirm": "${id}"`) }],
        ])
      }
      expect((await purge({ confirm: id, why: 'x' })).status).toBe(422)
      expect((await purge({ confirm: id }, { token: world.memberToken })).status).toBe(403)
      expect((await world.must(200, 'GET', '/trash')).body.items).toHaveLength(1)
      expect((await purge({ confirm: id })).status).toBe(204)
      expect((await purge({ confirm: id })).status).toBe(404)
    })

    test('with everything that is kept of it anywhere, and of others nothing is', async () => {
      const name = await newBlueprint(world, fields)
      const mine = { title: `${secret} A`, note: `${secret} one`, labels: ['red'] }
      const id = await create(name, mine, { headers: { 'Idempotency-Key': 'k1' } })
      const other = await create(
        name,
        { title: 'Stays', note: 'here', labels: ['red'] },
        { headers: { 'Idempotency-Key': 'k2' } },
      )
      await world.must(200, 'PATCH', `/records/${name}/${id}`, { data: { note: `${secret} two` } })
      await world.must(
        201,
        'POST',
        `/records/${name}/${id}/comments`,
        { text: `About ${secret}` },
        { headers: { 'Idempotency-Key': 'k3' } },
      )
      const found = async () => (await world.must(200, 'GET', `/records/${name}?q=${secret}`)).body.items.length === 1
      expect(await eventually(found)).toBe(true)
      await publishOps(world, name, [{ op: 'remove', field: 'note' }])
      await world.must(204, 'DELETE', `/records/${name}/${id}`)
      const { store } = await scopeOf(world)
      expect(await tablesWith(store, secret)).toEqual(
        expect.arrayContaining(['comment', 'idempotency', 'record', 'record_history']),
      )
      await world.must(204, 'POST', `/records/${name}/${id}/purge`, { confirm: id })
      expect(await eventually(async () => (await jobOf(name))?.status === 'succeeded', 15_000)).toBe(true)
      expect(await eventually(async () => (await tablesWith(store, secret)).length === 0)).toBe(true)
      expect(await tablesWith(store, secret)).toEqual([])
      expect((await world.call('GET', `/records/${name}/${id}`)).status).toBe(404)
      expect((await world.must(200, 'GET', '/trash')).body.items).toEqual([])
      expect((await world.must(200, 'GET', `/records/${name}/${other}?as=1`)).body.data).toMatchObject({ note: 'here' })
      const counted = (await world.must(200, 'GET', `/records/${name}`)).body.count
      expect(counted).toEqual({ value: 1, capped: false })
      const again = await world.call(
        'POST',
        `/records/${name}`,
        { data: mine },
        { headers: { 'Idempotency-Key': 'k1' } },
      )
      expect([again.status, again.body.id, again.body.data]).toEqual([201, id, {}])
    })
  })

  test('on SQLite nothing is left in the file either, once it is packed', async () => {
    const { store } = await scopeOf(world)
    if (store.dialect !== 'sqlite') return
    const name = await newBlueprint(world, fields)
    for (let i = 0; i < 30; i++) await create(name, { title: 'A', note: `${secret} ${i}` })
    const file = join(app().runtime.config.dataFolder, 'tenants', `${store.tenant}.db`)
    const packed = async () => (await packedFile(file)).toLowerCase()
    expect(await packed()).toContain(secret.toLowerCase())
    await purged(name, 'note')
    expect(await packed()).not.toContain(secret.toLowerCase())
  })
})
