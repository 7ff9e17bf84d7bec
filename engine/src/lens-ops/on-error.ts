// What becomes of a value that cannot be carried over?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { wireChoice } from '../blueprint/read-field.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { fillValue } from '../lens/fill.ts'
import type { FailurePolicy } from '../lens/op.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { saidValue } from '../lens/said-value.ts'

/** Undefined is the usual: empty now, and kept for the way back. A constant must be a value of the field. */
export function readOnError(
  wire: unknown,
  field: FieldDef | undefined,
  known: readonly string[],
  place: OpPlace,
): FailurePolicy | undefined {
  if (wire === undefined) return undefined
  if (isJsonObject(wire)) {
    if (!field) return report(place, ['onError'], 'on-error-not-here', { value: 'value', known })
    const { version, reading, path } = place
    const value = fillValue(field, wire['value'] as Json, version, reading, [...path, 'onError', 'value'])
    return value === undefined ? undefined : { value }
  }
  const said = String(wire)
  if (!known.includes(said)) return report(place, ['onError'], 'on-error-not-here', { value: said, known })
  return said === 'keep' ? undefined : (said as FailurePolicy)
}

export function wireOnError(policy: FailurePolicy | undefined, field: FieldDef): JsonObject {
  if (policy === undefined) return {}
  return { onError: typeof policy === 'string' ? policy : { value: wireChoice(field, policy.value) } }
}

export function sayOnError(policy: FailurePolicy | undefined, field: FieldDef): OpSentence[] {
  if (policy === 'quarantine') return [{ code: 'failing-waits', params: {} }]
  if (policy === 'truncate') return [{ code: 'failing-truncated', params: {} }]
  if (policy === undefined) return [{ code: 'failing-kept', params: {} }]
  return [{ code: 'failing-replaced', params: { value: saidValue(field, policy.value) } }]
}
