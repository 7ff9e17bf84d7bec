// Which ops turn values into records or records into values, what do records need of their maps, and how do new records look?

import type { OptionDef, StoredOp } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import type { OptionId } from '../ids.ts'
import { canonicalJson, type Json } from '../json.ts'
import { optionReader, optionTexts } from '../lens-converters/words.ts'
import { movedKey, movedValues } from '../lens-ops/moved-key.ts'
import type { Reader } from '../reader.ts'
import type { StoredData } from '../record/stored-record.ts'
import { GatheredMaps, type MapAsk } from './gathered-maps.ts'
import { mapKey } from './map-key.ts'
import {
  type EachElementOp,
  type ExtractFieldsOp,
  type FromRelationFieldOp,
  type InlineFieldsOp,
  type MovedColumn,
  type MoveToRelatedFieldOp,
  opOf,
  type RetargetFieldOp,
  type ToRelationFieldOp,
} from './op.ts'
import { stepsOf } from './wire-op.ts'

/** An op that has a map. */
export type MapOp = ToRelationFieldOp | FromRelationFieldOp | RetargetFieldOp | MovingOp

/** An op between fields and a link to a record that holds their values. */
export type MovingOp = ExtractFieldsOp | InlineFieldsOp | MoveToRelatedFieldOp

/** Those among the ops, also inside of repeating groups. A return to an earlier version only goes back through maps that are there. */
export function mapOpsIn(ops: readonly StoredOp[]): readonly MapOp[] {
  return ops.flatMap((op): readonly MapOp[] => {
    if (op.op === 'each') return mapOpsIn((opOf(op) as EachElementOp).ops)
    return isMapOp(op) ? [opOf(op) as MapOp] : []
  })
}

/**
 * What a record in the version that the op changes needs of the op's map before it crosses: values whose record is needed
 * (`toRelation`: options by id, texts without the spaces around them; `retarget`: the records linked to; `extract`: all values in one),
 * and records whose text is (`fromRelation`) or whose values are (`inline`, `moveToRelated`).
 */
export function mapKeysOf(op: StoredOp, data: StoredData): readonly MapAsk[] {
  const maps = new GatheredMaps()
  for (const step of stepsOf(op)) step.forward({ data: { ...data }, attic: {}, maps })
  return maps.unanswered()
}

/** The values an op can meet, when they are known without looking at a record: the options of a field. */
export function choicesOf(op: MapOp): readonly string[] | undefined {
  return op.op === 'toRelation' ? op.before.options?.map(({ id }) => id) : undefined
}

/**
 * By which texts an existing record is recognised as the one that stands for this key, the best first: of an option its label in
 * this language, its other labels and its key. None when the key is no option.
 */
export function matchTextsOf(op: ToRelationFieldOp, key: string, reader: Reader): readonly string[] {
  if (!op.before.options) return [key]
  const option = optionOf(op, key)
  return option ? [...new Set([labelIn(option.label, reader, option.key), ...optionTexts(op.before)(key)])] : []
}

/** The key for which a record with this text stands: the option that is called so, or the text. Undefined when there is none. */
export function keyOfText({ before }: ToRelationFieldOp, text: string): string | undefined {
  return before.options ? optionReader(before)(text)?.id : mapKey(text) || undefined
}

/**
 * The record to be made for a key that no record stands for, by field id of the blueprint linked to: its text, and the colour of
 * an option where there is a field for it; or the values that move into it. Undefined when none is made: the op links existing records only, or the key is no option.
 */
export function targetOf(op: MapOp, key: string, reader: Reader): StoredData | undefined {
  if (op.op === 'extract') return movedRecord(op, key)
  if (op.op !== 'toRelation' || !op.createMissing) return undefined
  const [text] = matchTextsOf(op, key, reader)
  if (text === undefined) return undefined
  const color = op.color && colorOf(optionOf(op, key)?.color)
  const data: { [field: string]: Json } = { [op.match.id]: text }
  if (op.color && color) data[op.color] = color
  return data
}

/** The values that say which record a key of several values means, by field id of the blueprint linked to; null is empty. */
export function alikeValuesOf(op: MovingOp, key: string): StoredData {
  const values = movedValues(op, key) ?? []
  return Object.fromEntries(
    op.match.map((at) => [(op.columns[at] as MovedColumn).id, movedValue(op, at, values[at] ?? null)]),
  )
}

/** The key that a record of the blueprint linked to has as a holder of several values; undefined when it holds none of the values. */
export function keyOfMoved(op: MovingOp, data: StoredData): string | undefined {
  const values = op.columns.map(({ id, options = {} }) => {
    const value = data[id] ?? null
    return Object.entries(options).find(([, there]) => there === value)?.[0] ?? value
  })
  return movedKey(op, values)
}

/** The key of a value that alone moves to a related record; of null, when nobody said anything. */
export function movedKeyOf(value: Json): string {
  return canonicalJson([value])
}

/** The value that such a key says. */
export function movedValueOf(op: MovingOp, key: string): Json {
  return movedValues(op, key)?.[0] ?? null
}

/** What a related record is given for a key, by field id of its blueprint. */
export function movedRecordOf(op: MovingOp, key: string): StoredData {
  return movedRecord(op, key) ?? {}
}

function movedRecord(op: MovingOp, key: string): StoredData | undefined {
  const values = movedValues(op, key)
  const moved = values?.map((value, at) => [(op.columns[at] as MovedColumn).id, movedValue(op, at, value)] as const)
  return moved && Object.fromEntries(moved.filter(([, value]) => value !== null))
}

function movedValue({ columns }: MovingOp, at: number, value: Json): Json {
  const options = columns[at]?.options
  return options ? (options[value as OptionId] ?? null) : value
}

const withMaps: readonly string[] = ['toRelation', 'fromRelation', 'retarget', 'extract', 'inline', 'moveToRelated']

function isMapOp({ op }: StoredOp): boolean {
  return withMaps.includes(op)
}

function optionOf({ before }: ToRelationFieldOp, key: string): OptionDef | undefined {
  return before.options?.find(({ id }) => id === key)
}

/** The colours of the palette, as they are drawn on paper. */
const palette: { readonly [name: string]: string } = {
  slate: '#66717f',
  blue: '#2f6bda',
  teal: '#0e8a80',
  green: '#23884f',
  amber: '#a37100',
  orange: '#c65a11',
  red: '#c4372d',
  violet: '#7a4fd0',
}

/** A name that the palette does not know is no colour that a field could hold. */
function colorOf(color: string | undefined): string | undefined {
  if (color === undefined) return undefined
  return color.startsWith('#') ? color.toLowerCase() : Object.hasOwn(palette, color) ? palette[color] : undefined
}
