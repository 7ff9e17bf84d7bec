// Saved views: made, changed, taken away. A pinned one gets a slot for its key, which a job fills.
import type { JsonObject, SlotName } from '@molde/engine'
import { issue, refuseIf } from '@molde/engine'
import { listAutomations } from '../automations/automation-table.ts'
import { findBlueprintsByNo, touchBlueprint } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { fillLater } from '../blueprints/give-slots.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { ApiError } from '../errors.ts'
import { announce } from '../live-events/announce.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import { newId } from '../new-id.ts'
import { allocateSlot, freeSlot, type SlotStatus } from '../query/slot-table.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import { slotOwner } from './pinned-views.ts'
import { presentView } from './present-view.ts'
import { readView, type WireView } from './read-view.ts'
import { checkSharedWith, isSameAudience, isVisible } from './view-audience.ts'
import {
  deleteView as deleteRow,
  findView,
  findViewNamed,
  insertView,
  type StoredView,
  updateView,
  type ViewRow,
  viewNameTaken,
} from './view-table.ts'

export async function createView(
  scope: Scope,
  wire: WireView & { readonly name: string; readonly blueprint: string },
): Promise<JsonObject> {
  await checkSharedWith(scope, wire)
  const { made, view } = await inDefinition(scope, wire.blueprint, async (definition) => {
    const view = readView(definition, wire)
    const made = await commit(scope, definition, (tx) => insertNewView(tx, scope, definition, { wire, view }))
    return { made, view }
  }).catch((thrown: unknown) => {
    throw missingBlueprint(thrown, wire.blueprint)
  })
  announceView(scope, [{ name: wire.name, definition: view, createdBy: scope.actor.id }])
  return readSavedView(scope, made)
}

/** Answers the new view's id. */
export async function insertNewView(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { wire, view }: { readonly wire: WireView & { readonly name: string }; readonly view: StoredView },
): Promise<string> {
  const at = scope.runtime.now()
  const id = newId(at)
  const { no: blueprint } = definition
  await lockNames(tx, scope.tenant.no)
  if (await viewNameTaken(tx, scope.tenant.no, blueprint, wire.name, 0)) throw nameTaken(wire.name)
  const slot = view.pinned ? await pin(tx, scope, definition, id) : null
  const row = { id, blueprint, name: wire.name, label: wire.label, definition: view, slot, at, by: scope.actor.id }
  await insertView(tx, scope.tenant.no, row)
  return id
}

export async function readSavedView(scope: Scope, name: string): Promise<JsonObject> {
  const { row, definition } = await viewNamed(scope, name)
  return presentView(row, definition)
}

export async function changeView(scope: Scope, name: string, wire: WireView): Promise<JsonObject> {
  const found = await viewNamed(scope, name)
  await checkSharedWith(scope, wire, found.row.definition.sharedWith?.members)
  const audiences = await inDefinition(scope, found.definition.name, (definition) =>
    commit(scope, definition, async (tx) => {
      const row = await heldView(tx, scope, found.row.id)
      const view = readView(definition, wire, row.definition)
      const newName = wire.name ?? row.name
      if (await viewNameTaken(tx, scope.tenant.no, row.blueprint, newName, row.no)) throw nameTaken(newName)
      // A key of another filter or order is another key: every record gets it anew.
      const sameKey = view.pinned && row.slot !== null && wire.filter === undefined && wire.sort === undefined
      if (!sameKey) await unpin(tx, scope, row)
      // What is known of a pinned view says also whose it is.
      else if (!isSameAudience(view, row.definition)) await touchBlueprint(tx, scope.tenant.no, row.blueprint)
      const slot = sameKey ? row.slot : view.pinned ? await pin(tx, scope, definition, row.id) : null
      const label = wire.label ?? row.label ?? undefined
      await updateView(tx, scope.tenant.no, {
        no: row.no,
        name: newName,
        label,
        definition: view,
        slot,
        at: scope.runtime.now(),
      })
      return [row, { name: newName, definition: view, createdBy: row.createdBy }]
    }),
  )
  announceView(scope, audiences)
  // Shown also to an owner who has just made somebody else's view theirs alone: it is gone from sight only afterwards.
  const row = await findView(scope.store.read, scope.tenant.no, found.row.id)
  if (!row) throw new ApiError('not-found')
  return presentView(row, await definitionOf(scope, scope.store.read, found.definition.name))
}

export async function deleteView(scope: Scope, name: string): Promise<void> {
  const found = await viewNamed(scope, name)
  const row = await scope.store.inTransaction(async (tx) => {
    const held = await heldView(tx, scope, found.row.id)
    await refuseAwaited(tx, scope, held)
    await unpin(tx, scope, held)
    await deleteRow(tx, scope.tenant.no, held.no)
    return held
  })
  announceView(scope, [row])
}

