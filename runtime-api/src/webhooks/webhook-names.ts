// Which webhooks may a flow call by name?
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { listWebhooks } from './webhook-table.ts'

export async function webhookNames(db: Db, scope: Scope): Promise<readonly string[]> {
  return (await listWebhooks(db, scope.tenant.no)).map(({ name }) => name)
}
