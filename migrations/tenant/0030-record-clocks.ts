// How does each promised time of a record stand? What lists filter and sort by must be a column.
import type { Knex } from 'knex'
import { ddlOf, dropAll, recordKey, runAll, wallOff } from '../ddl.ts'
import type { Migration } from '../migration.ts'

export const recordClocks: Migration = {
  name: '0030-record-clocks',
  async up(knex) {
    const ddl = ddlOf(knex)
    await runAll(knex, [
      // `remaining`: milliseconds at the last turn, which while it runs was at `since`. Nothing in a row changes by time alone.
      `CREATE TABLE record_clock (
        tenant int NOT NULL, record bigint NOT NULL, flow int NOT NULL, clock ${ddl.text} NOT NULL, status ${ddl.text} NOT NULL,
        due_at bigint, late_at bigint, since bigint, remaining bigint NOT NULL,
        PRIMARY KEY (tenant, record, flow, clock), ${recordKey(ddl)})${ddl.keyed}`,
      'CREATE INDEX record_clock_due ON record_clock (tenant, flow, clock, due_at, record) WHERE due_at IS NOT NULL',
      'CREATE INDEX record_clock_late ON record_clock (tenant, flow, clock, late_at, record) WHERE late_at IS NOT NULL',
      'CREATE INDEX record_clock_status ON record_clock (tenant, flow, clock, status, record)',
    ])
    await wallOff(knex, ['record_clock'])
    await enqueueFilling(knex)
  },
  down: (knex) => dropAll(knex, ['record_clock']),
}

const readThrough = ['flow', 'flow_version', 'blueprint', 'job']

/** Records that are there already get their rows by the job that sets timers anew. */
async function enqueueFilling(knex: Knex): Promise<void> {
  const { postgres } = ddlOf(knex)
  // All tenants at once: the wall holds the owner of the tables, too, unless it is told not to for this transaction.
  const wall = (force: string) =>
    runAll(
      knex,
      readThrough.map((table) => `ALTER TABLE ${table} ${force} ROW LEVEL SECURITY`),
    )
  if (postgres) await wall('NO FORCE')
  const rows: readonly FlowRow[] = await knex('flow')
    .join('flow_version', (on) => {
      on.on('flow_version.tenant', 'flow.tenant')
        .on('flow_version.flow', 'flow.no')
        .on('flow_version.version', 'flow.head')
    })
    .join('blueprint', (on) => {
      on.on('blueprint.tenant', 'flow.tenant').on('blueprint.no', 'flow.blueprint')
    })
    .whereNull('flow.trashed_at')
    .select('flow.tenant', 'flow_version.definition', 'blueprint.no', 'blueprint.name')
  const now = Date.now()
  for (const { tenant, no, name, definition } of rows) {
    if (!hasClocks(definition)) continue
    const payload = { kind: 'set-timers', blueprint: name, blueprintNo: Number(no) }
    await knex('job').insert({
      ...{ tenant, id: publicId(now), kind: payload.kind, payload: JSON.stringify(payload) },
      ...{ due_at: now, created_at: now, updated_at: now },
    })
  }
  if (postgres) await wall('FORCE')
}

interface FlowRow {
  readonly tenant: number
  readonly no: number | string
  readonly name: string
  /** SQLite hands JSON over as text. */
  readonly definition: unknown
}

function hasClocks(definition: unknown): boolean {
  const flow = typeof definition === 'string' ? JSON.parse(definition) : definition
  return Array.isArray(flow.clocks) && flow.clocks.length > 0
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID. */
function publicId(now: number): string {
  const time = Array.from({ length: 10 }, (_, i) => letters[Math.floor(now / 32 ** (9 - i)) % 32])
  return [...time, ...Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % 32])].join('')
}
