// Why is a list not answered, though it is well asked?
import type { FieldId } from '@molde/engine'

/** Rows looked at for a condition that no index answers. */
export const mostScanned = 20_000

/** Too many rows for a scan, and these fields have no slot yet: once they have, the list is answered. */
export class SlotNeeded extends Error {
  override readonly name = 'SlotNeeded'
  constructor(readonly fields: readonly FieldId[]) {
    super(`fields without a slot: ${fields.join(', ')}`)
  }
}

/** Too many rows for a scan, and no slot would help: the condition itself is one that only a row can answer. */
export class ScanTooLarge extends Error {
  override readonly name = 'ScanTooLarge'
  constructor() {
    super(`more than ${mostScanned} rows would have to be looked at`)
  }
}
