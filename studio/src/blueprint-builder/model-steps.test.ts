import { describe, expect, it } from 'vitest'
import { commandOf, isEverywhere, type KeyPress } from '../drawing/canvas-commands.ts'
import { fitting, readSteps } from './kept-steps.ts'
import {
  type ModelChange,
  type ModelStep,
  noSteps,
  opposite,
  outcomeOf,
  wentBack,
  wentForth,
  withoutDraftOf,
  withStep,
} from './model-steps.ts'

const moved = (name: string, from: number, to: number, about?: string): ModelStep => ({
  changes: [{ kind: 'moved', before: { [name]: { x: from, y: 0 } }, after: { [name]: { x: to, y: 0 } } }],
  ...(about === undefined ? {} : { about }),
})
const change = (blueprint: string): ModelChange => ({ kind: 'drafted', blueprint, before: [], after: [{ op: 'add' }] })
const drafted = (blueprint: string): ModelStep => ({ changes: [change(blueprint)] })
const planned = (blueprint: string): ModelChange => ({
  kind: 'planned',
  blueprint,
  before: null,
  after: { name: blueprint },
})
const trashed = (name: string): ModelChange => ({ kind: 'trashed', blueprint: { id: `id-${name}`, name } })
const all = (step: ModelStep) => outcomeOf(step, step.changes.length)
const back = (steps: typeof noSteps, step: ModelStep) => wentBack(steps, step, all(opposite(step)))
const forth = (steps: typeof noSteps, step: ModelStep) => wentForth(steps, step, all(step))

describe('steps of the data model', () => {
  it('know their opposite, and the opposite of that is the step again', () => {
    const steps: ModelStep[] = [
      moved('a', 1, 2),
      drafted('a'),
      { changes: [planned('a'), change('b'), trashed('c')] },
      { changes: [{ kind: 'restored', blueprint: { id: '1', name: 'a' } }] },
    ]
    for (const step of steps) expect(opposite(opposite(step))).toEqual(step)
    expect(opposite(moved('a', 1, 2))).toEqual(moved('a', 2, 1))
    expect(opposite({ changes: [planned('a'), trashed('c')] }).changes).toEqual([
      { ...trashed('c'), kind: 'restored' },
      { ...planned('a'), before: { name: 'a' }, after: null },
    ])
  })

  it('go back and forth, and a new one ends what could have come again', () => {
    const [a, b, c] = [drafted('a'), drafted('b'), drafted('c')]
    const both = withStep(withStep(noSteps, a, 0), b, 1)
    const after = back(both, b)
    expect(after).toMatchObject({ past: [a], future: [b] })
    expect(forth(after, after.future[0] as ModelStep)).toMatchObject({ past: [a, b], future: [] })
    expect(withStep(after, c, 2)).toMatchObject({ past: [a, c], future: [] })
  })

  it('are told by themselves when another came meanwhile', () => {
    const [a, b] = [drafted('a'), drafted('b')]
    const both = withStep(withStep(noSteps, a, 0), b, 1)
    expect(back(both, a)).toMatchObject({ past: [b], future: [a] })
  })

  describe('that fail half way', () => {
    const three: ModelStep = { changes: [trashed('a'), trashed('b'), trashed('c')] }
    const way = opposite(three)
    const before = withStep(withStep(noSteps, drafted('x'), 0), three, 1)

    it('come apart: what was done can be done again, what was not can still be undone', () => {
      const lost = { ...outcomeOf(way, 1), failed: new Error('no connection') }
      const after = wentBack(before, three, lost)
      expect(after.past).toEqual([drafted('x'), { changes: [trashed('a'), trashed('b')] }])
      expect(after.future).toEqual([{ changes: [trashed('c')] }])
      // The rest of the way, and then everything again.
      const left = after.past[1] as ModelStep
      const whole = back(after, left)
      expect(whole.past).toEqual([drafted('x')])
      expect(whole.future.flatMap(({ changes }) => changes)).toEqual(three.changes)
    })

    it('lose only what was refused for good, which would stand in the way', () => {
      const refused = { ...outcomeOf(way, 2), failed: new Error('409'), isRefused: true }
      const after = wentBack(before, three, refused)
      expect(after.past).toEqual([drafted('x')])
      expect(after.future).toEqual([{ changes: [trashed('b'), trashed('c')] }])
    })

    it('stay whole when nothing was done at all', () => {
      const after = wentBack(before, three, { ...outcomeOf(way, 0), failed: new Error('no connection') })
      expect(after.past).toEqual([drafted('x'), three])
      expect(after.future).toEqual([])
    })

    it('do the same on the way forth', () => {
      const undone = back(before, three)
      const again = undone.future[0] as ModelStep
      const after = wentForth(undone, again, { ...outcomeOf(again, 2), failed: new Error('no connection') })
      expect(after.past).toEqual([drafted('x'), { changes: [trashed('a'), trashed('b')] }])
      expect(after.future).toEqual([{ changes: [trashed('c')] }])
    })
  })

  it('join what follows closely about the same thing, and nothing else', () => {
    const first = withStep(noSteps, moved('a', 0, 16, 'arrows a'), 5_000)
    expect(withStep(first, moved('a', 16, 32, 'arrows a'), 5_200).past).toEqual([moved('a', 0, 32, 'arrows a')])
    expect(withStep(first, moved('a', 16, 32, 'arrows a'), 9_000).past).toHaveLength(2)
    expect(withStep(first, moved('b', 16, 32, 'arrows b'), 5_200).past).toHaveLength(2)
    expect(withStep(first, { ...drafted('a'), about: 'arrows a' }, 5_200).past).toHaveLength(2)
    expect(withStep(withStep(noSteps, moved('a', 0, 16), 0), moved('a', 16, 32), 1).past).toHaveLength(2)
  })

  it('forget the draft that was published, and nothing else', () => {
    const mixed: ModelStep = { changes: [change('a'), change('b')] }
    const steps = [planned('a'), trashed('a')].reduce(
      (so, one, at) => withStep(so, { changes: [one] }, at),
      withStep(withStep(noSteps, drafted('a'), 0), mixed, 1),
    )
    expect(withoutDraftOf(steps, 'a').past).toEqual([drafted('b'), { changes: [trashed('a')] }])
    expect(withoutDraftOf(steps, 'z').past).toEqual(steps.past)
    expect(withoutDraftOf(back(steps, steps.past[0] as ModelStep), 'a').future).toEqual([])
  })

  it('are remembered, but not without end', () => {
    let steps = noSteps
    for (let n = 0; n < 150; n++) steps = withStep(steps, drafted(`k${n}`), n)
    expect(steps.past).toHaveLength(100)
    expect(steps.past.at(-1)).toEqual(drafted('k149'))
  })
})

