// Whose shape do a record's slots, tags, links, keys and words follow, and does a record below the newest version keep anything?
import { runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const derivedVersions: Migration = {
  name: '0010-derived-versions',
  async up(knex) {
    await runAll(knex, [
      // Null: the version the record rests at.
      'ALTER TABLE record ADD COLUMN derived_version int',
      // Null: what is derived follows the newest version in every record.
      'ALTER TABLE blueprint ADD COLUMN derived_from int',
      // 1: some record that rests below the newest version keeps values that only newer ones show.
      'ALTER TABLE blueprint ADD COLUMN keeps_attics smallint NOT NULL DEFAULT 0',
    ])
  },
  async down(knex) {
    await runAll(knex, [
      'ALTER TABLE blueprint DROP COLUMN keeps_attics',
      'ALTER TABLE blueprint DROP COLUMN derived_from',
      'ALTER TABLE record DROP COLUMN derived_version',
    ])
  },
}
