// A new field: what it needs, and what records that rest below it get.
import type { AddOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { checkDefaults, checkField } from '../blueprint/check-blueprint.ts'
import { completeField, readField } from '../blueprint/read-field.ts'
import { wireField } from '../blueprint/wire-blueprint.ts'
import type { JsonObject } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import { asksOnEdit, evaluatedFill, fillFromDefault, readFill, sayFill, wireFill } from '../lens/fill.ts'
import type { Lens } from '../lens/lens.ts'
import type { AddFieldOp, Fill } from '../lens/op.ts'
import { type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'

export const add: OpKind<AddOp, AddFieldOp> = {
  check(wire, place) {
    if (bringsIds(wire.field)) return report(place, ['field'], 'id-is-given')
    const read = newField(wire, place)
    if (!read) return undefined
    if (asksOnEdit(wire.fill) && !read.required)
      return report(place, ['fill'], 'ask-needs-required', { label: read.label ?? read.key })
    const field = asksOnEdit(wire.fill) ? { ...read, askOnEdit: true } : read
    const fill = wire.fill === undefined ? standingFill(field, place) : readFill(wire.fill as JsonObject, field, place)
    if (field.required && fill === undefined && wire.fill === undefined)
      return report(place, ['fill'], 'fill-needed', { label: field.label ?? field.key })
    return { id: place.id, op: 'add', field, ...(fill && { fill }) }
  },
  onVersion: (version, { field }) => ({ ...version, fields: [...version.fields, field] }),
  describe: ({ field, fill }, before) => [
    { code: 'added', params: { label: field.label ?? field.key } },
    // They are permanent: nobody shall publish any that they have not read.
    ...sayOptions(field),
    ...sayFill(field, fill, before),
    ...(field.askOnEdit ? [{ code: 'asked-on-edit' } as const] : []),
  ],
  toWire({ field, fill }, before) {
    const after = { fields: [...before.fields, field] }
    const { askOnEdit: _, ...said } = wireField(field, after)
    const filled = field.askOnEdit ? { ask: true } : fill && wireFill(field, fill, before)
    return { field: said, ...(filled && { fill: filled }) }
  },
  steps: ({ id, field, fill }) => [lensStep(id, fillLens(field, fill))],
}

/** The server gives ids; a field that says its own could take one that an older version had. */
function bringsIds(field: AddOp['field']): boolean {
  const inOptions = field.options?.some((option) => typeof option !== 'string' && option.id !== undefined)
  return field.id !== undefined || inOptions === true || (field.fields ?? []).some(bringsIds)
}

/** A required field with a default fills existing records with it. */
function standingFill(field: FieldDef, place: OpPlace): Fill | undefined {
  return field.required ? fillFromDefault(field, place) : undefined
}

function newField(wire: AddOp, place: OpPlace): FieldDef | undefined {
  const { reading, version } = place
  const path = [...place.path, 'field']
  const faults = reading.issues.length
  if (version.fields.some((known) => known.key === wire.field.key))
    report(place, ['field', 'key'], 'given-twice', { name: wire.field.key })
  const raw = readField(wire.field, reading, path)
  // Its own expressions may name the new field beside the others.
  const field =
    reading.issues.length > faults
      ? raw
      : completeField(raw, wire.field, [...version.fields, raw], reading.issues, path)
  if (reading.issues.length === faults) reading.issues.push(...checkField(field, path))
  if (reading.issues.length === faults)
    reading.issues.push(...checkDefaults(alone(version, field), () => [...path, 'default']))
  return reading.issues.length > faults ? undefined : field
}

function alone(version: BlueprintVersion, field: FieldDef): BlueprintVersion {
  return { ...version, fields: [field] }
}

/** Nothing becomes the fill; going back, what somebody typed into the new field is kept. */
function fillLens(field: FieldDef, fill: Fill | undefined): Lens {
  const lens = { from: [], to: [field.id], backward: () => [] } as const
  if (fill === undefined || 'value' in fill) return { ...lens, forward: () => [fill?.value ?? null] }
  return { ...lens, forward: (_, { data }) => [evaluatedFill(field, fill, data) ?? null], readsAround: true }
}

function sayOptions({ options = [] }: FieldDef): OpSentence[] {
  const offered = options.filter(({ retired }) => !retired).map(({ key, label }) => label ?? key)
  return offered.length > 0 ? [{ code: 'added-options', params: { options: offered } }] : []
}
