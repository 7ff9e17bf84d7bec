// When somebody is at work, by name; and what timers keep to go by it.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const calendars: Migration = {
  name: '0022-calendars',
  async up(knex) {
    const ddl = ddlOf(knex)
    const { text, json } = ddl
    const no = ddl.numbered('no')
    await runAll(knex, [
      // `zone`: null goes by the tenant's clocks.
      `CREATE TABLE business_calendar (
        tenant int NOT NULL, ${no.column}, name ${text} NOT NULL, label ${json}, zone ${text}, hours ${json} NOT NULL,
        created_at bigint NOT NULL, created_by ${text}, updated_at bigint NOT NULL${no.key})`,
      'CREATE UNIQUE INDEX business_calendar_name ON business_calendar (tenant, name)',
      // `remind`: how long before the timer is due, of a row that reminds. `start_at`: from which moment it counts; another one is another
      // chance. `kept`: its moment stays, although the flow's next version says another one. `flow_version`: who set it last.
      `ALTER TABLE timer ADD COLUMN remind ${text} NOT NULL DEFAULT ''`,
      'ALTER TABLE timer ADD COLUMN start_at bigint',
      'ALTER TABLE timer ADD COLUMN kept int NOT NULL DEFAULT 0',
      'ALTER TABLE timer ADD COLUMN flow_version int NOT NULL DEFAULT 0',
      'DROP INDEX timer_record',
      'CREATE UNIQUE INDEX timer_record ON timer (tenant, record, timer, remind)',
    ])
    await wallOff(knex, ['business_calendar'])
  },
  async down(knex) {
    await runAll(knex, [
      `DELETE FROM timer WHERE remind <> ''`,
      'DROP INDEX timer_record',
      'CREATE UNIQUE INDEX timer_record ON timer (tenant, record, timer)',
      ...['flow_version', 'kept', 'start_at', 'remind'].map((column) => `ALTER TABLE timer DROP COLUMN ${column}`),
    ])
    await dropAll(knex, ['business_calendar'])
  },
}
