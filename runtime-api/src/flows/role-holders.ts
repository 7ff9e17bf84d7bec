// How many people of the tenant have each role, so that a flow can be told which of its steps hang on one of them?
import type { RoleHolders } from '@molde/engine'
import { countByRole } from '../members/member-table.ts'
import type { Scope } from '../runtime.ts'

/** An owner has every role there is. */
export async function roleHolders(scope: Scope): Promise<RoleHolders> {
  const { owner = 0, ...roles } = await countByRole(scope.runtime.control.read, scope.tenant.no)
  return { everyRole: owner, roles }
}
