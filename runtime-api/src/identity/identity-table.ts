// SQL on the auth library's tables, for its adapter: names come from a closed list, values are always bindings.
import type { Binding, Db } from '../store/store.ts'

const columns = {
  user: [
    'id',
    'name',
    'email',
    'email_verified',
    'image',
    'language',
    'must_change_password',
    'super_admin',
    'created_at',
    'updated_at',
  ],
  session: ['id', 'user_id', 'token', 'expires_at', 'ip_address', 'user_agent', 'created_at', 'updated_at'],
  account: [
    ...[
      'id',
      'user_id',
      'account_id',
      'provider_id',
      'access_token',
      'refresh_token',
      'id_token',
      'access_token_expires_at',
    ],
    ...['refresh_token_expires_at', 'scope', 'password', 'created_at', 'updated_at'],
  ],
  verification: ['id', 'identifier', 'value', 'expires_at', 'created_at', 'updated_at'],
  jwks: ['id', 'public_key', 'private_key', 'alg', 'crv', 'created_at', 'expires_at'],
} as const satisfies Record<string, readonly string[]>

export type IdentityTable = keyof typeof columns
export type IdentityRow = Record<string, unknown>

export interface Condition {
  readonly field: string
  readonly operator: string
  readonly value: unknown
  readonly connector: 'AND' | 'OR'
  readonly mode?: 'sensitive' | 'insensitive'
}

export interface Page {
  readonly limit?: number
  readonly offset?: number
  readonly sortBy?: { readonly field: string; readonly direction: 'asc' | 'desc' }
}

export function identityTable(name: string): IdentityTable {
  if (!Object.hasOwn(columns, name)) throw new Error(`unknown identity table ${name}`)
  return name as IdentityTable
}

export async function insertIdentity(db: Db, table: IdentityTable, values: IdentityRow): Promise<void> {
  const names = Object.keys(values)
  const list = names.map((name) => column(table, name)).join(', ')
  const marks = names.map(() => '?').join(', ')
  await db.run(
    `INSERT INTO "${table}" (${list}) VALUES (${marks})`,
    names.map((name) => binding(values[name])),
  )
}

export async function findIdentity(
  db: Db,
  table: IdentityTable,
  where: readonly Condition[],
  page: Page,
): Promise<IdentityRow[]> {
  const { text, bindings } = whereText(table, where)
  const order = page.sortBy
    ? ` ORDER BY ${column(table, page.sortBy.field)} ${page.sortBy.direction === 'desc' ? 'DESC' : 'ASC'}`
    : ''
  const rows = await db.all<IdentityRow>(`SELECT * FROM "${table}"${text}${order} LIMIT ? OFFSET ?`, [
    ...bindings,
    page.limit ?? 1000,
    page.offset ?? 0,
  ])
  return rows.map(camelRow)
}

export async function countIdentity(db: Db, table: IdentityTable, where: readonly Condition[]): Promise<number> {
  const { text, bindings } = whereText(table, where)
  const row = await db.get<{ n: number | string }>(`SELECT count(*) AS n FROM "${table}"${text}`, bindings)
  return Number(row?.n ?? 0)
}

export async function updateIdentity(
  db: Db,
  table: IdentityTable,
  where: readonly Condition[],
  values: IdentityRow,
): Promise<number> {
  const names = Object.keys(values)
  if (names.length === 0) return 0
  const { text, bindings } = whereText(table, where)
  const set = names.map((name) => `${column(table, name)} = ?`).join(', ')
  const { changes } = await db.run(`UPDATE "${table}" SET ${set}${text}`, [
    ...names.map((name) => binding(values[name])),
    ...bindings,
  ])
  return changes
}

export async function deleteIdentity(db: Db, table: IdentityTable, where: readonly Condition[]): Promise<number> {
  const { text, bindings } = whereText(table, where)
  return (await db.run(`DELETE FROM "${table}"${text}`, bindings)).changes
}

/** One row and no other: of several callers at once exactly one gets it. */
export async function takeIdentity(
  db: Db,
  table: IdentityTable,
  where: readonly Condition[],
): Promise<IdentityRow | undefined> {
  const [row] = await findIdentity(db, table, where, { limit: 1 })
  if (!row) return undefined
  const taken = await deleteIdentity(db, table, [
    ...where,
    { field: 'id', operator: 'eq', value: row.id, connector: 'AND' },
  ])
  return taken === 1 ? row : undefined
}

function whereText(table: IdentityTable, where: readonly Condition[]): { text: string; bindings: Binding[] } {
  const both = where.filter(({ connector }) => connector !== 'OR').map((one) => conditionText(table, one))
  const either = where.filter(({ connector }) => connector === 'OR').map((one) => conditionText(table, one))
  const parts = [
    ...both.map(({ text }) => text),
    ...(either.length > 0 ? [`(${either.map(({ text }) => text).join(' OR ')})`] : []),
  ]
  return {
    text: parts.length > 0 ? ` WHERE ${parts.join(' AND ')}` : '',
    bindings: [...both, ...either].flatMap(({ bindings }) => bindings),
  }
}

const comparisons: Readonly<Record<string, string>> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function conditionText(table: IdentityTable, condition: Condition): { text: string; bindings: Binding[] } {
  const plain = column(table, condition.field)
  const name = condition.mode === 'insensitive' ? `lower(${plain})` : plain
  const lower = (value: unknown) =>
    condition.mode === 'insensitive' && typeof value === 'string' ? value.toLowerCase() : value
  const { operator } = condition
  if (operator === 'in' || operator === 'not_in') {
    const values = (Array.isArray(condition.value) ? condition.value : [condition.value]).map((one) =>
      binding(lower(one)),
    )
    // An empty list closes: nothing is in it.
    if (values.length === 0) return { text: operator === 'in' ? '1 = 0' : '1 = 1', bindings: [] }
    return {
      text: `${name} ${operator === 'in' ? 'IN' : 'NOT IN'} (${values.map(() => '?').join(', ')})`,
      bindings: values,
    }
  }
  if (condition.value === null) return { text: `${plain} IS ${operator === 'ne' ? 'NOT ' : ''}NULL`, bindings: [] }
  const comparison = comparisons[operator]
  if (!comparison) throw new Error(`unknown comparison ${operator}`)
  return { text: `${name} ${comparison} ?`, bindings: [binding(lower(condition.value))] }
}

function column(table: IdentityTable, field: string): string {
  const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  if (!(columns[table] as readonly string[]).includes(name)) throw new Error(`unknown column ${table}.${name}`)
  return `"${name}"`
}

function camelRow(row: IdentityRow): IdentityRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
}

function binding(value: unknown): Binding {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
  throw new Error(`a ${typeof value} cannot be bound`)
}
