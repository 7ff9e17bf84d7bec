// Do derived changes lead where they should, over random lives of blueprints?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEvolution, Dice, type Evolution } from '../../test/any-evolution.ts'
import { anyWireBlueprint } from '../../test/any-wire-blueprint.ts'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { toJsonSchema } from '../blueprint/to-json-schema.ts'
import { wireBlueprint } from '../blueprint/wire-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { type IdCounters, idGiver } from '../ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { applyOps } from '../lens/apply-ops.ts'
import { type DeriveContext, deriveOps } from './derive-ops.ts'
import type { Question } from './question.ts'
import type { WantedSource } from './wanted.ts'

const LIVES = process.env['TEST_SIZE'] === 'long' ? 5_000 : 300
const moment = { now: 1_790_000_000_000, zone: 'America/Sao_Paulo' }

type Answer = (question: Question) => string

/** The version that the derived changes make; undefined when there are none. Every question is answered. */
function derived(
  head: BlueprintVersion,
  source: WantedSource,
  counters: IdCounters,
  context: DeriveContext,
  answer: Answer,
): BlueprintVersion | undefined {
  let answers: JsonObject = {}
  for (let round = 0; round < 4; round++) {
    const found = deriveOps(head, source, idGiver(counters), { ...context, answers })
    if ('ops' in found)
      return found.ops.length === 0 ? undefined : applyOps(head, found.ops, idGiver(counters), context).version
    answers = { ...answers, ...Object.fromEntries(found.questions.map((question) => [question.id, answer(question)])) }
  }
  throw new RangeError('questions without end')
}

const byDefault: Answer = (question) => question.default

function contextOf(life: Evolution): DeriveContext {
  return {
    ...moment,
    history: { versionAt: (number) => life.versions[number - 1], opsInto: (number) => life.opsOf(number) },
  }
}

/** Above everything that stands in a version up to this one. */
function countersAt(life: Evolution, version: number): IdCounters {
  const text = JSON.stringify([
    life.versions.slice(0, version),
    life.versions.slice(0, version).map((_, i) => life.opsOf(i + 1)),
  ])
  const most = (letter: string) =>
    Math.max(0, ...[...text.matchAll(new RegExp(`"${letter}(\\d+)"`, 'g'))].map(([, number]) => Number(number)))
  return { f: most('f'), o: most('o'), r: most('r'), u: most('u'), p: most('p') }
}

/** What was asked for: everything but the numbers of rules and options, and what people are asked on the way. */
function said(version: BlueprintVersion, withIds = true): Json {
  const { version: _, rules, uniques, ...rest } = wireBlueprint(version)
  const sorted = (list: Json | undefined) =>
    (list as readonly Json[]).map((one) => JSON.stringify(bare(one, false))).sort()
  return { ...(bare(rest, withIds) as JsonObject), rules: sorted(rules), uniques: sorted(uniques) }
}

function bare(value: Json, withIds: boolean): Json {
  if (Array.isArray(value)) return value.map((one: Json) => bare(one, withIds))
  if (!isJsonObject(value)) return value
  const isField = Object.hasOwn(value, 'type')
  const kept = Object.entries(value).filter(([name]) => name !== 'askOnEdit' && (name !== 'id' || (isField && withIds)))
  return Object.fromEntries(kept.map(([name, inner]) => [name, bare(inner, withIds)]))
}

/** Refusals that say what stands in the way of changes that cannot be known from two pictures. */
const legitimate = [
  // What left by a split or a merge comes back by a return to the version before, not by itself.
  'nothing-to-restore',
  'currency-needed',
  'retype-in-steps',
  'retype-by-op',
  'op-not-offered',
  'no-yes-and-no',
  // Of rich texts, say: one becomes a rich text, but no list of them.
  'no-list-of-these',
  'not-reached',
  // What is called `__proto__` no document may name.
  'forbidden-name',
  // No op reaches into a group that is inside of another one.
  'not-inside-group',
]

function hasLinks({ fields }: BlueprintVersion): boolean {
  return fields.some(({ type }) => type === 'relation')
}

describe('deriveOps over random lives', () => {
  it('[D1] the schema of the version itself, its field list, and what it was, change nothing', () => {
    const dice = new Dice(7)
    for (let i = 0; i < LIVES / 3; i++) {
      const life = anyEvolution(dice, new Map())
      const version = life.versions.at(-1) as BlueprintVersion
      const counters = countersAt(life, version.version)
      for (const source of [{ schema: toJsonSchema(version) }, { document: wireBlueprint(version) }])
        expect(deriveOps(version, source, idGiver(counters), contextOf(life))).toEqual({ ops: [] })
    }
  })

  it('[D1] from any version to any other, forward and backward, ids and all', () => {
    const dice = new Dice(11)
    const seen = { reached: 0, refused: 0, ways: new Set<string>() }
    for (let i = 0; i < LIVES; i++) {
      const life = anyEvolution(dice, new Map())
      const [from, to] = [1 + dice.below(life.versions.length), 1 + dice.below(life.versions.length)]
      const [head, wanted] = [life.versions[from - 1], life.versions[to - 1]] as [BlueprintVersion, BlueprintVersion]
      try {
        const made = derived(head, { schema: toJsonSchema(wanted) }, countersAt(life, from), contextOf(life), byDefault)
        expect(said(made ?? head)).toEqual(said(wanted))
        seen.reached += 1
        seen.ways.add(from < to ? 'forward' : from > to ? 'backward' : 'here')
      } catch (refused) {
        if (!(refused instanceof MoldeError)) throw refused
        expect(legitimate).toContain(refused.issues[0]?.code)
        // Links and values become each other by ops of their own, which no schema shows.
        if (hasLinks(head) === hasLinks(wanted)) seen.refused += 1
      }
    }
    expect(seen.ways).toEqual(new Set(['forward', 'backward', 'here']))
    expect(seen.reached).toBeGreaterThan(seen.refused * 4)
  })

  it('[D1] from any blueprint to any other that knows no ids', () => {
    const seen = { reached: 0, refused: 0 }
    fc.assert(
      fc.property(anyWireBlueprint, anyWireBlueprint, fc.boolean(), (one, other, takesFirst) => {
        const ids = idGiver({})
        const head = newBlueprint({ ...one, uniques: [] }, ids)
        const wanted = { ...other, uniques: [] }
        const answer: Answer = (question) => (takesFirst ? (question.choices[0]?.answer ?? 'new') : question.default)
        try {
          const made = derived(head, { document: wanted }, ids.counters(), moment, answer)
          expect(said(made ?? head, false)).toEqual(said(newBlueprint(wanted, idGiver({})), false))
          seen.reached += 1
        } catch (refused) {
          if (!(refused instanceof MoldeError)) throw refused
          expect([...legitimate, 'given-twice', 'option-is-default']).toContain(refused.issues[0]?.code)
          seen.refused += 1
        }
      }),
      { numRuns: LIVES },
    )
    expect(seen.reached).toBeGreaterThan(LIVES / 3)
  })
})
