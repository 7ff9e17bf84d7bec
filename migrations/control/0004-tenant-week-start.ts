// On which day a tenant's weeks begin. Empty: as is usual where the reader's language is spoken.
import { runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const tenantWeekStart: Migration = {
  name: '0004-tenant-week-start',
  up: (knex) => runAll(knex, ['ALTER TABLE tenant ADD COLUMN week_start text']),
  down: (knex) => runAll(knex, ['ALTER TABLE tenant DROP COLUMN week_start']),
}
