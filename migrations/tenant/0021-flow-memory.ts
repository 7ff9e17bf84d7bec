// Where a record stood last in the groups that a flow can enter by their history.
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const flowMemory: Migration = {
  name: '0021-flow-memory',
  async up(knex) {
    const ddl = ddlOf(knex)
    await runAll(knex, [
      // `rev` is the revision that wrote it, `earlier` what was there before that one: a step that is taken back forgets what it noted.
      `CREATE TABLE flow_memory (
        tenant int NOT NULL, record bigint NOT NULL, flow int NOT NULL, flow_version int NOT NULL, rev int NOT NULL,
        memory ${ddl.json} NOT NULL, earlier ${ddl.json}, PRIMARY KEY (tenant, record, flow), ${recordKey(ddl)})${ddl.keyed}`,
    ])
    await wallOff(knex, ['flow_memory'])
  },
  down: (knex) => dropAll(knex, ['flow_memory']),
}
