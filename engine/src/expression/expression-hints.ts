// What may be written in an expression here? For the editor: fields, system members, functions with a sentence each.
import type { Language } from '../issue-texts.ts'
import { clockParts, type ScopeClock } from './clock-members.ts'
import { recordMembers, type ValueType } from './expression.ts'
import { functions, macros } from './functions.ts'
import { actorMembers, namesFor, sayClockName, typeOfClockPart, typeOfMember } from './names.ts'
import { printExpression } from './print-expression.ts'
import { type RuleOperator, ruleOperators } from './rule-row.ts'
import { nowhere, type Tree } from './tree.ts'
import type { ExpressionScope, ScopeField } from './types.ts'

export interface NameHint {
  /** As it is written: `cargo`, `record.state`, `input.driver`. */
  readonly name: string
  readonly type: ValueType
  /** Keys of the choices it may be compared with. */
  readonly options?: readonly string[]
  /** What a row of the visual builder may do with it. */
  readonly operators: readonly RuleOperator[]
}

export interface FunctionHint {
  readonly name: string
  readonly signature: string
  readonly about: Record<Language, string>
}

export interface ExpressionHints {
  readonly fields: readonly NameHint[]
  readonly input: readonly NameHint[]
  /** The same fields before a change: `before.cargo`. */
  readonly before: readonly NameHint[]
  /** `record.…`, `actor.…`, `now` and `payload`. */
  readonly system: readonly NameHint[]
  readonly functions: readonly FunctionHint[]
}

export function expressionHints(scope: ExpressionScope): ExpressionHints {
  const names = namesFor('to-wire')
  return {
    fields: scope.fields.map((field) => fieldHint(field, names.dataField(field, nowhere, new Set()))),
    input:
      scope.allow?.input === false
        ? []
        : (scope.input ?? []).map((field) => fieldHint(field, names.fieldOf('input', field, nowhere))),
    before: (scope.before ?? []).map((field) => fieldHint(field, names.fieldOf('before', field, nowhere))),
    system: systemHints(scope),
    functions: functionHints,
  }
}

function fieldHint(field: ScopeField, tree: Tree): NameHint {
  return nameHint(printExpression(tree, 'wire'), field.type, field.options)
}

function nameHint(name: string, type: ValueType, options: ScopeField['options']): NameHint {
  return { name, type, operators: operatorsFor(type), ...(options && { options: options.map((option) => option.key) }) }
}

function systemHints(scope: ExpressionScope): NameHint[] {
  const { record = true, actor = true, now = true } = scope.allow ?? {}
  const states = scope.fields.find((field) => field.id === scope.stateField)?.options
  return [
    ...(record
      ? recordMembers.map((member) =>
          nameHint(`record.${member}`, typeOfMember(member, scope), member === 'state' ? states : undefined),
        )
      : []),
    ...(record ? (scope.clocks ?? []).flatMap(clockHints) : []),
    ...(actor ? [...actorMembers].map(([member, type]) => nameHint(`actor.${member}`, type, undefined)) : []),
    ...(now ? [nameHint('now', { kind: 'datetime' }, undefined)] : []),
    ...(scope.payload ? [nameHint('payload', { kind: 'any' }, undefined)] : []),
  ]
}

function clockHints({ name }: ScopeClock): NameHint[] {
  return clockParts.map((part) => nameHint(sayClockName(name, part), typeOfClockPart(part), undefined))
}

const functionHints: readonly FunctionHint[] = [
  ...[...functions.values()]
    .filter((def) => !def.hidden)
    .map(({ name, signature, about }) => ({ name, signature, about })),
  ...[...macros].map(([name, { signature, about }]) => ({ name, signature, about })),
]

const emptiness: readonly RuleOperator[] = ['empty', 'notEmpty']
const equality: readonly RuleOperator[] = ['==', '!=', 'in', 'notIn']
const order: readonly RuleOperator[] = ['==', '!=', '<', '<=', '>', '>=']

/** What a row of the visual builder may do with a value of this type. */
export function operatorsFor(type: ValueType): readonly RuleOperator[] {
  switch (type.kind) {
    case 'text':
      return [
        ...ruleOperators.filter((one) => one !== 'has' && one !== 'notHas' && !emptiness.includes(one)),
        ...emptiness,
      ]
    case 'number':
      return [...order, 'in', 'notIn', ...emptiness]
    case 'money':
    case 'date':
    case 'datetime':
    case 'duration':
      return [...order, ...emptiness]
    case 'boolean':
      return ['==', ...emptiness]
    case 'enum':
    case 'relation':
    case 'user':
      return [...equality, ...emptiness]
    case 'list':
      return ['has', 'notHas', ...emptiness]
    case 'any':
    case 'null':
      return emptiness
  }
}
