// What has the actor starred, in their own order? What is gone or no longer shared is left out quietly.
import type { Label } from '@molde/engine'
import { definitionsByNo, titlesOf } from '../records/titles-of.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { isVisible } from '../views/view-audience.ts'
import { findView, type ViewRow } from '../views/view-table.ts'
import { type FavouriteRow, findFavourites, type StoredPlace } from './favourite-table.ts'

type Favourite =
  | { readonly kind: 'record'; readonly blueprint: string; readonly id: string; readonly title: string }
  | { readonly kind: 'list'; readonly blueprint: string }
  | {
      readonly kind: 'view'
      readonly blueprint: string
      readonly id: string
      readonly name: string
      readonly label?: Label
    }

export interface FavouriteList {
  readonly rev: number
  readonly items: readonly Favourite[]
}

export async function listFavourites(scope: Scope): Promise<FavouriteList> {
  return presentFavourites(scope, await findFavourites(scope.store.read, scope.tenant.no, scope.actor.id))
}

export async function presentFavourites(scope: Scope, { rev, places }: FavouriteRow): Promise<FavouriteList> {
  const numbersOf = (kind: 'record' | 'list') => places.flatMap((place) => (place.kind === kind ? [place.no] : []))
  const views = await visibleViews(scope, scope.store.read, places)
  const records = await titlesOf(scope, numbersOf('record'))
  const definitions = await definitionsByNo(scope, [
    ...numbersOf('list'),
    ...[...views.values()].map(({ blueprint }) => blueprint),
  ])
  return { rev, items: places.flatMap(present) }

  function present(place: StoredPlace): Favourite[] {
    if (place.kind === 'record') {
      const record = records.get(place.no)
      return record?.live ? [{ kind: 'record', blueprint: record.blueprint, id: record.id, title: record.title }] : []
    }
    if (place.kind === 'list') {
      const definition = definitions.get(place.no)
      return definition ? [{ kind: 'list', blueprint: definition.name }] : []
    }
    const view = views.get(place.id)
    const definition = view && definitions.get(view.blueprint)
    if (!view || !definition) return []
    const label = view.label === null ? {} : { label: view.label }
    return [{ kind: 'view', blueprint: definition.name, id: view.id, name: view.name, ...label }]
  }
}

async function visibleViews(
  scope: Scope,
  db: Db,
  places: readonly StoredPlace[],
): Promise<ReadonlyMap<string, ViewRow>> {
  const views = new Map<string, ViewRow>()
  for (const place of places) {
    if (place.kind !== 'view') continue
    const row = await findView(db, scope.tenant.no, place.id)
    if (row && isVisible(scope, row)) views.set(row.id, row)
  }
  return views
}
