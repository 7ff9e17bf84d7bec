// A child process of the crash test: writes through the store without end and says each write only after it was acknowledged.

import type { RecordRow } from '../src/record-store/record-table.ts'
import { insertRecord, updateRecord } from '../src/record-store/write-record.ts'
import { openTenantStores } from '../src/store/tenant-store.ts'

const [dataFolder, round] = process.argv.slice(2) as [string, string]
const store = await openTenantStores({ dataFolder }).open(1)

for (let lane = 0; lane < 8; lane++) void writeForever(lane)
process.stdout.write('started\n')

/** Creates a record, then changes it a few times; `id rev` once it is acknowledged. */
async function writeForever(lane: number): Promise<void> {
  for (let i = 0; ; i++) {
    const id = `${round}-${lane}-${i}`
    let row = await store.inTransaction((tx) => insertRecord(tx, store, newRow(id), projectionOf(id, 1)))
    say(row)
    for (let rev = 2; rev <= 4; rev++) {
      const before = row
      const change = { version: 1, state: null, flowVersion: null, data: { f1: id, f2: rev }, at: rev, actor: null }
      row = await store.inTransaction((tx) =>
        updateRecord(tx, store, before, change, projectionOf(id, rev - 1), projectionOf(id, rev)),
      )
      say(row)
    }
  }
}

function newRow(id: string) {
  return {
    blueprint: 1,
    id,
    version: 1,
    state: null,
    flowVersion: null,
    data: { f1: id, f2: 1 },
    createdBy: null,
    at: 1,
  }
}

function projectionOf(id: string, value: number) {
  const uniques = [{ rule: 'u1' as const, key: id }]
  const tags = [{ field: 'f3' as const, value: `${id}-${value}` }]
  return {
    slots: { s0: id, n0: value },
    relations: [],
    bad: 0,
    tags,
    links: [],
    uniques,
    words: [id.replaceAll('-', '')],
  }
}

function say({ id, rev }: RecordRow): void {
  process.stdout.write(`${id} ${rev}\n`)
}
