// What this installation has, for those who are not signed in either.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { get, path } from './api-client.ts'
import { keys } from './query-client.ts'

export interface Installation {
  /** `outbox`: no mail server is configured, mails stay as files in the data folder. */
  readonly mail: 'smtp' | 'outbox'
}

export const installationQuery = queryOptions({
  queryKey: keys.installation,
  queryFn: () => get<Installation>(path('installation')),
  staleTime: Number.POSITIVE_INFINITY,
})

export const useInstallation = () => useQuery(installationQuery)
