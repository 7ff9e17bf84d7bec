// Which states can a record never reach, never leave, or never finish from?
import { nodesOf } from '../flow/flow-nodes.ts'
import { autoExits, type FlowTables, leadsToAnyOf, stateKey, stateLabel } from '../flow/flow-tables.ts'
import type { OptionId } from '../ids.ts'
import type { CheckSubject, Found } from './finding.ts'
import { takeable } from './shadowed-transitions.ts'
import { arrivalOf } from './witness.ts'

/** Guards count as true: what is told here is wrong whatever the data. */
export function checkReachability(subject: CheckSubject): readonly Found[] {
  const next = nextStates(subject)
  const reached = reachableFrom([subject.flow.initial], next)
  const ends = subject.flow.states.filter((state) => state.kind === 'final').map((state) => state.id)
  const finishing = reachableFrom(ends, reversed(next))
  return [
    ...[...subject.states.keys()].flatMap((state) => checkState(subject, state, { next, reached, finishing, ends })),
    ...(ends.length === 0 ? [{ check: 'no-end', severity: 'info' } as const] : []),
  ]
}

export type Graph = ReadonlyMap<OptionId, ReadonlySet<OptionId>>

/** Where one step leads from each state. */
export function nextStates(tables: FlowTables): Graph {
  return new Map([...tables.states.keys()].map((state) => [state, new Set(targetsOf(tables, state))]))
}

/** A parallel state leads into its regions, and each of their states out of it. */
function targetsOf(tables: FlowTables, state: OptionId): readonly OptionId[] {
  const { regions, kind } = tables.states.get(state) ?? {}
  const around = tables.regions.get(state)?.parallel
  const inside = regions?.map(({ initial }) => initial) ?? []
  // It has come to its end only where its regions have.
  const out = around === undefined ? [] : ownTargets(tables, around, kind === 'final')
  return [...ownTargets(tables, state, regions === undefined), ...inside, ...out]
}

/** Where what leaves the state itself, or a group around it, leads to; `isDone`: also what leaves it once it has come to its end. */
function ownTargets(tables: FlowTables, state: OptionId, isDone = true): readonly OptionId[] {
  const nodes = nodesOf(tables, state)
  const exits = [
    ...[...(tables.exits.get(state)?.values() ?? [])].flatMap(takeable),
    ...nodes.flatMap((node) => takeable(autoExits(tables, node, 'always'))),
    ...nodes.flatMap((node) => (isDone || node !== state ? takeable(autoExits(tables, node, 'done')) : [])),
  ]
  return exits.flatMap((transition) => leadsToAnyOf(tables, transition, state))
}

/** Everything that can be reached in any number of steps, the starts included. */
export function reachableFrom(starts: readonly OptionId[], next: Graph): ReadonlySet<OptionId> {
  const reached = new Set(starts)
  for (const state of reached) for (const to of next.get(state) ?? []) reached.add(to)
  return reached
}

function reversed(next: Graph): Graph {
  const back = new Map<OptionId, Set<OptionId>>([...next.keys()].map((state) => [state, new Set()]))
  for (const [state, targets] of next) for (const target of targets) back.get(target)?.add(state)
  return back
}

interface Facts {
  readonly next: Graph
  readonly reached: ReadonlySet<OptionId>
  readonly finishing: ReadonlySet<OptionId>
  readonly ends: readonly OptionId[]
}

/** One sentence per state at most: the one that explains the others. A choice that is not offered any more needs none. */
function checkState(
  subject: CheckSubject,
  state: OptionId,
  { next, reached, finishing, ends }: Facts,
): readonly Found[] {
  const isFinal = subject.states.get(state)?.kind === 'final'
  const leaves = [...(next.get(state) ?? []), ...ownTargets(subject, state)].some(
    (to) => to !== state && subject.regions.get(to)?.parallel !== state,
  )
  const say = (check: Found['check'], params: Found['params'] = {}): readonly Found[] => [
    {
      check,
      severity: 'warn',
      state: stateKey(subject, state),
      ...shown(),
      params: { state: stateLabel(subject, state), ...params },
    },
  ]
  // How a record gets where it cannot go on from; to what nothing leads there is no way to show.
  const shown = () => {
    const witness = reached.has(state) ? arrivalOf(subject, subject.ways, state) : undefined
    return witness && { witness }
  }
  if (!reached.has(state)) {
    if (subject.options.get(state)?.retired) return []
    const isUsed = isFinal || ownTargets(subject, state).some((to) => to !== state)
    return say(isUsed ? 'unreachable' : 'unused-state')
  }
  if (!leaves && !isFinal) return say('dead-end')
  if (ends.length > 0 && !finishing.has(state))
    return say('cannot-finish', { ends: ends.map((end) => stateLabel(subject, end)) })
  return []
}
