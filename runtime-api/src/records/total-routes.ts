// What the records of a list come to.
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { acceptBlueprint, asked, whichParameters } from './record-parameters.ts'
import { totalList } from './total-records.ts'

const totalValues: JsonSchema = {
  type: 'object',
  description: 'By what was asked, such as sum:amount. Money comes per currency, as exact decimal text',
  additionalProperties: { type: ['number', 'string', 'array', 'null'] },
}
const countSchema: JsonSchema = {
  type: 'object',
  properties: { value: { type: 'integer' }, capped: { type: 'boolean' } },
}

export const totalRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/tenants/{t}/records/{name}/totals',
    actor: 'tenant',
    tag: 'Records',
    summary: 'What the records of a list come to: sums, averages, least and most, filled, empty and different values',
    description:
      'Exact among up to 20,000 records. Of more, 20,000 are looked at, and `capped` says so. Any other parameter is the name of a field.',
    query: {
      ...whichParameters,
      totals: {
        type: 'array',
        items: { type: 'string', maxLength: 8000 },
        description: 'sum:amount,avg:weight; one of sum, avg, min, max, filled, empty, distinct',
      },
      group: { type: 'string', maxLength: 200, description: 'A field of type enum, boolean, relation or user' },
    },
    fieldFilters: true,
    headers: acceptBlueprint,
    answer: {
      status: 200,
      schema: {
        type: 'object',
        required: ['count', 'totals', 'capped'],
        properties: {
          count: countSchema,
          totals: totalValues,
          capped: { type: 'boolean' },
          groups: {
            type: 'array',
            description: 'Those with most records first',
            items: {
              type: 'object',
              properties: {
                value: { type: ['string', 'boolean', 'null'], description: 'null: without a value' },
                record: { type: ['object', 'null'], description: 'Of a relation: the record itself' },
                count: countSchema,
                totals: totalValues,
              },
            },
          },
          moreGroups: { type: 'boolean', description: 'There are more than 200' },
        },
      },
    },
    refusals: ['invalid', 'slot-building', 'scan-too-large'],
    async run(call) {
      const as = asked(call)
      const params = as === undefined ? call.query : { ...call.query, as }
      return { status: 200, body: await totalList(call.scope, call.params['name'] ?? '', params) }
    },
  }),
]
