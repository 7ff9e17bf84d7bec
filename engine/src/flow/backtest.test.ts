// What would a flow have made of events that really happened?
import { describe, expect, it } from 'vitest'
import { chart } from '../../test/chart.ts'
import { compiledWith, delivery, deliveryFlow, noon, situation } from '../../test/delivery-flow.ts'
import type { StoredData } from '../record/stored-record.ts'
import { backtestEvent, memoryByMoves, type PastEvent } from './backtest.ts'
import { type CompiledFlow, compileFlow } from './compile-flow.ts'
import { stepFlow } from './step.ts'

const { transitions } = deliveryFlow
const [start, deliver] = transitions as [object, object]
const states = { states: deliveryFlow.states }
const published = compiledWith(transitions, states)

/** What really happened, by the flow in force. */
function past(data: StoredData, event = 'start', input: StoredData = {}, more: Partial<PastEvent> = {}): PastEvent {
  const before = situation(data, more)
  const outcome = stepFlow(published, { ...before, event, input })
  if (outcome.kind !== 'moved') throw new Error(`${event} was refused`)
  return { ...before, event, input, after: outcome, ...more }
}

const books = past({ f1: 'books', f14: 3 })
const draft = (more: object, rest: readonly object[] = [deliver]) =>
  compiledWith([{ ...start, ...more }, ...rest], states)

describe('an event of the past', () => {
  it.each([
    ['the same flow', published, books, { kind: 'same' }],
    ['a form that was filled in', published, past({ f1: 'books' }, 'start', { f2: 'ben' }), { kind: 'same' }],
    ['a condition', draft({ guard: 'weight > 5' }), books, { kind: 'refused', refusal: { code: 'guard' } }],
    [
      'a check',
      draft({ check: [{ check: 'weight > 5', message: 'Too light' }] }),
      books,
      { refusal: { code: 'check' } },
    ],
    ['another role', draft({ who: { roles: ['chief'] } }), books, { refusal: { code: 'not-allowed' } }],
    ['another source', draft({ from: ['IN_PROGRESS'] }), books, { refusal: { code: 'not-from-here' } }],
    ['another target', draft({ to: 'DELIVERED' }), books, { kind: 'elsewhere', state: 'o3' }],
    [
      'a value',
      draft({
        do: [
          { set: 'started_at', value: 'now' },
          { set: 'attempts', value: '1' },
        ],
      }),
      books,
      {
        kind: 'values',
        fields: ['f6'],
        data: { f6: 1 },
      },
    ],
    ['a value less', draft({ do: [] }), books, { kind: 'values', fields: ['f3'] }],
    ['what the blueprint forbids', draft({ do: [{ set: 'attempts', value: '0 - 1' }] }), books, { kind: 'invalid' }],
  ] as const)('[F120] %s', (_, flow, event, verdict) => {
    expect(backtestEvent(flow as CompiledFlow, event)).toMatchObject(verdict)
  })

  it('[F120] sees the moment and the person of then', () => {
    const flow = draft({ guard: 'now < timestamp("2030-01-08T00:00:00Z") && actor.id == "ben"' })
    expect(backtestEvent(flow, books)).toEqual({ kind: 'same' })
    const later = past({ f1: 'books' }, 'start', {}, { now: noon + 86_400_000 })
    expect(backtestEvent(flow, later)).toMatchObject({ refusal: { code: 'guard' } })
  })

  it('[F121] what the form demands since then is what the record held, or nobody knows', () => {
    const demanding = draft({
      form: [
        { field: 'driver', required: true },
        { field: 'weight', required: true },
      ],
    })
    expect(backtestEvent(demanding, past({ f1: 'books', f2: 'ana', f14: 3 }))).toEqual({ kind: 'same' })
    expect(backtestEvent(demanding, books)).toMatchObject({ refusal: { code: 'form', params: { field: 'driver' } } })
    const silent = draft({ form: [] })
    expect(backtestEvent(silent, past({ f1: 'books' }, 'start', { f2: 'ben' }))).toMatchObject({ fields: ['f2'] })
  })

  it('[F122] an event, a state and a step by itself that are no more', () => {
    expect(backtestEvent(compiledWith([deliver], states), books)).toEqual({ kind: 'no-event' })
    const left = compileFlow({ ...published.flow, states: published.flow.states.slice(1) }, delivery)
    expect(backtestEvent(left, books)).toEqual({ kind: 'no-state' })
    const byItself = { ...books, event: undefined }
    expect(backtestEvent(published, byItself)).toEqual({ kind: 'stays' })
    const always = compiledWith([{ always: true, from: ['PENDING'], to: 'IN_PROGRESS', guard: 'weight > 2' }], states)
    expect(backtestEvent(always, byItself)).toMatchObject({ kind: 'values', fields: ['f3'] })
  })

  it('[F123] numbers that the store gives are not compared', () => {
    const numbered = { ...books, after: { ...books.after, data: { ...books.after.data, f13: 'D0001' } } }
    expect(backtestEvent(published, numbered)).toEqual({ kind: 'same' })
    const assigning = draft({
      do: [
        { set: 'started_at', value: 'now' },
        { assign: 'driver', rule: 'round-robin' },
      ],
    })
    const driven = { ...books, after: { ...books.after, data: { ...books.after.data, f2: 'ben' } } }
    expect(backtestEvent(assigning, driven)).toEqual({ kind: 'same' })
  })

  it('[F123] where a record stood last in a group is known by its moves', () => {
    const flow = chart(
      [
        { event: 'back', from: ['D'], to: { group: 'work', history: 'deep' } },
        { event: 'near', from: ['D'], to: { group: 'work', history: 'shallow' } },
        { event: 'out', from: [{ group: 'work' }], to: 'D' },
      ],
      { groups: { work: { states: ['A'] }, inner: { parent: 'work', states: ['B', 'C'] } } },
    )
    const moves = [
      { from: 'o1', to: 'o4' },
      { from: 'o4', to: 'o1' },
      { from: 'o3', to: 'o4' },
    ] as const
    expect(memoryByMoves(flow, moves)).toMatchObject({ 'deep:work': ['o3'], 'shallow:work': ['group:inner'] })
    const at = situation({}, { record: { ...situation().record, state: 'o4' }, memory: memoryByMoves(flow, moves) })
    const arrives = (event: string, state: 'o2' | 'o3') =>
      backtestEvent(flow, { ...at, event, input: {}, after: { state, data: {} } })
    expect(arrives('back', 'o3')).toEqual({ kind: 'same' })
    expect(arrives('near', 'o2')).toEqual({ kind: 'same' })
    expect(arrives('near', 'o3')).toEqual({ kind: 'elsewhere', state: 'o2' })
    expect(memoryByMoves(published, moves)).toEqual({})
  })
})
