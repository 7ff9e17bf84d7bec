// Who in this process hears what was committed: listeners per tenant, and the worker, who is woken by every commit.
import { randomUUID } from 'node:crypto'
import type { LiveEvent } from './live-event.ts'

export interface NumberedEvent {
  /** Grows by one per event of a tenant while the process lives. */
  readonly no: number
  readonly event: LiveEvent
}

type Listener = (numbered: NumberedEvent) => void

interface Hearer {
  readonly tenant: number
  /** Id of the user or key. */
  readonly actor: string
}

export interface LiveEventHub {
  /** Names the numbers of a tenant's events while they are remembered: those of another run mean nothing here. */
  runOf(tenant: number): string
  /** The id of the tenant's last event. Whoever reads afterwards and listens from there misses nothing. */
  place(tenant: number): string
  /** Told after the commit, never inside of a transaction. */
  publish(tenant: number, events: readonly LiveEvent[]): void
  /**
   * Answers the function that ends listening, or undefined when there are too many listeners in the tenant, of the actor in all
   * tenants, or in all. `onClose` is called when the hub closes.
   */
  listen(who: Hearer, listener: Listener, onClose: () => void): (() => void) | undefined
  /** Events after `no` that are still remembered, or undefined when some are forgotten (then a listener must read anew). */
  since(tenant: number, no: number): readonly NumberedEvent[] | undefined
  /** Called with the tenant's number at every commit that left work for the worker. */
  onWork(wake: (tenant: number) => void): () => void
  /** There is work for the worker in this tenant. */
  wake(tenant: number): void
  listeners(): number
  /** Ends every listener; nothing is told any more. */
  close(): void
}

export interface HubLimits {
  readonly perTenant: number
  /** So that one actor leaves lines for the others. A browser needs one, however many tabs it has. */
  readonly perActor: number
  readonly inAll: number
  /** Events remembered per tenant, so that a listener who lost the line misses nothing. */
  readonly remembered: number
  /** Without a listener they are remembered for so long: somebody has read and is about to listen, or has lost the line. */
  readonly rememberedMs: number
}

const usualLimits: HubLimits = { perTenant: 200, perActor: 20, inAll: 2_000, remembered: 256, rememberedMs: 120_000 }

interface Channel {
  readonly run: string
  /** When somebody last began or ended to care, by the clock of `performance`. */
  cared: number
  last: number
  readonly recent: NumberedEvent[]
  readonly open: Map<Listener, () => void>
}

export function createLiveEventHub(limits: HubLimits = usualLimits): LiveEventHub {
  const channels = new Map<number, Channel>()
  const linesOf = new Map<string, number>()
  const wakers = new Set<(tenant: number) => void>()
  let count = 0
  let closed = false

  function channelOf(tenant: number): Channel {
    const known = channels.get(tenant)
    if (known) return known
    const channel: Channel = { run: randomUUID(), cared: performance.now(), last: 0, recent: [], open: new Map() }
    channels.set(tenant, channel)
    return channel
  }

  return {
    runOf: (tenant) => channelOf(tenant).run,
    place(tenant) {
      const channel = channelOf(tenant)
      channel.cared = performance.now()
      return `${channel.run}.${channel.last}`
    },
    publish(tenant, events) {
      const channel = channels.get(tenant)
      // Nobody has ever listened here: nobody can have missed anything.
      if (closed || !channel) return
      if (channel.open.size === 0 && performance.now() - channel.cared > limits.rememberedMs) {
        channels.delete(tenant)
        return
      }
      for (const event of events) tell(channel, event, limits.remembered)
    },
    listen({ tenant, actor }, listener, onClose) {
      const channel = channelOf(tenant)
      const own = linesOf.get(actor) ?? 0
      if (closed || own >= limits.perActor) return undefined
      if (count >= limits.inAll || channel.open.size >= limits.perTenant) return undefined
      channel.open.set(listener, onClose)
      count += 1
      linesOf.set(actor, own + 1)
      return () => {
        if (!channel.open.delete(listener)) return
        channel.cared = performance.now()
        count -= 1
        const left = (linesOf.get(actor) ?? 1) - 1
        if (left > 0) linesOf.set(actor, left)
        else linesOf.delete(actor)
      }
    },
    since(tenant, no) {
      const channel = channels.get(tenant)
      if (!channel || no > channel.last) return undefined
      const oldest = channel.recent[0]?.no ?? channel.last + 1
      return no + 1 < oldest ? undefined : channel.recent.filter((known) => known.no > no)
    },
    onWork(wake) {
      wakers.add(wake)
      return () => wakers.delete(wake)
    },
    wake(tenant) {
      for (const wake of wakers) wake(tenant)
    },
    listeners: () => count,
    close() {
      closed = true
      for (const channel of channels.values()) for (const end of [...channel.open.values()]) end()
      channels.clear()
      linesOf.clear()
      count = 0
    },
  }
}

function tell(channel: Channel, event: LiveEvent, remembered: number): void {
  channel.last += 1
  const numbered = { no: channel.last, event }
  channel.recent.push(numbered)
  if (channel.recent.length > remembered) channel.recent.shift()
  for (const listener of [...channel.open.keys()]) listener(numbered)
}
