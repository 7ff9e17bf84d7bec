// Which fields does an op count in another unit, so that numbers elsewhere would mean something else of them?
import type { FieldDef, StoredOp } from '../blueprint/blueprint.ts'
import type { NewUnit } from '../expression/rescale-field.ts'
import type { ChangeUnitOp, EachElementOp, RevertToOp } from '../lens/op.ts'
import { newUnitOf, oldUnitOf } from './unit-lens.ts'

export interface UnitChange {
  /** As it was before. */
  readonly field: FieldDef
  readonly unit: NewUnit
}

/** In their order, also those inside of a group and those that a return undoes. What is done and undone on the way is none. */
export function unitChangesIn(op: StoredOp): readonly UnitChange[] {
  return stepsIn(op).map(({ op: change, isBack }) => ({
    field: isBack ? change.after : change.before,
    unit: isBack ? oldUnitOf(change) : newUnitOf(change),
  }))
}

interface UnitStep {
  readonly op: ChangeUnitOp
  readonly isBack: boolean
}

function stepsIn(op: StoredOp): readonly UnitStep[] {
  switch (op.op) {
    case 'unit':
      return [{ op: op as unknown as ChangeUnitOp, isBack: false }]
    case 'each':
      return (op as unknown as EachElementOp).ops.flatMap(stepsIn)
    case 'revert':
      return withoutReturns((op as unknown as RevertToOp).ops.flatMap(stepsIn))
        .toReversed()
        .map(({ op: change, isBack }) => ({ op: change, isBack: !isBack }))
    default:
      return []
  }
}

/** A change and its own undoing leave nothing. */
function withoutReturns(steps: readonly UnitStep[]): readonly UnitStep[] {
  const left: UnitStep[] = []
  for (const step of steps) {
    const at = left.findLastIndex(({ op }) => op.field === step.op.field)
    const last = left[at]
    if (last && last.op.id === step.op.id && last.isBack !== step.isBack) left.splice(at, 1)
    else left.push(step)
  }
  return left
}
