// The tenants a person belongs to, and how many.
import type { Runtime } from '../runtime.ts'
import { countTenantsOfMember, findTenantByNo, listTenantsOfMember, type Role, type TenantRow } from './tenant-table.ts'

export { type Role, type TenantRow, weekStarts } from './tenant-table.ts'

export function readTenants(
  runtime: Runtime,
  user: string,
  page: { readonly after: readonly [number, string] | undefined; readonly limit: number },
): Promise<{ tenant: TenantRow; role: Role }[]> {
  return listTenantsOfMember(runtime.control.read, user, page)
}

export function countTenants(runtime: Runtime, user: string): Promise<number> {
  return countTenantsOfMember(runtime.control.read, user)
}

export function readTenant(runtime: Runtime, no: number): Promise<TenantRow | undefined> {
  return findTenantByNo(runtime.control.read, no)
}
