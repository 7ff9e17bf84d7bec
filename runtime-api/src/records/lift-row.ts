// A stored row in the shape of another version: unchanged when it rests there, else carried over the ops in between.
import {
  type Attic,
  type BlueprintVersion,
  type Failure,
  type FieldDef,
  type FieldId,
  fitsField,
  type Json,
  type LeftRows,
  type OpMaps,
  runPlan,
  type StoredData,
  withComputed,
} from '@molde/engine'
import { planBetween, versionAtHand, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { loadMaps } from '../op-maps/load-maps.ts'
import { rowsIn } from '../op-maps/rows-of-records.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** In the newest shape. Carried rows keep the version they rest at; only their data and what they keep besides are in that shape. */
export function liftRows(
  scope: Scope,
  db: Db,
  definition: Definition,
  rows: readonly RecordRow[],
): Promise<readonly RecordRow[]> {
  return shapeRows(scope, db, definition, rows, definition.head.version)
}

export function liftRow(scope: Scope, db: Db, definition: Definition, row: RecordRow): Promise<RecordRow> {
  return shapeRow(scope, db, definition, row, definition.head.version)
}

/** In the shape of any version, older or newer than the one a row rests at. */
export async function shapeRows(
  scope: Scope,
  db: Db,
  definition: Definition,
  rows: readonly RecordRow[],
  version: number,
): Promise<readonly RecordRow[]> {
  if (rows.every((row) => row.version === version)) return rows
  await readShapes(scope, db, definition, [version, ...rows.map((row) => row.version)])
  let shaped = rows
  const run = (maps: OpMaps) => {
    shaped = rows.map((row) => carried(scope, definition, row, { from: row.version, to: version, maps }))
  }
  await loadMaps(db, scope.tenant.no, definition.no, run, rowsIn(scope, db, definition))
  return shaped
}

export async function shapeRow(
  scope: Scope,
  db: Db,
  definition: Definition,
  row: RecordRow,
  version: number,
): Promise<RecordRow> {
  const [shaped] = await shapeRows(scope, db, definition, [row], version)
  return shaped as RecordRow
}

/** `row` is in the shape of `from`, wherever it rests, and is to be in that of `to`. */
export interface Way {
  readonly from: number
  readonly to: number
}

/** With the maps that the row asks for; `failures` are the values that could not be carried over. */
export async function carriedRow(
  scope: Scope,
  db: Db,
  definition: Definition,
  row: RecordRow,
  way: Way,
): Promise<{ readonly row: RecordRow; readonly failures: readonly Failure[] }> {
  await readShapes(scope, db, definition, [way.from, way.to])
  let failures: Failure[] = []
  let arrived = row
  const run = (maps: OpMaps) => {
    failures = []
    arrived = carried(scope, definition, row, { ...way, maps, failures })
  }
  await loadMaps(db, scope.tenant.no, definition.no, run, rowsIn(scope, db, definition))
  return { row: arrived, failures }
}

/** What `carried` looks at. */
export async function readShapes(
  scope: Scope,
  db: Db,
  definition: Definition,
  versions: readonly number[],
): Promise<void> {
  for (const version of new Set(versions)) await versionOf(scope, db, definition, version)
}

/** What of a row is in the shape of a version. */
export interface Shaped {
  /** Public, once there is one. */
  readonly id?: string
  readonly data: StoredData
  readonly attic: Attic
  /** Rows that are records in this shape, and none yet where the row rests. */
  readonly left?: LeftRows
}

/**
 * By maps that were loaded for it; both versions were read (`readShapes`). No op carries what is worked out: formulas are worked out
 * anew in the shape that is reached, and what comes from other records, and running numbers, stays with the record wherever it
 * rests, as the newest version wants it, also in shapes that do not show it.
 */
export function carriedShape(
  scope: Scope,
  definition: Definition,
  { id, data, attic, left }: Shaped,
  { from, to, maps, failures }: Way & { readonly maps: OpMaps; readonly failures?: Failure[] },
): Shaped {
  if (from === to) return { data, attic, ...(left && { left }) }
  const plan = planBetween(definition, from, to)
  const [before, after] = [versionAtHand(definition, from), versionAtHand(definition, to)]
  const arrived = runPlan(plan, data, attic, { maps, left, record: id, ...(failures && { failures }) })
  return {
    data: withComputed(after, withoutLost(before, after, plan.worksOut, arrived.data), scope.tenant.timezone),
    attic: arrived.attic,
    ...(arrived.left && { left: arrived.left }),
  }
}

/** `carriedShape` of a whole row. Its state follows the field that mirrors it, which a flow may have moved on the way. */
export function carried<Row extends Shaped & { readonly state?: string | null }>(
  scope: Scope,
  definition: Definition,
  row: Row,
  way: Way & { readonly maps: OpMaps; readonly failures?: Failure[] },
): Row {
  const { data, attic, left } = carriedShape(scope, definition, row, way)
  if (data === row.data && attic === row.attic && left === row.left) return row
  const { left: _, ...rest } = row
  const state = row.state && movedState(definition, row.state, data)
  return { ...rest, data, attic, ...(state && { state }), ...(left && { left }) } as Row
}

/** The state that a record shows in another shape; what it is where the shape has no word for it. */
export function movedState({ newest }: Pick<Definition, 'newest'>, state: string, data: StoredData): string {
  const { flow } = newest
  const mirrored = flow && flow.moves.length > 0 ? data[flow.version.stateField] : undefined
  return typeof mirrored === 'string' ? mirrored : state
}

/** Formulas that the new shape does not have are nobody's, and what is no value of the field there is not shown. */
function withoutLost(
  before: BlueprintVersion,
  after: BlueprintVersion,
  worksOut: ReadonlySet<FieldId>,
  data: StoredData,
): StoredData {
  const lost = computedIn(before).filter((field) => isLost(field, after, data[field.id]))
  const nobodys = [...worksOut].filter((id) => data[id] !== undefined && !after.fields.some((field) => field.id === id))
  if (lost.length + nobodys.length === 0) return data
  const ids = new Set<string>([...lost.map(({ id }) => id), ...nobodys])
  return Object.fromEntries(Object.entries(data).filter(([id]) => !ids.has(id)))
}

function isLost({ id, type, many, computed }: FieldDef, after: BlueprintVersion, value: Json | undefined): boolean {
  if (value === undefined) return false
  const now = after.fields.find((field) => field.id === id)
  if (!now) return computed?.kind === 'formula'
  return now.computed !== undefined && (now.type !== type || now.many !== many) && !fitsField(now)(value)
}

const known = new WeakMap<BlueprintVersion, readonly FieldDef[]>()

function computedIn(version: BlueprintVersion): readonly FieldDef[] {
  const before = known.get(version)
  if (before) return before
  const found = version.fields.filter(({ computed }) => computed)
  known.set(version, found)
  return found
}

/**
 * The data, in the shape of `version`, with what comes from other records, and running numbers, as a record in the newest shape has
 * them. What people fill in there is theirs.
 */
export function withRelated(
  { newest }: Definition,
  version: BlueprintVersion,
  data: StoredData,
  inNewest: StoredData,
): StoredData {
  const filledIn = new Set(version.fields.flatMap(({ id, computed }) => (computed ? [] : [id])))
  const related = [...newest.lookups, ...newest.rollups, ...newest.numbers].filter(({ id }) => !filledIn.has(id))
  if (related.every(({ id }) => data[id] === inNewest[id])) return data
  const kept: { [field: string]: Json } = { ...data }
  for (const { id } of related) {
    const value = inNewest[id]
    if (value === undefined) delete kept[id]
    else kept[id] = value
  }
  return kept
}

/** Only what the version shows. */
export function inVersion({ fields }: BlueprintVersion, data: StoredData): StoredData {
  const own = new Set<string>(fields.map(({ id }) => id))
  if (Object.keys(data).every((id) => own.has(id))) return data
  return Object.fromEntries(fields.flatMap(({ id }) => (data[id] === undefined ? [] : [[id, data[id]] as const])))
}

/** Values in the order of the version's fields, as every write leaves them: a record that comes back is the same text. */
export function inFieldOrder({ fields }: BlueprintVersion, data: StoredData): StoredData {
  const ordered: { [field: string]: Json } = {}
  for (const { id } of fields) {
    const value = data[id]
    if (value !== undefined) ordered[id] = value
  }
  // What no field of the version holds comes last.
  for (const id of Object.keys(data)) if (ordered[id] === undefined) ordered[id] = data[id] as Json
  return ordered
}
