// Where long work, effects waiting to leave and answers kept for repeated requests are kept.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['idempotency', 'outbox', 'job']

export const jobsAndOutbox: Migration = {
  name: '0004-jobs-and-outbox',
  async up(knex) {
    const { text, json, numbered, keyed } = ddlOf(knex)
    const no = numbered('no')
    const seq = numbered('seq')
    await runAll(knex, [
      `CREATE TABLE job (
        tenant int NOT NULL, ${no.column}, id ${text} NOT NULL, kind ${text} NOT NULL, status ${text} NOT NULL DEFAULT 'queued',
        payload ${json} NOT NULL, cursor ${json}, done bigint NOT NULL DEFAULT 0, total bigint, quarantined bigint NOT NULL DEFAULT 0,
        errors ${json}, due_at bigint NOT NULL, attempts int NOT NULL DEFAULT 0, lease ${text}, lease_until bigint,
        created_at bigint NOT NULL, updated_at bigint NOT NULL, finished_at bigint, created_by ${text}${no.key})`,
      'CREATE UNIQUE INDEX job_id ON job (tenant, id)',
      `CREATE INDEX job_due ON job (tenant, due_at) WHERE status IN ('queued', 'running')`,
      // Rows are short-lived and read in order; every index on it would be paid by every write of a record.
      `CREATE TABLE outbox (
        tenant int NOT NULL, ${seq.column}, kind ${text} NOT NULL, record bigint, key ${text}, payload ${json},
        due_at bigint NOT NULL, attempts int NOT NULL DEFAULT 0, error ${text}, created_at bigint NOT NULL${seq.key})`,
      `CREATE INDEX outbox_due ON outbox (tenant, due_at) WHERE kind <> 'index'`,
      `CREATE TABLE idempotency (
        tenant int NOT NULL, actor ${text} NOT NULL, key ${text} NOT NULL, request_hash ${text} NOT NULL, status int,
        owner ${text} NOT NULL, lease_until bigint NOT NULL, results ${json} NOT NULL,
        headers ${json}, response ${json}, created_at bigint NOT NULL, PRIMARY KEY (tenant, actor, key))${keyed}`,
      'CREATE INDEX idempotency_age ON idempotency (tenant, created_at)',
    ])
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}
