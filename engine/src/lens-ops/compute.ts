// A field that people filled in is worked out from now on. What they wrote is kept for the way back.
import type { ComputeOp, WireField } from '@molde/schemas'
import type { FieldDef, FieldType, Formula } from '../blueprint/blueprint.ts'
import { checkField } from '../blueprint/check-blueprint.ts'
import { wireComputed } from '../blueprint/computed-wire.ts'
import { settingsOf } from '../blueprint/field-types.ts'
import { readComputed } from '../blueprint/read-computed.ts'
import { formulaScope } from '../blueprint/scope-of.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { Issue } from '../errors.ts'
import { sayExpression } from '../expression/say-expression.ts'
import { reversed, stepOf } from '../lens/crossing.ts'
import type { ComputeFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import { refuseLostUses, sayComputed } from './change-computed.ts'
import { behind, workedStep } from './worked-lens.ts'

export const compute: OpKind<ComputeOp, ComputeFieldOp> = {
  check(wire, place) {
    const stored = fieldOf(wire.field, place)
    if (!stored) return undefined
    if (place.outer) return report(place, [], 'not-in-group', { setting: 'computed' })
    if (stored.computed) return report(place, ['field'], 'computed-already', { label: stored.label ?? stored.key })
    const faults = place.reading.issues.length
    const computed = computedField(wire, stored, place)
    if (!computed) return undefined
    place.reading.issues.push(...checkField(computed, place.path))
    refuseLostUses(stored, computed, place)
    if (place.reading.issues.length > faults) return undefined
    const reads = behind(computed, place.version.fields)
    return { id: place.id, op: 'compute', field: stored.id, stored, computed, reads, zone: place.zone }
  },
  onVersion: (version, { field, computed }) => withField(version, field, () => computed),
  describe({ field, computed }, before) {
    const { key, label } = fieldById(before, field)
    const value = sayComputed(wireComputed(computed, before))
    return [{ code: 'computed-now', params: { label: label ?? key, value } }]
  },
  toWire({ field, computed }, before) {
    const { expr, as } = computed.computed as Formula
    const { precision, currencies } = computed
    return {
      field: keyOf(before, field),
      expr: sayExpression(expr, formulaScope(before)),
      ...(as && { as }),
      ...(precision !== undefined && { precision }),
      ...(currencies && { currencies }),
    }
  },
  steps: (op) => [stepOf(reversed(workedStep(op).edge))],
}

/** What says how a field is shown goes on; what values had to be like when people wrote them does not. */
const goesOn = ['id', 'key', 'type', 'label', 'help', 'showWhen', 'quickFilter', 'search']

/** Taken for what it was, where what the formula gives can be taken for that. Reports what is wrong with it. */
function computedField(wire: ComputeOp, stored: FieldDef, place: OpPlace): FieldDef | undefined {
  const { precision = stored.precision, currencies = stored.currencies } = wire
  const bare = Object.fromEntries(Object.entries(stored).filter(([setting]) => goesOn.includes(setting)))
  const shown = {
    ...bare,
    ...(precision !== undefined && { precision }),
    ...(currencies && { currencies }),
  } as FieldDef
  const asBefore = wire.as === undefined ? readAs(wire.expr, stored.type, shown, place) : { issues: [] }
  const read = asBefore.field ? asBefore : readAs(wire.expr, wire.as, shown, place)
  place.reading.issues.push(...read.issues)
  if (!read.field) return undefined
  const takes: readonly string[] = settingsOf(read.field)
  const { precision: _, ...withoutDigits } = read.field
  return takes.includes('precision') ? read.field : withoutDigits
}

interface Read {
  readonly field?: FieldDef
  readonly issues: readonly Issue[]
}

function readAs(expr: string, as: FieldType | undefined, shown: FieldDef, place: OpPlace): Read {
  const { version, path, blueprintNamed } = place
  const issues: Issue[] = []
  const computed = { kind: 'formula', expr, ...(as !== undefined && { as }) } as const
  const wire = { key: shown.key, type: shown.type, computed } as WireField
  const fields = version.fields.map((other) => (other.id === shown.id ? shown : other))
  const context = { name: version.name, issues, blueprintNamed }
  const read = readComputed(fields, [{ id: shown.id, wire, path: [] }], context).find(({ id }) => id === shown.id)
  // The op says beside the field what a definition says under `computed`.
  const said = issues.map((one) => ({ ...one, path: [...path, ...one.path.filter((part) => part !== 'computed')] }))
  return { issues: said, ...(read && issues.length === 0 && { field: read }) }
}
