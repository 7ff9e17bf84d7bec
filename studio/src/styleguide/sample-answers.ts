// The server's answers as far as the guide needs any: there is no server behind it.
import { QueryClient } from '@tanstack/react-query'
import { keys } from '../api/query-client.ts'
import { ana, delivery, partner, tenant } from './samples.ts'

export function answerWithSamples(): QueryClient {
  // What was not foreseen is an empty list, so that nothing waits or complains.
  window.fetch = async () =>
    new Response(JSON.stringify({ items: [], next: null }), { headers: { 'content-type': 'application/json' } })
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } })
  client.setQueryData(keys.me, { id: ana, name: 'Ana', email: 'ana@example.com' })
  client.setQueryData(keys.members(tenant), {
    items: [{ id: ana, name: 'Ana', email: 'ana@example.com', role: 'owner' }],
  })
  client.setQueryData(keys.blueprint(tenant, 'delivery'), delivery)
  client.setQueryData(keys.blueprint(tenant, 'partner'), {
    name: 'partner',
    version: 1,
    label: 'Partner',
    titleField: 'name',
    fields: [{ id: 'f1', key: 'name', type: 'text', label: 'Name' }],
    rules: [],
    uniques: [],
  })
  client.setQueryData(keys.record(tenant, 'partner', partner), {
    id: partner,
    blueprint: 'partner',
    version: 1,
    rev: 1,
    state: null,
    data: { name: 'Corner Shop' },
    createdAt: '2026-11-20T12:00:00Z',
    updatedAt: '2026-11-20T12:00:00Z',
    createdBy: ana,
    deletedAt: null,
  })
  return client
}
