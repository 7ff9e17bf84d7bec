// A new field: what it needs, and what records that rest below it get.
import type { AddOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { wireComputed } from '../blueprint/computed-wire.ts'
import { wireField } from '../blueprint/wire-blueprint.ts'
import type { JsonObject } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import { asksOnEdit, evaluatedFill, fillFromDefault, readFill, sayFill, wireFill } from '../lens/fill.ts'
import type { Lens } from '../lens/lens.ts'
import type { AddFieldOp, Fill } from '../lens/op.ts'
import { type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { sayComputed } from './change-computed.ts'
import { newField } from './new-field.ts'

export const add: OpKind<AddOp, AddFieldOp> = {
  check(wire, place) {
    const read = newField(wire.field, ['field'], place)
    if (!read) return undefined
    if (asksOnEdit(wire.fill) && !read.required)
      return report(place, ['fill'], 'ask-needs-required', { label: read.label ?? read.key })
    if (read.computed && wire.fill !== undefined)
      return report(place, ['fill'], 'computed-field', { label: read.label ?? read.key })
    const field = asksOnEdit(wire.fill) ? { ...read, askOnEdit: true } : read
    const fill = wire.fill === undefined ? standingFill(field, place) : readFill(wire.fill as JsonObject, field, place)
    if (field.required && fill === undefined && wire.fill === undefined)
      return report(place, ['fill'], 'fill-needed', { label: field.label ?? field.key })
    return { id: place.id, op: 'add', field, ...(fill && { fill }) }
  },
  onVersion: (version, { field }) => ({ ...version, fields: [...version.fields, field] }),
  describe: ({ field, fill }, before) => [
    { code: 'added', params: { label: field.label ?? field.key } },
    ...sayWorkedOut(field, before),
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
  // What is worked out is worked out anew on either side.
  steps: ({ id, field, fill }) => (field.computed ? [] : [lensStep(id, fillLens(field, fill))]),
}

/** A required field with a default fills existing records with it. */
function standingFill(field: FieldDef, place: OpPlace): Fill | undefined {
  return field.required ? fillFromDefault(field, place) : undefined
}

/** Nothing becomes the fill; going back, what somebody typed into the new field is kept. */
function fillLens(field: FieldDef, fill: Fill | undefined): Lens {
  const lens = { from: [], to: [field.id], backward: () => [] } as const
  if (fill === undefined || 'value' in fill) return { ...lens, forward: () => [fill?.value ?? null] }
  return { ...lens, forward: (_, { data }) => [evaluatedFill(field, fill, data) ?? null], readsAround: true }
}

function sayWorkedOut(field: FieldDef, before: BlueprintVersion): OpSentence[] {
  if (!field.computed) return []
  const value = sayComputed(wireComputed(field, { fields: [...before.fields, field] }))
  return [{ code: 'worked-out', params: { value } }]
}

function sayOptions({ computed, options = [] }: FieldDef): OpSentence[] {
  // Those of a looked-up field are somebody else's.
  if (computed) return []
  const offered = options.filter(({ retired }) => !retired).map(({ key, label }) => label ?? key)
  return offered.length > 0 ? [{ code: 'added-options', params: { options: offered } }] : []
}
