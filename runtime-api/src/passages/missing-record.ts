// A record that is not in this blueprint: is it gone, or has it passed on to another one?
import { labelIn } from '@molde/engine'
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { findRecord } from '../record-store/record-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { blueprintsBehind } from './kin.ts'

/** What to answer somebody who asks for it here. */
export async function missingRecord(db: Db, scope: Scope, { no, name }: Definition, id: string): Promise<ApiError> {
  const tenant = scope.tenant.no
  const others = (await blueprintsBehind(db, tenant, name)).filter((other) => other !== no)
  for (const { no: other, name: into, label, trashedAt } of await findBlueprintsByNo(db, tenant, others)) {
    if (trashedAt !== null || !(await findRecord(db, tenant, other, id))?.live) continue
    const called = labelIn(label ?? undefined, readerOf(scope), into)
    const detail = {
      en: `The record is in “${called}” (${into}) now, under the same id`,
      'pt-BR': `O registro está agora em “${called}” (${into}), com o mesmo id`,
      ru: `Запись теперь в «${called}» (${into}), под тем же id`,
    }
    return new ApiError('record-elsewhere', { detail, members: { blueprint: into } })
  }
  return new ApiError('not-found')
}
