// What stands in the way of records that are to come from another blueprint, or to leave for a new one?
import { type FieldId, type Issue, issue, type MergeBlueprintsOp, type PassageOp, type StoredOp } from '@molde/engine'
import { type BlueprintRow, findBlueprint } from '../blueprints/blueprint-table.ts'
import { findDraft } from '../blueprints/draft-table.ts'
import { findNewBlueprint } from '../blueprints/new-blueprint-table.ts'
import type { TriedOps } from '../blueprints/tried-ops.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { readingVersions } from '../computed/related-definitions.ts'
import { headsOf } from '../flows/flow-table.ts'
import { countsByValue } from '../flows/region-count-table.ts'
import { countsOf } from '../record-store/count-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { subtablesOf } from '../subtables/subtable-table.ts'
import { passageUnderWay } from './under-way.ts'

/** Each at its place in the draft. */
export async function faultyPassages(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  tried: Pick<TriedOps, 'ops' | 'version' | 'head'>,
): Promise<Issue[]> {
  const issues: Issue[] = []
  const named = new Set<string>()
  for (const [i, stored] of tried.ops.entries()) {
    if (!isPassage(stored)) continue
    const at = ['ops', i, 'blueprint']
    const op = stored as unknown as PassageOp
    if (named.has(op.blueprint)) issues.push(issue(at, 'given-twice', { name: op.blueprint }))
    named.add(op.blueprint)
    const label = tried.head.label ?? tried.head.name
    issues.push(...(await rowsInTheWay(db, scope, blueprint.no, at)))
    if (await passageUnderWay(db, scope, blueprint.no)) issues.push(issue(at, 'merge-under-way', { blueprint: label }))
    else if (op.op === 'mergeBlueprints') issues.push(...(await faultyMerge(db, scope, blueprint, tried, op, at)))
    else if (await findNewBlueprint(db, scope.tenant.no, op.blueprint))
      issues.push(issue(at, 'blueprint-exists', { name: op.blueprint }))
  }
  return issues
}

/** Rows that are records belong to one parent in one blueprint, and would be lost from sight in another. */
async function rowsInTheWay(db: Db, scope: Scope, blueprint: number, at: Issue['path']): Promise<Issue[]> {
  const [found] = await subtablesOf(db, scope.tenant.no, blueprint)
  return found ? [issue(at, 'passage-of-rows', { parent: found.parent.name, child: found.child.name })] : []
}

function isPassage({ op }: StoredOp): boolean {
  return op === 'mergeBlueprints' || op === 'splitBlueprint'
}

async function faultyMerge(
  db: Db,
  scope: Scope,
  here: BlueprintRow,
  tried: Pick<TriedOps, 'version' | 'head'>,
  op: MergeBlueprintsOp,
  at: Issue['path'],
): Promise<Issue[]> {
  const tenant = scope.tenant.no
  const there = await findBlueprint(db, tenant, op.blueprint)
  if (!there) return []
  const blueprint = op.called
  const draft = await findDraft(db, tenant, there.no)
  if (draft && draft.ops.length > 0) return [issue(at, 'merge-draft-waits', { blueprint })]
  if (await passageUnderWay(db, scope, there.no)) return [issue(at, 'merge-under-way', { blueprint })]
  return [
    ...(await rowsInTheWay(db, scope, there.no, at)),
    ...(await lostStates(db, scope, here, there, tried, op, at)),
    ...(await lostReaders(db, scope, op, at)),
  ]
}

/** Where records stand in a flow, the flow here must have that state; one that has ended need not go on, if none is here. */
async function lostStates(
  db: Db,
  scope: Scope,
  here: BlueprintRow,
  there: BlueprintRow,
  tried: Pick<TriedOps, 'version' | 'head'>,
  { columns, called }: MergeBlueprintsOp,
  at: Issue['path'],
): Promise<Issue[]> {
  const tenant = scope.tenant.no
  const head = (await findVersion(db, tenant, there.no, there.head))?.definition
  if (!head) return []
  const ours = await headsOf(db, tenant, here.no)
  const issues: Issue[] = []
  for (const [i, theirs] of (await headsOf(db, tenant, there.no)).entries()) {
    const { stateField } = theirs
    const column = columns.find((one) => one.there === stateField)
    const goesOn = column && ours.some((flow) => flow.stateField === column.here)
    const known = new Set<string>(goesOn ? Object.values(column.options ?? {}) : [])
    const options = head.fields.find(({ id }) => id === stateField)?.options ?? []
    const hasEnded = (state: string) => theirs.states.some(({ id, kind }) => id === state && kind === 'final')
    const counted = i === 0 ? await countsOf(db, tenant, there.no) : await heldStates(db, tenant, there.no, stateField)
    const sums = new Map<string, number>()
    for (const { state, n } of counted)
      if (state !== null && !known.has(state) && (ours.length > 0 || !hasEnded(state)))
        sums.set(state, (sums.get(state) ?? 0) + n)
    for (const [state, n] of sums) {
      const option = options.find(({ id }) => id === state)
      issues.push(
        issue(at, 'merge-state-lacks', { n, blueprint: called, value: option?.label ?? option?.key ?? state }),
      )
    }
  }
  return issues
}

/** Of a further flow, whose states are in its field alone. */
async function heldStates(db: Db, tenant: number, blueprint: number, field: FieldId) {
  return (await countsByValue(db, tenant, { blueprint, field })).map(({ value, n }) => ({ state: value, n }))
}

/** What other blueprints count or show of the one that goes would be nothing. */
async function lostReaders(
  db: Db,
  scope: Scope,
  { blueprint: name, called: blueprint }: MergeBlueprintsOp,
  at: Issue['path'],
): Promise<Issue[]> {
  const readers = await readingVersions(db, scope, name)
  return readers.flatMap((reader) =>
    reader.fields.flatMap(({ key, label, computed }) => {
      const via = computed?.kind === 'lookup' ? reader.fields.find(({ id }) => id === computed.via) : undefined
      const reads = computed?.kind === 'rollup' ? computed.blueprint === name : via?.blueprint === name
      const said = { by: label ?? key, reader: reader.label ?? reader.name, blueprint }
      return reads ? [issue(at, 'merge-read-by', said)] : []
    }),
  )
}
