// Where it is kept which files were uploaded, which contents lie on the disk, and on which records files hang.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['record_file', 'file', 'file_content']

export const files: Migration = {
  name: '0007-files',
  async up(knex) {
    const { text, numbered, keyed } = ddlOf(knex)
    const no = numbered('no')
    await runAll(knex, [
      // Equal bytes lie on the disk once, under their hash. Whoever puts them there or takes them away holds this row.
      `CREATE TABLE file_content (
        tenant int NOT NULL, sha256 ${text} NOT NULL, size bigint NOT NULL, created_at bigint NOT NULL,
        PRIMARY KEY (tenant, sha256))${keyed}`,
      // named: some record has named it, now or earlier. What nobody ever named is swept away.
      `CREATE TABLE file (
        tenant int NOT NULL, ${no.column}, id ${text} NOT NULL, sha256 ${text} NOT NULL, preview ${text}, name ${text} NOT NULL,
        size bigint NOT NULL, type ${text} NOT NULL, named smallint NOT NULL DEFAULT 0,
        created_at bigint NOT NULL, created_by ${text} NOT NULL${no.key})`,
      'CREATE UNIQUE INDEX file_id ON file (tenant, id)',
      'CREATE INDEX file_sha256 ON file (tenant, sha256)',
      'CREATE INDEX file_preview ON file (tenant, preview) WHERE preview IS NOT NULL',
      'CREATE INDEX file_unnamed ON file (tenant, created_at) WHERE named = 0',
      // place: a field of the record has or had it, or it lies beside the fields as an attachment.
      `CREATE TABLE record_file (
        tenant int NOT NULL, record bigint NOT NULL, file bigint NOT NULL, place ${text} NOT NULL,
        at bigint NOT NULL, actor ${text}, removed_at bigint, PRIMARY KEY (tenant, record, file, place))${keyed}`,
      'CREATE INDEX record_file_back ON record_file (tenant, file)',
      'CREATE INDEX record_file_removed ON record_file (tenant, removed_at) WHERE removed_at IS NOT NULL',
    ])
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}
