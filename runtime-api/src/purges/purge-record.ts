// One record is destroyed for good, out of the trash: with its history, its comments, its words, its files, and what
// answers and those whose row it was kept of it.
import { issue, refuseIf } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { announce } from '../live-events/announce.ts'
import { definitionOfChild } from '../op-maps/rows-of-records.ts'
import { addCount } from '../record-store/count-table.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import { writeWords } from '../record-store/search-table.ts'
import { moveTags } from '../record-store/tag-table.ts'
import { deriveRow } from '../records/derive-row.ts'
import { liftRow } from '../records/lift-row.ts'
import { projectRow } from '../records/project-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { childrenOf } from '../subtables/subtable-table.ts'
import { forgetRow } from './forget-row.ts'
import { commentsOf, deleteRecord } from './purge-table.ts'

/** `confirm`: its id once more. Throws a MoldeError that says so when it is another one. */
export async function purgeRecord(
  scope: Scope,
  blueprint: string,
  id: string,
  confirm: string | undefined,
): Promise<void> {
  const rev = await inDefinition(scope, blueprint, (definition) =>
    commit(scope, definition, async (tx) => {
      const tenant = scope.tenant.no
      const found = await findRecord(tx, tenant, definition.no, id)
      if (!found) throw new ApiError('not-found')
      if (found.live) throw new ApiError('conflict', { detail: notYet })
      if (confirm !== id) refuseIf([issue(['confirm'], 'record-unconfirmed', { value: id })])
      const rows = await destroyRows(tx, scope, definition, found)
      const own = await destroyInside(tx, scope, definition, found)
      // Kept answers are many, and may name it anywhere.
      const gone = [...own, ...rows]
      const payload = { kind: 'purge', blueprint, blueprintNo: definition.no, fields: [], gone } as const
      await enqueueJob(tx, scope, payload, null)
      return found.rev
    }),
  )
  announce(scope, [{ kind: 'record.deleted', blueprint, id, rev }])
}

/** Answers with its public id, those that it had as a row of others, and those of its comments. */
async function destroyInside(tx: Db, scope: Scope, definition: Definition, found: RecordRow): Promise<string[]> {
  const tenant = scope.tenant.no
  const { row } = await deriveRow(tx, scope, definition, found)
  const lifted = await liftRow(scope, tx, definition, row)
  const { tags } = projectRow(definition, lifted, lifted.data)
  await moveTags(tx, tenant, [{ owner: row, before: tags, after: [] }])
  await writeWords(tx, scope.store, [{ no: row.no, blueprint: row.blueprint, words: [] }])
  const comments = await commentsOf(tx, tenant, row.no)
  const asRow = await forgetRow(tx, scope, definition, lifted)
  await deleteRecord(tx, tenant, row.no)
  await addCount(tx, tenant, row, -1)
  return [...new Set([row.id, ...asRow, ...comments])]
}

/** Its rows were records once, and wait out of sight: nobody could ever reach them again. */
async function destroyRows(tx: Db, scope: Scope, definition: Definition, { no }: RecordRow): Promise<string[]> {
  const gone: string[] = []
  for (const subtable of definition.subtables.filter(({ parent }) => parent.no === definition.no)) {
    const children = await childrenOf(tx, scope.tenant.no, subtable, [no], true)
    const stowed = children.filter((child) => child.stowed)
    const child = stowed.length > 0 ? await definitionOfChild(scope, tx, subtable) : undefined
    if (stowed.length > 0 && !child) throw new ApiError('conflict', { detail: rowsInTrash })
    for (const row of stowed) gone.push(...(await destroyInside(tx, scope, child as Definition, row)))
  }
  return gone
}

const rowsInTrash = {
  en: 'Rows of this record were records of a blueprint that is in the trash. Restore it first, so that they can be destroyed too.',
  'pt-BR':
    'Linhas deste registro eram registros de um tipo que está na lixeira. Restaure-o antes, para que também possam ser excluídas para sempre.',
  ru: 'Строки этой записи были записями вида, который лежит в корзине. Сначала восстановите его, чтобы удалить навсегда и их.',
}

const notYet = {
  en: 'The record is not in the trash. Delete it first; from there it can still come back.',
  'pt-BR': 'O registro não está na lixeira. Exclua-o antes; de lá ele ainda pode voltar.',
  ru: 'Запись не в корзине. Сначала переместите её туда: из корзины её ещё можно вернуть.',
}
