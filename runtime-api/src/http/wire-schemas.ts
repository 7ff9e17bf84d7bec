// Forms that many routes answer or take.
import type { JsonSchema } from './route.ts'

export const languageSchema: JsonSchema = { type: 'string', enum: ['en', 'pt-BR', 'ru'] }
export const roleSchema: JsonSchema = { type: 'string', enum: ['owner', 'member'] }
export const timeSchema: JsonSchema = { type: 'string', format: 'date-time' }
export const emailSchema: JsonSchema = {
  type: 'string',
  maxLength: 320,
  pattern: '^[^\\s@<>"\\\\,;:()\\[\\]]+@[^\\s@<>"\\\\,;:()\\[\\]]+\\.[^\\s@<>"\\\\,;:()\\[\\]]+$',
  description: 'name@example.org',
}
/** A name that people read: no line breaks or other control characters, not only space. */
export const nameSchema: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern: '^(?=.*\\S)[^\\p{Cc}\\p{Zl}\\p{Zp}]+$',
  description: 'one line of text',
}

/** A text for everybody, or one per language; each of at most so many characters. */
export function labelSchema(maxLength: number, description: string): JsonSchema {
  return {
    type: ['string', 'object'],
    maxLength,
    propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$', description: 'en, pt-BR, ru' },
    additionalProperties: { type: 'string', maxLength },
    description: `${description}: for everybody, or by language`,
  }
}

export function listOf(item: JsonSchema): JsonSchema {
  return {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: { type: 'array', items: item },
      next: { type: ['string', 'null'], description: 'The cursor of the next page' },
      count: { type: 'object', properties: { value: { type: 'integer' }, capped: { type: 'boolean' } } },
    },
  }
}
