// Can a record move between any two versions, edited wherever it stands, without losing anything? The laws, over random lives.
import { describe, expect, it } from 'vitest'
import {
  anyData,
  anyEvolution,
  Dice,
  type Evolution,
  edited,
  growMaps,
  kindsWithValues,
} from '../../test/any-evolution.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { canonicalJson, deepFreeze, type Json } from '../json.ts'
import { withComputed } from '../record/compute-record.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { Attic } from './crossing.ts'
import { compilePlan, type Migrated, type Plan, runPlan } from './plan.ts'

/** Cases altogether; each asks one law of one record. */
const CASES = process.env['TEST_SIZE'] === 'long' ? 1_000_000 : 100_000
const RECORDS_PER_LIFE = 250

class Life {
  readonly #plans = new Map<string, Plan>()
  readonly maps = new GrownMaps()
  constructor(
    readonly evolution: Evolution,
    /** Without it the laws must break, else they say nothing. */
    readonly keepsAttic = true,
  ) {}

  get head(): number {
    return this.evolution.versions.length
  }
  version(number: number): BlueprintVersion {
    return this.evolution.versions[number - 1] as BlueprintVersion
  }
  plan(from: number, to: number): Plan {
    const name = `${from}-${to}`
    const plan = this.#plans.get(name) ?? compilePlan((version) => this.evolution.opsOf(version), from, to)
    this.#plans.set(name, plan)
    return plan
  }
  /** Rows that are records go along with the record they were in, as they do where records are stored. */
  move({ data, attic, left }: Migrated, from: number, to: number): Migrated {
    const moved = runPlan(this.plan(from, to), deepFreeze(data), deepFreeze(attic), { maps: this.maps, left })
    const arrived = from === to ? moved : { ...moved, data: this.shown(moved.data, to, from) }
    return this.keepsAttic ? arrived : { ...arrived, attic: {} }
  }
  /** Nobody carries what is worked out: it is worked out anew where the record is, and nothing where nobody asks for it. */
  shown(data: StoredData, at: number, from = at): StoredData {
    const here = this.version(at)
    const own = new Set<string>(here.fields.map(({ id }) => id))
    const worked = this.version(from).fields.flatMap(({ id, computed }) => (computed ? [id] : []))
    const lost = new Set<string>([...worked, ...this.plan(from, at).worksOut].filter((id) => !own.has(id)))
    const left = Object.entries(data).filter(([id]) => !lost.has(id))
    return withComputed(here, lost.size === 0 ? data : Object.fromEntries(left), 'America/Sao_Paulo')
  }
  edited(dice: Dice, data: StoredData, at: number, among?: readonly FieldDef[]): StoredData {
    return this.shown(edited(dice, data, this.version(at), among), at)
  }
  /** Records are made and found that stand for values of this one. */
  grow(dice: Dice, { data }: Migrated): void {
    growMaps(dice, this.maps, this.evolution, data)
  }
}

type Law = (life: Life, dice: Dice, at: number, record: Migrated) => boolean

const same = (a: StoredData, b: StoredData) => canonicalJson(a as Json) === canonicalJson(b as Json)

/** L1: there and back is the same record. */
const getPut: Law = (life, dice, at, record) => {
  const to = 1 + dice.below(life.head)
  const moved = life.move(record, at, to)
  life.grow(dice, record)
  return same(life.move(moved, to, at).data, record.data)
}

/** L2: an edit at another version is still there after going back and coming again. */
const putGet: Law = (life, dice, at, record) => {
  const to = 1 + dice.below(life.head)
  const moved = life.move(record, at, to)
  const change = { ...moved, data: life.edited(dice, moved.data, to) }
  life.grow(dice, change)
  const back = life.move(change, to, at)
  life.grow(dice, back)
  return same(life.move(back, at, to).data, change.data)
}

