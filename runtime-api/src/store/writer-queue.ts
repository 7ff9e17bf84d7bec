// In which order do write transactions reach a SQLite file, and which of them share a commit?
import type Database from 'better-sqlite3'
import type { Db } from './store.ts'
import { driverCode, StoreUnavailable } from './store-errors.ts'

/** A batch takes no further transaction after this long: nobody waits longer for the loop than this and one fsync. */
const batchMs = 10
/** `work` waits for nothing but its own statements, so it ends in the same turn of the loop. This is for the one that does not. */
const stuckMs = 2_000
/** How long a file held by another process is waited for. */
const heldMs = 3_000

interface Waiting {
  readonly work: (tx: Db) => Promise<unknown>
  resolve(value: unknown): void
  reject(reason: unknown): void
}

interface Done {
  readonly waiting: Waiting
  readonly value: unknown
}

export interface WriterQueue {
  add<T>(work: (tx: Db) => Promise<T>): Promise<T>
  /** Nothing waits and nothing runs. */
  idle(): boolean
}

/**
 * Transactions that arrive while the loop reads its sockets share one commit, so one fsync serves all of them.
 * A batch begins and ends in one turn of the event loop; reads on other connections never see a part of it.
 */
export function writerQueue(connection: Database.Database, txOf: () => Db & { end(): void }): WriterQueue {
  const queue: Waiting[] = []
  let busy = false
  const prepare = (sql: string) => connection.prepare<[], unknown>(sql)
  const [begin, commit, rollback] = [prepare('BEGIN IMMEDIATE'), prepare('COMMIT'), prepare('ROLLBACK')]
  const [savepoint, release, rollbackTo] = [
    prepare('SAVEPOINT one'),
    prepare('RELEASE one'),
    prepare('ROLLBACK TO one'),
  ]

  return { add, idle: () => !busy && queue.length === 0 }

  function add<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject })
      if (busy) return
      busy = true
      setImmediate(drain)
    })
  }

  async function drain(): Promise<void> {
    await runBatch()
    busy = queue.length > 0
    if (busy) setImmediate(drain)
  }

  async function runBatch(): Promise<void> {
    const done: Done[] = []
    try {
      await beginSoon()
      const until = performance.now() + batchMs
      do await runNext(done)
      while (connection.inTransaction && queue.length > 0 && performance.now() < until)
      if (connection.inTransaction) commit.run()
      else if (done.length > 0) throw new Error('SQLite gave up the transaction')
    } catch (reason) {
      undo()
      return refuse(done, reason)
    }
    for (const { waiting, value } of done) waiting.resolve(value)
  }

  /** Runs one transaction inside the batch. Its failure is its own: what others of the batch did stays. */
  async function runNext(done: Done[]): Promise<void> {
    const alone = done.length === 0 && queue.length === 1
    const waiting = queue.shift() as Waiting
    const tx = txOf()
    try {
      if (!alone) savepoint.run()
      const value = await inTime(waiting.work(tx))
      if (!alone) release.run()
      done.push({ waiting, value })
    } catch (reason) {
      waiting.reject(explain(reason))
      if (!connection.inTransaction) return
      if (alone) return void rollback.run()
      rollbackTo.run()
      release.run()
    } finally {
      tx.end()
    }
  }

  /** Another process (a command) may hold the file for a moment; the loop goes on meanwhile. */
  async function beginSoon(): Promise<void> {
    const until = performance.now() + heldMs
    for (;;) {
      try {
        return void begin.run()
      } catch (reason) {
        if (!isBusy(reason) || performance.now() > until) throw reason
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  function undo(): void {
    if (connection.inTransaction) rollback.run()
  }

  function refuse(done: readonly Done[], reason: unknown): void {
    const refused = done.length > 0 ? done.map(({ waiting }) => waiting) : queue.splice(0)
    for (const waiting of refused) waiting.reject(explain(reason))
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('A write transaction waited for something that is not its own statement')),
      stuckMs,
    )
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function isBusy(reason: unknown): boolean {
  return driverCode(reason)?.startsWith('SQLITE_BUSY') === true
}

const unavailable = /^SQLITE_(BUSY|FULL|IOERR|CANTOPEN|READONLY|PROTOCOL|NOMEM|LOCKED)/

export function explain(reason: unknown): unknown {
  const code = driverCode(reason) ?? ''
  return unavailable.test(code) ? new StoreUnavailable(code, reason) : reason
}
