// What is measured: a system is a process that serves deals over HTTP; each says how its requests look.
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Deal, Source } from './deals.ts'
import type { Call } from './load.ts'

export interface System {
  readonly name: string
  readonly url: string
  readonly headers: Record<string, string>
  /** From the start of the process to its first answered request, milliseconds. */
  readonly coldStart: number
  readonly process: ChildProcess
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

/** Starts a script as its own process and waits until it answers at its first printed URL. */
export async function startProcess(args: readonly string[], env: Record<string, string>, ready: string) {
  const start = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]
      if (found) resolve(found)
    })
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
  return { child, url, coldStart: Math.round(performance.now() - start), stop }
}

/** Resident memory of a process in MB (Linux). */
export function residentMegabytes(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? Number.NaN) / 1024)
}
