import { describe, expect, it } from 'vitest'
import { chart } from '../../test/chart.ts'
import { compiledWith, situation } from '../../test/delivery-flow.ts'
import { availableEvents, eventsElsewhere } from './available-events.ts'
import type { FlowMemory } from './flow.ts'

const flow = compiledWith([
  { event: 'start', label: 'Start now', from: ['PENDING'], to: 'IN_PROGRESS', guard: 'attempts < 3', form: ['driver'] },
  { event: 'approve', from: ['PENDING'], to: 'LOST', who: { roles: ['boss'] } },
  { event: 'weigh', from: ['PENDING'], to: 'LOST', guard: 'input.weight > 3', form: ['weight'] },
  {
    event: 'inspect',
    from: ['PENDING'],
    to: 'LOST',
    form: ['weight'],
    check: [
      { check: 'input.weight > weight', message: 'Too light' },
      { check: 'attempts < 2', message: { en: 'Too often', ru: 'Слишком часто' } },
    ],
  },
  { event: 'deliver', from: ['IN_PROGRESS'], to: 'DELIVERED' },
])
const events = (data = {}) => availableEvents(flow, situation(data))
const event = (name: string, data = {}) => events(data).find((one) => one.event === name)

describe('events that leave the state', () => {
  it("[F29] are told in the flow's order with label, target and form", () => {
    expect(events({ f6: 1 }).map((one) => one.event)).toEqual(['start', 'approve', 'weigh', 'inspect'])
    expect(event('start', { f6: 1 })).toEqual({
      event: 'start',
      id: 'e1',
      label: 'Start now',
      allowed: true,
      to: 'o2',
      transition: 't1',
      form: [{ field: 'f2' }],
    })
  })

  it('[F29] carry the reason when they are refused', () => {
    expect(event('approve')).toMatchObject({
      allowed: false,
      refusal: { code: 'not-allowed', params: { roles: ['boss'] } },
    })
    expect(event('start', { f6: 5 })).toMatchObject({
      allowed: false,
      refusal: { code: 'guard', params: { guard: 'attempts < 3' } },
    })
    expect(event('inspect', { f6: 5 })).toMatchObject({
      allowed: false,
      refusal: { code: 'check', message: { en: 'Too often' } },
    })
  })

  it('[F30] count as allowed where only the form can tell', () => {
    expect(event('weigh')?.allowed).toBe(true)
    expect(event('inspect', { f14: 5, f6: 1 })?.allowed).toBe(true)
  })

  it('[F29] show the transition that would be taken, or the one that came furthest', () => {
    const two = compiledWith([
      { event: 'go', from: ['PENDING'], to: 'LOST', guard: 'late' },
      { event: 'go', label: 'Second', from: ['PENDING'], to: 'IN_PROGRESS', guard: 'attempts > 1' },
    ])
    expect(availableEvents(two, situation({ f6: 2 }))).toMatchObject([
      { label: 'Second', to: 'o2', transition: 't2', allowed: true },
    ])
    expect(availableEvents(two, situation({}))).toMatchObject([
      { label: 'go', to: 'o4', transition: 't1', allowed: false },
    ])
    const later = compiledWith([
      { event: 'go', from: ['PENDING'], to: 'LOST', who: { roles: ['boss'] } },
      { event: 'go', label: 'Second', from: ['PENDING'], to: 'IN_PROGRESS', guard: 'attempts > 1' },
    ])
    expect(availableEvents(later, situation({ f6: 0 }))).toMatchObject([
      { label: 'Second', to: 'o2', transition: 't2', allowed: false, refusal: { code: 'guard' } },
    ])
  })

  it('[F24] of a record without a state are those of the initial one', () => {
    const at = situation({ f6: 1 })
    expect(availableEvents(flow, { ...at, record: { ...at.record, state: null } })).toEqual(availableEvents(flow, at))
  })
})

describe('events elsewhere', () => {
  it('[F31] are told only when asked, with where they are possible', () => {
    expect(eventsElsewhere(flow, 'o1', {})).toEqual([
      {
        event: 'deliver',
        id: 'e5',
        label: 'deliver',
        allowed: false,
        refusal: {
          code: 'not-from-here',
          params: {
            event: 'deliver',
            state: { en: 'Pending', 'pt-BR': 'Pendente', ru: 'Ожидает' },
            open: [{ en: 'In progress', 'pt-BR': 'Em andamento', ru: 'В пути' }],
          },
        },
      },
    ])
    expect(eventsElsewhere(flow, null, {})).toEqual(eventsElsewhere(flow, 'o1', {}))
  })
})

describe('where an event leads', () => {
  const groups = { work: { states: ['B', 'C'] }, inner: { parent: 'work', states: ['D', 'E'] } }
  const to = (history: 'shallow' | 'deep', memory: FlowMemory | undefined) => {
    const flow = chart([{ event: 'back', from: ['A'], to: { group: 'work', history } }], { groups })
    const record = { id: '', state: 'o1', version: 1, rev: 1, createdBy: null, createdAt: 0, updatedAt: 0 }
    const actor = { id: 'ana', roles: [] }
    const now = { data: {}, actor, now: 0, zone: 'UTC', ...(memory && { memory }) }
    return availableEvents(flow, { record, ...now }).map((event) => event.to)
  }

  it('[F29] into a group by its history: where the record stood last, or where the group begins', () => {
    expect(to('deep', undefined)).toEqual(['o2'])
    expect(to('deep', { 'deep:work': ['o5'] })).toEqual(['o5'])
    expect(to('shallow', { 'shallow:work': ['group:inner'] })).toEqual(['o4'])
    expect(to('shallow', { 'deep:work': ['o5'] })).toEqual(['o2'])
    expect(to('deep', { 'deep:work': ['o99'] })).toEqual(['o2'])
    expect(to('deep', { 'deep:work': ['group:gone'] })).toEqual(['o2'])
  })
})
