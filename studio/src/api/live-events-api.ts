// Keeps open pages up to date: what the server says has changed is asked again.
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { path } from './api-client.ts'
import { keys } from './query-client.ts'

const kinds = [
  'record.created',
  'record.updated',
  'record.deleted',
  'record.restored',
  'record.transition',
  'job.progress',
  'definition.changed',
  'reset',
] as const

interface LiveEvent {
  readonly kind: string
  readonly blueprint?: string
  readonly id?: string
  readonly definition?: string
  readonly name?: string
}

/** Listens for as long as the calling component is shown. The browser reconnects by itself. */
export function useLiveEvents(tenant: string): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource(path('tenants', tenant, 'events'))
    const gather = gatherStale(client)
    const hear = (message: MessageEvent<string>) => gather.add(staleKeys(tenant, readEvent(message)))
    source.addEventListener('message', hear)
    for (const kind of kinds) source.addEventListener(kind, hear as EventListener)
    return () => {
      source.close()
      gather.stop()
    }
  }, [client, tenant])
}

function readEvent(message: MessageEvent<string>): LiveEvent {
  try {
    const data = JSON.parse(message.data) as Partial<LiveEvent>
    return { ...data, kind: data.kind ?? message.type }
  } catch {
    return { kind: message.type }
  }
}

/** Which cached answers an event makes stale. */
function staleKeys(tenant: string, event: LiveEvent): readonly QueryKey[] {
  if (event.kind.startsWith('record.') && event.blueprint) {
    const gone = event.kind === 'record.deleted' || event.kind === 'record.restored'
    return gone ? [keys.records(tenant, event.blueprint), keys.trash(tenant)] : [keys.records(tenant, event.blueprint)]
  }
  if (event.kind === 'job.progress') return [keys.jobs(tenant)]
  if (event.kind === 'definition.changed') return [keys.blueprints(tenant), keys.flows(tenant), keys.views(tenant)]
  // Something was missed: everything is asked again.
  return event.kind === 'reset' ? [keys.tenant(tenant)] : []
}

/** A thousand changes in one second must not ask a thousand times: stale keys are asked again twice a second at most. */
function gatherStale(client: QueryClient) {
  const waiting = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = () => {
    timer = undefined
    for (const queryKey of waiting.values()) void client.invalidateQueries({ queryKey })
    waiting.clear()
  }
  return {
    add(stale: readonly QueryKey[]) {
      for (const key of stale) waiting.set(JSON.stringify(key), key)
      if (waiting.size > 0) timer ??= setTimeout(ask, 500)
    },
    stop: () => clearTimeout(timer),
  }
}
