// A small version, ops applied to it, and the way there and back, for the tests of ops that change values.
import type { BlueprintVersion, StoredOp } from '../src/blueprint/blueprint.ts'
import { newBlueprint } from '../src/blueprint/read-blueprint.ts'
import { MoldeError } from '../src/errors.ts'
import { idGiver } from '../src/ids.ts'
import type { Json, JsonObject } from '../src/json.ts'
import { type AppliedOps, applyOps } from '../src/lens/apply-ops.ts'
import type { Attic, Failure, LeftRows } from '../src/lens/crossing.ts'
import { noMaps, type OpMaps } from '../src/lens/lens.ts'
import { compilePlan, type Migrated, runPlan } from '../src/lens/plan.ts'
import type { StoredData } from '../src/record/stored-record.ts'

const moment = Date.UTC(2026, 10, 20, 2)

/** Ops on a blueprint with these fields, and plans between the versions before and after. */
export interface Crossed extends AppliedOps {
  readonly before: BlueprintVersion
  forward(data: StoredData, attic?: Attic, failures?: Failure[]): Migrated
  /** `left`: rows that are records meanwhile. */
  backward(data: StoredData, attic?: Attic, left?: LeftRows): Migrated
}

/** What ops that link records find beside them. */
export interface Surroundings {
  readonly blueprints?: readonly BlueprintVersion[]
  readonly maps?: OpMaps
}

export function crossOps(
  wire: JsonObject,
  ops: readonly unknown[],
  zone = 'America/Sao_Paulo',
  { blueprints = [], maps = noMaps }: Surroundings = {},
): Crossed {
  const ids = idGiver({})
  const neighbours = blueprints.length > 0 ? { blueprintNamed: named(blueprints) } : {}
  const before = newBlueprint({ name: 'thing', ...wire }, ids, neighbours)
  const applied = applyOps(before, ops, ids, { now: moment, zone, blueprintNamed: named(blueprints) })
  const opsOf = (version: number): readonly StoredOp[] => (version === 2 ? applied.ops : [])
  const [there, back] = [compilePlan(opsOf, 1, 2), compilePlan(opsOf, 2, 1)]
  return {
    ...applied,
    before,
    forward: (data, attic = {}, failures) => runPlan(there, data, attic, { maps, ...(failures && { failures }) }),
    backward: (data, attic = {}, left = undefined) => runPlan(back, data, attic, { maps, left }),
  }
}

export function named(blueprints: readonly BlueprintVersion[]) {
  return (name: string) => blueprints.find((one) => one.name === name)
}

/** What a value of the first field becomes: its new value, what comes back of it, whether it failed and whether it is kept. */
export function crossValue(crossed: Crossed, value: Json) {
  const failures: Failure[] = []
  const before: StoredData = value === null ? {} : { f1: value }
  const there = crossed.forward(before, {}, failures)
  return {
    becomes: there.data['f1'] ?? null,
    back: crossed.backward(there.data, there.attic).data['f1'] ?? null,
    fails: failures.length > 0,
    kept: Object.keys(there.attic).length > 0,
  }
}

/** The codes of a refusal with their places; nothing when nothing is refused. */
export function refusal(run: () => unknown): unknown[] {
  try {
    run()
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map((said) => [said.code, ...said.path])
    throw refused
  }
  return []
}
