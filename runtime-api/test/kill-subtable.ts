// Is every row at exactly one place, with every edit, when the server is killed while rows become records and records rows?
import { expect, test } from 'vitest'
import { definitionOf, versionOf } from '../src/blueprints/compiled-versions.ts'
import { wrongDerivedRows } from './derived-rows.ts'
import { type Book, isLong, KillClient, type KilledServer, openClient } from './kill-client.ts'
import { killInRounds, type Left, revsTo, seed, unless, untilDone, wrongInWhatIsLeft } from './kill-rounds.ts'
import { systemScope } from './system-scope.ts'

/** Records with two rows each. */
const size = Number(process.env['KILL_RECORDS'] ?? (isLong ? 10_000 : 250))

export function killSubtables(killed: KilledServer): void {
  const { isPostgres } = killed
  const kills = killed.kills(isLong ? 100 : 2)
  test(`${kills} kills while the rows of ${size} records become records and rows again: each is at one place, nothing is lost`, {
    timeout: 120_000 + kills * (isPostgres ? 90_000 : 20_000) + size * 40,
  }, async () => {
    const { server, slug, client } = await openClient(killed, Client)
    const ledger = await client.prepare()
    let ways = 0
    const { inTheMiddle, edits } = await killInRounds(killed, client, {
      kills,
      ...{ within: 700, clients: 4, ledger },
      async begin(round) {
        // The second half hits the way back, however little of the way there the first half let happen.
        if (round > 0 && round === Math.ceil(kills / 2)) await untilDone(client, size)
        if (await client.isRunning()) return
        await client.move(ways)
        ways += 1
      },
      isAlone: (round) => round % 3 === 2,
    })
    await untilDone(client, size)
    const jobs = await client.jobs('migrate')
    expect(jobs.map(({ status }) => status)).toEqual(Array.from({ length: ways }, () => 'succeeded'))
    const moved = jobs.reduce((sum, { report }) => sum + (report as { moved: number }).moved, 0)
    await server.kill()
    const left = { slug, size: size * 3 }
    expect(await wrongInWhatIsLeft(killed, left, (left) => wrongRows(left, ledger, { ways, moved }))).toEqual([])
    console.log(
      `kill -9: ${kills} kills, ${inTheMiddle} in the middle of ${ways} moves of ${size} records with their rows, ${edits} edits acknowledged meanwhile; FUZZ_SEED=${seed}`,
    )
    // Otherwise nothing was in the middle of anything.
    expect(inTheMiddle).toBeGreaterThan(0)
    if (isLong) expect(edits).toBeGreaterThan(isPostgres ? 0 : kills)
  })
}

/** Of a record, or of its first row. */
interface Part extends Book {
  readonly serial: number
  readonly isRow: boolean
}

const rowIds = (serial: number) => [`S${serial}-a`, `S${serial}-b`] as const

function rowsOf(serial: number, count: number) {
  const [first, second] = rowIds(serial)
  return [
    { _id: first, what: `Tiles ${serial}`, ...(count > 0 && { count }) },
    { _id: second, what: 'Glue', size: 'L' },
  ]
}

class Client extends KillClient {
  async prepare(): Promise<Part[]> {
    const columns = [
      { key: 'what', type: 'text' },
      { key: 'size', type: 'enum', options: ['S', 'L'] },
      { key: 'count', type: 'integer' },
    ]
    await this.must(201, 'POST', '/blueprints', {
      name: 'order',
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text', required: true },
        { key: 'hits', type: 'integer', quickFilter: true },
        { key: 'lines', type: 'list', fields: columns },
      ],
      uniques: [['title']],
    })
    const ids = await this.fill('order', size, (i) => ({ title: `Order ${i}`, lines: rowsOf(i, 0) }))
    return ids.flatMap((id, serial) =>
      [false, true].map((isRow) => ({ blueprint: 'order', id, edits: 0, serial, isRow })),
    )
  }

  /** There, back, there, and so on. */
  async move(way: number): Promise<void> {
    const op = { op: 'subtable', field: 'lines', blueprint: 'line', parent: 'order' }
    if (way === 0) await this.publish('order', op)
    else await this.must(202, 'POST', '/blueprints/order/migrations', { to: way % 2 === 0 ? 2 : 1 })
  }

  /**
   * Of a record: every other time in the newest words, which brings it forward. Of a row: as a record where it is one, else in the words
   * of the first version.
   */
  override async edit(book: Part): Promise<boolean> {
    book.isUnknown = true
    const next = book.edits + 1
    const isOdd = next % 2 === 1
    const asRow = book.isRow ? { lines: rowsOf(book.serial, next) } : { hits: next }
    const ways =
      book.isRow && !isOdd
        ? [{ path: `line/${rowIds(book.serial)[0]}`, data: { count: next } }]
        : isOdd && !book.isRow
          ? [{ path: `order/${book.id}`, data: asRow }]
          : []
    for (const { path, data } of [...ways, { path: `order/${book.id}?as=1`, data: asRow }]) {
      const answered = await this.call('PATCH', `/records/${path}`, { data }).catch(() => undefined)
      if (!answered) return false
      // Out of sight, or not made yet.
      if (answered.status === 404 && path.startsWith('line/')) continue
      if (answered.status !== 200) throw new Error(`an edit of ${path} was refused: ${answered.text}`)
      book.edits = next
      delete book.isUnknown
      return true
    }
    return false
  }

  override async hitsOf({ id, isRow }: Part): Promise<number> {
    const { data } = (await this.must(200, 'GET', `/records/order/${id}?as=1`)).body
    return (isRow ? data.lines[0].count : data.hits) ?? 0
  }
}

