// Declared routes → an OpenAPI 3.1 document.
import { type ErrorCode, errorCatalogue } from '../errors.ts'
import type { JsonSchema, Route } from '../http/route.ts'

export interface DocumentInfo {
  readonly title: string
  readonly description: string
  /** Schemas that routes refer to as `#/components/schemas/<name>`. */
  readonly schemas?: { readonly [name: string]: JsonSchema }
}

type Operation = { readonly [member: string]: unknown }
export type OpenApiDocument = {
  readonly openapi: '3.1.0'
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly [member: string]: unknown
}

export function openApiDocument(routes: readonly Route[], info: DocumentInfo): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: info.title,
      version: '1',
      description: info.description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(routes),
    components: { schemas: { Problem: problemSchema, ...info.schemas }, securitySchemes },
  }
}

function pathsOf(routes: readonly Route[]): OpenApiDocument['paths'] {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  return paths
}

function operationOf(route: Route): Operation {
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    tags: [route.tag],
    security: securityOf(route),
    parameters: parametersOf(route),
    ...bodyOf(route),
    responses: { [route.answer.status]: answerOf(route), ...furtherAnswersOf(route), ...problemsOf(route) },
  }
}

function bodyOf({ body, bodyOptional, rawBody }: Route): Operation {
  if (rawBody) return { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
  return body ? { requestBody: { required: !bodyOptional, content: { 'application/json': { schema: body } } } } : {}
}

/** `getTenantsTBlueprintsName`: stable as long as method and path are. */
function operationIdOf({ method, path }: Route): string {
  const words = path
    .replace('/api/v1', '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  return method + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('')
}

function securityOf({ actor }: Route): readonly unknown[] {
  if (actor === 'anyone') return []
  const person = [{ session: [] }, { token: [] }]
  return actor === 'user' ? person : [...person, { apiKey: [] }]
}

function parametersOf(route: Route): readonly unknown[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    ...(name === 't' ? { description: "The tenant's slug or id" } : {}),
  }))
  const inQuery = Object.entries(route.query ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }))
  const fieldFilters = route.fieldFilters
    ? [
        {
          name: 'field',
          in: 'query',
          required: false,
          style: 'form',
          explode: true,
          schema: { type: 'object', additionalProperties: { type: 'string' } },
          description: '`field=value`, for every field by its name',
        },
      ]
    : []
  const headers = Object.entries(headersOf(route)).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    schema: { type: 'string' },
    description,
  }))
  return [...inPath, ...inQuery, ...fieldFilters, ...headers]
}

function headersOf(route: Route): { readonly [name: string]: string } {
  const repeatable = route.method === 'post' && !route.neverReplayed
  return {
    ...(repeatable
      ? { 'Idempotency-Key': 'Up to 255 characters: the same request sent again is carried out once' }
      : {}),
    'Accept-Language': 'en, pt-BR or ru: the language of messages',
    ...route.headers,
  }
}

function answerOf({ answer }: Route): unknown {
  const media = answer.mediaType ?? 'application/json'
  const hasBody = answer.schema !== undefined || answer.mediaType !== undefined
  return {
    description: answer.description ?? statusWords[answer.status] ?? 'Done',
    ...(hasBody ? { content: { [media]: answer.schema ? { schema: answer.schema } : {} } } : {}),
  }
}

/** A part is of the same kind as the whole; nothing else than these two ever is. */
function furtherAnswersOf({ answer }: Route): { readonly [status: string]: unknown } {
  const { also = {}, mediaType } = answer
  return Object.fromEntries(
    Object.entries(also).map(([status, description]) => [
      status,
      { description, ...(status === '206' && mediaType ? { content: { [mediaType]: {} } } : {}) },
    ]),
  )
}

const statusWords: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Accepted; goes on as a job',
  204: 'Done',
  302: 'Leads on',
}

/** Every status a route may refuse with, each with its codes. */
function problemsOf(route: Route): Record<string, unknown> {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of refusalsOf(route)) {
    const { status } = errorCatalogue[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function refusalsOf(route: Route): Set<ErrorCode> {
  const usual: ErrorCode[] = ['bad-parameter', 'too-many-requests', 'internal', 'unavailable']
  const known: ErrorCode[] =
    route.actor === 'anyone' ? [] : ['unauthenticated', 'must-change-password', 'forbidden', 'cross-site']
  const named: ErrorCode[] = route.path.includes('{') ? ['not-found'] : []
  const passed: ErrorCode[] = [
    ...(/\/(records|blueprints)\/\{name\}/.test(route.path) ? (['blueprint-merged'] as const) : []),
    ...(/\/records\/\{name\}\/\{id\}/.test(route.path) ? (['record-elsewhere'] as const) : []),
  ]
  const withBody: ErrorCode[] = route.body
    ? ['malformed-json', 'bad-request', 'body-too-large', 'unsupported-media-type', 'invalid']
    : []
  const raw: ErrorCode[] = route.rawBody ? ['bad-request', 'body-too-large', 'storage-full'] : []
  const repeated: ErrorCode[] =
    route.method === 'post' && !route.neverReplayed ? ['bad-header', 'key-in-flight', 'key-reused'] : []
  return new Set([...usual, ...known, ...named, ...passed, ...withBody, ...raw, ...repeated, ...(route.refusals ?? [])])
}

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'molde.session_token',
    description: 'The studio’s session cookie (`__Secure-molde.session_token` over https)',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token of `GET /api/auth/token`, or the session token of sign-in',
  },
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `mk_…`' },
}

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'One of ERRORS.md' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', description: 'RFC 6901' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string' },
  },
}
