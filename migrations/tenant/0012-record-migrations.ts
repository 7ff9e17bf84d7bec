// From where did a job move a record, and which records wait for a person because they could not be moved?
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const recordMigrations: Migration = {
  name: '0012-record-migrations',
  async up(knex) {
    const ddl = ddlOf(knex)
    await runAll(knex, [
      // With `migrated_by_job`: what undoing that job brings the record back to.
      'ALTER TABLE record ADD COLUMN migrated_from int',
      `CREATE TABLE quarantine (
        tenant int NOT NULL, record bigint NOT NULL, blueprint int NOT NULL, job bigint NOT NULL, version int NOT NULL,
        target int NOT NULL, reasons ${ddl.json} NOT NULL, at bigint NOT NULL,
        PRIMARY KEY (tenant, record), ${recordKey(ddl)})${ddl.keyed}`,
      'CREATE INDEX quarantine_list ON quarantine (tenant, blueprint, record)',
    ])
    await wallOff(knex, ['quarantine'])
  },
  async down(knex) {
    await dropAll(knex, ['quarantine'])
    await runAll(knex, ['ALTER TABLE record DROP COLUMN migrated_from'])
  },
}
