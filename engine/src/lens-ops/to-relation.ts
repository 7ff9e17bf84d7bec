// Values become links to records: choices, tags and texts that name things which deserve records of their own.
import type { ToRelationOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { FieldId } from '../ids.ts'
import { lensStep } from '../lens/crossing.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens } from '../lens/lens.ts'
import { mapKey } from '../lens/map-key.ts'
import type { ToRelationFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { asMatch, calledOf, matchField, namingTypes, targetNamed } from './link-target.ts'
import { linkedField, neededBeside, refuseReaders, sayLostSettings } from './linked-field.ts'
import { linkedLens } from './linked-lens.ts'

export const toRelation: OpKind<ToRelationOp, ToRelationFieldOp> = {
  check(wire, place) {
    const before = fieldOf(wire.field, place)
    if (!before) return undefined
    if (!linkable(before))
      return report(place, ['field'], 'op-not-for-type', {
        op: 'toRelation',
        type: before.type,
        known: ['enum', 'tags', ...namingTypes],
      })
    const target = targetNamed(wire.blueprint, ['blueprint'], place)
    const match = target && matchField(target, wire.match, ['match'], place)
    if (!target || !match) return undefined
    if (isOwn(target, match, before, place))
      return report(place, ['match'], 'match-is-field', { label: calledBy(match) })
    const createMissing = wire.createMissing ?? before.options !== undefined
    const after = linkedField(before, {
      type: 'relation',
      blueprint: target.name,
      ...(isMany(before) && { many: true }),
    })
    const lacks = createMissing ? neededBeside(target, [match.id]) : []
    if (lacks.length > 0)
      report(place, ['createMissing'], 'create-needs', { blueprint: calledOf(target), fields: lacks.map(calledBy) })
    if (refuseReaders(before, after, place) || lacks.length > 0) return undefined
    const color = before.options && createMissing ? colorFieldOf(target) : undefined
    return {
      ...{ id: place.id, op: 'toRelation', field: before.id, before, after, map: place.id },
      ...{ called: calledOf(target), match: asMatch(match), createMissing },
      ...(color && { color }),
    }
  },
  onVersion: (version, { field, after }) => withField(version, field, () => after),
  describe: (op, before) => sentences(op, fieldById(before, op.field)),
  toWire: ({ field, after, match, createMissing }, before) => ({
    ...{ field: keyOf(before, field), blueprint: after.blueprint as string, match: match.key, createMissing },
  }),
  steps: (op) => [lensStep(op.id, toRelationLens(op))],
}

function linkable({ type, of, options }: FieldDef): boolean {
  return options !== undefined || namingTypes.includes(of ?? type)
}

function calledBy({ label, key }: FieldDef) {
  return label ?? key
}

/** The records of the blueprint itself cannot be recognised by the field that becomes a link. */
function isOwn(target: BlueprintVersion, match: FieldDef, before: FieldDef, { version, outer }: OpPlace): boolean {
  return outer === undefined && target === version && match.id === before.id
}

function colorFieldOf({ fields }: BlueprintVersion): FieldId | undefined {
  return fields.find(({ type, readOnly }) => type === 'color' && !readOnly)?.id
}

/** An option is known to the map by its id, which nobody changes; a text by itself. */
function toRelationLens({ field, before, map }: ToRelationFieldOp): Lens {
  const fits = fitsField(oneOf(before))
  const options = before.options
  return linkedLens(
    { field, before },
    {
      there(value, maps) {
        const key = options ? value : mapKey(value)
        return key === '' ? null : maps.recordOf(map, key)
      },
      back(record, maps) {
        const key = maps.keyOf(map, record)
        return key !== undefined && fits(key) ? key : undefined
      },
    },
  )
}

/** The field as if it held one value. */
function oneOf({ many: _, of, minItems: __, maxItems: ___, ...field }: FieldDef): FieldDef {
  return { ...field, type: field.type === 'tags' ? 'enum' : (of ?? field.type) }
}

function sentences(op: ToRelationFieldOp, field: FieldDef): OpSentence[] {
  const { after, called: blueprint, match, createMissing } = op
  const label = calledBy(field)
  return [
    field.options
      ? { code: 'choices-linked', params: { label, blueprint } }
      : { code: 'texts-linked', params: { label, blueprint, match: match.label ?? match.key } },
    { code: createMissing ? 'missing-created' : 'missing-kept' },
    ...sayLostSettings(field, after),
  ]
}
