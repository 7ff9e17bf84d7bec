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
