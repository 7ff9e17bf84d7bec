// A field that was worked out keeps the values that it has, and people fill it in from now on.
import type { MaterialiseOp } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { checkField } from '../blueprint/check-blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { MaterialiseFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, report, withField } from '../lens/op-kind.ts'
import { behind, workedStep } from './worked-lens.ts'

export const materialise: OpKind<MaterialiseOp, MaterialiseFieldOp> = {
  check(wire, place) {
    const computed = fieldOf(wire.field, place)
    if (!computed) return undefined
    const label = computed.label ?? computed.key
    if (!computed.computed) return report(place, ['field'], 'not-computed', { label })
    // They are another blueprint's, with ids that may be given out here for something else.
    if (computed.options) return report(place, ['field'], 'choices-elsewhere', { label })
    const stored = storedField(computed)
    const faults = checkField(stored, place.path)
    place.reading.issues.push(...faults)
    if (faults.length > 0) return undefined
    const reads = behind(computed, place.version.fields)
    return { id: place.id, op: 'materialise', field: computed.id, stored, computed, reads, zone: place.zone }
  },
  onVersion: (version, { field, stored }) => withField(version, field, () => stored),
  describe(op, before) {
    const { key, label } = fieldById(before, op.field)
    return [{ code: 'materialised', params: { label: label ?? key } }]
  },
  toWire: ({ field }, before) => ({ field: keyOf(before, field) }),
  steps: (op) => [workedStep(op)],
}

function storedField({ computed: _, readOnly: __, ...field }: FieldDef): FieldDef {
  return field
}
