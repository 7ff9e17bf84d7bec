// Which fields of a blueprint get a slot, when it is published and when something else needs one to be found fast?
import {
  type BlueprintVersion,
  changesUniques,
  compilePlan,
  type FieldDef,
  type FieldId,
  type SlotName,
  type StoredOp,
  slotOf,
} from '@molde/engine'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { allocateSlot, freeSlot, rebuildSlot, type SlotRow, type SlotStatus, slotsOf } from '../query/slot-table.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type BlueprintRow, setDerivedFrom, setKeysFor } from './blueprint-table.ts'
import { workedOutAnew } from './worked-out-anew.ts'

interface Blueprint {
  readonly no: number
  readonly name: string
}

/** Marked as quick filter, and of a kind that has slots. */
export function fillableFields(version: BlueprintVersion): readonly FieldDef[] {
  return version.fields.filter((field) => field.quickFilter === true && slotOf(field) !== null)
}

/** When all slots of a kind are taken, the field goes without: lists read it from the documents, within bounds. */
export async function giveSlots(
  tx: Db,
  tenant: number,
  blueprint: number,
  fields: readonly FieldDef[],
  status: SlotStatus,
  forVersion: number | null = null,
): Promise<SlotRow[]> {
  const given: SlotRow[] = []
  for (const field of fields) {
    const kind = slotOf(field)
    const slot = kind && (await allocateSlot(tx, tenant, { blueprint, field: field.id, kind, status, forVersion }))
    if (slot) given.push(slot)
  }
  return given
}

/** The slots of pinned views come and go like those of fields. */
export async function fillLater(
  tx: Db,
  scope: Scope,
  blueprint: Blueprint,
  slots: readonly SlotName[],
  { records, ...more }: { readonly records: number; readonly version?: number; readonly derives?: true },
): Promise<void> {
  if (slots.length === 0 && !more.derives) return
  const payload = {
    kind: 'fill-slots',
    blueprint: blueprint.name,
    blueprintNo: blueprint.no,
    slots,
    ...more,
  } as const
  await enqueueJob(tx, scope, payload, records)
}

/**
 * What publishing changes: fields that are now marked get a slot, fields that are no longer marked give theirs back, and where values
 * change, a job brings everything that is derived from records up to date. Lists do without it meanwhile.
 */
export async function moveSlots(
  tx: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  before: BlueprintVersion,
  after: BlueprintVersion,
  ops: readonly StoredOp[],
): Promise<void> {
  const tenant = scope.tenant.no
  const wanted = fillableFields(after)
  const { touches, changes } = compilePlan(() => ops, before.version, after.version)
  const carried: ReadonlySet<FieldId> = blueprint.keepsAttics ? touches : changes
  const anew = workedOutAnew(before, after, carried)
  const changed: ReadonlySet<string> = new Set([...carried, ...anew])
  const kinds = new Map(fillableFields(before).map((field) => [field.id as string, slotOf(field)]))
  const stays = new Set(wanted.filter((field) => kinds.get(field.id) === slotOf(field)).map(({ id }) => id as string))
  const slots = await slotsOf(tx, tenant, blueprint.no)
  for (const { slot, field } of slots) {
    // What lies in the column is overwritten in every row when the slot is given out again.
    if (kinds.has(field) && !stays.has(field)) await freeSlot(tx, tenant, blueprint.no, slot)
  }
  const records = await countAll(tx, tenant, blueprint.no)
  const given = await giveSlots(
    tx,
    tenant,
    blueprint.no,
    wanted.filter(({ id }) => !stays.has(id)),
    records > 0 ? 'building' : 'ready',
    after.version,
  )
  const fresh = given.filter(({ status }) => status === 'building').map(({ slot }) => slot)
  const nothingMore = { records, version: after.version } as const
  if (records === 0) return fillLater(tx, scope, blueprint, fresh, nothingMore)
  const keysChange =
    ops.some(changesUniques) || after.uniques.some(({ fields }) => fields.some((id) => changed.has(id)))
  if (keysChange) await setKeysFor(tx, tenant, blueprint.no, after.version)
  // Lists do not read what is unique: they go on as they are.
  if (changed.size === 0)
    return fillLater(tx, scope, blueprint, fresh, { ...nothingMore, ...(keysChange && { derives: true }) })
  // A view's key may hold any field's value.
  const stale = slots.filter(({ field }) => (stays.has(field) ? changed.has(field) : !kinds.has(field)))
  for (const { slot } of stale) await rebuildSlot(tx, tenant, blueprint.no, slot, after.version)
  await setDerivedFrom(tx, tenant, { no: blueprint.no, head: after.version, from: before.version })
  const all = [...fresh, ...stale.map(({ slot }) => slot)]
  await fillLater(tx, scope, blueprint, all, { records, version: after.version, derives: true })
}
