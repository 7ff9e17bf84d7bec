// What happens in the newest words, told in those that the client speaks.
import { type Issue, MoldeError } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { findColumnsByNo, type RecordRow, recordOf } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { liftRow } from './lift-row.ts'

/** A record that was written in the newest shape, in that of `spoken`. */
export async function rowSpoken(tx: Db, scope: Scope, spoken: Definition, row: RecordRow): Promise<RecordRow> {
  if (spoken === spoken.newest) return row
  const [fresh] = await findColumnsByNo(tx, scope.tenant.no, [row.no])
  return fresh ? liftRow(scope, tx, spoken, recordOf(fresh)) : row
}

/** Refusals of `work` name fields of the newest version below a path of that many steps. */
export async function refuseIn<T>(spoken: Definition, steps: number, work: () => Promise<T>): Promise<T> {
  if (spoken === spoken.newest) return work()
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof MoldeError)) throw thrown
    throw new MoldeError(thrown.issues.map((one) => issueSpoken(spoken, steps, one)))
  }
}

/** What the version has no word for is refused as a whole. */
function issueSpoken({ head, newest }: Definition, steps: number, refused: Issue): Issue {
  const named = refused.path[steps]
  const field = newest.head.fields.find(({ key }) => key === named)
  if (!field) return refused
  const own = head.fields.find(({ id }) => id === field.id)
  const before = refused.path.slice(0, steps)
  if (!own) return { ...refused, path: before }
  const isSaid = JSON.stringify(refused.params?.['label']) === JSON.stringify(field.label ?? field.key)
  return {
    ...refused,
    path: [...before, own.key, ...refused.path.slice(steps + 1)],
    ...(isSaid && { params: { ...refused.params, label: own.label ?? own.key } }),
  }
}
