// Conditions, rules and worked-out defaults name fields and choices: when those are called otherwise, they follow.
import {
  checkExpression,
  type ExpressionScope,
  type FieldDef,
  sayExpression,
  scopeOf,
  type ValueType,
} from '@molde/engine'
import type { WireComputed, WireField, WireRule } from '../api/blueprints-api.ts'
import type { Definition } from './definition.ts'

const condition: ValueType = { kind: 'boolean' }

/** The expressions of `after`, which still name things as `before` did, with the names that `after` gives. */
export function followRenames(before: Pick<Definition, 'fields'>, after: Definition): Definition {
  if (!isRenamed(before.fields, after.fields)) return after
  const [from, to] = [scopeOfDefinition(before), scopeOfDefinition(after)]
  const say = (text: string, want: ValueType | undefined) => sayAgain(text, want, from, to)
  return {
    ...after,
    fields: after.fields.map(withExpressions(before, to, say)),
    rules: after.rules.map(withCheck(say)),
  }
}

export function scopeOfDefinition({ fields }: Pick<Definition, 'fields'>): ExpressionScope {
  // Of a field the scope takes only what is the same on the wire.
  return scopeOf({ fields: fields as unknown as readonly FieldDef[] })
}

/** Are fields or choices that both have called otherwise? */
function isRenamed(before: readonly WireField[], after: readonly WireField[]): boolean {
  const names = new Map(before.flatMap(namesIn))
  return after.flatMap(namesIn).some(([id, key]) => names.has(id) && names.get(id) !== key)
}

function namesIn(field: WireField): (readonly [string, string])[] {
  const options = (field.options ?? []).map(({ id, key }) => [`${field.id} ${id}`, key] as const)
  return [[field.id, field.key], ...options, ...(field.fields ?? []).flatMap(namesIn)]
}

type Say = (text: string, want: ValueType | undefined) => string

function withExpressions({ fields: before }: Pick<Definition, 'fields'>, scope: ExpressionScope, say: Say) {
  return (field: WireField): WireField => {
    const want = scope.fields.find(({ id }) => id === field.id)?.type
    return {
      ...field,
      ...(field.showWhen === undefined ? {} : { showWhen: say(field.showWhen, condition) }),
      ...(field.default === undefined ? {} : { default: renamedDefault(field, before, want, say) }),
      ...(field.computed === undefined ? {} : { computed: renamedSource(field.computed, before, scope, say) }),
    }
  }
}

/** What a formula reads, and the relation that a lookup follows. What a roll-up names is another blueprint's. */
function renamedSource(
  computed: WireComputed,
  before: readonly WireField[],
  scope: ExpressionScope,
  say: Say,
): WireComputed {
  if (computed.kind === 'formula') return { ...computed, expr: say(computed.expr ?? '', undefined) }
  if (computed.kind !== 'lookup') return computed
  const was = before.find(({ key }) => key === computed.via)
  return { ...computed, via: scope.fields.find(({ id }) => id === was?.id)?.key ?? computed.via ?? '' }
}

function renamedDefault(
  field: WireField,
  before: readonly WireField[],
  want: ValueType | undefined,
  say: Say,
): unknown {
  const { default: standing } = field
  if (typeof standing === 'object' && standing !== null && 'expr' in standing && typeof standing.expr === 'string')
    return { ...standing, expr: say(standing.expr, want) }
  const was = before.find(({ id }) => id === field.id)?.options?.find(({ key }) => key === standing)
  return (was && field.options?.find(({ id }) => id === was.id)?.key) ?? standing
}

function withCheck(say: Say) {
  return (rule: WireRule): WireRule => ({ ...rule, check: say(rule.check, condition) })
}

/** A text that cannot be read as it stands stays as it was typed. */
function sayAgain(text: string, want: ValueType | undefined, from: ExpressionScope, to: ExpressionScope): string {
  const checked = checkExpression(text, from, want, [])
  return 'issues' in checked ? text : sayExpression(checked.expression, to)
}
