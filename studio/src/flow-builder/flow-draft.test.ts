import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { copyStates, pasteStates } from './copy-states.ts'
import { withoutStates, withState } from './edit-flow.ts'
import { choiceChanges, draftDocument, flowOnScreen } from './flow-draft.ts'
import { firstStep, stepBack, stepForth, stepOn, takeBack } from './flow-steps.ts'
import { moveRank, rankOf } from './transition-rank.ts'

const blueprint: Blueprint = {
  name: 'delivery',
  version: 1,
  fields: [
    {
      id: 'f1',
      key: 'status',
      type: 'enum',
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'OPEN' },
        { id: 'o3', key: 'OLD', retired: true },
      ],
    },
  ],
  rules: [],
  uniques: [],
}
const flow: Flow = {
  name: 'delivery',
  version: 3,
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'NEW',
  states: { NEW: {}, OPEN: {} },
  events: { open: { id: 'e1' }, gone: { id: 'e2' } },
  transitions: [{ id: 't1', event: 'open', from: ['NEW'], to: 'OPEN', do: [{ id: 'a1', clear: 'x' }] }],
}

describe('the draft of a flow', () => {
  it('says which choices the state field gets and loses', () => {
    expect(draftDocument(flow, blueprint)).not.toHaveProperty('stateOptions')
    const more = withState(flow, 'PAUSED', { label: { en: 'Paused' } })
    expect(draftDocument(more, blueprint)['stateOptions']).toEqual({
      add: [{ key: 'PAUSED', label: { en: 'Paused' } }],
    })
    expect(draftDocument(withoutStates(flow, ['OPEN']), blueprint)['stateOptions']).toEqual({ retire: ['OPEN'] })
    expect(draftDocument(withState(flow, 'OLD', {}), blueprint)['stateOptions']).toEqual({ offer: ['OLD'] })
  })

  it('sends no event that nothing waits for, and nothing of what the server adds', () => {
    const document = draftDocument({ ...flow, findings: [] }, blueprint)
    expect(document['events']).toEqual({ open: { id: 'e1' } })
    expect(document).not.toHaveProperty('version')
    expect(document).not.toHaveProperty('findings')
  })

  it('shows no state that is none any more, unless something still leads there', () => {
    const read = { ...flow, states: { ...flow.states, OLD: {} }, stateOptions: { retire: ['OLD'] } }
    expect(Object.keys(flowOnScreen(read, blueprint, 3).states)).toEqual(['NEW', 'OPEN'])
    const used = { ...read, transitions: [{ event: 'age', from: ['NEW'], to: 'OLD' }] }
    expect(Object.keys(flowOnScreen(used, blueprint, 3).states)).toEqual(['NEW', 'OPEN', 'OLD'])
    expect(flowOnScreen(read, blueprint, 3)).not.toHaveProperty('stateOptions')
  })
})

describe('a choice that was added to the state field', () => {
  const more: Blueprint = {
    ...blueprint,
    fields: blueprint.fields.map((field) => ({
      ...field,
      options: [...(field.options ?? []), { id: 'o4', key: 'CANCELLED' }],
    })),
  }

  it('is a state that nothing leads to, and is not taken away by the next version of the flow', () => {
    const shown = flowOnScreen(flow, more, 3)
    expect(Object.keys(shown.states)).toEqual(['NEW', 'OPEN', 'CANCELLED'])
    expect(draftDocument(shown, more)).not.toHaveProperty('stateOptions')
  })

  it('stays away where the draft takes it away', () => {
    const drafted = { ...flow, stateOptions: { retire: ['CANCELLED'] } }
    expect(Object.keys(flowOnScreen(drafted, more, 3).states)).toEqual(['NEW', 'OPEN'])
  })

  it('is said by the review, as is every other change of the field', () => {
    const drawn = withState(withState(flow, 'PAUSED', {}), 'OLD', {})
    expect(choiceChanges(drawn, more)).toEqual({ added: ['PAUSED'], retired: ['CANCELLED'], offered: ['OLD'] })
  })
})

