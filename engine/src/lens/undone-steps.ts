// Which steps of a way need no crossing, because the way undoes them again, and may one of the others let a record wait?
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { Step } from './crossing.ts'
import { stepsOf } from './wire-op.ts'

/**
 * A change and what undoes it are one edge walked both ways: with nothing left between them, a record is where it was. So it does not
 * cross them. It would come back the same, but what cannot be carried over would keep it waiting for a change that is none any more,
 * and a pair kept for that change would later be taken for something that a person had settled.
 */
export function withoutUndone(steps: readonly Step[]): readonly Step[] {
  const left: Step[] = []
  for (const step of steps) {
    const last = left.at(-1)
    if (last && isUndoneBy(last, step)) left.pop()
    else left.push(step)
  }
  return left
}

function isUndoneBy({ edge }: Step, { edge: next }: Step): boolean {
  return edge.name === next.name && edge.within === next.within && edge.isReversed !== next.isReversed
}

/** May a record have to wait for a person when it crosses these ops? */
export function waitsIn(ops: readonly StoredOp[]): boolean {
  return withoutUndone(ops.flatMap(stepsOf)).some(
    ({ edge: { lens, isReversed } }) => lens.waits === true && !isReversed,
  )
}
