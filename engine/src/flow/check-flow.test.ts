import { describe, expect, it } from 'vitest'
import { delivery, flowWith } from '../../test/delivery-flow.ts'
import { pointerOf } from '../errors.ts'
import { checkFlow } from './check-flow.ts'
import type { FlowVersion } from './flow.ts'

const flow = flowWith([{ event: 'go', from: ['PENDING'], to: 'LOST', form: ['weight'], do: [{ clear: 'late' }] }])
const faults = (of: FlowVersion, blueprint = delivery) =>
  checkFlow(of, blueprint).map(({ path, code, params }) => [
    `${pointerOf(path)} ${code}`,
    params?.['name'] ?? params?.['field'],
  ])

describe('a stored flow', () => {
  it('[F7] is legal where it was read', () => {
    expect(faults(flow)).toEqual([])
  })

  it('[F7] is no flow of a blueprint version without its fields', () => {
    const fields = delivery.fields.filter(({ id }) => id !== 'f14' && id !== 'f15')
    expect(faults(flow, { ...delivery, fields })).toEqual([
      ['/transitions/0/form/0 unknown-field', 'f14'],
      ['/transitions/0/do/0/clear unknown-field', 'f15'],
    ])
  })

  it('[F7] is no flow with a state it does not have', () => {
    const states = flow.states.filter(({ id }) => id !== 'o1' && id !== 'o4')
    expect(faults({ ...flow, states })).toEqual([
      ['/initial flow-unknown-state', 'o1'],
      ['/transitions/0/to flow-unknown-state', 'o4'],
      ['/transitions/0/from/0 flow-unknown-state', 'o1'],
    ])
  })

  it('[F7] shares no field, event or promised time with another flow of its blueprint', () => {
    const clocks = [{ id: 'k1', name: 'answer', starts: [flow.initial], pauses: [], stops: [], target: {} }]
    const timed = { ...flow, clocks } as unknown as FlowVersion
    const other = { ...timed, name: 'other', label: 'Other' }
    expect(checkFlow(timed, delivery, [other]).map(({ path, code }) => `${pointerOf(path)} ${code}`)).toEqual([
      '/stateField flow-field-taken',
      '/clocks/0/name flow-clock-taken',
      '/transitions/0/event flow-event-taken',
    ])
    expect(checkFlow(timed, delivery, [])).toEqual([])
    const elsewhere: FlowVersion = { ...other, stateField: 'f15', events: [], clocks: [], states: [] }
    expect(checkFlow(flow, delivery, [elsewhere]).map(({ path, code }) => `${pointerOf(path)} ${code}`)).toEqual([
      '/transitions/0/do/0/clear flow-sets-state',
    ])
  })

  it('[F7] without its state field it is none either', () => {
    const fields = delivery.fields.filter(({ id }) => id !== 'f5')
    const broken = { ...flow, initial: 'o99' } as const
    expect(checkFlow(broken, { ...delivery, fields })[0]?.params).toEqual({ name: 'o99', field: 'f5', known: [] })
  })
})
