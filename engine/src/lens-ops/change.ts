// Settings of a field. Loosening touches no record; tightening says what happens to values that no longer fit.
import type { ChangeOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { checkDefaults, checkField } from '../blueprint/check-blueprint.ts'
import { DEFAULT_RATING } from '../blueprint/field-types.ts'
import { completeField, readDefault, wireChoice } from '../blueprint/read-field.ts'
import { keyOf, wireField } from '../blueprint/wire-blueprint.ts'
import { equalJson, type Json, type JsonObject } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import { asksOnEdit, fillFromDefault, fillValue, readFill, sayFill, wireFill } from '../lens/fill.ts'
import type { ChangeFieldOp, Fill, OnFailure, Settings } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { tighteningLens, waysOut } from '../lens/tighten.ts'
import { readComputedSettings, sayComputed } from './change-computed.ts'
import { unset } from './change-settings.ts'

export const change: OpKind<ChangeOp, ChangeFieldOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    const faults = place.reading.issues.length
    const set = { ...readSettings(wire, field, place), ...readAsking(wire, field) }
    if (Object.keys(set).length === 0 && place.reading.issues.length === faults) report(place, [], 'nothing-changes')
    if (place.reading.issues.length === faults) checkResult(changed(field, set), place)
    const tightened = place.reading.issues.length === faults ? readTightening(wire, field, set, place) : {}
    return place.reading.issues.length > faults
      ? undefined
      : { id: place.id, op: 'change', field: field.id, set, ...tightened }
  },
  onVersion: (version, op) => withField(version, op.field, (field) => changed(field, op.set)),
  describe(op, before) {
    const field = fieldById(before, op.field)
    const after = wireField(changed(field, op.set), before)
    return [
      ...Object.keys(op.set).flatMap((setting) => saySetting(setting, after[setting], field)),
      ...sayFill(field, op.fill, before, true),
      ...(op.tighter && op.set.required !== true ? [sayFailing(op.tighter.onFailure)] : []),
    ]
  },
  toWire(op, before) {
    const after = wireField(changed(fieldById(before, op.field), op.set), before)
    const computed = op.set.computed !== undefined
    const names = Object.keys(op.set).filter(
      (setting) => setting !== 'askOnEdit' && !(computed && ofResult.includes(setting)),
    )
    const settings = names.map((setting) => [setting, after[setting] ?? unset(setting)])
    const filled = op.set.askOnEdit ? { ask: true } : op.fill && wireFill(fieldById(before, op.field), op.fill, before)
    return {
      field: keyOf(before, op.field),
      ...Object.fromEntries(settings),
      ...(filled && { fill: filled }),
      ...(op.tighter && { onError: wireOnError(op.tighter.onFailure, op.tighter.to) }),
    }
  },
  steps: ({ id, fill, tighter }) =>
    tighter ? [lensStep(id, tighteningLens(tighter.to, tighter.onFailure, fill))] : [],
}

const ofResult = ['type', 'options', 'max', 'many', 'currencies']
const notSettings = ['op', 'id', 'field', 'fill', 'onError', 'default', 'showWhen', 'computed']

