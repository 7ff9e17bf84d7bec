// Does everything that hangs on the records of a blueprint say what their documents say? Looked at past every layer, by working it out anew.
import { checkRecord, type Projection } from '@molde/engine'
import { definitionOf, versionOf } from '../src/blueprints/compiled-versions.ts'
import type { Definition } from '../src/blueprints/definition.ts'
import { countsOf } from '../src/record-store/count-table.ts'
import { recordsAfter } from '../src/record-store/record-scan-table.ts'
import type { RecordRow } from '../src/record-store/record-table.ts'
import { indexWord } from '../src/record-store/search-table.ts'
import { inVersion, liftRow } from '../src/records/lift-row.ts'
import { projectRow } from '../src/records/project-row.ts'
import { recordMembersOf } from '../src/records/record-members.ts'
import { writeContext } from '../src/records/write-context.ts'
import type { Runtime, Scope } from '../src/runtime.ts'
import { systemScope } from './system-scope.ts'

/** What is wrong, in sentences; records that are wrong at the version where they rest are named too. */
export async function wrongDerivedRows(runtime: Runtime, tenantNo: number, blueprint: string): Promise<string[]> {
  const scope = await systemScope(runtime, tenantNo)
  const definition = await definitionOf(scope, scope.store.read, blueprint)
  const held = await heldRows(scope, definition)
  const wrong: string[] = []
  const counts = new Map<string, number>()
  for (let after = 0; ; ) {
    const rows = await recordsAfter(scope.store.read, tenantNo, definition.no, after, 1_000)
    for (const row of rows) {
      const key = `${row.version} ${row.stowed ? 'stowed' : row.live} ${row.state}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      const lifted = await liftRow(scope, scope.store.read, definition, row)
      wrong.push(...wrongIn(held, row, projectRow(definition, lifted, lifted.data), definition))
      wrong.push(...(await faultsOf(scope, definition, row)))
    }
    const last = rows.at(-1)
    if (!last || wrong.length > 20) break
    after = last.no
  }
  const counted = await countsOf(scope.store.read, tenantNo, definition.no)
  const told = counted.map(
    ({ version, live, stowed, state, n }) => [`${version} ${stowed ? 'stowed' : live} ${state}`, n] as const,
  )
  if (JSON.stringify([...counts].sort()) !== JSON.stringify(told.map(([key, n]) => [key, n]).sort()))
    wrong.push(`counted ${JSON.stringify(told)}, there are ${JSON.stringify([...counts])}`)
  return wrong
}

async function faultsOf(scope: Scope, definition: Definition, row: RecordRow): Promise<string[]> {
  const own = await versionOf(scope, scope.store.read, definition, row.version)
  const context = { ...writeContext(scope, definition), system: true, record: recordMembersOf(definition, row) }
  const [issue] = checkRecord(own, inVersion(own, row.data), context)
  return issue ? [`${row.id} is not right at ${row.version}: ${JSON.stringify(issue)}`] : []
}

interface Held {
  readonly slots: ReadonlyMap<number, Readonly<Record<string, unknown>>>
  readonly tags: Sets
  readonly links: Sets
  readonly uniques: Sets
  readonly words: Sets
  /** Who holds a unique key. */
  readonly holders: ReadonlyMap<string, number>
}

/** By record number. */
type Sets = ReadonlyMap<number, ReadonlySet<string>>

async function heldRows(scope: Scope, { no }: Definition): Promise<Held> {
  const { read, tenant } = scope.store
  const inBlueprint = `JOIN record ON record.tenant = part.tenant AND record.no = part.no WHERE part.tenant = ? AND record.blueprint = ?`
  const rows = await read.all<Record<string, unknown>>(
    `SELECT no, ${slotNames.join(', ')} FROM record WHERE tenant = ? AND blueprint = ?`,
    [tenant, no],
  )
  const sets = async (sql: string) => setsOf(await read.all<{ no: number; what: string }>(sql, [tenant, no]))
  const uniques = await sets(
    `SELECT part.no, part.rule || ' ' || part.key AS what FROM record_unique AS part ${inBlueprint}`,
  )
  return {
    slots: new Map(rows.map((row) => [Number(row['no']), row])),
    tags: await sets(`SELECT part.no, part.field || ' ' || part.value AS what FROM record_tag AS part ${inBlueprint}`),
    links: await sets(
      `SELECT part.from_no AS no, part.field || ' ' || part.pos || ' ' || target.id AS what FROM record_link AS part
        JOIN record AS target ON target.tenant = part.tenant AND target.no = part.to_no
        JOIN record ON record.tenant = part.tenant AND record.no = part.from_no WHERE part.tenant = ? AND record.blueprint = ?`,
    ),
    uniques,
    words: setsOf(await wordsIn(scope)),
    holders: new Map([...uniques].flatMap(([holder, keys]) => [...keys].map((key) => [key, holder] as const))),
  }
}

/** The index of SQLite keeps no texts, but it can be read from the side of its words. */
function wordsIn({ store }: Scope): Promise<{ no: number; what: string }[]> {
  if (store.dialect === 'postgres')
    return store.read.all('SELECT no, unnest(tsvector_to_array(words)) AS what FROM record_search WHERE tenant = ?', [
      store.tenant,
    ])
  return store.inTransaction(async (tx) => {
    await tx.run(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.held_words USING fts5vocab(main, record_search, instance)`)
    return tx.all('SELECT doc AS no, term AS what FROM temp.held_words')
  })
}

const slotNames = [
  ...Array.from({ length: 8 }, (_, i) => `s${i}`),
  ...Array.from({ length: 8 }, (_, i) => `n${i}`),
  ...Array.from({ length: 4 }, (_, i) => `t${i}`),
]

function setsOf(rows: readonly { readonly no: number; readonly what: string }[]): Sets {
  const sets = new Map<number, Set<string>>()
  for (const { no, what } of rows) {
    const known = sets.get(Number(no)) ?? new Set()
    sets.set(Number(no), known.add(what))
  }
  return sets
}

function wrongIn(held: Held, row: RecordRow, projection: Projection, definition: Definition): string[] {
  const slots = held.slots.get(row.no) ?? {}
  const inSlots = Object.entries(projection.slots).flatMap(([slot, value]) =>
    slot.startsWith('r') || (slots[slot] ?? null) === (value ?? null)
      ? []
      : [`${row.id}: ${slot} holds ${slots[slot]}, not ${value}`],
  )
  const keys = row.live ? projection.uniques.map(({ rule, key }) => `${rule} ${key}`) : []
  return [
    ...inSlots,
    ...different(
      row,
      'tags',
      held.tags,
      projection.tags.map(({ field, value }) => `${field} ${value}`),
    ),
    ...different(
      row,
      'links',
      held.links,
      projection.links.map(({ field, pos, id }) => `${field} ${pos} ${id}`),
    ),
    ...different(
      row,
      'words',
      held.words,
      projection.words.map((word) => indexWord(definition.no, word)),
    ),
    // Of two records with one key, either may hold it.
    ...different(
      row,
      'keys',
      held.uniques,
      keys.filter((key) => held.holders.get(key) === row.no),
    ),
    ...keys.filter((key) => !held.holders.has(key)).map((key) => `${row.id}: nobody holds ${key}`),
  ]
}

function different({ id, no }: RecordRow, what: string, held: Sets, wanted: readonly string[]): string[] {
  const [is, shall] = [[...(held.get(no) ?? [])].sort(), [...new Set(wanted)].sort()]
  return JSON.stringify(is) === JSON.stringify(shall) ? [] : [`${id}: ${what} are ${is}, not ${shall}`]
}
