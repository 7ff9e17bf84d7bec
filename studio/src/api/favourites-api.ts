// The places this person has starred, in their own order.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { ApiError, get, path, put } from './api-client.ts'
import { keys } from './query-client.ts'

/** What can be starred. */
export type StarPlace =
  | { readonly kind: 'record'; readonly blueprint: string; readonly id: string }
  | { readonly kind: 'list'; readonly blueprint: string }
  | { readonly kind: 'view'; readonly blueprint: string; readonly id: string }

export type Favourite =
  | (Extract<StarPlace, { kind: 'record' }> & { readonly title: string })
  | Extract<StarPlace, { kind: 'list' }>
  | (Extract<StarPlace, { kind: 'view' }> & { readonly name: string; readonly label?: Label })

interface FavouriteList {
  readonly rev: number
  readonly items: readonly Favourite[]
}

/** One text per place. */
export function placeKey(place: StarPlace): string {
  return `${place.kind} ${place.kind === 'list' ? place.blueprint : place.id}`
}

const favouritesPath = (tenant: string) => path('tenants', tenant, 'favourites')

export function useFavourites(tenant: string) {
  return useQuery({
    queryKey: keys.favourites(tenant),
    queryFn: () => get<FavouriteList>(favouritesPath(tenant)),
  })
}

/**
 * Changes the list that is stored now: when another tab or device was faster, the change is made on theirs.
 * `change` must therefore say what is wanted, whatever it is given.
 */
export function useChangeFavourites(tenant: string) {
  const client = useQueryClient()
  const queryKey = keys.favourites(tenant)
  return useMutation({
    mutationFn: async (change: (items: readonly Favourite[]) => readonly Favourite[]) => {
      const before = client.getQueryData<FavouriteList>(queryKey) ?? (await get<FavouriteList>(favouritesPath(tenant)))
      const changed = { ...before, items: change(before.items) }
      client.setQueryData(queryKey, changed)
      try {
        return await save(tenant, changed)
      } catch (failed) {
        if (!(failed instanceof ApiError && (failed.status === 412 || failed.status === 422))) throw failed
        // Somebody was faster, or something in the list has gone meanwhile.
        const present = await get<FavouriteList>(favouritesPath(tenant))
        return save(tenant, { ...present, items: change(present.items) })
      }
    },
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: () => client.invalidateQueries({ queryKey }),
    scope: { id: `favourites ${tenant}` },
  })
}

function save(tenant: string, { rev, items }: FavouriteList): Promise<FavouriteList> {
  return put<FavouriteList>(favouritesPath(tenant), { items: items.map(sent) }, { ifMatch: { rev, version: 1 } })
}

function sent(place: Favourite): object {
  if (place.kind === 'list') return { kind: place.kind, blueprint: place.blueprint }
  return place.kind === 'view'
    ? { kind: place.kind, id: place.id }
    : { kind: place.kind, blueprint: place.blueprint, id: place.id }
}
