// Does a flow move as statecharts do? Each case names the rule of the W3C's State Chart XML (SCXML, 2015) that it asks for, by section;
// "D" is its appendix with the algorithm. What differs on purpose is said in the case that shows it.
import { describe, expect, it } from 'vitest'
import { chart, note, regions, traced, Walker } from '../../test/chart.ts'
import type { OptionId } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import { availableEvents } from './available-events.ts'
import { mirroredData } from './flow-tables.ts'
import { stepFlow } from './step.ts'

/** A record that goes through the flow: where it stands at the end and what was noted since it was made. */
function walk(transitions: Parameters<typeof chart>[0], more: Parameters<typeof chart>[1], ...events: string[]) {
  const walker = new Walker(chart(transitions, more))
  void walker.notes
  walker.send(...events)
  return { at: walker.at, notes: walker.notes, last: walker.last }
}

const go = { event: 'go', from: ['A'], to: 'B' }
const parallel = (trace = false) => ({ P: { type: 'parallel', ...(trace && traced('P')), regions: regions(trace) } })
const inP = { initial: 'P', states: parallel() }
const tracedInP = { initial: 'P', states: parallel(true) }

describe('basics', () => {
  it('[F51] [3.3, 3.6] begins in the initial state and does what that does on entry', () => {
    const walker = new Walker(chart([], { initial: 'C', states: { C: traced('C') } }))
    expect([walker.at, walker.notes]).toEqual(['C', '+C'])
  })

  it('[F51] [3.13] an event takes the transition that waits for it', () => {
    expect(walk([go], {}, 'go').at).toBe('B')
  })

  it('[F51] [3.13] an event that nothing waits for changes nothing; where the standard drops it, it is refused here', () => {
    const { at, notes, last } = walk(
      [go, { event: 'back', from: ['B'], to: 'A' }],
      { states: { A: traced('A') } },
      'back',
    )
    expect([at, notes, last]).toMatchObject(['A', '', { kind: 'refused', refusal: { code: 'not-from-here' } }])
  })

  it('[F51] [3.13] of several in one state the first in document order is taken', () => {
    expect(walk([go, { ...go, to: 'C' }], {}, 'go').at).toBe('B')
  })

  it('[F51] [3.13, 5.9.1] a condition that is false passes the event on to the next', () => {
    expect(
      walk(
        [
          { ...go, guard: 'n > 1' },
          { ...go, to: 'C' },
        ],
        {},
        'go',
      ).at,
    ).toBe('C')
  })

  it('[F51] [5.9.1] a condition that fails counts as false', () => {
    expect(
      walk(
        [
          { ...go, guard: '1 / (n - n) > 0' },
          { ...go, to: 'C' },
        ],
        {},
        'go',
      ).at,
    ).toBe('C')
  })

  it('[F51] [3.13] a condition that is true is taken though a later one waits for the same', () => {
    const walker = new Walker(
      chart([
        { ...go, guard: 'n > 1' },
        { ...go, to: 'C' },
      ]),
      { f5: 2 },
    )
    expect(walker.send('go').at).toBe('B')
  })

  it('[F51] [3.7] nothing leaves an end', () => {
    const { at, last } = walk(
      [go, { event: 'any', from: '*', to: 'C' }],
      { states: { B: { type: 'final' } } },
      'go',
      'any',
    )
    expect([at, last?.kind]).toEqual(['B', 'refused'])
  })

  it('[F51] [3.5] without a target the state is neither left nor entered, and the content is done', () => {
    const stay = { event: 'stay', from: ['A'], to: null, do: [note('did')] }
    expect(walk([stay], { states: { A: traced('A') } }, 'stay')).toMatchObject({ at: 'A', notes: 'did' })
  })

  it('[F51] [3.5] to itself leaves and enters it when it says so', () => {
    const self = { event: 'again', from: ['A'], to: 'A', reenter: true, do: [note('did')] }
    expect(walk([self], { states: { A: traced('A') } }, 'again').notes).toBe('-A did +A')
  })

  it('[F51] [3.5, other than the standard] to itself does neither unless it says so: a button that changes a field is no new visit', () => {
    const self = { event: 'again', from: ['A'], to: 'A', do: [note('did')] }
    expect(walk([self], { states: { A: traced('A') } }, 'again').notes).toBe('did')
  })
})

