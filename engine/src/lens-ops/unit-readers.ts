// What reads a field that is counted in another unit goes on saying of a record what it said before.
import type { BlueprintVersion, FieldDef, Label } from '../blueprint/blueprint.ts'
import { valueTypeOf } from '../blueprint/field-types.ts'
import { defaultScope, scopeOf } from '../blueprint/scope-of.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { Expression, ValueType } from '../expression/expression.ts'
import { type NewUnit, rescaledField, rescaledResult } from '../expression/rescale-field.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { ChangeUnitOp, RescaledExpressions } from '../lens/op.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'
import { type FieldUse, readersOfField, refuseUses } from '../lens/uses-of-field.ts'
import { newUnitOf } from './unit-lens.ts'

/** Every expression that reads the field, in the new unit, and the field's own default. Reports those that cannot go on. */
export function rescaleReaders(op: ChangeUnitOp, place: OpPlace): RescaledExpressions {
  const { version, outer } = place
  const { before } = op
  const unit = newUnitOf(op)
  const label = before.label ?? before.key
  const reread = (expression: Expression, by: FieldUse['by'], name: Label, want: ValueType) => {
    const scope = by === 'default' ? defaultScope(version) : scopeOf(version)
    const found = checked({ ...expression, cel: rescaledField(expression, before.id, unit) }, scope, want)
    return found ?? report(place, ['field'], `used-by-${by}`, { label, by: name })
  }
  const rules = version.rules.filter(({ check }) => check.uses.includes(before.id))
  const conditions = version.fields.filter(({ showWhen }) => showWhen?.uses.includes(before.id))
  const defaults = version.fields.filter((field) => field.id !== before.id && exprOf(field)?.uses.includes(before.id))
  if (outer) refuseUses(readersOfField(outer, before.id), before, place)
  // What a formula then means, nobody but its author knows.
  for (const field of version.fields.filter((one) => formulaOf(one)?.uses.includes(before.id)))
    report(place, ['field'], 'used-by-default', { label, by: field.label ?? field.key })
  return {
    rules: expressions(rules, ({ check, message }) => reread(check, 'rule', message, { kind: 'boolean' })),
    conditions: expressions(conditions, (field) =>
      reread(field.showWhen as Expression, 'condition', field.label ?? field.key, { kind: 'boolean' }),
    ),
    defaults: {
      ...expressions(defaults, (field) =>
        reread(exprOf(field) as Expression, 'default', field.label ?? field.key, valueTypeOf(field)),
      ),
      ...ownDefault(before, unit, version, place),
    },
  }
}

/** A default that is worked out gives a number of the old unit. */
function ownDefault(
  before: FieldDef,
  unit: NewUnit,
  version: BlueprintVersion,
  place: OpPlace,
): RescaledExpressions['defaults'] {
  const expr = exprOf(before)
  if (!expr) return {}
  // Whole numbers would no longer be whole.
  const found =
    before.type === 'integer'
      ? undefined
      : checked({ ...expr, cel: rescaledResult(expr, unit) }, defaultScope(version), valueTypeOf(before))
  if (found) return { [before.id]: found }
  const label = before.label ?? before.key
  report(place, ['field'], 'used-by-default', { label, by: label })
  return {}
}

function exprOf({ default: standing }: FieldDef): Expression | undefined {
  return standing && 'expr' in standing ? standing.expr : undefined
}

function formulaOf({ computed }: FieldDef): Expression | undefined {
  return computed?.kind === 'formula' ? computed.expr : undefined
}

function checked(expression: Expression, scope: ExpressionScope, want: ValueType): Expression | undefined {
  const found = checkExpression(sayExpression(expression, scope), scope, want, [])
  return 'expression' in found ? found.expression : undefined
}

function expressions<T extends { readonly id: string }>(
  readers: readonly T[],
  reread: (reader: T) => Expression | undefined,
): { readonly [id: string]: Expression } {
  return Object.fromEntries(
    readers.flatMap((reader) => {
      const found = reread(reader)
      return found ? [[reader.id, found] as const] : []
    }),
  )
}

/** The version with the expressions in the new unit. */
export function withRescaled(version: BlueprintVersion, { rules, conditions, defaults }: RescaledExpressions) {
  return {
    ...version,
    rules: version.rules.map((rule) => (rules[rule.id] ? { ...rule, check: rules[rule.id] as Expression } : rule)),
    fields: version.fields.map((field) => {
      const [showWhen, expr] = [conditions[field.id], defaults[field.id]]
      return { ...field, ...(showWhen && { showWhen }), ...(expr && { default: { expr } }) }
    }),
  }
}

/** What people know the rescaled expressions by. */
export function rescaledLabels(
  version: BlueprintVersion,
  { rules, conditions, defaults }: RescaledExpressions,
): Label[] {
  const shown = version.fields.filter(({ id }) => conditions[id] ?? defaults[id])
  return [
    ...version.rules.filter(({ id }) => rules[id]).map(({ message }) => message),
    ...shown.map(({ label, key }) => label ?? key),
  ]
}
