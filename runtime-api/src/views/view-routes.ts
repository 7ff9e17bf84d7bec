// Saved ways to look at a blueprint's records.
import { type JsonObject, totalFunctions } from '@molde/engine'
import { pageParameters, readPage } from '../http/keyset-page.ts'
import { listBody } from '../http/number-page.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { labelSchema, listOf, nameSchema, timeSchema } from '../http/wire-schemas.ts'
import { listViews } from './list-views.ts'
import { narrowestColumn, rowHeights, widestColumn } from './read-arrangement.ts'
import { viewKinds, type WireView } from './read-view.ts'
import { changeView, createView, deleteView, readSavedView } from './save-view.ts'

const tag = 'Views'
const path = '/api/v1/tenants/{t}/views'
const one = `${path}/{view}`

const said: { readonly [name: string]: JsonSchema } = {
  label: labelSchema(500, 'What it is called'),
  filter: { type: ['string', 'null'], maxLength: 4000, description: 'In the expression language' },
  sort: { type: ['string', 'null'], maxLength: 1000, description: '-amount,title' },
  columns: {
    type: ['array', 'null'],
    maxItems: 200,
    items: { type: 'string', maxLength: 200 },
    description: 'Fields, and promised times of the flow as `record.clocks.answer`, in their order',
  },
  pinnedColumns: {
    type: ['array', 'null'],
    maxItems: 200,
    items: { type: 'string', maxLength: 200 },
    description: 'Of a table: columns that stay at the left while the others scroll',
  },
  widths: {
    type: ['object', 'null'],
    additionalProperties: { type: 'integer', minimum: narrowestColumn, maximum: widestColumn },
    description: 'Of a table: pixels by column; the others are as wide as usual',
  },
  totals: {
    type: ['object', 'null'],
    additionalProperties: { type: 'string', enum: [...totalFunctions] },
    description: 'Of a table: what is said below a column, by field',
  },
  rowHeight: { type: ['string', 'null'], enum: [...rowHeights, null], description: 'Of a table; default: normal' },
  kind: { type: 'string', enum: [...viewKinds], description: 'Default: table' },
  group: {
    type: ['string', 'null'],
    maxLength: 200,
    description: 'Of a board: the field whose options are its columns. Of a table: what its rows are grouped by',
  },
  start: { type: ['string', 'null'], maxLength: 200, description: 'Of a calendar: the field that says when' },
  end: { type: ['string', 'null'], maxLength: 200, description: 'Of a calendar: the field that says until when' },
  form: {
    type: ['object', 'null'],
    description: 'Of a form: what it asks for, and its own words; its title is the label or the name',
    additionalProperties: false,
    required: ['fields'],
    properties: {
      intro: labelSchema(4000, 'Above the fields'),
      fields: { type: 'array', maxItems: 200, items: { type: 'string', maxLength: 200 }, description: 'In this order' },
      button: labelSchema(60, 'What the button says'),
      thanks: labelSchema(4000, 'In place of the form when it was sent'),
    },
  },
  shared: { type: 'boolean', description: 'For everybody in the tenant; default true' },
  sharedWith: {
    type: ['object', 'null'],
    description:
      'Who sees a view that is not for everybody, beside its maker: it exists for nobody else. Null: its maker alone',
    additionalProperties: false,
    properties: {
      roles: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 64 } },
      members: { type: 'array', maxItems: 200, items: { type: 'string', maxLength: 64 }, description: 'Their ids' },
    },
  },
  pinned: {
    type: 'boolean',
    description: 'Its records carry a key, so that a page is one range scan however many there are',
  },
}
const viewSchema: JsonSchema = {
  title: 'View',
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: nameSchema,
    blueprint: { type: 'string' },
    ...said,
    ready: { type: 'boolean', description: 'Is the key of a pinned view filled in everywhere?' },
    createdBy: { type: ['string', 'null'] },
    createdAt: timeSchema,
    updatedAt: timeSchema,
  },
}

export const viewRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'Saved views',
    query: { ...pageParameters, blueprint: { type: 'string', maxLength: 200 } },
    answer: { status: 200, schema: listOf(viewSchema) },
    async run({ scope, query }) {
      const { after, limit } = readPage(query)
      const blueprint = typeof query['blueprint'] === 'string' ? query['blueprint'] : undefined
      return { status: 200, body: listBody(await listViews(scope, { blueprint, after: after?.[0] ?? 0, limit })) }
    },
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    tag,
    summary: 'Save a view',
    body: {
      type: 'object',
      required: ['name', 'blueprint'],
      additionalProperties: false,
      properties: { name: nameSchema, blueprint: { type: 'string', maxLength: 200 }, ...said },
    },
    answer: { status: 201, schema: viewSchema },
    refusals: ['name-taken', 'invalid'],
    async run({ scope, body }) {
      const view: JsonObject = await createView(scope, body as WireView & { name: string; blueprint: string })
      return { status: 201, body: view }
    },
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'A view, by id or by a name that only one has',
    answer: { status: 200, schema: viewSchema },
    run: async ({ scope, params }) => ({ status: 200, body: await readSavedView(scope, params['view'] ?? '') }),
  }),
  route({
    method: 'patch',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'Change a view; members that are left out stay as they are',
    body: { type: 'object', additionalProperties: false, properties: { name: nameSchema, ...said } },
    answer: { status: 200, schema: viewSchema },
    refusals: ['name-taken', 'invalid'],
    run: async ({ scope, params, body }) => ({
      status: 200,
      body: await changeView(scope, params['view'] ?? '', body as WireView),
    }),
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'Take a view away; records are not touched',
    answer: { status: 204 },
    async run({ scope, params }) {
      await deleteView(scope, params['view'] ?? '')
      return { status: 204 }
    },
  }),
]
