// What one listener of a tenant reads: events after commit as server-sent events, until the line ends or must be asked for anew.
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import type { LiveEventHub, NumberedEvent } from './live-event-hub.ts'

export interface ListenLimits {
  readonly heartbeatMs: number
  /** The listener asks again after this time, so a right that was taken away ends with the line. */
  readonly lifetimeMs: number
  /** Events waiting for a slow reader; more are dropped and the reader is told to read anew. */
  readonly waiting: number
}

const usualLimits: ListenLimits = { heartbeatMs: 20_000, lifetimeMs: 10 * 60_000, waiting: 500 }

/** Begins to listen at once, so nothing committed after the answer's first byte is missed. */
export function listenToTenant(
  scope: Scope,
  asked: { readonly lastEventId?: string | undefined; readonly signal: AbortSignal },
  limits: ListenLimits = usualLimits,
): AsyncGenerator<string> {
  const { hub, metrics } = scope.runtime
  const line = openLine(limits.waiting, (dropped) => metrics.count('events_dropped', dropped))
  const missed = eventsMissed(hub, scope.tenant.no, asked.lastEventId)
  const hear = (numbered: NumberedEvent) => {
    if (isFor(scope, numbered)) line.push(numbered)
  }
  const stop = hub.listen({ tenant: scope.tenant.no, actor: scope.actor.id }, hear, line.end)
  if (!stop) throw new ApiError('too-many-requests', { headers: { 'Retry-After': '10' } })
  const leave = () => {
    stop()
    line.end()
  }
  if (asked.signal.aborted) leave()
  else asked.signal.addEventListener('abort', leave, { once: true })
  const own = missed === 'forgotten' ? missed : missed.filter((numbered) => isFor(scope, numbered))
  return speak(hub.runOf(scope.tenant.no), line, own, limits, stop)
}

function isFor(scope: Scope, { event }: NumberedEvent): boolean {
  const { id, roles } = scope.actor
  if ('to' in event && event.to !== id) return false
  if (!('among' in event) || !event.among) return true
  return event.among.members.includes(id) || event.among.roles.some((role) => roles.includes(role))
}

async function* speak(
  run: string,
  line: Line,
  missed: readonly NumberedEvent[] | 'forgotten',
  limits: ListenLimits,
  stop: () => void,
): AsyncGenerator<string> {
  const beat = setInterval(line.beat, limits.heartbeatMs)
  const lifetime = setTimeout(line.end, limits.lifetimeMs)
  try {
    yield 'retry: 2000\n: listening\n\n'
    if (missed === 'forgotten') yield sayReset()
    else for (const numbered of missed) yield sayEvent(run, numbered)
    for (;;) {
      const next = await line.next()
      if (next === 'end') return
      if (next === 'beat') yield ': still here\n\n'
      else if (next === 'reset') yield sayReset()
      else yield sayEvent(run, next)
    }
  } finally {
    clearInterval(beat)
    clearTimeout(lifetime)
    stop()
  }
}

function eventsMissed(hub: LiveEventHub, tenant: number, lastEventId: string | undefined) {
  if (lastEventId === undefined) return []
  const split = lastEventId.lastIndexOf('.')
  const no = Number(lastEventId.slice(split + 1))
  if (lastEventId.slice(0, split) !== hub.runOf(tenant) || !Number.isSafeInteger(no)) return 'forgotten'
  return hub.since(tenant, no) ?? 'forgotten'
}

function sayEvent(run: string, { no, event }: NumberedEvent): string {
  // For whom else it is, is nobody's business.
  const { kind, among: _, ...said } = { among: undefined, ...event }
  return `id: ${run}.${no}\nevent: ${kind}\ndata: ${JSON.stringify(said)}\n\n`
}

/** The listener missed something that is no longer remembered: whatever it shows, it reads anew. */
function sayReset(): string {
  return 'event: reset\ndata: {}\n\n'
}

type Said = NumberedEvent | 'beat' | 'reset' | 'end'

interface Line {
  readonly push: (numbered: NumberedEvent) => void
  readonly beat: () => void
  readonly end: () => void
  readonly next: () => Promise<Said>
}

/** A bounded queue between the hub, which never waits, and a reader, who may be slow. */
function openLine(most: number, onDrop: (dropped: number) => void): Line {
  let waiting: Said[] = []
  let wake: (() => void) | undefined
  let ended = false
  const add = (said: Said) => {
    waiting.push(said)
    wake?.()
  }
  return {
    push(numbered) {
      if (ended) return
      if (waiting.length < most) return add(numbered)
      onDrop(waiting.length)
      waiting = []
      add('reset')
    },
    beat() {
      if (waiting.length === 0) add('beat')
    },
    end() {
      ended = true
      add('end')
    },
    async next() {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      wake = undefined
      return waiting.shift() as Said
    },
  }
}
