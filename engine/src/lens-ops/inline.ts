// A link goes, and fields of the record it pointed to stand in its place. Which record it was is kept for the way back.
import type { InlineOp, WireField } from '@molde/schemas'
import type { BlueprintVersion, FieldDef, OptionDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { OptionId } from '../ids.ts'
import { lensStep } from '../lens/crossing.ts'
import type { Lens } from '../lens/lens.ts'
import type { InlineFieldsOp, MovedColumn } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'
import { calledOf, targetNamed } from './link-target.ts'
import { comparableAt, isMovable, movableTypes, movingLens } from './moving-lens.ts'
import { newField } from './new-field.ts'
import { replacedFields } from './replaced-fields.ts'

export const inline: OpKind<InlineOp, InlineFieldsOp> = {
  check(wire, place) {
    const link = fieldOf(wire.field, place)
    if (!link) return undefined
    if (link.type !== 'relation')
      return report(place, ['field'], 'op-not-for-type', { op: 'inline', type: link.type, known: ['relation'] })
    if (isMany(link)) return report(place, ['field'], 'inline-of-many', { label: link.label ?? link.key })
    const target = targetNamed(link.blueprint ?? '', ['field'], place)
    if (!target) return undefined
    const faults = place.reading.issues.length
    const copied = readCopied(wire.fields, target, place)
    const own = place.reading.issues.length > faults ? [] : newFields(copied, link, place)
    refuseUses(usesAt(place, link.id), link, place)
    if (place.reading.issues.length > faults) return undefined
    return {
      ...{ id: place.id, op: 'inline', own, link, map: place.id, called: calledOf(target) },
      ...{ columns: own.map((field, i) => columnOf(field, copied[i] as FieldDef)), match: comparableAt(own) },
    }
  },
  onVersion: (version, { own, link }) => replacedFields(version, [link.id], own),
  describe({ own, link, called: blueprint }, before) {
    const { label, key } = fieldById(before, link.id)
    const fields = own.map((field) => field.label ?? field.key)
    return [{ code: 'inlined', params: { label: label ?? key, fields, blueprint } }, { code: 'links-kept' }]
  },
  toWire: ({ own, link }, before) => ({ field: keyOf(before, link.id), fields: own.map(({ key }) => key) }),
  steps: (op) => [lensStep(op.id, inlineLens(op))],
}

function readCopied(names: readonly string[], target: BlueprintVersion, place: OpPlace): FieldDef[] {
  return names.flatMap((name, i) => {
    const field = fieldNamed(target.fields, name, place.reading.issues, [...place.path, 'fields', i])
    if (field && !isMovable(field))
      report(place, ['fields', i], 'op-not-for-type', { op: 'inline', type: field.type, known: movableTypes })
    return field ? [field] : []
  })
}

/** What concerns the other blueprint stays there: what it requires, starts with, shows when, and works out. */
function newFields(copied: readonly FieldDef[], link: FieldDef, place: OpPlace): FieldDef[] {
  let version = replacedFields(place.version, [link.id], [])
  return copied.flatMap((field, i) => {
    const {
      id: _,
      required: __,
      askOnEdit: ___,
      default: ____,
      showWhen: _____,
      computed,
      readOnly,
      options,
      ...plain
    } = field
    const guarded = !computed && readOnly !== undefined ? { readOnly } : {}
    const wire = { ...plain, ...guarded, ...(options && { options: options.map(withoutId) }) } as WireField
    const fresh = newField(wire, ['fields', i], { ...place, version })
    if (fresh) version = { ...version, fields: [...version.fields, fresh] }
    return fresh ? [fresh] : []
  })
}

function withoutId({ id: _, ...option }: OptionDef): Omit<OptionDef, 'id'> {
  return option
}

/** The new options are in the order of those they were copied from. */
function columnOf({ options }: FieldDef, copied: FieldDef): MovedColumn {
  if (!options) return { id: copied.id }
  const pairs = options.map(({ id }, i) => [id, copied.options?.[i]?.id as OptionId])
  return { id: copied.id, options: Object.fromEntries(pairs) }
}

/** The way of an extraction, the other way round. */
function inlineLens(op: InlineFieldsOp): Lens {
  const lens = movingLens(op)
  return {
    from: lens.to,
    to: lens.from,
    forward: (from, around) => lens.backward(from, around),
    backward: (to, around) => lens.forward(to, around),
    fails: ([record = null], { maps }) =>
      record !== null && (typeof record !== 'string' || maps.keyOf(op.map, record) === undefined),
  }
}