describe('the order of entering and leaving', () => {
  const grouped = {
    states: { A: traced('A'), B: traced('B'), C: traced('C'), D: traced('D') },
    groups: {
      outer: { states: ['A'], ...traced('outer') },
      inner: { parent: 'outer', states: ['B', 'C'], ...traced('inner') },
    },
  }

  it('[F51] [3.8, 3.9, D exitStates, enterStates] leaves, does the content, enters', () => {
    const states = { A: traced('A'), B: traced('B') }
    expect(walk([{ ...go, do: [note('did')] }], { states }, 'go').notes).toBe('-A did +B')
  })

  it('[F51] [D enterStates] enters from the outside in', () => {
    expect(walk([{ event: 'in', from: ['D'], to: 'C' }], { ...grouped, initial: 'D' }, 'in').notes).toBe(
      '-D +outer +inner +C',
    )
  })

  it('[F51] [D exitStates] leaves from the inside out', () => {
    expect(walk([{ event: 'out', from: ['B'], to: 'D' }], { ...grouped, initial: 'B' }, 'out').notes).toBe(
      '-B -inner -outer +D',
    )
  })

  it('[F51] [D findLCCA] does not leave what both ends lie in', () => {
    expect(walk([{ event: 'go', from: ['B'], to: 'C' }], { ...grouped, initial: 'B' }, 'go').notes).toBe('-B +C')
    expect(walk([{ event: 'up', from: ['B'], to: 'A' }], { ...grouped, initial: 'B' }, 'up').notes).toBe('-B -inner +A')
  })

  it('[F51] [3.5, D getTransitionDomain] of a group to a state in it: within, as the standard’s internal transitions', () => {
    const within = { event: 'go', from: [{ group: 'outer' }], to: 'C' }
    expect(walk([within], { ...grouped, initial: 'A' }, 'go').notes).toBe('-A +inner +C')
  })

  it('[F51] [3.5, D getTransitionDomain] and leaves the group too when it says so', () => {
    const anew = { event: 'go', from: [{ group: 'outer' }], to: 'C', reenter: true }
    expect(walk([anew], { ...grouped, initial: 'A' }, 'go').notes).toBe('-A -outer +outer +inner +C')
  })

  it('[F51] [D getTransitionDomain] to the group around it: the group is left and begins anew', () => {
    const restart = { event: 'restart', from: ['C'], to: { group: 'inner' } }
    expect(walk([restart], { ...grouped, initial: 'C' }, 'restart').notes).toBe('-C -inner +inner +B')
  })

  it('[F51] [D enterStates] regions are entered in document order, each below its parallel state', () => {
    const walker = new Walker(chart([], tracedInP))
    expect(walker.notes).toBe('+P +l1 +r1')
  })

  it('[F51] [D exitStates] and left in the opposite order', () => {
    expect(walk([{ event: 'out', from: ['P'], to: 'A' }], tracedInP, 'out').notes).toBe('-r1 -l1 -P')
  })
})

describe('groups', () => {
  const groups = { outer: { states: ['A'] }, inner: { parent: 'outer', states: ['B', 'C'] } }

  it('[F51] [3.6, 3.3] a group is entered by its first state', () => {
    expect(walk([{ event: 'in', from: ['D'], to: { group: 'inner' } }], { initial: 'D', groups }, 'in').at).toBe('B')
  })

  it('[F51] [3.6] or by the one it says', () => {
    const begun = { ...groups, inner: { ...groups.inner, initial: 'C' } }
    expect(walk([{ event: 'in', from: ['D'], to: { group: 'inner' } }], { initial: 'D', groups: begun }, 'in').at).toBe(
      'C',
    )
  })

  it('[F51] [3.6, D addDescendantStatesToEnter] a group that begins with a group is entered by what that begins with', () => {
    const begun = { ...groups, outer: { states: ['A'], initial: { group: 'inner' } } }
    expect(walk([{ event: 'in', from: ['D'], to: { group: 'outer' } }], { initial: 'D', groups: begun }, 'in').at).toBe(
      'B',
    )
  })

  it('[F51] [3.13] what leaves a state comes before what leaves the group around it, wherever it is written', () => {
    const moves = [
      { event: 'go', from: [{ group: 'outer' }], to: 'E' },
      { event: 'go', from: ['B'], to: 'D' },
    ]
    expect(walk(moves, { initial: 'B', groups }, 'go').at).toBe('D')
  })

  it('[F51] [3.13, D selectTransitions] what the state’s own condition refuses is the group’s', () => {
    const moves = [
      { event: 'go', from: ['B'], to: 'D', guard: 'n > 1' },
      { event: 'go', from: [{ group: 'outer' }], to: 'E' },
    ]
    expect(walk(moves, { initial: 'B', groups }, 'go').at).toBe('E')
  })

  it('[F51] [3.13] the inner group before the outer', () => {
    const moves = [
      { event: 'go', from: [{ group: 'outer' }], to: 'E' },
      { event: 'go', from: [{ group: 'inner' }], to: 'D' },
    ]
    expect(walk(moves, { initial: 'B', groups }, 'go').at).toBe('D')
    expect(walk(moves, { initial: 'A', groups }, 'go').at).toBe('E')
  })

  it('[F51] [3.13] what leaves a group leaves it from each state in it, however deep', () => {
    for (const initial of ['A', 'B', 'C'])
      expect(walk([{ event: 'go', from: [{ group: 'outer' }], to: 'E' }], { initial, groups }, 'go').at).toBe('E')
  })

  const ended = { initial: 'B', groups, states: { C: { type: 'final' } } }
  const end = { event: 'end', from: ['B'], to: 'C' }

  it('[F51] [3.7, D enterStates] a group whose end is reached is done', () => {
    expect(walk([end, { done: true, from: [{ group: 'inner' }], to: 'D' }], ended, 'end').at).toBe('D')
  })

  it('[F51] [3.7] only the group that the end lies in directly', () => {
    const outer = { outer: { states: ['E'] }, inner: groups.inner }
    const flow = { ...ended, groups: outer, states: { C: { type: 'final' }, E: { type: 'final' } } }
    expect(walk([end, { done: true, from: [{ group: 'outer' }], to: 'D' }], flow, 'end').at).toBe('C')
  })

  it('[F51] [3.7, 3.13] in the end of a group the record may still leave by an event of the group', () => {
    const moves = [end, { done: true, from: [{ group: 'inner' }], to: 'D', guard: 'n > 1' }]
    const out = { event: 'out', from: [{ group: 'inner' }], to: 'E' }
    expect(walk([...moves, out], ended, 'end').at).toBe('C')
    expect(walk([...moves, out], ended, 'end', 'out').at).toBe('E')
  })
})