/** L3: an edit of a field that an edge does not give leaves what the edge took exactly as it was. */
const locality: Law = (life, dice, at, record) => {
  const to = at + 1
  if (at === life.head) return true
  const edge = life.evolution.opsOf(to)
  const touched = compilePlan(() => edge, 0, 1).touches
  const moved = life.move(record, at, to)
  const free = life.version(to).fields.filter(({ id }) => !touched.has(id))
  const change = { ...moved, data: life.edited(dice, moved.data, to, free) }
  life.grow(dice, record)
  const back = life.move(change, to, at).data
  // What is worked out there follows the edit, as it should.
  const worked = new Set<string>(life.version(at).fields.flatMap(({ id, computed }) => (computed ? [id] : [])))
  return [...touched].every(
    (id) => worked.has(id) || canonicalJson(back[id] ?? null) === canonicalJson(record.data[id] ?? null),
  )
}

/** L4: a detour over any third version ends where the straight way does, by the same maps. */
const composition: Law = (life, dice, at, record) => {
  const [to, over] = [1 + dice.below(life.head), 1 + dice.below(life.head)]
  return same(life.move(life.move(record, at, over), over, to).data, life.move(record, at, to).data)
}

/** L5: moving to the version where it is changes nothing. */
const idempotence: Law = (life, _, at, record) => life.move(record, at, at).data === record.data

const laws: { readonly [name: string]: Law } = { getPut, putGet, locality, composition, idempotence }

interface Told {
  readonly asked: { readonly [law: string]: number }
  readonly broken: readonly string[]
  readonly accepted: ReadonlyMap<string, number>
  /** How often a value and a record stood for each other. */
  readonly answered: number
}

function ask(cases: number, keepsAttic: boolean, firstSeed: number, worksOut = false): Told {
  const accepted = new Map<string, number>()
  const asked: { [law: string]: number } = {}
  const broken: string[] = []
  const names = Object.keys(laws)
  let done = 0
  let answered = 0
  for (let seed = firstSeed; done < cases; seed++) {
    const dice = new Dice(seed)
    const life = new Life(anyEvolution(dice, accepted, { worksOut }), keepsAttic)
    for (let i = 0; i < RECORDS_PER_LIFE && done < cases; i++, done++) {
      const law = names[i % names.length] as string
      const { at, record } = wanderer(life, dice)
      asked[law] = (asked[law] ?? 0) + 1
      if (!(laws[law] as Law)(life, dice, at, record)) broken.push(`${law}, life ${seed}, record ${i}`)
    }
    answered += life.maps.answered
  }
  return { asked, broken, accepted, answered }
}

/** A record that has been around: half of them were moved and edited before anything is asked of them. */
function wanderer(life: Life, dice: Dice): { readonly at: number; readonly record: Migrated } {
  let at = 1 + dice.below(life.head)
  let record: Migrated = { data: life.shown(anyData(dice, life.version(at)), at), attic: {} as Attic }
  for (let moves = dice.chance(2) ? 1 + dice.below(3) : 0; moves > 0; moves--) {
    const to = 1 + dice.below(life.head)
    life.grow(dice, record)
    const moved = life.move(record, at, to)
    record = dice.chance(2) ? moved : { ...moved, data: life.edited(dice, moved.data, to) }
    at = to
  }
  life.grow(dice, record)
  return { at, record }
}

describe('the laws of migration', () => {
  it('[L10] hold for random lives, records and edits, with every kind of op', { timeout: 1_800_000 }, () => {
    const { broken, accepted, asked, answered } = ask(CASES, true, 1)
    expect(broken).toEqual([])
    expect(Object.values(asked).reduce((sum, n) => sum + n, 0)).toBe(CASES)
    expect(answered).toBeGreaterThan(CASES / 10)
    for (const kind of kindsWithValues) expect([kind, (accepted.get(kind) ?? 0) > 20]).toEqual([kind, true])
  })

  it('[L81] hold where fields are worked out for a while: what people wrote comes back, what is worked out is so anew', {
    timeout: 600_000,
  }, () => {
    const { broken, accepted } = ask(CASES / 25, true, 5_000_000, true)
    expect(broken).toEqual([])
    for (const kind of ['compute', 'materialise']) expect([kind, (accepted.get(kind) ?? 0) > 10]).toEqual([kind, true])
  })

  it('[L10] break without the attic, so that holding them means something', () => {
    const { broken } = ask(5_000, false, 1)
    for (const law of ['getPut', 'putGet', 'locality', 'composition'])
      expect(broken.filter((told) => told.startsWith(law)).length).toBeGreaterThan(20)
  })
})
