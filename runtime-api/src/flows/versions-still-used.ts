// Which older versions of a flow do records still go on under? What those need is as little to be taken away as what the newest one does.
import type { FieldId, FlowVersion } from '@molde/engine'
import { opsBetween } from '../blueprints/version-table.ts'
import { isAnyUnderFlow } from '../record-store/record-scan-table.ts'
import type { Db } from '../store/store.ts'
import { movesOf } from './flow-in-use.ts'
import { isLate } from './flow-of-record.ts'
import { type FlowRow, findFlowVersion } from './flow-table.ts'

/** Only versions that some later one let records finish under, or leave later; without such a one nothing is looked at. */
export async function versionsStillUsed(
  db: Db,
  tenant: number,
  { no: flow, blueprint, head, isFirst }: FlowRow,
  stateField: FieldId,
): Promise<FlowVersion[]> {
  const published = await opsBetween(db, tenant, blueprint, 1, 2_000_000_000)
  const late = movesOf(published, stateField).filter((move) => move.op.version <= head && isLate(move))
  const found: FlowVersion[] = []
  for (const { op, version: crossedAt } of late) {
    const version = op.version - 1
    const row = await findFlowVersion(db, tenant, flow, version)
    if (!row) continue
    // Who has arrived needs nothing any more.
    const outside = row.definition.states.flatMap(({ id, kind }) => (kind === 'final' ? [id] : []))
    const further = isFirst ? undefined : { flow, field: stateField, crossedAt }
    if (await isAnyUnderFlow(db, tenant, blueprint, { version, outside, further })) found.push(row.definition)
  }
  return found
}
