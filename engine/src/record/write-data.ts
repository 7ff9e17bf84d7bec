// What does a record hold after a client's create, patch or replacement, and which fields did that change?
import type { BlueprintVersion, FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { validateData } from '../blueprint/validator.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import type { FieldId } from '../ids.ts'
import { equalJson, isJsonObject, type Json } from '../json.ts'
import { askedFields } from './asked-fields.ts'
import { checkRecord } from './check-record.ts'
import { withComputed } from './compute-record.ts'
import { withDefaults } from './default-record.ts'
import { withElementIds } from './element-ids.ts'
import { encodeRecord } from './encode-record.ts'
import { withoutHidden } from './hidden-fields.ts'
import { mergePatch } from './merge-patch.ts'
import { readOnlyElements, withReadOnlyMembers } from './read-only-elements.ts'
import { fieldLabel } from './refused.ts'
import { retiredOptions } from './retired-options.ts'
import type { StoredData } from './stored-record.ts'
import { evaluationOf, pathOf, type WriteContext } from './write-context.ts'

/** `changed` names the fields whose canonical value differs from before, in field order. */
export type Written =
  | { readonly data: StoredData; readonly changed: readonly FieldId[] }
  | { readonly issues: readonly Issue[] }

/** A new record: what was sent, with the defaults of what was not. */
export function createData(version: BlueprintVersion, wire: unknown, context: WriteContext): Written {
  const sent = encodeRecord(version, wire, pathOf(context))
  const named = withoutNulls(sent.data)
  const filled = withDefaults(version, openPart(version, named, context), context)
  // Whoever copies a record sends what is worked out along.
  const standing = withComputed(version, filled.data, context.zone, context.outside?.(filled.data))
  const issues = [...sent.issues, ...filled.issues, ...guardedWrites(version, standing, named, context)]
  return finish({ version, before: undefined, after: filled.data, issues, context })
}

/** JSON Merge Patch on the stored form: null clears, objects merge, lists are replaced. */
export function patchData(
  version: BlueprintVersion,
  current: StoredData,
  wirePatch: unknown,
  context: WriteContext,
): Written {
  const sent = encodeRecord(version, withMergedObjects(version, current, wirePatch), pathOf(context))
  const issues = [...sent.issues, ...guardedWrites(version, current, sent.data, context)]
  const after = withoutNulls({ ...current, ...openPart(version, sent.data, context) })
  return finish({ version, before: current, after, issues, context })
}

/** The whole record anew: what is absent is cleared, except what this writer cannot write. */
export function putData(version: BlueprintVersion, current: StoredData, wire: unknown, context: WriteContext): Written {
  const sent = encodeRecord(version, wire, pathOf(context))
  const named = withoutNulls(sent.data)
  const issues = [...sent.issues, ...guardedWrites(version, current, named, context)]
  const after = { ...guardedPart(version, current, context), ...openPart(version, named, context) }
  return finish({ version, before: current, after, issues, context })
}

interface Write {
  readonly version: BlueprintVersion
  /** Undefined for a new record. */
  readonly before: StoredData | undefined
  readonly after: StoredData
  readonly issues: readonly Issue[]
  readonly context: WriteContext
}

function finish({ version, before, after, issues, context }: Write): Written {
  const path = pathOf(context)
  const written = settled(version, before ?? {}, after, context)
  const data = withComputed(version, written, context.zone, context.outside?.(written))
  const changed = version.fields.filter(({ id }) => data[id] !== before?.[id]).map(({ id }) => id)
  // A write that changes nothing is none, even where the record is no longer valid.
  if (before && issues.length === 0 && changed.length === 0) return { data: before, changed }
  const asked = context.system ? [] : askedFields(version, data, path)
  if (issues.length > 0) {
    const found = [...validateData(version, data, path), ...asked]
    const faults = withoutHidden(version, found, evaluationOf(data, context), path)
    return { issues: withUnsaid(issues, faults, path.length) }
  }
  const touched = before && context.system ? new Set<string>(changed) : undefined
  const faults = [
    ...withoutHidden(version, asked, evaluationOf(data, context), path),
    ...checkRecord(version, data, context, touched),
  ]
  const misused = context.system ? [] : misuse(version, before ?? {}, data, path)
  return faults.length + misused.length > 0 ? { issues: [...misused, ...faults] } : { data, changed }
}

/** Values that are valid, and not this writer's to choose. */
function misuse({ fields }: BlueprintVersion, before: StoredData, after: StoredData, path: Path): Issue[] {
  return [...retiredOptions(fields, before, after, path), ...readOnlyElements(fields, before, after, path)]
}

/** Elements named, and every value that equals the one before is the one before. */
function settled(version: BlueprintVersion, before: StoredData, after: StoredData, context: WriteContext): StoredData {
  const data: { [field: string]: Json } = {}
  for (const field of version.fields) {
    const value = after[field.id]
    if (value === undefined) continue
    const past = before[field.id]
    const named = isGroup(field) && value !== past ? settledElements(field, value, past, context) : value
    data[field.id] = past !== undefined && equalJson(past, named) ? past : named
  }
  return data
}

function settledElements(group: FieldDef, value: Json, past: Json | undefined, { now, system }: WriteContext): Json {
  const named = withElementIds(value as readonly Json[], past, now)
  return system ? named : withReadOnlyMembers(group, named, past)
}

/** Faults of fields about which something is said already would only repeat it, or follow from it. */
function withUnsaid(issues: readonly Issue[], faults: readonly Issue[], depth: number): readonly Issue[] {
  const told = new Set(issues.map(({ path }) => path[depth]))
  if (told.has(undefined)) return issues
  return [...issues, ...faults.filter(({ path }) => !told.has(path[depth]))]
}

/** A field that this writer cannot write may be sent with the value it has. */
function guardedWrites(
  version: BlueprintVersion,
  current: StoredData,
  sent: StoredData,
  context: WriteContext,
): Issue[] {
  return version.fields.flatMap((field) => {
    const value = sent[field.id]
    if (value === undefined || !isGuarded(field, context)) return []
    const past = current[field.id]
    const named = isGroup(field) && value !== null ? withElementIds(value as readonly Json[], past, context.now) : value
    if (equalJson(past ?? null, named)) return []
    const code = isMovedByFlow(field, context) ? 'moved-by-flow' : 'read-only'
    return [issue([...pathOf(context), field.key], code, { label: fieldLabel(field) })]
  })
}

function isGuarded(field: FieldDef, context: WriteContext): boolean {
  return field.computed !== undefined || (!context.system && (field.readOnly === true || isMovedByFlow(field, context)))
}

function isMovedByFlow({ id }: FieldDef, { flows = [] }: WriteContext): boolean {
  return flows.some(({ stateField, regionFields }) => id === stateField || regionFields.includes(id))
}

function openPart(version: BlueprintVersion, data: StoredData, context: WriteContext): StoredData {
  return pick(version, data, (field) => !isGuarded(field, context))
}

function guardedPart(version: BlueprintVersion, data: StoredData, context: WriteContext): StoredData {
  return pick(version, data, (field) => isGuarded(field, context))
}

function pick(version: BlueprintVersion, data: StoredData, wanted: (field: FieldDef) => boolean): StoredData {
  const picked: { [field: string]: Json } = {}
  for (const field of version.fields) {
    const value = data[field.id]
    if (value !== undefined && wanted(field)) picked[field.id] = value
  }
  return picked
}

function withoutNulls(data: StoredData): StoredData {
  const kept: { [field: string]: Json } = {}
  for (const id of Object.keys(data)) if (data[id] !== null) kept[id] = data[id] as Json
  return kept
}

const mergedTypes: ReadonlySet<FieldType> = new Set<FieldType>(['address', 'geo', 'json', 'money'])

/** The stored form of these types is their wire form, so the patch can be applied before it is read. */
function withMergedObjects(version: BlueprintVersion, current: StoredData, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch
  const merged: { [key: string]: unknown } = Object.assign(Object.create(null), patch)
  for (const { id, key, type } of version.fields) {
    if (!mergedTypes.has(type) || !isJsonObject(merged[key])) continue
    // Sent back as it was read it is no write, although a null inside would take its member away.
    if (!equalJson(current[id], merged[key])) merged[key] = mergePatch(current[id], merged[key])
  }
  return merged
}

function isGroup(field: FieldDef): boolean {
  return field.type === 'list' && field.fields !== undefined
}
