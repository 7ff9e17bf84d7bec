// The actor's starred places are written anew, in the order that was sent.
import { createHash } from 'node:crypto'
import { type Issue, issue, refuseIf } from '@molde/engine'
import { findBlueprint } from '../blueprints/blueprint-table.ts'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, etagOf, revMatches } from '../http/preconditions.ts'
import { findRecord } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { isVisible } from '../views/view-audience.ts'
import { findView } from '../views/view-table.ts'
import { findFavourites, putFavourites, type StoredPlace } from './favourite-table.ts'
import { type FavouriteList, presentFavourites } from './list-favourites.ts'

/** A rail with more is no shortcut. */
export const mostFavourites = 100

export type SentPlace =
  | { readonly kind: 'record'; readonly blueprint: string; readonly id: string }
  | { readonly kind: 'list'; readonly blueprint: string }
  | { readonly kind: 'view'; readonly id: string }

export async function saveFavourites(
  scope: Scope,
  sent: readonly SentPlace[],
  expected: ExpectedRev | undefined,
): Promise<FavouriteList> {
  const { store, tenant, actor, runtime } = scope
  const places = await readPlaces(scope, sent)
  const before = await findFavourites(store.read, tenant.no, actor.id)
  const isPut =
    revMatches(expected, before.rev) &&
    (await store.inTransaction((tx) =>
      putFavourites(tx, tenant.no, actor.id, { rev: before.rev, places, at: runtime.now() }),
    ))
  if (!isPut) throw await stale(scope)
  return presentFavourites(scope, { rev: before.rev + 1, places })
}

/**
 * Names change, and places come and go, without anybody touching the list. The second number of the tag stands for what is shown,
 * so that a browser does not take an old answer for the present one; `If-Match` looks at the rev alone.
 */
export function etagOfFavourites({ rev, items }: FavouriteList): string {
  const shown = createHash('sha256').update(JSON.stringify(items)).digest().readUInt32BE() % 1_000_000_000
  return etagOf(rev, shown)
}

async function stale(scope: Scope): Promise<ApiError> {
  const row = await findFavourites(scope.store.read, scope.tenant.no, scope.actor.id)
  const current = await presentFavourites(scope, row)
  return new ApiError('stale-rev', { members: { current }, headers: { ETag: etagOfFavourites(current) } })
}

/** What is not there for the actor is refused at its place, and so is a place that is named twice. */
async function readPlaces(scope: Scope, sent: readonly SentPlace[]): Promise<StoredPlace[]> {
  const issues: Issue[] = []
  const places: StoredPlace[] = []
  const seen = new Set<string>()
  for (const [i, one] of sent.entries()) {
    const place = await findPlace(scope.store.read, scope, one)
    const key = JSON.stringify(place)
    if (!place) issues.push(missing(i, one))
    else if (seen.has(key)) issues.push(issue(['items', i], 'repeated-value', { label: 'items' }))
    else places.push(place)
    seen.add(key)
  }
  refuseIf(issues)
  return places
}

function missing(index: number, place: SentPlace): Issue {
  const id = 'id' in place ? place.id : place.blueprint
  const blueprint = place.kind === 'record' ? place.blueprint : place.kind
  const params = { label: 'items', blueprint: blueprint.slice(0, 60), id: id.slice(0, 60) }
  return issue(['items', index], 'target-missing', params)
}

/** Also a record in the trash: it may come back, and its star with it. */
async function findPlace(db: Db, scope: Scope, place: SentPlace): Promise<StoredPlace | undefined> {
  if (place.kind === 'view') {
    const view = await findView(db, scope.tenant.no, place.id)
    return view && isVisible(scope, view) ? { kind: 'view', id: view.id } : undefined
  }
  const blueprint = await findBlueprint(db, scope.tenant.no, place.blueprint)
  if (!blueprint || place.kind === 'list') return blueprint && { kind: 'list', no: blueprint.no }
  const record = await findRecord(db, scope.tenant.no, blueprint.no, place.id)
  return record && { kind: 'record', no: Number(record.no) }
}
