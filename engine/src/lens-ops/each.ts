// Changes inside a repeating group: every element crosses them by itself and has an attic of its own.
import type { EachOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef, StoredOp } from '../blueprint/blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { JsonObject } from '../json.ts'
import { stepOf } from '../lens/crossing.ts'
import { type EachElementOp, storedOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpHistory, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import type { OpTools } from '../lens/op-tools.ts'
import { versionOf } from '../lens/version-of.ts'

export function eachWith(tools: OpTools): OpKind<EachOp, EachElementOp> {
  return {
    check(wire, place) {
      const field = fieldOf(wire.field, place)
      if (!field) return undefined
      if (place.outer) return report(place, ['op'], 'not-inside-group', { op: 'each' })
      if (!field.fields) return report(place, ['field'], 'not-a-group', { label: field.label ?? field.key })
      const faults = place.reading.issues.length
      const ops = readInner(tools, wire.ops, field, place)
      return place.reading.issues.length > faults ? undefined : { id: place.id, op: 'each', field: field.id, ops }
    },
    onVersion: (version, { field, ops }) =>
      withField(version, field, (group) => ({
        ...group,
        fields: ops.reduce(tools.versionAfter, inside(group)).fields,
      })),
    describe({ field, ops }, before) {
      const group = fieldById(before, field)
      let version = inside(group)
      const said = ops.flatMap((op) => {
        const sentences = tools.kindOf(op).describe(op as never, version)
        version = tools.versionAfter(version, op)
        return sentences
      })
      return [{ code: 'inside-group', params: { label: group.label ?? group.key } }, ...said]
    },
    toWire({ field, ops }, before) {
      let version = inside(fieldById(before, field))
      const wire = ops.map((op): JsonObject => {
        const { id: _, ...said } = tools.wireOp(op, version)
        version = tools.versionAfter(version, op)
        return said
      })
      return { field: keyOf(before, field), ops: wire }
    },
    steps: ({ field, ops }) => ops.flatMap(tools.stepsOf).map(({ edge }) => stepOf({ ...edge, within: field })),
  }
}

/** The group as if it were a blueprint: what an op inside it changes. */
function inside(group: FieldDef): BlueprintVersion {
  return versionOf(...(group.fields ?? []))
}

/** Kinds that speak of a whole blueprint. */
const outerKinds: readonly string[] = [
  'meta',
  'rules',
  'uniques',
  'flow',
  'revert',
  'purge',
  'each',
  'moveToRelated',
  'subtable',
]

function readInner(tools: OpTools, wire: EachOp['ops'], group: FieldDef, place: OpPlace): StoredOp[] {
  const history = innerHistory(group, place.history)
  let version: BlueprintVersion = { ...inside(group), version: place.version.version }
  const read: StoredOp[] = []
  for (const [i, sent] of wire.entries()) {
    const so: EachElementOp = { id: place.id, op: 'each', field: group.id, ops: read }
    const at: OpPlace = {
      ...place,
      version,
      path: [...place.path, 'ops', i],
      id: place.reading.ids.next('p'),
      history,
      opsBefore: [...place.opsBefore, storedOp(so)],
      outer: place.version,
      within: group.id,
    }
    if (outerKinds.includes(sent.op)) {
      report(at, ['op'], 'not-inside-group', { op: sent.op })
      continue
    }
    const op = tools.readOp(sent, at)
    if (!op) continue
    version = tools.versionAfter(version, storedOp(op))
    read.push(storedOp(op))
  }
  return read
}

/** What was published of this group, as `restore` looks for it. */
function innerHistory(group: FieldDef, outer: OpHistory): OpHistory {
  return {
    versionAt(number) {
      const then = outer.versionAt(number)?.fields.find(({ id }) => id === group.id)
      return then && inside(then)
    },
    opsInto: (number) =>
      outer
        .opsInto(number)
        .flatMap((op) => (op.op === 'each' && op['field'] === group.id ? (op['ops'] as unknown as StoredOp[]) : [])),
  }
}
