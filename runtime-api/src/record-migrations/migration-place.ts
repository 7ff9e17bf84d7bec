// Which records does a migration look at next, and where does it go on when a version is done?
import type { Job, MigratePayload, MigrationPlace, MigrationReport } from '../jobs/job.ts'
import { countsOf } from '../record-store/count-table.ts'
import { lastNumber, recordsAtVersion } from '../record-store/record-scan-table.ts'
import { findColumnsByNo, findRecords, type RecordRow, recordOf } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { waitingAfter } from './quarantine-table.ts'

/** A row on its way. `migratedFrom`: where an undo brings it; `target`: where it waits to go. */
export type Candidate = RecordRow & { readonly migratedFrom?: number | null; readonly target?: number }

export const nothingMoved: MigrationReport = { moved: 0, changed: 0, quarantined: 0, checked: 0, differing: 0 }

export async function placeOf(tx: Db, scope: Scope, { cursor }: Job): Promise<MigrationPlace> {
  if (typeof cursor === 'object' && cursor.kind === 'migrate') return cursor
  const last = await lastNumber(tx, scope.tenant.no)
  return { kind: 'migrate', sweep: 1, version: 0, no: 0, last, moved: 0, report: nothingMoved }
}

/** Up to `most`, by number; fewer when there are no more at this place. */
export async function candidates(
  tx: Db,
  scope: Scope,
  job: Job,
  payload: MigratePayload,
  { version, no: after, last }: MigrationPlace,
  most: number,
): Promise<Candidate[]> {
  const { blueprintNo, ids, undoes } = payload
  const tenant = scope.tenant.no
  if (payload.waiting) return waitingRows(tx, tenant, blueprintNo, after, most)
  if (ids) {
    const found = await findRecords(tx, tenant, blueprintNo, ids)
    const asked = found.filter((row) => row.no > after && row.version !== payload.to)
    return asked.sort((a, b) => a.no - b.no).slice(0, most)
  }
  if (version === 0) return []
  const whose = undoes ? { job: undoes.no, moved: true } : { job: job.no, moved: false }
  return recordsAtVersion(tx, tenant, blueprintNo, { version, after, last, ...whose }, most)
}

async function waitingRows(
  tx: Db,
  tenant: number,
  blueprint: number,
  after: number,
  most: number,
): Promise<Candidate[]> {
  const waiting = await waitingAfter(tx, tenant, blueprint, after, most)
  const targets = new Map(waiting.map(({ record, target }) => [record, target]))
  const rows = (await findColumnsByNo(tx, tenant, [...targets.keys()])).map(recordOf)
  return rows.map((row) => ({ ...row, target: targets.get(row.no) as number })).sort((a, b) => a.no - b.no)
}

/** Where to go on: the next version with records, then once more from the start if any were moved; undefined at the end. */
export async function nextPlace(
  tx: Db,
  scope: Scope,
  { blueprintNo, to, ids, waiting, undoes, dryRun }: MigratePayload,
  place: MigrationPlace,
): Promise<MigrationPlace | undefined> {
  const isPicked = ids !== undefined || waiting === true
  const resting = isPicked
    ? []
    : [...new Set((await countsOf(tx, scope.tenant.no, blueprintNo)).map(({ version }) => version))]
  const sources = resting.filter((version) => (undoes ? version === to : version !== to)).sort((a, b) => a - b)
  const further = sources.find((version) => version > place.version)
  if (further !== undefined) return { ...place, version: further, no: 0 }
  const again = place.moved > 0 && !dryRun && !undoes && !isPicked
  const [first] = sources
  if (!again || first === undefined) return undefined
  return { ...place, sweep: place.sweep + 1, version: first, no: 0, moved: 0 }
}
