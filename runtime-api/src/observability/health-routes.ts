// Is the process alive, can it serve, and what has it counted? Outside of the API, for whoever runs it.
import { createHash, timingSafeEqual } from 'node:crypto'
import { type Request, Router } from 'express'
import { isThisMachine } from '../http/address.ts'
import { noteRequest } from '../http/log-request.ts'
import type { Runtime } from '../runtime.ts'

const patience = 1_000

export function healthRoutes(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.get('/healthz', (_request, response) => {
    noteRequest(response, { route: '/healthz' })
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    noteRequest(response, { route: '/readyz' })
    const ready = await canRead(runtime)
    response
      .status(ready ? 200 : 503)
      .set({ 'Cache-Control': 'no-store', ...(ready ? {} : { 'Retry-After': '2' }) })
      .json({ status: ready ? 'ready' : 'unavailable' })
  })
  router.get('/metrics', async (request, response, next) => {
    noteRequest(response, { route: '/metrics' })
    if (!mayReadMetrics(runtime, request)) return next()
    response
      .set({ 'Cache-Control': 'no-store', 'Content-Type': runtime.metrics.contentType })
      .end(await runtime.metrics.text())
  })
  return router
}

async function canRead(runtime: Runtime): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, patience, false).unref())
  const read = runtime.control.read.get('SELECT 1 AS one').then(
    () => true,
    () => false,
  )
  return Promise.race([read, late])
}

/** From this machine, unless a proxy on it speaks for somebody else; from elsewhere only with the token. */
function mayReadMetrics(runtime: Runtime, request: Request): boolean {
  const { metricsToken } = runtime.config
  const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1]
  if (metricsToken !== undefined && given !== undefined) return sameText(given, metricsToken)
  const forwarded =
    request.get('x-forwarded-for') ?? request.get('forwarded') ?? request.get('x-real-ip') ?? request.get('via')
  return forwarded === undefined && isThisMachine(request.socket.remoteAddress)
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
