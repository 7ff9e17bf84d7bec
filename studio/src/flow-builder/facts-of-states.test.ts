import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { factsOfStates } from './facts-of-states.ts'
import { judgeFlow } from './judge-flow.ts'

const blueprint: Blueprint = {
  ...{ name: 'delivery', version: 1, rules: [], uniques: [] },
  fields: [
    { id: 'f1', key: 'cargo', type: 'text', required: true },
    { id: 'f2', key: 'note', type: 'text' },
    { id: 'f3', key: 'started_at', type: 'datetime', readOnly: true },
    { id: 'f4', key: 'never', type: 'text', readOnly: true },
    {
      ...{ id: 'f5', key: 'status', type: 'enum' },
      options: ['PENDING', 'ROAD', 'DONE', 'ALONE'].map((key, at) => ({ id: `o${at + 1}`, key })),
    },
  ],
}
const flow: Flow = {
  ...{ name: 'delivery', version: 0, blueprint: 'delivery', stateField: 'status', initial: 'PENDING' },
  states: { PENDING: {}, ROAD: {}, DONE: { type: 'final' }, ALONE: { type: 'final' } },
  transitions: [
    { event: 'start', from: ['PENDING'], to: 'ROAD', do: [{ set: 'started_at', value: 'now' }] },
    { event: 'end', from: ['ROAD'], to: 'DONE' },
  ],
}
const factsOf = (one: Flow) => Object.fromEntries(factsOfStates(judgeFlow(blueprint, one, 'en')))

describe('what is certain in a state', () => {
  it('is what tells it from others: not what people must fill in everywhere, nor what nothing ever writes', () => {
    expect(factsOf(flow)).toEqual({
      PENDING: { set: [], empty: ['started_at'] },
      ROAD: { set: ['started_at'], empty: [] },
      DONE: { set: ['started_at'], empty: [] },
    })
  })

  it('is no more than every way there agrees on', () => {
    const cancelled = { event: 'cancel', from: ['PENDING'], to: 'DONE' }
    expect(factsOf({ ...flow, transitions: [...flow.transitions, cancelled] })).toMatchObject({
      ROAD: { set: ['started_at'] },
      DONE: { set: [], empty: [] },
    })
  })

  it('is nothing while it is no flow', () => {
    expect(factsOf({ ...flow, initial: 'NOWHERE' })).toEqual({})
  })
})
