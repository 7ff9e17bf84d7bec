// Any thrown value → a problem document (RFC 9457) in the reader's language; causes go to the log only.
import type { Request, Response } from 'express'
import { asApiError, problemOf } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import { compressLong } from './compress.ts'
import { ownLanguageOf, requestIdOf } from './log-request.ts'
import { readLanguage } from './read-language.ts'

const retryAfter: Readonly<Record<string, string>> = { unavailable: '2', 'key-in-flight': '1', 'storage-full': '30' }

export function answerProblem(runtime: Runtime, thrown: unknown, request: Request, response: Response): void {
  const error = asApiError(thrown)
  const requestId = requestIdOf(response)
  if (error.status >= 500) runtime.log.error({ err: error.cause ?? thrown, requestId }, 'request failed')
  if (response.headersSent) {
    response.destroy()
    return
  }
  const language = readLanguage(request.get('accept-language'))
  const problem = problemOf(error, { language, own: ownLanguageOf(response) })
  const wait = retryAfter[error.code]
  response.status(error.status)
  for (const name of ['ETag', 'Location', 'Cache-Control']) response.removeHeader(name)
  response.set({
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': language,
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language, Accept-Encoding',
    ...(error.status === 401 ? { 'WWW-Authenticate': 'Bearer realm="molde"' } : {}),
    ...(wait ? { 'Retry-After': wait } : {}),
    ...error.more.headers,
  })
  const text = JSON.stringify(error.status >= 500 ? { ...problem, requestId } : problem)
  compressLong(request, response, Buffer.byteLength(text))
  response.end(text)
}
