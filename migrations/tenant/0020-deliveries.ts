// What leaves the program because of a flow, and where it goes.
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const deliveries: Migration = {
  name: '0020-deliveries',
  async up(knex) {
    const ddl = ddlOf(knex)
    const { text, json } = ddl
    const no = ddl.numbered('no')
    await runAll(knex, [
      // Secrets are kept under encryption. The earlier one signs too until its time is over.
      `CREATE TABLE webhook (
        tenant int NOT NULL, ${no.column}, name ${text} NOT NULL, url ${text} NOT NULL, description ${text},
        status ${text} NOT NULL DEFAULT 'on', secret ${text} NOT NULL, earlier_secret ${text}, earlier_until bigint,
        created_at bigint NOT NULL, created_by ${text}, updated_at bigint NOT NULL${no.key})`,
      'CREATE UNIQUE INDEX webhook_name ON webhook (tenant, name)',
      // Written in the transaction that writes the record. `target`: the webhook's name, or the member's id.
      `CREATE TABLE delivery (
        tenant int NOT NULL, ${no.column}, id ${text} NOT NULL, key ${text} NOT NULL, kind ${text} NOT NULL, target ${text},
        record bigint, event ${text}, payload ${json} NOT NULL, status ${text} NOT NULL DEFAULT 'waiting',
        attempts int NOT NULL DEFAULT 0, next_at bigint NOT NULL, expires_at bigint NOT NULL, lease ${text}, lease_until bigint,
        answer_status int, answer ${text}, error ${text}, created_at bigint NOT NULL, tried_at bigint, ended_at bigint,
        ${recordKey(ddl)}${no.key})`,
      'CREATE UNIQUE INDEX delivery_key ON delivery (tenant, key)',
      'CREATE UNIQUE INDEX delivery_id ON delivery (tenant, id)',
      `CREATE INDEX delivery_next ON delivery (tenant, next_at) WHERE status = 'waiting'`,
      'CREATE INDEX delivery_target ON delivery (tenant, kind, target, no)',
      'CREATE INDEX delivery_record ON delivery (tenant, record) WHERE record IS NOT NULL',
      'CREATE INDEX delivery_ended ON delivery (tenant, ended_at) WHERE ended_at IS NOT NULL',
      // What a flow says to a member, in every language.
      `ALTER TABLE notification ADD COLUMN said ${json}`,
    ])
    await wallOff(knex, ['webhook', 'delivery'])
  },
  async down(knex) {
    await runAll(knex, ['ALTER TABLE notification DROP COLUMN said'])
    await dropAll(knex, ['delivery', 'webhook'])
  },
}
