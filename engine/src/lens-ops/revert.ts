// A new version that is what an earlier one was. Versions never go backwards; the ops in between are walked the other way.
import type { RevertOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { reversed, stepOf } from '../lens/crossing.ts'
import type { RevertToOp } from '../lens/op.ts'
import { type OpKind, report } from '../lens/op-kind.ts'
import type { OpTools } from '../lens/op-tools.ts'

export function revertWith(tools: OpTools): OpKind<RevertOp, RevertToOp> {
  return {
    check(wire, place) {
      const { version, history } = place
      if (place.outer) return report(place, ['op'], 'not-inside-group', { op: 'revert' })
      if (!place.isFirst) return report(place, [], 'revert-comes-first')
      if (wire.to >= version.version)
        return report(place, ['to'], 'no-such-version', { value: wire.to, head: version.version - 1 })
      const target = history.versionAt(wire.to)
      if (!target) return report(place, ['to'], 'no-such-version', { value: wire.to, head: version.version - 1 })
      const ops = Array.from({ length: version.version - wire.to }, (_, i) => history.opsInto(wire.to + i + 1)).flat()
      const purged = ops.find(({ op }) => op === 'purge')
      if (purged) return report(place, ['to'], 'purged-since', { version: wire.to })
      return { id: place.id, op: 'revert', to: wire.to, ops, shape: shapeOf(target, version) }
    },
    onVersion: (version, { shape }) => ({ ...stripped(version), ...shape, reserved: reservedAfter(version, shape) }),
    describe: ({ to }) => [{ code: 'reverted', params: { to } }],
    toWire: ({ to }) => ({ to }),
    // The last change is undone first.
    steps: ({ ops }) =>
      ops
        .flatMap(tools.stepsOf)
        .toReversed()
        .map(({ edge }) => stepOf(reversed(edge))),
  }
}

/** What the target says, its number and the ids that are reserved aside. */
type Shape = Omit<BlueprintVersion, 'name' | 'version' | 'reserved'>

function shapeOf({ name: _, version: __, reserved: ___, ...shape }: BlueprintVersion, now: BlueprintVersion): Shape {
  return { ...shape, fields: shape.fields.map((field) => asked(field, now)) }
}

/** Records made since then may lack what was required then and is not now. */
function asked(field: FieldDef, now: BlueprintVersion): FieldDef {
  const still = now.fields.find(({ id }) => id === field.id)
  return field.required && !(still?.required && !still.askOnEdit) ? { ...field, askOnEdit: true } : field
}

function stripped({ label: _, plural: __, icon: ___, titleField: ____, ...rest }: BlueprintVersion) {
  return rest
}

function reservedAfter(version: BlueprintVersion, { fields }: Shape): BlueprintVersion['reserved'] {
  const back = new Set(fields.map(({ id }) => id))
  return [...version.fields.map(({ id }) => id), ...version.reserved].filter((id) => !back.has(id))
}
