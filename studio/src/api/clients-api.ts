// Which version of a blueprint clients use, and on which one a key is kept.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, path, put } from './api-client.ts'
import { keys } from './query-client.ts'

interface Times {
  readonly reads: number
  readonly writes: number
  readonly lastReadAt: string | null
  readonly lastWriteAt: string | null
}

interface VersionUse extends Times {
  readonly version: number
  /** Of the reads, those whose answers held every field. */
  readonly wholeReads: number
}

export interface ClientKey {
  readonly id: string
  readonly name: string
}

export interface ClientUse extends VersionUse {
  /** Null: all people together. */
  readonly key: ClientKey | null
  /** Is it kept on this version? */
  readonly pinned: boolean
}

export interface FieldUse extends Times {
  /** By key. */
  readonly field: string
  /** The last version that has it; absent when the newest has it. */
  readonly until?: number
  readonly key: ClientKey
}

export interface Clients {
  readonly newest: number
  readonly items: readonly ClientUse[]
  readonly fields: readonly FieldUse[]
}

const clientsKey = (tenant: string, blueprint: string) => [...keys.blueprint(tenant, blueprint), 'clients']

export function useClients(tenant: string, blueprint: string) {
  return useQuery({
    queryKey: clientsKey(tenant, blueprint),
    queryFn: () => get<Clients>(path('tenants', tenant, 'blueprints', blueprint, 'clients')),
    staleTime: 0,
  })
}

export interface KeyVersions {
  /** The version that it is kept on, by the name of the blueprint. */
  readonly versions: Readonly<Record<string, number>>
  readonly spoken: readonly (VersionUse & { readonly blueprint: string; readonly newest: number })[]
}

const versionsPath = (tenant: string, key: string) => path('tenants', tenant, 'api-keys', key, 'versions')
const versionsKey = (tenant: string, key: string) => [...keys.apiKeys(tenant), key, 'versions']

export function useKeyVersions(tenant: string, key: string) {
  return useQuery({
    queryKey: versionsKey(tenant, key),
    queryFn: () => get<KeyVersions>(versionsPath(tenant, key)),
    staleTime: 0,
  })
}

export interface Pin {
  readonly blueprint: string
  /** Null: it follows the newest. */
  readonly version: number | null
}

/** Shown at once, and as it was when it is refused. */
export function usePinVersion(tenant: string, key: string) {
  const client = useQueryClient()
  const queryKey = versionsKey(tenant, key)
  return useMutation({
    mutationFn: ({ blueprint, version }: Pin) =>
      put<KeyVersions>(versionsPath(tenant, key), { versions: { [blueprint]: version } }),
    async onMutate({ blueprint, version }) {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData<KeyVersions>(queryKey)
      if (before)
        client.setQueryData<KeyVersions>(queryKey, { ...before, versions: pinned(before, blueprint, version) })
      return before
    },
    onError: (_, __, before) => client.setQueryData(queryKey, before),
    onSuccess: (answer, { blueprint }) => {
      client.setQueryData(queryKey, answer)
      return client.invalidateQueries({ queryKey: clientsKey(tenant, blueprint) })
    },
  })
}

function pinned({ versions }: KeyVersions, blueprint: string, version: number | null): KeyVersions['versions'] {
  const others = Object.entries(versions).filter(([name]) => name !== blueprint)
  return Object.fromEntries(version === null ? others : [...others, [blueprint, version]])
}
