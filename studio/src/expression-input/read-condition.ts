// Which rows and groups does a text of the expression language say? Carries the engine's parser: loaded where one edits.
import { checkExpression, type ExpressionScope, type Issue, sayRules, scopeOf, toRules } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { ListClock } from '../api/flows-api.ts'
import { type ConditionGroup, type FilterPart, isReading, rowsOf } from './condition.ts'
import type { ConditionName } from './condition-names.ts'
import { asShown, kindOf, levelsOf, MOST_LEVELS, noConditions } from './condition-tree.ts'

export type ReadCondition =
  | { readonly kind: 'rows'; readonly group: ConditionGroup }
  /** It means something, but not what rows can say. */
  | { readonly kind: 'text' }
  | { readonly kind: 'wrong'; readonly issues: readonly Issue[] }

const boolean = { kind: 'boolean' } as const

export function readCondition(
  text: string,
  scope: ExpressionScope,
  names: readonly Pick<ConditionName, 'name'>[],
): ReadCondition {
  if (text.trim() === '') return { kind: 'rows', group: noConditions }
  const checked = checkExpression(text, scope, boolean, [])
  if ('issues' in checked) return { kind: 'wrong', issues: checked.issues }
  const rules = toRules(checked.expression, scope)
  const group = rules && asShown(rules)
  return group && isShowable(group, names) ? { kind: 'rows', group } : { kind: 'text' }
}

function isShowable(group: ConditionGroup, names: readonly Pick<ConditionName, 'name'>[]): boolean {
  const known = new Set(names.map((one) => one.name))
  return (
    levelsOf(group) <= MOST_LEVELS &&
    sayRules(group) !== undefined &&
    rowsOf(group).every(
      ({ field, value }) => known.has(field) && (!isReading(value) || !('name' in value) || known.has(value.name)),
    )
  )
}

/** The parts of a list's filter that a text says: what all must hold stands as one each, anything else is one part. */
export function readFilter(
  text: string,
  fields: readonly WireField[],
  names: readonly Pick<ConditionName, 'name'>[],
  clocks: readonly ListClock[] = [],
): readonly FilterPart[] {
  const read = readCondition(text, scopeOfFields(fields, clocks), names)
  if (read.kind !== 'rows') return text.trim() ? [{ cel: text }] : []
  return kindOf(read.group) === 'all' ? read.group.rules : [read.group]
}

/** The scope of a list's filter or of a rule on one record: what the engine knows of these fields. */
export function scopeOfFields(fields: readonly WireField[], clocks: readonly ListClock[] = []): ExpressionScope {
  const scope = scopeOf({ fields } as Parameters<typeof scopeOf>[0])
  // What is read here is said again by its names: any ids will do.
  return clocks.length === 0 ? scope : { ...scope, clocks: clocks.map(({ name }, i) => ({ id: `m${i + 1}`, name })) }
}
