import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bundled, bundleProgram } from '../../test/bundle-program.ts'

const kills = Number(process.env['MOLDE_KILLS'] ?? 12)
let program: Bundled
beforeAll(async () => {
  program = await bundleProgram('runtime-api/test/write-until-killed.ts')
})
afterAll(() => program.remove())

it(`[G1] loses no acknowledged write and keeps no half of one in ${kills} kills`, {
  timeout: kills * 10_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'molde-crash-'))
  const acknowledged = new Map<string, number>()
  for (let round = 0; round < kills; round++) {
    const said = await writeUntilKilled(folder, String(round), 30 + ((round * 37) % 250))
    for (const [id, rev] of said) acknowledged.set(id, Math.max(rev, acknowledged.get(id) ?? 0))
    check(join(folder, 'tenants/1.db'), acknowledged)
  }
  expect(acknowledged.size).toBeGreaterThan(kills)
  rmSync(folder, { recursive: true, force: true })
})

/** Answers with every line the child said before it died. */
function writeUntilKilled(folder: string, round: string, ms: number): Promise<[string, number][]> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [...program.args, folder, round], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let failed = ''
    writer.stderr.on('data', (text) => (failed += text))
    writer.stdout.on('data', (text) => {
      if (said === '') setTimeout(() => writer.kill('SIGKILL'), ms)
      said += text
    })
    writer.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(failed))
      const whole = said.slice(0, said.lastIndexOf('\n')).split('\n').slice(1)
      resolve(whole.map((line) => [line.split(' ')[0] as string, Number(line.split(' ')[1])]))
    })
  })
}

function check(file: string, acknowledged: ReadonlyMap<string, number>): void {
  const database = new Database(file)
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  const rows = database.prepare('SELECT no, id, rev, s0, n0, data FROM record').all() as Row[]
  const stored = new Map(rows.map((row) => [row.id, row.rev]))
  const lost = [...acknowledged].filter(([id, rev]) => (stored.get(id) ?? 0) < rev)
  expect(lost).toEqual([])
  // One transaction each: what hangs on a record is of the same rev as the record.
  const value = (text: string) => database.prepare(text).pluck().get()
  expect(rows.filter((row) => row.n0 !== row.rev || JSON.parse(row.data).f2 !== row.rev || row.s0 !== row.id)).toEqual(
    [],
  )
  expect(value('SELECT COALESCE(SUM(n), 0) FROM record_count')).toBe(rows.length)
  expect(value('SELECT COUNT(*) FROM record_unique')).toBe(rows.length)
  expect(value('SELECT COUNT(*) FROM record_history')).toBe(rows.reduce((sum, row) => sum + row.rev - 1, 0))
  expect(value(`SELECT COUNT(*) FROM record JOIN record_tag USING (no) WHERE value = id || '-' || rev`)).toBe(
    rows.length,
  )
  expect(value('SELECT COUNT(*) FROM record_tag')).toBe(rows.length)
  database.close()
}

interface Row {
  readonly no: number
  readonly id: string
  readonly rev: number
  readonly s0: string
  readonly n0: number
  readonly data: string
}
