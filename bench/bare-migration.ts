// The baseline of a migration: a bare loop that reads, parses, stringifies and updates the same rows, with the same indexes and history
// rows as the job writes, of the same length: those keep what the record kept before, too.
import Database from 'better-sqlite3'

interface Row {
  readonly no: number
  readonly rev: number
  readonly version: number
  readonly data: string
  readonly attic: string | null
}

/** Over all records of a blueprint in the file of a tenant, twice; records per second. */
export function loopOverRows(path: string, blueprint: string): number {
  const file = new Database(path)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'temp_store = MEMORY'])
    file.pragma(pragma)
  const { no: own } = file.prepare('SELECT no FROM blueprint WHERE name = ?').get(blueprint) as { no: number }
  const read = file.prepare<[number, number], Row>(
    'SELECT no, rev, version, data, attic FROM record WHERE tenant = 1 AND blueprint = ? AND no > ? ORDER BY no LIMIT 200',
  )
  const update = file.prepare(
    'UPDATE record SET rev = rev + 1, version = ?, data = ?, attic = ?, migrated_by_job = 1 WHERE tenant = 1 AND no = ? AND rev = ?',
  )
  const history = file.prepare(
    `INSERT INTO record_history (tenant, no, rev, at, actor, diff) VALUES (1, ?, ?, ?, 'bench', ?)`,
  )
  let moved = 0
  const began = performance.now()
  for (let round = 0; round < 2; round += 1)
    for (let after = 0; ; ) {
      const last = file.transaction(() => {
        const rows = read.all(own, after)
        for (const row of rows) moveBarely(row)
        return rows.at(-1)
      })()
      if (!last) break
      after = last.no
    }
  const perSecond = (moved / (performance.now() - began)) * 1_000
  file.close()
  return perSecond

  /** Three fields change, and what they were is kept. */
  function moveBarely({ no, rev, version, data, attic: kept }: Row): void {
    const before = JSON.parse(data)
    const after = { ...before, f2: `${String(before.f2).slice(0, 40)} moved`, f3: 12.5, f4: 'o1' }
    const diff = {
      data: { f2: [before.f2, after.f2], f3: [before.f3, 12.5], f4: [before.f4, 'o1'] },
      attic: kept === null ? {} : JSON.parse(kept),
      version: [version, 5 - version],
      note: 'moved',
    }
    const attic = { op2: { from: [before.f2], to: [after.f2] }, op3: { from: [before.f4], to: ['o1'] } }
    if (update.run(5 - version, JSON.stringify(after), JSON.stringify(attic), no, rev).changes !== 1)
      throw new Error('missed')
    history.run(no, rev + 1, Date.now(), JSON.stringify(diff))
    moved += 1
  }
}
