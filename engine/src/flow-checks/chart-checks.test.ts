// Are flows with groups, regions and steps that are taken by themselves read, refused and verified rightly?
import { describe, expect, it } from 'vitest'
import { chart, chartBlueprint, note, regions } from '../../test/chart.ts'
import { playWitness } from '../../test/play-witness.ts'
import { refusalsOf } from '../../test/refusals.ts'
import { flowBreaks } from '../flow/flow-breaks.ts'
import { readFlow, wireFlow } from '../flow-wire/wire-flow.ts'
import { idGiver } from '../ids.ts'
import { compareFlows } from './compare-flows.ts'
import { verifyFlow } from './verify-flow.ts'
import type { Witness } from './witness.ts'

const go = { event: 'go', from: ['A'], to: 'B' }
const groups = { outer: { states: ['A'] }, inner: { parent: 'outer', states: ['B', 'C'] } }
const parallel = { P: { type: 'parallel', regions: regions() } }

describe('the wire form', () => {
  const flow = () =>
    chart(
      [
        { event: 'in', from: ['A', { group: 'inner' }], to: { group: 'inner', history: 'deep' } },
        { always: true, from: ['B'], to: 'P', guard: 'n > 1' },
        { done: true, from: ['P'], to: 'END' },
        { event: 'go', from: ['left.l1'], to: 'left.lend', reenter: true },
        { event: 'stay', from: '*', to: null },
      ],
      {
        groups: {
          ...groups,
          inner: { ...groups.inner, initial: 'C', onEnter: [{ set: 'n', value: '1.0' }], onExit: [{ clear: 'n' }] },
          busy: { states: ['left.l1', 'left.l2'] },
        },
        states: { ...parallel, END: { type: 'final' } },
      },
    )

  it('[F47] is written as it was read, states of regions by their field, groups as objects', () => {
    const { flow: stored } = flow()
    const wire = wireFlow(stored, chartBlueprint) as { transitions: object[]; groups: object; states: { P: object } }
    expect(wire.transitions).toMatchObject([
      { from: ['A', { group: 'inner' }], to: { group: 'inner', history: 'deep' } },
      { always: true, from: ['B'], to: 'P' },
      { done: true, from: ['P'], to: 'END' },
      { from: ['left.l1'], to: 'left.lend', reenter: true },
      { event: 'stay', from: '*', to: null },
    ])
    expect(wire.transitions[1]).not.toHaveProperty('event')
    expect(wire.groups).toMatchObject({
      inner: { parent: 'outer', initial: 'C' },
      busy: { states: ['left.l1', 'left.l2'] },
    })
    expect(wire.states.P).toMatchObject({ type: 'parallel', regions: [{ stateField: 'left', initial: 'l1' }, {}] })
    const { transitions, ...rest } = wire
    expect(chart(transitions as never, rest).flow).toEqual(stored)
  })

  it.each([
    ['a group that is there', [{ ...go, to: { group: 'x' } }], {}, '/transitions/0/to/group flow-unknown-group'],
    ['a group to leave', [{ ...go, from: [{ group: 'x' }] }], {}, '/transitions/0/from/0/group flow-unknown-group'],
    ['a parent', [], { groups: { a: { states: ['A'], parent: 'x' } } }, '/groups/a/parent flow-unknown-group'],
    [
      'no ring of groups',
      [],
      { groups: { a: { states: ['A'], parent: 'b' }, b: { states: ['B'], parent: 'a' } } },
      '/groups/a/parent flow-group-ring',
    ],
    ['something in a group', [], { groups: { a: { states: [] } } }, '/groups/a/states count-out-of-range'],
    [
      'a beginning in it',
      [],
      { groups: { a: { states: ['A'], initial: 'B' } } },
      '/groups/a/initial flow-group-initial',
    ],
    [
      'one region per group',
      [],
      { states: parallel, groups: { a: { states: ['left.l1', 'right.r1'] } } },
      '/groups/a/states flow-group-regions',
    ],
    ['regions of a parallel state', [], { states: { P: { type: 'parallel' } } }, '/states/P/regions flow-regions'],
    ['no regions of others', [], { states: { P: { regions: regions() } } }, '/states/P/regions flow-regions'],
    [
      'a field of its own per region',
      [],
      { states: { P: { type: 'parallel', regions: [regions()[0], regions()[0]] } } },
      '/states/P/regions/1/stateField given-twice',
    ],
    [
      'another field than the flow has',
      [],
      { states: { P: { type: 'parallel', regions: [regions()[0], { stateField: 'state', initial: 'A' }] } } },
      '/states/P/regions/1/stateField given-twice',
    ],
    [
      'choices in a region’s field',
      [],
      { states: { P: { type: 'parallel', regions: [regions()[0], { stateField: 'n', initial: 'x' }] } } },
      '/states/P/regions/1/stateField flow-state-field',
    ],
    [
      'no parallel states within regions',
      [],
      {
        states: {
          P: {
            type: 'parallel',
            regions: [
              { stateField: 'left', initial: 'l1', states: { l2: { type: 'parallel', regions: [] } } },
              regions()[1],
            ],
          },
        },
      },
      '/states/P/regions/0/states/l2/regions flow-regions',
    ],
    ['no event of what needs none', [{ ...go, always: true }], {}, '/transitions/0/event flow-taken-by-itself'],
    [
      'one reason only',
      [{ from: ['A'], to: 'B', always: true, done: true }],
      {},
      '/transitions/0/done flow-taken-by-itself',
    ],
    [
      'nobody asked',
      [{ from: ['A'], to: 'B', always: true, who: { roles: ['x'] } }],
      {},
      '/transitions/0/who flow-taken-by-itself',
    ],
    ['somewhere to go by itself', [{ from: ['A'], to: null, always: true }], {}, '/transitions/0/to flow-stays-always'],
    ['nothing to enter anew', [{ ...go, to: null, reenter: true }], {}, '/transitions/0/reenter flow-stays-always'],
    ['an end to be done', [{ from: ['A'], to: 'B', done: true }], {}, '/transitions/0/from/0 flow-never-done'],
    [
      'a known history',
      [{ ...go, to: { group: 'outer', history: 'far' } }],
      { groups },
      '/transitions/0/to/history not-one-of',
    ],
    [
      'a region’s state',
      [{ ...go, from: ['left.nope'] }],
      { states: parallel },
      '/transitions/0/from/0 flow-unknown-state',
    ],
    [
      'no write to a region’s field',
      [{ ...go, do: [{ set: 'left', value: "'l2'" }] }],
      { states: parallel },
      '/transitions/0/do/0/set flow-sets-state',
    ],
    [
      'the same form in regions that take the same event',
      [
        { event: 'go', from: ['left.l1'], to: 'left.l2', form: ['n'] },
        { event: 'go', from: ['right.r1'], to: 'right.r2' },
      ],
      { states: parallel },
      '/transitions/1/form flow-form-differs',
    ],
  ])('[F48] wants %s', (_, transitions, more, fault) => {
    expect(refusalsOf(() => chart(transitions, more))).toContain(fault)
  })
})

