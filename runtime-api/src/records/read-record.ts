// One record, in the newest shape or in that of any other version.
import { parseListQuery } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { ApiError } from '../errors.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { definitionAs } from './as-version.ts'
import { besideClocks } from './beside-clocks.ts'
import { expandRecords, type ShownRecord } from './expand-records.ts'
import { liftRow } from './lift-row.ts'
import { listScope } from './list-scope.ts'
import { presentRecord } from './present-record.ts'

export interface Read {
  readonly id: string
  readonly as?: string | undefined
  /** Names of relations, whose targets are shown beside. */
  readonly expand?: string | readonly string[] | undefined
  /** Also when it lies in the trash. */
  readonly trash?: boolean
}

export async function readRecord(scope: Scope, blueprint: string, asked: Read): Promise<ShownRecord> {
  const db = scope.store.read
  const newest = await definitionOf(scope, db, blueprint)
  const definition = await definitionAs(scope, db, newest, asked.as)
  countUse(scope, definition, 'read-whole')
  const row = await findRecord(db, scope.tenant.no, definition.no, asked.id)
  if (!row) throw await missingRecord(db, scope, definition, asked.id)
  if (!row.live && !asked.trash) throw new ApiError('not-found')
  const lifted = await liftRow(scope, db, definition, row)
  const record = presentRecord(definition, lifted)
  if (asked.expand === undefined) return record
  const words = listScope(definition)
  const { expand, clocks } = parseListQuery({ expand: asked.expand }, definition.head, words, { now: 0 })
  const [expanded] = await expandRecords(scope, definition, [lifted.data], { fields: expand, as: asked.as })
  const [stood] = clocks ? await besideClocks(scope, definition, [row.no]) : []
  return { ...record, ...(stood && { clocks: stood }), expanded: expanded ?? {} }
}
