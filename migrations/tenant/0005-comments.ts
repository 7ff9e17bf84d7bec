// Where what people say about a record is kept.
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const comments: Migration = {
  name: '0005-comments',
  async up(knex) {
    const ddl = ddlOf(knex)
    const { text, json } = ddl
    const no = ddl.numbered('no')
    await runAll(knex, [
      // `author_kind`: a member or a key. A deleted one can be taken back for a while and is then swept away.
      `CREATE TABLE comment (
        tenant int NOT NULL, ${no.column}, id ${text} NOT NULL, record bigint NOT NULL, rev int NOT NULL DEFAULT 1,
        text ${text} NOT NULL, mentions ${json} NOT NULL, author ${text} NOT NULL, author_kind ${text} NOT NULL,
        created_at bigint NOT NULL, edited_at bigint, deleted_at bigint, deleted_by ${text}${no.key}, ${recordKey(ddl)})`,
      'CREATE UNIQUE INDEX comment_id ON comment (tenant, id)',
      'CREATE INDEX comment_record ON comment (tenant, record, no)',
      'CREATE INDEX comment_deleted ON comment (tenant, deleted_at) WHERE deleted_at IS NOT NULL',
    ])
    await wallOff(knex, ['comment'])
  },
  down: (knex) => dropAll(knex, ['comment']),
}
