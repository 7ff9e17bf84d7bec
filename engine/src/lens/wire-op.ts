// How does an op as the API says it (names) become one that is stored (ids), and back?

import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import { checkShape } from '../blueprint/check-shape.ts'
import type { JsonObject } from '../json.ts'
import { opKind } from '../lens-ops/all-ops.ts'
import { type Op, opOf } from './op.ts'
import { type OpPlace, report } from './op-kind.ts'

/** Reads one op against the version it changes. Faults go to `place.reading`; then the answer is undefined. */
export function readOp(wire: unknown, place: OpPlace): Op | undefined {
  const faults = checkShape('op', wire, place.path)
  place.reading.issues.push(...faults)
  if (faults.length > 0) return undefined
  const { op, id } = wire as { readonly op: string; readonly id?: string }
  if (id !== undefined) return report(place, ['id'], 'id-is-given')
  const kind = opKind(op)
  return kind ? kind.check(wire, place) : report(place, ['op'], 'op-not-offered', { op })
}

/** The op with the names of the version it changed. */
export function wireOp(op: StoredOp, before: BlueprintVersion): JsonObject {
  return { id: op.id, op: op.op, ...kindOf(op).toWire(opOf(op), before) }
}

/** The version after a stored op. */
export function versionAfter(before: BlueprintVersion, op: StoredOp): BlueprintVersion {
  return kindOf(op).onVersion(before, opOf(op))
}

/** A stored op was checked when it was published; a kind we do not know comes from a newer program. */
export function kindOf(op: StoredOp) {
  const kind = opKind(op.op)
  if (!kind) throw new RangeError(`this program does not know the op ${op.op}`)
  return kind
}
