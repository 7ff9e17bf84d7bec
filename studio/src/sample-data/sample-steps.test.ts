import { describe, expect, it } from 'vitest'
import type { WireTransition } from '../api/flows-api.ts'
import { waysOver, waysThrough } from './sample-steps.ts'

const step = (event: string, from: WireTransition['from'], to: string, more: object = {}): WireTransition => ({
  event,
  from,
  to,
  ...more,
})
const states = { NEW: {}, PACKED: {}, SENT: {}, LOST: { type: 'final' }, DONE: { type: 'final' } } as const

describe('ways through a flow', () => {
  it.each<[string, readonly WireTransition[], readonly (readonly string[])[]]>([
    [
      'go as far as steps lead',
      [step('pack', ['NEW'], 'PACKED'), step('send', ['PACKED'], 'SENT')],
      [[], ['pack'], ['pack', 'send']],
    ],
    [
      'take the shorter one',
      [step('pack', ['NEW'], 'PACKED'), step('send', ['PACKED'], 'SENT'), step('rush', ['NEW'], 'SENT')],
      [[], ['pack'], ['rush']],
    ],
    ['do not go round', [step('pack', ['NEW'], 'PACKED'), step('unpack', ['PACKED'], 'NEW')], [[], ['pack']]],
    ['do not take a step that asks', [step('pack', ['NEW'], 'PACKED', { form: ['weight'] })], [[]]],
    ['an empty form asks nothing', [step('pack', ['NEW'], 'PACKED', { form: [] })], [[], ['pack']]],
    [
      'a step from everywhere leaves no end',
      [step('lose', '*', 'LOST'), step('wake', '*', 'NEW'), step('end', ['LOST'], 'DONE')],
      [[], ['lose'], ['lose', 'end']],
    ],
  ])('%s', (_, transitions, ways) => {
    expect(waysThrough({ initial: 'NEW', states, transitions })).toEqual(ways)
  })
})

it('leads made-up records to every state of one flow for each of the other', () => {
  const flow = (one: string, other: string) => ({ initial: 'NEW', states, transitions: [step(one, ['NEW'], other)] })
  const ways = waysOver([flow('pack', 'PACKED'), flow('pay', 'DONE')])
  expect([0, 1, 2, 3, 4].map((at) => ways(at).join())).toEqual(['', 'pack', 'pay', 'pack,pay', ''])
  expect(waysOver([])(3)).toEqual([])
})
