import { describe, expect, it } from 'vitest'
import { compiledWith, noon } from '../../test/delivery-flow.ts'
import { MoldeError } from '../errors.ts'
import { flowLimits } from './flow-limits.ts'
import { simulateFlow } from './simulate.ts'

const flow = compiledWith(
  [
    {
      event: 'start',
      from: ['PENDING'],
      to: 'IN_PROGRESS',
      who: { roles: ['driver'] },
      form: [{ field: 'driver', required: true }],
    },
    { event: 'deliver', from: ['IN_PROGRESS'], to: 'DELIVERED', do: [{ set: 'started_at', value: 'now' }] },
  ],
  { states: { DELIVERED: { type: 'final' }, PENDING: { onEnter: [{ set: 'attempts', value: '1' }] } } },
)
const sample = { data: { f1: 'books' }, actor: { id: 'ben', roles: ['driver'] }, now: noon, zone: 'UTC' }

describe('a simulation', () => {
  it('[F36] starts a new record and sends the events one after the other', () => {
    const { start, steps } = simulateFlow(flow, sample, [
      { event: 'start', input: { driver: 'ben' } },
      { event: 'deliver', now: noon + 1000 },
    ])
    expect(start).toMatchObject({ state: 'o1', data: { f1: 'books', f5: 'o1', f6: 1 } })
    expect(steps.map(({ event, state, outcome }) => [event, state, outcome.kind])).toEqual([
      ['start', 'o2', 'moved'],
      ['deliver', 'o3', 'moved'],
    ])
    expect(steps[1]?.data).toEqual({ f1: 'books', f2: 'ben', f3: '2030-01-07T12:00:01.000Z', f5: 'o3', f6: 1 })
  })

  it('[F36] tells a refused event or a wrong form and goes on from where the record was', () => {
    const { steps } = simulateFlow(flow, sample, [
      { event: 'deliver' },
      { event: 'start' },
      { event: 'start', input: { driver: 'ben' }, actor: { id: 'eva', roles: [] } },
      { event: 'start', input: { driver: 'ben' }, actor: sample.actor },
    ])
    expect(steps.map(({ state, outcome }) => [state, outcome.kind])).toEqual([
      ['o1', 'refused'],
      ['o1', 'invalid'],
      ['o1', 'refused'],
      ['o2', 'moved'],
    ])
  })

  it('[F36] may start in the middle, and then does nothing on entry', () => {
    const { start, steps } = simulateFlow(flow, { ...sample, record: { state: 'o2' } }, [{ event: 'deliver' }])
    expect(start).toEqual({ state: 'o2', data: { f1: 'books' }, memory: {} })
    expect(steps[0]).toMatchObject({ state: 'o3', outcome: { kind: 'moved', from: 'o2' } })
  })

  it('[F36] ends: no more than its limit of events, and none the flow does not have', () => {
    const events = Array.from({ length: flowLimits.simulatedEvents + 1 }, () => ({ event: 'deliver' }))
    expect(simulateFlow(flow, sample, events).steps).toHaveLength(flowLimits.simulatedEvents)
    expect(() => simulateFlow(flow, sample, [{ event: 'nope' }])).toThrow(MoldeError)
  })
})
