// A record of another blueprint loses its links to records that are destroyed, and what was worked out from them, also where it only kept them.
import {
  type BlueprintVersion,
  type FieldId,
  type Issue,
  isJsonObject,
  type Json,
  type JsonObject,
  projectRecord,
  type StoredData,
} from '@molde/engine'
import { slotsOf } from '../query/slot-table.ts'
import type { QuarantineReason } from '../record-migrations/quarantine-table.ts'
import { addHistory, type Diff } from '../record-store/history-table.ts'
import { StaleRecord } from '../record-store/record-errors.ts'
import { atticText, type RecordRow, type SlotValues, updateRow } from '../record-store/record-table.ts'
import { writeWords } from '../record-store/search-table.ts'
import { moveTags } from '../record-store/tag-table.ts'
import { moveUniques } from '../record-store/unique-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { emptyRelationSlots, forgetWaitingWords, recordsAmong } from './blueprint-purge-table.ts'
import { historyOf, movesOf, reasonsOf, setHistory, setMove, setReasons } from './purge-table.ts'
import { atticWithout, dataWithout, diffWithout, type Gone, idsIn } from './without-ids.ts'

/** What a history says of it. */
const targetPurgedNote = 'target-purged'

export interface Linking {
  /** The blueprint that is destroyed. */
  readonly purged: number
  readonly versions: ReadonlyMap<number, BlueprintVersion>
  /** Fields whose values were worked out from its records. */
  readonly shown: readonly FieldId[]
}

/** Fields that hold something of the records of the blueprint `name`, and what this version works out from those. */
export function shownOf({ fields }: BlueprintVersion, name: string): readonly FieldId[] {
  const shown = new Set<FieldId>()
  const isShown = ({ computed }: (typeof fields)[number]) => {
    if (computed?.kind === 'rollup') return computed.blueprint === name
    if (computed?.kind === 'lookup')
      return fields.some(({ id, blueprint }) => id === computed.via && blueprint === name)
    return computed?.kind === 'formula' && computed.expr.uses.some((id) => shown.has(id as FieldId))
  }
  for (let before = -1; before < shown.size; ) {
    before = shown.size
    for (const field of fields) if (isShown(field)) shown.add(field.id)
  }
  return [...shown]
}

/** Throws `StaleRecord` when somebody else wrote it meanwhile. */
export async function emptyLinks(tx: Db, scope: Scope, row: RecordRow, linking: Linking): Promise<void> {
  const tenant = scope.tenant.no
  const gone = await recordsAmong(tx, tenant, linking.purged, idsIn([row.data, row.attic]))
  const data = without(dataWithout(row.data, gone), linking.shown)
  const attic = atticWithout(row.attic, gone)
  if (data !== row.data || attic !== row.attic) {
    await write(tx, scope, { row, data, linking }, { data: JSON.stringify(data), attic: atticText(attic) })
  }
  await emptyHistory(tx, tenant, row.no, linking)
}

interface Change {
  readonly row: RecordRow
  readonly data: StoredData
  readonly linking: Linking
}

async function write(
  tx: Db,
  scope: Scope,
  { row, data, linking }: Change,
  columns: { readonly data: string; readonly attic: string | null },
): Promise<void> {
  const tenant = scope.tenant.no
  const at = scope.runtime.now()
  const slots = await slotsOf(tx, tenant, row.blueprint)
  const emptied = slots.filter(({ field }) => (linking.shown as readonly string[]).includes(field))
  const free: SlotValues = Object.fromEntries(emptied.map(({ slot }) => [slot, null]))
  if (!(await updateRow(tx, tenant, row, { ...free, ...columns, updated_at: at }))) throw new StaleRecord(row.no)
  await emptyRelationSlots(tx, tenant, row.no, linking.purged)
  const version = linking.versions.get(row.version)
  if (version) {
    const [before, after] = [projectRecord(version, [], row.data), projectRecord(version, [], data)]
    const freed = before.uniques.filter(({ key }) => !after.uniques.some((unique) => unique.key === key))
    await moveUniques(tx, tenant, row, freed, [])
    await moveTags(tx, tenant, [{ owner: row, before: before.tags, after: after.tags }])
    if (linking.shown.length > 0) {
      // At once: what waits would come into the index behind the merging of what was taken out of it.
      await forgetWaitingWords(tx, tenant, row.no)
      await writeWords(tx, scope.store, [{ no: row.no, blueprint: row.blueprint, words: after.words }])
    }
  }
  const diff = { note: targetPurgedNote }
  await addHistory(tx, tenant, { no: row.no, rev: row.rev + 1, at, actor: scope.actor.id, diff })
}

/** Whoever goes back to an earlier rev finds no link there either. */
async function emptyHistory(tx: Db, tenant: number, record: number, { purged, shown }: Linking): Promise<void> {
  const history = await historyOf<Diff>(tx, tenant, record)
  const moves = await movesOf<JsonObject>(tx, tenant, record)
  const reasons = await reasonsOf<readonly QuarantineReason[]>(tx, tenant, record)
  const gone = await recordsAmong(tx, tenant, purged, idsIn([history, moves, reasons]))
  if (gone.size === 0 && shown.length === 0) return
  for (const { no, value } of history) {
    const left = diffLeft(value, gone, shown)
    if (JSON.stringify(left) !== JSON.stringify(value)) await setHistory(tx, tenant, record, { no, value: left })
  }
  for (const { no, value } of moves) {
    const left = without(dataWithout(value as StoredData, gone), shown)
    if (left !== (value as StoredData)) await setMove(tx, tenant, { no, value: left })
  }
  if (reasons && gone.size > 0)
    await setReasons(
      tx,
      tenant,
      record,
      reasons.map((reason) => reasonLeft(reason, gone)),
    )
}

function diffLeft(diff: Diff, gone: Gone, shown: readonly FieldId[]): Diff {
  const data = diff.data && without(diffWithout(diff.data, gone), shown)
  const attic = diff.attic && atticWithout(diff.attic, gone)
  return { ...diff, ...(data && { data }), ...(attic && { attic }) }
}

/** What cannot be carried over stays a reason, without the value. */
function reasonLeft(reason: QuarantineReason, gone: Gone): QuarantineReason {
  if (reason.kind === 'issue') return { ...reason, issue: dataWithout(reason.issue as never, gone) as unknown as Issue }
  if (reason.kind === 'duplicate') return reason
  return { ...reason, values: reason.values.map((value) => nothingOf(value as Json, gone)) }
}

function nothingOf(value: Json, gone: Gone): Json {
  if (typeof value === 'string') return gone.has(value) ? null : value
  return isJsonObject(value) || Array.isArray(value)
    ? ((dataWithout({ value } as never, gone) as JsonObject)['value'] as Json)
    : value
}

/** The same object when there is nothing to take out. */
function without<T extends { readonly [field: string]: unknown }>(all: T, fields: readonly string[]): T {
  if (!fields.some((field) => Object.hasOwn(all, field))) return all
  return Object.fromEntries(Object.entries(all).filter(([field]) => !fields.includes(field))) as T
}
