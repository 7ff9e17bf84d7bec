// What is measured: a system is a process that serves deals over HTTP; each says how its requests look.
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Deal, Source } from './deals.ts'

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly path: string
  readonly body?: string
}

export interface System {
  readonly name: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly started: Started
  readonly process: ChildProcess
  /** Of a server that knows people: whose tenant it is that is measured. */
  readonly owner?: { readonly email: string; readonly password: string }
  /** Undefined where a system has no such thing. */
  readonly calls: {
    create(deal: Deal): Call
    read(id: string): Call
    list?(source: Source, cursor?: string): Call
    /** The same rows through a pinned view. */
    view?(cursor?: string): Call
    search?(word: string): Call
    patch(id: string, change: Partial<Deal>): Call
    /** NEW → QUALIFIED. */
    move(id: string): Call
    bulk(deals: readonly Deal[]): Call
  }
  readonly idsOf: (bulkAnswer: string) => readonly string[]
  readonly nextOf: (listAnswer: string) => string | undefined
  stop(): Promise<void>
}

interface Started {
  /** From the start of the process to its first answered request, milliseconds. */
  readonly coldStart: number
  /** Resident memory a second later, before anybody has asked for anything, MB. */
  readonly memory: number
}

/** Starts a script as its own process and waits until it answers at its first printed URL. */
export async function startProcess(args: readonly string[], env: Record<string, string>, ready: string) {
  const start = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    const look = (chunk: Buffer) => {
      said += chunk
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]
      if (!found) return
      // What else it says is let through unread: looking for it would be our time, not the server's.
      child.stdout?.off('data', look).resume()
      resolve(found)
    }
    child.stdout?.on('data', look)
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${said}`)))
  })
  while (
    !(await fetch(url + ready).then(
      (answer) => answer.ok,
      () => false,
    ))
  )
    await new Promise((go) => setTimeout(go, 5))
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })
  const coldStart = Math.round(performance.now() - start)
  await new Promise((go) => setTimeout(go, 1_000))
  return { child, url, started: { coldStart, memory: residentMegabytes(child) }, stop }
}

/** Resident memory of a process in MB (Linux). */
export function residentMegabytes(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? Number.NaN) / 1024)
}

/** CPU time a process has used so far, all its threads together, in microseconds (Linux). */
export function cpuMicroseconds(child: ChildProcess): number {
  const [, after = ''] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')
  const fields = after.split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  return (ticks * 1_000_000) / 100
}

/** Waits until a process has nothing left to do in the background; answers after how many milliseconds. */
export async function settled(child: ChildProcess): Promise<number> {
  const start = performance.now()
  let quietSince = start
  while (performance.now() - quietSince < 2_000) {
    const before = cpuMicroseconds(child)
    await new Promise((go) => setTimeout(go, 500))
    if (cpuMicroseconds(child) - before > 25_000) quietSince = performance.now()
  }
  return Math.round(quietSince - start)
}
