// How a blueprint and its versions are said on the wire.
import { ApiError } from '../errors.ts'
import type { JsonSchema } from '../http/route.ts'
import { timeSchema } from '../http/wire-schemas.ts'

const objects: JsonSchema = { type: 'array', items: { type: 'object' } }

const shape: JsonSchema = {
  name: { type: 'string' },
  version: { type: 'integer' },
  label: { type: ['string', 'object'], description: 'What one record is called, for everybody or by language' },
  plural: { type: ['string', 'object'], description: 'What several are called; unless told, as one' },
  icon: { type: 'string' },
  titleField: { type: 'string' },
  fields: objects,
  rules: objects,
  uniques: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
}

export const blueprintSchema: JsonSchema = {
  title: 'Blueprint',
  type: 'object',
  properties: {
    id: { type: 'string' },
    ...shape,
    rev: { type: 'integer' },
    createdAt: timeSchema,
    updatedAt: timeSchema,
  },
}
export const versionSchema: JsonSchema = {
  title: 'Blueprint version',
  type: 'object',
  properties: {
    ...shape,
    schema: { type: 'object', description: 'JSON Schema 2020-12' },
    ops: objects,
    summary: { type: 'array', items: { type: 'string' } },
    publishedAt: timeSchema,
    publishedBy: { type: ['string', 'null'] },
    records: { type: 'integer', description: 'In a list: how many records rest at it, without those in the trash' },
    changes: {
      type: 'array',
      description:
        'With `since`: what is different from that version, field by field; without `field`, of the blueprint',
      items: {
        type: 'object',
        properties: {
          field: { type: 'string' },
          key: { type: 'string' },
          is: { type: 'string', enum: ['added', 'removed', 'changed'] },
          sentences: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
}

/** A version in a path: what was never published is not there. */
export function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new ApiError('not-found')
  return Number(text)
}
