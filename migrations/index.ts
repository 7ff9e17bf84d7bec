// The two ordered lists of migrations of our own tables. Nothing is found by scanning a folder.
import { identity } from './control/0001-identity.ts'
import { tenants } from './control/0002-tenants.ts'
import { tenantCurrency } from './control/0003-tenant-currency.ts'
import { tenantWeekStart } from './control/0004-tenant-week-start.ts'
import { tenantLanguages } from './control/0005-tenant-languages.ts'
import type { Migration } from './migration.ts'
import { blueprints } from './tenant/0001-blueprints.ts'
import { records } from './tenant/0002-records.ts'
import { flows } from './tenant/0003-flows.ts'
import { jobsAndOutbox } from './tenant/0004-jobs-and-outbox.ts'
import { comments } from './tenant/0005-comments.ts'
import { notifications } from './tenant/0006-notifications.ts'
import { files } from './tenant/0007-files.ts'
import { favourites } from './tenant/0008-favourites.ts'
import { newBlueprintsAndPlaces } from './tenant/0009-new-blueprints-and-places.ts'
import { derivedVersions } from './tenant/0010-derived-versions.ts'
import { opMaps } from './tenant/0011-op-maps.ts'
import { recordMigrations } from './tenant/0012-record-migrations.ts'
import { spokenVersions } from './tenant/0013-spoken-versions.ts'
import { computedFields } from './tenant/0014-computed-fields.ts'
import { fieldUses } from './tenant/0015-field-uses.ts'
import { earlierMoves } from './tenant/0016-earlier-moves.ts'
import { passages } from './tenant/0017-passages.ts'
import { subtables } from './tenant/0018-subtables.ts'
import { timers } from './tenant/0019-timers.ts'
import { deliveries } from './tenant/0020-deliveries.ts'
import { flowMemory } from './tenant/0021-flow-memory.ts'
import { calendars } from './tenant/0022-calendars.ts'
import { flowLogByTime } from './tenant/0023-flow-log-by-time.ts'
import { flowTurns } from './tenant/0024-flow-turns.ts'
import { bulkChanges } from './tenant/0025-bulk-changes.ts'
import { automations } from './tenant/0026-automations.ts'
import { duplicates } from './tenant/0027-duplicates.ts'
import { trashedBy } from './tenant/0028-trashed-by.ts'
import { wholeReads } from './tenant/0029-whole-reads.ts'
import { recordClocks } from './tenant/0030-record-clocks.ts'
import { recordFlows } from './tenant/0031-record-flows.ts'

export type { Migration } from './migration.ts'
export { migrateDown, migrateUp } from './run-migrations.ts'

/** Users, sign-in, tenants. On PostgreSQL in a schema of their own: `control`. */
export const controlMigrations: readonly Migration[] = [
  identity,
  tenants,
  tenantCurrency,
  tenantWeekStart,
  tenantLanguages,
]

/** Everything else. On SQLite in each tenant's file, on PostgreSQL once for all tenants. */
export const tenantMigrations: readonly Migration[] = [
  blueprints,
  records,
  flows,
  jobsAndOutbox,
  comments,
  notifications,
  files,
  favourites,
  newBlueprintsAndPlaces,
  derivedVersions,
  opMaps,
  recordMigrations,
  spokenVersions,
  computedFields,
  fieldUses,
  earlierMoves,
  passages,
  subtables,
  timers,
  deliveries,
  flowMemory,
  calendars,
  flowLogByTime,
  flowTurns,
  bulkChanges,
  automations,
  duplicates,
  trashedBy,
  wholeReads,
  recordClocks,
  recordFlows,
]
