// What is sent to a record by itself, and when.
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const timers: Migration = {
  name: '0019-timers',
  async up(knex) {
    const ddl = ddlOf(knex)
    const no = ddl.numbered('no')
    await runAll(knex, [
      // `next_at` is when somebody has to look; it moves while a firing that failed is tried again, `due_at` does not.
      `CREATE TABLE timer (
        tenant int NOT NULL, ${no.column}, record bigint NOT NULL, flow int NOT NULL, timer ${ddl.text} NOT NULL,
        state ${ddl.text} NOT NULL, entered_at bigint NOT NULL, due_at bigint NOT NULL, next_at bigint NOT NULL,
        status ${ddl.text} NOT NULL DEFAULT 'armed', attempts int NOT NULL DEFAULT 0, error ${ddl.json},
        fired_at bigint, ${recordKey(ddl)}${no.key})`,
      'CREATE UNIQUE INDEX timer_record ON timer (tenant, record, timer)',
      `CREATE INDEX timer_next ON timer (tenant, next_at) WHERE status = 'armed'`,
    ])
    await wallOff(knex, ['timer'])
  },
  down: (knex) => dropAll(knex, ['timer']),
}
