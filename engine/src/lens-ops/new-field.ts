// How does a field that an op brings along join a version?
import type { WireField } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { checkDefaults, checkField } from '../blueprint/check-blueprint.ts'
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
  const raw = readField(wire, reading, path)
  // Its own expressions may name the new field beside the others.
  const field =
    reading.issues.length > faults ? raw : completeField(raw, wire, [...version.fields, raw], reading.issues, path)
  if (reading.issues.length === faults) reading.issues.push(...checkField(field, path, place.outer !== undefined))
  if (reading.issues.length === faults)
    reading.issues.push(...checkDefaults(versionOf(field), () => [...path, 'default']))
  return reading.issues.length > faults ? undefined : field
}
