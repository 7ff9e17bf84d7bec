// Which records have what became unique when another one had it already? They wait for their turn, or for a person.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const duplicates: Migration = {
  name: '0027-duplicates',
  async up(knex) {
    const { text, keyed } = ddlOf(knex)
    await runAll(knex, [
      `CREATE TABLE record_duplicate (
        tenant int NOT NULL, blueprint int NOT NULL, rule ${text} NOT NULL, key ${text} NOT NULL, no bigint NOT NULL,
        PRIMARY KEY (tenant, blueprint, rule, key, no))${keyed}`,
      'CREATE INDEX duplicate_record ON record_duplicate (tenant, no)',
      // Of a record that waits for nothing but this.
      'ALTER TABLE quarantine ADD COLUMN duplicate smallint NOT NULL DEFAULT 0',
      // The version for which a job is still handing out keys; null: every record has its keys, or stands in line for them.
      'ALTER TABLE blueprint ADD COLUMN keys_for int',
    ])
    await wallOff(knex, ['record_duplicate'])
  },
  async down(knex) {
    await runAll(knex, ['ALTER TABLE blueprint DROP COLUMN keys_for', 'ALTER TABLE quarantine DROP COLUMN duplicate'])
    await dropAll(knex, ['record_duplicate'])
  },
}
