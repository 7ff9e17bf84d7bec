// One saved form: read by its address, and changed by who may.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, patch, path } from './api-client.ts'
import { keys } from './query-client.ts'
import type { Audience, FormDesign, View } from './views-api.ts'

export function useView(tenant: string, id: string) {
  return useQuery({
    queryKey: [...keys.views(tenant), 'one', id],
    queryFn: () => get<View>(path('tenants', tenant, 'views', id)),
  })
}

export function useChangeForm(tenant: string, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Audience & Partial<Pick<View, 'name' | 'label'>> & { readonly form: FormDesign }) =>
      patch<View>(path('tenants', tenant, 'views', id), change),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views(tenant) }),
  })
}
