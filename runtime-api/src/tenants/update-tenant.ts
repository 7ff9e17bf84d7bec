// Changes a tenant's name, slug, zone, languages, currency or the day on which its weeks begin.
import { type Language, refuseIf } from '@molde/engine'
import { setSchedulesAnew } from '../automations/fire-schedules.ts'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, revMatches } from '../http/preconditions.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import { setAllTimers } from '../timers/set-all-timers.ts'
import { checkCurrency, checkLanguages, checkSlug, checkTimeZone, withOwnFirst } from './check-tenant.ts'
import {
  findTenantByNo,
  slugIsTaken,
  type TenantRow,
  updateTenant as updateRow,
  type WeekStart,
} from './tenant-table.ts'

export interface TenantChange {
  readonly name?: string
  readonly slug?: string
  readonly timezone?: string
  readonly language?: Language
  readonly languages?: readonly Language[]
  readonly currency?: string
  readonly weekStart?: WeekStart | null
}

export async function updateTenant(
  scope: Scope,
  change: TenantChange,
  expected: ExpectedRev | undefined,
  show: (tenant: TenantRow) => unknown,
): Promise<TenantRow> {
  refuseIf([
    ...(change.slug === undefined || change.slug === scope.tenant.slug ? [] : checkSlug(change.slug)),
    ...(change.timezone === undefined ? [] : checkTimeZone(change.timezone)),
    ...(change.currency === undefined ? [] : checkCurrency(change.currency)),
    ...(change.languages === undefined
      ? []
      : checkLanguages(change.languages, change.language ?? scope.tenant.language)),
  ])
  const updated = await scope.runtime.control.inTransaction(async (tx) => {
    // Slugs are the names of tenants; 0 is none of them.
    await lockNames(tx, 0)
    const before = await findTenantByNo(tx, scope.tenant.no)
    if (!before) throw new ApiError('not-found')
    if (!revMatches(expected, before.rev)) throw new ApiError('stale-rev', { members: { current: show(before) } })
    const changed = { ...before, ...change }
    // Who has words in one language only has them in another one from now on, and still in one.
    const kept = change.languages ?? (before.languages.length > 1 ? before.languages : [])
    const after = { ...changed, languages: withOwnFirst(kept, changed.language) }
    if (await slugIsTaken(tx, after.slug, before.no)) throw new ApiError('name-taken')
    if (!(await updateRow(tx, before, after))) throw new ApiError('stale-rev', { members: { current: show(before) } })
    return { ...after, rev: before.rev + 1 }
  })
  if (updated.timezone !== scope.tenant.timezone) {
    await scope.store.inTransaction(async (tx) => {
      await setAllTimers(tx, scope)
      await setSchedulesAnew(tx, { ...scope, tenant: updated })
    })
    scope.runtime.hub.wake(scope.tenant.no)
  }
  return updated
}
