// How does a field that an op brings along join a version?
import type { WireField } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { checkDefaults, checkField } from '../blueprint/check-blueprint.ts'
import { computedOf } from '../blueprint/computed-wire.ts'
import { readComputed } from '../blueprint/read-computed.ts'
import { completeField, readField } from '../blueprint/read-field.ts'
import type { Path } from '../errors.ts'
import { keepFieldIds } from '../lens/brought-ids.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'
import { versionOf } from '../lens/version-of.ts'

/** Reads the field at `at` of the op, beside the fields of `place.version`. Reports and answers undefined when it may not be. */
export function newField(wire: WireField, at: Path, place: OpPlace): FieldDef | undefined {
  if (!keepFieldIds(wire, at, place)) return undefined
  const { reading, version } = place
  const path = [...place.path, ...at]
  const faults = reading.issues.length
  if (version.fields.some((known) => known.key === wire.key))
    report(place, [...at, 'key'], 'given-twice', { name: wire.key })
  const raw = readWorkedOut(wire, readField(wire, reading, path), path, place)
  // Its own expressions may name the new field beside the others.
  const field =
    reading.issues.length > faults ? raw : completeField(raw, wire, [...version.fields, raw], reading.issues, path)
  if (reading.issues.length === faults) reading.issues.push(...checkField(field, path, place.outer !== undefined))
  if (reading.issues.length === faults)
    reading.issues.push(...checkDefaults(versionOf(field), () => [...path, 'default']))
  return reading.issues.length > faults ? undefined : field
}

/** Of a field that is computed, what it is worked out from and what that makes of its values. */
function readWorkedOut(wire: WireField, raw: FieldDef, path: Path, place: OpPlace): FieldDef {
  const { version, reading, blueprintNamed, outer } = place
  // Inside of a group it is refused with the place.
  if (!computedOf(wire) || outer) return raw
  const context = { name: version.name, issues: reading.issues, blueprintNamed }
  const fields = readComputed([...version.fields, raw], [{ id: raw.id, wire, path }], context)
  return fields.at(-1) as FieldDef
}
