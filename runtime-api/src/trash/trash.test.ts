// Can the records of a blueprint in the trash be read at their versions, by whoever may, and does it come back as it is wanted?
import { beforeEach, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import {
  delivery,
  deliveryFlow,
  eventually,
  newBlueprint,
  newWorld,
  publishOps,
  type TenantWorld,
} from '../../test/tenant-world.ts'

const fields = [
  { key: 'title', type: 'text', required: true },
  { key: 'size', type: 'number' },
]

describeApp('A blueprint in the trash', { worker: true }, (app) => {
  let world: TenantWorld
  beforeEach(async () => {
    world = await newWorld(app())
  })
  const get = async (path: string) => (await world.must(200, 'GET', path)).body
  const create = async (name: string, data: object) =>
    (await world.must(201, 'POST', `/records/${name}`, { data })).body.id as string
  const trashed = async (name: string): Promise<string> => {
    const { id } = await get(`/blueprints/${name}`)
    await world.must(204, 'DELETE', `/blueprints/${name}`)
    return id
  }
  /** Two records at version 1, one at 2, where `size` is a text called `length`. */
  const twoVersions = async () => {
    const name = await newBlueprint(world, fields, { label: 'Thing' })
    const ids = [await create(name, { title: 'A', size: 1 }), await create(name, { title: 'B' })]
    await publishOps(world, name, [
      { op: 'rename', field: 'size', key: 'length' },
      { op: 'add', field: { key: 'note', type: 'text' } },
    ])
    ids.push(await create(name, { title: 'C', length: 3, note: 'new' }))
    return { name, ids }
  }

  describe('is read by its public id', () => {
    test('with its versions, also while another one has its name', async () => {
      const { name } = await twoVersions()
      const id = await trashed(name)
      await world.must(201, 'POST', '/blueprints', { name, fields: [{ key: 'other', type: 'text' }] })
      const found = await get(`/trash/blueprints/${id}`)
      expect(found).toMatchObject({ id, name, label: 'Thing', version: 2, records: 3, nameTaken: true })
      expect(found.fields.map(({ key }: { key: string }) => key)).toEqual(['title', 'length', 'note'])
      const versions = (await get(`/trash/blueprints/${id}/versions`)).items
      expect(versions.map((one: { version: number; records: number }) => [one.version, one.records])).toEqual([
        [2, 1],
        [1, 2],
      ])
      const first = await get(`/trash/blueprints/${id}/versions/1`)
      expect(first.fields.map(({ key }: { key: string }) => key)).toEqual(['title', 'size'])
    })

    test('and with who put it there, also where a merge did', async () => {
      const { name, ids } = await twoVersions()
      const { createdBy: me } = await get(`/records/${name}/${ids[0]}`)
      const id = await trashed(name)
      const listed = async () => (await get('/trash')).items.find((one: { id: string }) => one.id === id)
      expect(await listed()).toMatchObject({ kind: 'blueprint', deletedBy: me, deletedAt: expect.any(String) })
      expect(await get(`/trash/blueprints/${id}`)).toMatchObject({ deletedBy: me })
      await world.must(200, 'POST', `/blueprints/${id}/restore`)
      const into = await newBlueprint(world, fields)
      await publishOps(world, into, [{ op: 'mergeBlueprints', blueprint: name, discriminator: 'origin' }])
      expect(await eventually(async () => (await listed()) !== undefined, 20_000)).toBe(true)
      expect(await listed()).toMatchObject({ deletedBy: me })
    })

    test('its records each at the version at which it rests, or all at any version', async () => {
      const { name, ids } = await twoVersions()
      const id = await trashed(name)
      const shapes = async (query: string) =>
        (await get(`/trash/blueprints/${id}/records${query}`)).items.map(
          (one: { version: number; storedVersion: number; data: object }) => [one.version, one.storedVersion, one.data],
        )
      const noNote = { title: 'B' }
      expect(await shapes('')).toMatchObject([
        [2, 2, { title: 'C', length: 3, note: 'new' }],
        [1, 1, noNote],
        [1, 1, { title: 'A', size: 1 }],
      ])
      expect(await shapes('?as=1')).toMatchObject([
        [1, 2, { title: 'C', size: 3 }],
        [1, 1, noNote],
        [1, 1, { title: 'A', size: 1 }],
      ])
      expect(await shapes('?as=2')).toMatchObject([
        [2, 2, { title: 'C', length: 3, note: 'new' }],
        [2, 1, noNote],
        [2, 1, { title: 'A', length: 1 }],
      ])
      const one = `/trash/blueprints/${id}/records/${ids[0]}`
      expect(await get(one)).toMatchObject({ id: ids[0], version: 1, data: { title: 'A', size: 1 } })
      expect(await get(`${one}?as=2`)).toMatchObject({ version: 2, data: { title: 'A', length: 1 } })
      expect((await world.call('GET', `${one}?as=3`)).status).toBe(400)
    })

    test('page after page, with those that were deleted before it', async () => {
      const name = await newBlueprint(world, fields)
      const ids: string[] = []
      for (let i = 0; i < 5; i++) ids.unshift(await create(name, { title: `${i}` }))
      await world.must(204, 'DELETE', `/records/${name}/${ids[2]}`)
      const id = await trashed(name)
      const seen: [id: string, deleted: boolean][] = []
      let next = ''
      for (let pages = 0; next !== null && pages < 9; pages++) {
        const page = await get(`/trash/blueprints/${id}/records?limit=2${next && `&cursor=${next}`}`)
        expect(page.count).toEqual({ value: 5, capped: false })
        for (const one of page.items) seen.push([one.id, one.deletedAt !== null])
        next = page.next
      }
      expect(seen).toEqual(ids.map((one, i) => [one, i === 2]))
    })

    test('and not by its name, nor once it is back, nor a record of another one, nor from elsewhere', async () => {
      const { name, ids } = await twoVersions()
      const living = await newBlueprint(world, fields)
      const stranger = await create(living, { title: 'Stranger' })
      const id = await trashed(name)
      const missing = async (path: string, token = world.token) =>
        expect((await world.call('GET', path, undefined, { token })).status, path).toBe(404)
      await missing(`/trash/blueprints/${name}/records`)
      await missing(`/trash/blueprints/${id}/records/${stranger}`)
      await missing(`/trash/blueprints/${(await get(`/blueprints/${living}`)).id}/records`)
      await missing(`/trash/blueprints/${id}/versions/3`)
      const elsewhere = await newWorld(app())
      for (const path of ['', '/versions', '/records', `/records/${ids[0]}`]) {
        expect((await elsewhere.call('GET', `/trash/blueprints/${id}${path}`)).status).toBe(404)
        await world.must(200, 'GET', `/trash/blueprints/${id}${path}`, undefined, { token: world.memberToken })
      }
      await world.must(200, 'POST', `/blueprints/${id}/restore`)
      await missing(`/trash/blueprints/${id}/records`)
    })

    test('and nothing is written there: whoever tries is told where it lies', async () => {
      const { name, ids } = await twoVersions()
      const id = await trashed(name)
      for (const [method, path, body] of [
        ['POST', `/records/${name}`, { data: { title: 'X' } }],
        ['PATCH', `/records/${name}/${ids[0]}`, { data: { title: 'X' } }],
        ['DELETE', `/records/${name}/${ids[0]}`, undefined],
      ] as const) {
        const refused = await world.call(method, path, body)
        expect([refused.status, refused.body.code]).toEqual([404, 'not-found'])
        expect(refused.body.detail).toContain('“Thing” lies in the trash')
      }
      const there = `/trash/blueprints/${id}/records/${ids[0]}`
      expect((await world.call('PATCH', there, { data: { title: 'X' } })).status).toBe(405)
      expect((await get(there)).data.title).toBe('A')
    })
  })

  describe('comes back', () => {
    test('under another name where its own is taken, with its links to its own records, its flow and its versions', async () => {
      await world.must(201, 'POST', '/blueprints', delivery)
      await world.must(201, 'POST', '/flows', deliveryFlow)
      await publishOps(world, 'delivery', [
        { op: 'add', field: { key: 'before', type: 'relation', blueprint: 'delivery' } },
      ])
      const first = await create('delivery', { deliver_from: 'Porto', cargo: 'Tiles' })
      const second = await create('delivery', { deliver_from: 'Faro', cargo: 'Cork', before: first })
      const id = await trashed('delivery')
      await world.must(201, 'POST', '/blueprints', { name: 'delivery', fields })
      const other = await create('delivery', { title: 'Another' })

      const taken = await world.call('POST', `/blueprints/${id}/restore`)
      expect([taken.status, taken.body.code]).toEqual([409, 'name-taken'])
      expect((await world.call('POST', `/blueprints/${id}/restore`, { name: 'Not so' })).status).toBe(422)
      const twice = await world.call('POST', `/blueprints/${id}/restore`, { name: 'delivery' })
      expect(twice.status).toBe(409)
      const back = await world.must(200, 'POST', `/blueprints/${id}/restore`, { name: 'old_delivery' })
      expect(back.body).toMatchObject({ id, name: 'old_delivery', version: 2 })
      const before = back.body.fields.find(({ key }: { key: string }) => key === 'before')
      expect(before.blueprint).toBe('old_delivery')
      expect((await get('/blueprints/old_delivery/versions/1')).schema['x-molde'].name).toBe('old_delivery')

      const found = await get(`/records/old_delivery/${second}?expand=before`)
      expect(found).toMatchObject({ blueprint: 'old_delivery', expanded: { before: { id: first } } })
      const wrong = await world.call('POST', '/records/old_delivery', {
        data: { deliver_from: 'Braga', cargo: 'Wine', before: other },
      })
      expect(wrong.status).toBe(422)
      await world.must(200, 'PATCH', `/records/old_delivery/${second}`, { data: { before: second } })
      await world.must(200, 'POST', `/records/old_delivery/${first}/transitions/start`, {})
      expect(await get('/flows/delivery')).toMatchObject({ blueprint: 'old_delivery' })
      await publishOps(world, 'old_delivery', [{ op: 'relabel', field: 'cargo', label: 'Goods' }])
      expect((await get('/records/delivery')).items.map((one: { id: string }) => one.id)).toEqual([other])
    })

    test('and its records can then go over to the one that has its name', async () => {
      const name = await newBlueprint(world, fields)
      const id = await create(name, { title: 'Kept', size: 4 })
      const old = await trashed(name)
      await world.must(201, 'POST', '/blueprints', { name, fields })
      await world.must(200, 'POST', `/blueprints/${old}/restore`, { name: 'before_it' })
      await publishOps(world, name, [{ op: 'mergeBlueprints', blueprint: 'before_it', discriminator: 'came_from' }])
      const arrived = async () => (await world.call('GET', `/records/${name}/${id}`)).status === 200
      expect(await eventually(arrived, 20_000)).toBe(true)
      expect(await get(`/records/${name}/${id}`)).toMatchObject({ data: { title: 'Kept', size: 4 } })
    })

    test('with its records moved on to a later version', async () => {
      const { name, ids } = await twoVersions()
      const id = await trashed(name)
      const none = await world.call('POST', `/blueprints/${id}/restore`, { version: 3 })
      expect([none.status, none.body.errors[0].code]).toEqual([422, 'no-such-version'])
      const { job } = (await world.must(200, 'POST', `/blueprints/${id}/restore`, { version: 2 })).body
      const isDone = async () => (await get(`/jobs/${job.id}`)).status === 'succeeded'
      expect(await eventually(isDone, 20_000)).toBe(true)
      for (const one of ids) expect((await get(`/records/${name}/${one}`)).storedVersion).toBe(2)
    })

    test('a job that stood still goes on under the other name', async () => {
      const { name, ids } = await twoVersions()
      const { id: job } = (await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to: 2 })).body
      const id = await trashed(name)
      await world.must(201, 'POST', '/blueprints', { name, fields })
      await world.must(200, 'POST', `/blueprints/${id}/restore`, { name: 'again' })
      const isDone = async () => (await get(`/jobs/${job}`)).status === 'succeeded'
      expect(await eventually(isDone, 20_000)).toBe(true)
      for (const one of ids) expect((await get(`/records/again/${one}`)).storedVersion).toBe(2)
    })

    test('not under another name while others know it by its own', async () => {
      const name = await newBlueprint(world, fields)
      await create(name, { title: 'A' })
      const other = await newBlueprint(world, fields)
      await create(other, { title: 'B' })
      await publishOps(world, name, [{ op: 'mergeBlueprints', blueprint: other, discriminator: 'origin' }])
      const jobs = async (): Promise<{ status: string }[]> => (await get('/jobs')).items
      const isDone = async () => (await jobs()).every(({ status }) => status === 'succeeded')
      expect(await eventually(isDone, 20_000)).toBe(true)
      const id = await trashed(name)
      const refused = await world.call('POST', `/blueprints/${id}/restore`, { name: 'another' })
      expect([refused.status, refused.body.code]).toEqual([409, 'conflict'])
      expect(refused.body.detail).toContain(`“${name}”`)
      await world.must(200, 'POST', `/blueprints/${id}/restore`)
    })
  })
})
