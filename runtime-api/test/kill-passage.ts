// Is every record in exactly one blueprint, with every edit, when the server is killed while two blueprints are joined, one is parted, and back?
import { expect, test } from 'vitest'
import { wrongDerivedRows } from './derived-rows.ts'
import { type Book, isLong, type Job, KillClient, type KilledServer, openClient } from './kill-client.ts'
import { killInRounds, type Left, revsTo, seed, unless, untilDone, wrongInWhatIsLeft } from './kill-rounds.ts'

/** That pass, and a fifth of it that stay. */
const size = Number(process.env['KILL_RECORDS'] ?? (isLong ? 10_000 : 240))

const kinds = ['join', 'part'] as const
type Kind = (typeof kinds)[number]

export function killPassages(killed: KilledServer): void {
  const { isPostgres } = killed
  const kills = killed.kills(isLong ? 100 : 4)
  test(`${kills} kills while ${size} records pass between blueprints and back: each is in one of them, nothing is lost`, {
    timeout: 120_000 + kills * (isPostgres ? 90_000 : 20_000) + size * 40,
  }, async () => {
    const { server, slug, client } = await openClient(killed, Client)
    const ledger = await client.prepare()
    const ways = { join: 0, part: 0 }
    const kindOf = (round: number) => kinds[Math.floor((round * 2) / kills)] as Kind
    const { inTheMiddle, edits } = await killInRounds(killed, client, {
      kills,
      ...{ within: 500, clients: 4, ledger },
      async begin(round) {
        // A quarter each: joined, back again, parted, back again, however little of it the kills before let happen.
        if (round > 0 && round % Math.ceil(kills / 4) === 0) await untilDone(client, size)
        if (await client.isRunning()) return
        const kind = kindOf(round)
        await client.pass(kind, ways[kind])
        ways[kind] += 1
      },
    })
    await untilDone(client, size)
    const jobs = await client.jobs('pass')
    expect(jobs.map(({ status, done }) => ({ status, done }))).toEqual(
      Array.from({ length: ways.join + ways.part }, () => ({ status: 'succeeded', done: size / 2 })),
    )
    await server.kill()
    const left = { slug, size }
    expect(await wrongInWhatIsLeft(killed, left, (left) => wrongRecords(left, ledger, ways))).toEqual([])
    console.log(
      `kill -9: ${kills} kills, ${inTheMiddle} in the middle of ${ways.join + ways.part} passages of ${size / 2} records, ${edits} edits acknowledged meanwhile; FUZZ_SEED=${seed}`,
    )
    // Otherwise nothing was in the middle of anything.
    expect(inTheMiddle).toBeGreaterThan(0)
    if (isLong) expect(edits).toBeGreaterThan(isPostgres ? 0 : kills)
  })
}

/** Where a record may be: at home, and where it passes to if it is one of those that pass. */
interface Passenger extends Book {
  readonly kind: Kind
  readonly passes: boolean
}

const places = { join: ['lead', 'deal'], part: ['customer', 'company'] } as const

class Client extends KillClient {
  /** With something of everything that hangs on records. */
  async prepare(): Promise<Passenger[]> {
    const fields = (title: string) => [
      { key: title, type: 'text', required: true, quickFilter: true },
      { key: 'email', type: 'text' },
      { key: 'hits', type: 'integer', quickFilter: true },
      { key: 'tags', type: 'tags', options: ['hot', 'cold'] },
      { key: 'shout', type: 'formula', computed: { kind: 'formula', expr: `${title} + '!'` } },
    ]
    const twin = (blueprint: string) => ({ key: 'twin', type: 'relation', blueprint })
    const kind = { key: 'kind', type: 'enum', options: ['person', 'company'], quickFilter: true }
    const uniques = [['email']]
    await this.must(201, 'POST', '/blueprints', { name: 'deal', fields: fields('title'), uniques })
    await this.must(201, 'POST', '/blueprints', { name: 'lead', fields: [...fields('name'), twin('lead')], uniques })
    const customer = { name: 'customer', fields: [...fields('name'), twin('customer'), kind], uniques }
    await this.must(201, 'POST', '/blueprints', customer)
    const dataOf = (i: number, before: readonly string[]) => ({
      ...{ name: `N${i}`, email: `n${i}@x.y`, tags: [i % 2 === 0 ? 'hot' : 'cold'] },
      ...(before.length > 0 && { twin: before[i % before.length] }),
    })
    const stay = size / 5
    const deals = await this.fill('deal', stay, (i) => ({ title: `D${i}`, email: `d${i}@x.y`, tags: ['hot'] }))
    const leads = await this.fill('lead', size / 2, dataOf)
    const customers = await this.fill('customer', size / 2 + stay, (i, before) => ({
      ...dataOf(i, before),
      kind: i < stay ? 'person' : 'company',
    }))
    const book = (id: string, blueprint: string, kind: Kind, passes: boolean) => ({
      ...{ blueprint, id, edits: 0, kind, passes },
    })
    return [
      ...deals.map((id) => book(id, 'deal', 'join', false)),
      ...leads.map((id) => book(id, 'lead', 'join', true)),
      ...customers.map((id, i) => book(id, 'customer', 'part', i >= stay)),
    ]
  }

