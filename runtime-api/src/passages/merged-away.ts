// A blueprint that is not there: is it gone, does it lie in the trash, or are its records in another one?
import { labelIn } from '@molde/engine'
import { type BlueprintRow, findBlueprintsByNo, findTrashedBlueprint } from '../blueprints/blueprint-table.ts'
import { ApiError } from '../errors.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** What to answer somebody who asks for it by its name. */
export async function missingBlueprint(db: Db, scope: Scope, name: string): Promise<ApiError> {
  const trashed = await findTrashedBlueprint(db, scope.tenant.no, name)
  const into = await mergedInto(db, scope.tenant.no, trashed)
  if (!into) return new ApiError('not-found', trashed && { detail: liesInTrash(trashed, scope) })
  const called = labelIn(into.label ?? undefined, readerOf(scope), into.name)
  const detail = {
    en: `The records of “${name}” are in “${called}” (${into.name}) now, under the ids that they had`,
    'pt-BR': `Os registros de “${name}” estão agora em “${called}” (${into.name}), com os ids que tinham`,
    ru: `Записи «${name}» теперь в «${called}» (${into.name}), под прежними id`,
  }
  return new ApiError('blueprint-merged', { detail, members: { blueprint: into.name } })
}

/** Whoever may ask for it may see the trash. */
function liesInTrash({ name, label }: BlueprintRow, scope: Scope) {
  const called = labelIn(label ?? undefined, readerOf(scope), name)
  return {
    en: `“${called}” lies in the trash with its records. They can be read there, and changed once it is restored.`,
    'pt-BR': `“${called}” está na lixeira com os registros. Lá eles podem ser lidos e, depois de restaurar, alterados.`,
    ru: `«${called}» лежит в корзине вместе с записями. Там их можно читать, а изменять — после восстановления.`,
  }
}

/** Where the records of one in the trash are now, however often they went on. */
export async function mergedInto(
  db: Db,
  tenant: number,
  trashed: BlueprintRow | undefined,
): Promise<BlueprintRow | undefined> {
  let row = trashed
  for (let steps = 0; row && steps < 50; steps++) {
    if (row.trashedAt === null) return row
    if (row.mergedInto === null) return undefined
    row = (await findBlueprintsByNo(db, tenant, [row.mergedInto]))[0]
  }
  return undefined
}
