// Another unit for a field: every number times an exact factor, with the digits that the field keeps.
import type { UnitOp } from '@molde/schemas'
import type { BlueprintVersion, FieldType } from '../blueprint/blueprint.ts'
import { checkField } from '../blueprint/check-blueprint.ts'
import { keyOf, wireField } from '../blueprint/wire-blueprint.ts'
import { canonicalDecimal } from '../decimal.ts'
import { equalJson, type JsonObject } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import type { ChangeUnitOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { limitNames, unitField, unitLens } from './unit-lens.ts'
import { rescaledLabels, rescaleReaders, withRescaled } from './unit-readers.ts'

export const unit: OpKind<UnitOp, ChangeUnitOp> = {
  check(wire, place) {
    const before = fieldOf(wire.field, place)
    if (!before) return undefined
    if (!scaled.includes(before.type))
      return report(place, ['field'], 'op-not-for-type', { op: 'unit', type: before.type, known: scaled })
    if (refuseFactor(wire, place)) return undefined
    const faults = place.reading.issues.length
    const { factor, offset, rounding = 'half-even' } = wire
    const said = {
      ...{ factor, rounding },
      ...(offset !== undefined && canonicalDecimal(offset) !== '0' && { offset }),
    }
    const op = { id: place.id, op: 'unit', field: before.id, ...said, before, after: before, readers: none } as const
    const after = unitField(op)
    place.reading.issues.push(...checkField(after, place.path, place.outer !== undefined))
    const readers = rescaleReaders(op, place)
    return place.reading.issues.length > faults ? undefined : { ...op, after, readers }
  },
  onVersion: (version, op) =>
    withRescaled(
      withField(version, op.field, () => op.after),
      op.readers,
    ),
  describe: (op, before) => sentences(op, before),
  toWire: ({ field, factor, offset, rounding }, before) => ({
    field: keyOf(before, field),
    factor,
    ...(offset !== undefined && { offset }),
    rounding,
  }),
  steps: (op) => [lensStep(op.id, unitLens(op))],
}

const none = { rules: {}, conditions: {}, defaults: {} }

const scaled: readonly FieldType[] = ['integer', 'number', 'percent', 'money']

function refuseFactor({ factor, offset = '0' }: UnitOp, place: OpPlace): boolean {
  const faults = place.reading.issues.length
  const [over = '', under = '1'] = factor.split('/').map((text) => canonicalDecimal(text))
  if (over === '0' || under === '0') report(place, ['factor'], 'bad-factor')
  else if (over === under && canonicalDecimal(offset) === '0') report(place, [], 'nothing-changes')
  return place.reading.issues.length > faults
}

function sentences(op: ChangeUnitOp, version: BlueprintVersion): OpSentence[] {
  const field = fieldById(version, op.field)
  const label = field.label ?? field.key
  const [was, is] = [field, op.after].map((one) => wireField(one, version)) as [JsonObject, JsonObject]
  const readers = rescaledLabels(version, op.readers)
  return [
    { code: 'unit-changed', params: { label, factor: op.factor } },
    ...(op.offset === undefined ? [] : [{ code: 'unit-shifted', params: { offset: op.offset } } as const]),
    ...(op.rounding === 'half-even' ? [] : [{ code: `rounded-${op.rounding}`, params: {} } as const]),
    ...limitNames
      .filter((name) => !equalJson(was[name], is[name]))
      .map((setting) => ({ code: 'setting-set', params: { label, setting, value: is[setting] ?? null } }) as const),
    ...(readers.length === 0 ? [] : [{ code: 'readers-rescaled', params: { label, readers } } as const]),
    ...(equalJson(was['default'], is['default'])
      ? []
      : [{ code: 'default-set', params: { label, value: is['default'] ?? null } } as const]),
  ]
}
