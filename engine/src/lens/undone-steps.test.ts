// Is a change that the way itself undoes as if it had never been made, for any record?
import { describe, expect, it } from 'vitest'
import { anyData, anyEvolution, Dice, type Evolution, edited, growMaps } from '../../test/any-evolution.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { idGiver } from '../ids.ts'
import { canonicalJson, type Json } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'
import { applyOps } from './apply-ops.ts'
import type { Attic, Failure } from './crossing.ts'
import { compilePlan, type Migrated, runPlan } from './plan.ts'

/** The life with one more version, which is what `to` was; undefined where something was destroyed since. */
function returned(evolution: Evolution, to: number): Evolution | undefined {
  const { versions, opsOf } = evolution
  const head = versions.at(-1) as BlueprintVersion
  try {
    const made = applyOps(head, [{ op: 'revert', to }], idGiver({}), {
      now: 1_790_000_000_000,
      zone: 'UTC',
      history: { versionAt: (number) => versions[number - 1], opsInto: opsOf },
    })
    return {
      versions: [...versions, made.version],
      opsOf: (version) => (version === head.version + 1 ? made.ops : opsOf(version)),
    }
  } catch (refused) {
    if (refused instanceof MoldeError) return undefined
    throw refused
  }
}

function moved(evolution: Evolution, record: Migrated, [from, to]: readonly [number, number], maps: GrownMaps) {
  const failures: Failure[] = []
  const plan = compilePlan((version) => evolution.opsOf(version), from, to)
  // Rows that are records go along with the record they were in.
  const { data, attic, left } = record
  return { ...runPlan(plan, data, attic, { maps, failures, left }), failures, plan }
}

const same = (a: StoredData, b: StoredData) => canonicalJson(a as Json) === canonicalJson(b as Json)

describe('a way that undoes what it did', () => {
  it('[L61] carries every value of every record, with nothing to cross', { timeout: 120_000 }, () => {
    let [asked, failed] = [0, 0]
    for (let seed = 1; seed <= 100; seed++) {
      const dice = new Dice(seed)
      const life = anyEvolution(dice, new Map())
      const to = 1 + dice.below(life.versions.length)
      const back = returned(life, to)
      const head = life.versions.length
      if (!back || to === head) continue
      const maps = new GrownMaps()
      for (let i = 0; i < 20; i++) {
        const begun = { data: anyData(dice, life.versions[to - 1] as BlueprintVersion), attic: {} as Attic }
        growMaps(dice, maps, life, begun.data)
        // Half of them have been at the other end, and were edited.
        const gone = moved(life, begun, [to, head], maps)
        failed += gone.failures.length
        const data = edited(dice, gone.data, life.versions[head - 1] as BlueprintVersion)
        const record = dice.chance(2) ? begun : moved(life, { ...gone, data }, [head, to], maps)
        const arrived = moved(back, record, [to, head + 1], maps)
        expect([seed, arrived.failures, arrived.plan.steps.length]).toEqual([seed, [], 0])
        expect(same(arrived.data, record.data)).toBe(true)
        const home = moved(back, arrived, [head + 1, to], maps)
        expect(same(home.data, record.data)).toBe(true)
        // Step by step, somebody who looks at each version sees the same.
        const detour = moved(back, moved(back, record, [to, head], maps), [head, head + 1], maps)
        expect(same(detour.data, record.data)).toBe(true)
        asked += 1
      }
    }
    expect(asked).toBeGreaterThan(500)
    expect(failed).toBeGreaterThan(20)
  })
})

class Price {
  readonly #ids = idGiver({})
  readonly versions = [newBlueprint({ name: 'ware', fields: [{ key: 'price', type: 'text' }] }, this.#ids)]
  readonly #edges: (readonly StoredOp[])[] = [[], []]
  publish(...ops: readonly unknown[]): this {
    const made = applyOps(this.versions.at(-1) as BlueprintVersion, ops, this.#ids, {
      now: 1_790_000_000_000,
      zone: 'UTC',
      history: {
        versionAt: (version) => this.versions[version - 1],
        opsInto: (version) => this.#edges[version] ?? [],
      },
    })
    this.versions.push(made.version)
    this.#edges.push(made.ops)
    return this
  }
  move(data: StoredData, from: number, to: number, attic: Attic = {}) {
    const failures: Failure[] = []
    const plan = compilePlan((version) => this.#edges[version] ?? [], from, to)
    return { ...runPlan(plan, data, attic, { failures }), waits: failures.some(({ waits }) => waits) }
  }
}

describe('a value that waits', () => {
  const waiting = { op: 'retype', field: 'price', type: 'number', onError: 'quarantine' }
  const free = { f1: 'free' }

  it('[L61] waits for no change that was undone, however often it was made and undone', () => {
    const life = new Price()
      .publish(waiting)
      .publish({ op: 'revert', to: 1 })
      .publish({ op: 'rename', field: 'price', key: 'cost' })
      .publish({ ...waiting, field: 'cost' })
      .publish({ op: 'revert', to: 4 })
    for (const to of [3, 4, 6]) expect(life.move(free, 1, to)).toEqual({ data: free, attic: {}, waits: false })
    for (const to of [2, 5]) expect(life.move(free, 1, to).waits).toBe(true)
    // What undoes the return is the change again.
    life.publish({ op: 'revert', to: 5 })
    expect(life.move(free, 1, 7).waits).toBe(true)
    expect(life.move({ f1: '7' }, 1, 7)).toMatchObject({ data: { f1: 7 }, waits: false })
  })

  it('[L62] waits on although it was looked at, or its record edited, on the other side', () => {
    const life = new Price().publish(waiting)
    const seen = life.move(free, 1, 2)
    const home = life.move(seen.data, 2, 1, seen.attic)
    expect(home.data).toEqual(free)
    expect(life.move(home.data, 1, 2, home.attic)).toMatchObject({ data: {}, waits: true })
  })

  it('[L62] waits no longer once somebody wrote there what stands for it', () => {
    const life = new Price().publish(waiting)
    const seen = life.move(free, 1, 2)
    const home = life.move({ f1: 0 }, 2, 1, seen.attic)
    expect(life.move(home.data, 1, 2, home.attic)).toMatchObject({ data: { f1: 0 }, waits: false })
  })
})