describe('steps back and forth', () => {
  const one = withState(flow, 'A', {})
  const two = withState(one, 'B', {})

  it('go through everything that was', () => {
    const steps = stepOn(stepOn(firstStep(flow), one, 1), two, 2)
    const back = stepBack(stepBack(steps))
    expect(back.now).toBe(flow)
    expect(stepBack(back).now).toBe(flow)
    expect(stepForth(stepForth(back)).now).toBe(two)
    expect(stepOn(stepBack(steps), flow, 3).after).toEqual([])
  })

  it('join what is about the same thing and follows closely', () => {
    const typed = stepOn(stepOn(firstStep(flow), one, 1_000, 'label'), two, 1_500, 'label')
    expect(stepBack(typed).now).toBe(flow)
    const later = stepOn(stepOn(firstStep(flow), one, 1_000, 'label'), two, 9_000, 'label')
    expect(stepBack(later).now).toBe(one)
    const other = stepOn(stepOn(firstStep(flow), one, 1_000, 'label'), two, 1_100, 'event')
    expect(stepBack(other).now).toBe(one)
  })

  it('take one deletion back, whatever came after it', () => {
    const gone = withoutStates(flow, ['OPEN'])
    const at = stepOn(firstStep(flow), gone, 1)
    expect(takeBack(at, flow, gone, 2).now).toBe(flow)
    const renamed = { ...gone, states: { NEW: { label: 'Fresh' }, A: {} } }
    const back = takeBack(stepOn(at, renamed, 3), flow, gone, 4).now
    expect(Object.keys(back.states)).toEqual(['NEW', 'A', 'OPEN'])
    expect(back.states['NEW']).toEqual({ label: 'Fresh' })
    expect(back.transitions).toEqual(flow.transitions)
  })
})

describe('copies of states', () => {
  const words = {
    labelOf: (key: string) => key.toLowerCase(),
    copyOf: (label: string, number: number) => (number === 1 ? `${label} copy` : `${label} copy ${number}`),
    asLabel: (label: string) => label,
  }

  it('bring what leads from one to the other, under new names and without ids', () => {
    const copied = copyStates(flow, ['NEW', 'OPEN'], { NEW: { x: 0, y: 0 } })
    const pasted = pasteStates(flow, copied, words, new Set())
    expect(pasted.keys).toEqual(['NEW_COPY', 'OPEN_COPY'])
    expect(pasted.flow.states['NEW_COPY']).toEqual({ label: 'new copy', pos: { x: 48, y: 48 } })
    expect(pasted.flow.transitions[1]).toEqual({
      event: 'open_2',
      from: ['NEW_COPY'],
      to: 'OPEN_COPY',
      do: [{ clear: 'x' }],
    })
  })

  it('bring the timers that send what was copied, each under a name and an id of its own', () => {
    const timers = [
      { id: 'm1', name: 'late', after: 'PT4H', event: 'open' },
      { id: 'm2', name: 'other', after: 'PT4H', event: 'elsewhere' },
    ]
    const timed = { ...flow, states: { ...flow.states, NEW: { timers } } }
    const pasted = pasteStates(timed, copyStates(timed, ['NEW', 'OPEN'], {}), words, new Set())
    expect(pasted.flow.states['NEW_COPY']?.timers).toEqual([{ name: 'late_2', after: 'PT4H', event: 'open_2' }])
  })

  it('leave out what leads elsewhere, and take no name twice', () => {
    const copied = copyStates(flow, ['NEW'], {})
    expect(copied.transitions).toEqual([])
    const twice = pasteStates(pasteStates(flow, copied, words, new Set()).flow, copied, words, new Set(['NEW_COPY_2']))
    expect(twice.keys).toEqual(['NEW_COPY_3'])
  })
})

describe('of several transitions of one event', () => {
  const several = {
    ...flow,
    transitions: [
      ...flow.transitions,
      { event: 'other', from: ['NEW'], to: 'OPEN' },
      { event: 'open', from: ['NEW'], to: 'NEW' },
    ],
  }

  it('the order is told and can be changed', () => {
    expect([rankOf(several, 0), rankOf(several, 1), rankOf(several, 2)]).toEqual([
      { at: 1, of: 2 },
      { at: 1, of: 1 },
      { at: 2, of: 2 },
    ])
    const moved = moveRank(several, 2, -1)
    expect(moved.index).toBe(0)
    expect(moved.flow.transitions.map(({ event, to }) => `${event} ${to}`)).toEqual([
      'open NEW',
      'other OPEN',
      'open OPEN',
    ])
    expect(moveRank(several, 0, -1).flow).toBe(several)
  })
})
