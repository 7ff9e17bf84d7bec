// Links become the texts of the records they point to, or choices. Which record it was is kept for the way back.
import type { FromRelationOp } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { checkField } from '../blueprint/check-blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { readOptions } from '../blueprint/read-field.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { JsonObject } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens } from '../lens/lens.ts'
import { mapKey } from '../lens/map-key.ts'
import type { FromRelationFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import { optionReader, optionTexts } from '../lens-converters/words.ts'
import { asMatch, calledOf, matchField, targetNamed } from './link-target.ts'
import { linkedField, refuseReaders, sayLostSettings } from './linked-field.ts'
import { type Counterpart, linkedLens } from './linked-lens.ts'

export const fromRelation: OpKind<FromRelationOp, FromRelationFieldOp> = {
  check(wire, place) {
    const before = fieldOf(wire.field, place)
    if (!before) return undefined
    if (before.type !== 'relation')
      return report(place, ['field'], 'op-not-for-type', {
        op: 'fromRelation',
        type: before.type,
        known: ['relation'],
      })
    const target = targetNamed(before.blueprint ?? '', ['field'], place)
    const match = target && matchField(target, wire.label, ['label'], place)
    if (!target || !match) return undefined
    const faults = place.reading.issues.length
    const after = textField(before, wire, place)
    if (place.reading.issues.length === faults)
      place.reading.issues.push(...checkField(after, place.path, place.outer !== undefined))
    refuseReaders(before, after, place)
    if (place.reading.issues.length > faults) return undefined
    return {
      ...{ id: place.id, op: 'fromRelation', field: before.id, before, after, map: place.id },
      ...{ called: calledOf(target), match: asMatch(match) },
    }
  },
  onVersion: (version, { field, after }) => withField(version, field, () => after),
  describe({ field, after, called: blueprint, match }, version) {
    const before = fieldById(version, field)
    const label = before.label ?? before.key
    const named = { label, blueprint, match: match.label ?? match.key }
    return [
      { code: after.options ? 'links-to-choices' : 'links-to-texts', params: named },
      ...(after.options ? [{ code: 'added-options', params: { options: labelsOf(after) } } as const] : []),
      { code: 'links-kept' },
      ...sayLostSettings(before, after),
    ]
  },
  toWire: ({ field, after, match }, before) => ({
    ...{ field: keyOf(before, field), type: after.options ? 'enum' : 'text', label: match.key },
    ...(after.options && { options: after.options as unknown as JsonObject[] }),
  }),
  steps: (op) => [lensStep(op.id, fromRelationLens(op))],
}

function labelsOf({ options = [] }: FieldDef) {
  return options.map((option) => option.label ?? option.key)
}

/** Many links become several choices, or a list of texts. */
function textField(before: FieldDef, wire: FromRelationOp, place: OpPlace): FieldDef {
  const many = isMany(before)
  if (wire.type === 'text') {
    if (wire.options) report(place, ['options'], 'no-meaning-here', { name: 'options', from: 'relation', to: 'text' })
    return linkedField(before, many ? { type: 'list', of: 'text' } : { type: 'text' })
  }
  const brings = (wire.options ?? []).findIndex((option) => typeof option !== 'string' && option.id !== undefined)
  if (brings >= 0) report(place, ['options', brings], 'id-is-given')
  if (!wire.options) report(place, ['options'], 'setting-missing', { type: 'enum', setting: 'options' })
  const options = readOptions(wire.options ?? [], place.reading, [...place.path, 'options'])
  return linkedField(before, { type: many ? 'tags' : 'enum', options })
}

function fromRelationLens({ field, before, after, map }: FromRelationFieldOp): Lens {
  const there = after.options ? choiceOf(after) : textIn(after)
  const back = after.options ? optionTexts(after) : (text: string) => [mapKey(text)]
  const carryBack: Counterpart = (value, maps) =>
    value.trim() === '' ? null : back(value).flatMap((text) => maps.recordOf(map, text) ?? [])[0]
  return linkedLens(
    { field, before },
    {
      there(record, maps) {
        const text = maps.keyOf(map, record)
        return text === undefined ? undefined : there(text)
      },
      back: carryBack,
    },
  )
}

function choiceOf(after: FieldDef): (text: string) => string | undefined {
  const optionIn = optionReader(after)
  return (text) => optionIn(text)?.id
}

/** A text too long for the field cannot stand in it. */
function textIn({
  many: _,
  of,
  minItems: __,
  maxItems: ___,
  ...after
}: FieldDef): (text: string) => string | undefined {
  const fits = fitsField({ ...after, type: of ?? after.type })
  return (text) => (fits(text) ? text : undefined)
}
