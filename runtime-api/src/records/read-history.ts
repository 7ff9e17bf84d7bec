// What happened to a record, newest first: who changed what from what to what, and which event caused it.
import { type BlueprintVersion, decodeRecord, type FieldDef, type Json, type StoredData } from '@molde/engine'
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { hasPassed } from '../passages/standing-table.ts'
import { type HistoryEntry, passingsOf, readHistory as readEntries } from '../record-store/history-table.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { movesBetween } from '../transitions/flow-log-table.ts'
import { undoneEvent } from '../transitions/undone-note.ts'

export interface HistoryPage {
  /** Only revs below this one. */
  readonly before?: number | undefined
  readonly limit: number
}

export async function readHistory(scope: Scope, blueprint: string, id: string, page: HistoryPage) {
  const db = scope.store.read
  const tenant = scope.tenant.no
  const definition = await definitionOf(scope, db, blueprint)
  const row = await findRecord(db, tenant, definition.no, id)
  if (!row) throw await missingRecord(db, scope, definition, id)
  const entries = await readEntries(db, tenant, row.no, page.before, page.limit + 1)
  const shown = entries.slice(0, page.limit)
  const [newest, oldest] = [shown[0]?.rev ?? 0, shown.at(-1)?.rev ?? 0]
  const moves = definition.flow ? await movesBetween(db, tenant, row.no, oldest, newest) : []
  const events = new Map(moves.map((move) => [move.rev, move.event]))
  const spoken = await wordsOf(scope, db, definition, row)
  return {
    items: shown.map((entry) => ({
      ...sayEntry(spoken.at(entry.rev), entry, events.get(entry.rev)),
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

function sayEntry(head: BlueprintVersion, entry: HistoryEntry, event: string | undefined) {
  return {
    rev: entry.rev,
    at: new Date(entry.at).toISOString(),
    by: entry.actor,
    kind: kindOf(entry, event),
    event: event ?? undoneEvent(entry.note) ?? null,
    note: entry.note ?? null,
    changes: changesOf(head, entry),
  }
}

function kindOf({ rev, live, note }: HistoryEntry, event: string | undefined): string {
  if (rev === 1) return 'created'
  if (live) return live[1] ? 'restored' : 'deleted'
  if (undoneEvent(note) !== undefined) return 'undone'
  return event === undefined ? 'updated' : 'transition'
}

/** In the names of the newest version of that blueprint; a field that is no longer there is left out of the list, not out of the record. */
function changesOf(head: BlueprintVersion, { data }: HistoryEntry) {
  if (!data) return []
  return head.fields
    .filter(({ id }) => Object.hasOwn(data, id))
    .map((field) => {
      const [from, to] = data[field.id] as readonly [Json, Json]
      return { field: field.key, id: field.id, from: sayValue(field, from), to: sayValue(field, to) }
    })

  function sayValue(field: FieldDef, value: Json): Json {
    const stored: StoredData = { [field.id]: value }
    return decodeRecord(head, stored)[field.key] ?? null
  }
}
