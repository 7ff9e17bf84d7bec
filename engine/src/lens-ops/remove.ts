// A field goes away. Its values are kept for the way back, so removing one is never a decision for ever.
import type { RemoveOp } from '@molde/schemas'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { FieldId, OpId } from '../ids.ts'
import { lensStep, type Step } from '../lens/crossing.ts'
import type { RemoveFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, report, withoutField } from '../lens/op-kind.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'

export const remove: OpKind<RemoveOp, RemoveFieldOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    if (place.version.fields.length === 1)
      return report(place, ['field'], 'last-field', { label: field.label ?? field.key })
    if (refuseUses(usesAt(place, field.id), field, place)) return undefined
    return { id: place.id, op: 'remove', field: field.id }
  },
  onVersion: (version, op) => withoutField(version, op.field),
  describe(op, before) {
    const { key, label } = fieldById(before, op.field)
    return [{ code: 'removed', params: { label: label ?? key } }]
  },
  toWire: (op, before) => ({ field: keyOf(before, op.field) }),
  steps: (op) => [removal(op.id, op.field)],
}

/** Something becomes nothing, and all of it is in the attic. */
export function removal(op: OpId, field: FieldId): Step {
  return lensStep(op, { from: [field], to: [], forward: () => [], backward: () => [null] })
}
