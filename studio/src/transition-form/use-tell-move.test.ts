import { describe, expect, it } from 'vitest'
import type { AvailableTransition } from '../api/transitions-api.ts'
import { wayBack } from './use-tell-move.ts'

const step = (event: string, to: string | null, rest: Partial<AvailableTransition> = {}): AvailableTransition => ({
  event,
  to,
  form: [],
  allowed: true,
  ...rest,
})

describe('the way back after a step', () => {
  it.each<[string, readonly AvailableTransition[], string | undefined]>([
    ['is a step to where it came from', [step('send', 'SENT'), step('reopen', 'NEW')], 'reopen'],
    ['is none where the flow leads on only', [step('send', 'SENT')], undefined],
    ['is not one that is refused now', [step('reopen', 'NEW', { allowed: false })], undefined],
    [
      'is not one that asks something first',
      [step('reopen', 'NEW', { form: [{ field: 'why', required: false }] })],
      undefined,
    ],
    ['is not an event of another state', [step('reopen', null)], undefined],
  ])('%s', (_, steps, event) => {
    expect(wayBack(steps, 'NEW')?.event).toBe(event)
  })
})
