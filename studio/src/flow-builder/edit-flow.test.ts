import { describe, expect, it } from 'vitest'
import type { Flow } from '../api/flows-api.ts'
import {
  changeState,
  changeTransition,
  flowDocument,
  inOneLine,
  stateKey,
  withoutParts,
  withoutStates,
  withState,
  withTransition,
} from './edit-flow.ts'

const delivery: Flow = {
  name: 'delivery',
  version: 3,
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'PENDING',
  states: { PENDING: {}, IN_PROGRESS: {}, DELIVERED: { type: 'final' } },
  transitions: [
    { event: 'start', from: ['PENDING'], to: 'IN_PROGRESS' },
    { event: 'deliver', from: ['IN_PROGRESS', 'PENDING'], to: 'DELIVERED' },
    { event: 'restart', from: '*', to: 'PENDING' },
  ],
}

describe('editing a flow', () => {
  it('takes a state away with the transitions that need it and keeps those that have another source', () => {
    const flow = withoutStates(delivery, ['IN_PROGRESS'])
    expect(Object.keys(flow.states)).toEqual(['PENDING', 'DELIVERED'])
    expect(flow.transitions.map((one) => [one.event, one.from])).toEqual([
      ['deliver', ['PENDING']],
      ['restart', '*'],
    ])
  })

  it('starts elsewhere when the initial state goes', () => {
    expect(withoutStates(delivery, ['PENDING']).initial).toBe('IN_PROGRESS')
  })

  it('gives a new transition a name that is free', () => {
    const flow = withTransition(delivery, ['PENDING'], 'DELIVERED', 'Start')
    expect(flow.transitions.at(-1)).toEqual({ event: 'start_2', label: 'Start', from: ['PENDING'], to: 'DELIVERED' })
  })

  it('changes one transition and leaves the given flow as it was', () => {
    const flow = changeTransition(delivery, 0, { guard: "cargo != ''" })
    expect(flow.transitions[0]).toMatchObject({ event: 'start', guard: "cargo != ''" })
    expect(delivery.transitions[0]).not.toHaveProperty('guard')
    expect(changeTransition(flow, 0, { guard: undefined }).transitions[0]).not.toHaveProperty('guard')
    expect(withoutParts(flow, [], [0]).transitions).toHaveLength(2)
    expect(withoutParts(flow, ['DELIVERED'], [0]).transitions.map((one) => one.event)).toEqual(['restart'])
  })

  it('makes the first state the initial one', () => {
    const empty = { ...delivery, initial: '', states: {}, transitions: [] }
    expect(withState(empty, 'NEW', {}).initial).toBe('NEW')
  })

  it('lets each state lead to the next, and nothing leave the last', () => {
    const bare = { ...delivery, states: { PENDING: {}, IN_PROGRESS: {}, DELIVERED: {} }, transitions: [] }
    const linked = inOneLine(bare, (state) => `Mark as ${state}`)
    expect(linked.transitions.map(({ event, label, from, to }) => [event, label, from, to])).toEqual([
      ['mark_as_in_progress', 'Mark as IN_PROGRESS', ['PENDING'], 'IN_PROGRESS'],
      ['mark_as_delivered', 'Mark as DELIVERED', ['IN_PROGRESS'], 'DELIVERED'],
    ])
    expect(linked.states).toEqual({ PENDING: {}, IN_PROGRESS: {}, DELIVERED: { type: 'final' } })
  })

  it('leaves a lone state as it is', () => {
    const lone = { ...delivery, states: { PENDING: {} }, transitions: [] }
    expect(inOneLine(lone, String)).toEqual(lone)
  })

  it('names states in capitals, each differently', () => {
    expect(stateKey('On hold', new Set())).toBe('ON_HOLD')
    expect(stateKey('Готово', new Set(['GOTOVO']))).toBe('GOTOVO_2')
    expect(stateKey('完了', new Set(['STATE']))).toBe('STATE_2')
  })

  describe('with timers', () => {
    const late = { id: 'm1', name: 'late', after: 'PT4H', event: 'start' }
    const timed: Flow = {
      ...delivery,
      states: { ...delivery.states, PENDING: { timers: [late] } },
      events: { start: { id: 'e1', internal: true } },
    }
    const sent = (flow: Flow) => (flowDocument(flow) as unknown as Flow).states['PENDING']

    it('keeps them whatever else is changed, and follows the name of what they send', () => {
      expect(sent(changeState(timed, 'PENDING', { color: 'red' }))).toEqual({ color: 'red', timers: [late] })
      const renamed = changeTransition(timed, 0, { event: 'hurry' })
      expect(renamed.states['PENDING']?.timers).toEqual([{ ...late, event: 'hurry' }])
      expect(flowDocument(renamed)).toMatchObject({ events: { hurry: { id: 'e1', internal: true } } })
      const shared = {
        ...timed,
        transitions: [...timed.transitions, { event: 'start', from: ['PENDING'], to: 'DELIVERED' }],
      }
      expect(changeTransition(shared, 0, { event: 'hurry' }).states['PENDING']?.timers).toEqual([late])
    })

    it('sends none whose step is gone, or that stands on an end', () => {
      expect(sent(withoutParts(timed, [], [0]))).toEqual({})
      expect(sent(changeState(timed, 'PENDING', { type: 'final' }))).toEqual({ type: 'final' })
      // Undoing brings both back.
      expect(sent(timed)).toEqual({ timers: [late] })
    })
  })

  it('sends the definition alone', () => {
    expect(Object.keys(flowDocument({ ...delivery, findings: [] }))).toEqual([
      'name',
      'blueprint',
      'stateField',
      'initial',
      'states',
      'transitions',
    ])
  })
})
