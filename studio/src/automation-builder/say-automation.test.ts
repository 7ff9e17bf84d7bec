import { expect, it } from 'vitest'
import type { AutomationDraft } from './automation-draft.ts'
import { type AutomationWords, sayAutomation } from './say-automation.ts'

const blueprint = {
  name: 'parcel',
  label: 'Parcel',
  fields: [
    { key: 'weight', label: 'Weight', type: 'number' },
    { key: 'stage', type: 'enum', options: [{ key: 'NEW', label: 'Brand new' }] },
  ],
}
const words = {
  t: (key: string, values: object = {}) => [key.replace('automation.', ''), ...Object.values(values)].join(' | '),
  formats: { say: (label: string | undefined, fallback: string) => label ?? fallback },
  ...{ language: 'en', names: [], blueprint, flows: [], forms: [{ name: 'Order', label: 'Order a van' }] },
} as unknown as AutomationWords
const say = (draft: Partial<AutomationDraft>) =>
  sayAutomation({ blueprint: 'parcel', trigger: { kind: 'created' }, when: '', do: [], ...draft }, words)

it.each<[Partial<AutomationDraft>, string]>([
  [{}, 'sentence | whenCreated | Parcel | …'],
  [{ blueprint: undefined }, 'sentence | whenCreated | … | …'],
  [{ trigger: { kind: 'submitted' } }, 'sentence | whenSubmitted | Parcel | …'],
  [{ trigger: { kind: 'submitted', form: 'Order' } }, 'sentence | whenFormSent | Order a van | Parcel | …'],
  [{ trigger: { kind: 'submitted', form: 'Gone' } }, 'sentence | whenFormSent | Gone | Parcel | …'],
  [
    { trigger: { kind: 'changed', fields: ['stage'], to: 'NEW' } },
    'sentence | whenTo | Parcel | condition.quoted | Stage | Brand new | …',
  ],
  [
    { trigger: { kind: 'changed', fields: ['weight'], from: null } },
    'sentence | whenFrom | Parcel | condition.quoted | Weight | condition.nothing | …',
  ],
  [
    { blueprint: undefined, trigger: { kind: 'schedule', every: 'week', on: ['monday', 'friday'], at: '08:00' } },
    'sentence | everyWeek | 08:00 | Monday and Friday | …',
  ],
  [
    { blueprint: undefined, trigger: { kind: 'webhook' }, do: [{ webhook: 'erp' }, { webhook: 'crm' }] },
    'sentence | whenCalled | flowMap.sayWebhook | erp and flowMap.sayWebhook | crm',
  ],
])('%j is one sentence', (draft, sentence) => {
  expect(say(draft)).toBe(sentence)
})

it('ends in three dots while nothing is done yet', () => {
  const t = (key: string, { then = '' }: { readonly then?: string } = {}) => `${key}: ${then}.`
  const said = sayAutomation({ blueprint: 'parcel', trigger: { kind: 'created' }, when: '', do: [] }, {
    ...words,
    t,
  } as AutomationWords)
  expect(said).toBe('automation.sentence: …')
})
