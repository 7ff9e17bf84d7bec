// The tenant's document: every tenant route, and each blueprint's own paths with its own fields and events.
import { expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, deliveryFlow, newWorld, parcel } from '../../test/tenant-world.ts'
import { edgesOf, routesOf } from '../app.ts'

describeApp('The tenant document', {}, (app) => {
  test('lists every tenant route and the typed paths of each blueprint', async () => {
    const world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', delivery)
    await world.must(201, 'POST', '/flows', deliveryFlow)
    const { body } = await world.must(200, 'GET', '/openapi.json')
    const base = '/api/v1/tenants/{t}'
    for (const { path, method } of routesOf(edgesOf(world.app.runtime)).filter((route) =>
      route.path.startsWith(base),
    )) {
      expect(body.paths[path]?.[method], `${method} ${path}`).toBeDefined()
    }
    const records = body.paths[`${base}/records/delivery`]
    expect(records.post.requestBody.content['application/json'].schema.properties.data).toEqual({
      $ref: '#/components/schemas/delivery',
    })
    expect(records.get.responses['200'].content['application/json'].schema.properties.items.items).toEqual({
      $ref: '#/components/schemas/delivery.record',
    })
    const start = body.paths[`${base}/records/delivery/{id}/transitions/start`].post
    expect(Object.keys(start.requestBody.content['application/json'].schema.properties)).toEqual(['driver'])
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect((await world.app.call('GET', `${world.tenant.path}/openapi.json`)).status).toBe(401)
  })

  test("says a blueprint's data completely: read as a new blueprint it gives the same fields and rules", async () => {
    const world = await newWorld(app())
    const made = (await world.must(201, 'POST', '/blueprints', delivery)).body
    const { body } = await world.must(200, 'GET', '/openapi.json')
    const schema = body.components.schemas.delivery
    const again = (await world.must(201, 'POST', '/blueprints', { name: 'again', schema })).body
    expect([again.fields, again.rules, again.uniques]).toEqual([made.fields, made.rules, made.uniques])
    const record = (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body
    const said = body.components.schemas['delivery.record']
    expect(Object.keys(record).filter((member) => !Object.hasOwn(said.properties, member))).toEqual([])
    expect(Object.keys(record.data).filter((key) => !Object.hasOwn(schema.properties, key))).toEqual([])
    expect(body.components.schemas['delivery.patch']).not.toHaveProperty('required')
  })
})
