// Where blueprints, their versions, their drafts and the saved views over them are kept.
import { ddlOf, dropAll, hasAppRole, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['view', 'blueprint_draft', 'blueprint_version', 'blueprint']

export const blueprints: Migration = {
  name: '0001-blueprints',
  async up(knex) {
    const { postgres, text, json, numbered, keyed } = ddlOf(knex)
    const blueprintNo = numbered('no')
    if (postgres) await createAppRole()
    await runAll(knex, [
      // rev grows with everything compiled from the blueprint: versions, slots, flows, pinned views. What is cached is fresh while it stands still.
      `CREATE TABLE blueprint (
        tenant int NOT NULL, ${blueprintNo.column}, id ${text} NOT NULL, name ${text} NOT NULL, label ${json},
        status ${text} NOT NULL DEFAULT 'active', head int NOT NULL, counters ${json} NOT NULL, rev int NOT NULL DEFAULT 1,
        created_at bigint NOT NULL, updated_at bigint NOT NULL, created_by ${text}, trashed_at bigint${blueprintNo.key})`,
      'CREATE UNIQUE INDEX blueprint_id ON blueprint (tenant, id)',
      'CREATE UNIQUE INDEX blueprint_name ON blueprint (tenant, name) WHERE trashed_at IS NULL',
      `CREATE TABLE blueprint_version (
        tenant int NOT NULL, blueprint int NOT NULL, version int NOT NULL, definition ${json} NOT NULL, schema ${json} NOT NULL,
        ops ${json} NOT NULL, summary ${json} NOT NULL, hash ${text} NOT NULL, published_at bigint NOT NULL, published_by ${text},
        PRIMARY KEY (tenant, blueprint, version))${keyed}`,
      `CREATE TABLE blueprint_draft (
        tenant int NOT NULL, blueprint int NOT NULL, rev int NOT NULL, base int NOT NULL, ops ${json} NOT NULL,
        updated_at bigint NOT NULL, updated_by ${text}, PRIMARY KEY (tenant, blueprint))${keyed}`,
      `CREATE TABLE view (
        tenant int NOT NULL, ${numbered('no').column}, id ${text} NOT NULL, blueprint int NOT NULL, name ${text} NOT NULL,
        label ${json}, definition ${json} NOT NULL, slot ${text}, position int NOT NULL DEFAULT 0,
        created_at bigint NOT NULL, updated_at bigint NOT NULL, created_by ${text}${numbered('no').key})`,
      'CREATE UNIQUE INDEX view_id ON view (tenant, id)',
      'CREATE UNIQUE INDEX view_name ON view (tenant, blueprint, name)',
    ])
    await wallOff(knex, tables)

    /**
     * The role the program works under owns nothing. Where this user may not create roles, the forced policies still hold.
     * Roles are the whole cluster's: of two databases that are set up at the same moment, the later one waits for the
     * earlier and then fails at the index of names (unique_violation), not at the question whether the role is there.
     */
    async function createAppRole() {
      if (await hasAppRole(knex)) return
      await knex.raw(`DO $$ BEGIN
        CREATE ROLE molde_app NOLOGIN;
        EXECUTE format('GRANT molde_app TO %I', current_user);
        EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN NULL;
      END $$`)
    }
  },
  down: (knex) => dropAll(knex, tables),
}
