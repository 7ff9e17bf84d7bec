// Starts the built server as a process of its own, on a free port and in a temporary folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface RunningServer {
  readonly url: string
  readonly dataFolder: string
  /** Ends it with SIGTERM and removes its folder. */
  stop(): Promise<void>
}

const main = fileURLToPath(new URL('../../runtime-api/dist/main.js', import.meta.url))

export async function startServer(settings: Record<string, string> = {}): Promise<RunningServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'molde-example-'))
  const server = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'development', PORT: '0', MOLDE_DATA: dataFolder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await firstUrl(server)
  return {
    url,
    dataFolder,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

function firstUrl(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const read = (chunk: Buffer) => {
      said += chunk
      const url = said.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]
      if (url) resolve(url)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
}
