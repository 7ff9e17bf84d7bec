// May this actor take this transition of this record now, and if not, why?
import type { Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { Refusal, Transition } from './flow.ts'
import { evaluate, type FlowContext } from './flow-context.ts'
import { transitionScope } from './flow-scope.ts'
import { type FlowTables, transitionLabel } from './flow-tables.ts'

/** Who, guard and checks let it pass. Says nothing of why not, which costs more than the answer. */
export function isAllowed(tables: FlowTables, transition: Transition, context: FlowContext): boolean {
  return (
    mayTake(tables, transition, context) &&
    passesGuard(transition, context) &&
    refuseCheck(tables, transition, context) === undefined
  )
}

/**
 * The transition an event takes: the first one this actor may take and whose guard is true. Its checks do not pass the event on
 * to the next one: they refuse. When there is none, the reason of the one that came furthest is told.
 */
function chooseTransition(
  tables: FlowTables,
  candidates: readonly Transition[],
  context: FlowContext,
): { readonly transition: Transition } | { readonly refusal: Refusal } {
  const open = candidates.filter((transition) => mayTake(tables, transition, context))
  const chosen = open.find((transition) => passesGuard(transition, context))
  if (chosen) return passChecks(tables, chosen, context)
  const guarded = open[0]
  if (guarded) return { refusal: refuseGuard(tables, guarded) }
  const [first] = candidates
  const who = first && refuseActor(tables, first, context)
  return { refusal: who ?? { code: 'not-from-here' } }
}

/**
 * The transitions an event takes of a record that stands in several leaves at once: the choice of each leaf, one that two leaves
 * share once. Some may be refused as long as one is not; a check refuses the whole event.
 */
export function chooseTransitions(
  tables: FlowTables,
  exits: readonly (readonly Transition[])[],
  context: FlowContext,
): { readonly transitions: readonly Transition[] } | { readonly refusal: Refusal } {
  const choices = exits.map((candidates) => chooseTransition(tables, candidates, context))
  const chosen = new Set(choices.flatMap((choice) => ('transition' in choice ? [choice.transition] : [])))
  const refusals = choices.flatMap((choice) => ('refusal' in choice ? [choice.refusal] : []))
  const checked = refusals.find(({ code }) => code === 'check')
  if (checked) return { refusal: checked }
  if (chosen.size > 0) return { transitions: [...chosen] }
  const furthest = refusals.find(({ code }) => code === 'guard') ?? refusals[0]
  return { refusal: furthest ?? { code: 'not-from-here' } }
}

function passChecks(tables: FlowTables, transition: Transition, context: FlowContext) {
  const refusal = refuseCheck(tables, transition, context)
  return refusal ? { refusal } : { transition }
}

/** Is it what an event would take of these, without a word about the others? */
export function isChosen(
  tables: FlowTables,
  candidates: readonly Transition[],
  transition: Transition,
  context: FlowContext,
): boolean {
  const chosen = candidates.find((one) => mayTake(tables, one, context) && holds(one.guard, context))
  return chosen === transition && refuseCheck(tables, transition, context) === undefined
}

/** Does `who` let this actor take it? */
export function mayTake(tables: FlowTables, transition: Transition, context: FlowContext): boolean {
  return refuseActor(tables, transition, context) === undefined
}

/** A condition that is not there holds. One that meets an error does not. */
export function holds(condition: Expression | undefined, context: FlowContext): boolean {
  return condition === undefined || isTrue(condition, context)
}

function refuseActor(tables: FlowTables, transition: Transition, context: FlowContext): Refusal | undefined {
  const { who } = transition
  const { actor } = context
  if (!who || actor.system) return undefined
  if (who.notCreator && context.record?.createdBy === actor.id) return refused(tables, transition, 'own-record')
  if (who.roles && !actor.everyRole && !who.roles.some((role) => actor.roles.includes(role))) {
    return refused(tables, transition, 'not-allowed', { roles: who.roles })
  }
  return who.expr && !isTrue(who.expr, context) ? refused(tables, transition, 'not-allowed') : undefined
}

function passesGuard({ guard }: Transition, context: FlowContext): boolean {
  return !guard || waitsForInput(guard, context) || isTrue(guard, context)
}

function refuseGuard(tables: FlowTables, transition: Transition): Refusal {
  const { guard } = transition
  return refused(tables, transition, 'guard', guard && { guard: sayGuard(tables, guard, transition) })
}

function sayGuard({ blueprint, flow }: FlowTables, guard: Expression, { form }: Transition): string {
  return sayExpression(guard, transitionScope(blueprint, flow.stateField, form))
}

/** False refuses and so does an error; an empty operand passes, as in a rule of the blueprint. */
function refuseCheck(tables: FlowTables, transition: Transition, context: FlowContext): Refusal | undefined {
  for (const { expr, message } of transition.check) {
    if (waitsForInput(expr, context)) continue
    const said = evaluate(expr, context)
    const holds = said.kind === 'empty' || (said.kind === 'value' && said.value === true)
    if (!holds) return { ...refused(tables, transition, 'check'), message }
  }
  return undefined
}

/** Nobody has filled in the form yet, so what depends on it is left open. */
function waitsForInput(expression: Expression, context: FlowContext): boolean {
  return context.input === undefined && expression.usesInput.length > 0
}

/** A guard that meets an error is false. */
function isTrue(expression: Expression, context: FlowContext): boolean {
  const said = evaluate(expression, context)
  return said.kind === 'value' && said.value === true
}

function refused(
  tables: FlowTables,
  transition: Transition,
  code: Refusal['code'],
  params: { readonly [name: string]: Label | readonly Label[] } = {},
): Refusal {
  return { code, transition: transition.id, params: { event: transitionLabel(tables, transition), ...params } }
}
