// What the engine says about a form's data: the very same answers that the server will give.
import {
  type BlueprintVersion,
  createData,
  decodeRecord,
  defaultData,
  encodeRecord,
  hiddenFields as hiddenByCondition,
  type Issue,
  idGiver,
  newBlueprint,
  patchData,
  pointerOf,
  type Reader,
  type StoredData,
  sayIssue,
  type WriteContext,
} from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import { wordsOfKey } from '../text/say-label.ts'

export interface FormCheck {
  readonly version: BlueprintVersion
  readonly context: WriteContext
}

export interface Fault {
  /** `/weight`, `/lines/0/price`; empty: about the record as a whole. */
  readonly pointer: string
  /** The engine's, such as `not-money`. */
  readonly code: string
  readonly message: string
}

export interface CheckSetting {
  readonly zone: string
  readonly now: number
  readonly actor: string
  /** Keys of the fields that hold the states of flows, that of the main one first. */
  readonly stateFields?: readonly string[]
}

/** Undefined when the engine of this page cannot read the definition: then the server alone checks. */
export function makeFormCheck(blueprint: Blueprint, setting: CheckSetting): FormCheck | undefined {
  const version = readVersion(blueprint)
  if (!version) return undefined
  const { zone, now, actor, stateFields: keys = [] } = setting
  const flows = keys.flatMap((key) => {
    const stateField = version.fields.find((field) => field.key === key)?.id
    return stateField ? [{ stateField, regionFields: [] }] : []
  })
  return {
    version,
    context: { zone, now, actor: { id: actor, roles: [] }, path: [], flows },
  }
}

function readVersion(blueprint: Blueprint): BlueprintVersion | undefined {
  try {
    return newBlueprint(blueprintDocument({ ...blueprint, fields: blueprint.fields.map(named) }), idGiver({}))
  } catch {
    return undefined
  }
}

/** A sentence about a field calls it what the form calls it. */
function named(field: WireField): WireField {
  const label = field.label ?? wordsOfKey(field.key)
  return field.fields ? { ...field, label, fields: field.fields.map(named) } : { ...field, label }
}

/** What a new record starts with. */
export function startData(check: FormCheck | undefined): WireData {
  return check ? (decodeRecord(check.version, defaultData(check.version, check.context)) as WireData) : {}
}

/** `before` is the record as it was read; without it the data is a new record's. */
export function findFaults(
  check: FormCheck,
  data: WireData,
  before: WireData | undefined,
  reader: Reader,
): readonly Fault[] {
  const { version, context } = check
  const written = before
    ? patchData(version, storedOf(version, before), changedData(before, data), context)
    : createData(version, openData(check, data), context)
  if (!('issues' in written)) return []
  // A new record gets its states from the flows.
  const byFlow = new Set(before ? [] : version.fields.filter((field) => isState(check, field)).map(({ key }) => key))
  return written.issues
    .filter(({ path }) => path.length === 0 || !byFlow.has(String(path[0])))
    .map((issue) => faultOf(issue, reader))
}

/** What a person may say about a new record: the rest is filled by the program. */
export function openData(check: FormCheck, data: WireData): WireData {
  const guarded = new Set(
    check.version.fields.filter((field) => field.readOnly || isState(check, field)).map(({ key }) => key),
  )
  return Object.fromEntries(Object.entries(filled(data)).filter(([key]) => !guarded.has(key)))
}

function isState({ context: { flows = [] } }: FormCheck, { id }: BlueprintVersion['fields'][number]): boolean {
  return flows.some(({ stateField }) => stateField === id)
}

function faultOf(issue: Issue, reader: Reader): Fault {
  return { pointer: pointerOf(issue.path), code: issue.code, message: sayIssue(issue, reader) }
}

function storedOf(version: BlueprintVersion, data: WireData): StoredData {
  return encodeRecord(version, filled(data)).data
}

/** Only members that hold something. */
export function filled(data: WireData): WireData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null))
}

/** A merge patch from one to the other: what differs, and null for what is gone. */
export function changedData(before: WireData, after: WireData): WireData {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  const changed = [...keys].filter((key) => !isSame(before[key], after[key]))
  return Object.fromEntries(changed.map((key) => [key, after[key] ?? null]))
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** Keys of fields that hide themselves for this data. */
export function hiddenFields(check: FormCheck | undefined, data: WireData): ReadonlySet<string> {
  if (!check) return new Set()
  if (!check.version.fields.some((field) => field.showWhen)) return new Set()
  const { now, zone, actor } = check.context
  return hiddenByCondition(check.version, { data: storedOf(check.version, data), now, zone, actor })
}

/** Faults that a server found, at the same places: `/data/weight` → `/weight`. */
export function serverFaults(issues: readonly Fault[]): readonly Fault[] {
  return issues.map(({ pointer, ...fault }) => ({ ...fault, pointer: pointer.replace(/^\/data(?=\/|$)/, '') }))
}
