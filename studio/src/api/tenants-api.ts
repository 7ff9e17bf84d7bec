// The tenants this person belongs to, and the templates a new one can start from.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import type { Language } from '../text/text.ts'
import type { WeekStart } from '../text/week-start.ts'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'

export interface Tenant {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** IANA zone. */
  readonly timezone: string
  readonly language: Language
  /** In which it has words of its own; the first is `language`. */
  readonly languages: readonly Language[]
  /** ISO 4217: what a new amount of money begins with, whoever writes it. */
  readonly currency: string
  /** Null: as is usual where the reader's language is spoken. */
  readonly weekStart: WeekStart | null
  /** The signed-in person's role in it. */
  readonly role?: Role
}

export type Role = 'owner' | 'member' | (string & {})

export interface Template {
  readonly name: string
  readonly label: Label
  readonly description?: Label
  readonly icon?: string
  /** The kinds of record in it: what people fill in, and the steps of the flow in their order. */
  readonly kinds: readonly {
    readonly label: Label
    readonly fields: readonly Label[]
    readonly steps: readonly Label[]
  }[]
}

const tenantsQuery = queryOptions({
  queryKey: keys.tenants,
  queryFn: () => get<Page<Tenant>>(path('tenants'), { query: { limit: 200 } }),
})

export const tenantQuery = (tenant: string) =>
  queryOptions({ queryKey: keys.tenant(tenant), queryFn: () => get<Tenant>(path('tenants', tenant)) })

export const useTenants = () => useQuery(tenantsQuery)
export const useTenant = (tenant: string) => useQuery(tenantQuery(tenant))

/** Definitions and keys are the owner's; a super admin, who has no role, may as well. */
export const useIsOwner = (tenant: string) => useTenant(tenant).data?.role !== 'member'

export function useTemplates() {
  return useQuery({
    queryKey: keys.templates,
    queryFn: () => get<Page<Template>>(path('templates')),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export interface NewTenant {
  readonly name: string
  readonly slug: string
  readonly timezone: string
  readonly language: Language
  readonly languages?: readonly Language[]
  readonly currency?: string
  readonly weekStart?: WeekStart | null
  readonly template?: string
}

export function useCreateTenant() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (tenant: NewTenant) => post<Tenant>(path('tenants'), tenant, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.tenants }),
  })
}

export function useSaveTenant(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Partial<Omit<NewTenant, 'template'>>) => patch<Tenant>(path('tenants', tenant), change),
    onSuccess: async (saved) => {
      client.setQueryData(keys.tenant(saved.slug), saved)
      await client.invalidateQueries({ queryKey: keys.tenants })
    },
  })
}

export function useDeleteTenant(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => remove(path('tenants', tenant)),
    onSuccess: async () => {
      client.removeQueries({ queryKey: keys.tenant(tenant) })
      await client.invalidateQueries({ queryKey: keys.tenants })
    },
  })
}
