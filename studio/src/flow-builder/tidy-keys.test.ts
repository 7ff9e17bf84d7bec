import { describe, expect, it } from 'vitest'
import type { Flow } from '../api/flows-api.ts'
import { type Choice, callStepsAfter, eventFor, keysByWords, spareChoices, tidyKeys } from './tidy-keys.ts'

const flow: Flow = {
  name: 'delivery',
  version: 1,
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'NEW_STATE',
  states: { NEW: { label: 'Fresh' }, NEW_STATE: { label: 'On the way' }, PAUSED_2: { label: 'Paused' } },
  transitions: [
    { event: 'to_done', label: 'To Done', from: ['NEW', 'NEW_STATE'], to: 'PAUSED_2' },
    { event: 'start', label: 'To Done', from: '*', to: 'NEW_STATE' },
    { id: 't3', event: 'stop', label: 'Stop', from: ['NEW'], to: 'NEW' },
  ],
  groups: { a: { label: 'A', states: ['NEW_STATE'] } },
}
const choices = (...keys: string[]): Choice[] => keys.map((key) => ({ key, words: `Choice ${key}` }))
const words = (key: string) => String(flow.states[key]?.label ?? key)

describe('names on the API', () => {
  it('of what was never published follow the words, wherever they stand', () => {
    const tidy = tidyKeys(flow, choices('NEW'), words)
    expect(Object.keys(tidy.states)).toEqual(['NEW', 'ON_THE_WAY', 'PAUSED_2'])
    expect(tidy.initial).toBe('ON_THE_WAY')
    expect(tidy.transitions[0]?.from).toEqual(['NEW', 'ON_THE_WAY'])
    expect(tidy.transitions[1]).toMatchObject({ from: '*', to: 'ON_THE_WAY' })
    expect(tidy.groups?.['a']?.states).toEqual(['ON_THE_WAY'])
  })

  it('of what is published stay', () => {
    expect(tidyKeys(flow, choices(...Object.keys(flow.states)), words)).toBe(flow)
  })

  it('give way to what is there', () => {
    expect(Object.keys(tidyKeys(flow, choices('NEW', 'ON_THE_WAY'), words).states)).toContain('ON_THE_WAY_2')
  })

  it('a new state that is called like a choice without a step is that choice, and not a second one', () => {
    const there: Choice[] = [
      { key: 'NEW', words: 'Fresh' },
      { key: 'MOVING', words: 'On  the Way' },
    ]
    const drawn = {
      ...flow,
      states: { ...flow.states, MOVING: {} },
      groups: { a: { states: ['MOVING', 'NEW_STATE'] } },
    }
    const tidy = tidyKeys(drawn, there, (key) => (key === 'MOVING' ? 'On the way' : words(key)))
    expect(Object.keys(tidy.states)).toEqual(['NEW', 'MOVING', 'PAUSED_2'])
    expect(tidy.states['MOVING']).toEqual({ label: 'On the way' })
    expect(tidy.transitions[0]?.from).toEqual(['NEW', 'MOVING'])
    expect(tidy.groups?.['a']?.states).toEqual(['MOVING'])
    // One that is not on the drawing at all comes back by its name.
    expect(Object.keys(tidyKeys(flow, there, words).states)).toEqual(['NEW', 'MOVING', 'PAUSED_2'])
  })

  it('a choice that steps lead to is not taken over by another state of its name', () => {
    const there: Choice[] = [...choices('NEW'), { key: 'PAUSED_2', words: 'On the way' }]
    expect([...keysByWords(flow, there, words)]).toEqual([['NEW_STATE', 'ON_THE_WAY']])
    expect(spareChoices([...there, ...choices('OLD')], flow).map(({ key }) => key)).toEqual(['OLD'])
  })

  it('of an event follow its button until somebody names or publishes it', () => {
    expect(eventFor(flow, 0, 'To Done', 'Start')).toBe('start_2')
    expect(eventFor(flow, 0, 'To Done', 'Deliver')).toBe('deliver')
    expect(eventFor(flow, 0, 'To Done', '完了')).toBeUndefined()
    expect(eventFor(flow, 1, 'To Done', 'Deliver')).toBeUndefined()
    expect(eventFor(flow, 2, 'Stop', 'Deliver')).toBeUndefined()
  })

  it('steps that are called after their state follow its name, each by an event of its own', () => {
    const to = (from: string, label: string, id?: string) => ({
      ...(id && { id }),
      event: label === '→ Paused' ? `paused_${from}` : 'resume',
      label,
      from: [from],
      to: 'PAUSED_2',
    })
    const led = {
      ...flow,
      transitions: [
        { event: 'paused', label: '→ Paused', from: ['NEW'], to: 'PAUSED_2' },
        { event: 'paused_2', label: '→ Paused', from: ['NEW_STATE'], to: 'PAUSED_2' },
        to('NEW', 'Wait'),
        to('NEW', '→ Paused', 't9'),
        { event: 'new', label: '→ Paused', from: ['PAUSED_2'], to: 'NEW' },
      ],
    }
    const called = callStepsAfter(
      led,
      'PAUSED_2',
      { before: '→ Paused', after: '→ Held' },
      ({ label }) => String(label),
      (_, label) => label,
    )
    expect(called.transitions.map(({ event, label }) => [event, label])).toEqual([
      ['held', '→ Held'],
      ['held_2', '→ Held'],
      ['resume', 'Wait'],
      ['paused_NEW', '→ Held'],
      ['new', '→ Paused'],
    ])
  })
})
