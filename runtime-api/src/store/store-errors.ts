// How does a database say that it cannot answer now, though the request was right?

/** The connection, the disk or the lock failed; nothing of the transaction is kept. `code` is the driver's: `ECONNREFUSED`, `SQLITE_BUSY`. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  constructor(
    readonly code: string,
    cause: unknown,
  ) {
    super(`the database is not available (${code})`, { cause })
  }
}

/** The driver's own code of a thrown value: an SQLSTATE, `SQLITE_…` or an errno name. */
export function driverCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined
  return typeof thrown.code === 'string' ? thrown.code : undefined
}
