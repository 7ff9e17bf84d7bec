// How does a field that an op brings along join a version, and which values may it be given?
import type { WireField } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { checkDefaults, checkField } from '../blueprint/check-blueprint.ts'
import { completeField, readField } from '../blueprint/read-field.ts'
import { validateData } from '../blueprint/validator.ts'
import type { Path } from '../errors.ts'
import type { Json } from '../json.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'
import { versionOf } from '../lens/version-of.ts'
import { encodeRecord } from '../record/encode-record.ts'
import type { StoredData } from '../record/stored-record.ts'

/** Reads the field at `at` of the op, beside the fields of `place.version`. Reports and answers undefined when it may not be. */
export function newField(wire: WireField, at: Path, place: OpPlace): FieldDef | undefined {
  if (bringsIds(wire)) return report(place, at, 'id-is-given')
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

/** The server gives ids; a field that says its own could take one that an older version had. */
function bringsIds(field: WireField): boolean {
  const inOptions = field.options?.some((option) => typeof option !== 'string' && option.id !== undefined)
  return field.id !== undefined || inOptions === true || (field.fields ?? []).some(bringsIds)
}

/** The value in canonical form, if the field could hold it; else the reasons are reported at `at` of the op. */
export function fieldValue(field: FieldDef, wire: Json, place: OpPlace, at: Path): Json | undefined {
  const { data, issues } = encodeRecord(versionOf(field), { [field.key]: wire })
  const faults = issues.length > 0 ? issues : validateData(versionOf({ ...field, required: true }), withoutNulls(data))
  place.reading.issues.push(...faults.map((said) => ({ ...said, path: [...place.path, ...at, ...said.path.slice(1)] })))
  return faults.length > 0 ? undefined : data[field.id]
}

function withoutNulls(data: StoredData): StoredData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
}
