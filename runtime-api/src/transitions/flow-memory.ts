// Where did a record stand last in the groups of its flow, in the words of the version that it goes on under?
import { type FlowMemory, hasHistory, type MovedStep, type OptionId, stateAfterMove } from '@molde/engine'
import type { FlowInUse } from '../blueprints/definition.ts'
import { standingMoves } from '../flows/flow-of-record.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { findMemory, putMemory } from './memory-table.ts'

/**
 * A state that a later version of the flow has taken away is remembered as the one that its records went on in. What that version has
 * no word for at all, the engine leaves out.
 */
export async function memoryOf(
  db: Db,
  scope: Scope,
  flow: FlowInUse,
  { no, data }: Pick<RecordRow, 'no' | 'data'>,
): Promise<FlowMemory> {
  if (!hasHistory(flow.version)) return {}
  const row = await findMemory(db, scope.tenant.no, no, flow.no)
  if (!row) return {}
  const { version } = flow.version
  const since = standingMoves(flow.moves).filter(({ op }) => op.version > row.flowVersion && op.version <= version)
  const moved = (node: string) => since.reduce((at, { op }) => stateAfterMove(op, at as OptionId, data) ?? at, node)
  return Object.fromEntries(Object.entries(row.memory).map(([history, nodes]) => [history, nodes.map(moved)]))
}

/** What a step has noted, or the beginning of a record. */
export async function keepMemory(
  tx: Db,
  scope: Scope,
  flow: FlowInUse,
  { no, rev }: Pick<RecordRow, 'no' | 'rev'>,
  memory: MovedStep['memory'],
): Promise<void> {
  if (Object.keys(memory).length === 0) return
  const flowVersion = flow.version.version
  await putMemory(tx, scope.tenant.no, { record: no, flow: flow.no, flowVersion, rev, memory })
}
