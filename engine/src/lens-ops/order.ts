// A new order of the fields: the named ones first, the others after them as they were.
import type { OrderOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { FieldId } from '../ids.ts'
import type { OrderFieldsOp } from '../lens/op.ts'
import { fieldById, type OpKind, report } from '../lens/op-kind.ts'

export const order: OpKind<OrderOp, OrderFieldsOp> = {
  check(wire, place) {
    const { version, reading, path } = place
    const fields = wire.fields.map((name, i) =>
      fieldNamed(version.fields, name, reading.issues, [...path, 'fields', i]),
    )
    const ids = fields.flatMap((field) => field?.id ?? [])
    if (ids.length < fields.length) return undefined
    const twin = ids.findIndex((id, i) => ids.indexOf(id) !== i)
    if (twin >= 0) return report(place, ['fields', twin], 'given-twice', { name: wire.fields[twin] as string })
    return { id: place.id, op: 'order', fields: ids }
  },
  onVersion: (version, op) => ({ ...version, fields: reordered(version, op.fields) }),
  describe(op, before) {
    const fields = reordered(before, op.fields).map((field) => field.label ?? field.key)
    return [{ code: 'ordered', params: { fields } }]
  },
  toWire: (op, before) => ({ fields: op.fields.map((field) => keyOf(before, field)) }),
}

function reordered(version: BlueprintVersion, ids: readonly FieldId[]): FieldDef[] {
  return [...ids.map((id) => fieldById(version, id)), ...version.fields.filter((field) => !ids.includes(field.id))]
}