interface Row {
  readonly no: number
  readonly id: string
  readonly name: string
  readonly version: number
  readonly rev: number
  readonly live: number
  readonly data: string
}

/** Where each row is, how often it was moved and edited, and that nobody has it twice. */
async function wrongRows(
  { runtime, tenant, store, steps }: Left,
  books: readonly Part[],
  jobs: { readonly ways: number; readonly moved: number },
): Promise<readonly string[]> {
  const scope = await systemScope(runtime, tenant)
  const order = await definitionOf(scope, store.read, 'order')
  const line = await definitionOf(scope, store.read, 'line')
  const first = await versionOf(scope, store.read, order, 1)
  const idIn = (version: typeof first, key: string) => version.fields.find((field) => field.key === key)?.id ?? 'f0'
  const [hits, lines, count] = [idIn(first, 'hits'), idIn(first, 'lines'), idIn(line.head, 'count')]
  const rows = await store.read.all<Row>(
    `SELECT r.no, r.id, b.name, r.version, r.rev, r.live, CAST(r.data AS text) AS data FROM record r
      JOIN blueprint b ON b.tenant = r.tenant AND b.no = r.blueprint WHERE r.tenant = ?`,
    [tenant],
  )
  const byId = new Map(rows.map((row) => [row.id, { ...row, data: JSON.parse(row.data) }]))
  const stepsOf = (id: string) => steps.get(Number(byId.get(id)?.no)) ?? []
  const wrong: string[] = []
  let moved = 0
  for (const { id, serial, edits, isRow } of books) {
    const parent = byId.get(id)
    const own = stepsOf(id)
    const ways = own.flatMap(({ version }) => (version ? [version[1]] : []))
    const asRecords = parent?.version === 2
    if (!isRow) {
      moved += own.filter(({ note }) => note === 'moved').length
      const is = {
        ...{ live: Number(parent?.live), version: parent?.version, hits: parent?.data[hits] ?? 0 },
        ...{ holds: parent?.data[lines]?.length ?? 0, revs: own.map(({ rev }) => rev), ways },
        edited: own.filter((step) => step.data?.[hits]).length,
      }
      const shall = { live: 1, version: ways.at(-1), hits: edits, holds: asRecords ? 0 : 2 }
      const toAndFro = ways.map((_, way) => (way % 2 === 0 ? 2 : 1))
      wrong.push(...unless(id, is, { ...shall, revs: revsTo(parent?.rev ?? 0), ways: toAndFro, edited: edits }))
      continue
    }
    for (const [i, rowId] of rowIds(serial).entries()) {
      const child = byId.get(rowId)
      const history = stepsOf(rowId)
      const is = {
        ...{ of: child?.name, live: Number(child?.live), revs: history.map(({ rev }) => rev) },
        count: (asRecords ? child?.data : parent?.data[lines]?.[i])?.[count] ?? 0,
        // Made by the first move, stowed and brought out by the later ones.
        moved: history.filter(({ note }) => note === 'stowed' || note === 'unstowed').length,
      }
      // Two: out of sight.
      const shall = { of: 'line', live: asRecords ? 1 : 2, revs: revsTo(child?.rev ?? 0) }
      wrong.push(...unless(rowId, is, { ...shall, count: i === 0 ? edits : 0, moved: ways.length - 1 }))
      if (i > 0) continue
      // What was written into the row comes along when the record is brought out, so the same number may stand in both histories.
      const asRow = own.flatMap(({ version, data }) => {
        const pair = data?.[lines]
        return pair && !version ? [(pair[1] as { [column: string]: number }[])[0]?.[count]] : []
      })
      const asRecord = history.flatMap(({ data }) => (data?.[count] ? [data[count][1] as number] : []))
      const told = [...new Set([...asRow, ...asRecord])].sort((a, b) => Number(a) - Number(b))
      const all = Array.from({ length: edits }, (_, n) => n + 1)
      if ([asRow, asRecord].some((one) => one.some((n, at) => at > 0 && Number(n) <= Number(one[at - 1]))))
        wrong.push(`${rowId} was edited in the order ${asRow} and ${asRecord}`)
      wrong.push(...unless(rowId, told, all))
    }
  }
  if (moved !== jobs.moved) wrong.push(`${moved} moves, and the jobs say ${jobs.moved}`)
  if (rows.length !== books.length * 1.5) wrong.push(`${rows.length} records, not ${books.length * 1.5}`)
  for (const name of ['order', 'line']) wrong.push(...(await wrongDerivedRows(runtime, tenant, name)))
  return wrong.slice(0, 20)
}
