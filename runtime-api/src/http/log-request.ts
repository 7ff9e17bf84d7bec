// One log line and one measurement per request: route, status, time, who. Never a body, a query, a token or a mail address.
import { randomUUID } from 'node:crypto'
import type { Language } from '@molde/engine'
import type { NextFunction, Request, Response } from 'express'
import type { Runtime } from '../runtime.ts'

interface Seen {
  requestId: string
  /** The declared path, so that no id and no name is logged or measured. */
  route?: string
  actor?: string
  tenant?: string
  /** The tenant's own language: what is refused is said with its words. */
  own?: Language
}

export function requestIdOf(response: Response): string {
  return (response.locals as Seen).requestId
}

export function ownLanguageOf(response: Response): Language | undefined {
  return (response.locals as Seen).own
}

/** Called when it becomes known what the request is and who sends it. */
export function noteRequest(response: Response, seen: Partial<Seen>): void {
  Object.assign(response.locals, seen)
}

export function logRequest(runtime: Runtime) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const start = performance.now()
    const seen = response.locals as Seen
    seen.requestId = randomUUID()
    response.set('X-Request-Id', seen.requestId)
    response.on('close', () => {
      const seconds = (performance.now() - start) / 1000
      const route = seen.route ?? 'none'
      const status = response.writableFinished ? response.statusCode : 499
      runtime.metrics.observeRequest({ route, method: request.method, status, seconds })
      const level =
        status >= 500 ? 'error' : route === '/healthz' || route === '/readyz' || route === '/metrics' ? 'debug' : 'info'
      runtime.log[level](
        {
          'http.request.id': seen.requestId,
          'http.request.method': request.method,
          'http.response.status_code': status,
          'event.duration': Math.round(seconds * 1e9),
          'molde.route': route,
          ...(seen.actor ? { 'user.id': seen.actor } : {}),
          ...(seen.tenant ? { 'organization.id': seen.tenant } : {}),
        },
        'request',
      )
    })
    next()
  }
}
