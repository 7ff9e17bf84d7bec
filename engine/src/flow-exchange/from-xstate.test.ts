import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyChart } from '../../test/any-chart.ts'
import { chart } from '../../test/chart.ts'
import { delivery, flowWith } from '../../test/delivery-flow.ts'
import { soundFlows } from '../../test/sound-flows.ts'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { MoldeError, pointerOf } from '../errors.ts'
import type { FlowVersion } from '../flow/flow.ts'
import { readFlow, wireFlow } from '../flow-wire/wire-flow.ts'
import { idGiver } from '../ids.ts'
import { isJsonObject, type Json } from '../json.ts'
import { fromXState } from './from-xstate.ts'
import { toXState } from './to-xstate.ts'

/** Without ids; which of several states a step leaves first says nothing. */
function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain)
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).filter(([name]) => name !== 'id')
  const sorted = (from: Json) =>
    Array.isArray(from) ? from.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : from
  return Object.fromEntries(members.map(([name, inner]) => [name, plain(name === 'from' ? sorted(inner) : inner)]))
}

function expectBack(flow: FlowVersion, blueprint: BlueprintVersion) {
  const { document, notes } = fromXState(JSON.parse(JSON.stringify(toXState(flow, blueprint))))
  expect(notes).toEqual([])
  const again = readFlow(document, blueprint, idGiver({}))
  expect(plain(wireFlow(again, blueprint))).toEqual(plain(wireFlow(flow, blueprint)))
}

const notesOf = (config: unknown) => fromXState(config).notes.map(({ path, code }) => `${pointerOf(path)} ${code}`)

function faultsOf(config: unknown): string[] {
  try {
    fromXState(config)
    return []
  } catch (refused) {
    return (refused as MoldeError).issues.map(({ path, code }) => `${pointerOf(path)} ${code}`)
  }
}

/** A machine with these members in its first state. */
const withFirst = (first: object) => ({ initial: 'a', states: { a: first, b: {} } })

