// Which records of the blueprint that comes have values that only one record may have here?
import { issue, type MergeBlueprintsOp, MoldeError, passagesIn, passOver, projectRecord, refuseIf } from '@molde/engine'
import { type BlueprintRow, findBlueprint } from '../blueprints/blueprint-table.ts'
import { findDraft } from '../blueprints/draft-table.ts'
import { headPages } from '../blueprints/head-rows.ts'
import type { Collisions } from '../blueprints/preview.ts'
import { tryOps } from '../blueprints/save-draft.ts'
import type { TriedOps } from '../blueprints/tried-ops.ts'
import { holdersOf, nameOf } from '../record-store/unique-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

const mostExamples = 5

/** Among as many records as a preview looks at. Those beyond, and later ones, wait in their blueprint until somebody looks at them. */
export async function collisionsOf(
  db: Db,
  scope: Scope,
  here: BlueprintRow,
  { version, head }: Pick<TriedOps, 'version' | 'head'>,
  op: MergeBlueprintsOp,
): Promise<Collisions> {
  const there = await findBlueprint(db, scope.tenant.no, op.blueprint)
  const known = new Set(head.uniques.map(({ id }) => id))
  const uniques = version.uniques.filter(({ id }) => known.has(id))
  if (!there || uniques.length === 0) return { n: 0, examples: [] }
  const called = new Map(uniques.map(({ id, fields }) => [id as string, fields.map((field) => keyIn(version, field))]))
  const seen = new Map<string, string>()
  const examples: Collisions['examples'][number][] = []
  let n = 0
  for await (const rows of headPages(scope, there)) {
    const wanted = rows.flatMap(({ id, data }) =>
      projectRecord({ ...version, uniques }, [], passOver(op, 'here', data).data).uniques.map((own) => ({ id, own })),
    )
    const held = wanted.map(({ own }) => own)
    const holders = await holdersOf(db, scope.tenant.no, here.no, held)
    for (const { id, own } of wanted) {
      const name = nameOf(own)
      const other = seen.get(name) ?? holders.get(name)?.id
      seen.set(name, seen.get(name) ?? id)
      if (other === undefined) continue
      n += 1
      if (examples.length < mostExamples) examples.push({ record: id, other, fields: called.get(own.rule) ?? [] })
    }
  }
  return { n, examples }
}

function keyIn({ fields }: TriedOps['version'], id: string): string {
  return fields.find((field) => field.id === id)?.key ?? id
}

/** Before publishing, and outside of its transaction. */
export async function refuseCollisions(scope: Scope, name: string): Promise<void> {
  const db = scope.store.read
  const blueprint = await findBlueprint(db, scope.tenant.no, name)
  const draft = blueprint && (await findDraft(db, scope.tenant.no, blueprint.no))
  if (!blueprint || !draft?.ops.some(({ op }) => op === 'mergeBlueprints')) return
  // What is wrong with the draft is said where it is published.
  const tried = await tryOps(db, scope, blueprint, draft.ops).catch((thrown: unknown) => {
    if (thrown instanceof MoldeError) return undefined
    throw thrown
  })
  for (const op of passagesIn(tried?.ops ?? [])) {
    if (!tried || op.op !== 'mergeBlueprints') continue
    const { n, examples } = await collisionsOf(db, scope, blueprint, tried, op)
    if (n === 0) continue
    const [first] = examples
    const pairs = examples.map(({ record, other }) => `${record} (${other})`)
    const said = { n, fields: [...(first?.fields ?? [])], blueprint: op.called, examples: pairs }
    refuseIf([issue(['ops', tried.ops.findIndex(({ id }) => id === op.id), 'blueprint'], 'merge-collides', said)])
  }
}