describe('what is verified', () => {
  const findings = (transitions: Parameters<typeof chart>[0], more: Parameters<typeof chart>[1]) => {
    const { flow, blueprint } = chart(transitions, more)
    return verifyFlow(flow, blueprint)
      .filter(({ check }) => check !== 'unused-state')
      .map(({ check, severity, state }) => `${severity} ${check} ${state ?? ''}`.trim())
  }

  it('[F49] what leaves a group leaves each state in it, and what leads to it to where it begins', () => {
    const moves = [
      { event: 'go', from: ['A'], to: { group: 'inner' } },
      { event: 'next', from: ['B'], to: 'C' },
      { event: 'out', from: [{ group: 'inner' }], to: 'END' },
    ]
    expect(findings(moves, { groups, states: { END: { type: 'final' } } })).toEqual([])
  })

  it('[F49] a group that is called as the id of a state is not that state', () => {
    const flow = chart([{ event: 'out', from: [{ group: 'o1' }], to: 'END' }], {
      groups: { o1: { states: ['B', 'C'] } },
    })
    const leavable = [...flow.exits].filter(([, events]) => events.size > 0).map(([state]) => state)
    expect(leavable).toEqual(['o2', 'o3'])
  })

  it('[F49] what leaves a state and the group around it leaves the state once', () => {
    const flow = chart([{ event: 'out', from: ['B', { group: 'inner' }], to: 'END' }], { groups })
    expect([...(flow.exits.get('o2')?.values() ?? [])].map((exits) => exits.length)).toEqual([1])
  })

  it('[F49] the regions of a parallel state: each state of them is reached, and goes on until its end or the parallel state’s', () => {
    const moves = [
      { event: 'in', from: ['A'], to: 'P' },
      { event: 'left', from: ['left.l1'], to: 'left.lend' },
      { event: 'right', from: ['right.r1'], to: 'right.r2' },
      { event: 'end', from: ['right.r2'], to: 'right.rend' },
      { done: true, from: ['P'], to: 'END' },
    ]
    const flow = { states: { ...parallel, END: { type: 'final' } } }
    expect(findings(moves, flow)).toEqual([])
    expect(findings(moves.slice(0, 4), flow)).toContain('warn dead-end P')
    expect(
      findings(
        moves.filter(({ event }) => event !== 'end'),
        flow,
      ),
    ).toContain('warn unreachable right.rend')
  })

  it('[F49] a region that comes to no end keeps the whole from coming to one', () => {
    const moves = [
      { event: 'in', from: ['A'], to: 'P' },
      { event: 'left', from: ['left.l1'], to: 'left.l2' },
      { event: 'right', from: ['right.r1'], to: 'right.rend' },
      { done: true, from: ['P'], to: 'END' },
    ]
    const flow = { states: { ...parallel, END: { type: 'final' } } }
    expect(findings(moves, flow)).toContain('warn dead-end left.l2')
    expect(findings([...moves, { event: 'stop', from: ['P'], to: 'END' }], flow)).not.toContain('warn dead-end left.l2')
  })

  describe('two regions that write one field in the same step', () => {
    const moves = [
      { event: 'in', from: ['A'], to: 'P' },
      { event: 'go', from: ['left.l1'], to: 'left.lend', do: [{ set: 'n', value: '1' }], guard: 'n > 10' },
      { event: 'go', from: ['right.r1'], to: 'right.rend', do: [{ set: 'n', value: '2' }] },
      { done: true, from: ['P'], to: 'END' },
    ]
    const ends = { END: { type: 'final' } }
    const told = (transitions: typeof moves, states: object = parallel) => {
      const { flow, blueprint } = chart(transitions, { states: { ...states, ...ends } })
      const found = verifyFlow(flow, blueprint).filter(({ check }) => check.startsWith('both-write'))
      return { flow, blueprint, found }
    }
    const doing = (value: object) => moves.map((one) => ('do' in one ? { ...one, do: [value] } : one)) as typeof moves

    it('[F107] are told with a record that comes to it', () => {
      const { flow, blueprint, found } = told(moves)
      expect(found).toMatchObject([
        { check: 'both-write', severity: 'warn', witness: { event: 'go', edits: { n: 11 } } },
      ])
      expect(found[0]?.message).toContain('“left” and “right” both write “n”')
      const { outcome } = playWitness(flow, blueprint, found[0]?.witness as Witness)
      expect(outcome).toMatchObject({ kind: 'moved', then: [expect.anything(), expect.anything()] })
    })

    it('[F107] say nothing where both write the same, both add, or they cannot meet', () => {
      expect(told(doing({ set: 'n', value: '1' })).found).toEqual([])
      expect(told(doing({ add: 'n', value: '1' })).found).toEqual([])
      expect(
        told(moves.map((one) => (one.to === 'left.lend' ? { ...one, event: 'other' } : one)) as typeof moves).found,
      ).toEqual([])
    })

    it('[F107] are told where they begin and end, too', () => {
      const writing = (member: string, value: string) => ({ [member]: [{ set: 'n', value }] })
      const inside = (member: string) => {
        const [left, right] = regions() as unknown as [{ states: object }, { states: object }]
        const one = { ...left, states: { ...left.states, l1: writing(member, '1') } }
        const other = { ...right, states: { ...right.states, r1: writing(member, '2') } }
        return { P: { type: 'parallel', regions: [one, other] } }
      }
      const quiet = moves.map(({ do: _, guard: __, ...one }) => one) as typeof moves
      for (const member of ['onEnter', 'onExit'])
        expect(told(quiet, inside(member)).found.map(({ check }) => check)).toContain('both-write-inside')
    })
  })

  it('[F108] regions that come and go are told, and what changes in one that stays', () => {
    const flow = (transitions: readonly object[], more: object) =>
      chart(transitions as never, { states: { P: { type: 'parallel', ...more } }, events: { go: { id: 'e1' } } })
    const [left, right] = regions()
    const before = flow([], { regions: [left, right] })
    const move = { event: 'go', from: ['left.l1'], to: 'left.lend' }
    const changed = flow([move], { regions: [{ ...left, initial: 'l2' }, right] })
    expect(compareFlows(before, changed, 'en')).toMatchObject({
      sentences: expect.arrayContaining(['“left” begins in “l2” instead of “l1”.']),
      states: [{ state: 'left.l1', gained: ['go'], lost: [] }],
    })
    const plain = chart([], {})
    expect(compareFlows(plain, before, 'en').sentences).toEqual([
      'In “P”, “left” goes on at the same time.',
      'In “P”, “right” goes on at the same time.',
    ])
    expect(compareFlows(before, plain, 'en').sentences).toEqual([
      'In “P”, “left” does not go on any more.',
      'In “P”, “right” does not go on any more.',
    ])
  })

  it('[F109] a region is told by a field that may be empty', () => {
    const fields = chartBlueprint.fields.map((field) => (field.key === 'left' ? { ...field, required: true } : field))
    const wire = {
      name: 'chart',
      blueprint: 'thing',
      stateField: 'state',
      initial: 'A',
      transitions: [],
      states: parallel,
    }
    const read = () => readFlow(wire, { ...chartBlueprint, fields }, idGiver({}))
    expect(refusalsOf(read)).toEqual(['/states/P/regions/0/stateField flow-region-required'])
    const { flow } = chart([], { states: parallel })
    expect(flowBreaks(flow, chartBlueprint, { ...chartBlueprint, fields })).toEqual([{ kind: 'field', label: 'left' }])
  })

  it('[F50] a ring of steps that are taken by themselves blocks, unless a condition can stop it', () => {
    const ring = [
      go,
      { always: true, from: ['B'], to: 'C' },
      { always: true, from: ['C'], to: 'B' },
      { event: 'out', from: ['C'], to: 'END' },
    ]
    const ends = { states: { END: { type: 'final' } } }
    expect(findings(ring, ends)).toContain('block endless B')
    const stopped = ring.map((one) => (one.from[0] === 'C' && 'always' in one ? { ...one, guard: 'n > 1' } : one))
    expect(findings(stopped, ends).join()).not.toContain('endless')
  })

  it('[F42] versions are compared with groups and steps that are taken by themselves in words', () => {
    const before = chart([{ event: 'in', from: ['A'], to: 'B' }], { groups })
    const after = chart(
      [
        { id: 't1', event: 'in', from: [{ group: 'outer' }], to: { group: 'inner' } },
        { event: 'stay', from: ['A'], to: null },
      ],
      { groups, events: { in: { id: 'e1' } } },
    )
    const { sentences } = compareFlows(before, after, 'en')
    expect(sentences.join(' ')).toContain('inner')
    expect(sentences.join(' ')).toContain('the same state')
  })

  it('[F42] what a group does is told, and a frame that holds other states is a matter of the drawing', () => {
    const moves = [{ id: 't1', event: 'out', from: [{ group: 'outer' }], to: 'END' }]
    const told = (before: object, after: object, transitions: readonly object[] = moves) => {
      const make = (outer: object) =>
        chart(transitions as never, { groups: { outer: { label: 'Work', ...outer } }, events: { out: { id: 'e1' } } })
      return compareFlows(make(before), make(after), 'en').sentences
    }
    const holds = { states: ['A', 'B'] }
    expect(told(holds, { states: ['A', 'B', 'C'] })).toEqual(['Which states lie in “Work” changes.'])
    expect(told(holds, { ...holds, initial: 'B' })).toEqual(['“Work” begins in “B” instead of “A”.'])
    expect(told(holds, { ...holds, onExit: [note('x')] })).toEqual([
      'What happens on entering or leaving “Work” changes.',
    ])
    expect(told(holds, { ...holds, timers: [{ name: 'late', after: 'PT1H', event: 'out' }] })).toEqual([
      'What happens by itself in “Work” changes.',
    ])
    const elsewhere = [{ id: 't1', event: 'out', from: ['A'], to: 'END' }]
    expect(told(holds, { states: ['A'] }, elsewhere)).toEqual(['Only the drawing changes.'])
  })
})
