// Is what the document says of answers true? Every answer has its declared form and status, and no member that is not declared.
import { isJsonObject, type Json } from '@molde/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Ids, populate, type Stage } from '../../test/populated-tenant.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'
import { edgesOf, routesOf } from '../app.ts'
import { checkSchema } from '../http/check-schema.ts'
import type { JsonSchema, Route } from '../http/route.ts'
import type { OpenApiDocument } from './openapi.ts'

interface Asked {
  readonly params?: (ids: Ids) => Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: (ids: Ids) => unknown
  readonly headers?: Readonly<Record<string, string>>
}

const delivery = (ids: Ids) => ({ name: 'delivery', id: ids.delivery })
const comment = (ids: Ids) => ({ ...delivery(ids), comment: ids.comment })
const inTrash = (ids: Ids) => ({ id: ids.trashedKind })
const named = (name: string) => () => ({ name })
const document = { name: 'planned', fields: [{ key: 'a', type: 'text' }] }

/** In this order; each asks for what is there, or what an earlier one has made. */
const asked: readonly (readonly [route: string, asked: Asked])[] = [
  [
    'get /records/{name}/totals',
    { params: named('customer'), query: 'totals=sum:amount,avg:price,filled:name,max:born&group=stage' },
  ],
  ['get /records/{name}/totals', { params: named('delivery'), query: 'totals=filled:cargo&group=customer' }],
  ['get /drafts', {}],
  ['put /drafts/{name}', { params: named('planned'), body: () => ({ document }) }],
  ['get /drafts', { query: 'limit=1' }],
  ['get /blueprint-places', {}],
  ['patch /blueprint-places', { body: () => ({ places: { customer: { x: 1, y: 2 } } }) }],
  ['delete /drafts/{name}', { params: named('planned') }],
  ['get /flows/{name}/states', { params: named('delivery') }],
  ['post /flows/import', { body: () => ({ config: { initial: 'a', states: { a: { entry: 'ring' } } } }) }],
  ['get /flows/{name}/export', { params: named('delivery') }],
  [
    'put /favourites',
    {
      body: (ids) => ({
        items: [
          { kind: 'record', blueprint: 'customer', id: ids.customer },
          { kind: 'list', blueprint: 'customer' },
          { kind: 'view', id: ids.view },
        ],
      }),
    },
  ],
  ['get /favourites', {}],
  ['get /records/{name}/{id}/comments', { params: delivery }],
  ['get /records/{name}/{id}/comments/{comment}', { params: comment }],
  ['post /records/{name}/{id}/comments', { params: delivery, body: () => ({ text: 'Said' }) }],
  ['patch /records/{name}/{id}/comments/{comment}', { params: comment, body: () => ({ text: 'Said better' }) }],
  ['delete /records/{name}/{id}/comments/{comment}', { params: comment }],
  ['post /records/{name}/{id}/comments/{comment}/restore', { params: comment }],
  ['get /records/{name}/{id}/following', { params: delivery }],
  ['post /records/{name}/{id}/following', { params: delivery, body: () => ({ following: true }) }],
  ['get /notifications', {}],
  ['post /notifications/read', { body: () => ({ until: '2026-01-01T00:00:00.000Z' }) }],
  ['get /files', {}],
  ['post /files', { body: () => ({ any: 'bytes' }) }],
  ['get /files/{id}', { params: ({ file }) => ({ id: file }) }],
  ['get /files/{id}/content', { params: ({ file }) => ({ id: file }) }],
  ['get /files/{id}/content', { params: ({ file }) => ({ id: file }), headers: { Range: 'bytes=0-1' } }],
  ['get /files/{id}/content', { params: ({ file }) => ({ id: file }), headers: { 'If-None-Match': '*' } }],
  ['get /files/{id}/preview', { params: ({ file }) => ({ id: file }) }],
  ['get /records/{name}/{id}/attachments', { params: delivery }],
  ['post /records/{name}/{id}/attachments', { params: delivery, body: ({ file }) => ({ file }) }],
  ['delete /records/{name}/{id}/attachments/{file}', { params: (ids) => ({ ...delivery(ids), file: ids.file }) }],
  ['get /views', {}],
  ['get /views/{view}', { params: ({ view }) => ({ view }) }],
  [
    'post /views',
    { body: () => ({ name: 'Board', blueprint: 'customer', kind: 'board', group: 'stage', label: 'All' }) },
  ],
  ['get /flows', {}],
  ['get /flows/{name}/draft', { params: named('delivery') }],
  ['get /jobs', {}],
  ['get /trash', {}],
  ['get /trash/blueprints/{id}', { params: inTrash }],
  ['get /trash/blueprints/{id}/versions', { params: inTrash }],
  ['get /trash/blueprints/{id}/records', { params: inTrash }],
  [
    'get /trash/blueprints/{id}/records/{record}',
    { params: (ids) => ({ ...inTrash(ids), record: ids.trashedKindRecord }) },
  ],
  ['get /members', {}],
  ['get /api-keys', {}],
  ['get /blueprints', {}],
  ['get /blueprints/{name}/draft', { params: named('customer') }],
  ['get /records/{name}', { params: named('customer') }],
  ['get /records/{name}/{id}/history', { params: delivery }],
  ['get /records/{name}/{id}/transitions', { params: delivery }],
]

describe('answers', () => {
  let app: TestApp
  let stage: Stage
  let routes: ReadonlyMap<string, Route>
  let described: OpenApiDocument
  beforeAll(async () => {
    app = await startTestApp()
    routes = new Map(routesOf(edgesOf(app.runtime)).map((one) => [nameOf(one), one]))
    described = (await app.call('GET', '/api/v1/openapi.json')).body
    stage = await populate(app)
    return () => app.close()
  })

  test.each(asked)('of %s are as the document says (%#)', async (name, { params, query, body, headers }) => {
    const route = routes.get(name)
    if (!route) throw new Error('no such route')
    const places: Record<string, string> = { t: stage.tenant.slug, ...params?.(stage.ids) }
    const path = route.path.replace(/\{(\w+)\}/g, (_, one: string) => places[one] ?? '')
    const answered = await app.call(route.method.toUpperCase(), path + (query ? `?${query}` : ''), {
      token: stage.owner.token,
      ...(body ? { body: body(stage.ids) } : {}),
      ...(headers ? { headers } : {}),
    })
    expect(answered.status, answered.text).toBeLessThan(400)
    const operation = described.paths[route.path]?.[route.method] as { responses: Record<string, unknown> }
    expect(Object.keys(operation.responses)).toContain(`${answered.status}`)
    const { schema } = route.answer
    if (!schema) return
    expect(checkSchema(schema, answered.body, [])).toEqual([])
    expect(strangers(schema, answered.body, '')).toEqual([])
  })
})

function nameOf({ method, path }: Route): string {
  return `${method} ${path.replace('/api/v1/tenants/{t}', '')}`
}

/** Members of an answer that its schema does not name, wherever it names any. */
function strangers(schema: JsonSchema, value: Json, at: string): string[] {
  if (Array.isArray(value)) {
    const { items } = schema
    return isJsonObject(items) ? value.flatMap((one) => strangers(items, one, `${at}/*`)) : []
  }
  const { properties } = schema
  if (!isJsonObject(value) || !isJsonObject(properties)) return []
  return Object.entries(value).flatMap(([member, inner]) => {
    const known = properties[member]
    if (known === undefined) return isJsonObject(schema.additionalProperties) ? [] : [`${at}/${member}`]
    return isJsonObject(known) ? strangers(known, inner as Json, `${at}/${member}`) : []
  })
}