describe('parallel states', () => {
  const left = { event: 'go', from: ['left.l1'], to: 'left.l2' }
  const right = { event: 'go', from: ['right.r1'], to: 'right.r2' }

  it('[F51] [3.4] entering one enters each of its regions', () => {
    expect(walk([{ event: 'in', from: ['A'], to: 'P' }], { states: parallel() }, 'in').at).toBe('left.l1 right.r1')
  })

  it('[F51] [3.4] an event is taken by every region that waits for it', () => {
    expect(walk([left, right], inP, 'go').at).toBe('left.l2 right.r2')
  })

  it('[F51] [3.4] and leaves the others where they are', () => {
    expect(walk([left], inP, 'go').at).toBe('left.l2 right.r1')
  })

  it('[F51] [D microstep] their contents are done in document order of the states', () => {
    const moves = [
      { ...right, do: [note('right')] },
      { ...left, do: [note('left')] },
    ]
    expect(walk(moves, inP, 'go').notes).toBe('left right')
  })

  it('[F51] [D microstep] all are left before any content is done, and entered after all of it', () => {
    const moves = [
      { ...left, do: [note('left')] },
      { ...right, do: [note('right')] },
    ]
    expect(walk(moves, tracedInP, 'go').notes).toBe('-r1 -l1 left right +l2 +r2')
  })

  it('[F51] [3.4] what leaves one leaves all of its regions', () => {
    expect(walk([{ event: 'out', from: ['P'], to: 'A' }], inP, 'out').at).toBe('A')
  })

  it('[F51] [3.4, D computeExitSet] so does a transition out of one region', () => {
    expect(walk([{ event: 'out', from: ['right.r1'], to: 'A' }], tracedInP, 'out')).toMatchObject({
      at: 'A',
      notes: '-r1 -l1 -P',
    })
  })

  it('[F51] [D removeConflictingTransitions] what a region does comes before what would leave the parallel state', () => {
    expect(walk([{ event: 'go', from: ['P'], to: 'A' }, left], inP, 'go').at).toBe('left.l2 right.r1')
  })

  it('[F51] [D removeConflictingTransitions] of two regions that would leave it, the first does', () => {
    const moves = [
      { event: 'go', from: ['right.r1'], to: 'B' },
      { event: 'go', from: ['left.l1'], to: 'A' },
    ]
    expect(walk(moves, inP, 'go').at).toBe('A')
  })

  it('[F51] [3.13] conditions of all regions see the record as it was before any of them moved', () => {
    const moves = [left, { ...right, guard: "left == 'l1'" }]
    expect(walk(moves, inP, 'go').at).toBe('left.l2 right.r2')
  })

  it('[F51] [3.7, D isInFinalState] is done once every region is at its end', () => {
    const moves = [
      { event: 'one', from: ['left.l1'], to: 'left.lend' },
      { event: 'two', from: ['right.r1'], to: 'right.rend' },
      { done: true, from: ['P'], to: 'B' },
    ]
    expect(walk(moves, inP, 'one').at).toBe('left.lend right.r1')
    expect(walk(moves, inP, 'one', 'two').at).toBe('B')
    expect(walk(moves, inP, 'two', 'one').at).toBe('B')
  })

  it('[F51] [D addAncestorStatesToEnter] entered by a state of one region, the others begin at their start', () => {
    expect(walk([{ event: 'in', from: ['A'], to: 'right.r2' }], { states: parallel() }, 'in').at).toBe(
      'left.l1 right.r2',
    )
  })

  it('[F51] [3.4] entered again, it begins again', () => {
    const moves = [left, { event: 'out', from: ['P'], to: 'A' }, { event: 'in', from: ['A'], to: 'P' }]
    expect(walk(moves, inP, 'go', 'out', 'in').at).toBe('left.l1 right.r1')
  })

  it('[F51] [3.3] a region may have groups of its own', () => {
    const groups = { busy: { states: ['left.l1', 'left.l2'], ...traced('busy') } }
    const moves = [left, { event: 'rest', from: [{ group: 'busy' }], to: 'left.l3' }]
    expect(walk(moves, { ...inP, groups }, 'go', 'rest')).toMatchObject({ at: 'left.l3 right.r1', notes: '-busy' })
  })
})

