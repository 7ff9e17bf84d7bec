// A blueprint that comes out of the trash takes another name where its own is another one's by now; its records stay as they are.
import { type BlueprintVersion, type Json, passagesIn } from '@molde/engine'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { subtablesOf } from '../subtables/subtable-table.ts'
import { type BlueprintRow, hasKin } from './blueprint-table.ts'
import { derivedFrom } from './derived-from.ts'
import { renameRows, withOwnName } from './rename-table.ts'
import { allVersions, opsBetween, rewriteVersion } from './version-table.ts'

/** While nobody can read or write it. Its links to its own records are still its own afterwards. */
export async function renameBlueprint(tx: Db, scope: Scope, blueprint: BlueprintRow, to: string): Promise<void> {
  const tenant = scope.tenant.no
  const { no, name: from } = blueprint
  await refuseNamedElsewhere(tx, scope, blueprint)
  for (const version of (await allVersions(tx, tenant, no)).values()) {
    const renamed = withOwnName(version as unknown as Json, from, to) as unknown as BlueprintVersion
    await rewriteVersion(tx, tenant, no, derivedFrom({ ...renamed, name: to }, scope.tenant.language))
  }
  await renameRows(tx, tenant, { no, from, to })
}

/** Ops of others by which records or rows come and go find it by its name. */
async function refuseNamedElsewhere(tx: Db, scope: Scope, { no, name, head, splitFrom }: BlueprintRow): Promise<void> {
  const tenant = scope.tenant.no
  const ops = (await opsBetween(tx, tenant, no, 1, head)).flat()
  const isNamed =
    splitFrom !== null ||
    passagesIn(ops).length > 0 ||
    (await hasKin(tx, tenant, no)) ||
    (await subtablesOf(tx, tenant, no)).length > 0
  if (!isNamed) return
  throw new ApiError('conflict', {
    detail: {
      en: `Its records or rows have come from another blueprint or gone there, and are known there by the name “${name}”: it comes back only under that one.`,
      'pt-BR': `Os registros ou as linhas dele vieram de outro tipo de registro ou foram para outro, que o conhece pelo nome “${name}”: ele só volta com esse nome.`,
      ru: `Его записи или строки пришли из другого вида записей или ушли в другой, и там он известен под именем «${name}»: вернуть его можно только под ним.`,
    },
  })
}
