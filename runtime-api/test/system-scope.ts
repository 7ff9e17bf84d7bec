// The program itself acts in a tenant, as its worker does: for tests that look past the routes.
import type { Runtime, Scope } from '../src/runtime.ts'
import { findTenantByNo } from '../src/tenants/tenant-table.ts'

export async function systemScope(runtime: Runtime, tenantNo: number): Promise<Scope> {
  const tenant = await findTenantByNo(runtime.control.read, tenantNo)
  if (!tenant) throw new Error('no such tenant')
  const store = await runtime.tenants.open(tenantNo)
  return { runtime, tenant, store, actor: { kind: 'system', id: 'system', roles: [] }, language: 'en' }
}
