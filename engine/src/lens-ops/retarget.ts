// Links point to records of another blueprint: to the one that has the same value in a field.
import type { RetargetOp } from '@molde/schemas'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import { lensStep } from '../lens/crossing.ts'
import type { Lens } from '../lens/lens.ts'
import type { RetargetFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, report, withField } from '../lens/op-kind.ts'
import { asMatch, calledOf, matchField, targetNamed } from './link-target.ts'
import { linkedField, refuseReaders, sayLostSettings } from './linked-field.ts'
import { linkedLens } from './linked-lens.ts'

export const retarget: OpKind<RetargetOp, RetargetFieldOp> = {
  check(wire, place) {
    const before = fieldOf(wire.field, place)
    if (!before) return undefined
    if (before.type !== 'relation')
      return report(place, ['field'], 'op-not-for-type', { op: 'retarget', type: before.type, known: ['relation'] })
    if (wire.blueprint === before.blueprint) return report(place, ['blueprint'], 'nothing-changes')
    const [target, past] = [
      targetNamed(wire.blueprint, ['blueprint'], place),
      targetNamed(before.blueprint ?? '', ['field'], place),
    ]
    if (!target || !past) return undefined
    const match = matchField(target, wire.match, ['match'], place)
    const old = match && matchField(past, match.key, ['match'], place)
    const after = linkedField(before, {
      type: 'relation',
      blueprint: target.name,
      ...(before.many && { many: true }),
    })
    if (refuseReaders(before, after, place) || !match || !old) return undefined
    return {
      ...{ id: place.id, op: 'retarget', field: before.id, before, after, map: place.id },
      ...{ called: calledOf(target), match: asMatch(match), old: asMatch(old) },
    }
  },
  onVersion: (version, { field, after }) => withField(version, field, () => after),
  describe({ field, after, called: blueprint, match }, version) {
    const before = fieldById(version, field)
    return [
      {
        code: 'links-retargeted',
        params: { label: before.label ?? before.key, blueprint, match: match.label ?? match.key },
      },
      { code: 'missing-links-kept' },
      ...sayLostSettings(before, after),
    ]
  },
  toWire: ({ field, after, match }, before) => ({
    ...{ field: keyOf(before, field), blueprint: after.blueprint as string, match: match.key },
  }),
  steps: (op) => [lensStep(op.id, retargetLens(op))],
}

function retargetLens({ field, before, map }: RetargetFieldOp): Lens {
  return linkedLens(
    { field, before },
    {
      there: (record, maps) => maps.recordOf(map, record),
      back: (record, maps) => maps.keyOf(map, record),
    },
  )
}
