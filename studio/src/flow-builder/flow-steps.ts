// What can be undone in the builder: every state the flow was in, and which of them follow each other so fast that they are one.
import { groupKey, stays } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'

export interface FlowSteps {
  readonly now: Flow
  readonly before: readonly Flow[]
  readonly after: readonly Flow[]
  /** What the newest step was about, such as the words of one field; undefined when nothing joins it. */
  readonly about: string | undefined
  /** When it was made. */
  readonly at: number
}

const remembered = 200
/** Letters and presses of an arrow that follow each other this closely are one change. */
const oneChange = 1_000

export function firstStep(now: Flow): FlowSteps {
  return { now, before: [], after: [], about: undefined, at: 0 }
}

/** Nothing is remembered of a change that changes nothing. */
export function stepOn(steps: FlowSteps, now: Flow, at: number, about?: string): FlowSteps {
  if (now === steps.now) return steps
  const isOne = about !== undefined && about === steps.about && at - steps.at < oneChange && steps.after.length === 0
  const before = isOne ? steps.before : [...steps.before, steps.now].slice(-remembered)
  return { now, before, after: [], about, at }
}

export function stepBack({ now, before, after }: FlowSteps): FlowSteps {
  const last = before.at(-1)
  if (!last) return { now, before, after, about: undefined, at: 0 }
  return { now: last, before: before.slice(0, -1), after: [now, ...after], about: undefined, at: 0 }
}

export function stepForth({ now, before, after }: FlowSteps): FlowSteps {
  const [next, ...later] = after
  if (!next) return { now, before, after, about: undefined, at: 0 }
  return { now: next, before: [...before, now], after: later, about: undefined, at: 0 }
}

/**
 * Takes one deletion back, whatever came after it: directly when it is the newest step, else what it took away is put
 * back beside what is there.
 */
export function takeBack(steps: FlowSteps, before: Flow, after: Flow, at: number): FlowSteps {
  if (steps.now === after && steps.before.at(-1) === before) return stepBack(steps)
  return stepOn(steps, putBack(steps.now, before, after), at)
}

function putBack(now: Flow, before: Flow, after: Flow): Flow {
  const states = Object.entries(before.states).filter(([key]) => !after.states[key] && !now.states[key])
  const all = { ...now.states, ...Object.fromEntries(states) }
  const lost = before.transitions.filter((transition) => !after.transitions.includes(transition))
  const known = new Set(now.transitions.map((transition) => `${transition.event} ${transition.to}`))
  const groups = now.groups ?? {}
  const isThere = (node: string) =>
    node === stays || all[node] !== undefined || Object.hasOwn(groups, groupKey(node) ?? ' ')
  const transitions = lost.filter(
    ({ event, from, to }) => !known.has(`${event} ${to}`) && isThere(to) && (from === '*' || from.every(isThere)),
  )
  return {
    ...now,
    initial: now.initial || before.initial,
    states: all,
    transitions: [...now.transitions, ...transitions],
  }
}
