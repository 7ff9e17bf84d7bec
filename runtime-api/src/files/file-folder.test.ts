// Do bytes come in piece by piece, lie there whole or not at all, and never lead out of their folder?
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Runtime } from '../runtime.ts'
import { contentPath, discardOldArrivals, openContent, receive, settle, TooLarge } from './file-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'molde-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const place = { config: { dataFolder: folder } } as Pick<Runtime, 'config'>

const onDisk = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())

describe('bytes on the disk', () => {
  test('are asked for one piece after the other, and no more once it is too much', async () => {
    let asked = 0
    async function* pieces() {
      for (;;) {
        asked += 1
        yield Buffer.alloc(1_000)
      }
    }
    await expect(receive(place, 1, pieces(), 10_500)).rejects.toThrow(TooLarge)
    expect(asked).toBe(11)
    expect(onDisk()).toEqual([])
  })

  test('a stream that breaks leaves nothing', async () => {
    async function* pieces() {
      yield Buffer.from('half')
      throw new Error('the line broke')
    }
    await expect(receive(place, 1, pieces(), 100)).rejects.toThrow('the line broke')
    expect(onDisk()).toEqual([])
  })

  test('are in their place when they are settled, and settling twice is settling once', async () => {
    async function* pieces() {
      yield Buffer.from('ab')
      yield Buffer.from('c')
    }
    const arrived = await receive(place, 1, pieces(), 100)
    expect(arrived).toMatchObject({ size: 3, head: Buffer.from('abc') })
    expect(arrived.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    await settle(place, 1, arrived)
    await settle(place, 1, arrived)
    expect(onDisk()).toEqual([join('files', '1', 'ba', arrived.sha256)])
    expect(readFileSync(contentPath(place, 1, arrived.sha256), 'utf8')).toBe('abc')
    expect(statSync(contentPath(place, 1, arrived.sha256)).mode & 0o077).toBe(0)
    await (await openContent(place, 1, arrived.sha256))?.close()
    expect(await openContent(place, 2, arrived.sha256)).toBeUndefined()
  })

  test.each(['../../secret', '', 'ABC', 'g'.repeat(64), `${'a'.repeat(64)}/x`])('%j is no place', (hash) => {
    expect(() => contentPath(place, 1, hash)).toThrow('not a hash')
  })

  test('a program killed in the middle leaves half a file where nobody finds it', async () => {
    const child: ChildProcess = fork(join(import.meta.dirname, '../../test/upload-until-killed.ts'), [folder], {
      execArgv: ['--import', 'tsx'],
    })
    await new Promise((resolve) => child.once('message', resolve))
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    const left = onDisk().filter((name) => name.startsWith(join('files', '9')))
    expect(left).toEqual([expect.stringMatching(/^files\/9\/arriving\/[0-9a-f]{32}$/)])
    await discardOldArrivals(place, 9, Date.now() + 60_000)
    expect(onDisk().filter((name) => name.startsWith(join('files', '9')))).toEqual([])
  })
})
