import { describe, expect, it } from 'vitest'
import type { Blueprint } from './blueprints-api.ts'
import type { Flow } from './flow.ts'
import {
  flowAt,
  flowOfEvent,
  inTheirOrder,
  mainOf,
  prefixOf,
  stateFieldsOf,
  stateIn,
  statesOf,
} from './flows-of-kind.ts'

const regions = [{ stateField: 'picking', initial: 'OPEN', states: {} }]
const step = (event: string) => ({ event, from: [], to: '' })
const payment = {
  ...{ name: 'billing', stateField: 'payment', main: false, states: { DUE: {}, PAID: {} } },
  transitions: [step('pay')],
} as unknown as Flow
const delivery = {
  ...{ name: 'delivery', stateField: 'status', main: true, states: { NEW: {}, WORK: { type: 'parallel', regions } } },
  transitions: [step('send')],
} as unknown as Flow
const flows = inTheirOrder([payment, delivery])
const fields = ['status', 'payment', 'weight'].map((key) => ({ key })) as unknown as Blueprint['fields']

describe('the flows of a kind', () => {
  it('begin with the main one', () => {
    expect(flows.map(({ name }) => name)).toEqual(['delivery', 'billing'])
    expect(mainOf(flows)).toBe(delivery)
    expect(stateFieldsOf(flows)).toEqual(['status', 'payment'])
  })

  it('are the main one where nothing is said of others', () => {
    expect(mainOf([{ name: 'only' }] as unknown as Flow[])).toEqual({ name: 'only' })
    expect(mainOf([])).toBeUndefined()
  })

  it('are found by a field of theirs, and by an event', () => {
    const found = ['status', 'picking', 'payment', 'weight'].map((key) => flowAt(flows, key)?.name)
    expect(found).toEqual(['delivery', 'delivery', 'billing', undefined])
    expect(['pay', 'send', 'lose'].map((event) => flowOfEvent(flows, event)?.name)).toEqual([
      'billing',
      'delivery',
      undefined,
    ])
  })

  it('name their states by a field, the main one as they are', () => {
    expect([prefixOf(delivery, 'status'), prefixOf(delivery, 'picking'), prefixOf(payment, 'payment')]).toEqual([
      undefined,
      'picking',
      'payment',
    ])
  })

  it('tell where a record stands, each for itself', () => {
    const record = { state: 'WORK', data: { status: 'WORK', payment: 'PAID' } }
    expect(statesOf({ fields }, flows, record).map(({ field, state }) => [field.key, state])).toEqual([
      ['status', 'WORK'],
      ['payment', 'PAID'],
    ])
    expect(stateIn(payment, { state: 'WORK', data: {} })).toBeNull()
    expect(statesOf({ fields }, flows, { state: null, data: {} })).toEqual([])
  })
})
