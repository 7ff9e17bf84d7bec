// What a job looks like in an answer, for the document.
import type { JsonSchema } from '../http/route.ts'
import { timeSchema } from '../http/wire-schemas.ts'
import { jobStatuses } from './job.ts'

export const jobSchema: JsonSchema = {
  title: 'Job',
  type: 'object',
  properties: {
    id: { type: 'string' },
    kind: { type: 'string' },
    blueprint: { type: 'string' },
    status: { type: 'string', enum: [...jobStatuses] },
    done: { type: 'integer' },
    total: { type: ['integer', 'null'] },
    quarantined: { type: 'integer' },
    to: { type: 'integer', description: 'Of a migration: the version' },
    dryRun: { type: 'boolean', description: 'Of a migration' },
    from: { type: 'string', description: 'Of records that pass into another blueprint: the one that they leave' },
    into: { type: 'string', description: 'Of records that pass into another blueprint: the one to which they go' },
    undoes: { type: 'string', description: 'Of a migration, a passage or a bulk: the job that it undoes' },
    report: { type: 'object', description: 'Of a migration: how many were moved, changed, checked there and back' },
    bulk: {
      type: 'object',
      description: 'Of a bulk: how many were written, how many held that already, and how many stay as they were, why',
      properties: {
        written: { type: 'integer' },
        unchanged: { type: 'integer' },
        refused: { type: 'integer' },
        reasons: {
          type: 'array',
          items: { type: 'object', properties: { message: { type: 'string' }, records: { type: 'integer' } } },
        },
      },
    },
    act: { type: 'string', description: 'Of a bulk: what is done with each record' },
    event: { type: 'string', description: 'Of a bulk of steps' },
    undo: {
      type: 'object',
      description:
        'Of a migration or its undoing, when one is read: how many records come back, which later jobs moved others on, and of an undo that has ended how many were moved by an edit since',
      properties: {
        back: { type: 'integer' },
        movedOn: {
          type: 'array',
          items: {
            type: 'object',
            properties: { job: { type: 'string' }, to: { type: 'integer' }, records: { type: 'integer' } },
          },
        },
        elsewhere: { type: 'integer' },
      },
    },
    reason: { type: 'string', description: 'Of the purge of a blueprint: as it was given' },
    eta: { type: ['string', 'null'], description: 'When it is expected to end' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { message: { type: 'string' }, code: { type: 'string' }, record: { type: 'string' } },
      },
    },
    createdAt: timeSchema,
    updatedAt: timeSchema,
    finishedAt: { type: ['string', 'null'] },
    createdBy: { type: ['string', 'null'] },
  },
}
