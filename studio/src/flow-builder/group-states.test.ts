import { describe, expect, it } from 'vitest'
import { groupNode } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'
import { boxesOf, groupAt } from '../flow-canvas/flow-geometry.ts'
import { linksOf } from '../flow-canvas/flow-to-graph.ts'
import { changeTransition, withoutStates } from './edit-flow.ts'
import { changeGroup, groupOf, joinGroup, withGroup, withoutGroup } from './group-states.ts'

const flow: Flow = {
  name: 'ticket',
  version: 1,
  blueprint: 'ticket',
  stateField: 'status',
  initial: 'NEW',
  states: { NEW: {}, OPEN: {}, PAUSED: {}, DONE: { type: 'final' } },
  transitions: [
    { event: 'cancel', from: ['NEW', 'OPEN'], to: 'DONE' },
    { event: 'pause', from: ['OPEN'], to: 'PAUSED' },
  ],
}
const grouped = withGroup(flow, 'early', 'Early', ['NEW', 'OPEN'])
const linksFrom = (one: Flow) => linksOf(one).map(({ source, target }) => `${source}→${target}`)

describe('groups of states', () => {
  it('hold states, and a state is in one at most', () => {
    expect(grouped.groups).toEqual({ early: { label: 'Early', states: ['NEW', 'OPEN'] } })
    const second = withGroup(grouped, 'late', 'Late', ['OPEN', 'PAUSED'])
    expect(second.groups).toEqual({
      early: { label: 'Early', states: ['NEW'] },
      late: { label: 'Late', states: ['OPEN', 'PAUSED'] },
    })
    expect(groupOf(second, 'OPEN')).toBe('late')
    expect(groupOf(second, 'DONE')).toBeUndefined()
  })

  it('are left as a whole by what leaves all their states', () => {
    expect(linksFrom(flow)).toEqual(['NEW→DONE', 'OPEN→DONE', 'OPEN→PAUSED'])
    expect(linksFrom(grouped)).toEqual(['*group:early→DONE', 'OPEN→PAUSED'])
  })

  it('give what leaves them as a whole to whoever joins, and to nobody who cannot leave', () => {
    const joined = joinGroup(grouped, ['PAUSED', 'DONE'], 'early')
    expect(joined.transitions[0]?.from).toEqual(['NEW', 'OPEN', 'PAUSED'])
    expect(joined.transitions[1]?.from).toEqual(['OPEN'])
    expect(linksFrom(joined)).toEqual(['*group:early→DONE', 'OPEN→PAUSED'])
  })

  it('let a state go without taking its transitions away', () => {
    const left = joinGroup(grouped, ['OPEN'], undefined)
    expect(left.groups).toEqual({ early: { label: 'Early', states: ['NEW'] } })
    expect(left.transitions).toEqual(flow.transitions)
    expect(joinGroup(left, ['NEW'], undefined)).not.toHaveProperty('groups')
  })

  it('are gone with their last state, and leave their states when they are taken away', () => {
    expect(withoutStates(grouped, ['NEW', 'OPEN'])).not.toHaveProperty('groups')
    expect(withoutStates(grouped, ['NEW']).groups?.['early']?.states).toEqual(['OPEN'])
    expect(withoutGroup(grouped, 'early')).toEqual(flow)
    expect(changeGroup(grouped, 'early', { color: 'teal' }).groups?.['early']?.color).toBe('teal')
    expect(changeGroup(grouped, 'none', { color: 'teal' })).toBe(grouped)
  })

  it('say nothing where a transition leaves from anywhere', () => {
    const anywhere = changeTransition(grouped, 0, { from: '*' })
    expect(joinGroup(anywhere, ['PAUSED'], 'early').transitions[0]?.from).toBe('*')
  })

  it('take in what is let go inside their frame, and let go of what is put outside', () => {
    const places = { NEW: { x: 0, y: 0 }, OPEN: { x: 0, y: 100 }, PAUSED: { x: 600, y: 0 }, DONE: { x: 900, y: 0 } }
    expect(groupAt(grouped, places, 'PAUSED', { x: 10, y: 50 })).toBe('early')
    expect(groupAt(grouped, places, 'NEW', { x: 600, y: 300 })).toBeUndefined()
    expect(groupAt(grouped, places, 'NEW', { x: 20, y: 20 })).toBe('early')
    const alone = withGroup(flow, 'alone', 'Alone', ['NEW'])
    expect(groupAt(alone, places, 'NEW', { x: 2_000, y: 0 })).toBe('alone')
  })
})

