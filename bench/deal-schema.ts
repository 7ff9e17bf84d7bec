// The baselines' own check of a deal: what a careful person writes by hand, without rights, versions, history or search.
import { Ajv } from 'ajv'
import { sources, stages } from './deals.ts'

export const isDeal = new Ajv().compile({
  type: 'object',
  additionalProperties: false,
  required: ['title', 'stage', 'source', 'amount'],
  properties: {
    title: { type: 'string', maxLength: 200 },
    stage: { enum: stages },
    source: { enum: sources },
    amount: { type: 'number', minimum: 0 },
    company: { type: 'string', maxLength: 200 },
    owner: { type: 'string', maxLength: 100 },
    due: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    notes: { type: 'string', maxLength: 10000 },
  },
})
