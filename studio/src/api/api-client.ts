// How the studio speaks HTTP: JSON both ways, the session cookie, and every refusal as an ApiError.
import { currentLanguage } from '../text/text.ts'
import { type EarlyAnswer, earlyAnswer, noteAsked } from './early-answers.ts'
import { noteEventPlace } from './event-place.ts'

/** One reason of a refusal, at a place of the body that was sent. */
export interface ApiIssue {
  /** RFC 6901, such as `/data/weight`. */
  readonly pointer: string
  readonly code: string
  readonly message: string
}

export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    readonly status: number,
    /** The catalogue's code, such as `stale-token`. */
    readonly code: string,
    /** A sentence for people, in their language. */
    message: string,
    readonly issues: readonly ApiIssue[],
    /** The whole answer: a 412 carries the current representation. */
    readonly body: unknown,
  ) {
    super(message)
  }
}

export interface RequestOptions {
  readonly query?: { readonly [name: string]: string | number | boolean | undefined }
  readonly body?: unknown
  /** The state the change was made on; another rev is answered with 412. */
  readonly ifMatch?: { readonly rev: number; readonly version: number }
  /** Makes a repeated POST harmless; see `newIdempotencyKey`. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
  readonly count?: { readonly value: number; readonly capped: boolean }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export const get = <T>(path: string, options?: RequestOptions) => request<T>('GET', path, options)
export const post = <T>(path: string, body?: unknown, options?: RequestOptions) =>
  request<T>('POST', path, { body, ...options })
export const put = <T>(path: string, body: unknown, options?: RequestOptions) =>
  request<T>('PUT', path, { body, ...options })
export const patch = <T>(path: string, body: unknown, options?: RequestOptions) =>
  request<T>('PATCH', path, { body, ...options })
export const remove = <T = void>(path: string, options?: RequestOptions) => request<T>('DELETE', path, options)

/** `path('tenants', slug, 'records', name)` → `/api/v1/tenants/…`, every step encoded. */
export function path(...steps: readonly (string | number)[]): string {
  return `/api/v1/${steps.map((step) => encodeURIComponent(step)).join('/')}`
}

export function newIdempotencyKey(): string {
  // `crypto.randomUUID` is missing on plain http outside of localhost.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function request<T>(method: Method, url: string, options: RequestOptions = {}): Promise<T> {
  const { status, ok, body: text, event } = await send(method, url + queryText(options.query), options)
  noteEventPlace(url, event)
  const body = readBody(text)
  if (!ok) throw apiErrorOf(status, body)
  return body as T
}

async function send(method: Method, url: string, options: RequestOptions): Promise<EarlyAnswer> {
  if (method === 'GET') noteAsked(url)
  try {
    const early = method === 'GET' ? earlyAnswer(url) : undefined
    if (early) return await early
    const answer = await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: headersOf(options),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
    const event = answer.headers.get('last-event-id')
    return { status: answer.status, ok: answer.ok, body: await answer.text(), event }
  } catch (failed) {
    if (options.signal?.aborted) throw failed
    throw new ApiError(0, 'offline', 'offline', [], undefined)
  }
}

function headersOf(options: RequestOptions): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': currentLanguage(),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(options.ifMatch === undefined ? {} : { 'if-match': `"${options.ifMatch.rev}.${options.ifMatch.version}"` }),
    ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
  }
}

function queryText(query: RequestOptions['query']): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

function readBody(text: string): unknown {
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Reads RFC 9457 problems of our API and the `{ code, message }` of the sign-in library. */
export function apiErrorOf(status: number, body: unknown): ApiError {
  const problem = memberBag(body)
  const type = text(problem.type)
  const code = text(problem.code) ?? type?.split(/[/:#]/).pop() ?? `http-${status}`
  const message = text(problem.detail) ?? text(problem.title) ?? text(problem.message) ?? ''
  const issues = Array.isArray(problem.errors) ? problem.errors.map(issueOf) : []
  return new ApiError(status, code, message, issues, body)
}

function issueOf(raw: unknown): ApiIssue {
  const said = memberBag(raw)
  return {
    pointer: text(said.pointer) ?? '',
    code: text(said.code) ?? '',
    message: text(said.message) ?? text(said.detail) ?? '',
  }
}

function memberBag(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
