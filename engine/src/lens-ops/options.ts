// The choices of an enumeration. Records hold option ids, so renaming and retiring touch none of them.
import type { OptionsOp, WireOption } from '@molde/schemas'
import type { BlueprintVersion, FieldDef, Label, OptionDef } from '../blueprint/blueprint.ts'
import { checkField } from '../blueprint/check-blueprint.ts'
import { readOptions } from '../blueprint/read-field.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import { type FieldId, type OptionId, partNamed } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import { keepOptionIds } from '../lens/brought-ids.ts'
import { lensStep } from '../lens/crossing.ts'
import type { Lens } from '../lens/lens.ts'
import type { ChangeOptionsOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'

export const options: OpKind<OptionsOp, ChangeOptionsOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    if (!field.options)
      return report(place, ['field'], 'setting-not-for-type', {
        type: field.type,
        setting: 'options',
        known: ['enum', 'tags'],
      })
    const faults = place.reading.issues.length
    const op = readOp(wire, field, place)
    if (place.reading.issues.length === faults && Object.keys(op).length === 3) report(place, [], 'nothing-changes')
    if (place.reading.issues.length === faults) place.reading.issues.push(...checkField(changed(field, op), place.path))
    return place.reading.issues.length > faults ? undefined : op
  },
  onVersion: (version, op) => withField(version, op.field, (field) => changed(field, op)),
  describe: (op, before) => sentences(op, fieldById(before, op.field)),
  toWire: (op, before) => wireOp(op, before),
  steps: (op) => (op.add ? [lensStep(op.id, additionLens(op.field, op.add))] : []),
}

/** Older versions do not have the new options: there, a record that has one has none, and it is kept for the way forward. */
function additionLens(field: FieldId, added: readonly OptionDef[]): Lens {
  const isNew = new Set<Json>(added.map(({ id }) => id))
  const older = (value: Json): Json => {
    if (!Array.isArray(value)) return isNew.has(value) ? null : value
    const kept = (value as readonly Json[]).filter((id) => !isNew.has(id))
    return kept.length === 0 && value.length > 0 ? null : kept
  }
  return {
    from: [field],
    to: [field],
    forward: ([value = null]) => [value],
    backward: ([value = null]) => [older(value)],
  }
}

/** Keys that were added or renamed here are already the new ones for the rest of the op. */
function readOp(wire: OptionsOp, field: FieldDef, place: OpPlace): ChangeOptionsOp {
  const added = wire.add ? readNew(wire.add, place) : []
  const rename = byOption(wire.rename, field.options ?? [], place, 'rename')
  const known = renamed([...(field.options ?? []), ...added], rename)
  refuseTwins(known, place)
  const list = (name: 'retire' | 'offer' | 'order') =>
    (wire[name] ?? []).flatMap((key, i) => optionNamed(key, known, place, [name, i])?.id ?? [])
  const read = {
    rename,
    relabel: byOption(wire.relabel as { [option: string]: Label | null } | undefined, known, place, 'relabel'),
    recolour: byOption(wire.recolour as { [option: string]: string | null } | undefined, known, place, 'recolour'),
    retire: list('retire'),
    offer: list('offer'),
    order: [...new Set(list('order'))],
  }
  const said = Object.fromEntries(Object.entries(read).filter(([, value]) => Object.keys(value).length > 0))
  return { id: place.id, op: 'options', field: field.id, ...(added.length > 0 && { add: added }), ...said }
}

function readNew(wire: readonly WireOption[], place: OpPlace): OptionDef[] {
  keepOptionIds(wire, ['add'], place)
  return readOptions(wire, place.reading, [...place.path, 'add'])
}

function byOption<T>(
  wire: { readonly [option: string]: T } | undefined,
  known: readonly OptionDef[],
  place: OpPlace,
  member: string,
): { [option: OptionId]: T } {
  const entries = Object.entries(wire ?? {}).flatMap(([key, value]) => {
    const option = optionNamed(key, known, place, [member, key])
    return option ? [[option.id, value] as const] : []
  })
  return Object.fromEntries(entries) as { [option: OptionId]: T }
}

function optionNamed(
  name: string,
  known: readonly OptionDef[],
  place: OpPlace,
  at: (string | number)[],
): OptionDef | undefined {
  const found = partNamed(known, name)
  if (!found)
    report(place, at, 'unknown-option', {
      label: place.path.join('/'),
      value: name,
      known: known.slice(0, 50).map((option) => option.key),
    })
  return found
}

