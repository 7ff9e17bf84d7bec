// Where records are kept: one row per record with its document and 24 typed slots, and what hangs on a record beside it.
import type { Knex } from 'knex'
import { type Ddl, ddlOf, dropAll, grantToApp, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const sideTables = ['field_slot', 'record_history', 'record_count', 'record_unique', 'record_link', 'record_tag']

const slotKinds = [
  { letter: 's', count: 8, postgres: 'text COLLATE "C"', sqlite: 'text' },
  { letter: 'n', count: 8, postgres: 'double precision', sqlite: 'real' },
  { letter: 't', count: 4, postgres: 'bigint', sqlite: 'integer' },
  { letter: 'r', count: 4, postgres: 'bigint', sqlite: 'integer' },
]

const slots = slotKinds.flatMap((kind) =>
  Array.from({ length: kind.count }, (_, i) => ({
    name: `${kind.letter}${i}`,
    postgres: kind.postgres,
    sqlite: kind.sqlite,
  })),
)

export const records: Migration = {
  name: '0002-records',
  async up(knex) {
    const ddl = ddlOf(knex)
    await createRecord(knex, ddl)
    await createSideTables(knex, ddl)
    await (ddl.postgres ? createSearchOnPostgres(knex) : createSearchOnSqlite(knex))
    if (!ddl.postgres) await tellStatistics(knex)
    await wallOff(knex, ddl.postgres ? ['record', ...sideTables] : [])
  },
  async down(knex) {
    const { postgres } = ddlOf(knex)
    if (postgres) await runAll(knex, ['DROP FUNCTION search_record'])
    await dropAll(knex, ['record_search', ...sideTables, 'record'])
    if (postgres) await runAll(knex, ['DROP SEQUENCE record_no'])
  },
}

async function createRecord(knex: Knex, { postgres, text, data }: Ddl) {
  // A sequence of its own and not an identity column: those work on partitioned tables only since PostgreSQL 17.
  if (postgres) await runAll(knex, ['CREATE SEQUENCE record_no'])
  if (postgres) await grantToApp(knex, 'USAGE ON SEQUENCE record_no')
  const no = postgres ? `no bigint NOT NULL DEFAULT nextval('record_no')` : 'no integer PRIMARY KEY AUTOINCREMENT'
  await runAll(knex, [
    `CREATE TABLE record (
      tenant int NOT NULL, ${no}, blueprint int NOT NULL, id ${text} NOT NULL,
      version int NOT NULL, rev int NOT NULL DEFAULT 1, live smallint NOT NULL DEFAULT 1,
      state ${text}, flow_version int, flow_hash ${text}, migrated_by_job bigint,
      created_at bigint NOT NULL, updated_at bigint NOT NULL, created_by ${text}, deleted_at bigint,
      ${slots.map((slot) => `${slot.name} ${postgres ? slot.postgres : slot.sqlite}`).join(', ')},
      bad int NOT NULL DEFAULT 0, data ${data} NOT NULL, attic ${data}, flow_value ${data}
      ${postgres ? ', PRIMARY KEY (tenant, no)) PARTITION BY HASH (tenant)' : ')'}`,
    ...(postgres ? partitionsOf('record') : []),
    // By id alone and not by blueprint too: ids are unique in a tenant, and a relation's target is found without knowing its blueprint.
    'CREATE UNIQUE INDEX record_id ON record (tenant, id)',
    'CREATE INDEX record_list ON record (tenant, blueprint, live, no)',
    'CREATE INDEX record_version ON record (tenant, blueprint, version, no)',
    'CREATE INDEX record_state ON record (tenant, blueprint, live, state, no) WHERE state IS NOT NULL',
    ...slots.map(
      ({ name }) =>
        `CREATE INDEX record_${name} ON record (tenant, blueprint, live, ${name}, no) WHERE ${name} IS NOT NULL`,
    ),
    postgres && 'CREATE STATISTICS record_stats (mcv, dependencies) ON tenant, blueprint, state FROM record',
  ])
}

function partitionsOf(table: string): string[] {
  return Array.from(
    { length: 16 },
    (_, i) => `CREATE TABLE ${table}_p${i} PARTITION OF ${table} FOR VALUES WITH (MODULUS 16, REMAINDER ${i})`,
  )
}

async function createSideTables(knex: Knex, { text, data, keyed }: Ddl) {
  await runAll(knex, [
    `CREATE TABLE record_tag (
      tenant int NOT NULL, blueprint int NOT NULL, field ${text} NOT NULL, value ${text} NOT NULL, no bigint NOT NULL,
      PRIMARY KEY (tenant, blueprint, field, value, no))${keyed}`,
    `CREATE TABLE record_link (
      tenant int NOT NULL, from_no bigint NOT NULL, field ${text} NOT NULL, to_no bigint NOT NULL, pos int NOT NULL,
      PRIMARY KEY (tenant, from_no, field, to_no))${keyed}`,
    'CREATE INDEX link_back ON record_link (tenant, to_no, field, from_no)',
    `CREATE TABLE record_unique (
      tenant int NOT NULL, blueprint int NOT NULL, rule ${text} NOT NULL, key ${text} NOT NULL, no bigint NOT NULL,
      PRIMARY KEY (tenant, blueprint, rule, key))${keyed}`,
    `CREATE TABLE record_count (
      tenant int NOT NULL, blueprint int NOT NULL, version int NOT NULL, live smallint NOT NULL, state ${text} NOT NULL,
      bucket smallint NOT NULL, n bigint NOT NULL, PRIMARY KEY (tenant, blueprint, version, live, state, bucket))${keyed}`,
    `CREATE TABLE record_history (
      tenant int NOT NULL, no bigint NOT NULL, rev int NOT NULL, at bigint NOT NULL, actor ${text}, diff ${data} NOT NULL,
      PRIMARY KEY (tenant, no, rev))${keyed}`,
    `CREATE TABLE field_slot (
      tenant int NOT NULL, blueprint int NOT NULL, slot ${text} NOT NULL, field ${text} NOT NULL, status ${text} NOT NULL,
      for_version int, cursor bigint, PRIMARY KEY (tenant, blueprint, slot))${keyed}`,
  ])
}

/**
 * What SQLite would learn from a large tenant, told at once and never measured again: plans stay the same while a file grows, and
 * nobody has to stop and analyse. How common one value is, is looked up when it matters (query/lead-sql.ts).
 */
async function tellStatistics(knex: Knex) {
  const rows = 1_000_000
  const perBlueprint = `${rows} ${rows / 10} ${rows / 11}`
  const told: readonly (readonly [string, string])[] = [
    ['record_id', `${rows} ${rows} 1`],
    ['record_list', `${rows} ${perBlueprint} 1`],
    ['record_version', `${rows} ${rows} ${rows / 10} ${rows / 20} 1`],
    ['record_state', `${rows} ${perBlueprint} ${rows / 50} 1`],
    ...slots.map(({ name }) => [`record_${name}`, `${rows} ${perBlueprint} 50 1`] as const),
  ]
  // On empty tables this only creates the table that holds what was learned.
  await runAll(knex, ['ANALYZE', "DELETE FROM sqlite_stat1 WHERE tbl = 'record'"])
  await knex('sqlite_stat1').insert(
    told.map(([idx, stat]) => ({ tbl: 'record', idx, stat: stat.replace(/\.\d+/g, '') })),
  )
}

/**
 * Contentless: the words are not stored a second time. The words arrive folded and joined by spaces; the tokenizer `ascii` takes
 * every character outside of ASCII as part of a word, so its tokens are exactly ours whatever Unicode version SQLite knows.
 */
async function createSearchOnSqlite(knex: Knex) {
  await runAll(knex, [
    `CREATE VIRTUAL TABLE record_search USING fts5(body, content='', contentless_delete=1, detail=column, tokenize='ascii')`,
  ])
}

/**
 * `@@` is not leakproof, so under row-level security PostgreSQL would filter by it only after the policy, without the index.
 * Every lexeme therefore begins with its tenant and blueprint, and the index is read through `search_record`, which belongs to the
 * owner and says the tenant itself.
 */
async function createSearchOnPostgres(knex: Knex) {
  await runAll(knex, [
    'CREATE TABLE record_search (tenant int NOT NULL, no bigint NOT NULL, words tsvector NOT NULL, PRIMARY KEY (tenant, no))',
    'CREATE INDEX record_search_words ON record_search USING gin (words)',
    `CREATE FUNCTION search_record(wanted tsquery, most int) RETURNS SETOF bigint
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
        SELECT no FROM record_search WHERE tenant = current_setting('molde.tenant')::int AND words @@ wanted LIMIT most $$`,
  ])
  await wallOff(knex, ['record_search'])
  await runAll(knex, ['ALTER TABLE record_search NO FORCE ROW LEVEL SECURITY'])
}
