// What happens when many want the same thing at once: one winner, nothing lost, nothing twice, on both databases.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, newWorld, parcel, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('Races', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      ...delivery,
      fields: [
        ...delivery.fields,
        { key: 'steps', type: 'tags', options: Array.from({ length: 40 }, (_, i) => `S${i}`) },
      ],
    })
  })
  const records = '/records/delivery'
  const many = <T>(count: number, one: (i: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, i) => one(i)))
  const statusesOf = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()

  test('50 creates of one unique value: one is made, the others hear who was faster', async () => {
    for (let round = 0; round < 3; round += 1) {
      const data = parcel()
      const answers = await many(50, () => world.call('POST', records, { data }))
      expect(statusesOf(answers)).toEqual([201, ...Array(49).fill(409)])
      const made = answers.find(({ status }) => status === 201)?.body.id
      expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.conflict.id))).toEqual(
        new Set([made]),
      )
      const found = (await world.must(200, 'GET', `${records}?cargo=${encodeURIComponent(data.cargo)}`)).body
      expect(found.items).toHaveLength(1)
    }
  })

  test('of two patches with the same If-Match one wins, the other gets what won', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = (await world.must(201, 'POST', records, { data: parcel() })).body
      const headers = { 'If-Match': '"1.1"' }
      const answers = await many(2, (i) =>
        world.call('PATCH', `${records}/${id}`, { data: { weight: 100 + i } }, { headers }),
      )
      expect(statusesOf(answers)).toEqual([200, 412])
      const [won, lost] = [...answers].sort((a, b) => a.status - b.status)
      expect(lost?.body.current).toEqual(won?.body)
    }
  })

  test('patches of different fields without If-Match all arrive', async () => {
    const { id } = (await world.must(201, 'POST', records, { data: parcel() })).body
    const answers = await many(30, (i) =>
      world.call('PATCH', `${records}/${id}`, { data: i % 2 ? { weight: i } : { driver: `Driver ${i}` } }),
    )
    expect(new Set(statusesOf(answers))).toEqual(new Set([200]))
    const { rev } = (await world.must(200, 'GET', `${records}/${id}`)).body
    expect(rev).toBe(31)
    const history = (await world.must(200, 'GET', `${records}/${id}/history?limit=200`)).body.items
    expect(history.map((one: { rev: number }) => one.rev)).toEqual(Array.from({ length: 31 }, (_, i) => 31 - i))
  })

  test('a list that everybody appends to with If-Match loses nothing', async () => {
    const { id } = (await world.must(201, 'POST', records, { data: parcel({ steps: [] }) })).body
    const append = async (i: number) => {
      for (;;) {
        const { rev, data } = (await world.must(200, 'GET', `${records}/${id}`)).body
        const steps = [...(data.steps ?? []), `S${i}`]
        const answered = await world.call(
          'PATCH',
          `${records}/${id}`,
          { data: { steps } },
          { headers: { 'If-Match': `"${rev}.1"` } },
        )
        if (answered.status === 200) return
        expect(answered.status).toBe(412)
      }
    }
    await many(12, append)
    const { data } = (await world.must(200, 'GET', `${records}/${id}`)).body
    expect([...data.steps].sort()).toEqual(Array.from({ length: 12 }, (_, i) => `S${i}`).sort())
  })

  test('creates while a version is published rest whole in one version or the other', async () => {
    const name = 'moving'
    await world.must(201, 'POST', '/blueprints', { name, fields: [{ key: 'title', type: 'text' }] })
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, {
      ops: [{ op: 'add', field: { key: 'size', type: 'integer', quickFilter: true, default: 5 }, fill: { value: 5 } }],
    })
    const { token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
    const [answers] = await Promise.all([
      many(40, (i) => world.call('POST', `/records/${name}`, { data: { title: `n${i}` } })),
      world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token }),
    ])
    expect(new Set(statusesOf(answers))).toEqual(new Set([201]))
    const { items } = (await world.must(200, 'GET', `/records/${name}?limit=200`)).body
    expect(items).toHaveLength(40)
    expect(new Set(items.map((one: { data: { size: number } }) => one.data.size))).toEqual(new Set([5]))
  })

  test('deleting, changing and restoring at once ends in one of the possible states, and counts stay right', async () => {
    const { id } = (await world.must(201, 'POST', records, { data: parcel() })).body
    const answers = await many(30, (i) => {
      if (i % 3 === 0) return world.call('DELETE', `${records}/${id}`)
      if (i % 3 === 1) return world.call('POST', `${records}/${id}/restore`, {})
      return world.call('PATCH', `${records}/${id}`, { data: { weight: i } })
    })
    for (const { status } of answers) expect([200, 204, 404]).toContain(status)
    const counted = (await world.must(200, 'GET', `${records}?limit=1&sort=cargo`)).body.count.value
    const listed = (await world.must(200, 'GET', `${records}?limit=200`)).body.items.length
    expect(counted).toBe(listed)
  })
})