function renamed(known: readonly OptionDef[], rename: { readonly [option: OptionId]: string }): OptionDef[] {
  return known.map((option) => ({ ...option, key: rename[option.id] ?? option.key }))
}

function refuseTwins(known: readonly OptionDef[], place: OpPlace): void {
  const seen = new Set<string>()
  for (const { key } of known) {
    if (seen.has(key)) report(place, [], 'given-twice', { name: key })
    if (key !== key.trim() || /\p{Cc}/u.test(key)) report(place, ['rename'], 'bad-option-key')
    seen.add(key)
  }
}

function changed(field: FieldDef, op: ChangeOptionsOp): FieldDef {
  const all = renamed([...(field.options ?? []), ...(op.add ?? [])], op.rename ?? {}).map((option) =>
    changedOption(option, op),
  )
  const first = (op.order ?? []).flatMap((id) => all.find((option) => option.id === id) ?? [])
  return { ...field, options: [...first, ...all.filter((option) => !first.includes(option))] }
}

function changedOption({ label, color, retired, ...option }: OptionDef, op: ChangeOptionsOp): OptionDef {
  const labelled = op.relabel?.[option.id] === undefined ? label : op.relabel[option.id]
  const coloured = op.recolour?.[option.id] === undefined ? color : op.recolour[option.id]
  const isRetired = (retired === true || op.retire?.includes(option.id)) && !op.offer?.includes(option.id)
  return {
    ...option,
    ...(labelled !== undefined && labelled !== null && { label: labelled }),
    ...(coloured !== undefined && coloured !== null && { color: coloured }),
    ...(isRetired && { retired: true }),
  }
}

function sentences(op: ChangeOptionsOp, field: FieldDef): OpSentence[] {
  const label = field.label ?? field.key
  const after = changed(field, op).options ?? []
  const before = (id: string) =>
    named(field.options?.find((option) => option.id === id) ?? after.find((option) => option.id === id))
  const now = (id: string) => named(after.find((option) => option.id === id))
  const each = <T>(map: { readonly [option: string]: T } | undefined, say: (id: string, value: T) => OpSentence) =>
    Object.entries(map ?? {}).map(([id, value]) => say(id, value))
  return [
    ...(op.add ?? []).map((option) => ({ code: 'option-added', params: { label, option: named(option) } }) as const),
    ...each(op.rename, (id, key) => ({ code: 'option-renamed', params: { label, from: before(id), key } })),
    ...each(op.relabel, (id) => ({ code: 'option-relabelled', params: { label, from: before(id), option: now(id) } })),
    ...each(op.recolour, (id) => ({ code: 'option-recoloured', params: { label, option: now(id) } })),
    ...(op.retire ?? []).map((id) => ({ code: 'option-retired', params: { label, option: now(id) } }) as const),
    ...(op.offer ?? []).map((id) => ({ code: 'option-offered', params: { label, option: now(id) } }) as const),
    ...(op.order ? [{ code: 'options-ordered', params: { label, options: after.map(named) } } as const] : []),
  ]
}

function named(option: OptionDef | undefined): Label {
  return option?.label ?? option?.key ?? ''
}

function wireOp(op: ChangeOptionsOp, before: BlueprintVersion): JsonObject {
  const field = fieldById(before, op.field)
  const after = changed(field, op).options ?? []
  const keyAfter = (id: string) => after.find((option) => option.id === id)?.key ?? id
  const keyBefore = (id: string) => field.options?.find((option) => option.id === id)?.key ?? id
  const keyed = <T>(map: { readonly [option: string]: T }, key: (id: string) => string) =>
    Object.fromEntries(Object.entries(map).map(([id, value]) => [key(id), value]))
  return {
    field: keyOf(before, op.field),
    ...(op.add && { add: op.add as unknown as JsonObject[] }),
    ...(op.rename && { rename: keyed(op.rename, keyBefore) }),
    ...(op.relabel && { relabel: keyed(op.relabel, keyAfter) as JsonObject }),
    ...(op.recolour && { recolour: keyed(op.recolour, keyAfter) }),
    ...(op.retire && { retire: op.retire.map(keyAfter) }),
    ...(op.offer && { offer: op.offer.map(keyAfter) }),
    ...(op.order && { order: op.order.map(keyAfter) }),
  }
}
