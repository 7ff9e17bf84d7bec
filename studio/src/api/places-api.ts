// Where the blueprints lie on the drawing, shared by everybody who designs.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { get, patch, path } from './api-client.ts'
import { keys } from './query-client.ts'

export interface PlacesAnswer {
  readonly places: { readonly [blueprint: string]: { readonly x: number; readonly y: number } }
}

const placesPath = (tenant: string) => path('tenants', tenant, 'blueprint-places')
export const placesKey = (tenant: string) => [...keys.tenant(tenant), 'blueprint-places'] as const

const placesQuery = (tenant: string) =>
  queryOptions({ queryKey: placesKey(tenant), queryFn: () => get<PlacesAnswer>(placesPath(tenant)), staleTime: 5_000 })

export const usePlaces = (tenant: string) => useQuery(placesQuery(tenant))

/** The others stay where they are. */
export const patchPlaces = (tenant: string, moved: PlacesAnswer['places']) =>
  patch<PlacesAnswer>(placesPath(tenant), { places: moved })
