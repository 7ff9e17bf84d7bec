// Somebody has left a tenant: what there was theirs alone goes too.
import type { Runtime } from '../runtime.ts'
import { deleteOwn } from './own-table.ts'

/**
 * After the commit that made them leave: it lies in another database. Should the program end in between, the worker's
 * clean-up finds what is left.
 */
export async function forgetMember(runtime: Runtime, tenant: number, user: string): Promise<void> {
  try {
    const store = await runtime.tenants.open(tenant)
    await store.inTransaction((tx) => deleteOwn(tx, tenant, user))
  } catch (thrown) {
    runtime.log.error({ tenant, err: thrown }, 'what was a former member’s alone is still there; it is swept later')
  }
}
