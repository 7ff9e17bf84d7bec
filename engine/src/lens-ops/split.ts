// One field becomes several: its text is taken apart, and each part is read as the new field wants it.
import type { SplitOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef, Label } from '../blueprint/blueprint.ts'
import { fieldTypeDefs } from '../blueprint/field-types.ts'
import { keyOf, wireField } from '../blueprint/wire-blueprint.ts'
import { checkPattern, groupsOf } from '../expression/safe-regex.ts'
import type { JsonObject } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import type { SplitFieldOp, SplitWay } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'
import { convertersBetween } from '../lens-converters/all-converters.ts'
import { kindOfType } from '../lens-converters/retype-matrix.ts'
import { newField } from './new-field.ts'
import { readOnError, sayOnError, wireOnError } from './on-error.ts'
import { replacedFields } from './replaced-fields.ts'
import { splitLens } from './split-lens.ts'

export const split: OpKind<SplitOp, SplitFieldOp> = {
  check(wire, place) {
    const before = fieldOf(wire.field, place)
    if (!before) return undefined
    if (!isText(before))
      return report(place, ['field'], 'op-not-for-type', { op: 'split', type: before.type, known: textTypes })
    const faults = place.reading.issues.length
    const into = readParts(wire, before, place)
    const way = readWay(wire, place)
    const onError = readOnError(wire.onError, undefined, ['keep', 'quarantine'], place)
    refuseUses(
      usesAt(place, before.id).filter(({ by }) => by !== 'title' || !(into[0] && isTitle(into[0]))),
      before,
      place,
    )
    const converters = into.flatMap((field) => convertersBetween({ type: 'text' }, field) ?? [])
    if (!way || place.reading.issues.length > faults) return undefined
    return {
      ...{ id: place.id, op: 'split', field: before.id, before, into },
      ...{ there: converters.map(({ there }) => there), back: converters.map(({ back }) => back) },
      ...{ way, zone: place.zone },
      ...(onError !== undefined && { onError }),
    }
  },
  onVersion: (version, op) => replacedFields(version, [op.field], op.into),
  describe: (op, before) => sentences(op, before),
  toWire(op, before) {
    const after = replacedFields(before, [op.field], op.into)
    return {
      field: keyOf(before, op.field),
      into: op.into.map((field) => wireField(field, after)),
      ...(op.way as JsonObject),
      ...wireOnError(op.onError, op.before),
    }
  },
  steps: (op) => [lensStep(op.id, splitLens(op))],
}

const textTypes = Object.entries(fieldTypeDefs).flatMap(([type, { textLike }]) => (textLike ? [type] : []))

function isText({ type }: FieldDef): boolean {
  return textTypes.includes(type)
}

/** Can it be the title of its records? */
function isTitle({ type }: FieldDef): boolean {
  return fieldTypeDefs[type].textLike === true
}

function readParts(wire: SplitOp, before: FieldDef, place: OpPlace): FieldDef[] {
  let version = replacedFields(place.version, [before.id], [])
  return wire.into.flatMap((sent, i) => {
    const field = newField(sent, ['into', i], { ...place, version })
    if (!field) return []
    version = { ...version, fields: [...version.fields, field] }
    if (kindOfType(field.type) === undefined)
      report(place, ['into', i, 'type'], 'op-not-for-type', { op: 'split', type: field.type, known: partTypes })
    // The first part takes the whole where nothing can be taken apart.
    if (field.required && !(i === 0 && before.required))
      report(place, ['into', i, 'required'], 'may-stay-empty', { label: field.label ?? field.key })
    return [field]
  })
}

const partTypes = (Object.keys(fieldTypeDefs) as FieldDef['type'][]).filter((type) => kindOfType(type) !== undefined)

const ways = ['by', 'pattern', 'at', 'strategy'] as const

function readWay(wire: SplitOp, place: OpPlace): SplitWay | undefined {
  const said = ways.filter((name) => wire[name] !== undefined)
  const [name, ...more] = said
  if (name === undefined || more.length > 0) return report(place, [], 'one-way-needed', { known: ways })
  const { by, pattern, at, strategy } = wire
  if (by !== undefined) return { by }
  if (pattern !== undefined) return hasParts(wire, name, patternParts(pattern, place), place) ? { pattern } : undefined
  if (at !== undefined) return isRising(at, place) && hasParts(wire, name, at.length + 1, place) ? { at } : undefined
  return strategy !== undefined && hasParts(wire, name, 2, place) ? { strategy } : undefined
}

function patternParts(pattern: string, place: OpPlace): number | undefined {
  const faults = checkPattern(pattern, [...place.path, 'pattern'])
  place.reading.issues.push(...faults)
  return faults.length > 0 ? undefined : groupsOf(pattern)
}

function isRising(at: readonly number[], place: OpPlace): boolean {
  const stray = at.findIndex((place, i) => i > 0 && place <= (at[i - 1] as number))
  if (stray >= 0) report(place, ['at', stray], 'not-rising')
  return stray < 0
}

function hasParts(wire: SplitOp, name: string, parts: number | undefined, place: OpPlace): boolean {
  if (parts === undefined || parts === wire.into.length) return parts !== undefined
  report(place, [name], 'parts-and-fields', { parts, fields: wire.into.length })
  return false
}

function sentences(op: SplitFieldOp, version: BlueprintVersion): OpSentence[] {
  const before = fieldById(version, op.field)
  const labels = op.into.map((field) => field.label ?? field.key)
  const ends = { first: labels[0] ?? '', last: labels.at(-1) ?? '' }
  return [
    { code: 'split', params: { label: before.label ?? before.key, fields: labels } },
    sayWay(op.way, ends),
    ...(op.into.every(takesAnyText) ? [] : sayOnError(op.onError, op.before)),
  ]
}

/** Then no piece can fail, and nothing is to be said about those that do. */
function takesAnyText({ type, maxLength, pattern }: FieldDef): boolean {
  return type === 'text' && maxLength === undefined && pattern === undefined
}

/** As people call what stands between two parts; the spaces around it go without saying. */
const signs: { readonly [sign: string]: Label } = {
  ' ': { en: 'space', 'pt-BR': 'no espaço', ru: 'по пробелу' },
  ',': { en: 'comma', 'pt-BR': 'na vírgula', ru: 'по запятой' },
  ';': { en: 'semicolon', 'pt-BR': 'no ponto e vírgula', ru: 'по точке с запятой' },
  '-': { en: 'hyphen', 'pt-BR': 'no hífen', ru: 'по дефису' },
  '–': { en: 'dash', 'pt-BR': 'no travessão', ru: 'по тире' },
  '/': { en: 'slash', 'pt-BR': 'na barra', ru: 'по косой черте' },
  ':': { en: 'colon', 'pt-BR': 'nos dois-pontos', ru: 'по двоеточию' },
}

function sayWay(way: SplitWay, ends: OpSentence['params']): OpSentence {
  if ('by' in way) {
    const sign = signs[way.by === ' ' ? ' ' : way.by.trim()]
    if (sign) return { code: 'split-by-sign', params: { ...ends, sign } }
    return { code: 'split-by-text', params: { ...ends, by: way.by } }
  }
  if ('pattern' in way) return { code: 'split-by-pattern', params: { ...ends, pattern: way.pattern } }
  if ('at' in way) return { code: 'split-at', params: { at: way.at } }
  return { code: `split-${way.strategy}`, params: ends }
}
