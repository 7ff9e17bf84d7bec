// The studio's files: hashed ones for ever, the first page for every address a browser opens, nothing outside of the folder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveStudio } from './serve-studio.ts'

const folder = mkdtempSync(join(tmpdir(), 'molde-studio-'))
let server: Server
let url = ''
beforeAll(async () => {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true })
  writeFileSync(join(folder, 'dist/index.html'), '<title>first page</title>')
  writeFileSync(join(folder, 'dist/assets/app-1a2b3c.js'), 'app()')
  writeFileSync(join(folder, 'dist/manifest.json'), '{}')
  writeFileSync(join(folder, 'dist/.hidden'), 'hidden')
  writeFileSync(join(folder, 'secret'), 'top secret')
  const app = express()
    .use(serveStudio(join(folder, 'dist')))
    .use((_request, response) => void response.status(404).send('nothing'))
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(path: string, accept = 'text/html', method = 'GET') {
  const answered = await fetch(url + path, { method, headers: { accept } })
  return { status: answered.status, text: await answered.text(), cache: answered.headers.get('cache-control') }
}

describe('the studio', () => {
  test.each(['/', '/t/acme/records/delivery', '/sign-in', '/t/acme.example', '/apiary'])(
    '%s shows the first page, asked for each time',
    async (path) => {
      expect(await ask(path)).toEqual({ status: 200, text: '<title>first page</title>', cache: 'no-cache' })
    },
  )
  test.each(['GET', 'HEAD'])('%s shows its front door to whom it is all one, and only that', async (method) => {
    expect((await ask('/', '*/*', method)).status).toBe(200)
    expect((await ask('/t/acme/records', '*/*', method)).status).toBe(404)
    expect((await ask('/gone.png', '*/*', method)).status).toBe(404)
    expect((await ask('/', 'application/json', method)).status).toBe(404)
  })
  test('hashed files are kept for ever, others are asked for', async () => {
    expect(await ask('/assets/app-1a2b3c.js', '*/*')).toMatchObject({
      status: 200,
      text: 'app()',
      cache: 'public, max-age=31536000, immutable',
    })
    expect(await ask('/manifest.json', '*/*')).toMatchObject({ status: 200, cache: 'no-cache' })
  })
  test.each([
    '/assets/gone-1.js',
    '/api/v1/x',
    '/api',
    '/docs/x',
    '/healthz',
    '/.hidden',
    '/..%2fsecret',
    '/%2e%2e/secret',
    '/assets/..%2f..%2fsecret',
  ])('%s is no file and no page for a program', async (path) => {
    const answered = await ask(path, 'application/json')
    expect(answered.status).toBeGreaterThanOrEqual(400)
    expect(answered.text).not.toContain('secret')
  })
  test.each(['/api/v1/x', '/assets/gone-1.js', '/docs/x'])('%s is no page for a browser either', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })
  test('an address asked for as JSON, or posted to, is no page', async () => {
    expect((await ask('/t/acme', 'application/json')).status).toBe(404)
    expect((await ask('/t/acme', 'text/html', 'POST')).status).toBe(404)
  })
  test('without a build there is nothing', async () => {
    expect(serveStudio(join(folder, 'nowhere'))).toBeTypeOf('function')
  })
})
