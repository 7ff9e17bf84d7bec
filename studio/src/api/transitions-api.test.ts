import { expect, it } from 'vitest'
import { readTransitions } from './transitions-api.ts'

const step = (flow: string, event: string, to: string | null, alsoTo?: readonly string[]) => ({
  ...{ flow, event, to, form: [], allowed: to !== null },
  ...(alsoTo && { alsoTo }),
})
const flows = [
  { flow: 'delivery', stateField: 'status', state: 'NEW' },
  { flow: 'billing', stateField: 'payment', state: 'DUE' },
]

it('names where a step leads as seen from the record, which may stand in several flows', () => {
  const { items, state } = readTransitions({
    state: 'NEW',
    items: [
      step('delivery', 'send', 'SENT'),
      step('delivery', 'pick', 'picking.DONE'),
      step('billing', 'pay', 'PAID', ['checking.DONE']),
      step('billing', 'refund', null),
    ],
    flows,
  })
  expect(state).toBe('NEW')
  expect(items.map(({ to }) => to)).toEqual(['SENT', 'picking.DONE', 'payment.PAID', null])
  expect(items[2]?.alsoTo).toEqual(['checking.DONE'])
})

it('leaves the steps of the only flow as they are', () => {
  const items = [step('delivery', 'send', 'SENT')]
  expect(readTransitions({ state: 'NEW', items, flows: flows.slice(0, 1) }).items).toEqual(items)
})
