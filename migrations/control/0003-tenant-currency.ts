// In which currency a tenant counts. Empty in those that are older than the question: their zone and language say it.
import { runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const tenantCurrency: Migration = {
  name: '0003-tenant-currency',
  up: (knex) => runAll(knex, ['ALTER TABLE tenant ADD COLUMN currency text']),
  down: (knex) => runAll(knex, ['ALTER TABLE tenant DROP COLUMN currency']),
}
