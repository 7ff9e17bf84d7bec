import { expect, it } from 'vitest'
import type { WireRecord } from '../api/records-api.ts'
import { eventsOf, leavesTraces } from './bulk-events.ts'

const record = (id: string, state: string | null) => ({ id, state, data: {} }) as unknown as WireRecord
const flow = {
  stateField: 'status',
  states: { NEW: {}, DOING: {}, DONE: { type: 'final' as const } },
  transitions: [
    { event: 'start', label: 'Start', from: ['NEW'], to: 'DOING' },
    { event: 'finish', from: ['DOING'], to: 'DONE' },
    { event: 'finish', from: ['NEW'], to: 'DONE' },
    { event: 'drop', from: '*' as const, to: 'DONE' },
  ],
}

it('offers each event once, for those records it can be sent to', () => {
  const records = [record('1', 'NEW'), record('2', 'DOING'), record('3', 'DONE'), record('4', null)]
  expect(
    eventsOf(flow, records).map(({ event, label, records: all }) => [event, label, all.map(({ id }) => id)]),
  ).toEqual([
    ['start', 'Start', ['1']],
    ['finish', undefined, ['1', '2']],
    ['drop', undefined, ['1', '2']],
  ])
})

it('offers the steps of a further flow by where a record stands there, and those of regions', () => {
  const regions = [{ stateField: 'check', initial: 'OPEN', states: {} }]
  const payment = {
    ...{ stateField: 'payment', main: false, states: { DUE: {}, WORK: { type: 'parallel' as const, regions } } },
    transitions: [
      { event: 'bill', from: ['DUE'], to: 'WORK' },
      { event: 'check', from: ['check.OPEN'], to: 'check.DONE' },
    ],
  }
  const standing = (id: string, data: object) => ({ id, state: 'NEW', data }) as unknown as WireRecord
  const records = [
    standing('1', { payment: 'DUE' }),
    standing('2', { payment: 'WORK', check: 'OPEN' }),
    standing('3', {}),
    standing('4', { payment: 'WORK', check: 'DONE' }),
  ]
  expect(eventsOf(payment, records).map(({ event, records: all }) => [event, all.map(({ id }) => id)])).toEqual([
    ['bill', ['1']],
    ['check', ['2']],
  ])
})

it('offers nothing where nothing can be sent', () => {
  expect(eventsOf(flow, [record('3', 'DONE')])).toEqual([])
})

it('knows which steps leave something behind when they are taken back', () => {
  const acting = {
    states: { NEW: {}, SENT: { onEnter: [{ mail: 'creator' }] }, DONE: {} },
    transitions: [
      { event: 'note', from: ['NEW'], to: 'DONE', do: [{ set: 'at', value: 'now' }, { assign: 'who' }] },
      { event: 'tell', from: ['NEW'], to: 'DONE', do: [{ webhook: 'shop' }] },
      { event: 'send', from: ['NEW'], to: 'SENT' },
    ],
  } as never
  expect(['note', 'tell', 'send'].map((event) => leavesTraces(acting, event))).toEqual([false, true, true])
})
