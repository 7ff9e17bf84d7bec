// What happened to a record, newest first: who changed what from what to what, and which event caused it.
import type { BlueprintVersion, Json } from '@molde/engine'
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { definitionOf, versionAtHand } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { hasPassed } from '../passages/standing-table.ts'
import {
  beforeEntry,
  dataAtRev,
  type HistoryEntry,
  passingsOf,
  readHistory as readEntries,
} from '../record-store/history-table.ts'
import { movedNote } from '../record-store/move-record.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import type { Db } from '../store/store.ts'
import { movesBetween } from '../transitions/flow-log-table.ts'
import { undoneEvent } from '../transitions/undone-note.ts'
import { definitionAs } from './as-version.ts'
import { liftRows, readShapes } from './lift-row.ts'
import { type CarriedState, changesBetween, saidValue, type ToldChange } from './told-changes.ts'

export interface HistoryPage {
  /** Only revs below this one. */
  readonly before?: number | undefined
  readonly limit: number
  /** The versions that the client asks for: changes are said in that of this blueprint. */
  readonly as?: string | undefined
}

export async function readHistory(scope: Scope, blueprint: string, id: string, page: HistoryPage) {
  const db = scope.store.read
  const tenant = scope.tenant.no
  const definition = await definitionAs(scope, db, await definitionOf(scope, db, blueprint), page.as)
  countUse(scope, definition, 'read-whole')
  const row = await findRecord(db, tenant, definition.no, id)
  if (!row) throw await missingRecord(db, scope, definition, id)
  const entries = await readEntries(db, tenant, row.no, page.before, page.limit + 1)
  const shown = entries.slice(0, page.limit)
  const [newest, oldest] = [shown[0]?.rev ?? 0, shown.at(-1)?.rev ?? 0]
  const { flows } = definition
  const moves = flows.length > 0 ? await movesBetween(db, tenant, row.no, oldest, newest) : []
  const events = new Map(moves.map((move) => [move.rev, move.event ?? null]))
  // Which flow it was is told where there are several.
  const names = new Map(flows.length > 1 ? flows.map(({ no, version }) => [no, version.name]) : [])
  const movedIn = new Map(moves.map(({ rev, flow }) => [rev, names.get(flow)]))
  const spoken = await wordsOf(scope, db, definition, row)
  const told = await changesAsSpoken(scope, db, definition, { row, shown, since: spoken.since })
  return {
    items: shown.map((entry) => ({
      ...sayEntry(entry, events.get(entry.rev)),
      ...(movedIn.get(entry.rev) !== undefined && { flow: movedIn.get(entry.rev) }),
      changes: told.get(entry.rev) ?? changesOf(spoken.at(entry.rev), entry),
      ...spoken.passing(entry),
    })),
    next: entries.length > page.limit ? oldest : undefined,
  }
}

/** A record that came from another blueprint has a past in the words of that one. */
async function wordsOf(scope: Scope, db: Db, definition: Definition, row: RecordRow) {
  const tenant = scope.tenant.no
  const passings = (await hasPassed(db, tenant, row.no)) ? await passingsOf(db, tenant, row.no) : []
  const others = await findBlueprintsByNo(db, tenant, [...new Set(passings.flatMap(({ from, to }) => [from, to]))])
  const known = new Map<number, { readonly name: string; readonly head: BlueprintVersion }>()
  for (const { no, name, head } of others) {
    const version = (await findVersion(db, tenant, no, head))?.definition
    if (version) known.set(no, { name, head: version })
  }
  return {
    /** The rev with which it came here. */
    since: passings[0]?.rev ?? 0,
    /** Each entry is said by the blueprint in which the record was when it was written. */
    at(rev: number): BlueprintVersion {
      const next = passings.findLast((passing) => passing.rev > rev)
      return (next && known.get(next.from)?.head) ?? definition.head
    },
    passing({ blueprint }: HistoryEntry) {
      if (!blueprint) return {}
      const [from, into] = blueprint.map((no) => known.get(no)?.name ?? null)
      return { kind: 'passed', from, into, changes: [] }
    },
  }
}

interface Stretch {
  readonly row: RecordRow
  readonly shown: readonly HistoryEntry[]
  /** What was written up to this rev is in the words of another blueprint. */
  readonly since: number
}

/**
 * How the data differ before and after each entry, both carried to the version that is spoken: a record that is moved is written anew,
 * and yet nothing about it has changed. Empty where there is but one version, or where what was before is not kept any more.
 */
async function changesAsSpoken(
  scope: Scope,
  db: Db,
  definition: Definition,
  { row, shown, since }: Stretch,
): Promise<ReadonlyMap<number, readonly ToldChange[]>> {
  const own = shown.filter(({ rev }) => rev > since)
  const newest =
    own[0] && definition.newest.head.version > 1 ? await dataAtRev(db, scope.tenant.no, row, own[0].rev) : undefined
  if (!newest) return new Map()
  const states = own.reduce((later, entry) => [...later, beforeEntry(later.at(-1) as RecordRow, entry)], [newest])
  const carried = await liftRows(scope, db, definition, states)
  await readShapes(
    scope,
    db,
    definition,
    states.map(({ version }) => version),
  )
  const stateAt = (at: number): CarriedState => {
    const { data, version } = states[at] as RecordRow
    return { data, shape: versionAtHand(definition, version), carried: carried[at]?.data ?? {} }
  }
  return new Map(
    own.flatMap((entry, at) =>
      entry.data || entry.version
        ? [[entry.rev, changesBetween(definition.head, stateAt(at + 1), stateAt(at))] as const]
        : [],
    ),
  )
}

/** `event`: null of a step that was taken by itself, undefined where none was taken. */
function sayEntry(entry: HistoryEntry, event: string | null | undefined) {
  return {
    rev: entry.rev,
    at: new Date(entry.at).toISOString(),
    by: entry.actor,
    kind: kindOf(entry, event),
    event: event ?? undoneEvent(entry.note) ?? null,
    note: entry.note ?? null,
    ...(entry.version && { versions: { from: entry.version[0], to: entry.version[1] } }),
  }
}

function kindOf({ rev, live, note }: HistoryEntry, event: string | null | undefined): string {
  if (rev === 1) return 'created'
  if (live) return live[1] ? 'restored' : 'deleted'
  if (undoneEvent(note) !== undefined) return 'undone'
  if (note === movedNote) return 'moved'
  return event === undefined ? 'updated' : 'transition'
}

/** In the names of the newest version of that blueprint; a field that is no longer there is left out of the list, not out of the record. */
function changesOf(head: BlueprintVersion, { data }: HistoryEntry): ToldChange[] {
  if (!data) return []
  return head.fields
    .filter(({ id }) => Object.hasOwn(data, id))
    .map((field) => {
      const [from, to] = data[field.id] as readonly [Json, Json]
      return { field: field.key, id: field.id, from: saidValue(head, field, from), to: saidValue(head, field, to) }
    })
}
