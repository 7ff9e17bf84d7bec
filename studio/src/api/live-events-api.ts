// Keeps open pages up to date: what the server says has changed is asked again.
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { path } from './api-client.ts'
import { eventPlace, noteEventHeard } from './event-place.ts'
import { forgetRefusals } from './forget-refusals.ts'
import { keys } from './query-client.ts'

const kinds = [
  'record.created',
  'record.updated',
  'record.deleted',
  'record.restored',
  'record.transition',
  'comment.created',
  'comment.updated',
  'comment.deleted',
  'notifications.changed',
  'record.attached',
  'job.progress',
  'members.changed',
  'definition.changed',
  'reset',
] as const

interface LiveEvent {
  readonly kind: string
  /** Its place among the tenant's events; `reset` has none. */
  readonly no?: string
  readonly blueprint?: string
  readonly id?: string
  readonly definition?: string
  readonly name?: string
  /** Of a job. */
  readonly status?: string
}

/** Of a job that writes no more: its last words. */
const ended = new Set(['succeeded', 'failed', 'cancelled'])

/** Listens for as long as the calling component is shown. The browser reconnects by itself. */
export function useLiveEvents(tenant: string): void {
  const client = useQueryClient()
  useEffect(() => {
    const gather = gatherStale(client)
    const stopListening = listen(tenant, (event) => {
      // A kind of record that is back, in whichever window that was done.
      if (event.kind === 'definition.changed') forgetRefusals(client, tenant)
      gather.add(staleKeys(tenant, event))
    })
    return () => {
      stopListening()
      gather.stop()
    }
  }, [client, tenant])
}

/**
 * One tab listens for all: over HTTP/1.1 a browser keeps six connections to a server, and a stream in each of six tabs
 * would leave none for anything else. The tab that holds the lock tells the others; when it closes, the next one leads.
 */
function listen(tenant: string, hear: (event: LiveEvent) => void): () => void {
  const name = `molde.events.${tenant}`
  const end = new AbortController()
  const channel = new BroadcastChannel(name)
  const told = new ToldEvents()
  let leads = false
  channel.onmessage = ({ data }: MessageEvent<LiveEvent | Hello>) => {
    if (!('hello' in data)) take(data)
    // A tab that came later may hold an answer that is older than its ear.
    else if (leads) for (const event of told.after(data.hello)) channel.postMessage(event)
  }
  const take = (event: LiveEvent) => {
    if (event.no !== undefined) noteEventHeard(tenant, event.no)
    hear(event)
  }
  const tell = (event: LiveEvent) => {
    told.add(event)
    take(event)
    channel.postMessage(event)
  }
  const lead = () =>
    new Promise<void>((resolve) => {
      let close = () => {}
      end.signal.addEventListener('abort', () => {
        close()
        resolve()
      })
      // Also after another tab: what nobody heard in between is sent first.
      void eventPlace(tenant).then((after) => {
        if (end.signal.aborted) return
        leads = true
        told.begin(after)
        close = openStream(tenant, after, tell)
      })
    })
  void takeTurns(name, end.signal, lead)
  void eventPlace(tenant).then((hello) => {
    if (hello !== undefined && !leads && !end.signal.aborted) channel.postMessage({ hello } satisfies Hello)
  })
  return () => {
    end.abort()
    channel.close()
  }
}

/** Said by a tab when it begins to listen: from where on it wants to hear. */
interface Hello {
  readonly hello: string
}

const mostTold = 100

/** What the tab that leads has heard lately, for those that come later. */
class ToldEvents {
  #begun: string | undefined
  #events: LiveEvent[] = []

  begin(after: string | undefined): void {
    this.#begun = after
  }

  add(event: LiveEvent): void {
    if (event.no === undefined) return
    this.#events.push(event)
    if (this.#events.length > mostTold) this.#begun = this.#events.shift()?.no
  }

  after(place: string): readonly LiveEvent[] {
    const [run, no] = placeOf(place)
    const [own, first] = placeOf(this.#begun ?? this.#events[0]?.no ?? '')
    if (run !== own || no < first) return [{ kind: 'reset' }]
    return this.#events.filter((event) => placeOf(event.no ?? '')[1] > no)
  }
}

function placeOf(id: string): readonly [run: string, no: number] {
  const split = id.lastIndexOf('.')
  return [id.slice(0, Math.max(0, split)), Number(id.slice(split + 1))]
}

async function takeTurns(name: string, end: AbortSignal, lead: () => Promise<void>): Promise<void> {
  // Browsers have locks only on pages they call secure: https, or this machine.
  if (!('locks' in navigator)) return lead()
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock && !end.aborted ? lead() : undefined))
  if (!end.aborted) await navigator.locks.request(name, { signal: end }, lead).catch(() => undefined)
}

function openStream(tenant: string, after: string | undefined, hear: (event: LiveEvent) => void): () => void {
  const from = after === undefined ? '' : `?after=${encodeURIComponent(after)}`
  const source = new EventSource(path('tenants', tenant, 'events') + from)
  const read = (message: MessageEvent<string>) => hear(readEvent(message))
  source.addEventListener('message', read)
  for (const kind of kinds) source.addEventListener(kind, read as EventListener)
  return () => source.close()
}

function readEvent(message: MessageEvent<string>): LiveEvent {
  try {
    const data = JSON.parse(message.data) as Partial<LiveEvent>
    return { ...data, kind: data.kind ?? message.type, ...(message.lastEventId && { no: message.lastEventId }) }
  } catch {
    return { kind: message.type }
  }
}

/** Which cached answers an event makes stale. */
function staleKeys(tenant: string, event: LiveEvent): readonly QueryKey[] {
  if (event.kind.startsWith('record.') && event.blueprint) {
    const gone = event.kind === 'record.deleted' || event.kind === 'record.restored'
    return gone
      ? [keys.records(tenant, event.blueprint), keys.automations(tenant), keys.trash(tenant), keys.favourites(tenant)]
      : // What happens to records sets automations off.
        [keys.records(tenant, event.blueprint), keys.automations(tenant)]
  }
  if (event.kind.startsWith('comment.') && event.blueprint && event.id)
    return [keys.comments(tenant, event.blueprint, event.id)]
  if (event.kind === 'notifications.changed') return [keys.notifications(tenant)]
  if (event.kind === 'members.changed') return [keys.members(tenant)]
  if (event.kind === 'job.progress')
    // Many records have moved, and none of them was named.
    return ended.has(event.status ?? '')
      ? [keys.jobs(tenant), keys.blueprints(tenant), keys.allRecords(tenant)]
      : [keys.jobs(tenant)]
  if (event.kind === 'definition.changed')
    return [
      keys.blueprints(tenant),
      keys.flows(tenant),
      keys.views(tenant),
      keys.favourites(tenant),
      keys.automations(tenant),
    ]
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
