// Which flows move a blueprint's records, compiled.
import { type BlueprintVersion, compileFlow, type MoveStatesOp, type StoredOp } from '@molde/engine'
import type { FlowInUse, StateMove } from '../blueprints/definition.ts'
import type { Db } from '../store/store.ts'
import { findFlowVersion, flowsOf } from './flow-table.ts'

/**
 * Each at its newest version, made to run on records in the shape of `head`; the first one first. `published`: the ops into the versions
 * of the blueprint, from the second on.
 */
export async function flowsInUse(
  db: Db,
  tenant: number,
  blueprint: number,
  head: BlueprintVersion,
  published: readonly (readonly StoredOp[])[],
): Promise<readonly FlowInUse[]> {
  const flows: FlowInUse[] = []
  for (const row of await flowsOf(db, tenant, blueprint)) {
    const version = (await findFlowVersion(db, tenant, row.no, row.head))?.definition
    if (!version) continue
    flows.push({
      ...{ no: row.no, id: row.id, version, newest: version.version, compiled: compileFlow(version, head) },
      isFirst: row.isFirst,
      moves: movesOf(published, version.stateField),
      older: new Map(),
    })
  }
  return flows
}

/** The ops by which a flow with this state field moved records; `published` as above. */
export function movesOf(published: readonly (readonly StoredOp[])[], stateField: string): readonly StateMove[] {
  return published.flatMap((ops, i) => movesIn(ops, i + 2, stateField))
}

function movesIn(ops: readonly StoredOp[], version: number, stateField: string): StateMove[] {
  return ops.flatMap((stored) => {
    const op = stored as unknown as MoveStatesOp
    const moved = op.region?.field ?? op.undoes?.region?.field ?? op.field
    const isOurs = stored.op === 'flow' && op.version !== undefined && moved === stateField
    return isOurs ? [{ version, op: op as StateMove['op'] }] : []
  })
}
