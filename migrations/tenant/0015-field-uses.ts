// Which fields of a blueprint does a client name, and when did it last?
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['field_use']

export const fieldUses: Migration = {
  name: '0015-field-uses',
  async up(knex) {
    const { text, keyed } = ddlOf(knex)
    await runAll(knex, [
      `CREATE TABLE field_use (
        tenant int NOT NULL, blueprint int NOT NULL, field ${text} NOT NULL, actor ${text} NOT NULL,
        reads bigint NOT NULL, writes bigint NOT NULL, read_at bigint, written_at bigint,
        PRIMARY KEY (tenant, blueprint, field, actor))${keyed}`,
    ])
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}
