// Which flow moves a blueprint's records, compiled.
import { type BlueprintVersion, compileFlow } from '@molde/engine'
import type { FlowInUse } from '../blueprints/definition.ts'
import type { Db } from '../store/store.ts'
import { findFlowVersion, flowsOf } from './flow-table.ts'

/** The blueprint's first flow, at its newest version, made to run on records in the shape of `head`. */
export async function flowInUse(
  db: Db,
  tenant: number,
  blueprint: number,
  head: BlueprintVersion,
): Promise<FlowInUse | undefined> {
  const [row] = await flowsOf(db, tenant, blueprint)
  if (!row) return undefined
  const published = await findFlowVersion(db, tenant, row.no, row.head)
  if (!published) return undefined
  return { no: row.no, id: row.id, version: published.definition, compiled: compileFlow(published.definition, head) }
}
