// What can be done with any op, whatever its kind? Made from the list of kinds, so that kinds which hold other ops can use it too.
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import { checkShape } from '../blueprint/check-shape.ts'
import { partNamed } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import type { Step } from './crossing.ts'
import { type Op, opOf } from './op.ts'
import { type OpKind, type OpPlace, report } from './op-kind.ts'

export interface OpTools {
  /** Reads one op against the version it changes. Faults go to `place.reading`; then the answer is undefined. */
  readOp(wire: unknown, place: OpPlace): Op | undefined
  /** The op with the names of the version it changed. */
  wireOp(op: StoredOp, before: BlueprintVersion): JsonObject
  /** The version after a stored op. */
  versionAfter(before: BlueprintVersion, op: StoredOp): BlueprintVersion
  /** What an op does to values; nothing when it only changes what is said about them. */
  stepsOf(op: StoredOp): readonly Step[]
  /** A stored op was checked when it was published; a kind we do not know comes from a newer program. */
  kindOf(op: StoredOp): OpKind<unknown, Op>
}

interface Named {
  readonly field?: unknown
  readonly fields?: unknown
}

const ofStoredValues = [
  'options',
  'retype',
  'split',
  'merge',
  'remap',
  'normalise',
  'unit',
  'toList',
  'toSingle',
  'each',
  'toRelation',
  'extract',
  'moveToRelated',
  'flow',
]

/** What nobody wrote is changed by changing what it is worked out from. */
function refuseComputed(op: string, { field, fields }: Named, place: OpPlace): boolean {
  if (!ofStoredValues.includes(op)) return false
  const named = Array.isArray(fields) ? (fields as unknown[]) : [field]
  const known = place.version.fields
  const found = named.flatMap((name) => partNamed(known, name) ?? [])
  const computed = found.filter((one) => one.computed)
  for (const { label, key } of computed) report(place, [], 'computed-field', { label: label ?? key })
  return computed.length > 0
}

/** `opKind` answers undefined for kinds that nobody may publish yet. */
export function opTools(opKind: (name: string) => OpKind<unknown, Op> | undefined): OpTools {
  const kindOf = (op: StoredOp) => {
    const kind = opKind(op.op)
    if (!kind) throw new RangeError(`this program does not know the op ${op.op}`)
    return kind
  }
  return {
    kindOf,
    readOp(wire, place) {
      const faults = checkShape('op', wire, place.path)
      place.reading.issues.push(...faults)
      if (faults.length > 0) return undefined
      const { op, id } = wire as { readonly op: string; readonly id?: string }
      if (id !== undefined) return report(place, ['id'], 'id-is-given')
      const kind = opKind(op)
      if (refuseComputed(op, wire as Named, place)) return undefined
      return kind ? kind.check(wire, place) : report(place, ['op'], 'op-not-offered', { op })
    },
    wireOp: (op, before) => ({ id: op.id, op: op.op, ...kindOf(op).toWire(opOf(op), before) }),
    versionAfter: (before, op) => kindOf(op).onVersion(before, opOf(op)),
    stepsOf: (op) => kindOf(op).steps?.(opOf(op)) ?? [],
  }
}
