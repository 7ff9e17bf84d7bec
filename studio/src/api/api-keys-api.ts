// The keys with which other programs reach a tenant.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, newIdempotencyKey, type Page, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'
import type { Role } from './tenants-api.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** The first characters, by which a key is recognised. */
  readonly prefix?: string
  readonly createdAt?: string
  readonly lastUsedAt?: string | null
}

export interface NewApiKey extends ApiKey {
  /** The whole key; said this once and never again. */
  readonly key: string
}

export function useApiKeys(tenant: string) {
  return useQuery({
    queryKey: keys.apiKeys(tenant),
    queryFn: () => get<Page<ApiKey>>(path('tenants', tenant, 'api-keys'), { query: { limit: 200 } }),
  })
}

export function useCreateApiKey(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (key: { name: string; role: Role }) =>
      post<NewApiKey>(path('tenants', tenant, 'api-keys'), key, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.apiKeys(tenant) }),
  })
}

export function useRevokeApiKey(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => remove(path('tenants', tenant, 'api-keys', id)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.apiKeys(tenant) }),
  })
}