describe('groups that are left and entered as a whole', () => {
  const early = groupNode('early')
  const whole: Flow = {
    ...grouped,
    transitions: [
      { event: 'cancel', from: [early], to: 'DONE' },
      { event: 'again', from: ['PAUSED'], to: early, history: 'deep' },
      { event: 'pause', from: ['OPEN'], to: 'PAUSED' },
    ],
  }

  it('are drawn so, and who joins needs no word in the step', () => {
    expect(linksFrom(whole)).toEqual([`${early}→DONE`, `PAUSED→${early}`, 'OPEN→PAUSED'])
    expect(joinGroup(whole, ['PAUSED'], 'early').transitions).toEqual(whole.transitions)
  })

  it('give their steps to their states when they are ungrouped', () => {
    const { transitions } = withoutGroup(whole, 'early')
    expect(transitions).toEqual([
      { event: 'cancel', from: ['NEW', 'OPEN'], to: 'DONE' },
      { event: 'again', from: ['PAUSED'], to: 'NEW' },
      { event: 'pause', from: ['OPEN'], to: 'PAUSED' },
    ])
    const begins = changeGroup(whole, 'early', { initial: 'OPEN' })
    expect(withoutGroup(begins, 'early').transitions[1]?.to).toBe('OPEN')
  })

  it('take the steps that need them along when their last state goes', () => {
    const { transitions, groups } = withoutStates(whole, ['NEW', 'OPEN'])
    expect([groups, transitions]).toEqual([undefined, []])
    const begins = changeGroup(whole, 'early', { initial: 'OPEN' })
    expect(withoutStates(begins, ['OPEN']).groups?.['early']).toEqual({ label: 'Early', states: ['NEW'] })
  })

  it('lie in each other: grouped within one group, kept in it, and given to it when they go', () => {
    const three = withGroup(flow, 'all', 'All', ['NEW', 'OPEN', 'PAUSED'])
    const inner = withGroup(three, 'part', 'Part', ['OPEN', 'PAUSED'])
    expect(inner.groups).toEqual({
      all: { label: 'All', states: ['NEW'] },
      part: { label: 'Part', parent: 'all', states: ['OPEN', 'PAUSED'] },
    })
    expect(groupOf(inner, 'OPEN')).toBe('part')
    const outside = withoutStates(inner, ['NEW'])
    expect(outside.groups?.['all']).toEqual({ label: 'All', states: [] })
    expect(withoutGroup(inner, 'part').groups).toEqual(three.groups)
    expect(withoutGroup(inner, 'all').groups).toEqual({ part: { label: 'Part', states: ['OPEN', 'PAUSED'] } })
    expect(withoutStates(outside, ['OPEN', 'PAUSED'])).not.toHaveProperty('groups')
  })

  it('are drawn within each other, and what is let go lies in the innermost', () => {
    const three = withGroup(flow, 'all', 'All', ['NEW', 'OPEN', 'PAUSED'])
    const inner = withGroup(three, 'part', 'Part', ['OPEN', 'PAUSED'])
    const places = { NEW: { x: 0, y: 0 }, OPEN: { x: 400, y: 0 }, PAUSED: { x: 400, y: 100 }, DONE: { x: 900, y: 0 } }
    const boxes = boxesOf(inner, places)
    const [outer, part] = [boxes.get(groupNode('all')), boxes.get(groupNode('part'))]
    expect([outer?.x, outer?.y, part?.x, part?.y]).toEqual([-24, -88, 376, -44])
    expect(groupAt(inner, places, 'DONE', { x: 410, y: 50 })).toBe('part')
    expect(groupAt(inner, places, 'DONE', { x: 10, y: 40 })).toBe('all')
    expect(groupAt(inner, places, 'OPEN', { x: 10, y: 40 })).toBe('all')
  })
})
