import { expect, it } from 'vitest'
import type { Flow } from '../api/flows-api.ts'
import { eventsOfOthers, withFreeEvents } from './free-events.ts'

const step = (event: string, from: string, to: string) => ({ event, from: [from], to })
const delivery = { transitions: [step('send', 'NEW', 'SENT'), step('', 'SENT', 'DONE'), step('send_2', 'NEW', 'SENT')] }
const payment = {
  ...{ name: 'payment', version: 0, blueprint: 'order', stateField: 'payment', initial: 'OPEN' },
  states: { OPEN: { timers: [{ name: 'late', event: 'send', after: 'P1D' }] }, SENT: {}, PAID: {} },
  transitions: [step('send', 'OPEN', 'SENT'), step('send', 'SENT', 'SENT'), step('pay', 'SENT', 'PAID')],
  clocks: [{ name: 'soon', starts: ['OPEN'], target: 'P3D', event: 'send' }],
} as Flow

it('calls no event as another flow of the kind does, and what sends it sends it still', () => {
  const free = withFreeEvents(payment, eventsOfOthers([delivery]))
  expect(free.transitions.map(({ event }) => event)).toEqual(['send_3', 'send_3', 'pay'])
  expect(free.states['OPEN']?.timers).toEqual([{ name: 'late', event: 'send_3', after: 'P1D' }])
  expect(free.clocks?.map(({ event }) => event)).toEqual(['send_3'])
})

it('is the same flow where nothing is called twice', () => {
  expect(withFreeEvents(payment, eventsOfOthers([{ transitions: [step('open', 'A', 'B')] }]))).toBe(payment)
  expect(withFreeEvents(payment, eventsOfOthers([]))).toBe(payment)
})
