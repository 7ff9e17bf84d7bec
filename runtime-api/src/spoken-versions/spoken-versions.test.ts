// A key that stays on the version it was written for, and what the owner sees of who speaks which version.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('Spoken versions', {}, (app) => {
  let world: TenantWorld
  let key: { readonly id: string; readonly token: string }
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', { name: 'customer', fields: [{ key: 'name', type: 'text' }] })
    for (const ops of [
      [{ op: 'rename', field: 'name', key: 'full_name' }],
      [{ op: 'add', field: { key: 'size', type: 'integer', required: true }, fill: { value: 1 } }],
    ]) {
      await world.must(200, 'PUT', '/blueprints/customer/draft', { ops })
      const { token } = (await world.must(200, 'POST', '/blueprints/customer/draft/preview')).body
      await world.must(201, 'POST', '/blueprints/customer/draft/publish', { token })
    }
    const made = (await world.must(201, 'POST', '/api-keys', { name: 'Shop', role: 'member' })).body
    key = { id: made.id, token: made.key }
  })
  const pin = (versions: object, id = key.id) => world.call('PUT', `/api-keys/${id}/versions`, { versions })

  test('a pinned key reads and writes its version, everybody else the newest', async () => {
    const as = { token: key.token }
    expect((await pin({ customer: 1 })).body).toEqual({ versions: { customer: 1 } })
    const made = await world.must(201, 'POST', '/records/customer', { data: { name: 'Ana' } }, as)
    expect(made.body).toMatchObject({ version: 1, storedVersion: 3, data: { name: 'Ana' } })
    const path = `/records/customer/${made.body.id}`
    expect((await world.must(200, 'GET', path)).body.data).toEqual({ full_name: 'Ana', size: 1 })
    const listed = (await world.must(200, 'GET', '/records/customer?sort=name', undefined, as)).body.items
    expect(listed).toMatchObject([{ version: 1, data: { name: 'Ana' } }])
    expect((await world.must(200, 'PATCH', path, { data: { name: 'Bo' } }, as)).body).toMatchObject({
      version: 1,
      rev: 2,
    })
    // What a request says counts more.
    expect((await world.must(200, 'GET', `${path}?as=3`, undefined, as)).body.data).toEqual({
      full_name: 'Bo',
      size: 1,
    })
    expect((await pin({ customer: null })).body).toEqual({ versions: {} })
    expect((await world.must(200, 'GET', path, undefined, as)).body.version).toBe(3)
  })

  test('the owner sees who speaks which version, and when last', async () => {
    await pin({ customer: 2 })
    await world.must(200, 'GET', '/records/customer', undefined, { token: key.token })
    const { newest, items } = (await world.must(200, 'GET', '/blueprints/customer/clients')).body
    expect(newest).toBe(3)
    const of = (version: number) =>
      items.find((one: { version: number; key: { id: string } }) => one.version === version && one.key?.id === key.id)
    expect(of(1)).toMatchObject({ key: { name: 'Shop' }, pinned: false, writes: 2, lastWriteAt: expect.any(String) })
    expect(of(2)).toMatchObject({ pinned: true, reads: 1, writes: 0, lastWriteAt: null })
    expect(JSON.stringify(items)).not.toContain(key.token)
  })

  describe('refuses', () => {
    test.each<[string, object, string]>([
      ['a version that was never published', { customer: 4 }, '/versions/customer'],
      ['an unknown blueprint', { nobody: 1 }, '/versions/nobody'],
      ['half a version', { customer: 1.5 }, '/versions/customer'],
    ])('%s', async (_, versions, pointer) => {
      const answered = await pin(versions)
      expect(answered.status).toBe(422)
      expect(answered.body.errors[0].pointer).toBe(pointer)
    })
    test('a key that is not there, and who is no owner', async () => {
      expect((await pin({ customer: 1 }, 'nobody')).status).toBe(404)
      const asMember = { token: world.memberToken }
      expect((await world.call('GET', `/api-keys/${key.id}/versions`, undefined, asMember)).status).toBe(403)
      expect((await world.call('GET', '/blueprints/customer/clients', undefined, asMember)).status).toBe(403)
    })
  })
})
