import { describe, expect, it } from 'vitest'
import type { WireTransition } from '../api/flows-api.ts'
import type { ConditionWords } from '../expression-input/say-condition.ts'
import type { WireAction } from './edit-flow.ts'
import { sayAction, stepsThatAsk } from './say-transition.ts'

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

describe('what reaches somebody outside of the record', () => {
  const names = [{ name: 'driver', label: 'Driver', group: 'record', field: { key: 'driver' } }]
  const words = {
    t: (key: string, values: object = {}) => [key, ...Object.values(values)].join(' | '),
    language: 'en',
    names,
  } as unknown as ConditionWords

  it.each<[WireAction, string]>([
    [{ webhook: 'erp', body: "{'a': 1}" }, 'flowMap.sayWebhook | erp'],
    [{ webhook: '' }, 'flowMap.sayWebhook | …'],
    [{ notify: 'driver', template: 'Go' }, 'flowMap.sayNotify | Driver | Go'],
    [{ notify: 'actor.id', template: { en: 'Go', ru: 'Вперёд' } }, 'flowMap.sayNotify | flowMap.whoActor | Go'],
    [{ mail: 'record.createdBy', subject: 'S', template: 'Go' }, 'flowMap.sayMail | flowMap.whoCreator | Go'],
    [
      { mail: { roles: ['owner', 'clerk'] }, template: 'Go' },
      'flowMap.sayMail | flowMap.whoRoles | owner or clerk | Go',
    ],
  ])('%j is a sentence', (action, said) => {
    expect(sayAction(action, words)).toBe(said)
  })
})
