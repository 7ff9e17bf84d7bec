// Where it is kept what a member should hear of, and which records they follow.
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const notifications: Migration = {
  name: '0006-notifications',
  async up(knex) {
    const ddl = ddlOf(knex)
    const { text, keyed } = ddl
    const no = ddl.numbered('no')
    await runAll(knex, [
      // `n`: several of the same kind that nobody has read yet are one row. `withdrawn`: its comment was taken away before it was read.
      `CREATE TABLE notification (
        tenant int NOT NULL, ${no.column}, id ${text} NOT NULL, member ${text} NOT NULL, kind ${text} NOT NULL,
        n int NOT NULL DEFAULT 1, blueprint int, record bigint, comment bigint, field ${text}, job ${text},
        actor ${text}, actor_kind ${text}, at bigint NOT NULL, read_at bigint,
        withdrawn smallint NOT NULL DEFAULT 0${no.key}, ${recordKey(ddl)})`,
      'CREATE INDEX notification_member ON notification (tenant, member, no)',
      'CREATE INDEX notification_unread ON notification (tenant, member, no) WHERE read_at IS NULL AND withdrawn = 0',
      'CREATE INDEX notification_record ON notification (tenant, record) WHERE record IS NOT NULL',
      'CREATE INDEX notification_at ON notification (tenant, at)',
      // Only what a member said or did; whoever made a record follows it without a row.
      `CREATE TABLE record_follow (
        tenant int NOT NULL, record bigint NOT NULL, member ${text} NOT NULL, follows smallint NOT NULL,
        PRIMARY KEY (tenant, record, member), ${recordKey(ddl)})${keyed}`,
      'CREATE INDEX record_follow_member ON record_follow (tenant, member)',
    ])
    await wallOff(knex, ['notification', 'record_follow'])
  },
  down: (knex) => dropAll(knex, ['record_follow', 'notification']),
}
