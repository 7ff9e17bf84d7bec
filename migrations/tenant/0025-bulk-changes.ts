// What a job that did the same with many records did with each, so that it can be taken back.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const bulkChanges: Migration = {
  name: '0025-bulk-changes',
  async up(knex) {
    const { keyed } = ddlOf(knex)
    await runAll(knex, [
      `CREATE TABLE bulk_change (
        tenant int NOT NULL, job int NOT NULL, record int NOT NULL, rev int NOT NULL,
        PRIMARY KEY (tenant, job, record))${keyed}`,
    ])
    await wallOff(knex, ['bulk_change'])
  },
  down: (knex) => dropAll(knex, ['bulk_change']),
}
