// How answers are kept: for how long, when they are asked again, and the names under which they lie.
import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-client.ts'
import { keepInStep } from './in-step.ts'

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && worthAnotherTry(error),
        refetchOnWindowFocus: true,
        // Without a connection the service worker answers with what was read last.
        networkMode: 'offlineFirst',
      },
      // Refused at once and said so: waiting in silence for a connection would look like work.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  keepInStep(client)
  return client
}

function worthAnotherTry(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500
}

/** Names of cached answers. A tenant's all begin alike, so that leaving it forgets them together. */
export const keys = {
  me: ['me'] as const,
  installation: ['installation'] as const,
  tenants: ['tenants'] as const,
  templates: ['templates'] as const,
  tenant: (tenant: string) => ['tenant', tenant] as const,
  members: (tenant: string) => ['tenant', tenant, 'members'] as const,
  invitations: ['invitations'] as const,
  apiKeys: (tenant: string) => ['tenant', tenant, 'api-keys'] as const,
  blueprints: (tenant: string) => ['tenant', tenant, 'blueprints'] as const,
  blueprint: (tenant: string, blueprint: string) => ['tenant', tenant, 'blueprints', blueprint] as const,
  flows: (tenant: string) => ['tenant', tenant, 'flows'] as const,
  views: (tenant: string) => ['tenant', tenant, 'views'] as const,
  calendars: (tenant: string) => ['tenant', tenant, 'calendars'] as const,
  webhooks: (tenant: string) => ['tenant', tenant, 'webhooks'] as const,
  automations: (tenant: string) => ['tenant', tenant, 'automations'] as const,
  jobs: (tenant: string) => ['tenant', tenant, 'jobs'] as const,
  notifications: (tenant: string) => ['tenant', tenant, 'notifications'] as const,
  favourites: (tenant: string) => ['tenant', tenant, 'favourites'] as const,
  trash: (tenant: string) => ['tenant', tenant, 'trash'] as const,
  allRecords: (tenant: string) => ['tenant', tenant, 'records'] as const,
  records: (tenant: string, blueprint: string) => ['tenant', tenant, 'records', blueprint] as const,
  record: (tenant: string, blueprint: string, id: string) =>
    ['tenant', tenant, 'records', blueprint, 'one', id] as const,
  transitions: (tenant: string, blueprint: string, id: string) =>
    ['tenant', tenant, 'records', blueprint, 'one', id, 'transitions'] as const,
  timers: (tenant: string, blueprint: string, id: string) =>
    ['tenant', tenant, 'records', blueprint, 'one', id, 'timers'] as const,
  history: (tenant: string, blueprint: string, id: string) =>
    ['tenant', tenant, 'records', blueprint, 'one', id, 'history'] as const,
  /** Beside the record's own answers: a change of its values says nothing new about what was said. */
  comments: (tenant: string, blueprint: string, id: string) => ['tenant', tenant, 'comments', blueprint, id] as const,
}
