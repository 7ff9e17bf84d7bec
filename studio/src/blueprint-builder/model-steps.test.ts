import { describe, expect, it } from 'vitest'
import { commandOf, isEverywhere, type KeyPress } from './model-commands.ts'
import {
  type ModelStep,
  noSteps,
  opposite,
  wentBack,
  wentForth,
  withoutDraftOf,
  withoutStep,
  withStep,
} from './model-steps.ts'

const moved = (name: string, from: number, to: number): ModelStep => ({
  kind: 'moved',
  before: { [name]: { x: from, y: 0 } },
  after: { [name]: { x: to, y: 0 } },
})
const drafted = (blueprint: string): ModelStep => ({ kind: 'drafted', blueprint, before: [], after: [{ op: 'add' }] })
const two = [
  { id: '1', name: 'a' },
  { id: '2', name: 'b' },
]

describe('steps of the data model', () => {
  it('know their opposite, and the opposite of that is the step again', () => {
    const steps: ModelStep[] = [
      moved('a', 1, 2),
      drafted('a'),
      { kind: 'made', kinds: two },
      { kind: 'trashed', kinds: two },
    ]
    for (const step of steps) expect(opposite(opposite(step))).toEqual(step)
    expect(opposite(moved('a', 1, 2))).toEqual(moved('a', 2, 1))
    expect(opposite({ kind: 'made', kinds: two })).toEqual({ kind: 'trashed', kinds: [two[1], two[0]] })
  })

  it('go back and forth, and a new one ends what could have come again', () => {
    const [a, b, c] = [drafted('a'), drafted('b'), drafted('c')]
    const both = withStep(withStep(noSteps, a, 0), b, 1)
    const back = wentBack(both, b)
    expect(back).toMatchObject({ past: [a], future: [b] })
    expect(wentForth(back, b)).toMatchObject({ past: [a, b], future: [] })
    expect(withStep(back, c, 2)).toMatchObject({ past: [a, c], future: [] })
  })

  it('are told by themselves when another came meanwhile, or when one cannot be gone', () => {
    const [a, b] = [drafted('a'), drafted('b')]
    const both = withStep(withStep(noSteps, a, 0), b, 1)
    expect(wentBack(both, a)).toMatchObject({ past: [b], future: [a] })
    expect(withoutStep(wentBack(both, b), b)).toMatchObject({ past: [a], future: [] })
  })

  it('join presses of an arrow key that follow closely, of the same blueprints only', () => {
    const first = withStep(noSteps, moved('a', 0, 16), 5_000)
    expect(withStep(first, moved('a', 16, 32), 5_200).past).toEqual([moved('a', 0, 32)])
    expect(withStep(first, moved('a', 16, 32), 9_000).past).toHaveLength(2)
    expect(withStep(first, moved('b', 16, 32), 5_200).past).toHaveLength(2)
    expect(withStep(first, drafted('a'), 5_200).past).toHaveLength(2)
  })

  it('forget the draft that was published, and nothing else', () => {
    const again = drafted('a')
    const all = withStep(withStep(withStep(noSteps, drafted('a'), 0), moved('a', 0, 1), 1), again, 2)
    const steps = wentBack(all, again)
    expect(withoutDraftOf(steps, 'a')).toMatchObject({ past: [moved('a', 0, 1)], future: [] })
    expect(withoutDraftOf(steps, 'b')).toMatchObject({ past: steps.past, future: steps.future })
  })

  it('are remembered, but not without end', () => {
    let steps = noSteps
    for (let n = 0; n < 150; n++) steps = withStep(steps, drafted(`k${n}`), n)
    expect(steps.past).toHaveLength(100)
    expect(steps.past.at(-1)).toEqual(drafted('k149'))
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
