// Which views of a blueprint carry a key in their records, and in which slot?
import type { BlueprintVersion, SlotName, SortKey } from '@molde/engine'
import type { PinnedView } from '../blueprints/definition.ts'
import type { SlotRow } from '../query/slot-table.ts'
import type { Db } from '../store/store.ts'
import { pinnedRowsOf } from './view-table.ts'

export async function pinnedViewsOf(
  db: Db,
  tenant: number,
  blueprint: number,
  slots: readonly SlotRow[],
  head: BlueprintVersion,
): Promise<PinnedView[]> {
  const held = slots.filter(({ field, status }) => !field.startsWith('f') && status !== 'draining')
  if (held.length === 0) return []
  const rows = await pinnedRowsOf(db, tenant, blueprint)
  return rows.flatMap(({ id, slot, definition, createdBy }) => {
    const own = held.find((one) => one.slot === slot && one.field === slotOwner(id))
    if (!own) return []
    const { filter, shared, sharedWith } = definition
    const sort = sortIn(head, definition.sort)
    const view = filter ? { filter, sort } : { sort }
    return [
      {
        id,
        slot: slot as SlotName,
        view,
        ready: own.status === 'ready',
        shared,
        ...(sharedWith && { sharedWith }),
        createdBy,
      },
    ]
  })
}

/** Fields may have become of another type since, or be gone. */
function sortIn({ fields }: BlueprintVersion, sort: readonly SortKey[]): SortKey[] {
  return sort.flatMap((key) => {
    const { ref } = key
    if (!('field' in ref)) return [key]
    const field = fields.find(({ id }) => id === ref.field)
    return field ? [{ ...key, type: field.type }] : []
  })
}

/** What a slot's row says instead of a field's id. */
export function slotOwner(view: string): string {
  return `view ${view}`
}
