// The form of a record in the API document: system members outside, the blueprint's own values in `data`.
import type { JsonSchema } from '../http/route.ts'
import { timeSchema } from '../http/wire-schemas.ts'

export function recordSchemaWith(data: JsonSchema, title = 'Record'): JsonSchema {
  return {
    title,
    type: 'object',
    required: ['id', 'blueprint', 'version', 'rev', 'data'],
    properties: {
      id: { type: 'string' },
      blueprint: { type: 'string' },
      version: { type: 'integer', description: 'The shape shown' },
      storedVersion: { type: 'integer', description: 'The version the record rests at' },
      rev: { type: 'integer' },
      state: { type: ['string', 'null'] },
      data,
      createdAt: timeSchema,
      updatedAt: timeSchema,
      createdBy: { type: ['string', 'null'] },
      deletedAt: { type: ['string', 'null'] },
      clocks: {
        type: 'object',
        description: 'How its promised times stand, by name, when asked for with `expand=record.clocks`',
        additionalProperties: {
          type: 'object',
          properties: {
            status: { enum: ['runs', 'pauses', 'stopped'] },
            remaining: {
              type: 'string',
              description: 'Working time where there is a calendar; negative: late by so much',
            },
            dueAt: timeSchema,
            breachedAt: timeSchema,
          },
        },
      },
      expanded: { type: 'object', description: 'Related records by field, when asked for with `expand`' },
    },
  }
}

export const recordSchema: JsonSchema = recordSchemaWith({ type: 'object' })
