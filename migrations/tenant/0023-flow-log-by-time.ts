// What a flow did lately is looked up by when it was, not only by record.
import { runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const flowLogByTime: Migration = {
  name: '0023-flow-log-by-time',
  up: (knex) => runAll(knex, ['CREATE INDEX flow_log_time ON flow_log (tenant, flow, at, seq)']),
  down: (knex) => runAll(knex, ['DROP INDEX flow_log_time']),
}
