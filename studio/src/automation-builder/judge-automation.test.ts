import { expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { type AutomationDraft, documentOf, isSameDraft, verbsFor } from './automation-draft.ts'
import { byPlace, groundOf, judgeAutomationDraft, problemsAt } from './judge-automation.ts'

const parcel = {
  name: 'parcel',
  version: 1,
  fields: [
    { id: 'f1', key: 'weight', type: 'number' },
    { id: 'f2', key: 'driver', type: 'text' },
    {
      id: 'f4',
      key: 'payment',
      type: 'enum',
      options: [
        { id: 'o3', key: 'DUE' },
        { id: 'o4', key: 'PAID' },
      ],
    },
    {
      id: 'f3',
      key: 'stage',
      type: 'enum',
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'SENT' },
      ],
    },
  ],
} as unknown as Blueprint
const flow = {
  ...{ name: 'parcel', version: 1, blueprint: 'parcel', stateField: 'stage', initial: 'NEW' },
  states: { NEW: {}, SENT: {} },
  transitions: [{ event: 'send', from: ['NEW'], to: 'SENT' }],
} as unknown as Flow
const payment = {
  ...{ name: 'payment', version: 1, blueprint: 'parcel', stateField: 'payment', initial: 'DUE', main: false },
  states: { DUE: {}, PAID: {} },
  transitions: [{ event: 'pay', from: ['DUE'], to: 'PAID' }],
} as unknown as Flow
const draft: AutomationDraft = {
  label: 'Heavy',
  blueprint: 'parcel',
  trigger: { kind: 'changed', fields: ['weight'] },
  when: 'weight > 100.0 && before.weight <= 100.0',
  do: [{ set: 'driver', value: '"Rui"' }],
}
const judged = (change: Partial<AutomationDraft>, about: Blueprint | undefined = parcel) => [
  ...judgeAutomationDraft({ ...draft, ...change }, groundOf(about, about ? [flow, payment] : []), 'en').keys(),
]

it('nothing is wrong with what is whole', () => {
  expect(judged({})).toEqual([])
  expect(judged({ when: '', trigger: { kind: 'transition', event: 'send', to: 'SENT' } })).toEqual([])
  expect(judged({ when: '', trigger: { kind: 'transition', event: 'pay', to: 'payment.PAID' } })).toEqual([])
})

it.each<[string, Partial<AutomationDraft>, string]>([
  ['a condition that is none', { when: 'weight >' }, '/when'],
  ['what was before, where nothing was', { trigger: { kind: 'created' } }, '/when'],
  ['a state that there is not', { trigger: { kind: 'transition', to: 'LOST' }, when: '' }, '/trigger/to'],
  [
    'a state of another flow than that of the step',
    { trigger: { kind: 'transition', event: 'pay', to: 'SENT' }, when: '' },
    '/trigger/to',
  ],
  ['a value of another type', { do: [{ set: 'driver', value: '1' }] }, '/do/0/value'],
  ['nothing to do', { do: [] }, '/do'],
])('%s is told at its place', (_, change, place) => {
  expect(judged(change)).toContain(place)
})

it('about no record only others can be told', () => {
  expect(verbsFor({ trigger: { kind: 'schedule' }, blueprint: undefined })).not.toContain('set')
  expect(verbsFor({ trigger: { kind: 'deleted' }, blueprint: 'parcel' })).not.toContain('set')
  expect(verbsFor({ trigger: { kind: 'created' }, blueprint: 'parcel' })).toContain('set')
})

it('what is wrong inside of an action stands at the action', () => {
  const problems = byPlace([
    { pointer: '/do/1/value', message: 'No.' },
    { pointer: '/do/1/value', message: 'No.' },
    { pointer: '/do/10', message: 'Neither.' },
  ])
  expect(problemsAt(problems, '/do/1')).toEqual(['No.'])
})

it('what was taken away is sent as nothing', () => {
  expect(documentOf({ ...draft, when: '', blueprint: undefined })).toMatchObject({ when: null, blueprint: null })
  expect(isSameDraft(draft, { ...draft, do: [...draft.do] })).toBe(true)
})
