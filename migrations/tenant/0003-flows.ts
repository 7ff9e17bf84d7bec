// Where flows, their versions and drafts, the events they took and the log of their moves are kept.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['flow_log', 'flow_event', 'flow_draft', 'flow_version', 'flow']

export const flows: Migration = {
  name: '0003-flows',
  async up(knex) {
    const { text, json, numbered, keyed } = ddlOf(knex)
    const no = numbered('no')
    const seq = numbered('seq')
    await runAll(knex, [
      `CREATE TABLE flow (
        tenant int NOT NULL, ${no.column}, id ${text} NOT NULL, name ${text} NOT NULL, label ${json}, blueprint int NOT NULL,
        status ${text} NOT NULL DEFAULT 'active', head int NOT NULL, counters ${json} NOT NULL,
        created_at bigint NOT NULL, updated_at bigint NOT NULL, created_by ${text}, trashed_at bigint${no.key})`,
      'CREATE UNIQUE INDEX flow_id ON flow (tenant, id)',
      'CREATE UNIQUE INDEX flow_name ON flow (tenant, name) WHERE trashed_at IS NULL',
      'CREATE INDEX flow_blueprint ON flow (tenant, blueprint)',
      `CREATE TABLE flow_version (
        tenant int NOT NULL, flow int NOT NULL, version int NOT NULL, blueprint_version int NOT NULL, definition ${json} NOT NULL,
        hash ${text} NOT NULL, summary ${json}, published_at bigint NOT NULL, published_by ${text},
        PRIMARY KEY (tenant, flow, version))${keyed}`,
      `CREATE TABLE flow_draft (
        tenant int NOT NULL, flow int NOT NULL, rev int NOT NULL, base int NOT NULL, definition ${json} NOT NULL,
        updated_at bigint NOT NULL, updated_by ${text}, PRIMARY KEY (tenant, flow))${keyed}`,
      `CREATE TABLE flow_event (
        tenant int NOT NULL, record bigint NOT NULL, key ${text} NOT NULL, event ${text} NOT NULL, request_hash ${text} NOT NULL,
        response ${json} NOT NULL, created_at bigint NOT NULL, PRIMARY KEY (tenant, record, key))${keyed}`,
      `CREATE TABLE flow_log (
        tenant int NOT NULL, ${seq.column}, record bigint NOT NULL, flow int NOT NULL, flow_version int NOT NULL,
        transition ${text} NOT NULL, event ${text} NOT NULL, from_state ${text}, to_state ${text} NOT NULL, rev int NOT NULL,
        input ${json}, actor ${text}, at bigint NOT NULL${seq.key})`,
      'CREATE INDEX flow_log_record ON flow_log (tenant, record, seq)',
    ])
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}
