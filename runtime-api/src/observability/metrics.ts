// What does the program count? A closed list of numbers for Prometheus; labels never hold a value from outside.
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

const counted = {
  jobs_done: 'Jobs and job steps finished',
  jobs_failed: 'Jobs and job steps that failed',
  mails_sent: 'Mails handed over',
  mails_failed: 'Mails that could not be handed over',
  rate_limited: 'Requests refused with 429',
  events_dropped: 'Live events dropped because a reader was too slow',
  records_written: 'Records created, changed or deleted',
  transitions_done: 'Transitions carried out',
  transitions_refused: 'Transitions refused',
  automations_run: 'Runs of automations that were done',
  automations_refused: 'Runs of automations that something refused',
  automations_failed: 'Attempts at runs of automations that failed',
  timers_fired: 'Timers whose event was taken',
  timers_refused: 'Timers whose event the record refused',
  timers_failed: 'Attempts to fire a timer that failed',
  webhooks_delivered: 'Messages that a webhook took',
  webhooks_failed: 'Attempts to reach a webhook that failed',
  records_indexed: 'Records indexed for search',
  files_uploaded: 'Files uploaded',
  files_swept: 'Files taken away that no record named',
} as const

type CounterName = keyof typeof counted

export interface Metrics {
  count(name: CounterName, by?: number): void
  /** `route` is the declared path, never the requested one. */
  observeRequest(seen: { route: string; method: string; status: number; seconds: number }): void
  /** Milliseconds since the last request was answered. */
  quietFor(): number
  /** The exposition text of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

export function createMetrics(options: { readonly ofProcess: boolean }): Metrics {
  const registry = new Registry()
  if (options.ofProcess) collectDefaultMetrics({ register: registry, prefix: 'molde_' })
  const requests = new Histogram({
    name: 'molde_http_request_seconds',
    help: 'Time from the first byte of the request to the last of the answer',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers: [registry],
  })
  const counters = new Map(
    Object.entries(counted).map(([name, help]) => [
      name,
      new Counter({ name: `molde_${name}_total`, help, registers: [registry] }),
    ]),
  )
  let last = Number.NEGATIVE_INFINITY
  return {
    count: (name, by = 1) => counters.get(name)?.inc(by),
    observeRequest({ route, method, status, seconds }) {
      last = performance.now()
      requests.observe({ route, method, status: `${status}` }, seconds)
    },
    quietFor: () => performance.now() - last,
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
