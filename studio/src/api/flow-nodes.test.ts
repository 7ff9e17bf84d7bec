// Are the ends of steps read as the pages have them, and sent as they were read?
import { describe, expect, it } from 'vitest'
import type { Flow } from './flow.ts'
import {
  firstState,
  groupNode,
  groupsAround,
  leaves,
  readFlow,
  statesUnder,
  stays,
  wireGroups,
  wireTransitions,
} from './flow-nodes.ts'

const answer = {
  ...{ name: 'order', version: 1, blueprint: 'order', stateField: 'status', initial: 'NEW' },
  states: { NEW: {}, PICK: {}, PACK: {}, LATE: {}, SENT: { type: 'final' } },
  groups: {
    work: { label: 'Work', states: ['PICK'], initial: { group: 'ready' } },
    ready: { parent: 'work', states: ['PACK', 'LATE'], initial: 'LATE' },
  },
  transitions: [
    { event: 'begin', from: ['NEW', { group: 'ready' }], to: { group: 'work', history: 'deep' } },
    { always: true, from: [{ group: 'work' }], to: 'SENT', guard: 'paid' },
    { event: 'note', from: '*', to: null },
    { event: 'plain', from: ['NEW'], to: 'PICK' },
  ],
}
const flow = readFlow(answer as unknown as Flow)

describe('a flow with groups', () => {
  it('is read with a text at each end of a step, and sent as it was', () => {
    expect(flow.transitions).toEqual([
      { event: 'begin', from: ['NEW', '*group:ready'], to: '*group:work', history: 'deep' },
      { event: '', always: true, from: ['*group:work'], to: 'SENT', guard: 'paid' },
      { event: 'note', from: '*', to: stays },
      { event: 'plain', from: ['NEW'], to: 'PICK' },
    ])
    expect(flow.groups?.['work']?.initial).toBe(groupNode('ready'))
    expect(wireTransitions(flow.transitions)).toEqual(answer.transitions)
    expect(wireGroups(flow.groups)).toEqual(answer.groups)
    expect(readFlow(flow)).toEqual(flow)
  })

  it('knows what lies around a state and in a group, and where a record comes to stand', () => {
    expect(groupsAround(flow, 'LATE')).toEqual(['ready', 'work'])
    expect(groupsAround(flow, groupNode('ready'))).toEqual(['work'])
    expect(statesUnder(flow, 'work')).toEqual(['PICK', 'PACK', 'LATE'])
    expect(firstState(flow, groupNode('work'))).toBe('LATE')
    expect(firstState(flow, 'PICK')).toBe('PICK')
    expect(firstState({ ...flow, groups: {} }, groupNode('work'))).toBeUndefined()
  })

  it('knows which steps leave a state: its own, those of the groups around it, and those from anywhere', () => {
    const out = (state: string) => flow.transitions.flatMap((one, at) => (leaves(flow, one, state) ? [at] : []))
    expect([out('NEW'), out('PACK'), out('PICK'), out('SENT')]).toEqual([[0, 2, 3], [0, 1, 2], [1, 2], []])
  })
})
