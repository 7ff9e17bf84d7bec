// Several fields become one: put together by a template, or the first, the sum, the least or the greatest of them.
import type { MergeOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs } from '../blueprint/field-types.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import { keyOf, wireField } from '../blueprint/wire-blueprint.ts'
import { lensStep } from '../lens/crossing.ts'
import type { MergeFieldsOp, MergeStrategy, MergeWay } from '../lens/op.ts'
import { fieldById, type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'
import { convertersBetween } from '../lens-converters/all-converters.ts'
import { kindOfType, stepBetween } from '../lens-converters/retype-matrix.ts'
import { mergeLens } from './merge-lens.ts'
import { readTemplate, wireTemplate } from './merge-template.ts'
import { newField } from './new-field.ts'
import { replacedFields } from './replaced-fields.ts'

export const merge: OpKind<MergeOp, MergeFieldsOp> = {
  check(wire, place) {
    const before = readSources(wire, place)
    if (!before) return undefined
    const faults = place.reading.issues.length
    const fields = before.map(({ id }) => id)
    const into = newField(wire.into, ['into'], { ...place, version: replacedFields(place.version, fields, []) })
    const way = readWay(wire, before, place)
    if (into) refuseGone(before, into, place)
    if (into?.required && !before.some(({ required, showWhen }) => required && !showWhen))
      report(place, ['into', 'required'], 'may-stay-empty', { label: into.label ?? into.key })
    if (!into || !way || place.reading.issues.length > faults) return undefined
    const converters = readConverters(before, into, way, place)
    return (
      converters && {
        ...{ id: place.id, op: 'merge', fields, before, into },
        ...converters,
        ...{ way, zone: place.zone },
      }
    )
  },
  onVersion: (version, op) => replacedFields(version, op.fields, [op.into]),
  describe: (op, before) => sentences(op, before),
  toWire(op, before) {
    const after = replacedFields(before, op.fields, [op.into])
    return {
      fields: op.fields.map((id) => keyOf(before, id)),
      into: wireField(op.into, after),
      ...('template' in op.way ? { template: wireTemplate(op.way.template, before) } : op.way),
    }
  },
  steps: (op) => [lensStep(op.id, mergeLens(op))],
}

const MOST_FIELDS = 20

function readSources({ fields: names }: MergeOp, place: OpPlace): FieldDef[] | undefined {
  const { version, reading, path } = place
  if (names.length < 2 || names.length > MOST_FIELDS)
    return report(place, ['fields'], 'count-out-of-range', { least: 2, most: MOST_FIELDS })
  const found = names.map((name, i) => fieldNamed(version.fields, name, reading.issues, [...path, 'fields', i]))
  const fields = found.flatMap((field) => field ?? [])
  const twin = fields.findIndex((field, i) => fields.indexOf(field) !== i)
  if (fields.length < found.length) return undefined
  return twin < 0 ? fields : report(place, ['fields', twin], 'given-twice', { name: names[twin] as string })
}

/** A title goes on in the new field, if it can. */
function refuseGone(before: readonly FieldDef[], into: FieldDef, place: OpPlace): void {
  const keepsTitle = fieldTypeDefs[into.type].textLike === true
  for (const field of before)
    refuseUses(
      usesAt(place, field.id).filter(({ by }) => by !== 'title' || !keepsTitle),
      field,
      place,
    )
}

function readWay(wire: MergeOp, before: readonly FieldDef[], place: OpPlace): MergeWay | undefined {
  const { template, strategy } = wire
  if (template !== undefined && (strategy === undefined || strategy === 'template')) {
    const parts = readTemplate(template, before, place)
    return parts && { template: parts }
  }
  if (template !== undefined || strategy === undefined || strategy === 'template')
    return report(place, [], 'one-way-needed', { known: ['template', 'first-non-empty', 'sum', 'min', 'max'] })
  return { strategy }
}

const summed: readonly FieldDef['type'][] = ['integer', 'number', 'percent', 'money']
const compared: readonly FieldDef['type'][] = [...summed, 'rating', 'date', 'time', 'datetime']
/** What a result must be; anything when it is not here. */
const results: { readonly [S in MergeStrategy]?: readonly FieldDef['type'][] } = {
  sum: summed,
  min: compared,
  max: compared,
}

type Converters = Pick<MergeFieldsOp, 'there' | 'back' | 'text'>

function readConverters(
  before: readonly FieldDef[],
  into: FieldDef,
  way: MergeWay,
  place: OpPlace,
): Converters | undefined {
  const known = 'strategy' in way ? results[way.strategy] : undefined
  if (known && !known.includes(into.type))
    return report(place, ['into', 'type'], 'op-not-for-type', { op: 'merge', type: into.type, known })
  const middle = 'template' in way ? ({ type: 'text' } as const) : into
  const each = before.map((field, i) => converterTo(field, middle, ['fields', i], place))
  const text = 'template' in way ? converterTo(middle, into, ['into', 'type'], place) : undefined
  const found = each.flatMap((one) => one ?? [])
  if (found.length < each.length || ('template' in way && !text)) return undefined
  return {
    ...{ there: found.map(({ there }) => there), back: found.map(({ back }) => back) },
    ...(text && { text }),
  }
}

function converterTo(
  { type: from }: Pick<FieldDef, 'type'>,
  { type: to }: Pick<FieldDef, 'type'>,
  at: readonly (string | number)[],
  place: OpPlace,
): ReturnType<typeof convertersBetween> {
  const [kind, wanted] = [kindOfType(from), kindOfType(to)]
  if (kind === undefined || wanted === undefined)
    return report(place, at, 'op-not-for-type', { op: 'merge', type: kind === undefined ? from : to, known: mergeable })
  return (
    convertersBetween({ type: from }, { type: to }) ??
    report(place, at, 'retype-in-steps', { from, to, first: stepBetween(kind, wanted) })
  )
}

const mergeable = (Object.keys(fieldTypeDefs) as FieldDef['type'][]).filter((type) => kindOfType(type) !== undefined)

function sentences(op: MergeFieldsOp, version: BlueprintVersion): OpSentence[] {
  const fields = op.fields.map((id) => fieldById(version, id)).map((field) => field.label ?? field.key)
  const label = op.into.label ?? op.into.key
  return [
    { code: 'merged', params: { fields, label } },
    'template' in op.way
      ? { code: 'merged-by-template', params: { template: wireTemplate(op.way.template, version) } }
      : { code: `merged-${op.way.strategy}`, params: {} },
  ]
}
