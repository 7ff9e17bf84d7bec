// What becomes of the values of one record when it crosses a change? For reports: before anything is written.
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { Crossing, Failure } from './crossing.ts'
import { noMaps, type OpMaps } from './lens.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { stepsOf } from './wire-op.ts'

/** The values of one record on both sides of a change, and how they got there. */
interface Judged {
  readonly outcome: Outcome
  readonly before: StoredData
  readonly after: StoredData
  readonly failures: readonly Failure[]
}

/** Judges records under the version that the op changes. Compiled once, for all of them. */
export function valueJudge(op: StoredOp, maps: OpMaps = noMaps): (data: StoredData) => Judged {
  const steps = stepsOf(op)
  return (before) => {
    const failures: Failure[] = []
    const crossing: Crossing = { data: { ...before }, attic: {}, maps, failures }
    for (const step of steps) step.forward(crossing)
    return {
      outcome: outcomeOf({ data: before, attic: {} }, crossing, failures),
      before,
      after: crossing.data,
      failures,
    }
  }
}

const LONGEST_PATTERN = 60
const shapes: readonly (readonly [RegExp, string])[] = [
  // Marks that nobody sees.
  [/\p{Cf}+/gu, ''],
  [/[\s\p{Z}\p{Cc}]+/gu, ' '],
  [/[\p{L}\p{M}]+/gu, 'A'],
  [/\p{N}+/gu, '9'],
]

/** The shape of a text that cannot be carried over, so that like ones are counted together: `R$ 1.234,56` → `A$ 9.9,9`. */
export function failingPattern(text: string): string {
  const shape = shapes.reduce((said, [signs, stand]) => said.replace(signs, stand), text.slice(0, 2_000))
  const signs = Array.from(shape)
  return signs.length > LONGEST_PATTERN ? `${signs.slice(0, LONGEST_PATTERN).join('')}…` : shape
}
