import { describe, expect, it } from 'vitest'
import type { WireTransition } from '../api/flows-api.ts'
import { stepsThatAsk } from './say-transition.ts'

const step = (event: string, more: Partial<WireTransition> = {}): WireTransition => ({
  event,
  from: ['NEW'],
  to: 'SENT',
  ...more,
})
const say = (one: WireTransition) => (typeof one['guard'] === 'string' ? [`Only when ${one['guard']}.`] : [])

describe('what a review says of the steps', () => {
  it.each<[string, readonly WireTransition[], readonly WireTransition[], readonly string[]]>([
    ['a new step with its condition', [step('send', { guard: 'a' })], [], ['Only when a.']],
    [
      'a condition that was added',
      [step('send', { id: 't1', guard: 'a' })],
      [step('send', { id: 't1' })],
      ['Only when a.'],
    ],
    [
      'a condition that is another one',
      [step('send', { id: 't1', guard: 'b' })],
      [step('send', { id: 't1', guard: 'a' })],
      ['Only when b.'],
    ],
    ['nothing of what stays', [step('send', { id: 't1', guard: 'a' })], [step('send', { id: 't1', guard: 'a' })], []],
    ['nothing of a step that asks nothing', [step('send')], [], []],
  ])('%s', (_, steps, published, lines) => {
    expect(stepsThatAsk(steps, published, say).flatMap((one) => one.lines)).toEqual(lines)
  })
})
