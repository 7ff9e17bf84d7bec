// Which states can a record never reach, never leave, or never finish from?
import type { Transition } from '../flow/flow.ts'
import { type FlowTables, stateKey, stateLabel } from '../flow/flow-tables.ts'
import type { OptionId } from '../ids.ts'
import type { CheckSubject, Found } from './finding.ts'
import { takeable } from './shadowed-transitions.ts'

/** Guards count as true: what is told here is wrong whatever the data. */
export function checkReachability(subject: CheckSubject): readonly Found[] {
  const next = nextStates(subject)
  const reached = reachableFrom([subject.flow.initial], next)
  const ends = subject.flow.states.filter((state) => state.kind === 'final').map((state) => state.id)
  const finishing = reachableFrom(ends, reversed(next))
  return [
    ...subject.flow.states.flatMap((state) => checkState(subject, state.id, { next, reached, finishing, ends })),
    ...(ends.length === 0 ? [{ check: 'no-end', severity: 'info' } as const] : []),
  ]
}

export type Graph = ReadonlyMap<OptionId, ReadonlySet<OptionId>>

/** Where one step leads from each state. */
export function nextStates(tables: FlowTables): Graph {
  const targets = (events: ReadonlyMap<unknown, readonly Transition[]>) =>
    [...events.values()].flatMap((exits) => takeable(exits).map(({ to }) => to))
  return new Map([...tables.exits].map(([state, events]) => [state, new Set(targets(events))]))
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
  const isFinal = ends.includes(state)
  const leaves = [...(next.get(state) ?? [])].some((to) => to !== state)
  const say = (check: Found['check'], params: Found['params'] = {}): readonly Found[] => [
    {
      check,
      severity: 'warn',
      state: stateKey(subject, state),
      params: { state: stateLabel(subject, state), ...params },
    },
  ]
  if (!reached.has(state)) {
    if (subject.options.get(state)?.retired) return []
    return say(leaves || isFinal ? 'unreachable' : 'unused-state')
  }
  if (!leaves && !isFinal) return say('dead-end')
  if (ends.length > 0 && !finishing.has(state))
    return say('cannot-finish', { ends: ends.map((end) => stateLabel(subject, end)) })
  return []
}
