// What waits to be published, and where it lies on the drawing: on both databases.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

const fields = [{ key: 'title', type: 'text', required: true }]
const add = (key: string) => ({ op: 'add', field: { key, type: 'text' } })

describeApp('The drawing of the data model', {}, (app) => {
  let world: TenantWorld
  let count = 0
  const fresh = () => `plan_${++count}`
  const inUse = async () => {
    const name = fresh()
    await world.must(201, 'POST', '/blueprints', { name, fields })
    return name
  }
  const plan = async (name = fresh()) => {
    await world.must(200, 'PUT', `/drafts/${name}`, { document: { name, label: 'A plan', fields } })
    return name
  }
  const draftsOf = async (query = '') => (await world.must(200, 'GET', `/drafts${query}`)).body
  const places = async () => (await world.must(200, 'GET', '/blueprint-places')).body.places
  const asMember = () => ({ token: world.memberToken })

  describe('drafts', () => {
    beforeAll(async () => {
      world = await newWorld(app())
    })

    test('are listed together: changes with their ops, new blueprints with their document', async () => {
      const [changed, untouched, emptied] = [await inUse(), await inUse(), await inUse()]
      const planned = await plan()
      await world.must(200, 'PUT', `/blueprints/${changed}/draft`, { ops: [add('note')] })
      await world.must(200, 'PUT', `/blueprints/${emptied}/draft`, { ops: [] })
      const { items, next } = await draftsOf()
      expect(next).toBeNull()
      const named = (name: string) => items.find(({ blueprint }: { blueprint: string }) => blueprint === name)
      expect([named(changed), named(emptied), named(planned)]).toEqual([
        expect.objectContaining({ blueprint: changed, rev: 1, base: 1, ops: [add('note')] }),
        expect.objectContaining({ blueprint: emptied, rev: 1, ops: [] }),
        expect.objectContaining({
          blueprint: planned,
          rev: 1,
          base: 0,
          document: { name: planned, label: 'A plan', fields },
        }),
      ])
      expect(JSON.stringify(items)).not.toContain(untouched)
      await world.must(204, 'DELETE', `/blueprints/${changed}`)
      expect(JSON.stringify((await draftsOf()).items)).not.toContain(changed)
    })

    test('come in pages, by name, each once', async () => {
      const mine = await newWorld(app())
      const names = ['a', 'b', 'c', 'd', 'e']
      for (const [at, name] of names.entries()) {
        const body = { name, fields }
        if (at % 2 === 0) await mine.must(200, 'PUT', `/drafts/${name}`, { document: body })
        else {
          await mine.must(201, 'POST', '/blueprints', body)
          await mine.must(200, 'PUT', `/blueprints/${name}/draft`, { ops: [add('x')] })
        }
      }
      const seen: string[] = []
      let cursor = ''
      do {
        const page = (await mine.must(200, 'GET', `/drafts?limit=2${cursor}`)).body
        seen.push(...page.items.map(({ blueprint }: { blueprint: string }) => blueprint))
        cursor = page.next ? `&cursor=${page.next}` : ''
      } while (cursor)
      expect(seen).toEqual(names)
    })

    test('a page ends early rather than be heavier than an answer may be, and goes on', async () => {
      const mine = await newWorld(app())
      const heavy = (name: string) => ({
        name,
        fields: Array.from({ length: 400 }, (_, i) => ({ key: `f${i}`, type: 'text', help: 'ж'.repeat(450) })),
      })
      for (const name of ['a', 'b', 'c', 'd', 'e'])
        await mine.must(200, 'PUT', `/drafts/${name}`, { document: heavy(name) })
      const first = await mine.must(200, 'GET', '/drafts')
      expect(first.text.length).toBeLessThan(700_000)
      expect(first.body.items.length).toBeLessThan(5)
      const rest = await mine.must(200, 'GET', `/drafts?cursor=${first.body.next}`)
      expect(first.body.items.length + rest.body.items.length).toBe(5)
    })

    test('a new blueprint is no blueprint yet: it takes no records and stands in no list', async () => {
      const name = await plan()
      expect((await world.call('GET', `/blueprints/${name}`)).status).toBe(404)
      expect((await world.call('POST', `/records/${name}`, { data: { title: 'x' } })).status).toBe(404)
      expect(JSON.stringify((await world.must(200, 'GET', '/blueprints')).body)).not.toContain(name)
    })

    test('publishing a new blueprint under its name ends its draft', async () => {
      const name = await plan()
      await world.must(201, 'POST', '/blueprints', { name, fields })
      expect((await draftsOf()).items.map(({ blueprint }: { blueprint: string }) => blueprint)).not.toContain(name)
      const again = await world.call('PUT', `/drafts/${name}`, { document: { name, fields } })
      expect([again.status, again.body.code]).toEqual([409, 'name-taken'])
    })

    test('a name that is being planned is not given back to one from the trash', async () => {
      const name = await inUse()
      await world.must(204, 'DELETE', `/blueprints/${name}`)
      await plan(name)
      expect((await world.call('POST', `/blueprints/${name}/restore`)).body.code).toBe('name-taken')
      await world.must(204, 'DELETE', `/drafts/${name}`)
      await world.must(200, 'POST', `/blueprints/${name}/restore`)
    })

    test('two who write at once: the second is told what the first has left', async () => {
      const name = fresh()
      const write = (help: string, ifMatch: string) =>
        world.call(
          'PUT',
          `/drafts/${name}`,
          { document: { name, fields: [{ ...fields[0], help }] } },
          { headers: { 'if-match': ifMatch } },
        )
      expect((await write('a', '"0.0"')).headers.get('etag')).toBe('"1.0"')
      const late = await write('b', '"0.0"')
      expect([late.status, late.body.current.rev, late.headers.get('etag')]).toEqual([412, 1, '"1.0"'])
      expect((await write('c', '"1.0"')).status).toBe(200)
      const thrown = await world.call('DELETE', `/drafts/${name}`, undefined, { headers: { 'if-match': '"1.0"' } })
      expect([thrown.status, thrown.body.current.document.fields[0].help]).toEqual([412, 'c'])
      await world.must(204, 'DELETE', `/drafts/${name}`)
      expect((await world.call('DELETE', `/drafts/${name}`)).status).toBe(404)
    })

    test('says where in the body a document is wrong', async () => {
      const document = { name: 'bad', fields: [{ key: 'a', type: 'text', help: 7 }] }
      const { errors } = (await world.must(422, 'PUT', '/drafts/bad', { document })).body
      expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/document/fields/0/help'])
    })

    test.each([
      ['a document that is no blueprint', { document: { name: 'bad', fields: [{ key: 'a', type: 'wish' }] } }],
      ['another name than its address', { document: { name: 'other', fields } }],
      ['an unknown member', { document: { name: 'bad', fields }, ops: [] }],
      ['no document', {}],
    ])('refuses %s', async (_, body) => {
      const answered = await world.call('PUT', '/drafts/bad', body)
      expect(answered.status).toBeGreaterThanOrEqual(400)
      expect(answered.status).toBeLessThan(500)
      expect(JSON.stringify(await draftsOf())).not.toContain('"bad"')
    })

    test('a member reads them and does not write them', async () => {
      const name = await plan()
      expect((await world.call('GET', '/drafts', undefined, asMember())).status).toBe(200)
      for (const [method, body] of [
        ['PUT', { document: { name, fields } }],
        ['DELETE', undefined],
      ] as const)
        expect((await world.call(method, `/drafts/${name}`, body, asMember())).status).toBe(403)
    })
  })

  describe('places', () => {
    beforeEach(async () => {
      world = await newWorld(app())
    })

    test('the last who moved a blueprint decides; the others stay', async () => {
      const [a, b, planned] = [await inUse(), await inUse(), await plan()]
      expect(await places()).toEqual({})
      await world.must(200, 'PATCH', '/blueprint-places', {
        places: { [a]: { x: 1, y: -2 }, [planned]: { x: 9, y: 9 } },
      })
      const answered = await world.must(200, 'PATCH', '/blueprint-places', {
        places: { [a]: { x: 5, y: 6 }, [b]: { x: 0, y: 0 } },
      })
      expect(answered.body.places).toEqual({ [a]: { x: 5, y: 6 }, [b]: { x: 0, y: 0 }, [planned]: { x: 9, y: 9 } })
      expect(await places()).toEqual(answered.body.places)
    })

    test('what is published stays where it was drawn; what lies in the trash has its place again when it comes back', async () => {
      const name = await plan()
      const there = { [name]: { x: 3, y: 4 } }
      await world.must(200, 'PATCH', '/blueprint-places', { places: there })
      await world.must(201, 'POST', '/blueprints', { name, fields })
      expect(await places()).toEqual(there)
      await world.must(204, 'DELETE', `/blueprints/${name}`)
      expect(await places()).toEqual({})
      await world.must(200, 'POST', `/blueprints/${name}/restore`)
      expect(await places()).toEqual(there)
    })

    test.each([
      ['a blueprint that does not exist', { nobody: { x: 1, y: 1 } }],
      ['half a pixel', { known: { x: 0.5, y: 1 } }],
      ['too far away', { known: { x: 1_000_001, y: 1 } }],
      ['an unknown member', { known: { x: 1, y: 1, z: 1 } }],
      ['no y', { known: { x: 1 } }],
      ['a hostile name', { constructor: { x: 1, y: 1 } }],
    ])('refuses %s, and then moves nothing', async (_, bad) => {
      await world.must(201, 'POST', '/blueprints', { name: 'known', fields })
      await world.must(201, 'POST', '/blueprints', { name: 'other', fields })
      const answered = await world.call('PATCH', '/blueprint-places', { places: { other: { x: 1, y: 1 }, ...bad } })
      expect([400, 422]).toContain(answered.status)
      expect(await places()).toEqual({})
    })

    test('a member sees them and does not move them', async () => {
      const name = await inUse()
      expect((await world.call('GET', '/blueprint-places', undefined, asMember())).status).toBe(200)
      const moved = await world.call('PATCH', '/blueprint-places', { places: { [name]: { x: 1, y: 1 } } }, asMember())
      expect(moved.status).toBe(403)
    })
  })
})
