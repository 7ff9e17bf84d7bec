// What a client hears when a list would have to look through too many records: which field, and what is being done about it.
import type { FieldId } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { listJobs } from '../jobs/job-table.ts'
import { ScanTooLarge, SlotNeeded } from '../query/query-errors.ts'
import type { Scope } from '../runtime.ts'

export async function saySlowList<T>(scope: Scope, definition: Definition, list: () => Promise<T>): Promise<T> {
  try {
    return await list()
  } catch (thrown) {
    if (thrown instanceof SlotNeeded) throw await slotNeeded(scope, definition, thrown.fields)
    if (thrown instanceof ScanTooLarge) throw new ApiError('scan-too-large')
    throw thrown
  }
}

async function slotNeeded(scope: Scope, definition: Definition, needed: readonly FieldId[]): Promise<ApiError> {
  const fields = definition.head.fields.filter(({ id }) => needed.includes(id)).map(({ key }) => key)
  const building = definition.slots.filter(({ field }) => needed.includes(field))
  if (building.length === 0) return new ApiError('scan-too-large', { members: { fields } })
  const jobs = await listJobs(scope.store.read, scope.tenant.no, Number.MAX_SAFE_INTEGER, 100)
  const job = jobs.find(
    ({ payload }) => payload.kind === 'fill-slots' && building.some(({ slot }) => payload.slots.includes(slot)),
  )
  const href = job && `/api/v1/tenants/${scope.tenant.slug}/jobs/${job.id}`
  return new ApiError('slot-building', {
    members: { fields, ...(job ? { job: { id: job.id, href } } : {}) },
    headers: { 'Retry-After': '2' },
  })
}
