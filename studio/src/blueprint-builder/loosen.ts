// What reads a field has to let go of it before the field changes its kind or goes away.
import type { JsonObject } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { Definition } from './definition.ts'

export interface Loosened {
  readonly ops: readonly JsonObject[]
  /** What they leave. */
  readonly definition: Definition
}

/**
 * Only what the edited definition says otherwise anyway is let go of: whatever still reads the field is named in the refusal.
 * `before` and `edited` say expressions with the same names.
 */
export function loosen(before: Definition, edited: Definition, ids: readonly string[]): Loosened {
  if (ids.length === 0) return { ops: [], definition: before }
  const keys = before.fields.filter(({ id }) => ids.includes(id)).flatMap((field) => namesOf(field, edited))
  const reads = (text: unknown) => typeof text === 'string' && keys.some((key) => new RegExp(`\\b${key}\\b`).test(text))
  const rules = before.rules.filter((rule) => {
    const now = edited.rules.find(({ id }) => id === rule.id)
    return reads(rule.check) && now?.check !== rule.check
  })
  const idsIn = ({ fields }: Definition, unique: readonly string[]) =>
    unique.map((key) => fields.find((field) => field.key === key)?.id).join()
  const kept = new Set(edited.uniques.map((unique) => idsIn(edited, unique)))
  const uniques = before.uniques.filter(
    (unique) => unique.some((key) => keys.includes(key)) && !kept.has(idsIn(before, unique)),
  )
  const fields = before.fields.map((field) => loosenedField(field, edited, reads))
  return {
    ops: [
      ...(rules.length > 0 ? [{ op: 'rules', remove: rules.map(({ id }) => id) }] : []),
      ...(uniques.length > 0 ? [{ op: 'uniques', remove: uniques.map((unique) => [...unique]) }] : []),
      ...fields.flatMap(({ op }) => (op ? [op] : [])),
    ],
    definition: {
      ...before,
      rules: before.rules.filter((rule) => !rules.includes(rule)),
      uniques: before.uniques.filter((unique) => !uniques.includes(unique)),
      fields: fields.map(({ field }) => field),
    },
  }
}

/** Of a field that is renamed as well, both. */
function namesOf({ id, key }: WireField, { fields }: Definition): string[] {
  const now = fields.find((field) => field.id === id)?.key
  return now === undefined || now === key ? [key] : [key, now]
}

function loosenedField(
  field: WireField,
  edited: Definition,
  reads: (text: unknown) => boolean,
): { readonly field: WireField; readonly op?: JsonObject } {
  const now = edited.fields.find(({ id }) => id === field.id)
  if (!now) return { field }
  const isLost = (name: 'showWhen' | 'default', text: unknown) =>
    reads(text) && JSON.stringify(now[name]) !== JSON.stringify(field[name])
  const lost = [
    ...(isLost('showWhen', field.showWhen) ? (['showWhen'] as const) : []),
    ...(isLost('default', expressionIn(field.default)) ? (['default'] as const) : []),
  ]
  if (lost.length === 0) return { field }
  const gone = Object.fromEntries(lost.map((name) => [name, undefined]))
  return {
    field: { ...field, ...gone },
    op: {
      op: 'change',
      field: field.id,
      ...Object.fromEntries(lost.map((name) => [name, null])),
      // Records in which it was hidden may lack it.
      ...(lost.includes('showWhen') && field.required && field.default === undefined ? { fill: { ask: true } } : {}),
    },
  }
}

function expressionIn(standing: unknown): unknown {
  return typeof standing === 'object' && standing !== null && 'expr' in standing ? standing.expr : undefined
}

/** Where the field that names the records goes away: another one of before, or none, until the new one is there. */
export function passTitleOn({ ops, definition }: Loosened, edited: Definition): Loosened {
  const title = definition.fields.find(({ key }) => key === definition.titleField)
  if (!title || edited.fields.some(({ id }) => id === title.id)) return { ops, definition }
  const next = edited.fields.find(({ key }) => key === edited.titleField)
  const titleField = definition.fields.find(({ id }) => id === next?.id)?.key ?? null
  return { ops: [...ops, { op: 'meta', titleField }], definition: { ...definition, titleField } }
}
