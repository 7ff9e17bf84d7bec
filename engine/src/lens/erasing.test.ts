// Is nothing of a destroyed field left in a record, at whatever version it rests, and everything else as it was?
import { describe, expect, it } from 'vitest'
import { anyData, anyEvolution, Dice, growMaps } from '../../test/any-evolution.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import { MoldeError } from '../errors.ts'
import { idGiver } from '../ids.ts'
import { canonicalJson, type Json } from '../json.ts'
import { applyOps } from './apply-ops.ts'
import type { Erasure } from './erase-in.ts'
import { erasuresIn } from './erasing.ts'
import { compileErasure, compilePlan, type Migrated, runPlan } from './plan.ts'

const CASES = process.env['TEST_SIZE'] === 'long' ? 50_000 : 1_000

/** A random life whose last version destroys one field that it ever had, if that may go. */
function destroyed(dice: Dice) {
  const { versions, opsOf } = anyEvolution(dice, new Map())
  const head = versions.at(-1) as BlueprintVersion
  const field = dice.one(dice.one(versions).fields).id
  const history = { versionAt: (number: number) => versions[number - 1], opsInto: opsOf }
  try {
    const made = applyOps(head, [{ op: 'purge', field }], idGiver({ f: 5_000, o: 50_000, p: 5_000 }), {
      now: 1_790_000_000_000,
      history,
    })
    const last = head.version + 1
    const ops = (version: number): readonly StoredOp[] => (version === last ? made.ops : opsOf(version))
    return { field, last, ops, versions: [...versions, made.version] }
  } catch (refused) {
    if (refused instanceof MoldeError) return undefined
    throw refused
  }
}

describe('a record whose field was destroyed', () => {
  it(
    '[L11] shows nothing of it in any version, and the rest as before, at random',
    () => {
      const found = { cases: 0, flows: 0, kept: 0 }
      for (let seed = 1; found.cases < CASES; seed++) {
        const dice = new Dice(seed)
        const life = destroyed(dice)
        if (!life) continue
        const { field, last, ops, versions } = life
        const maps = new GrownMaps()
        const move = ({ data, attic, left }: Migrated, from: number, to: number) =>
          runPlan(compilePlan(ops, from, to, last), data, attic, { maps, left })
        for (let one = 0; one < 5; one++) {
          found.cases += 1
          const born = 1 + dice.below(last)
          const at = 1 + dice.below(last)
          const data = anyData(dice, versions[born - 1] as BlueprintVersion)
          growMaps(dice, maps, { versions, opsOf: ops }, data)
          // As it lay before anything was destroyed: it had not crossed the last version.
          const before = Math.min(at, last - 1)
          const stored = runPlan(compilePlan(ops, born, before), data, {}, { maps })
          const where = `seed ${seed}, ${born} → ${before} of ${last}, ${field}`
          const left = compileErasure(ops, before, last)?.(stored, maps) as Migrated
          expect(left.data[field], where).toBeUndefined()
          expect(remains(left, erasuresIn(ops, 1, last)), where).toEqual([])
          if (Object.keys(left.attic).length > 0) found.kept += 1
          if (!same(stored, left, field)) found.flows += 1
          expect(same(move(stored, before, last), move(left, before, last)), where).toBe(true)
          for (const { version } of versions) {
            const there = move(left, before, version)
            if (version !== last) expect(there.data[field], `${where}, seen at ${version}`).toBeUndefined()
            expect(same(move(there, version, before), left), `${where}, back from ${version}`).toBe(true)
          }
        }
      }
      expect(found.kept).toBeGreaterThan(CASES / 20)
    },
    CASES * 100,
  )
})

function remains({ attic }: Migrated, erasures: readonly Erasure[]): string[] {
  return erasures.flatMap(({ erase }) =>
    Object.entries(erase).flatMap(([name, at]) => {
      const pair = attic[name]
      if (!pair || 'each' in pair) return []
      const values = [...at.from.map((i) => pair.from[i]), ...at.to.map((i) => pair.to[i])]
      return values.some((value) => (value ?? null) !== null) ? [name] : []
    }),
  )
}

function same(a: Migrated, b: Migrated, but?: string): boolean {
  const data = (one: Migrated) =>
    canonicalJson(Object.fromEntries(Object.entries(one.data).filter(([id]) => id !== but)) as Json)
  return data(a) === data(b)
}
