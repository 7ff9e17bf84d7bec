// Where a member's starred places are kept: one short list each, in the member's own order.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const favourites: Migration = {
  name: '0008-favourites',
  async up(knex) {
    const { text, json, keyed } = ddlOf(knex)
    await runAll(knex, [
      `CREATE TABLE favourites (
        tenant int NOT NULL, member ${text} NOT NULL, rev int NOT NULL, places ${json} NOT NULL, updated_at bigint NOT NULL,
        PRIMARY KEY (tenant, member))${keyed}`,
    ])
    await wallOff(knex, ['favourites'])
  },
  down: (knex) => dropAll(knex, ['favourites']),
}
