// Settings of a field, as long as every record that was legal stays legal. Tightening comes with the ops that look at records.
import type { ChangeOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { checkDefaults, checkField } from '../blueprint/check-blueprint.ts'
import { DEFAULT_RATING } from '../blueprint/field-types.ts'
import { completeField, readDefault } from '../blueprint/read-field.ts'
import { keyOf, wireField } from '../blueprint/wire-blueprint.ts'
import { equalJson, type Json, type JsonObject } from '../json.ts'
import type { ChangeFieldOp, Settings } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'

export const change: OpKind<ChangeOp, ChangeFieldOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    const faults = place.reading.issues.length
    const set = readSettings(wire, field, place)
    refuseTightening(set, field, wire, place)
    if (Object.keys(set).length === 0 && place.reading.issues.length === faults) report(place, [], 'nothing-changes')
    if (place.reading.issues.length === faults) checkResult(changed(field, set), place)
    return place.reading.issues.length > faults ? undefined : { id: place.id, op: 'change', field: field.id, set }
  },
  onVersion: (version, op) => withField(version, op.field, (field) => changed(field, op.set)),
  describe(op, before) {
    const field = fieldById(before, op.field)
    const after = wireField(changed(field, op.set), before)
    return Object.keys(op.set).map((setting) => saySetting(setting, after[setting], field))
  },
  toWire(op, before) {
    const after = wireField(changed(fieldById(before, op.field), op.set), before)
    const settings = Object.keys(op.set).map((setting) => [setting, after[setting] ?? unset(setting)])
    return { field: keyOf(before, op.field), ...Object.fromEntries(settings) }
  },
}

const flags = ['required', 'readOnly', 'quickFilter', 'search']

/** How "not set" is said: a flag is false, `search` is true, everything else null. */
function unset(setting: string): Json {
  return flags.includes(setting) ? setting === 'search' : null
}

const notSettings = ['op', 'id', 'field', 'fill', 'onError', 'default', 'showWhen']

/** Only what becomes different, in stored form. */
function readSettings(wire: ChangeOp, field: FieldDef, place: OpPlace): Settings {
  const plain = Object.entries(wire).filter(([name]) => !notSettings.includes(name))
  const canonical = plain.map(([name, value]) => [name, value === unset(name) ? null : value] as const)
  const all = {
    ...Object.fromEntries(canonical),
    ...readDefaultOf(wire, field, place),
    ...readShowWhen(wire, field, place),
  } as Settings
  const differs = ([name, value]: [string, unknown]) => !equalJson(value ?? null, field[name as keyof FieldDef] ?? null)
  return Object.fromEntries(Object.entries(all).filter(differs)) as Settings
}

function readDefaultOf(wire: ChangeOp, field: FieldDef, place: OpPlace): Settings {
  if (wire.default === undefined) return {}
  const { version, path, reading } = place
  const read = readDefault(field, wire.default as Json, version.fields, reading.issues, [...path, 'default'])
  return { default: read ?? null }
}

function readShowWhen(wire: ChangeOp, field: FieldDef, place: OpPlace): Settings {
  if (wire.showWhen === undefined) return {}
  if (wire.showWhen === null) return { showWhen: null }
  const { version, path, reading } = place
  const { key, type } = field
  const read = completeField(field, { key, type, showWhen: wire.showWhen }, version.fields, reading.issues, path)
  return { showWhen: read.showWhen ?? null }
}

function refuseTightening(set: Settings, field: FieldDef, wire: ChangeOp, place: OpPlace): void {
  for (const name of ['fill', 'onError'] as const) {
    if (wire[name] !== undefined) report(place, [name], 'op-not-offered', { op: `change (${name})` })
  }
  for (const setting of Object.keys(set) as (keyof FieldDef)[]) {
    if (isTighter(setting, set, field))
      report(place, [setting], 'op-not-offered', { op: `change (${setting}: tighter)` })
  }
}

const lower: readonly string[] = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems']
const higher: readonly string[] = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'precision', 'maxBytes']

function isTighter(setting: keyof FieldDef, set: Settings, field: FieldDef): boolean {
  const [now, then] = [field[setting], set[setting]]
  if (setting === 'required') return then === true
  // Records in which it was hidden may lack it.
  if (setting === 'showWhen') return field.required === true && set.required !== null && now !== undefined
  if (setting === 'max')
    return ((then as number | null) ?? DEFAULT_RATING) < ((now as number | undefined) ?? DEFAULT_RATING)
  if (then === null) return false
  if (setting === 'pattern') return true
  if (lower.includes(setting)) return now === undefined || (then as number) > (now as number)
  if (higher.includes(setting)) return now === undefined || (then as number) < (now as number)
  if (setting === 'currencies' || setting === 'accept')
    return now === undefined || (now as string[]).some((one) => !(then as readonly string[]).includes(one))
  return false
}

function changed(field: FieldDef, set: Settings): FieldDef {
  const merged = Object.entries({ ...field, ...set }).filter(([, value]) => value !== null)
  return Object.fromEntries(merged) as unknown as FieldDef
}

/** The faults are in the settings that were sent, so they are said there. */
function checkResult(field: FieldDef, { version, path, reading }: OpPlace): void {
  const faults = checkField(field, path)
  const alone: BlueprintVersion = { ...version, fields: [field] }
  reading.issues.push(...(faults.length > 0 ? faults : checkDefaults(alone, () => [...path, 'default'])))
}

function saySetting(setting: string, value: Json | undefined, field: FieldDef): OpSentence {
  const label = field.label ?? field.key
  if (setting === 'required') return { code: 'optional-now', params: { label } }
  if (setting === 'readOnly') return { code: value === true ? 'read-only-now' : 'editable-now', params: { label } }
  if (setting === 'help') return { code: 'help-changed', params: { label } }
  if (setting === 'label') return { code: 'relabelled', params: { from: label, label: value ?? field.key } }
  if (setting === 'default')
    return value === undefined
      ? { code: 'default-gone', params: { label } }
      : { code: 'default-set', params: { label, value } }
  if (value === undefined) return { code: 'setting-gone', params: { label, setting } }
  return { code: 'setting-set', params: { label, setting, value: (value as JsonObject) ?? null } }
}