  /** There, back, there, and so on. */
  async pass(kind: Kind, way: number): Promise<void> {
    if (way > 0) await this.must(202, 'POST', `/jobs/${(await this.newestJob()).id}/undo`)
    else if (kind === 'join')
      await this.publish('deal', { op: 'mergeBlueprints', blueprint: 'lead', discriminator: 'kind' })
    else
      await this.publish('customer', {
        ...{ op: 'splitBlueprint', blueprint: 'company', when: 'kind == "company"', label: 'Company' },
      })
  }

  /** Of those that move records between blueprints. */
  override async newestJob(): Promise<Job> {
    return (await this.jobs('pass'))[0] as Job
  }

  /** Wherever it is just now. */
  override async edit(book: Passenger): Promise<boolean> {
    book.isUnknown = true
    const change = { data: { hits: book.edits + 1 } }
    for (let tries = 0; tries < 20; tries += 1) {
      const path = `/records/${placeOf(book, tries)}/${book.id}`
      const answered = await this.call('PATCH', path, change).catch(() => undefined)
      if (!answered) return false
      if (answered.status === 404 || answered.status === 410) continue
      if (answered.status !== 200) throw new Error(`an edit was refused: ${answered.text}`)
      book.edits += 1
      delete book.isUnknown
      return true
    }
    throw new Error(`${book.id} is nowhere`)
  }

  override async hitsOf(book: Passenger): Promise<number> {
    for (let tries = 0; tries < 20; tries += 1) {
      const { status, body } = await this.call('GET', `/records/${placeOf(book, tries)}/${book.id}`)
      if (status === 200) return body.data.hits ?? 0
    }
    throw new Error(`${book.id} is nowhere`)
  }
}

function placeOf({ blueprint, kind, passes }: Passenger, tries: number): string {
  return passes ? places[kind][tries % 2 === 0 ? 0 : 1] : blueprint
}

/** Where each record is, its edits, how often it passed, and how it stood where it is not. */
async function wrongRecords(
  { runtime, tenant, store, steps }: Left,
  books: readonly Passenger[],
  ways: Readonly<Record<Kind, number>>,
): Promise<readonly string[]> {
  const rows = await store.read.all<{ no: number; id: string; name: string; rev: number; data: string }>(
    `SELECT r.no, r.id, b.name, r.rev, CAST(r.data AS text) AS data FROM record r
      JOIN blueprint b ON b.tenant = r.tenant AND b.no = r.blueprint WHERE r.tenant = ?`,
    [tenant],
  )
  const kept = await store.read.all<{ record: number; name: string }>(
    `SELECT s.record, b.name FROM record_standing s JOIN blueprint b ON b.tenant = s.tenant AND b.no = s.blueprint
      WHERE s.tenant = ?`,
    [tenant],
  )
  const known = new Map(books.map((book) => [book.id, book]))
  const wrong: string[] = []
  for (const { no, id, name, rev, data } of rows) {
    const book = known.get(id)
    if (!book) return [`${id} is not known`]
    const own = steps.get(Number(no)) ?? []
    const [home, away] = places[book.kind]
    const passings = book.passes ? ways[book.kind] : 0
    const isAway = passings % 2 === 1
    const is = {
      hits: Number(Object.values(JSON.parse(data)).find((value) => typeof value === 'number') ?? 0),
      ...{ name, rev, revs: own.map((step) => step.rev), passings: own.filter((step) => step.blueprint).length },
      kept: kept.filter(({ record }) => Number(record) === Number(no)).map((one) => one.name),
    }
    const last = 1 + passings + book.edits
    const shall = {
      hits: book.edits,
      ...{ name: isAway ? away : book.blueprint, rev: last, revs: revsTo(last), passings },
      kept: passings === 0 ? [] : [isAway ? home : away],
    }
    wrong.push(...unless(id, is, shall))
  }
  if (rows.length !== books.length) wrong.push(`${rows.length} records, not ${books.length}`)
  for (const name of new Set(rows.map((row) => row.name)))
    wrong.push(...(await wrongDerivedRows(runtime, tenant, name)))
  return wrong.slice(0, 20)
}
