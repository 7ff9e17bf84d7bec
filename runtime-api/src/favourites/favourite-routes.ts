// The places a member has starred: records, lists and views, in their own order.
import { expectedRev } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { type FavouriteList, listFavourites } from './list-favourites.ts'
import { etagOfFavourites, mostFavourites, type SentPlace, saveFavourites } from './save-favourites.ts'

const tag = 'Favourites'
const path = '/api/v1/tenants/{t}/favourites'
const named: JsonSchema = { type: 'string', minLength: 1, maxLength: 200 }

function placeForm(kind: string, members: { readonly [name: string]: JsonSchema }): JsonSchema {
  const properties = { kind: { const: kind }, ...members }
  return { type: 'object', required: Object.keys(properties), additionalProperties: false, properties }
}

const listSchema: JsonSchema = {
  title: 'Favourites',
  type: 'object',
  properties: {
    rev: { type: 'integer' },
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          kind: { type: 'string', enum: ['record', 'list', 'view'] },
          blueprint: { type: 'string' },
          id: { type: 'string', description: 'Of a record or view' },
          title: { type: 'string', description: 'Of a record; empty when it has none' },
          name: { type: 'string', description: 'Of a view' },
          label: { type: ['string', 'object'], description: 'Of a view' },
        },
      },
    },
  },
}

export const favouriteRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'Your favourites in your order; what is gone is left out',
    answer: { status: 200, schema: listSchema },
    run: async ({ scope }) => answerWith(await listFavourites(scope)),
  }),
  route({
    method: 'put',
    path,
    actor: 'tenant',
    tag,
    summary: 'Your favourites anew, in this order',
    headers: { 'If-Match': 'The ETag that was read; another rev is answered with 412 and the present list' },
    body: {
      type: 'object',
      required: ['items'],
      additionalProperties: false,
      properties: {
        items: {
          type: 'array',
          maxItems: mostFavourites,
          items: {
            anyOf: [
              placeForm('record', { blueprint: named, id: named }),
              placeForm('list', { blueprint: named }),
              placeForm('view', { id: named }),
            ],
          },
        },
      },
    },
    answer: { status: 200, schema: listSchema },
    refusals: ['stale-rev', 'invalid'],
    async run(call) {
      const { items } = call.body as { readonly items: readonly SentPlace[] }
      return answerWith(await saveFavourites(call.scope, items, expectedRev(call)))
    },
  }),
]

function answerWith(list: FavouriteList) {
  return { status: 200, body: list, headers: { ETag: etagOfFavourites(list) } }
}
