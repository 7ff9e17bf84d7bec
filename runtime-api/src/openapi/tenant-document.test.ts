// The tenant's document: every tenant route, and each blueprint's own paths with its own fields and events.
import { Ajv2020 } from 'ajv/dist/2020.js'
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

  test('says records as they are: an answer satisfies its schema', async () => {
    const world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', delivery)
    const { body } = await world.must(200, 'GET', '/openapi.json')
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'doc', components: body.components })
    const check = ajv.compile({ $ref: 'doc#/components/schemas/delivery.record' })
    const record = (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body
    expect(check(record), JSON.stringify(check.errors)).toBe(true)
    expect(check({ ...record, data: { weight: 'x' } })).toBe(false)
  })
})
