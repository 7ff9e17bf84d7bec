// Everything of a tenant that waits to be published: changes of blueprints, and blueprints that are new.
import type { JsonObject } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import { listDrafts as listRows } from './draft-table.ts'
import { listNewBlueprints } from './new-blueprint-table.ts'
import type { NamePage } from './read-blueprints.ts'
import { presentNewBlueprint } from './save-new-blueprint.ts'

/** A page ends early rather than be heavier than an answer may be. Characters: three bytes at most for each. */
const mostText = 600_000

/** In the order of names. One whose changes were all taken back is listed, too: who writes it must know its rev. */
export async function listDrafts(scope: Scope, { after, limit }: NamePage) {
  const db = scope.store.read
  const tenant = scope.tenant.no
  const changed = (await listRows(db, tenant, after, limit + 1)).map(({ name, ...draft }) => ({
    blueprint: name,
    ...draft,
    updatedAt: new Date(draft.updatedAt).toISOString(),
  }))
  const fresh = (await listNewBlueprints(db, tenant, after, limit + 1)).map(presentNewBlueprint)
  const all = [...changed, ...fresh].sort((a, b) => (a.blueprint < b.blueprint ? -1 : 1))
  const items = fitting(all.slice(0, limit) as unknown as JsonObject[])
  return { items, next: all.length > items.length ? (items.at(-1)?.['blueprint'] as string) : undefined }
}

/** At least one, so that the list goes on. */
function fitting(items: readonly JsonObject[]): readonly JsonObject[] {
  let text = 0
  const end = items.findIndex((item, at) => {
    text += JSON.stringify(item).length
    return at > 0 && text > mostText
  })
  return end === -1 ? items : items.slice(0, end)
}
