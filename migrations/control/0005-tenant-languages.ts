// In which languages a tenant has words of its own, with a space between them. Empty: in its language alone.
import { runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const tenantLanguages: Migration = {
  name: '0005-tenant-languages',
  up: (knex) => runAll(knex, ['ALTER TABLE tenant ADD COLUMN languages text']),
  down: (knex) => runAll(knex, ['ALTER TABLE tenant DROP COLUMN languages']),
}
