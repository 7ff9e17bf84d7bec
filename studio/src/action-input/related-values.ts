// What a new record of another kind gets from the step that makes it, before anybody says so; and plain texts as expressions.
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { GivenValues } from './wire-action.ts'

/** What it must have, and a link back to the record that makes it: by the first of its fields that leads to this kind. */
export function startValues(kind: Blueprint, here: string | undefined): GivenValues {
  const back = kind.fields.find(({ type, blueprint }) => type === 'relation' && blueprint === here)
  const needed = kind.fields.filter(
    (field) => field.required && field.default === undefined && !field.computed && !field.fields && field !== back,
  )
  return {
    ...Object.fromEntries(needed.map((field) => [field.key, usualValue(field)])),
    ...(back && { [back.key]: back.many ? '[record.id]' : 'record.id' }),
  }
}

export function usualValue(field: WireField | undefined): string {
  if (field?.type === 'text' || field?.type === 'longText') return quoted('')
  if (field?.type === 'datetime') return 'now'
  if (field?.type === 'date') return 'today()'
  return field?.type === 'user' && !field.many ? 'actor.id' : ''
}

/** As an expression writes a text. */
export function quoted(text: string): string {
  return JSON.stringify(text)
}

/** Undefined of what is more than a text. */
export function plainText(expression: string): string | undefined {
  const [, double, single] = /^(?:"((?:[^"\\\n]|\\["\\n])*)"|'((?:[^'\\\n]|\\['\\n])*)')$/.exec(expression.trim()) ?? []
  return (double ?? single)?.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
}
