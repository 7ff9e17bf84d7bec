// Which steps that are taken by themselves lead round in a ring that nothing stops?
import type { Transition } from '../flow/flow.ts'
import { nodesOf } from '../flow/flow-nodes.ts'
import { autoExits, leadsTo, stateKey, stateLabel } from '../flow/flow-tables.ts'
import type { OptionId } from '../ids.ts'
import type { CheckSubject, Found } from './finding.ts'

/**
 * Only rings without any condition are told: they never end, whatever the data, and every event that leads into one would be
 * refused. Said once per ring, at the state of it that comes first.
 */
export function checkEndless(subject: CheckSubject): readonly Found[] {
  const next = new Map<OptionId, { readonly to: OptionId; readonly by: Transition }>()
  for (const state of subject.states.keys()) {
    const always = nodesOf(subject, state).flatMap((node) => autoExits(subject, node, 'always'))
    // The first is always taken; after one that asks for something it depends.
    const [by] = always
    if (by && !by.guard) next.set(state, { to: leadsTo(subject, by, state), by })
  }
  const told = new Set<OptionId>()
  return [...next.keys()].flatMap((start) => {
    const ring = ringFrom(start, (state) => next.get(state)?.to)
    if (ring.length === 0 || told.has(start)) return []
    for (const state of ring) told.add(state)
    const by = next.get(start)?.by
    return [
      {
        check: 'endless',
        severity: 'block',
        state: stateKey(subject, start),
        ...(by && { transition: by.id }),
        params: { states: ring.map((state) => stateLabel(subject, state)) },
      },
    ]
  })
}

/** The states of the ring that `start` lies in; none when it lies in none. */
function ringFrom(start: OptionId, next: (state: OptionId) => OptionId | undefined): readonly OptionId[] {
  const ring = [start]
  for (let at = next(start); at !== undefined && at !== start; at = next(at)) {
    if (ring.includes(at)) return []
    ring.push(at)
  }
  return next(ring.at(-1) ?? start) === start ? ring : []
}