/** Only what becomes different, in stored form. */
function readSettings(wire: ChangeOp, field: FieldDef, place: OpPlace): Settings {
  const plain = Object.entries(wire).filter(([name]) => !notSettings.includes(name))
  const canonical = plain.map(([name, value]) => [name, value === unset(name) ? null : value] as const)
  const all = {
    ...Object.fromEntries(canonical),
    ...readDefaultOf(wire, field, place),
    ...readShowWhen(wire, field, place),
    ...readComputedSettings(wire, field, place),
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

/** Whoever fills it in at the next edit is asked; nobody is any more once it may be empty. */
function readAsking(wire: ChangeOp, field: FieldDef): Settings {
  if (asksOnEdit(wire.fill)) return wire.required === true || field.required ? { askOnEdit: true } : {}
  return field.askOnEdit && (wire.required === false || wire.fill !== undefined) ? { askOnEdit: null } : {}
}

/** What existing records need when the field asks for more; nothing when all of them stay right. */
function readTightening(
  wire: ChangeOp,
  field: FieldDef,
  set: Settings,
  place: OpPlace,
): Pick<ChangeFieldOp, 'fill' | 'tighter'> {
  const tighter = tighterSettings(field, set)
  const to = changed(field, set)
  if (field.computed) return {}
  if (asksOnEdit(wire.fill) && !to.required)
    report(place, ['fill'], 'ask-needs-required', { label: to.label ?? to.key })
  const onFailure = readOnError(wire, to, place)
  const mustFill = tighter.includes('required') || tighter.includes('showWhen') || set.askOnEdit === null
  const fill = mustFill && to.required ? neededFill(wire, to, place) : undefined
  if (!mustFill && wire.fill !== undefined && !asksOnEdit(wire.fill))
    report(place, ['fill'], 'fill-without-need', { label: field.label ?? field.key })
  if (tighter.length === 0 && wire.onError !== undefined && fill === undefined)
    report(place, ['onError'], 'nothing-fails', { label: field.label ?? field.key })
  return tighter.length === 0 && fill === undefined ? {} : { ...(fill && { fill }), tighter: { to, onFailure } }
}

function neededFill(wire: ChangeOp, to: FieldDef, place: OpPlace): Fill | undefined {
  if (asksOnEdit(wire.fill)) return undefined
  const fill = wire.fill === undefined ? fillFromDefault(to, place) : readFill(wire.fill as JsonObject, to, place)
  if (fill === undefined && wire.fill === undefined)
    report(place, ['fill'], 'fill-needed', { label: to.label ?? to.key })
  return fill
}

/** Waiting for a person is what loses nothing and surprises nobody. */
function readOnError(wire: ChangeOp, to: FieldDef, place: OpPlace): OnFailure {
  const { onError = 'quarantine' } = wire
  if (typeof onError === 'object') {
    const value = fillValue(to, onError.value as Json, place.version, place.reading, [
      ...place.path,
      'onError',
      'value',
    ])
    return { value: value ?? null }
  }
  const known = waysOut(to)
  if (!known.includes(onError))
    report(place, ['onError'], 'on-error-not-possible', { name: onError, label: to.label ?? to.key, known })
  return onError === 'empty' ? 'keep' : onError
}

function wireOnError(onFailure: OnFailure, to: FieldDef): Json {
  return typeof onFailure === 'object' ? { value: wireChoice(to, onFailure.value) } : onFailure
}

function sayFailing(onFailure: OnFailure): OpSentence {
  if (typeof onFailure === 'object') return { code: 'failing-replaced', params: { value: onFailure.value } }
  return { code: failingTexts[onFailure] }
}

const failingTexts = {
  keep: 'failing-kept',
  quarantine: 'failing-waits',
  clamp: 'failing-clamped',
  truncate: 'failing-truncated',
} as const

const lower: readonly string[] = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems']
const higher: readonly string[] = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'precision', 'maxBytes']

/** Settings under which values that were right may no longer be. */
export function tighterSettings(field: FieldDef, set: Settings): (keyof FieldDef)[] {
  return (Object.keys(set) as (keyof FieldDef)[]).filter((setting) => isTighter(setting, set, field))
}

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

function saySetting(setting: string, value: Json | undefined, field: FieldDef): OpSentence[] {
  const label = field.label ?? field.key
  if (setting === 'required') return [{ code: value === true ? 'required-now' : 'optional-now', params: { label } }]
  if (setting === 'askOnEdit') return value === true ? [{ code: 'asked-on-edit' }] : []
  if (setting === 'computed')
    return [{ code: 'computed-changed', params: { label, value: sayComputed(value as JsonObject) } }]
  // They follow from what it is worked out from.
  if (field.computed && ofResult.includes(setting)) return []
  return [sayOther(setting, value, field)]
}

function sayOther(setting: string, value: Json | undefined, field: FieldDef): OpSentence {
  const label = field.label ?? field.key
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
