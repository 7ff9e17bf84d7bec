import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import { groupNode, readFlow, statesUnder } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'
import { besideEachOther, boxesOf } from '../flow-canvas/flow-geometry.ts'
import { withConcurrent, withoutConcurrent, withRegion } from './concurrent-states.ts'
import { flowDocument } from './edit-flow.ts'
import { choiceChanges, draftDocument, flowOnScreen } from './flow-draft.ts'
import { joinGroup, withGroup } from './group-states.ts'
import { judgeFlow } from './judge-flow.ts'
import { parallelGroup, regionGroup, regionOf, withRegionFrames } from './regions-on-screen.ts'

const options = (first: number, ...keys: readonly string[]) => keys.map((key, at) => ({ id: `o${first + at}`, key }))
const blueprint: Blueprint = {
  name: 'order',
  version: 1,
  fields: [
    { id: 'f1', key: 'title', type: 'text' },
    { id: 'f2', key: 'status', type: 'enum', options: options(1, 'NEW', 'WORK', 'SENT') },
    { id: 'f3', key: 'picking', label: 'Picking', type: 'enum', options: options(11, 'OPEN', 'PICKED') },
    { id: 'f4', key: 'paying', label: 'Paying', type: 'enum', options: options(21, 'DUE', 'PAID') },
  ],
  rules: [],
  uniques: [],
}
/** As the server says it. */
const answer = {
  name: 'order',
  version: 2,
  blueprint: 'order',
  stateField: 'status',
  initial: 'NEW',
  states: {
    NEW: {},
    SENT: { type: 'final' },
    WORK: {
      label: 'Work',
      onEnter: [{ clear: 'title' }],
      type: 'parallel',
      regions: [
        { stateField: 'picking', initial: 'OPEN', states: { OPEN: {}, PICKED: { type: 'final', label: 'Picked' } } },
        { stateField: 'paying', initial: 'DUE', states: { DUE: {}, PAID: { type: 'final' } } },
      ],
    },
  },
  transitions: [
    { event: 'begin', from: ['NEW'], to: 'WORK' },
    { event: 'pick', from: ['picking.OPEN'], to: 'picking.PICKED' },
    { event: 'pay', from: ['paying.DUE'], to: 'paying.PAID' },
    { done: true, from: ['WORK'], to: 'SENT' },
  ],
  groups: { open: { states: ['NEW', 'WORK'], initial: 'WORK' }, paid: { states: ['paying.PAID'] } },
}
const published = readFlow(answer as unknown as Flow)
const shown = flowOnScreen(published, blueprint, 2)

