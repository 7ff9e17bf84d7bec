// Do timers keep to their steps, and steps to their timers, whatever is changed on the drawing?
import { describe, expect, it } from 'vitest'
import { groupNode } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'
import { flowDocument } from './edit-flow.ts'
import {
  isInternal,
  leadTimer,
  leadTimerTo,
  stepsFrom,
  timersAt,
  timersOf,
  withInternal,
  withoutTimer,
  withTimer,
} from './edit-timers.ts'
import { readLength, writeLength } from './length-text.ts'

const flow: Flow = {
  name: 'ticket',
  version: 1,
  blueprint: 'ticket',
  stateField: 'status',
  initial: 'NEW',
  states: { NEW: {}, OPEN: {}, LATE: {}, DONE: { type: 'final' } },
  transitions: [
    { event: 'take', label: 'Take', from: ['NEW'], to: 'OPEN' },
    { event: 'close', label: 'Close', from: '*', to: 'DONE' },
  ],
}
const timed = withTimer(flow, 'NEW', 'LATE', '→ Late', { after: 'PT2H' })

describe('a timer', () => {
  it('comes with a step of its own that nobody has a button for', () => {
    const [timer] = timersAt(timed, 'NEW')
    expect(timed.transitions.at(-1)).toMatchObject({ event: timer?.event, from: ['NEW'], to: 'LATE' })
    expect(isInternal(timed, timer?.event ?? '')).toBe(true)
    expect(flowDocument(timed)).toMatchObject({
      states: { NEW: { timers: [{ name: 'timer', after: 'PT2H', event: timer?.event }] } },
      events: { [timer?.event ?? '']: { internal: true } },
    })
  })
  it('goes with its step when it is taken away, and leaves one that has a button', () => {
    expect(withoutTimer(timed, 'NEW', 0).transitions).toEqual(flow.transitions)
    const event = timersAt(timed, 'NEW')[0]?.event ?? ''
    const kept = withoutTimer(withInternal(timed, event, false), 'NEW', 0)
    expect(kept.transitions).toHaveLength(3)
    expect(timersAt(kept, 'NEW')).toEqual([])
  })
  it('leads to a step that is there, or by another one of its own', () => {
    const led = leadTimer(timed, 'NEW', 0, 'take')
    expect(led.transitions).toEqual(flow.transitions)
    expect(timersOf(led, led.transitions[0] as never)).toHaveLength(1)
    expect(timersOf(led, led.transitions[0] as never, 'NEW')).toHaveLength(1)
    expect(timersOf(led, led.transitions[0] as never, 'LATE')).toEqual([])
    const again = leadTimerTo(led, 'NEW', 0, 'OPEN', '→ Open')
    expect(again.transitions.at(-1)).toMatchObject({ from: ['NEW'], to: 'OPEN', label: '→ Open' })
    expect(timersOf(again, again.transitions[0] as never)).toEqual([])
  })
  it('has a name of its own in all of the flow, also in a group, whose steps leave each of its states', () => {
    const grouped: Flow = { ...timed, groups: { busy: { states: ['NEW', 'OPEN'] } } }
    const both = withTimer(grouped, groupNode('busy'), 'LATE', '→ Late', { at: 'due' })
    expect(timersAt(both, groupNode('busy'))).toMatchObject([{ name: 'timer_2', at: 'due' }])
    expect(both.transitions.at(-1)?.from).toEqual([groupNode('busy')])
    expect(stepsFrom(both, groupNode('busy')).map(({ event }) => event)).toContain(both.transitions.at(-1)?.event)
  })
  it('of an end sets nothing off', () => {
    expect(stepsFrom(flow, 'DONE')).toEqual([])
    expect(stepsFrom(flow, 'OPEN').map(({ event }) => event)).toEqual(['close'])
  })
})

describe('a length', () => {
  it.each(['PT5M', 'PT2H', 'P3D', 'P1W', 'P6M'])('%s is one number of one unit', (iso) => {
    const length = readLength(iso)
    expect(length && writeLength(length)).toBe(iso)
  })
  it.each(['P1DT2H', 'PT30S', 'P1Y', '', '-PT1H', 'PT1D', 'P1H'])('%s is edited as text', (iso) => {
    expect(readLength(iso)).toBeUndefined()
  })
})
