// Another label or help text for a field.
import type { RelabelOp } from '@molde/schemas'
import type { Label } from '../blueprint/blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { RelabelFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, report, withField } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'

export const relabel: OpKind<RelabelOp, RelabelFieldOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    if (wire.label === undefined && wire.help === undefined) return report(place, [], 'nothing-changes')
    return {
      id: place.id,
      op: 'relabel',
      field: field.id,
      ...(wire.label !== undefined && { label: wire.label }),
      ...(wire.help !== undefined && { help: wire.help as Label | null }),
    }
  },
  onVersion: (version, op) =>
    withField(version, op.field, ({ help, ...field }) => {
      const kept = op.help === undefined ? help : op.help
      return {
        ...field,
        ...(op.label !== undefined && { label: op.label }),
        ...(kept !== undefined && kept !== null && { help: kept }),
      }
    }),
  describe(op, before) {
    const field = fieldById(before, op.field)
    const from = field.label ?? field.key
    const called: OpSentence[] =
      op.label === undefined ? [] : [{ code: 'relabelled', params: { from, label: op.label } }]
    const helped: OpSentence[] =
      op.help === undefined ? [] : [{ code: 'help-changed', params: { label: op.label ?? from } }]
    return [...called, ...helped]
  },
  toWire: ({ id: _id, op: _op, ...said }, before) => ({ ...said, field: keyOf(before, said.field) }),
}
