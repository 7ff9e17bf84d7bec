// Who works with a blueprint besides its own definition: its flows, its shared views, and blueprints that show or count its records.
import { type BlueprintVersion, type FieldDef, type FieldId, type FlowVersion, mentions } from '@molde/engine'
import { readingVersions } from '../computed/related-definitions.ts'
import { type FlowRow, findFlowVersion, flowsOf } from '../flows/flow-table.ts'
import { versionsStillUsed } from '../flows/versions-still-used.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type ViewRow, viewsOf } from '../views/view-table.ts'
import type { BlueprintRow } from './blueprint-table.ts'

export interface UsedFlow {
  readonly row: FlowRow
  /** The one that is published, and older ones that records still go on under. */
  readonly versions: readonly FlowVersion[]
}

export async function usedFlows(db: Db, scope: Scope, blueprint: BlueprintRow): Promise<readonly UsedFlow[]> {
  const tenant = scope.tenant.no
  const used: UsedFlow[] = []
  for (const row of await flowsOf(db, tenant, blueprint.no)) {
    const published = await findFlowVersion(db, tenant, row.no, row.head)
    if (!published) continue
    const older = await versionsStillUsed(db, tenant, row, published.definition.stateField)
    used.push({ row, versions: [published.definition, ...older] })
  }
  return used
}

/** Views that somebody keeps for themselves do not stand in a builder's way. */
export async function usedViews(db: Db, scope: Scope, blueprint: BlueprintRow): Promise<readonly ViewRow[]> {
  const views = await viewsOf(db, scope.tenant.no, blueprint.no, scope.actor)
  return views.filter(({ definition }) => definition.shared || definition.sharedWith)
}

export interface WorkedOut {
  readonly version: BlueprintVersion
  /** Fields that show or count what the field says. */
  readonly fields: readonly FieldDef[]
}

/** Of `version` itself, where records lead to others of their kind, and of every other blueprint. */
export async function workedOutFrom(
  db: Db,
  scope: Scope,
  version: BlueprintVersion,
  field: FieldId,
): Promise<readonly WorkedOut[]> {
  const readers = [version, ...(await readingVersions(db, scope, version.name))]
  return readers
    .map((reader) => ({
      version: reader,
      fields: reader.fields.filter((one) => isWorkedOutFrom(one, reader, version.name, field)),
    }))
    .filter(({ fields }) => fields.length > 0)
}

function isWorkedOutFrom({ computed }: FieldDef, reader: BlueprintVersion, source: string, field: FieldId): boolean {
  if (computed?.kind === 'rollup') {
    const { blueprint, where } = computed
    return blueprint === source && (computed.field === field || (where !== undefined && mentions(where, field)))
  }
  if (computed?.kind !== 'lookup' || computed.field !== field) return false
  return reader.fields.find(({ id }) => id === computed.via)?.blueprint === source
}
