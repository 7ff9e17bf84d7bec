// Saved ways to look at a blueprint's records.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'

export const viewKinds = ['table', 'board', 'calendar', 'gallery'] as const
export type ViewKind = (typeof viewKinds)[number]

export interface View {
  readonly id: string
  readonly name: string
  readonly label?: Label
  readonly blueprint: string
  readonly filter?: string
  readonly sort?: string
  readonly columns?: readonly string[]
  readonly kind?: ViewKind
  readonly group?: string
  readonly start?: string
  readonly end?: string
  readonly shared?: boolean
  readonly pinned?: boolean
  /** The user's or key's id. */
  readonly createdBy?: string | null
}

/** What a change of a view says: null takes a member away. */
export type ViewChange = {
  readonly [member in keyof Omit<View, 'id' | 'blueprint' | 'createdBy'>]?: View[member] | null
}

export function useViews(tenant: string, blueprint: string) {
  return useQuery({
    queryKey: [...keys.views(tenant), blueprint],
    queryFn: () => get<Page<View>>(path('tenants', tenant, 'views'), { query: { blueprint, limit: 200 } }),
  })
}

export function useCreateView(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (view: Omit<View, 'id' | 'createdBy'>) =>
      post<View>(path('tenants', tenant, 'views'), view, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views(tenant) }),
  })
}

export function useChangeView(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, change }: { readonly id: string; readonly change: ViewChange }) =>
      patch<View>(path('tenants', tenant, 'views', id), change),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views(tenant) }),
  })
}

export function useDeleteView(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => remove(path('tenants', tenant, 'views', id)),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views(tenant) }),
  })
}
