// Why a write of a record does not fit what is stored now.
import type { UniqueId } from '@molde/engine'

/** Somebody changed the record since it was read. */
export class StaleRecord extends Error {
  override readonly name = 'StaleRecord'
  constructor(readonly no: number) {
    super(`record ${no} was changed in the meantime`)
  }
}

/** Another live record holds these values of a unique rule. */
export class UniqueTaken extends Error {
  override readonly name = 'UniqueTaken'
  constructor(
    readonly rule: UniqueId,
    /** Public id of the record that holds them. */
    readonly by: string,
  ) {
    super(`the values of unique rule ${rule} belong to record ${by}`)
  }
}

/** A relation names records that do not exist. */
export class TargetMissing extends Error {
  override readonly name = 'TargetMissing'
  constructor(readonly ids: readonly string[]) {
    super(`no such records: ${ids.join(', ')}`)
  }
}
