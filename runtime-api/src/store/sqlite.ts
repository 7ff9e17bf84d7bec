// What is true of SQLite only: one file with one writing connection and one reading connection, opened when needed.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Migration, migrateUp } from '@molde/migrations'
import Database from 'better-sqlite3'
import type { Binding, Db, Store } from './store.ts'
import { explain, type WriterQueue, writerQueue } from './writer-queue.ts'

/** Before this version two connections that write or checkpoint at once may corrupt the file (the WAL-reset bug). */
const oldest = [3, 51, 3]
const mostStatements = 1_000

export interface SqliteStore extends Store {
  readonly dialect: 'sqlite'
  /** Closes the connections when nothing waits; the next statement opens them again. Answers whether it did. */
  rest(): boolean
}

interface Connections {
  readonly writer: Database.Database
  readonly reader: Database.Database
  readonly read: Statements
  readonly queue: WriterQueue
  commits(): number
}

type Statements = ReturnType<typeof statementsOf>

/** Opens the file, creates and migrates it where that is needed. */
export async function openSqlite(file: string, migrations: readonly Migration[]): Promise<SqliteStore> {
  mkdirSync(dirname(file), { recursive: true })
  await migrate(file, migrations)
  let open: Connections | undefined = connect(file)
  const connections = (): Connections => (open ??= connect(file))
  return {
    dialect: 'sqlite',
    read: readDb(() => connections().read),
    inTransaction: (work) => connections().queue.add(work),
    commits: () => connections().commits(),
    rest,
    async close() {
      while (!rest()) await new Promise((resolve) => setImmediate(resolve))
    },
  }

  function rest(): boolean {
    if (!open) return true
    if (!open.queue.idle()) return false
    open.reader.close()
    open.writer.close()
    open = undefined
    return true
  }
}

async function migrate(file: string, migrations: readonly Migration[]): Promise<void> {
  const database = new Database(file)
  try {
    refuseOld(database)
    // Persistent, and cheap to ask: a file that is up to date never starts the migrator.
    if (database.pragma('user_version', { simple: true }) === migrations.length && migrations.length > 0) return
    database.pragma('journal_mode = WAL')
  } finally {
    database.close()
  }
  // Loaded on the days when something is to be migrated.
  const { default: knex } = await import('knex')
  const migrator = knex({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: { min: 0, max: 1 },
  })
  try {
    await migrateUp(migrator, migrations, 'molde_migration')
    await migrator.raw(`PRAGMA user_version = ${migrations.length}`)
  } finally {
    await migrator.destroy()
  }
}

function refuseOld(database: Database.Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  const difference = oldest.map((wanted, i) => (parts[i] ?? 0) - wanted).find((part) => part !== 0) ?? 0
  if (difference < 0) throw new Error(`SQLite ${version} is too old: at least ${oldest.join('.')} is needed`)
}

function connect(file: string): Connections {
  // A wait inside of SQLite would stop the whole program: the writer queue waits instead.
  const writer = new Database(file, { timeout: 20 })
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'temp_store = MEMORY'])
    writer.pragma(pragma)
  const reader = new Database(file, { timeout: 1_000, readonly: true })
  reader.pragma('temp_store = MEMORY')
  const write = statementsOf(writer)
  const dataVersion = reader.prepare('PRAGMA data_version').pluck()
  // Every connection counts from one, so the number of the connection leads.
  const first = connected++ * 2 ** 32
  return {
    writer,
    reader,
    read: statementsOf(reader),
    queue: writerQueue(writer, () => txDb(write)),
    commits: () => first + (dataVersion.get() as number),
  }
}

let connected = 0

interface Prepared {
  readonly statement: Database.Statement<unknown[], unknown>
  /** Names of what it answers with; none when it only writes. */
  readonly columns: readonly string[]
}

function statementsOf(connection: Database.Database) {
  const kept = new Map<string, Prepared>()
  return { prepare }

  function prepare(sql: string): Prepared {
    return kept.get(sql) ?? keep(sql)
  }

  function keep(sql: string): Prepared {
    const prepared = preparedOf(connection.prepare<unknown[], unknown>(sql))
    const oldestText = kept.size >= mostStatements ? kept.keys().next().value : undefined
    if (oldestText !== undefined) kept.delete(oldestText)
    kept.set(sql, prepared)
    return prepared
  }
}

/** Rows come as lists of values: naming the values here takes a third of the time that the driver takes for it. */
function preparedOf(statement: Database.Statement<unknown[], unknown>): Prepared {
  if (!statement.reader) return { statement, columns: [] }
  return { statement: statement.raw(true), columns: statement.columns().map(({ name }) => name) }
}

function rowOf<Row>(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < columns.length; i += 1) row[columns[i] as string] = values[i]
  return row as Row
}

function readDb(statements: () => Statements): Db {
  return {
    dialect: 'sqlite',
    all: async <Row>(sql: string, bindings?: readonly Binding[]) => all<Row>(statements(), sql, bindings),
    get: async <Row>(sql: string, bindings?: readonly Binding[]) => get<Row>(statements(), sql, bindings),
    run: async (sql, bindings) => run(statements(), sql, bindings),
    runEach: async (sql, rows) => runEach(statements(), sql, rows),
  }
}

function txDb(statements: Statements): Db & { end(): void } {
  let ended = false
  const inside = () => {
    if (ended) throw new Error('The write transaction has ended')
    return statements
  }
  return { ...readDb(inside), end: () => void (ended = true) }
}

function all<Row>({ prepare }: Statements, sql: string, bindings: readonly Binding[] = []): Row[] {
  try {
    const { statement, columns } = prepare(sql)
    return (statement.all(bound(bindings)) as unknown[][]).map((values) => rowOf(columns, values))
  } catch (reason) {
    throw explain(reason)
  }
}

function get<Row>({ prepare }: Statements, sql: string, bindings: readonly Binding[] = []): Row | undefined {
  try {
    const { statement, columns } = prepare(sql)
    const values = statement.get(bound(bindings)) as unknown[] | undefined
    return values && rowOf(columns, values)
  } catch (reason) {
    throw explain(reason)
  }
}

function run({ prepare }: Statements, sql: string, bindings: readonly Binding[] = []): { changes: number } {
  try {
    return { changes: prepare(sql).statement.run(bound(bindings)).changes }
  } catch (reason) {
    throw explain(reason)
  }
}

function runEach({ prepare }: Statements, sql: string, rows: readonly (readonly Binding[])[]): number[] {
  try {
    const { statement } = prepare(sql)
    return rows.map((bindings) => statement.run(bound(bindings)).changes)
  } catch (reason) {
    throw explain(reason)
  }
}

/** SQLite knows no booleans. Most lists hold none, and go as they are. */
function bound(bindings: readonly Binding[]): readonly Binding[] {
  if (!bindings.some((value) => typeof value === 'boolean')) return bindings
  return bindings.map((value) => (typeof value === 'boolean' ? Number(value) : value))
}
