// Another key for a field. Everything stored names the field by id, so nothing else changes.
import type { RenameOp } from '@molde/schemas'
import { forbiddenKeys } from '../blueprint/check-document.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { RenameFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, report, withField } from '../lens/op-kind.ts'

export const rename: OpKind<RenameOp, RenameFieldOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    if (forbiddenKeys.includes(wire.key)) return report(place, ['key'], 'forbidden-name', { name: wire.key })
    if (field.key === wire.key) return report(place, ['key'], 'nothing-changes')
    if (place.version.fields.some((known) => known.key === wire.key))
      return report(place, ['key'], 'given-twice', { name: wire.key })
    return { id: place.id, op: 'rename', field: field.id, key: wire.key }
  },
  onVersion: (version, op) => withField(version, op.field, (field) => ({ ...field, key: op.key })),
  describe(op, before) {
    const { key, label } = fieldById(before, op.field)
    return [{ code: 'renamed', params: { label: label ?? key, key: op.key, from: key } }]
  },
  toWire: (op, before) => ({ field: keyOf(before, op.field), key: op.key }),
}
