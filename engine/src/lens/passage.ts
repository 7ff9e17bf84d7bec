// How do the values of a record get from one blueprint into another, and back? Columns say which field is which on the other side.
import type { StoredOp } from '../blueprint/blueprint.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import type { FieldId, OptionId } from '../ids.ts'
import { equalJson, isJsonObject, type Json } from '../json.ts'
import { ELEMENT_ID } from '../record/encode-elements.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type MergeBlueprintsOp, opOf, type PassageColumn, type SplitBlueprintOp } from './op.ts'

export type Side = 'here' | 'there'

/** An op by which records leave a blueprint, or come into it. */
export type PassageOp = MergeBlueprintsOp | SplitBlueprintOp

export function passagesIn(ops: readonly StoredOp[]): readonly PassageOp[] {
  return ops.flatMap((op) => (op.op === 'mergeBlueprints' || op.op === 'splitBlueprint' ? [opOf(op) as PassageOp] : []))
}

export function columnsOf(op: PassageOp): readonly PassageColumn[] {
  return op.op === 'mergeBlueprints' ? op.columns : op.starts.fields.map(sameColumn)
}

/** What tells, here, that a record came from there. */
export function markOf(op: PassageOp): { readonly field: FieldId; readonly value: OptionId } | undefined {
  return op.op === 'mergeBlueprints' ? { field: op.kind.id, value: op.theirs } : undefined
}

/** What the record held on both sides when it passed last: on the side that it comes from now, and on the one it goes to. */
export interface LastPassed {
  readonly from: StoredData
  readonly to: StoredData
}

export interface Passed {
  readonly data: StoredData
  /** Fields of the side it goes to that were edited on the other one since. */
  readonly edited: readonly FieldId[]
}

/** `empty`: an operand was missing; `error`: it cannot be worked out. Both stay, and whoever looks is told of them. */
export type Goes = 'there' | 'here' | 'empty' | 'error'

/** Which of the records here leave? */
export function partingBy({ when, at, zone }: SplitBlueprintOp): (data: StoredData) => Goes {
  const compiled = compileExpression(when)
  return (data) => {
    const answer = compiled({ data, now: at, zone })
    if (answer.kind !== 'value') return answer.kind
    return answer.value === true ? 'there' : 'here'
  }
}

/**
 * The record's values on the side `to`. A value that was not edited since the last time is the one it had there; an edit wins.
 * Whatever has no counterpart on the other side is as it was left. Neither side loses anything: each keeps what only it can say.
 */
export function passOver(op: PassageOp, to: Side, data: StoredData, last?: LastPassed): Passed {
  const there: { [field: string]: Json } = { ...last?.to }
  const edited: FieldId[] = []
  for (const column of columnsOf(op)) {
    const [source, target] = to === 'here' ? [column.there, column.here] : [column.here, column.there]
    const value = data[source] ?? null
    if (last && equalJson(value, last.from[source] ?? null)) continue
    const said = onSide(column, to, value)
    if (equalJson(said, there[target] ?? null)) continue
    edited.push(target)
    if (said === null) delete there[target]
    else there[target] = said
  }
  const mark = to === 'here' ? markOf(op) : undefined
  if (mark && last && last.to[mark.field] !== mark.value) edited.push(mark.field)
  return { data: mark ? { ...there, [mark.field]: mark.value } : there, edited }
}

function sameColumn(field: SplitBlueprintOp['starts']['fields'][number]): PassageColumn {
  return { here: field.id, there: field.id }
}

/** A choice that the other side does not have is empty there. */
function onSide({ options, fields }: PassageColumn, to: Side, value: Json): Json {
  if (value === null) return null
  if (fields) return Array.isArray(value) ? value.map((element: Json) => elementOn(fields, to, element)) : value
  if (!options) return value
  const choice = choiceOn(options, to)
  if (!Array.isArray(value)) return choice(value)
  const known = value.map(choice).filter((one) => one !== null)
  return known.length > 0 ? known : null
}

function choiceOn(options: NonNullable<PassageColumn['options']>, to: Side): (value: Json) => Json {
  const known = new Map<Json, string>()
  for (const [here, there] of Object.entries(options)) {
    if (to === 'here') known.set(there, here)
    else known.set(here, there)
  }
  return (value) => known.get(value) ?? null
}

function elementOn(fields: readonly PassageColumn[], to: Side, element: Json): Json {
  if (!isJsonObject(element)) return element
  const said = fields.flatMap((column) => {
    const [source, target] = to === 'here' ? [column.there, column.here] : [column.here, column.there]
    const value = onSide(column, to, element[source] ?? null)
    return value === null ? [] : [[target, value] as const]
  })
  const id = element[ELEMENT_ID]
  return { ...(id === undefined ? {} : { [ELEMENT_ID]: id }), ...Object.fromEntries(said) }
}
