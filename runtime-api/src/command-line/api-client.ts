// Calls the public API as any other program does.
import type { Json, JsonObject } from '@molde/engine'
import { type Command, CommandError } from './read-command.ts'

interface Answered {
  readonly status: number
  readonly body: JsonObject
  readonly etag: string | undefined
}

export interface ApiClient {
  /** Below the workspace's path. Answers whatever comes below 500, but 401 and 429. */
  call(method: string, path: string, body?: Json, headers?: Readonly<Record<string, string>>): Promise<Answered>
  /** The same; another status than a good one is thrown as a CommandError that says why. */
  must(method: string, path: string, body?: Json, headers?: Readonly<Record<string, string>>): Promise<Answered>
  /** All pages of a list. */
  all(path: string): Promise<readonly JsonObject[]>
}

const patienceMs = 60_000
const mostTries = 6

export function apiClient({ url, tenant, key, language }: Omit<Command, 'verb' | 'folder'>): ApiClient {
  const send = async (method: string, path: string, body?: Json, headers: Readonly<Record<string, string>> = {}) => {
    const init = {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        'Accept-Language': language,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    } as const
    try {
      const answer = await fetch(`${url}/api/v1/tenants/${tenant}${path}`, init)
      return { answer, text: await answer.text() }
    } catch (failed) {
      throw new CommandError(`${url} cannot be reached: ${reasonOf(failed)}`)
    }
  }
  const call: ApiClient['call'] = async (method, path, body, headers) => {
    for (let tries = 1; ; tries++) {
      const { answer, text } = await send(method, path, body, headers)
      if (answer.status === 429 && tries < mostTries) {
        await pause(Number(answer.headers.get('Retry-After') ?? 1))
        continue
      }
      const said = jsonOf(text)
      if (answer.status === 401) throw new CommandError('The API key is not accepted. Was it revoked?')
      if (answer.status >= 500 || answer.status === 429)
        throw new CommandError(`${url} answers ${answer.status}: ${sayProblem(said)}`)
      return { status: answer.status, body: said, etag: answer.headers.get('ETag') ?? undefined }
    }
  }
  const must: ApiClient['must'] = async (method, path, body, headers) => {
    const answered = await call(method, path, body, headers)
    if (answered.status < 400) return answered
    throw new CommandError(answered.status === 403 ? 'The API key must be one of an owner.' : sayProblem(answered.body))
  }
  return {
    call,
    must,
    async all(path) {
      const items: JsonObject[] = []
      let cursor = ''
      do {
        const page = (await must('GET', `${path}?limit=200${cursor}`)).body
        items.push(...(page['items'] as readonly JsonObject[]))
        cursor = typeof page['next'] === 'string' ? `&cursor=${encodeURIComponent(page['next'])}` : ''
      } while (cursor !== '')
      return items
    },
  }
}

/** The refusal in the words of the server, each reason with its place. */
export function sayProblem(problem: JsonObject): string {
  const errors = (Array.isArray(problem['errors']) ? problem['errors'] : []) as readonly JsonObject[]
  const said = errors.map(({ pointer, message }) => `${String(message)}${pointer ? ` (${String(pointer)})` : ''}`)
  return said.length > 0 ? said.join('\n') : String(problem['detail'] ?? problem['title'] ?? 'no reason was given')
}

function jsonOf(text: string): JsonObject {
  try {
    return text === '' ? {} : (JSON.parse(text) as JsonObject)
  } catch {
    return { title: 'the answer is no JSON; is this the address of Molde?' }
  }
}

function reasonOf(failed: unknown): string {
  const { message, cause } = failed as Error & {
    readonly cause?: { readonly code?: string; readonly message?: string }
  }
  return cause?.code ?? cause?.message ?? message
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(seconds, 0.1), 30) * 1_000))
}
