// Under which older version of a further flow of its blueprint does a record stay? Of the first flow its own row says so.
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const recordFlows: Migration = {
  name: '0031-record-flows',
  async up(knex) {
    const ddl = ddlOf(knex)
    await runAll(knex, [
      // Only of records that finish, or leave, under an older version first: all others are under the newest.
      `CREATE TABLE record_flow (
        tenant int NOT NULL, record bigint NOT NULL, flow int NOT NULL, flow_version int NOT NULL,
        PRIMARY KEY (tenant, record, flow), ${recordKey(ddl)})${ddl.keyed}`,
      // Flows number their timers each for itself.
      'DROP INDEX timer_record',
      'CREATE UNIQUE INDEX timer_record ON timer (tenant, record, flow, timer, remind)',
    ])
    await wallOff(knex, ['record_flow'])
  },
  async down(knex) {
    const { postgres } = ddlOf(knex)
    const wall = (force: string) => (postgres ? [`ALTER TABLE timer ${force} ROW LEVEL SECURITY`] : [])
    await runAll(knex, [
      ...wall('NO FORCE'),
      'DROP INDEX timer_record',
      // Before there was one flow to a blueprint: what further ones wait for has no place.
      `DELETE FROM timer WHERE EXISTS (SELECT 1 FROM timer AS first WHERE first.tenant = timer.tenant
        AND first.record = timer.record AND first.flow < timer.flow)`,
      'CREATE UNIQUE INDEX timer_record ON timer (tenant, record, timer, remind)',
      ...wall('FORCE'),
    ])
    await dropAll(knex, ['record_flow'])
  },
}
