// What computed fields stand on: running numbers, who reads whom, and what each related record brings to a roll-up.
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['rollup_total', 'rollup_part', 'computed_source', 'running_number']

export const computedFields: Migration = {
  name: '0014-computed-fields',
  async up(knex) {
    const { text, json, keyed } = ddlOf(knex)
    await runAll(knex, [
      `CREATE TABLE running_number (
        tenant int NOT NULL, blueprint int NOT NULL, field ${text} NOT NULL, last bigint NOT NULL,
        PRIMARY KEY (tenant, blueprint, field))${keyed}`,
      // By name: a blueprint is read by its name, whichever row has it now.
      `CREATE TABLE computed_source (
        tenant int NOT NULL, source ${text} NOT NULL, blueprint int NOT NULL,
        PRIMARY KEY (tenant, source, blueprint))${keyed}`,
      `CREATE TABLE rollup_part (
        tenant int NOT NULL, to_no bigint NOT NULL, rollup ${text} NOT NULL, from_no bigint NOT NULL, value ${json} NOT NULL,
        PRIMARY KEY (tenant, to_no, rollup, from_no))${keyed}`,
      'CREATE INDEX rollup_part_from ON rollup_part (tenant, from_no)',
      `CREATE TABLE rollup_total (
        tenant int NOT NULL, no bigint NOT NULL, rollup ${text} NOT NULL, state ${json} NOT NULL,
        PRIMARY KEY (tenant, no, rollup))${keyed}`,
    ])
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}
