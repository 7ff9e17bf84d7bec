// Whose turn it was last when a flow assigned a record.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const flowTurns: Migration = {
  name: '0024-flow-turns',
  async up(knex) {
    const { text, keyed } = ddlOf(knex)
    await runAll(knex, [
      `CREATE TABLE flow_turn (
        tenant int NOT NULL, flow int NOT NULL, action ${text} NOT NULL, member ${text} NOT NULL,
        PRIMARY KEY (tenant, flow, action))${keyed}`,
    ])
    await wallOff(knex, ['flow_turn'])
  },
  down: (knex) => dropAll(knex, ['flow_turn']),
}
