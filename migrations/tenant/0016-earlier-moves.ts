// Which jobs moved a record before the last one did? Undoing that one gives the record back to them.
import { ddlOf, runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const earlierMoves: Migration = {
  name: '0016-earlier-moves',
  async up(knex) {
    // JSON: pairs of a job and the version it moved the record from, the latest first. Null: none, as in most records.
    await runAll(knex, [`ALTER TABLE record ADD COLUMN moved_before ${ddlOf(knex).text}`])
  },
  down: (knex) => runAll(knex, ['ALTER TABLE record DROP COLUMN moved_before']),
}
