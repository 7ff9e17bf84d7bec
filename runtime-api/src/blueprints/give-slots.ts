// Which fields of a blueprint get a slot, when it is published and when something else needs one to be found fast?
import { type BlueprintVersion, type FieldDef, type SlotName, slotOf } from '@molde/engine'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { allocateSlot, freeSlot, type SlotRow, type SlotStatus, slotsOf } from '../query/slot-table.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
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
): Promise<SlotRow[]> {
  const given: SlotRow[] = []
  for (const field of fields) {
    const kind = slotOf(field)
    const slot =
      kind && (await allocateSlot(tx, tenant, { blueprint, field: field.id, kind, status, forVersion: null }))
    if (slot) given.push(slot)
  }
  return given
}

/** Slots for fields that had none; a job fills them when there are records. Whoever calls it makes the blueprint's rev grow. */
async function prepareFields(tx: Db, scope: Scope, blueprint: Blueprint, fields: readonly FieldDef[]): Promise<void> {
  if (fields.length === 0) return
  const records = await countAll(tx, scope.tenant.no, blueprint.no)
  const slots = await giveSlots(tx, scope.tenant.no, blueprint.no, fields, records > 0 ? 'building' : 'ready')
  await fillLater(
    tx,
    scope,
    blueprint,
    slots.filter(({ status }) => status === 'building'),
    records,
  )
}

/** The slots of pinned views come and go like those of fields. */
export async function fillLater(
  tx: Db,
  scope: Scope,
  blueprint: Blueprint,
  slots: readonly { readonly slot: SlotName }[],
  records: number,
): Promise<void> {
  if (slots.length === 0) return
  const payload = {
    kind: 'fill-slots',
    blueprint: blueprint.name,
    blueprintNo: blueprint.no,
    slots: slots.map(({ slot }) => slot),
  } as const
  await enqueueJob(tx, scope, payload, records)
}

/** What publishing changes: fields that are now marked get a slot, fields that are no longer marked give theirs back. */
export async function moveSlots(
  tx: Db,
  scope: Scope,
  blueprint: Blueprint,
  before: BlueprintVersion,
  after: BlueprintVersion,
): Promise<void> {
  const wanted = fillableFields(after)
  const anew = workedOutAnew(before, after)
  const had = new Set(fillableFields(before).flatMap(({ id }) => (anew.has(id) ? [] : [id])))
  const kept = new Set<string>(wanted.map(({ id }) => id))
  const slots = await slotsOf(tx, scope.tenant.no, blueprint.no)
  const marked = new Set<string>(fillableFields(before).map(({ id }) => id))
  const stays = (field: string) => had.has(field as FieldDef['id']) && kept.has(field)
  for (const { slot, field } of slots) {
    // What lies in the column is overwritten in every row when the slot is given out again.
    if (marked.has(field) && !stays(field)) await freeSlot(tx, scope.tenant.no, blueprint.no, slot)
  }
  await prepareFields(
    tx,
    scope,
    blueprint,
    wanted.filter(({ id }) => !had.has(id)),
  )
}
