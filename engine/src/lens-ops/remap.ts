// Options go away. Their records get another one or none; which one it was is kept for the way back.
import type { RemapOp } from '@molde/schemas'
import type { BlueprintVersion, Default, FieldDef } from '../blueprint/blueprint.ts'
import { checkField } from '../blueprint/check-blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { OptionId } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import type { Lens } from '../lens/lens.ts'
import type { OptionMap, RemapOptionsOp } from '../lens/op.ts'
import {
  fieldById,
  fieldOf,
  type OpKind,
  type OpPlace,
  optionKey,
  optionLabel,
  optionNamed,
  report,
  withField,
} from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { refuseOptionUses } from '../lens/uses-of-option.ts'

export const remap: OpKind<RemapOp, RemapOptionsOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    if (!field.options)
      return report(place, ['field'], 'op-not-for-type', { op: 'remap', type: field.type, known: ['enum', 'tags'] })
    const faults = place.reading.issues.length
    const map = readMap(wire.map, field, place)
    const representative = readRepresentatives(wire.representative ?? {}, map, field, place)
    for (const id of Object.keys(map) as OptionId[])
      refuseOptionUses(id, optionLabel(field, id), place, ['map', optionKey(field, id)])
    refuseLostDefault(field, map, place)
    if (place.reading.issues.length === faults)
      place.reading.issues.push(...checkField(remapped(field, map), place.path, place.outer !== undefined))
    if (place.reading.issues.length > faults) return undefined
    return {
      ...{ id: place.id, op: 'remap', field: field.id, map },
      ...(Object.keys(representative).length > 0 && { representative }),
    }
  },
  onVersion: (version, op) => withField(version, op.field, (field) => remapped(field, op.map)),
  describe: (op, before) => sentences(op, fieldById(before, op.field)),
  toWire: (op, before) => wireRemap(op, before),
  steps: (op) => [lensStep(op.id, remapLens(op))],
}

function readMap(wire: RemapOp['map'], field: FieldDef, place: OpPlace): OptionMap {
  if (Object.keys(wire).length === 0) report(place, ['map'], 'nothing-changes')
  const pairs = Object.entries(wire).flatMap(([from, to]) => {
    const [gone, target] = [
      optionNamed(from, field, ['map', from], place),
      to === null ? null : optionNamed(to, field, ['map', from], place),
    ]
    return gone && target !== undefined ? [[gone.id, target] as const] : []
  })
  const going = new Set(pairs.map(([id]) => id))
  for (const [id, target] of pairs) {
    const at = ['map', optionKey(field, id)]
    if (target && going.has(target.id)) report(place, at, 'option-stays', { value: target.key })
    // Records would begin to hold what nobody may choose any more.
    else if (target?.retired)
      report(place, at, 'retired-option', { label: field.label ?? field.key, value: target.key })
  }
  return Object.fromEntries(pairs.map(([id, target]) => [id, target && target.id])) as OptionMap
}

function readRepresentatives(
  wire: NonNullable<RemapOp['representative']>,
  map: OptionMap,
  field: FieldDef,
  place: OpPlace,
): { readonly [option: OptionId]: OptionId } {
  const pairs = Object.entries(wire).flatMap(([target, old]) => {
    const at = ['representative', target]
    if (old === null) return []
    const [to, from] = [optionNamed(target, field, at, place), optionNamed(old, field, at, place)]
    if (!to || !from) return []
    if (map[from.id] === to.id) return [[to.id, from.id] as const]
    report(place, at, 'not-mapped-there', { value: from.key, option: to.key })
    return []
  })
  return Object.fromEntries(pairs)
}

/** New records cannot start with an option that became nothing. */
function refuseLostDefault(field: FieldDef, map: OptionMap, place: OpPlace): void {
  const value = field.default && 'value' in field.default ? field.default.value : null
  for (const id of Array.isArray(value) ? (value as readonly Json[]) : [value])
    if (map[id as OptionId] === null)
      report(place, ['map', optionKey(field, id as OptionId)], 'option-is-default', {
        value: optionLabel(field, id as OptionId),
        label: field.label ?? field.key,
      })
}

function remapped(field: FieldDef, map: OptionMap): FieldDef {
  const options = (field.options ?? []).filter(({ id }) => !Object.hasOwn(map, id))
  const standing = field.default && mappedDefault(field.default, map)
  return { ...field, options, ...(standing && { default: standing }) }
}

function mappedDefault(standing: Default, map: OptionMap): Default {
  return 'value' in standing ? { value: mapped(standing.value, map) } : standing
}

/** A choice, or several, each once; null when none is left. */
function mapped(value: Json, map: { readonly [option: string]: OptionId | null }): Json {
  const one = (id: Json): Json => (Object.hasOwn(map, id as string) ? (map[id as string] ?? null) : id)
  if (!Array.isArray(value)) return value === null ? null : one(value)
  const kept = [...new Set((value as readonly Json[]).map(one))].filter((id) => id !== null)
  return kept.length === 0 && value.length > 0 ? null : kept
}

function remapLens({ field, map, representative = {} }: RemapOptionsOp): Lens {
  return {
    from: [field],
    to: [field],
    forward: ([value = null]) => [mapped(value, map)],
    backward: ([value = null]) => [mapped(value, representative)],
  }
}

function sentences({ map, representative = {} }: RemapOptionsOp, field: FieldDef): OpSentence[] {
  const label = field.label ?? field.key
  const called = (id: string) => optionLabel(field, id)
  return [
    ...Object.entries(map).map(
      ([id, target]): OpSentence =>
        target === null
          ? { code: 'option-emptied', params: { label, from: called(id) } }
          : { code: 'option-replaced', params: { label, from: called(id), option: called(target) } },
    ),
    ...Object.entries(representative).map(([target, id]): OpSentence => {
      return { code: 'option-represented', params: { option: called(target), from: called(id) } }
    }),
  ]
}

function wireRemap({ field: id, map, representative }: RemapOptionsOp, before: BlueprintVersion): JsonObject {
  const field = fieldById(before, id)
  const keyed = (ids: OptionMap) =>
    Object.fromEntries(
      Object.entries(ids).map(([from, to]) => [optionKey(field, from), to === null ? null : optionKey(field, to)]),
    )
  return {
    field: keyOf(before, id),
    map: keyed(map),
    ...(representative && { representative: keyed(representative) }),
  }
}
