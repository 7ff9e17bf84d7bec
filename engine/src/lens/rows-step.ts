// How do rows of a repeating group leave a record for records of their own, and come back?
import type { FieldId } from '../ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { ELEMENT_ID } from '../record/encode-elements.ts'
import type { OpMaps } from './lens.ts'
import type { Crossing, Edge, Pair, Step } from './step.ts'

/**
 * The records say what the rows are; the attic keeps only their order, by ids, also of rows that are gone from sight, so that what
 * is remembered about them elsewhere stays. Rows that left on the same way come back from there, else from what `OpMaps.keyOf` knows.
 */
export function rowsStep(edge: Edge, group: FieldId): Step {
  const leave = (crossing: Crossing) => leaveRecord(crossing, edge.name, group)
  const back = (crossing: Crossing) => comeBack(crossing, edge.name, group)
  return edge.isReversed ? { edge, forward: back, backward: leave } : { edge, forward: leave, backward: back }
}

/** The text by which a map knows the rows of a record. */
export function rowsText(rows: readonly JsonObject[]): string {
  return JSON.stringify(rows)
}

function leaveRecord(crossing: Crossing, name: string, group: FieldId): void {
  const { [group]: value, ...rest } = crossing.data
  crossing.data = rest
  const rows: JsonObject[] = []
  const seen = new Set<string>()
  const entries = (Array.isArray(value) ? (value as readonly Json[]) : []).map((row): Json => {
    const id = idOf(row)
    if (id === undefined || seen.has(id)) return row
    seen.add(id)
    rows.push(row as JsonObject)
    return { [ELEMENT_ID]: id }
  })
  crossing.left = { ...crossing.left, [name]: rows }
  const order = withUnseen(entries, keptEntries(crossing, name), seen)
  if (value !== undefined && !Array.isArray(value)) keep(crossing, name, value)
  else keep(crossing, name, value !== undefined || order.length > 0 ? order : undefined)
}

function comeBack(crossing: Crossing, name: string, group: FieldId): void {
  const { [name]: left, ...others } = crossing.left ?? {}
  if (left) crossing.left = others
  const rows = left ?? rowsKnown(crossing.maps, name, crossing.record)
  const kept = keptValue(crossing, name)
  const byId = new Map(rows.map((row) => [idOf(row), row]))
  const list: Json[] = []
  const unseen = new Set<string>()
  for (const entry of keptEntries(crossing, name)) {
    const id = idOf(entry)
    const row = byId.get(id)
    if (row !== undefined) list.push(row)
    else if (id === undefined || unseen.has(id) || isWhole(entry)) list.push(entry)
    else unseen.add(id)
    byId.delete(id)
  }
  // Rows that came later follow in the order in which they came.
  list.push(...byId.values())
  const isNoList = kept !== undefined && !Array.isArray(kept)
  const wasEmpty = Array.isArray(kept) && kept.length === 0
  if (list.length > 0 || wasEmpty) crossing.data = { ...crossing.data, [group]: list }
  else if (isNoList) crossing.data = { ...crossing.data, [group]: kept }
  const order = keptEntries(crossing, name).filter((entry) => !isWhole(entry))
  keep(crossing, name, unseen.size > 0 ? order : undefined)
}

function rowsKnown(maps: OpMaps, name: string, record: string | undefined): readonly Json[] {
  const text = record === undefined ? undefined : maps.keyOf(name, record)
  return text === undefined ? [] : (JSON.parse(text) as readonly Json[])
}

/** Each row that is out of sight stays behind the one that it stood behind. */
function withUnseen(entries: readonly Json[], before: readonly Json[], seen: ReadonlySet<string>): readonly Json[] {
  const order = [...entries]
  let at = 0
  for (const entry of before) {
    const id = idOf(entry)
    if (id === undefined || isWhole(entry)) continue
    if (!seen.has(id)) order.splice(at, 0, entry)
    else at = order.findIndex((one) => idOf(one) === id && !isWhole(one))
    at += 1
  }
  return order
}

function keptValue({ attic }: Crossing, name: string): Json | undefined {
  return (attic[name] as Pair | undefined)?.from[0] ?? undefined
}

function keptEntries(crossing: Crossing, name: string): readonly Json[] {
  const kept = keptValue(crossing, name)
  return Array.isArray(kept) ? (kept as readonly Json[]) : []
}

/** Of a list the order; a list without rows is another thing than no list. What is no list, as people once stored it, is kept whole. */
function keep({ attic }: Crossing, name: string, value: Json | undefined): void {
  if (value === undefined) delete attic[name]
  else attic[name] = { from: [value], to: [] }
}

/** What is no row that could be told apart stays here; of others only the id does. */
function isWhole(entry: Json): boolean {
  return !isJsonObject(entry) || Object.keys(entry).length !== 1 || idOf(entry) === undefined
}

function idOf(row: Json): string | undefined {
  const id = isJsonObject(row) ? row[ELEMENT_ID] : undefined
  return typeof id === 'string' ? id : undefined
}
