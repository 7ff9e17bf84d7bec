// What does a change of the blueprint take away that a flow cannot do without?
import type { BlueprintVersion, FieldDef, Label } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { Expression } from '../expression/expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { FieldId, OptionId } from '../ids.ts'
import { actionsOfFlow, expressionsOfAction, fieldsOfAction } from './action-parts.ts'
import type { Action, FlowState, FlowVersion, FormField } from './flow.ts'
import { flowNodes } from './flow-nodes.ts'
import { stateScope, transitionScope } from './flow-scope.ts'
import { regionFieldsOf, stateFieldsOf } from './flow-tables.ts'
import { allTimers, isMoment } from './timers.ts'

/** A field or a choice that is gone, or is of a kind that an expression cannot read any more. */
export interface Broken {
  readonly kind: 'field' | 'option'
  readonly label: Label
}

/** Expressions that mean something under `before` and nothing under `after`, and what they speak of; each thing once. */
export function expressionBreaks(
  expression: Expression,
  before: BlueprintVersion,
  after: BlueprintVersion,
  scopeOf: (version: BlueprintVersion) => ExpressionScope,
): readonly Broken[] {
  const uses = [...new Set([...expression.uses, ...expression.usesInput])]
  const gone = uses.filter((id) => !fieldOf(after, id))
  const options = goneOptions(before, after).filter(({ id }) => expression.cel.includes(`"${id}"`))
  if (gone.length > 0 || options.length > 0) return [...fieldsIn(before, gone), ...options.map(brokenOption)]
  const changed = uses.filter((id) => fieldOf(before, id)?.type !== fieldOf(after, id)?.type)
  return changed.length > 0 && !isSound(expression, scopeOf(after)) ? fieldsIn(before, changed) : []
}

/** Everything of the flow that `after` does not have. */
export function flowBreaks(flow: FlowVersion, before: BlueprintVersion, after: BlueprintVersion): readonly Broken[] {
  const found = new Map<string, Broken>()
  const note = (broken: readonly Broken[]) => {
    for (const one of broken) found.set(JSON.stringify(one), one)
  }
  note(
    fieldsIn(
      before,
      // All of these it writes, or asks for.
      fieldsOf(flow).filter((id) => fieldOf(after, id)?.computed !== undefined || !fieldOf(after, id)),
    ),
  )
  const states = new Set<string>(flowNodes(flow).states.keys())
  note(
    goneOptions(before, after)
      .filter(({ id }) => states.has(id))
      .map(brokenOption),
  )
  const noStates = stateFieldsOf(flow).filter((id) => (fieldOf(after, id)?.type ?? 'enum') !== 'enum')
  note(fieldsIn(before, noStates))
  // Empty while the record stands elsewhere.
  note(
    fieldsIn(
      before,
      regionFieldsOf(flow).filter((id) => fieldOf(after, id)?.required),
    ),
  )
  const ways = actionsOfFlow(flow).flatMap((action) =>
    'via' in action && action.via !== undefined ? [{ id: action.via, to: action.blueprint }] : [],
  )
  note(
    fieldsIn(
      before,
      ways.filter(({ id, to }) => fieldOf(after, id)?.blueprint !== to).map(({ id }) => id),
    ),
  )
  note(
    fieldsIn(
      before,
      timedFields(flow).filter((id) => !isMoment(fieldOf(after, id))),
    ),
  )
  for (const { expression, form } of expressionsOf(flow)) {
    const scopeIn = (version: BlueprintVersion) =>
      form ? transitionScope(version, flow.stateField, form) : stateScope(version, flow.stateField)
    note(expressionBreaks(expression, before, after, scopeIn))
  }
  return [...found.values()]
}

/** Everything that its actions on records of the other blueprint name and `after` does not have, or has as something else. */
export function relatedBreaks(flow: FlowVersion, before: BlueprintVersion, after: BlueprintVersion): readonly Broken[] {
  return relatedBreaksOf(actionsOfFlow(flow), before, after)
}

