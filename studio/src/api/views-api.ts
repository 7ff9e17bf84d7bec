// Saved ways to look at a blueprint's records.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'
import type { TotalFunction } from './totals-api.ts'

export const viewKinds = ['table', 'board', 'calendar', 'gallery', 'form'] as const
export type ViewKind = (typeof viewKinds)[number]

/** A page that asks for new records: its fields in order, and its own words. Its title is the view's label or name. */
export interface FormDesign {
  readonly intro?: Label
  readonly fields: readonly string[]
  readonly button?: Label
  readonly thanks?: Label
}

/** For everybody, or for these beside its maker; null: for its maker alone. */
export interface Audience {
  readonly shared: boolean
  readonly sharedWith: { readonly roles: readonly string[]; readonly members: readonly string[] } | null
}

export interface View {
  readonly id: string
  readonly name: string
  readonly label?: Label
  readonly blueprint: string
  readonly filter?: string
  readonly sort?: string
  readonly columns?: readonly string[]
  /** Of a table, by the keys of its columns. */
  readonly pinnedColumns?: readonly string[]
  readonly widths?: { readonly [column: string]: number }
  readonly totals?: { readonly [column: string]: TotalFunction }
  readonly rowHeight?: 'normal' | 'compact'
  readonly kind?: ViewKind
  readonly group?: string
  readonly start?: string
  readonly end?: string
  readonly form?: FormDesign
  readonly shared?: boolean
  /** Of one that is not for everybody. */
  readonly sharedWith?: NonNullable<Audience['sharedWith']>
  readonly pinned?: boolean
  /** The user's or key's id. */
  readonly createdBy?: string | null
}

/** What a change of a view says: null takes a member away. */
export type ViewChange = {
  readonly [member in keyof Omit<View, 'id' | 'blueprint' | 'createdBy'>]?: View[member] | null
}

/** What is made anew has nobody to be taken out. */
export function onlySaid<Said extends Audience>({ sharedWith, ...said }: Said) {
  return sharedWith ? { ...said, sharedWith } : said
}

export function audienceOf(view: Pick<View, 'shared' | 'sharedWith'> | undefined): Audience {
  return { shared: view?.shared !== false, sharedWith: view?.sharedWith ?? null }
}

export const viewsQuery = (tenant: string, blueprint: string) =>
  queryOptions({
    queryKey: [...keys.views(tenant), blueprint],
    queryFn: () => get<Page<View>>(path('tenants', tenant, 'views'), { query: { blueprint, limit: 200 } }),
  })

export const useViews = (tenant: string, blueprint: string, isAsked = true) =>
  useQuery({ ...viewsQuery(tenant, blueprint), enabled: isAsked })

const everyViewQuery = (tenant: string) =>
  queryOptions({
    queryKey: [...keys.views(tenant), 'every'],
    queryFn: () => get<Page<View>>(path('tenants', tenant, 'views'), { query: { limit: 200 } }),
  })

/** Those of every kind of record that this person may see: everybody's, and their own. */
export const useEveryView = (tenant: string) => useQuery(everyViewQuery(tenant))

/** Those of every kind of record that everybody sees. */
export function useSharedViews(tenant: string) {
  return useQuery({
    ...everyViewQuery(tenant),
    select: ({ items }) => items.filter(({ shared }) => shared !== false),
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