describe('things that go on at the same time, on the drawing', () => {
  it('are frames in a frame, with their states among the others', () => {
    expect(Object.keys(shown.states)).toEqual([
      ...['NEW', 'SENT', 'picking.OPEN', 'picking.PICKED', 'paying.DUE', 'paying.PAID'],
    ])
    expect(shown.groups).toMatchObject({
      '~WORK': { parallel: 'WORK', label: 'Work', parent: 'open', states: [] },
      '~.picking': { region: 'picking', parent: '~WORK', initial: 'picking.OPEN' },
      '~.paying': { states: ['paying.DUE'] },
      paid: { parent: '~.paying', states: ['paying.PAID'] },
      open: { states: ['NEW'], initial: groupNode('~WORK') },
    })
    expect(shown.transitions[0]).toMatchObject({ to: groupNode('~WORK') })
    expect([regionOf(shown, 'paying.PAID'), regionOf(shown, 'NEW')]).toEqual(['paying', undefined])
    expect(withRegionFrames(shown)).toBe(shown)
  })

  it('are sent as they came', () => {
    const { name, blueprint: of, stateField, initial, states, transitions, groups } = answer
    expect(flowDocument(shown)).toEqual({ name, blueprint: of, stateField, initial, states, transitions, groups })
    expect(draftDocument(shown, blueprint)).not.toHaveProperty('regionFields')
    expect(choiceChanges(shown, blueprint)).toEqual({ added: [], retired: [], offered: [] })
  })

  it('lie side by side, however they were put, and each frame reaches to the next', () => {
    const places = Object.fromEntries(Object.keys(shown.states).map((key, at) => [key, { x: 0, y: at * 100 }]))
    const apart = besideEachOther(shown, places)
    expect([apart['picking.OPEN']?.x, apart['paying.DUE']?.x, apart['NEW']?.x]).toEqual([0, 248, 0])
    const boxes = boxesOf(shown, apart)
    const [whole, left, right] = ['~WORK', '~.picking', '~.paying'].map((key) => boxes.get(groupNode(key)))
    expect((left?.x ?? 0) + (left?.width ?? 0)).toBe(right?.x)
    expect([left?.x, (right?.x ?? 0) + (right?.width ?? 0)]).toEqual([whole?.x, (whole?.x ?? 0) + (whole?.width ?? 0)])
    expect([left?.y, left?.height]).toEqual([right?.y, right?.height])
  })

  const region = (field: string, label: string) => ({
    field,
    label,
    first: 'To do',
    last: 'Done',
    step: `${label}: Done`,
  })
  const added = withConcurrent(
    { ...published, states: { NEW: {}, SENT: {} }, transitions: [], groups: {} },
    { key: 'WORK', label: 'Work' },
    [region('part_1', 'Part 1'), region('part_2', 'Part 2')],
    { x: 0, y: 0 },
  )

  it('are added with a field for each, and make a legal flow', () => {
    const document = draftDocument(added, blueprint)
    expect(document['regionFields']).toEqual({
      part_1: {
        label: 'Part 1',
        add: [
          { key: 'OPEN', label: 'To do' },
          { key: 'DONE', label: 'Done' },
        ],
      },
      part_2: {
        label: 'Part 2',
        add: [
          { key: 'OPEN', label: 'To do' },
          { key: 'DONE', label: 'Done' },
        ],
      },
    })
    expect(document['states']).toMatchObject({ WORK: { type: 'parallel', regions: [{ stateField: 'part_1' }, {}] } })
    const verdict = judgeFlow(blueprint, added, 'en')
    expect(verdict.problems.filter(({ severity }) => severity === 'block')).toEqual([])
    expect(verdict.version?.states.find(({ kind }) => kind === 'parallel')?.regions).toHaveLength(2)
    // What waits as a draft is shown as it was drawn.
    const again = flowOnScreen({ ...published, ...readFlow(document as unknown as Flow) }, blueprint, 2)
    expect(again.groups?.[regionGroup('part_2')]).toMatchObject({ label: 'Part 2', region: 'part_2' })
  })

  it('take one more beside them, and are taken away with all that stands in them', () => {
    const third = withRegion(added, 'WORK', region('part_3', 'Part 3'), { x: 600, y: 0 })
    expect(statesUnder(third, parallelGroup('WORK'))).toHaveLength(6)
    const fewer = withoutConcurrent(third, [regionGroup('part_1')])
    expect(draftDocument(fewer, blueprint)['regionFields']).not.toHaveProperty('part_1')
    expect(fewer.transitions.map(({ label }) => label)).toEqual(['Part 2: Done', 'Part 3: Done'])
    const none = withoutConcurrent(shown, [parallelGroup('WORK')])
    expect(Object.keys(none.states)).toEqual(['NEW', 'SENT'])
    expect(none.transitions).toEqual([])
  })

  it('keep their states: none leaves, and none of another comes in', () => {
    expect(joinGroup(shown, ['picking.OPEN'], undefined)).toBe(shown)
    expect(joinGroup(shown, ['picking.OPEN'], regionGroup('paying'))).toBe(shown)
    expect(joinGroup(shown, ['NEW'], regionGroup('paying'))).toBe(shown)
    expect(withGroup(shown, 'mixed', 'Mixed', ['picking.OPEN', 'paying.DUE'])).toBe(shown)
    const grouped = withGroup(shown, 'early', 'Early', ['picking.OPEN', 'picking.PICKED'])
    expect(grouped.groups?.['early']?.parent).toBe(regionGroup('picking'))
    expect(flowDocument(grouped)).toMatchObject({
      groups: { early: { states: ['picking.OPEN', 'picking.PICKED'] } },
      states: { WORK: { regions: [{ states: { OPEN: {}, PICKED: {} } }, {}] } },
    })
  })
})
