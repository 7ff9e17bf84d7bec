// Is a blueprint destroyed wholly, once and nothing else with it, when the server is killed again and again while it is?
import { expect, test } from 'vitest'
import { wrongDerivedRows } from './derived-rows.ts'
import { tablesWith } from './find-bytes.ts'
import { type Book, isLong, KillClient, type KilledServer, openClient } from './kill-client.ts'
import { killInRounds, type Left, revsTo, seed, unless, untilDone, wrongInWhatIsLeft } from './kill-rounds.ts'
import { eventually } from './tenant-world.ts'

/** Of each blueprint that is destroyed, and a fifth of it of records that lead there. */
const size = Number(process.env['KILL_RECORDS'] ?? (isLong ? 10_000 : 800))
/** Stands in whatever is destroyed, and nowhere else. */
const secret = 'Zyxwvut'

export function killPurges(killed: KilledServer): void {
  const { isPostgres } = killed
  const kills = killed.kills(isLong ? 100 : 2)
  test(`${kills} kills while blueprints of ${size} records are destroyed: nothing of them is left, of others everything`, {
    timeout: 120_000 + kills * ((isPostgres ? 90_000 : 20_000) + size * 10),
  }, async () => {
    const { server, slug, client } = await openClient(killed, Client)
    const ledger = await client.makeOthers()
    let rounds = 0
    const { inTheMiddle, edits } = await killInRounds(killed, client, {
      kills,
      ...{ within: 100 + size / 4, clients: 3, ledger },
      async begin() {
        if (await client.isRunning()) return
        rounds += 1
        ledger.push(...(await client.makeAndPurge(rounds)))
      },
      async isBack() {
        // Half destroyed it is as gone as destroyed.
        const { items } = (await client.must(200, 'GET', '/trash')).body
        expect(items).toEqual([])
        expect((await client.call('POST', `/blueprints/city${rounds}/restore`, {})).status).toBe(404)
        expect((await client.call('GET', `/records/city${rounds}`)).status).toBe(404)
      },
    })
    await untilDone(client, size)
    const jobs = await client.jobs('purge-blueprint')
    expect(jobs.map(({ blueprint }) => blueprint)).toEqual(
      Array.from({ length: rounds }, (_, i) => `city${rounds - i}`),
    )
    for (const job of jobs) expect(job).toMatchObject({ status: 'succeeded', done: size, total: size, errors: [] })
    await server.kill()
    const left = { slug, size }
    expect(await wrongInWhatIsLeft(killed, left, (left) => wrongWith(left, ledger, rounds))).toEqual([])
    console.log(
      `kill -9: ${kills} kills, ${inTheMiddle} in the middle of destroying ${rounds} blueprints of ${size} records, ${edits} edits acknowledged meanwhile; FUZZ_SEED=${seed}`,
    )
    // Otherwise nothing was in the middle of anything.
    expect(inTheMiddle).toBeGreaterThan(0)
    // On a machine that is busy with other things, a few short rounds may end before the first answer.
    if (isLong) expect(edits).toBeGreaterThan(isPostgres ? 0 : kills)
  })
}

interface Home extends Book {
  /** Of the record it led to, which is destroyed. */
  readonly city?: string
}

class Client extends KillClient {
  /** Records that have nothing to do with anything. */
  async makeOthers(): Promise<Home[]> {
    await this.must(201, 'POST', '/blueprints', {
      name: 'other',
      fields: [
        { key: 'title', type: 'text', quickFilter: true },
        { key: 'hits', type: 'integer', quickFilter: true },
      ],
      uniques: [['title']],
    })
    const ids = await this.fill('other', size / 5, (i) => ({ title: `Stays ${i}` }))
    return ids.map((id) => ({ blueprint: 'other', id, edits: 0 }))
  }

