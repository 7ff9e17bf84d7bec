// One record is destroyed for good, out of the trash: with its history, its comments, its words, its files, and what answers kept of it.
import { issue, refuseIf } from '@molde/engine'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { announce } from '../live-events/announce.ts'
import { addCount } from '../record-store/count-table.ts'
import { findRecord } from '../record-store/record-table.ts'
import { writeWords } from '../record-store/search-table.ts'
import { moveTags } from '../record-store/tag-table.ts'
import { deriveRow } from '../records/derive-row.ts'
import { liftRow } from '../records/lift-row.ts'
import { projectRow } from '../records/project-row.ts'
import type { Scope } from '../runtime.ts'
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
      const { row } = await deriveRow(tx, scope, definition, found)
      const lifted = await liftRow(scope, tx, definition, row)
      await moveTags(tx, tenant, row, projectRow(definition, lifted, lifted.data).tags, [])
      await writeWords(tx, scope.store, { no: row.no, blueprint: row.blueprint, words: [] })
      const comments = await commentsOf(tx, tenant, row.no)
      await deleteRecord(tx, tenant, row.no)
      await addCount(tx, tenant, row, -1)
      // Kept answers are many, and may name it anywhere.
      const gone = [id, ...comments]
      const payload = { kind: 'purge', blueprint, blueprintNo: definition.no, fields: [], gone } as const
      await enqueueJob(tx, scope, payload, null)
      return row.rev
    }),
  )
  announce(scope, [{ kind: 'record.deleted', blueprint, id, rev }])
}

const notYet = {
  en: 'The record is not in the trash. Delete it first; from there it can still come back.',
  'pt-BR': 'O registro não está na lixeira. Exclua-o antes; de lá ele ainda pode voltar.',
  ru: 'Запись не в корзине. Сначала удалите её: из корзины её ещё можно вернуть.',
}
