// The program as a process: first boot, restart, refusal to start, and an orderly end.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Bundled, bundleProgram } from '../test/bundle-program.ts'
import { programFolder } from './program-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'molde-main-'))
const children: ChildProcess[] = []
let bundled: Bundled
beforeAll(async () => {
  bundled = await bundleProgram('runtime-api/src/main.ts')
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => {
  bundled.remove()
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly said: () => string
  readonly ended: Promise<number | null>
}

function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, bundled.args, {
    cwd: programFolder,
    env: { PATH: process.env.PATH, PORT: '0', MOLDE_DATA: join(folder, 'data'), ...env },
  })
  children.push(child)
  let text = ''
  child.stdout?.on('data', (piece) => (text += piece))
  child.stderr?.on('data', (piece) => (text += piece))
  return { child, said: () => text, ended: new Promise((resolve) => child.on('exit', resolve)) }
}

async function until(started: Started, pattern: RegExp): Promise<RegExpExecArray> {
  for (let i = 0; i < 400; i += 1) {
    const found = pattern.exec(started.said())
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`never said ${pattern}: ${started.said()}`)
}

const ready = /Molde is ready at (http:\/\/127\.0\.0\.1:\d+)/

describe('the program', () => {
  test('says where it is, shows the super admin once, ends in order, and starts again', async () => {
    const first = start({})
    const url = (await until(first, ready))[1] as string
    const [, email, password] = await until(first, /shown once: (\S+) (\S+)/)
    const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    expect(signedIn.status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(statSync(join(folder, 'data/control.db')).mode & 0o077).toBe(0)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    // The log speaks of the sign-in, not of what was sent with it.
    expect(first.said()).toContain('/api/auth/sign-in/email')
    const logged = first
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    expect(logged.join('\n')).not.toContain(password)
    expect(logged.join('\n')).not.toContain(email)
    for (const line of logged) expect(JSON.parse(line)).toHaveProperty('ecs.version')

    const second = start({})
    await until(second, ready)
    expect(second.said()).not.toContain('shown once')
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(0)
  })

  test('finishes a request in flight, takes no new ones', async () => {
    const program = start({ MOLDE_DATA: join(folder, 'flight') })
    const url = new URL((await until(program, ready))[1] as string)
    const body = JSON.stringify({ email: 'nobody@example.org', password: 'does not matter' })
    const socket = connect(Number(url.port), '127.0.0.1')
    let answer = ''
    socket.on('data', (piece) => (answer += piece))
    socket.write(
      `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    program.child.kill('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 200))
    await expect(fetch(`${url}healthz`)).rejects.toThrow()
    socket.write(body.slice(10))
    expect(await program.ended).toBe(0)
    expect(answer).toContain('HTTP/1.1 401')
    socket.destroy()
  })

  test('a stream of events or an idle connection does not hold it up; a second signal ends at once', async () => {
    const program = start({ MOLDE_DATA: join(folder, 'idle') })
    const url = new URL((await until(program, ready))[1] as string)
    const idle = connect(Number(url.port), '127.0.0.1')
    idle.on('error', () => undefined)
    idle.write('GET /healthz HTTP/1.1\r\nHost: x\r\n')
    await new Promise((resolve) => setTimeout(resolve, 200))
    program.child.kill('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const since = Date.now()
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(1)
    expect(Date.now() - since).toBeLessThan(2_000)
    idle.destroy()
  })

  test.each([
    [{ MOLDE_DATABASE: 'x' }, 'MOLDE_DATABASE'],
    [{ NODE_ENV: 'production' }, 'MOLDE_SECRET'],
    [{ DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/db' }, 'database'],
    [{ PORT: '1', HOST: '203.0.113.1' }, 'EADDRNOTAVAIL'],
  ])('%j: does not start and says why', async (env, word) => {
    const program = start({ MOLDE_DATA: join(folder, 'refused'), ...(env as unknown as Record<string, string>) })
    expect(await program.ended).toBe(1)
    expect(program.said()).toContain(word)
    expect(program.said()).not.toContain('hunter2')
  })

  test('what is configured and not built yet is said in one line', async () => {
    const program = start({ MOLDE_DATA: join(folder, 'later'), REDIS_URL: 'redis://127.0.0.1:6379' })
    await until(program, ready)
    await until(program, /REDIS_URL is set, but its feature is not built yet/)
  })
})
