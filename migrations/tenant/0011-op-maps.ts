// Which record stands for which value, per op that turns values into records.
import type { Knex } from 'knex'
import { ddlOf, dropAll, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = ['op_map']

export const opMaps: Migration = {
  name: '0011-op-maps',
  async up(knex) {
    const { postgres, text, keyed } = ddlOf(knex)
    await runAll(knex, [
      // Several keys may stand for one record and several records for one key; of each the first is the answer, for ever.
      `CREATE TABLE op_map (
        tenant int NOT NULL, blueprint int NOT NULL, map ${text} NOT NULL, key ${text} NOT NULL, target ${text} NOT NULL,
        long_key ${text}, first_of_key smallint NOT NULL, first_of_target smallint NOT NULL, created_at bigint NOT NULL,
        PRIMARY KEY (tenant, blueprint, map, key, target))${keyed}`,
      'CREATE UNIQUE INDEX op_map_key ON op_map (tenant, blueprint, map, key) WHERE first_of_key = 1',
      'CREATE UNIQUE INDEX op_map_target ON op_map (tenant, blueprint, map, target) WHERE first_of_target = 1',
    ])
    if (!postgres) await tellStatistics(knex)
    await wallOff(knex, tables)
  },
  down: (knex) => dropAll(knex, tables),
}

/** Told at once, as for records: otherwise SQLite takes a map for short, and reads all of it to find one record. */
async function tellStatistics(knex: Knex) {
  // On an empty table this only creates the table that holds what was learned.
  await runAll(knex, ['ANALYZE op_map', "DELETE FROM sqlite_stat1 WHERE tbl = 'op_map'"])
  const perMap = '1000000 1000000 100000 10000'
  await knex('sqlite_stat1').insert([
    { tbl: 'op_map', idx: 'op_map', stat: `${perMap} 1 1` },
    { tbl: 'op_map', idx: 'op_map_key', stat: `${perMap} 1` },
    { tbl: 'op_map', idx: 'op_map_target', stat: `${perMap} 1` },
  ])
}