describe('history', () => {
  const groups = { outer: { states: ['A'] }, inner: { parent: 'outer', states: ['B', 'C'] } }
  const moves = (history: 'shallow' | 'deep', group = 'outer') => [
    { event: 'next', from: ['A'], to: 'B' },
    { event: 'next', from: ['B'], to: 'C' },
    { event: 'pause', from: [{ group: 'outer' }], to: 'D' },
    { event: 'resume', from: ['D'], to: { group, history } },
  ]

  it('[F51] [3.10] goes back to where the record was in the group', () => {
    expect(walk(moves('shallow', 'inner'), { groups }, 'next', 'next', 'pause', 'resume').at).toBe('C')
  })

  it('[F51] [3.10] shallow: an inner group begins anew', () => {
    expect(walk(moves('shallow'), { groups }, 'next', 'next', 'pause', 'resume').at).toBe('B')
  })

  it('[F51] [3.10] deep: the very state', () => {
    expect(walk(moves('deep'), { groups }, 'next', 'next', 'pause', 'resume').at).toBe('C')
  })

  it('[F51] [3.10] of a group that was never visited: where it begins', () => {
    expect(
      walk([{ event: 'in', from: ['D'], to: { group: 'inner', history: 'deep' } }], { initial: 'D', groups }, 'in').at,
    ).toBe('B')
  })

  it('[F51] [3.10, 3.13] of a group it stands in: it leaves the state before it enters it again', () => {
    const within = { B: traced('B') }
    const back = { event: 'back', from: ['B'], to: { group: 'inner', history: 'deep' } }
    const { at, notes } = walk([go, back], { groups, states: within }, 'go', 'back')
    expect([at, notes]).toEqual(['B', '+B -B +B'])
  })

  it('[F51] [3.10, D exitStates] the last visit counts', () => {
    const all = [...moves('deep'), { event: 'first', from: ['C'], to: 'A' }]
    expect(walk(all, { groups }, 'next', 'next', 'pause', 'resume', 'first', 'pause', 'resume').at).toBe('A')
  })

  it('[F51] [3.10, 3.4] deep, around a parallel state: the very state of each region', () => {
    const around = { outer: { states: ['P'] } }
    const all = [
      { event: 'go', from: ['left.l1'], to: 'left.l2' },
      { event: 'pause', from: [{ group: 'outer' }], to: 'D' },
      { event: 'resume', from: ['D'], to: { group: 'outer', history: 'deep' } },
    ]
    expect(walk(all, { ...inP, groups: around }, 'go', 'pause', 'resume').at).toBe('left.l2 right.r1')
  })
})

