// The data model as a whole: every draft that waits, blueprints that are new, and where they lie on the drawing.
import type { JsonObject } from '@molde/engine'
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNamePage } from '../http/number-page.ts'
import { etagOf, expectedRev } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { listDrafts } from './list-drafts.ts'
import { movePlaces, type Places, readPlaces } from './places.ts'
import { discardNewBlueprint, saveNewBlueprint } from './save-new-blueprint.ts'

const tag = 'Blueprints'
const drafts = '/api/v1/tenants/{t}/drafts'
const one = `${drafts}/{name}`
const places = '/api/v1/tenants/{t}/blueprint-places'
const ifMatch = { 'If-Match': 'The ETag that was read; another state is answered with 412' }
const farthest = 1_000_000

const anyObject: JsonSchema = { type: 'object' }
const draftSchema: JsonSchema = {
  title: 'Waiting draft',
  type: 'object',
  required: ['blueprint', 'rev', 'base'],
  properties: {
    blueprint: { type: 'string' },
    rev: { type: 'integer' },
    base: { type: 'integer', description: 'The version the ops were written against; 0 of a new blueprint' },
    ops: { type: 'array', items: anyObject, description: 'Of a blueprint that is in use' },
    document: { type: 'object', description: 'Of a new blueprint, as it can be posted to …/blueprints' },
    updatedAt: timeSchema,
    updatedBy: { type: ['string', 'null'] },
  },
}
const coordinate: JsonSchema = { type: 'integer', minimum: -farthest, maximum: farthest }
const placesSchema: JsonSchema = {
  type: 'object',
  required: ['places'],
  additionalProperties: false,
  properties: {
    places: {
      type: 'object',
      description: 'By name of the blueprint',
      additionalProperties: {
        type: 'object',
        required: ['x', 'y'],
        additionalProperties: false,
        properties: { x: coordinate, y: coordinate },
      },
    },
  },
}

export const drawingRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: drafts,
    actor: 'tenant',
    tag,
    summary: 'Every draft that waits to be published, by name: changes of blueprints, and new blueprints',
    description: 'A draft whose changes were all taken back has no ops.',
    query: pageParameters,
    answer: { status: 200, schema: listOf(draftSchema) },
    run: async ({ scope, query }) => ({ status: 200, body: listBody(await listDrafts(scope, readNamePage(query))) }),
  }),
  route({
    method: 'put',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Save a blueprint that is not published yet; it must be publishable',
    description: 'It is published by a POST of its document to …/blueprints, which ends the draft.',
    headers: ifMatch,
    body: {
      type: 'object',
      required: ['document'],
      additionalProperties: false,
      properties: { document: anyObject },
    },
    answer: { status: 200, schema: draftSchema },
    refusals: ['name-taken', 'stale-rev', 'invalid', 'conflict'],
    async run(call) {
      const { document } = call.body as { readonly document: JsonObject }
      const saved = await saveNewBlueprint(call.scope, call.params['name'] ?? '', document, expectedRev(call))
      return { status: 200, body: saved, headers: { ETag: etagOf(saved.rev, saved.base) } }
    },
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Throw a new blueprint away that was never published',
    headers: ifMatch,
    answer: { status: 204 },
    refusals: ['stale-rev'],
    async run(call) {
      await discardNewBlueprint(call.scope, call.params['name'] ?? '', expectedRev(call))
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: places,
    actor: 'tenant',
    tag,
    summary: 'Where the blueprints lie on the drawing of the data model',
    answer: { status: 200, schema: placesSchema },
    run: async ({ scope }) => ({ status: 200, body: { places: await readPlaces(scope) } }),
  }),
  route({
    method: 'patch',
    path: places,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Move blueprints on the drawing; the others stay where they are',
    body: placesSchema,
    answer: { status: 200, schema: placesSchema },
    refusals: ['invalid'],
    async run({ scope, body }) {
      const { places: moved } = body as { readonly places: Places }
      return { status: 200, body: { places: await movePlaces(scope, moved) } }
    },
  }),
]
