// Sends requests over kept-alive connections and says how long they took.
import type { ChildProcess } from 'node:child_process'
import { Agent, request } from 'node:http'
import { type Call, cpuMicroseconds } from './system.ts'

export interface Figures {
  /** Answered requests. */
  readonly n: number
  readonly perSecond: number
  /** Of the server, microseconds for one request: on a machine shared with others it says more than the time on the clock. */
  readonly cpu: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

interface Answer {
  readonly status: number
  readonly body: string
}

export interface Client {
  send(call: Call): Promise<Answer>
  close(): void
}

export function client(url: string, headers: Record<string, string>, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(url)
  return {
    close: () => agent.destroy(),
    send: ({ method, path, body }) =>
      new Promise((resolve, reject) => {
        const length =
          body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
        const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
        })
        sent.on('error', reject)
        sent.end(body)
      }),
  }
}

/**
 * Runs `next` calls on `connections` lanes until `calls` are answered or `seconds` are over, after a warm-up that is not counted: a server that runs for
 * days is measured, and its code is compiled after some hundred calls.
 * Any answer of 400 or more stops the measurement: a fast refusal is no result.
 */
export async function measure(
  to: { readonly url: string; readonly headers: Record<string, string>; readonly process: ChildProcess },
  next: (index: number) => Call,
  {
    calls,
    seconds = 20,
    connections,
  }: { readonly calls: number; readonly seconds?: number; readonly connections: number },
): Promise<Figures> {
  const over = client(to.url, to.headers, connections)
  const warmUp = Math.max(500, Math.floor(calls / 4))
  let index = 0
  const lane = async (until: number, deadline: number, times: number[]) => {
    while (index < until && performance.now() < deadline) {
      const call = next(index++)
      const start = performance.now()
      const answer = await over.send(call)
      times.push(performance.now() - start)
      if (answer.status >= 400)
        throw new Error(`${call.method} ${call.path}: ${answer.status} ${answer.body.slice(0, 500)}`)
    }
  }
  const lanes = (until: number, deadline: number, times: number[]) =>
    Promise.all(Array.from({ length: connections }, () => lane(until, deadline, times)))
  try {
    await lanes(warmUp, performance.now() + (seconds * 1000) / 4, [])
    const times: number[] = []
    const cpuBefore = cpuMicroseconds(to.process)
    const start = performance.now()
    await lanes(index + calls, start + seconds * 1000, times)
    const took = performance.now() - start
    times.sort((a, b) => a - b)
    const at = (share: number) =>
      round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN)
    return {
      n: times.length,
      perSecond: Math.round((times.length / took) * 1000),
      cpu: Math.round((cpuMicroseconds(to.process) - cpuBefore) / times.length),
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
    }
  } finally {
    over.close()
  }
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100
}