/** A form that sets something off is not taken away below it. */
async function refuseAwaited(tx: Db, scope: Scope, { id, name }: ViewRow): Promise<void> {
  const automations = (await listAutomations(tx, scope.tenant.no)).flatMap(({ definition: { trigger }, ...one }) =>
    trigger.kind === 'submitted' && trigger.form === id ? [one.name] : [],
  )
  if (automations.length > 0)
    throw new ApiError('conflict', { issues: [issue([], 'form-in-use', { name, automations })] })
}

/**
 * As it is now, while nobody else changes it: of two who change different members at once, neither takes back what the other
 * did, and a slot that was given away meanwhile is not freed again.
 */
async function heldView(tx: Db, scope: Scope, id: string): Promise<ViewRow> {
  await lockNames(tx, scope.tenant.no)
  const row = await findView(tx, scope.tenant.no, id)
  if (!row || !isVisible(scope, row)) throw new ApiError('not-found')
  refuseForeign(scope, row)
  return row
}

type ShownView = Pick<ViewRow, 'name' | 'definition' | 'createdBy'>

/**
 * What somebody keeps to themselves, or shares with some, has no name for others. Who saw it before is told as well; by the name it
 * had then, which those who see it now may not know.
 */
function announceView(scope: Scope, views: readonly ShownView[]): void {
  const names = [...new Set(views.map(({ name }) => name))]
  announce(
    scope,
    names.map((name) =>
      changeOf(
        scope,
        name,
        views.filter((view) => view.name === name),
      ),
    ),
  )
}

function changeOf(scope: Scope, name: string, audiences: readonly ShownView[]): LiveEvent {
  const isForAll = audiences.some(({ definition }) => definition.shared)
  const makers = audiences.flatMap(({ createdBy }) => createdBy ?? [])
  const among = {
    roles: audiences.flatMap(({ definition }) => definition.sharedWith?.roles ?? []),
    members: [
      scope.actor.id,
      ...makers,
      ...audiences.flatMap(({ definition }) => definition.sharedWith?.members ?? []),
    ],
  }
  return { kind: 'definition.changed', definition: 'view', name, ...(isForAll ? {} : { among }) }
}

/** By id, or by a name that only one view has. A view that is not shared exists for its maker only, one that is shared with some for them, too. */
export async function viewNamed(
  scope: Scope,
  name: string,
): Promise<{ readonly row: ViewRow; readonly definition: Definition }> {
  const db = scope.store.read
  const row =
    (await findView(db, scope.tenant.no, name)) ?? (await findViewNamed(db, scope.tenant.no, name, scope.actor))
  if (!row || !isVisible(scope, row)) throw new ApiError('not-found')
  const [blueprint] = await findBlueprintsByNo(db, scope.tenant.no, [row.blueprint])
  if (!blueprint || blueprint.trashedAt !== null) throw new ApiError('not-found')
  return { row, definition: await definitionOf(scope, db, blueprint.name) }
}

/** Somebody else's shared view is changed by them or by an owner. */
function refuseForeign(scope: Scope, row: ViewRow): void {
  if (row.createdBy !== scope.actor.id && !scope.actor.roles.includes('owner')) throw new ApiError('forbidden')
}

async function pin(tx: Db, scope: Scope, definition: Definition, view: string): Promise<SlotName> {
  const { no: blueprint, name } = definition
  const records = await countAll(tx, scope.tenant.no, blueprint)
  const status: SlotStatus = records > 0 ? 'building' : 'ready'
  const slot = await allocateSlot(tx, scope.tenant.no, {
    blueprint,
    field: slotOwner(view),
    kind: 's',
    status,
    forVersion: null,
  })
  if (!slot) {
    refuseIf([issue(['pinned'], 'no-free-slot')])
    throw new Error('a refusal without a reason')
  }
  await touchBlueprint(tx, scope.tenant.no, blueprint)
  if (slot.status === 'building') await fillLater(tx, scope, { no: blueprint, name }, [slot.slot], { records })
  return slot.slot
}

async function unpin(tx: Db, scope: Scope, row: ViewRow): Promise<void> {
  if (row.slot === null) return
  await freeSlot(tx, scope.tenant.no, row.blueprint, row.slot as SlotName)
  await touchBlueprint(tx, scope.tenant.no, row.blueprint)
}

function nameTaken(name: string): ApiError {
  return new ApiError('name-taken', { detail: `There is a view “${name}” already` })
}

/** A blueprint that is named in the body and not in the path is refused at its place. */
function missingBlueprint(thrown: unknown, name: string): unknown {
  if (!(thrown instanceof ApiError && thrown.code === 'not-found')) return thrown
  return new ApiError('invalid', {
    issues: [issue(['blueprint'], 'unknown-blueprint', { name: name.slice(0, 60), known: [] })],
  })
}
