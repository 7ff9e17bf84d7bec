// Into which blueprint did the records of one go, from which did they come, and how did each stand where it left?
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const passages: Migration = {
  name: '0017-passages',
  async up(knex) {
    const ddl = ddlOf(knex)
    await runAll(knex, [
      'ALTER TABLE blueprint ADD COLUMN merged_into int',
      'ALTER TABLE blueprint ADD COLUMN split_from int',
      `CREATE TABLE record_standing (
        tenant int NOT NULL, record bigint NOT NULL, blueprint int NOT NULL, standing ${ddl.json} NOT NULL,
        PRIMARY KEY (tenant, record, blueprint), ${recordKey(ddl)})${ddl.keyed}`,
    ])
    await wallOff(knex, ['record_standing'])
  },
  async down(knex) {
    await dropAll(knex, ['record_standing'])
    await runAll(knex, [
      'ALTER TABLE blueprint DROP COLUMN split_from',
      'ALTER TABLE blueprint DROP COLUMN merged_into',
    ])
  },
}
