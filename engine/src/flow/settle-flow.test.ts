// What does a record do by itself because of what it has come to hold, and what when a flow begins?
import { describe, expect, it } from 'vitest'
import { chart, note, regions, traced } from '../../test/chart.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { CompiledFlow } from './compile-flow.ts'
import { actsOnEntry } from './enter-flow.ts'
import { settleFlow } from './step.ts'

const settled = (flow: CompiledFlow, state: string, data: StoredData = {}) => {
  const record = { id: '', state, version: 1, rev: 1, createdBy: null, createdAt: 0, updatedAt: 0 }
  return settleFlow(flow, { record, data, actor: { id: 'ana', roles: [] }, now: 0, zone: 'UTC' })
}

describe('a record that was written where it stands', () => {
  const flow = chart(
    [
      { always: true, from: [{ group: 'work' }], to: 'C', guard: 'n > 5', do: [note('go')] },
      { always: true, from: ['C'], to: 'D', guard: 'n > 9' },
      { event: 'back', from: ['C'], to: 'A' },
    ],
    { groups: { work: { states: ['A'] }, inner: { parent: 'work', states: ['B'] } }, states: { C: traced('C') } },
  )

  it('[F57] takes the steps whose condition holds now, those that leave a group around it too, one after the other', () => {
    expect(settled(flow, 'o2', { f5: 6 })).toMatchObject({
      ...{ kind: 'moved', from: 'o2', state: 'o3', transition: 't1', then: [] },
      data: { f5: 6, f4: ['go', '+C'] },
    })
    expect(settled(flow, 'o1', { f5: 10 })).toMatchObject({ kind: 'moved', state: 'o4', then: ['t2'] })
  })

  it('[F57] stays where no condition holds, and where nothing is taken by itself', () => {
    expect(settled(flow, 'o1', { f5: 5 })).toBeUndefined()
    expect(settled(flow, 'o4', { f5: 50 })).toBeUndefined()
  })

  it('[F57] what fails or never ends is a refusal', () => {
    const ring = chart([
      { always: true, from: ['A'], to: 'B', guard: 'n > 0' },
      { always: true, from: ['B'], to: 'A', guard: 'n > 0' },
    ])
    expect(settled(ring, 'o1', { f5: 1 })).toMatchObject({ refusal: { params: { reason: 'endless' } } })
    const failing = chart([{ always: true, from: ['A'], to: 'B', guard: 'n == 0', do: [{ set: 'n', value: '1 / n' }] }])
    expect(settled(failing, 'o1', { f5: 0 })).toMatchObject({ refusal: { code: 'flow-error' } })
  })
})

describe('where a flow begins', () => {
  const acts = (transitions: Parameters<typeof chart>[0], more: Parameters<typeof chart>[1]) =>
    actsOnEntry(chart(transitions, more))
  const go = { event: 'go', from: ['A'], to: 'B' }

  it.each([
    ['a plain state', false, [go], {}],
    ['a group that does nothing', false, [go], { groups: { work: { states: ['A'] } } }],
    ['a state that does something', true, [go], { states: { A: { onEnter: [note('a')] } } }],
    ['a state that does something when it is left', false, [go], { states: { A: { onExit: [note('a')] } } }],
    ['a group that does something', true, [go], { groups: { work: { states: ['A'], onEnter: [note('w')] } } }],
    ['a state that is left at once', true, [{ always: true, from: ['A'], to: 'B' }], {}],
    [
      'a group that is left at once',
      true,
      [{ always: true, from: [{ group: 'work' }], to: 'B' }],
      { groups: { work: { states: ['C'] }, inner: { parent: 'work', states: ['A'] } } },
    ],
    ['regions', true, [go], { states: { A: { type: 'parallel', regions: regions() } } }],
  ] as const)('[F15] %s', (_, expected, transitions, more) => {
    expect(acts(transitions, more)).toBe(expected)
  })
})
