// Which flows does the tenant have, and what is in each and its versions?
import type {
  BlueprintVersion,
  FlowVersion,
  JsonObject,
  MoveStatesOp,
  OtherBlueprints,
  RoleHolders,
  StoredOp,
} from '@molde/engine'
import { type BlueprintRow, findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import type { NamePage } from '../blueprints/read-blueprints.ts'
import { findVersion, opsBetween } from '../blueprints/version-table.ts'
import { type Calendars, calendarsOf } from '../calendars/calendars-of.ts'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { webhookNames } from '../webhooks/webhook-names.ts'
import {
  countFlows,
  type FlowRow,
  type FlowVersionRow,
  findFlow,
  findFlowVersion,
  headsOf,
  listFlows as listRows,
  listFlowVersions as listVersionRows,
} from './flow-table.ts'
import { othersOfDocument, othersOfFlow } from './other-blueprints.ts'
import { presentFlow } from './present-flow.ts'
import { roleHolders } from './role-holders.ts'

export interface KnownFlow {
  readonly row: FlowRow
  /** Newest version of the flow and of its blueprint. */
  readonly head: FlowVersionRow
  readonly blueprint: BlueprintVersion
  readonly blueprintRow: BlueprintRow
  /** Ops into its versions; absent where many flows are listed. */
  readonly opsInto?: (version: number) => readonly StoredOp[]
  /** How many people have each role; absent where many flows are listed. */
  readonly holders?: RoleHolders
  /** Blueprints that its actions speak of, and those of a document that is to be read. */
  readonly others?: OtherBlueprints
  /** The newest versions of the others; absent where many flows are listed. */
  readonly beside?: readonly FlowVersion[]
  /** Names of webhooks. */
  readonly endpoints?: readonly string[]
  readonly calendars?: Calendars
}

export async function listFlows(scope: Scope, page: NamePage) {
  const db = scope.store.read
  const rows = await listRows(db, scope.tenant.no, page.after, page.limit + 1)
  const items: JsonObject[] = []
  for (const row of rows.slice(0, page.limit)) {
    const known = await knownFlow(db, scope, row)
    if (known) items.push(present(known, known.head))
  }
  return {
    items,
    next: rows.length > page.limit ? rows[page.limit - 1]?.name : undefined,
    count: { value: await countFlows(db, scope.tenant.no), capped: false },
  }
}

export async function readFlow(scope: Scope, name: string): Promise<JsonObject> {
  const known = await flowNamed(scope.store.read, scope, name)
  return { ...present(known, known.head), ...(hasMoved(known) && { moved: true }) }
}

/** Did the newest version move records, so that the next one may bring them back? */
function hasMoved({ row, blueprintRow, opsInto }: KnownFlow): boolean {
  const published = Array.from({ length: blueprintRow.head }, (_, i) => opsInto?.(i + 1) ?? []).flat()
  const moves = published.filter(({ op }) => op === 'flow') as unknown as readonly MoveStatesOp[]
  return moves.some(({ flow, version, undoes }) => flow === row.name && version === row.head && !undoes)
}

export async function listFlowVersions(
  scope: Scope,
  name: string,
  page: { readonly before: number; readonly limit: number },
) {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const rows = await listVersionRows(db, scope.tenant.no, known.row.no, page.before, page.limit + 1)
  const shown = rows.slice(0, page.limit)
  return {
    items: shown.map((version) => present(known, version)),
    next: rows.length > page.limit ? shown.at(-1)?.version : undefined,
    count: { value: known.row.head, capped: false },
  }
}

export async function readFlowVersion(scope: Scope, name: string, version: number): Promise<JsonObject> {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const row = await findFlowVersion(db, scope.tenant.no, known.row.no, version)
  if (!row) throw new ApiError('not-found')
  return present(known, row)
}

/** A flow whose blueprint is in the trash is not there either. */
export async function flowNamed(db: Db, scope: Scope, name: string): Promise<KnownFlow> {
  const row = await findFlow(db, scope.tenant.no, name)
  const known = row && (await knownFlow(db, scope, row))
  if (!known) throw new ApiError('not-found')
  const { no, head } = known.blueprintRow
  const published = await opsBetween(db, scope.tenant.no, no, 1, head)
  const holders = await roleHolders(scope)
  const endpoints = await webhookNames(db, scope)
  const calendars = await calendarsOf(db, scope)
  const beside = await headsOf(db, scope.tenant.no, no, known.row.no)
  return { ...known, opsInto: (version) => published[version - 2] ?? [], holders, endpoints, calendars, beside }
}

/** Ready for this document to be read as its next version. */
export async function knownFor(db: Db, scope: Scope, known: KnownFlow, document: JsonObject): Promise<KnownFlow> {
  return { ...known, others: await othersOfDocument(db, scope, known.blueprint, document) }
}

async function knownFlow(db: Db, scope: Scope, row: FlowRow): Promise<KnownFlow | undefined> {
  const tenant = scope.tenant.no
  const head = await findFlowVersion(db, tenant, row.no, row.head)
  const [blueprint] = await findBlueprintsByNo(db, tenant, [row.blueprint])
  if (!head || !blueprint || blueprint.trashedAt !== null) return undefined
  const version = await findVersion(db, tenant, blueprint.no, blueprint.head)
  if (!version) return undefined
  const others = await othersOfFlow(db, scope, head.definition)
  return { row, head, blueprint: version.definition, blueprintRow: blueprint, others }
}

function present({ row, blueprint, others }: KnownFlow, version: FlowVersionRow): JsonObject {
  const { definition, publishedAt, publishedBy } = version
  return presentFlow(
    { id: row.id, isFirst: row.isFirst, version: definition, publishedAt, publishedBy },
    blueprint,
    others,
  )
}
