// Which steps hang on one person, who may then not take them?
import type { Transition } from '../flow/flow.ts'
import { nodeLabel, transitionLabel } from '../flow/flow-tables.ts'
import { mayTake } from '../flow/refuse-transition.ts'
import type { OptionId } from '../ids.ts'
import { type Case, casesOf, creator } from './condition-cases.ts'
import type { CheckSubject, Found } from './finding.ts'
import { casesOn } from './ways.ts'
import { holdersOf } from './who-can-act.ts'
import { witnessOf } from './witness.ts'

export function checkOnePerson(subject: CheckSubject): readonly Found[] {
  return subject.flow.transitions.flatMap((transition) => {
    if (!transition.who?.notCreator) return []
    return onlyCreator(subject, transition) ?? onlyOne(subject, transition)
  })
}

/** Where everybody whom the condition lets is the one who made the record. */
function onlyCreator(subject: CheckSubject, transition: Transition): readonly Found[] | undefined {
  const { who } = transition
  const [state] = leavesOf(subject, transition)
  if (!who?.expr || state === undefined) return undefined
  const free = { ...transition, who: { ...who, notCreator: false } }
  const cases = casesOf(subject, [who.expr], { state, form: [], roles: who.roles ?? [], asksCreator: true })
  if (!cases?.exact) return undefined
  const all = [...cases.cases]
  const may = (one: Transition) => all.some(({ context }) => mayTake(subject, one, context))
  return may(free) && !may(transition) ? [found(subject, transition, 'creator-only', creator)] : undefined
}

/** Several roles may be those of one person, so that only a single one tells. */
function onlyOne(subject: CheckSubject, transition: Transition): readonly Found[] {
  const { holders } = subject
  const roles = transition.who?.roles
  if (!holders || !roles || roles.length === 0 || holdersOf(holders, roles) !== 1) return []
  // Who is alone makes and decides everything.
  const everybody = Object.values(holders.roles).reduce((sum, count) => sum + count, holders.everyRole)
  return everybody > 1 ? [found(subject, transition, 'one-person', creator)] : []
}

function found(
  subject: CheckSubject,
  transition: Transition,
  check: 'one-person' | 'creator-only',
  actor: string,
): Found {
  const { from } = transition
  const params = {
    event: transitionLabel(subject, transition),
    state: from === '*' ? ['*'] : from.map((node) => nodeLabel(subject, node)),
    roles: transition.who?.roles ?? [],
  }
  const witness = witnessFor(subject, transition, actor)
  return { check, severity: 'warn', transition: transition.id, params, ...(witness && { witness }) }
}

/** The record of the one who may act, at the place where they would. */
function witnessFor(subject: CheckSubject, transition: Transition, actor: string) {
  for (const leaf of leavesOf(subject, transition)) {
    for (const way of subject.ways.to(leaf)) {
      const [first] = casesOn(subject, way, leaf, [
        { ...transition, check: [], who: { ...transition.who, notCreator: true } },
      ])
      if (!first) continue
      const context = { ...first.context, actor: { id: actor, roles: transition.who?.roles ?? [] } }
      const shown: Case = { ...first, context }
      return witnessOf(subject, { way, leaf, found: shown, by: transition.id })
    }
  }
  return undefined
}

function leavesOf({ exits }: CheckSubject, transition: Transition): readonly OptionId[] {
  return [...exits].flatMap(([leaf, events]) =>
    [...events.values()].some((all) => all.includes(transition)) ? [leaf] : [],
  )
}
