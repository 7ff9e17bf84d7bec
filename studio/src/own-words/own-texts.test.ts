// Is every text of a kind and of its flow found, and written back to where it stood?
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { speakOwnLanguages } from '../text/own-languages.ts'
import { definitionTexts } from './definition-texts.ts'
import { flowTexts, isStateOf, translatedChoices } from './flow-texts.ts'
import { missingOf, type OwnText, shownIn, textKey, withWords } from './own-text.ts'

beforeEach(() => speakOwnLanguages(['en', 'ru']))
afterEach(() => speakOwnLanguages([]))

const fields = [
  { id: 'f1', key: 'cargo', type: 'text', label: { en: 'Cargo', ru: 'Груз' }, help: 'What is in it' },
  {
    id: 'f2',
    key: 'status',
    type: 'enum',
    options: [
      { id: 'o1', key: 'NEW', label: 'New' },
      { id: 'o2', key: 'DONE' },
      { id: 'o3', key: 'OLD', label: 'Old', retired: true },
    ],
  },
  { id: 'f3', key: 'rows', type: 'list', fields: [{ id: 'f4', key: 'count', type: 'number' }] },
] as unknown as readonly WireField[]
const parcel = {
  name: 'parcel',
  label: 'Parcel',
  fields,
  rules: [{ id: 'r1', check: 'true', message: 'Too heavy' }],
}
const flow: Flow = {
  name: 'parcel',
  version: 1,
  blueprint: 'parcel',
  stateField: 'status',
  initial: 'NEW',
  states: {
    NEW: {
      label: { en: 'New', ru: 'Новая' },
      onEnter: [{ mail: 'record.createdBy', subject: 'Hello', template: 'It is {cargo}' }],
      timers: [{ name: 't', event: 'end', after: 'P1D', onRemind: [{ notify: 'actor.id', template: 'Soon' }] }],
    },
    DONE: {},
  },
  groups: { busy: { label: 'Busy', states: ['NEW'] } },
  transitions: [
    { event: 'end', label: 'Finish', from: ['NEW'], to: 'DONE', check: [{ check: 'true', message: 'Not yet' }] },
    { event: '', always: true, from: ['NEW'], to: 'DONE' },
  ],
  clocks: [{ name: 'promise', starts: ['NEW'], target: 'P1D' }],
}
const said = (texts: readonly OwnText[]) => texts.map((text) => `${text.kind} ${textKey(text)}`)

describe('the texts of a kind of record', () => {
  it('are its names, those of its fields and choices, and what its rules say', () => {
    expect(said(definitionTexts(parcel, () => false))).toEqual([
      'kind label',
      'field fields/0/label',
      'help fields/0/help',
      'field fields/1/label',
      'choice fields/1/options/0/label',
      'choice fields/1/options/1/label',
      'field fields/2/label',
      'field fields/2/fields/0/label',
      'rule rules/0/message',
    ])
  })

  it('lack what they do not say, and are called by their keys in the tenant’s own language', () => {
    const texts = definitionTexts(parcel, () => false)
    expect(texts.filter((text) => missingOf(text).length > 0)).toHaveLength(8)
    const done = texts.find((text) => textKey(text) === 'fields/1/options/1/label') as OwnText
    expect([shownIn(done, 'en', 'en'), shownIn(done, 'ru', 'en'), missingOf(done)]).toEqual(['Done', '', ['ru']])
  })

  it('leave the words of states to the flow', () => {
    const texts = definitionTexts(parcel, (field, choice) => isStateOf(flow, field, choice))
    expect(said(texts).filter((one) => one.startsWith('choice'))).toEqual(['choice fields/1/options/1/label'])
  })

  it('are written back where they stood, and nowhere else', () => {
    const texts = definitionTexts(parcel, () => false)
    const words = (key: string, words: string) => ({
      text: texts.find((text) => textKey(text) === key) as OwnText,
      language: 'ru',
      words,
    })
    const after = withWords(parcel, [
      words('label', 'Посылка'),
      words('fields/1/options/0/label', 'Новая'),
      words('fields/0/label', ''),
      words('rules/0/message', 'Слишком тяжело'),
    ])
    expect(after).toEqual({
      ...parcel,
      label: { en: 'Parcel', ru: 'Посылка' },
      fields: [
        { ...fields[0], label: { en: 'Cargo' } },
        {
          ...fields[1],
          options: [
            { id: 'o1', key: 'NEW', label: { en: 'New', ru: 'Новая' } },
            ...(fields[1]?.options ?? []).slice(1),
          ],
        },
        fields[2],
      ],
      rules: [{ id: 'r1', check: 'true', message: { en: 'Too heavy', ru: 'Слишком тяжело' } }],
    })
  })

  it('that must be said keep their last words, others may go', () => {
    const [kind, , help] = definitionTexts(parcel, () => false) as [OwnText, OwnText, OwnText]
    const rule = definitionTexts(parcel, () => false).at(-1) as OwnText
    const without = (text: OwnText) => withWords(parcel, [{ text, language: 'en', words: '' }])
    expect(without(rule)).toEqual(parcel)
    expect(without(kind)).not.toHaveProperty('label')
    expect(without(help).fields[0]).not.toHaveProperty('help')
  })
})

describe('the texts of a flow', () => {
  it('are those of its states, groups, steps and clocks, and all that is told to people', () => {
    expect(said(flowTexts(flow))).toEqual([
      'state states/NEW/label',
      'subject states/NEW/onEnter/0/subject',
      'message states/NEW/onEnter/0/template',
      'message states/NEW/timers/0/onRemind/0/template',
      'group groups/busy/label',
      'step transitions/0/label',
      'check transitions/0/check/0/message',
      'clock clocks/0/label',
    ])
    expect(said(flowTexts({ ...flow, label: 'Delivery' }))[0]).toBe('flow label')
  })

  it('of states are said of the choices that lists and boards show, where both are called the same', () => {
    const blueprint = { ...parcel, version: 1 } as unknown as Blueprint
    expect(translatedChoices(flow, blueprint)).toEqual({ NEW: { en: 'New', ru: 'Новая' } })
    const renamed = { ...flow, states: { ...flow.states, NEW: { label: { en: 'Fresh', ru: 'Свежая' } } } }
    expect(translatedChoices(renamed, blueprint)).toEqual({})
    speakOwnLanguages(['en'])
    expect(translatedChoices(flow, blueprint)).toEqual({})
  })
})