describe('a config of XState as a flow', () => {
  it.each(soundFlows)('[F104] what was written comes back as the same flow: %s', (_, made) => {
    const { flow, blueprint } = made()
    expectBack(flow, blueprint)
  })

  it('[F104] so does any flow without conditions', () => {
    fc.assert(
      fc.property(anyChart, ({ transitions, more }) => {
        const { flow, blueprint } = chart(transitions, more)
        expectBack(flow, blueprint)
      }),
      { numRuns: 60 },
    )
  })

  it('[F104] so do its clocks', () => {
    const transitions = [{ event: 'start', from: ['PENDING'], to: 'IN_PROGRESS' }]
    const clocks = [{ name: 'arrival', starts: ['PENDING'], stops: ['IN_PROGRESS'], target: 'PT8H', event: 'start' }]
    const flow = flowWith(transitions, { clocks })
    expect(flow.clocks).toHaveLength(1)
    expectBack(flow, delivery)
  })

  it('[F105] takes targets, guards and actions as both versions write them', () => {
    const { document, notes } = fromXState(
      {
        id: 'light switch',
        initial: 'off',
        states: {
          off: { on: { TOGGLE: 'on', HOLD: [{ target: ['#lamp.bright'], cond: 'dark' }, 'on'] } },
          on: {
            id: 'lamp',
            initial: 'dim',
            states: { dim: { on: { UP: 'bright' } }, bright: {}, last: { type: 'history' } },
            on: { TOGGLE: { target: 'off', actions: ['ring', { type: 'set', params: { set: 'n', value: '1' } }] } },
          },
          broken: { type: 'final' },
        },
        on: { 'hit.hard': '.broken' },
      },
      { blueprint: 'thing', stateField: 'state' },
    )
    expect(document).toEqual({
      name: 'light-switch',
      blueprint: 'thing',
      stateField: 'state',
      initial: 'off',
      states: { off: {}, dim: {}, bright: {}, broken: { type: 'final' } },
      groups: { on: { states: ['dim', 'bright'] } },
      transitions: [
        { event: 'TOGGLE', from: ['off'], to: { group: 'on' } },
        { event: 'HOLD', from: ['off'], to: 'bright' },
        { event: 'HOLD', from: ['off'], to: { group: 'on' } },
        { event: 'TOGGLE', from: [{ group: 'on' }], to: 'off', do: [{ set: 'n', value: '1' }] },
        { event: 'UP', from: ['dim'], to: 'bright' },
        { event: 'hit-hard', from: '*', to: 'broken' },
      ],
    })
    expect(notes.map(({ path, code }) => `${pointerOf(path)} ${code}`)).toEqual([
      '/states/off/on/HOLD/0/cond exchange-guard',
      '/states/on/on/TOGGLE/actions/0 exchange-action',
      '/on/hit.hard exchange-renamed',
    ])
  })

  it('[F105] gives what is called alike names of their own', () => {
    const { document } = fromXState({
      initial: 'a b',
      states: { 'a b': { on: { go: 'g' } }, g: { initial: 'a-b', states: { 'a-b': {}, o1: {} } } },
    })
    expect(document).toMatchObject({
      initial: 'a-b',
      states: { 'a-b': {}, 'a-b_2': {}, state_o1: {} },
      groups: { g: { states: ['a-b_2', 'state_o1'] } },
    })
  })

  it.each([
    ['a context', { ...withFirst({}), context: { n: 1 } }, '/context exchange-left'],
    ['tags', withFirst({ tags: ['x'] }), '/states/a/tags exchange-left'],
    ['what the whole does first', { ...withFirst({}), entry: 'ring' }, '/entry exchange-left'],
    [
      'where a history leads that remembers nothing',
      withFirst({ initial: 'x', states: { x: {}, past: { type: 'history', target: 'x' } } }),
      '/states/a/states/past/target exchange-left',
    ],
    [
      'a guard',
      withFirst({ on: { go: { target: 'b', guard: { type: 'ready' } } } }),
      '/states/a/on/go/guard exchange-guard',
    ],
    ['an action', withFirst({ entry: 'ring' }), '/states/a/entry exchange-action'],
    ['an event that is forbidden', withFirst({ on: { go: {} } }), '/states/a/on/go exchange-left'],
  ])('[F106] notes what it leaves out: %s', (_, config, note) => {
    expect(notesOf(config)).toContain(note)
  })

  it.each<[string, unknown, string]>([
    ['a function', withFirst({ entry: [() => 0] }), '/states/a/entry/0 exchange-cannot'],
    [
      'a function as guard',
      withFirst({ on: { go: { target: 'b', guard: () => true } } }),
      '/states/a/on/go/guard exchange-cannot',
    ],
    ['after', withFirst({ after: { 1000: 'b' } }), '/states/a/after exchange-cannot'],
    ['invoke', withFirst({ invoke: { src: 'load' } }), '/states/a/invoke exchange-cannot'],
    ['several targets', withFirst({ on: { go: { target: ['a', 'b'] } } }), '/states/a/on/go/target exchange-cannot'],
    ['a target that is nowhere', withFirst({ on: { go: '#c' } }), '/states/a/on/go/target exchange-target'],
    ['every event', withFirst({ on: { '*': 'b' } }), '/states/a/on/* exchange-cannot'],
    ['a machine that is parallel', { type: 'parallel', states: {} }, '/type exchange-cannot'],
    [
      'a region without states',
      withFirst({ type: 'parallel', states: { r: {} } }),
      '/states/a/states/r exchange-region',
    ],
    ['no beginning', { states: { a: {} } }, '/initial exchange-target'],
    [
      'a beginning that leads to itself',
      { id: 'm', initial: 'a', states: { a: { always: '#m' } } },
      '/initial exchange-target',
    ],
    ['no object', 'machine', ' not-object'],
    ['a state that is none', withFirst({ states: 3 }), '/states/a/states not-object'],
  ])('[F106] refuses what no flow can say: %s', (_, config, fault) => {
    expect(faultsOf(config)).toContain(fault)
  })

  it('[F106] a config that is anything at all is a flow or a MoldeError', () => {
    const member = fc.constantFrom(
      'initial',
      'states',
      'on',
      'type',
      'always',
      'entry',
      'target',
      'a',
      'meta',
      'parallel',
    )
    const wild = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom('a', 'parallel', '#a', '.a', null, 3),
        tie('object'),
        fc.array(tie('value'), { maxLength: 2 }),
      ),
      object: fc.dictionary(member, tie('value'), { maxKeys: 5 }),
    }))
    fc.assert(
      fc.property(fc.oneof(wild.object, fc.anything()), (config) => {
        try {
          fromXState(config)
        } catch (refused) {
          expect(refused).toBeInstanceOf(MoldeError)
        }
      }),
      { numRuns: 500 },
    )
  })
})