/** The same of actions that stand elsewhere. */
export function relatedBreaksOf(
  actions: readonly Action[],
  before: BlueprintVersion,
  after: BlueprintVersion,
): readonly Broken[] {
  const values = actions.flatMap((action) =>
    'values' in action && action.blueprint === before.name ? action.values : [],
  )
  const lost = new Set(
    values.flatMap(({ field }) => {
      const [old, now] = [fieldOf(before, field), fieldOf(after, field)]
      return now && !now.computed && now.type === old?.type && isMany(now) === isMany(old) ? [] : [field]
    }),
  )
  const gone = goneOptions(before, after).filter(({ id }) => values.some(({ value }) => value.cel.includes(`"${id}"`)))
  return [...fieldsIn(before, [...lost]), ...gone.filter(({ field }) => !lost.has(field)).map(brokenOption)]
}

function isSound(expression: Expression, scope: ExpressionScope): boolean {
  return 'expression' in checkExpression(sayExpression(expression, scope), scope, undefined, [])
}

function fieldsOf(flow: FlowVersion): FieldId[] {
  const actions = [
    ...nodesOf(flow).flatMap(({ onEnter = [], onExit = [] }) => [...onEnter, ...onExit]),
    ...remindingOf(flow),
    ...flow.transitions.flatMap((transition) => transition.do),
  ]
  const asked = flow.transitions.flatMap(({ form }) => form.map(({ field }) => field))
  return [...new Set([...stateFieldsOf(flow), ...actions.flatMap(fieldsOfAction), ...asked])]
}

/** Those that timers are due at. */
function timedFields(flow: FlowVersion): FieldId[] {
  return allTimers(flow).flatMap(({ rule }) => ('at' in rule ? [rule.at as FieldId] : []))
}

function expressionsOf(flow: FlowVersion): { readonly expression: Expression; readonly form?: readonly FormField[] }[] {
  const ofStates = nodesOf(flow).flatMap(({ onEnter = [], onExit = [] }) => valuesOf([...onEnter, ...onExit]))
  return [
    ...[...ofStates, ...valuesOf(remindingOf(flow))].map((expression) => ({ expression })),
    ...flow.transitions.flatMap(({ who, guard, check, form, do: actions }) => [
      ...(who?.expr ? [{ expression: who.expr }] : []),
      ...[...(guard ? [guard] : []), ...check.map(({ expr }) => expr), ...valuesOf(actions)].map((expression) => ({
        expression,
        form,
      })),
    ]),
  ]
}

function remindingOf(flow: FlowVersion): readonly Action[] {
  return allTimers(flow).flatMap(({ onRemind = [] }) => onRemind)
}

/** Everything that does something when a record comes or goes. */
function nodesOf(flow: FlowVersion): readonly Partial<Pick<FlowState, 'onEnter' | 'onExit'>>[] {
  return [...flowNodes(flow).states.values(), ...(flow.groups ?? [])]
}

function valuesOf(actions: readonly Action[]): Expression[] {
  return actions.flatMap(expressionsOfAction)
}

export interface GoneOption {
  readonly field: FieldId
  readonly id: OptionId
  readonly label: Label
}

export function goneOptions(before: BlueprintVersion, after: BlueprintVersion): GoneOption[] {
  return before.fields.flatMap((field) => {
    const still = new Set(fieldOf(after, field.id)?.options?.map(({ id }) => id))
    return (field.options ?? [])
      .filter(({ id }) => !still.has(id))
      .map(({ id, key, label }) => ({ field: field.id, id, label: label ?? key }))
  })
}

function brokenOption({ label }: GoneOption): Broken {
  return { kind: 'option', label }
}

export function fieldsIn(version: BlueprintVersion, ids: readonly FieldId[]): Broken[] {
  return ids.flatMap((id) => {
    const field = fieldOf(version, id)
    return field ? [{ kind: 'field', label: field.label ?? field.key } as const] : []
  })
}

function fieldOf(version: BlueprintVersion, id: string): FieldDef | undefined {
  return version.fields.find((field) => field.id === id)
}