describe('steps that outlive the page', () => {
  const steps = {
    past: [moved('a', 0, 1, 'x'), { changes: [planned('b'), trashed('c')] }],
    future: [drafted('d')],
    at: 5,
  }

  it('come back as they were, apart from the clock', () => {
    expect(readSteps(JSON.parse(JSON.stringify(steps)))).toEqual({ ...steps, at: 0 })
  })

  it('are left out, all of them, when one is no step: they stand on each other', () => {
    const bad: unknown[] = [
      null,
      'x',
      [],
      {},
      { past: [], future: 1 },
      { past: [{}], future: [] },
      { past: [{ changes: [] }], future: [] },
      { past: [{ changes: [{ kind: 'moved', before: { a: { x: 'no', y: 1 } }, after: {} }] }], future: [] },
      { past: [{ changes: [{ kind: 'drafted', blueprint: 1, before: [], after: [] }] }], future: [] },
      { past: [{ changes: [{ kind: 'planned', blueprint: 'a', before: 'x', after: null }] }], future: [] },
      { past: [{ changes: [{ kind: 'trashed', blueprint: 'a' }] }], future: [] },
      { past: [{ changes: [{ kind: 'exploded' }] }], future: [] },
      { past: steps.past, future: [{ changes: 5 }] },
    ]
    for (const one of bad) expect(readSteps(one)).toEqual(noSteps)
  })

  it('are cut to what there is room for, the newest staying', () => {
    const size = JSON.stringify(steps.past[1]).length
    expect(fitting(steps, size)).toEqual({ past: [steps.past[1]], future: [], at: 5 })
    expect(fitting(steps, 0)).toEqual({ past: [], future: [], at: 5 })
    expect(fitting(steps)).toEqual(steps)
  })
})

describe('keys of the data model', () => {
  const pressed = (key: string, code: string, more: Partial<KeyPress> = {}) =>
    commandOf({ key, code, control: false, shift: false, alt: false, ...more })

  it('are told by their place, so that they work on a Cyrillic keyboard', () => {
    expect(pressed('я', 'KeyZ', { control: true })).toEqual({ does: 'undo' })
    expect(pressed('Я', 'KeyZ', { control: true, shift: true })).toEqual({ does: 'redo' })
    expect(pressed('к', 'KeyR')).toEqual({ does: 'relate' })
  })

  it('leave alone what is not theirs', () => {
    expect(pressed('r', 'KeyR', { control: true })).toBeUndefined()
    expect(pressed('f', 'KeyF', { alt: true })).toBeUndefined()
    expect(pressed('Tab', 'Tab')).toBeUndefined()
  })

  it('move by one dot, or by four with Shift', () => {
    expect(pressed('ArrowLeft', 'ArrowLeft')).toEqual({ does: 'move', x: -16, y: 0 })
    expect(pressed('ArrowDown', 'ArrowDown', { shift: true })).toEqual({ does: 'move', x: 0, y: 64 })
  })

  it('work away from the canvas only where they ask for no place on it', () => {
    expect(isEverywhere({ does: 'undo' })).toBe(true)
    expect(isEverywhere({ does: 'remove' })).toBe(false)
  })
})
