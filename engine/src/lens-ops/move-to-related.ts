// A field moves to the records that a link points to: what those that link to one record agree upon stands there from now on.
import type { MoveToRelatedOp } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { Json } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens, OpMaps } from '../lens/lens.ts'
import type { MoveToRelatedFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withoutField } from '../lens/op-kind.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'
import { calledOf, targetNamed } from './link-target.ts'
import { columnOf } from './moved-column.ts'
import { movedValues } from './moved-key.ts'
import { comparableAt, isMovable, movableTypes } from './moving-lens.ts'

export const moveToRelated: OpKind<MoveToRelatedOp, MoveToRelatedFieldOp> = {
  check(wire, place) {
    const faults = place.reading.issues.length
    const field = fieldOf(wire.field, place)
    const link = readLink(wire.via, place)
    if (!field || !link) return undefined
    if (field.id === link.id) return report(place, ['via'], 'given-twice', { name: wire.via })
    if (!isMovable(field))
      report(place, ['field'], 'op-not-for-type', { op: 'moveToRelated', type: field.type, known: movableTypes })
    const target = targetNamed(link.blueprint ?? '', ['via'], place)
    if (!target) return undefined
    const column = columnOf(field, target, place)
    if (!column)
      report(place, ['via'], 'extract-lacks', { blueprint: calledOf(target), fields: [field.label ?? field.key] })
    refuseUses(usesAt(place, field.id), field, place)
    if (!column || place.reading.issues.length > faults) return undefined
    return {
      ...{ id: place.id, op: 'moveToRelated', own: [field], link, map: place.id, called: calledOf(target) },
      ...{ columns: [column], match: comparableAt([field]), choose: wire.choose ?? 'ask' },
    }
  },
  onVersion: (version, { own: [field] }) => withoutField(version, (field as FieldDef).id),
  describe({ own: [field], link, called: blueprint, choose }, before) {
    const [label, via] = [(field as FieldDef).id, link.id].map((id) => calledBy(fieldById(before, id)))
    return [
      { code: 'moved-to-related', params: { label: label ?? '', via: via ?? '', blueprint } },
      { code: `moved-${choose}` },
    ]
  },
  toWire: ({ own: [field], link, choose }, before) => ({
    ...{ field: keyOf(before, (field as FieldDef).id), via: keyOf(before, link.id), choose },
  }),
  steps: (op) => [lensStep(op.id, relatedLens(op))],
}

function calledBy({ label, key }: FieldDef) {
  return label ?? key
}

function readLink(name: string, place: OpPlace): FieldDef | undefined {
  const link = fieldNamed(place.version.fields, name, place.reading.issues, [...place.path, 'via'])
  if (!link) return undefined
  if (link.type !== 'relation')
    return report(place, ['via'], 'op-not-for-type', { op: 'moveToRelated', type: link.type, known: ['relation'] })
  return isMany(link) ? report(place, ['via'], 'inline-of-many', { label: calledBy(link) }) : link
}

/**
 * The map knows what each related record was given. Who said something else keeps it; so does who links to a record of which
 * nothing was decided yet, for that may come.
 */
function relatedLens({ own, link, map, choose }: MoveToRelatedFieldOp): Lens {
  const field = own[0] as FieldDef
  const fits = fitsField(field)
  const waits = choose === 'ask'
  const decided = (maps: OpMaps, record: Json) => (typeof record === 'string' ? maps.keyOf(map, record) : undefined)
  return {
    from: [field.id, link.id],
    to: [link.id],
    forward: ([, record = null]) => [record],
    backward([record = null], { maps }) {
      const key = decided(maps, record)
      const [value = null] = (key !== undefined && movedValues({ own }, key)) || []
      return [value !== null && fits(value) ? value : null, record]
    },
    fails([value = null, record = null], { maps }) {
      if (value === null || decided(maps, record) !== undefined) return false
      // Without a link there is nobody to wait for.
      return !waits || typeof record === 'string'
    },
    isOpen: ([, record = null], { maps }) => typeof record === 'string' && decided(maps, record) === undefined,
    ...(waits && { waits: true }),
  }
}
