import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnyMachineSnapshot, createMachine, getInitialSnapshot, getNextSnapshot } from 'xstate'
import { anyChart } from '../../test/any-chart.ts'
import { chart, regions, Walker } from '../../test/chart.ts'
import { delivery, deliveryFlow, flowWith } from '../../test/delivery-flow.ts'
import { soundFlows } from '../../test/sound-flows.ts'
import type { JsonObject } from '../json.ts'
import { toXState } from './to-xstate.ts'

/** As somebody else loads it: from text, and with everything that it names brought along. */
function loaded(config: JsonObject) {
  const nothing = () => undefined
  const actions = Object.fromEntries(
    ['fill', 'set', 'clear', 'add', 'webhook', 'notify', 'mail'].map((name) => [name, nothing]),
  )
  return createMachine(JSON.parse(JSON.stringify(config))).provide({ guards: { allowed: () => true }, actions })
}

function leaves(value: AnyMachineSnapshot['value']): string[] {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap((inner) => leaves(inner ?? ''))
}

const at = (snapshot: AnyMachineSnapshot) => leaves(snapshot.value).toSorted().join(' ')
const standing = ({ at: said }: Walker) =>
  said
    .split(' ')
    .filter((leaf, _, all) => all.length === 1 || leaf.includes('.'))
    .map((leaf) => leaf.split('.').at(-1))
    .toSorted()
    .join(' ')

describe('a flow as a config of XState', () => {
  it('[F100] says guards and actions by name, and the rest where XState keeps notes', () => {
    const config = toXState(flowWith(deliveryFlow.transitions, { states: deliveryFlow.states }), delivery)
    expect(config).toMatchObject({
      id: 'flow:delivery',
      meta: { name: 'delivery', blueprint: 'delivery', stateField: 'status' },
      initial: 'PENDING',
      states: {
        PENDING: {
          description: 'Pending',
          on: {
            start: [
              {
                description: 'Delivery started',
                target: '#IN_PROGRESS',
                guard: { type: 'allowed', params: { guard: 'cargo != ""', who: { roles: ['driver'] } } },
                actions: [
                  { type: 'fill', params: { fields: ['driver'] } },
                  { type: 'set', params: { set: 'started_at', value: 'now' } },
                ],
              },
            ],
          },
        },
        IN_PROGRESS: { meta: { color: 'blue', pos: { x: 280, y: 0 } } },
        DELIVERED: { type: 'final' },
      },
    })
  })

  it.each(soundFlows)('[F100] is loaded by XState: %s', (_, made) => {
    const { flow, blueprint } = made()
    const config = toXState(flow, blueprint)
    expect(JSON.parse(JSON.stringify(config))).toEqual(config)
    expect(() => getInitialSnapshot(loaded(config))).not.toThrow()
  })

  it('[F100] gives a state whose name is no plain word a plain one', () => {
    const options = [
      { id: 'o1', key: 'in.review' },
      { id: 'o2', key: 'o1' },
      { id: 'o3', key: 'Сделано' },
    ] as const
    const blueprint = {
      ...delivery,
      fields: delivery.fields.map((field) => (field.id === 'f5' ? { ...field, options } : field)),
    }
    const flow = {
      ...flowWith([{ event: 'go', from: ['PENDING'], to: 'IN_PROGRESS' }]),
      states: options.map(({ id }) => ({ id, kind: 'state' as const, onEnter: [], onExit: [] })),
    }
    const config = toXState(flow, blueprint)
    expect(config['states']).toMatchObject({ o1: { meta: { state: 'in.review' } }, o2: { meta: { state: 'o1' } } })
    const machine = loaded(config)
    expect(at(getNextSnapshot(machine, getInitialSnapshot(machine), { type: 'go' }))).toBe('o2')
  })

  const go = (from: unknown, to: unknown, event = 'go') => ({ event, from: Array.isArray(from) ? from : [from], to })
  const parallel = { P: { type: 'parallel', regions: regions() } }
  it.each([
    ['a state', [go('A', 'B')], {}, ['go']],
    [
      'a group',
      [go('A', { group: 'g' }), go({ group: 'g' }, 'D', 'out')],
      { groups: { g: { states: ['B', 'C'] } } },
      ['go', 'out'],
    ],
    ['a group that is called as a state', [go('A', { group: 'D' })], { groups: { D: { states: ['B', 'C'] } } }, ['go']],
    [
      'history',
      [go('A', 'C'), go({ group: 'g' }, 'D', 'out'), go('D', { group: 'g', history: 'deep' }, 'back')],
      { groups: { g: { states: ['B', 'C'] } } },
      ['go', 'out', 'back'],
    ],
    [
      'regions that come to their ends',
      [
        go('A', 'P'),
        go('left.l1', 'left.lend', 'l'),
        go('right.r1', 'right.rend', 'r'),
        { done: true, from: ['P'], to: 'END' },
      ],
      { states: parallel },
      ['go', 'l', 'r'],
    ],
    ['what is taken by itself', [go('A', 'B'), { always: true, from: ['B'], to: 'C' }], {}, ['go']],
    ['a beginning inside of a group', [go('C', 'B')], { initial: 'C', groups: { g: { states: ['B', 'C'] } } }, ['go']],
  ])('[F101] it goes where the flow goes: %s', (_, transitions, more, events) => {
    const flow = chart(transitions, more)
    const machine = loaded(toXState(flow.flow, flow.blueprint))
    const walker = new Walker(flow)
    let snapshot = getInitialSnapshot(machine) as AnyMachineSnapshot
    expect(at(snapshot)).toBe(standing(walker))
    for (const type of events) {
      const before = at(snapshot)
      snapshot = getNextSnapshot(machine, snapshot, { type })
      expect(at(snapshot)).toBe(standing(walker.send(type)))
      expect(at(snapshot)).not.toBe(before)
    }
  })

  it('[F101] it goes where any flow without conditions goes', () => {
    const events = fc.array(fc.constantFrom('go', 'on', 'back'), { maxLength: 12 })
    fc.assert(
      fc.property(anyChart, events, ({ transitions, more }, sent) => {
        const flow = chart(transitions, more)
        const machine = loaded(toXState(flow.flow, flow.blueprint))
        const walker = new Walker(flow)
        let snapshot = getInitialSnapshot(machine) as AnyMachineSnapshot
        for (const type of sent) {
          snapshot = getNextSnapshot(machine, snapshot, { type })
          expect(at(snapshot)).toBe(standing(walker.send(type)))
        }
      }),
      { numRuns: 60 },
    )
  })
})
