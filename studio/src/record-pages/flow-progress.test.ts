import { expect, it } from 'vitest'
import { progressIn } from './flow-progress.ts'

const step = (from: string | '*', to: string) => ({ event: to, from: from === '*' ? from : [from], to }) as const
const flow = {
  initial: 'OPEN',
  states: { OPEN: {}, SENT: {}, LATE: {}, LOST: {}, PAID: { type: 'final' }, GONE: { type: 'final' } },
  transitions: [
    step('OPEN', 'SENT'),
    step('SENT', 'LATE'),
    step('LATE', 'PAID'),
    step('SENT', 'PAID'),
    step('LOST', 'LOST'),
  ],
} as const

it.each([
  ['at the beginning', 'OPEN', { at: 1, of: 3 }],
  ['on the way', 'SENT', { at: 2, of: 3 }],
  ['on a longer way', 'LATE', { at: 3, of: 4 }],
  ['at the end', 'PAID', { at: 3, of: 3 }],
  ['where no way leads', 'GONE', undefined],
  ['from where no way leads on', 'LOST', undefined],
])('knows how far a record is %s', (_, state, far) => {
  expect(progressIn(flow, state)).toEqual(far)
})

it('goes by what leads out of every state, and by groups', () => {
  const grouped = {
    ...flow,
    groups: { open: { states: ['OPEN', 'SENT'] } },
    transitions: [step('OPEN', 'SENT'), { event: 'drop', from: ['*group:open'], to: 'GONE' }, step('*', 'LOST')],
  }
  expect(progressIn(grouped, 'SENT')).toEqual({ at: 2, of: 3 })
  expect(progressIn({ ...grouped, transitions: [] }, 'OPEN')).toBeUndefined()
})
