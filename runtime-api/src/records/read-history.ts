// What happened to a record, newest first: who changed what from what to what, and which event caused it.
import { decodeRecord, type FieldDef, type Json, type StoredData } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { type HistoryEntry, readHistory as readEntries } from '../record-store/history-table.ts'
import { findRecord } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { movesBetween } from '../transitions/flow-log-table.ts'

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
  if (!row) throw new ApiError('not-found')
  const entries = await readEntries(db, tenant, row.no, page.before, page.limit + 1)
  const shown = entries.slice(0, page.limit)
  const [newest, oldest] = [shown[0]?.rev ?? 0, shown.at(-1)?.rev ?? 0]
  const moves = definition.flow ? await movesBetween(db, tenant, row.no, oldest, newest) : []
  const events = new Map(moves.map((move) => [move.rev, move.event]))
  return {
    items: shown.map((entry) => sayEntry(definition, entry, events.get(entry.rev))),
    next: entries.length > page.limit ? oldest : undefined,
  }
}

function sayEntry(definition: Definition, entry: HistoryEntry, event: string | undefined) {
  return {
    rev: entry.rev,
    at: new Date(entry.at).toISOString(),
    by: entry.actor,
    kind: kindOf(entry, event),
    event: event ?? null,
    note: entry.note ?? null,
    changes: changesOf(definition, entry),
  }
}

function kindOf({ rev, live }: HistoryEntry, event: string | undefined): string {
  if (rev === 1) return 'created'
  if (live) return live[1] ? 'restored' : 'deleted'
  return event === undefined ? 'updated' : 'transition'
}

/** In the names of the newest version; a field that is no longer there is left out of the list, not out of the record. */
function changesOf({ head }: Definition, { data }: HistoryEntry) {
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
