// Who put a blueprint into the trash?
import { runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const trashedBy: Migration = {
  name: '0028-trashed-by',
  // Of what lies there already nobody knows.
  up: (knex) => runAll(knex, ['ALTER TABLE blueprint ADD COLUMN trashed_by text']),
  down: (knex) => runAll(knex, ['ALTER TABLE blueprint DROP COLUMN trashed_by']),
}
