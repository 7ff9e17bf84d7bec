// What does a field become when it gets another type: which settings stay, which are said, what of its own expressions?
import type { RetypeOp, WireOption } from '@molde/schemas'
import type { Default, FieldDef, OptionDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, valueTypeOf } from '../blueprint/field-types.ts'
import { readOptions } from '../blueprint/read-field.ts'
import { defaultScope, scopeOf } from '../blueprint/scope-of.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { Expression, ValueType } from '../expression/expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { keepOptionIds } from '../lens/brought-ids.ts'
import type { RetypeFieldOp } from '../lens/op.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'
import { kindOfType } from '../lens-converters/retype-matrix.ts'
import { carriedOver } from './retype-lens.ts'

const lengths: readonly string[] = ['minLength', 'maxLength', 'pattern']
const limits: readonly string[] = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'precision']

/** Settings that go on when both types take them and mean the same by them. */
export const keptSettings: readonly string[] = [
  ...lengths,
  ...limits,
  'currencies',
  'max',
  'minItems',
  'maxItems',
  'unit',
]

/** The field with its new type, still without default and condition. */
export function retypedField(before: FieldDef, wire: RetypeOp, place: OpPlace): FieldDef {
  const { default: _default, showWhen: _showWhen, options, ...plain } = before
  const going = Object.entries(plain).filter(([name, value]) => goesOn(name, value, before, wire.type))
  const { of, blueprint, precision, currencies, max, unit } = wire
  const said = Object.entries({ of, blueprint, precision, currencies, max, unit }).filter(
    ([, value]) => value !== undefined,
  )
  const chosen = readChoices(before, wire, place) ?? options
  const takesOptions = fieldTypeDefs[wire.type].takes.includes('options')
  return {
    ...(Object.fromEntries([...going, ['type', wire.type], ...said]) as unknown as FieldDef),
    ...(takesOptions && chosen && { options: chosen }),
  }
}

function goesOn(name: string, value: unknown, before: FieldDef, type: FieldDef['type']): boolean {
  if (!keptSettings.includes(name)) return true
  const { takes, cap } = fieldTypeDefs[type]
  if (!(takes as readonly string[]).includes(name)) return false
  if (limits.includes(name) || name === 'unit') return true
  const isLength = lengths.includes(name) && [before.type, type].every((one) => fieldTypeDefs[one].cap !== undefined)
  const bothFree = [before.type, type].every((one) => /^(text|longText)$/.test(kindOfType(one) ?? ''))
  return isLength && bothFree && (typeof value !== 'number' || value <= (cap ?? value))
}

/** Its choices when it gets some: those of the op, or yes and no. */
function readChoices(before: FieldDef, wire: RetypeOp, place: OpPlace): readonly OptionDef[] | undefined {
  const { options, type } = wire
  if (options === undefined)
    return before.type === 'boolean' && type === 'enum' ? readOptions(yesOrNo, place.reading, place.path) : undefined
  if (before.options || !fieldTypeDefs[type].takes.includes('options')) {
    report(place, ['options'], 'no-meaning-here', { name: 'options', from: before.type, to: type })
    return undefined
  }
  keepOptionIds(options, ['options'], place)
  return readOptions(options, place.reading, [...place.path, 'options'])
}

const yesOrNo: readonly WireOption[] = [
  { key: 'yes', label: { en: 'Yes', 'pt-BR': 'Sim', ru: 'Да' } },
  { key: 'no', label: { en: 'No', 'pt-BR': 'Não', ru: 'Нет' } },
]

/** The op's field with what its default and its condition become. A default that means nothing any more goes away. */
export function withOwnExpressions(op: RetypeFieldOp, place: OpPlace): FieldDef {
  const { before, after } = op
  const fields = place.version.fields.map((field) => (field.id === before.id ? after : field))
  const standing = before.default && convertedDefault(op, before.default, fields, place)
  const showWhen =
    before.showWhen && reread(before.showWhen, scopeOf(place.version), scopeOf({ fields }), { kind: 'boolean' })
  if (before.showWhen && !showWhen) {
    const label = before.label ?? before.key
    report(place, ['field'], 'used-by-condition', { label, by: label })
  }
  return { ...after, ...(standing && { default: standing }), ...(showWhen && { showWhen }) }
}

function convertedDefault(
  op: RetypeFieldOp,
  standing: Default,
  fields: readonly FieldDef[],
  place: OpPlace,
): Default | undefined {
  if ('value' in standing) {
    const value = carriedOver(op, standing.value)
    return value === undefined || value === null ? undefined : { value }
  }
  const expr = reread(standing.expr, defaultScope(place.version), defaultScope({ fields }), valueTypeOf(op.after))
  return expr && { expr }
}

/** The same expression among the changed fields, if it still means something. */
function reread(
  expression: Expression,
  before: ExpressionScope,
  after: ExpressionScope,
  want: ValueType,
): Expression | undefined {
  const checked = checkExpression(sayExpression(expression, before), after, want, [])
  return 'expression' in checked ? checked.expression : undefined
}
