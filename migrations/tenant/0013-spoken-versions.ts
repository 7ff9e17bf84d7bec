// Which version of a blueprint does a client speak unless it says so, and which did it speak when?
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['version_use', 'version_pin']

export const spokenVersions: Migration = {
  name: '0013-spoken-versions',
  async up(knex) {
    const { text, keyed } = ddlOf(knex)
    await runAll(knex, [
      `CREATE TABLE version_pin (
        tenant int NOT NULL, blueprint int NOT NULL, actor ${text} NOT NULL, version int NOT NULL, at bigint NOT NULL,
        PRIMARY KEY (tenant, blueprint, actor))${keyed}`,
      // An empty actor stands for all people together.
      `CREATE TABLE version_use (
        tenant int NOT NULL, blueprint int NOT NULL, actor ${text} NOT NULL, version int NOT NULL,
        reads bigint NOT NULL, writes bigint NOT NULL, read_at bigint, written_at bigint,
        PRIMARY KEY (tenant, blueprint, actor, version))${keyed}`,
    ])
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}
