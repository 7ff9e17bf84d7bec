// Rows of whose groups are records of which blueprint, once an op has made them so?
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['subtable']

export const subtables: Migration = {
  name: '0018-subtables',
  async up(knex) {
    const { text, keyed } = ddlOf(knex)
    await runAll(knex, [
      // By numbers: the name of a blueprint in the trash may be another one's by now. `map` is the op, `link` the child's field.
      `CREATE TABLE subtable (
        tenant int NOT NULL, parent int NOT NULL, map ${text} NOT NULL, child int NOT NULL, link ${text} NOT NULL,
        PRIMARY KEY (tenant, parent, map))${keyed}`,
      'CREATE INDEX subtable_child ON subtable (tenant, child)',
    ])
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}
