// Where an operation finds a blueprint compiled: kept while one number of its row stands still, built anew when it has grown.
import {
  type BlueprintVersion,
  type ComputedKind,
  type FieldDef,
  type FieldId,
  fileFields,
  type SlotMap,
  type StoredOp,
  scopeOf,
} from '@molde/engine'
import { readersFor } from '../computed/readers.ts'
import { ApiError } from '../errors.ts'
import { flowInUse } from '../flows/flow-in-use.ts'
import type { LiveEventHub } from '../live-events/live-event-hub.ts'
import { type SlotRow, slotsOf } from '../query/slot-table.ts'
import { countsOf } from '../record-store/count-table.ts'
import type { Runtime, Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { pinnedViewsOf } from '../views/pinned-views.ts'
import { type BlueprintRow, blueprintRev, findBlueprint, findRev } from './blueprint-table.ts'
import type { Definition } from './definition.ts'
import { RecentlyUsed } from './recently-used.ts'
import { findVersion, opsBetween } from './version-table.ts'

const mostKept = 1_000

/** Per running program, of which the hub is the one part that is never wrapped: two programs in one process (tests) share nothing. */
const kept = new WeakMap<LiveEventHub, RecentlyUsed<string, Definition>>()

/** The blueprint was changed by somebody else while an operation was at work with it; the operation begins again. */
export class StaleDefinition extends Error {
  override readonly name = 'StaleDefinition'
}

/** The newest definition; one small statement when nothing has changed. Unknown and trashed are the same 404. */
export async function definitionOf(scope: Scope, db: Db, name: string): Promise<Definition> {
  const known = keptDefinition(scope, name)
  if (known) {
    const now = await findRev(db, scope.tenant.no, name)
    if (now && Number(now.no) === known.no && now.rev === known.rev) return known
  }
  const fresh = await definitionInside(db, scope, name)
  definitionsOf(scope.runtime).set(keyOf(scope, name), fresh)
  return fresh
}

/** Inside of a transaction that makes or changes the blueprint: what it sees may never be committed, so it is not kept. */
export async function definitionInside(tx: Db, scope: Scope, name: string): Promise<Definition> {
  const row = await findBlueprint(tx, scope.tenant.no, name)
  if (!row) throw new ApiError('not-found')
  return compile(scope, tx, row)
}

/** What this process knows, perhaps old: fit for a write, which looks again inside of its transaction (`holdDefinition`). */
export function keptDefinition(scope: Scope, name: string): Definition | undefined {
  return definitionsOf(scope.runtime).get(keyOf(scope, name))
}

/** Inside of a write's transaction: nothing compiled has changed, and nothing will until the transaction ends. */
export async function holdDefinition(tx: Db, tenant: number, definition: Definition): Promise<void> {
  if ((await blueprintRev(tx, tenant, definition.no)) !== definition.rev) throw new StaleDefinition()
}

/** The ops of every version after `from`, which is where a record rests. */
export async function opsSince(
  scope: Scope,
  db: Db,
  definition: Definition,
  from: number,
): Promise<readonly (readonly StoredOp[])[]> {
  const known = definition.opsSince.get(from)
  if (known) return known
  const ops = await opsBetween(db, scope.tenant.no, definition.no, from, definition.head.version)
  definition.opsSince.set(from, ops)
  return ops
}

/** A published version, kept as long as the definition it belongs to. */
export async function versionOf(
  scope: Scope,
  db: Db,
  definition: Definition,
  version: number,
): Promise<BlueprintVersion> {
  if (version === definition.head.version) return definition.head
  const known = definition.versions.get(version)
  if (known) return known
  const row = await findVersion(db, scope.tenant.no, definition.no, version)
  if (!row) throw new ApiError('not-found')
  definition.versions.set(version, row.definition)
  return row.definition
}

async function compile(scope: Scope, db: Db, row: BlueprintRow): Promise<Definition> {
  const tenant = scope.tenant.no
  const head = await findVersion(db, tenant, row.no, row.head)
  const slots = await slotsOf(db, tenant, row.no)
  const flow = head && (await flowInUse(db, tenant, row.no, head.definition))
  const pinned = await pinnedViewsOf(db, tenant, row.no, slots)
  const counts = await countsOf(db, tenant, row.no)
  const readers = await readersFor(db, tenant, row.name)
  const allOps = await opsBetween(db, tenant, row.no, 1, row.head)
  // Read in several statements: if the blueprint moved on meanwhile, parts of two definitions may have met.
  if (!head || (await findBlueprint(db, tenant, row.name))?.rev !== row.rev) {
    return definitionInside(db, scope, row.name)
  }
  const fields = slots.filter((slot) => slot.status !== 'draining' && slot.field.startsWith('f')) as (SlotRow &
    SlotMap[number])[]
  const stateField = head.definition.fields.find(({ id }) => id === flow?.version.stateField)
  return {
    no: row.no,
    id: row.id,
    name: row.name,
    rev: row.rev,
    head: head.definition,
    scope: scopeOf(head.definition),
    slots: fields,
    readySlots: fields.filter((slot) => slot.status === 'ready'),
    pinnedViews: pinned,
    flow,
    isEntered: flow !== undefined && counts.every(({ state, live }) => state !== null || !live),
    stateKeys: new Map(stateField?.options?.map((option) => [option.id, option.key])),
    relations: head.definition.fields.filter(({ type }) => type === 'relation'),
    users: head.definition.fields.filter(({ type, computed }) => type === 'user' && !computed),
    files: fileFields(head.definition.fields),
    lookups: computedBy(head.definition, 'lookup'),
    rollups: computedBy(head.definition, 'rollup'),
    numbers: computedBy(head.definition, 'autonumber'),
    readers,
    filled: filledFields(allOps, head.definition),
    opsSince: new Map(),
    versions: new Map(),
  }
}

function computedBy({ fields }: BlueprintVersion, kind: ComputedKind): readonly FieldDef[] {
  return fields.filter(({ computed }) => computed?.kind === kind)
}

/** Fields that records below the newest version show with a value they do not hold. */
function filledFields(ops: readonly (readonly StoredOp[])[], head: BlueprintVersion): ReadonlySet<FieldId> {
  const adds = ops.flat().filter((op) => op.op === 'add' && op['fill'] !== undefined)
  // What is worked out is worked out anew in every shape.
  const computed = head.version > 1 ? head.fields.filter((field) => field.computed) : []
  return new Set([...adds.map((op) => (op['field'] as { readonly id: FieldId }).id), ...computed.map(({ id }) => id)])
}

function definitionsOf({ hub }: Runtime): RecentlyUsed<string, Definition> {
  const known = kept.get(hub)
  if (known) return known
  const fresh = new RecentlyUsed<string, Definition>(mostKept)
  kept.set(hub, fresh)
  return fresh
}

function keyOf(scope: Scope, name: string): string {
  return `${scope.tenant.no} ${name}`
}
