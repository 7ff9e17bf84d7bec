// Which older versions of a flow do records still go on under? What those need is as little to be taken away as what the newest one does.
import type { FlowVersion, MoveStatesOp } from '@molde/engine'
import { opsBetween } from '../blueprints/version-table.ts'
import { isAnyUnderFlow } from '../record-store/record-scan-table.ts'
import type { Db } from '../store/store.ts'
import { findFlowVersion } from './flow-table.ts'

interface Used {
  readonly blueprint: number
  readonly flow: number
  readonly head: number
}

/** Only versions that some later one let records finish under, or leave later; without such a one nothing is looked at. */
export async function versionsStillUsed(
  db: Db,
  tenant: number,
  { blueprint, flow, head }: Used,
): Promise<FlowVersion[]> {
  const published = (await opsBetween(db, tenant, blueprint, 1, 2_000_000_000)).flat()
  const moves = published.filter(({ op }) => op === 'flow') as unknown as readonly MoveStatesOp[]
  const late = moves.flatMap(({ version, policy }) =>
    version !== undefined && version <= head && Object.keys(policy).length > 0 ? [version - 1] : [],
  )
  const found: FlowVersion[] = []
  for (const version of late) {
    const row = await findFlowVersion(db, tenant, flow, version)
    if (!row) continue
    // Who has arrived needs nothing any more.
    const outside = row.definition.states.flatMap(({ id, kind }) => (kind === 'final' ? [id] : []))
    if (await isAnyUnderFlow(db, tenant, blueprint, { version, outside })) found.push(row.definition)
  }
  return found
}
