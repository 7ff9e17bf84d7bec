// Where blueprints that were never published wait, and where each blueprint lies on the drawing.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['blueprint_place', 'new_blueprint']

export const newBlueprintsAndPlaces: Migration = {
  name: '0009-new-blueprints-and-places',
  async up(knex) {
    const { text, json, keyed } = ddlOf(knex)
    await runAll(knex, [
      `CREATE TABLE new_blueprint (
        tenant int NOT NULL, name ${text} NOT NULL, rev int NOT NULL, document ${json} NOT NULL,
        updated_at bigint NOT NULL, updated_by ${text}, PRIMARY KEY (tenant, name))${keyed}`,
      // By name: what is only planned has no number yet.
      `CREATE TABLE blueprint_place (
        tenant int NOT NULL, name ${text} NOT NULL, x int NOT NULL, y int NOT NULL,
        updated_at bigint NOT NULL, updated_by ${text}, PRIMARY KEY (tenant, name))${keyed}`,
    ])
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}
