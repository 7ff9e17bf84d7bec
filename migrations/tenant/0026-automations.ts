// What happens by itself, and a log of how it went.
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const automations: Migration = {
  name: '0026-automations',
  async up(knex) {
    const ddl = ddlOf(knex)
    const { text, json } = ddl
    const no = ddl.numbered('no')
    await runAll(knex, [
      // `blueprint`: null where it is about no record. `next_at`: of a schedule that is on. The token of an address is kept as its hash.
      `CREATE TABLE automation (
        tenant int NOT NULL, ${no.column}, id ${text} NOT NULL, name ${text} NOT NULL, blueprint int, kind ${text} NOT NULL,
        status ${text} NOT NULL, rev int NOT NULL, version int NOT NULL, definition ${json} NOT NULL, counters ${json} NOT NULL,
        next_at bigint, token_hash ${text}, secret ${text}, created_at bigint NOT NULL, created_by ${text},
        updated_at bigint NOT NULL, updated_by ${text}${no.key})`,
      'CREATE UNIQUE INDEX automation_name ON automation (tenant, name)',
      'CREATE UNIQUE INDEX automation_token ON automation (tenant, token_hash) WHERE token_hash IS NOT NULL',
      'CREATE INDEX automation_blueprint ON automation (tenant, blueprint) WHERE blueprint IS NOT NULL',
      'CREATE INDEX automation_next ON automation (tenant, next_at) WHERE next_at IS NOT NULL',
      // What it was: a run says by which version it went.
      `CREATE TABLE automation_version (
        tenant int NOT NULL, automation bigint NOT NULL, version int NOT NULL, definition ${json} NOT NULL,
        created_at bigint NOT NULL, created_by ${text}, PRIMARY KEY (tenant, automation, version))${ddl.keyed}`,
      // Written in the transaction of what set it off. `key` is that: the same twice is one run. `chain`: the automations that led to it.
      `CREATE TABLE automation_run (
        tenant int NOT NULL, ${no.column}, id ${text} NOT NULL, automation bigint NOT NULL, version int NOT NULL,
        key ${text} NOT NULL, kind ${text} NOT NULL, record bigint, input ${json} NOT NULL, status ${text} NOT NULL,
        condition ${text}, actions ${json}, error ${json}, attempts int NOT NULL DEFAULT 0, next_at bigint NOT NULL,
        chain ${json} NOT NULL, cause ${text}, created_at bigint NOT NULL, started_at bigint, ended_at bigint,
        ${recordKey(ddl)}${no.key})`,
      'CREATE UNIQUE INDEX automation_run_id ON automation_run (tenant, id)',
      'CREATE UNIQUE INDEX automation_run_key ON automation_run (tenant, automation, key)',
      `CREATE INDEX automation_run_next ON automation_run (tenant, next_at) WHERE status = 'waiting'`,
      'CREATE INDEX automation_run_list ON automation_run (tenant, automation, no)',
      'CREATE INDEX automation_run_record ON automation_run (tenant, record) WHERE record IS NOT NULL',
      'CREATE INDEX automation_run_ended ON automation_run (tenant, ended_at) WHERE ended_at IS NOT NULL',
    ])
    await wallOff(knex, ['automation', 'automation_version', 'automation_run'])
  },
  down: (knex) => dropAll(knex, ['automation_run', 'automation_version', 'automation']),
}