describe('transitions that need no event', () => {
  it('[F51] [3.13, D mainEventLoop] are taken once an event has moved the record', () => {
    expect(walk([go, { always: true, from: ['B'], to: 'C' }], {}, 'go').at).toBe('C')
  })

  it('[F51] [D mainEventLoop] one after the other, until none is left', () => {
    const chain = ['B', 'C', 'D'].map((from, index) => ({ always: true, from: [from], to: ['C', 'D', 'E'][index] }))
    expect(walk([go, ...chain], {}, 'go').at).toBe('E')
  })

  it('[F51] [3.13] only those whose condition holds', () => {
    expect(walk([go, { always: true, from: ['B'], to: 'C', guard: 'n > 1' }], {}, 'go').at).toBe('B')
  })

  it('[F51] [3.13] see what was written on the way', () => {
    const counted = { ...go, do: [{ set: 'n', value: '2' }] }
    expect(walk([counted, { always: true, from: ['B'], to: 'C', guard: 'n > 1' }], {}, 'go').at).toBe('C')
  })

  it('[F51] [D interpret] are taken at the very start, too', () => {
    expect(new Walker(chart([{ always: true, from: ['A'], to: 'B' }])).at).toBe('B')
  })

  it('[F51] [D mainEventLoop] come before what an end inside has set off', () => {
    const flow = { initial: 'A', groups: { g: { states: ['A', 'B'] } }, states: { B: { type: 'final' } } }
    const moves = [
      go,
      { done: true, from: [{ group: 'g' }], to: 'D' },
      { always: true, from: [{ group: 'g' }], to: 'E', guard: "state == 'B'" },
    ]
    expect(walk(moves, flow, 'go').at).toBe('E')
  })

  it('[F51] [3.4, 5.9.2] in one region may wait for where another one stands', () => {
    const moves = [
      { event: 'go', from: ['left.l1'], to: 'left.lend' },
      { always: true, from: ['right.r1'], to: 'right.r2', guard: "left == 'lend'" },
    ]
    expect(walk(moves, inP, 'go').at).toBe('left.lend right.r2')
  })

  it('[F51] [D, other than the standard] without end are refused, and nothing is kept; the standard would go on for ever', () => {
    const moves = [go, { always: true, from: ['B'], to: 'C' }, { always: true, from: ['C'], to: 'B' }]
    const { at, last } = walk(moves, {}, 'go')
    expect([at, last]).toMatchObject([
      'A',
      { kind: 'refused', refusal: { code: 'flow-error', params: { reason: 'endless' } } },
    ])
  })
})

describe('the fields of regions', () => {
  const left = { event: 'go', from: ['left.l1'], to: 'left.l2' }
  const right = { event: 'go', from: ['right.r1'], to: 'right.r2' }
  const out = { event: 'out', from: ['P'], to: 'A', do: [{ set: 'n', value: "left == 'l2' ? 1 : 0" }] }
  const data = (walked: Walker) => ({ left: walked.data['f2'], right: walked.data['f3'] })

  it('[F110] hold something while the record stands in them, and what leads out still reads it', () => {
    const moves = [{ event: 'in', from: ['A'], to: 'P' }, left, out]
    const walked = new Walker(chart(moves, { states: inP.states })).send('in')
    expect(data(walked)).toEqual({ left: 'o11', right: 'o21' })
    expect(data(walked.send('go'))).toEqual({ left: 'o12', right: 'o21' })
    walked.send('out')
    expect([walked.data['f5'], data(walked)]).toEqual([1, { left: undefined, right: undefined }])
    expect(data(walked.send('in'))).toEqual({ left: 'o11', right: 'o21' })
  })

  it('[F110] of a record that is written by hand are as its state says', () => {
    const flow = chart([], { states: inP.states })
    const of = (state: string, held: StoredData) => mirroredData(flow, state as OptionId, held)
    expect(of('o6', { f2: 'o12', f5: 1 })).toEqual({ f1: 'o6', f2: 'o12', f3: 'o21', f5: 1 })
    expect(of('o1', { f1: 'o6', f2: 'o12', f3: 'o21', f5: 1 })).toEqual({ f1: 'o1', f5: 1 })
  })

  it('[F111] an event tells where each region that takes it goes, and who stands elsewhere in one where it has to stand', () => {
    const flow = chart([left, right], { ...inP })
    const at = (f2: string) => ({
      ...{ record: { id: '', state: 'o6', version: 1, rev: 1, createdBy: 'ana', createdAt: 0, updatedAt: 0 } },
      ...{ data: { f1: 'o6', f2, f3: 'o22' }, actor: { id: 'ana', roles: [] }, now: 0, zone: 'UTC' },
    })
    const both = availableEvents(flow, { ...at('o11'), data: { f1: 'o6', f2: 'o11', f3: 'o21' } })
    expect(both).toMatchObject([{ event: 'go', to: 'o12', alsoTo: ['o22'] }])
    expect(stepFlow(flow, { ...at('o13'), event: 'go', input: {} })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not-from-here', params: { open: ['l1', 'r1'] } },
    })
  })
})