  /** A blueprint with something of everything that hangs on records, and records that lead there from a version of before. */
  async makeAndPurge(round: number): Promise<Home[]> {
    const [city, person] = [`city${round}`, `person${round}`]
    await this.must(201, 'POST', '/blueprints', {
      name: city,
      label: `${secret} city`,
      fields: [
        { key: 'name', type: 'text', required: true, quickFilter: true },
        { key: 'labels', type: 'tags', options: ['red', 'blue'] },
        { key: 'twin', type: 'relation', blueprint: city },
      ],
      uniques: [['name']],
    })
    const cities = await this.fill(city, size, (i, before) => ({
      name: `${secret} ${i}`,
      labels: ['red'],
      ...(before.length > 0 && { twin: before[i % before.length] }),
    }))
    for (const id of cities.slice(0, 20)) {
      await this.must(200, 'PATCH', `/records/${city}/${id}`, { data: { labels: ['red', 'blue'] } })
      await this.must(201, 'POST', `/records/${city}/${id}/comments`, { text: `About ${secret}` })
    }
    await this.must(201, 'POST', '/views', { name: 'Mine', blueprint: city, filter: `name != '${secret}'` })
    await this.must(201, 'POST', '/blueprints', {
      name: person,
      fields: [
        { key: 'home', type: 'relation', blueprint: city },
        { key: 'title', type: 'text' },
        { key: 'hits', type: 'integer', quickFilter: true },
      ],
    })
    const cityOf = (i: number) => cities[(i * 7) % cities.length] as string
    const people = await this.fill(person, size / 5, (i) => ({ home: cityOf(i), title: `Person ${i}` }))
    await this.publish(person, { op: 'remove', field: 'home' })
    const isQuiet = async () => !(await this.isRunning())
    expect(await eventually(isQuiet, 60_000 + size * 10)).toBe(true)
    await this.must(204, 'DELETE', `/blueprints/${city}`)
    await this.must(202, 'POST', `/blueprints/${city}/purge`, { confirm: { [city]: 'Nobody lives there' } })
    return people.map((id, i) => ({ blueprint: person, id, city: cityOf(i), edits: 0 }))
  }
}

/** What is left of the destroyed, and each record of the others. */
async function wrongWith(
  { runtime, tenant, store, steps }: Left,
  books: readonly Home[],
  rounds: number,
): Promise<string[]> {
  const wrong = (await tablesWith(store, secret)).map((table) => `${secret} lies in ${table}`)
  // One city stands for those with a link to it; each is looked for in the records themselves below.
  for (const { city } of books.filter(({ city }) => city !== undefined).slice(0, 3))
    wrong.push(...(await tablesWith(store, city ?? '')).map((table) => `${city} lies in ${table}`))
  const blueprints = await store.read.all<{ name: string }>('SELECT name FROM blueprint WHERE tenant = ?', [tenant])
  const others = ['other', ...Array.from({ length: rounds }, (_, i) => `person${i + 1}`)]
  const names = blueprints.map(({ name }) => name)
  if (names.toSorted().join() !== others.toSorted().join()) wrong.push(`there are ${names}`)
  const rows = await store.read.all<{ no: number; id: string; rev: number; data: string }>(
    'SELECT no, id, rev, CAST(data AS text) AS data FROM record WHERE tenant = ?',
    [tenant],
  )
  const known = new Map(books.map((book) => [book.id, book]))
  for (const { no, id, rev, data } of rows) {
    const { edits, city } = known.get(id) ?? { edits: -1 }
    const own = steps.get(no) ?? []
    const isOfOther = city === undefined
    const is = {
      ...{ hits: Number(JSON.parse(data)[isOfOther ? 'f2' : 'f3'] ?? 0), rev, revs: own.map((step) => step.rev) },
      emptied: own.filter(({ note }) => note === 'target-purged').length,
      leads: city !== undefined && data.includes(city),
    }
    const emptied = isOfOther ? 0 : 1
    const last = 1 + edits + emptied
    wrong.push(...unless(id, is, { hits: edits, rev: last, revs: revsTo(last), emptied, leads: false }))
  }
  if (rows.length !== books.length) wrong.push(`${rows.length} records, not ${books.length}`)
  for (const name of others) wrong.push(...(await wrongDerivedRows(runtime, tenant, name)))
  return wrong.slice(0, 20)
}
