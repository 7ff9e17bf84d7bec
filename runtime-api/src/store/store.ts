// The handle everyone gets on a database: statements and transactions.

export type Binding = string | number | bigint | boolean | null | Uint8Array

/**
 * Where statements run: the read side of a store, or one open transaction.
 * SQL is one text for both databases with `?` for bindings; the text never holds a value from outside.
 * Statements are prepared once per text. JSON columns come back as text on SQLite and as values on PostgreSQL: use `jsonOf`.
 */
export interface Db {
  readonly dialect: 'sqlite' | 'postgres'
  all<Row>(sql: string, bindings?: readonly Binding[]): Promise<Row[]>
  get<Row>(sql: string, bindings?: readonly Binding[]): Promise<Row | undefined>
  run(sql: string, bindings?: readonly Binding[]): Promise<{ readonly changes: number }>
  /** The same text for each of these, one after the other; how many rows each changed. On SQLite they cost little more than their work. */
  runEach(sql: string, rows: readonly (readonly Binding[])[]): Promise<readonly number[]>
}

export interface Store {
  readonly dialect: 'sqlite' | 'postgres'
  /** Reads outside of a transaction, on a connection of their own. Sees every committed write. */
  readonly read: Db
  /**
   * Runs `work` in one write transaction and answers after the commit; a throw rolls everything of this call back.
   * SQLite: one writer per file, calls wait in a queue and may share a commit (each in a savepoint of its own).
   * `work` must not wait for anything but its own statements, and lasts 20 ms at most on SQLite.
   */
  inTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T>
  /** A number that is another one after every commit, by whomever. Absent where it is not cheap to know. */
  commits?(): number
  close(): Promise<void>
}

/** A store whose every statement belongs to one tenant. On PostgreSQL row-level security holds it there. */
export interface TenantStore extends Store {
  readonly tenant: number
}

/** Opens tenants' databases; on SQLite an LRU of open files. */
export interface TenantStores {
  /** Opens (and on first use creates and migrates) the tenant's database. */
  open(tenant: number): Promise<TenantStore>
  /** Everything of this tenant is gone afterwards: the file, or its rows in every table. */
  erase(tenant: number): Promise<void>
  close(): Promise<void>
}

/** A JSON column as a value, whichever way the driver hands it over. */
export function jsonOf<T>(column: unknown): T {
  return (typeof column === 'string' ? JSON.parse(column) : column) as T
}

/** The same for a column that may hold a plain text: on PostgreSQL that is already the value and no JSON to be read. */
export function jsonIn<T>({ dialect }: Pick<Db, 'dialect'>, column: unknown): T {
  return (dialect === 'sqlite' ? JSON.parse(String(column)) : column) as T
}
