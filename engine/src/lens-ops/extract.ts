// Fields move into records of another blueprint, one for all records that say the same; a link to it stands where they stood.
import type { ExtractOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { FieldId } from '../ids.ts'
import { lensStep } from '../lens/crossing.ts'
import type { ExtractFieldsOp, MovedColumn } from '../lens/op.ts'
import { fieldById, type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'
import { calledOf } from './link-target.ts'
import { neededBeside } from './linked-field.ts'
import { columnOf } from './moved-column.ts'
import { comparableAt, isMovable, movableTypes, movingLens } from './moving-lens.ts'
import { newField } from './new-field.ts'
import { replacedFields } from './replaced-fields.ts'

export const extract: OpKind<ExtractOp, ExtractFieldsOp> = {
  check(wire, place) {
    const faults = place.reading.issues.length
    const before = readFields(wire.fields, ['fields'], place)
    const target = place.blueprintNamed?.(wire.blueprint)
    if (!target) return report(place, ['blueprint'], 'no-link-target', { name: wire.blueprint })
    if (place.reading.issues.length > faults) return undefined
    const columns = before.map((field) => columnOf(field, target, place))
    const lacking = before.filter((_, i) => columns[i] === undefined)
    if (lacking.length > 0)
      report(place, ['blueprint'], 'extract-lacks', { blueprint: calledOf(target), fields: lacking.map(calledBy) })
    const given = columns.flatMap((column) => column?.id ?? [])
    const needs = lacking.length > 0 ? [] : neededBeside(target, given)
    if (needs.length > 0)
      report(place, ['blueprint'], 'create-needs', { blueprint: calledOf(target), fields: needs.map(calledBy) })
    const match = readMatch(wire.match, before, place)
    const link = readLink(wire.as, before, target, place)
    for (const field of before) refuseUses(usesAt(place, field.id), field, place)
    if (!link || place.reading.issues.length > faults) return undefined
    return {
      ...{ id: place.id, op: 'extract', own: before, link, map: place.id },
      ...{ called: calledOf(target), columns: columns as MovedColumn[], match },
    }
  },
  onVersion: (version, { own, link }) => replacedFields(version, idsOf(own), [link]),
  describe({ own, link, match, called: blueprint }, before): OpSentence[] {
    const labels = own.map(({ id }) => calledBy(fieldById(before, id)))
    const matched = match.map((at) => labels[at] ?? '')
    return [
      { code: 'extracted', params: { fields: labels, blueprint, label: calledBy(link) } },
      { code: 'extracted-once', params: { fields: matched } },
      ...(link.askOnEdit ? [{ code: 'asked-on-edit' } as const] : []),
    ]
  },
  toWire: ({ own, link, match }, before) => ({
    fields: own.map(({ id }) => keyOf(before, id)),
    blueprint: link.blueprint as string,
    match: match.map((at) => keyOf(before, (own[at] as FieldDef).id)),
    as: link.key,
  }),
  steps: (op) => [lensStep(op.id, movingLens(op))],
}

function idsOf(fields: readonly FieldDef[]): FieldId[] {
  return fields.map(({ id }) => id)
}

function calledBy({ label, key }: FieldDef) {
  return label ?? key
}

function readFields(names: readonly string[], at: readonly string[], place: OpPlace): FieldDef[] {
  const seen = new Set<string>()
  return names.flatMap((name, i) => {
    const field = fieldNamed(place.version.fields, name, place.reading.issues, [...place.path, ...at, i])
    if (!field) return []
    if (seen.has(field.id)) report(place, [...at, i], 'given-twice', { name })
    else if (!isMovable(field))
      report(place, [...at, i], 'op-not-for-type', { op: 'extract', type: field.type, known: movableTypes })
    seen.add(field.id)
    return [field]
  })
}

/** By which of the fields records are alike: places in the list. */
function readMatch(names: readonly string[] | undefined, before: readonly FieldDef[], place: OpPlace): number[] {
  const comparable = comparableAt(before)
  const allowed = comparable.map((i) => before[i]?.key as string)
  if (names === undefined && comparable.length === 0) report(place, ['match'], 'not-one-of', { allowed })
  if (names === undefined) return comparable
  return names.flatMap((name, i) => {
    const at = before.findIndex((field) => field.key === name || field.id === name)
    if (comparable.includes(at)) return [at]
    report(place, ['match', i], 'not-one-of', { allowed })
    return []
  })
}

function readLink(
  key: string,
  before: readonly FieldDef[],
  target: BlueprintVersion,
  place: OpPlace,
): FieldDef | undefined {
  const version = replacedFields(place.version, idsOf(before), [])
  const wire = { key, type: 'relation', blueprint: target.name, label: calledOf(target) } as const
  const link = newField(wire, ['as'], { ...place, version })
  // Some records may be left without one: those that say nothing, or whose record is refused.
  return link && before.some(({ required }) => required) ? { ...link, required: true, askOnEdit: true } : link
}
