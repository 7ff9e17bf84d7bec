// Who reads records whole, with every field of the version that is spoken?
import { runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const wholeReads: Migration = {
  name: '0029-whole-reads',
  // How what was read until now was asked for, nobody knows.
  up: (knex) =>
    runAll(knex, [
      'ALTER TABLE version_use ADD COLUMN whole_reads bigint NOT NULL DEFAULT 0',
      'ALTER TABLE version_use ADD COLUMN whole_read_at bigint',
    ]),
  down: (knex) =>
    runAll(knex, [
      'ALTER TABLE version_use DROP COLUMN whole_read_at',
      'ALTER TABLE version_use DROP COLUMN whole_reads',
    ]),
}
