import { describe, expect, it } from 'vitest'
import type { ConditionWords } from '../expression-input/say-condition.ts'
import { sayAction } from './say-action.ts'
import type { WireAction } from './wire-action.ts'

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
    [
      { notify: { roles: ['owner', 'member'] }, template: 'Go' },
      'flowMap.sayNotify | flowMap.whoAll | flowMap.people_owner and flowMap.people_member | Go',
    ],
  ])('%j is a sentence', (action, said) => {
    expect(sayAction(action, words)).toBe(said)
  })
})
