// Requests that a stranger could send, made from the API's own documents and bent, and what must hold for every answer.
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Json, JsonObject } from '@molde/engine'
import fc from 'fast-check'
import {
  bent,
  calmFieldList,
  calmSchemaDocument,
  draftDocument,
  fieldList,
  flowDocument,
  schemaDocument,
} from './hostile-definitions.ts'
import { canary, expressionText, hostileJson, hostileText, objectWith } from './hostile-values.ts'
import { deliveryFlow } from './populated-tenant.ts'

export interface ApiDocument {
  readonly paths: { readonly [path: string]: { readonly [method: string]: JsonObject } }
  readonly components: { readonly schemas?: JsonObject }
}

export interface Operation {
  readonly method: string
  readonly path: string
  readonly query: readonly { readonly name: string; readonly schema: JsonObject }[]
  readonly headers: readonly string[]
  readonly body: JsonObject | undefined
  readonly statuses: readonly string[]
  readonly streams: boolean
}

export type ActorName = 'owner' | 'ownerKey' | 'member' | 'memberKey' | 'stranger' | 'foreignKey' | 'nobody'

/** What is known to exist, by the name of a parameter or member; grows with every answer. */
export type Pool = Map<string, string[]>

export interface FuzzRequest {
  readonly operation: Operation
  readonly actor: ActorName
  /** The method or path was bent, so that it need not be the operation's any more. */
  readonly elsewhere: boolean
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer | undefined
}

export interface FuzzAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
  readonly ms: number
  /** The connection broke or nothing came. */
  readonly broken?: string
}

// ── operations ──────────────────────────────────────────────────────────────────────────────────────────────────────

export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, said]) => operationOf(document, method, path, said)),
  )
}

function operationOf(document: ApiDocument, method: string, path: string, said: JsonObject): Operation {
  const parameters = said['parameters'] as unknown as { name: string; in: string; schema: JsonObject }[]
  const body = (said['requestBody'] as { content?: { 'application/json'?: { schema: JsonObject } } } | undefined)
    ?.content?.['application/json']
  const responses = said['responses'] as { readonly [status: string]: { readonly content?: JsonObject } }
  return {
    method: method.toUpperCase(),
    path,
    query: parameters.filter((one) => one.in === 'query' && one.name !== 'field'),
    headers: parameters.filter((one) => one.in === 'header').map(({ name }) => name),
    body: body && (resolved(document, body.schema, 0) as JsonObject),
    statuses: Object.keys(responses),
    streams: Object.values(responses).some(({ content }) => content && 'text/event-stream' in content),
  }
}

/** References to components, followed; a list that holds itself ends after some rounds. */
function resolved(document: ApiDocument, schema: Json, depth: number): Json {
  if (depth > 12 || typeof schema !== 'object' || schema === null) return depth > 12 ? {} : schema
  if (Array.isArray(schema)) return schema.map((one: Json) => resolved(document, one, depth + 1))
  const { $ref } = schema as JsonObject
  if (typeof $ref === 'string') {
    const target = $ref
      .slice(2)
      .split('/')
      .reduce<Json | undefined>(
        (at, step) => (at as JsonObject | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
        document as unknown as Json,
      )
    return resolved(document, target ?? {}, depth + 1)
  }
  return Object.fromEntries(
    Object.entries(schema).map(([name, one]) => [name, resolved(document, one as Json, depth + 1)]),
  )
}

// ── values of a schema ──────────────────────────────────────────────────────────────────────────────────────────────

const goodFilters = [
  'amount > 1.0',
  "name == 'Ada' || amount >= 0.0",
  "stage in ['NEW', 'OPEN'] && born < date('2026-01-01')",
  "name.contains('d') && !(active == true)",
  "record.createdAt < now && labels.exists(x, x == 'red')",
  'size(lines) > 0 || has(email)',
  "like(name, 'a') || price.currency == 'EUR'",
]

/** Texts that a member of this name may well have; `pool:x` is something known of that name. */
const usualTexts: { readonly [member: string]: fc.Arbitrary<Json> } = {
  email: fc.constantFrom('ada@example.org', 'new-one@example.org', 'ÄÖ@example.org'),
  slug: fc.stringMatching(/^[a-z]{3,12}$/),
  timezone: fc.constantFrom('UTC', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Nowhere/Land'),
  blueprint: fc.constantFrom('customer', 'delivery', 'nobody'),
  filter: fc.oneof(expressionText, fc.constantFrom(...goodFilters)),
  sort: fc.constantFrom(
    'name',
    '-amount',
    'born,-name',
    '-amount,name',
    'record.createdAt',
    'stage,-born,name,amount,note',
    '-',
  ),
  token: fc.constant('pool:token'),
  expand: fc.constantFrom('parent', 'customer', 'name'),
  fields: fc.constantFrom('name', 'name,amount', 'cargo'),
  as: fc.constantFrom('1', 'customer@1', '2', 'HEAD'),
  view: fc.constant('pool:views_view'),
  event: fc.constantFrom('start', 'return', 'deliver'),
  id: fc.constant('pool:id'),
  parent: fc.constant('pool:id'),
  customer: fc.constant('pool:id'),
}

const byFormat: { readonly [format: string]: fc.Arbitrary<Json> } = {
  date: fc.constantFrom('2026-02-28', '1999-12-31'),
  'date-time': fc.constantFrom('2026-02-28T12:00:00Z', '2026-02-28T12:00:00.123+02:00'),
  time: fc.constantFrom('12:30', '23:59:59'),
  duration: fc.constantFrom('PT48H', 'P1D'),
  email: fc.constantFrom('ada@example.org', 'new@example.org'),
}

export function valueOf(schema: Json, member = '', depth = 0): fc.Arbitrary<Json> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema) || depth > 8) return hostileJson
  const { type, enum: choices, const: only, anyOf, oneOf } = schema as JsonObject
  if (only !== undefined) return fc.constant(only)
  if (Array.isArray(choices) && choices.length > 0) return fc.constantFrom(...(choices as Json[]))
  const forms = anyOf ?? oneOf
  if (Array.isArray(forms) && forms.length > 0)
    return fc.oneof(...forms.map((form: Json) => valueOf(form, member, depth + 1)))
  const types = (Array.isArray(type) ? type : [type]) as (string | undefined)[]
  return fc.oneof(...types.map((one) => valueOfType(one, schema as JsonObject, member, depth)))
}

function valueOfType(type: string | undefined, schema: JsonObject, member: string, depth: number): fc.Arbitrary<Json> {
  switch (type) {
    case 'string':
      return textOf(schema, member)
    case 'integer':
      return fc.integer({ min: Number(schema['minimum'] ?? -5), max: Math.min(Number(schema['maximum'] ?? 300), 1e9) })
    case 'number':
      return fc.double({ min: Number(schema['minimum'] ?? -5), max: Number(schema['maximum'] ?? 300), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.uniqueArray(valueOf(schema['items'] ?? {}, member, depth + 1), {
        maxLength: 4,
        selector: (one) => JSON.stringify(one),
      })
    default:
      return schema['properties'] ? objectOf(schema, depth) : looseObject
  }
}

/** Where the document says no more than "an object": most likely the values of a record. */
const looseObject: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    {},
    { name: 'Ada' },
    { name: 'Ada', amount: 2, stage: 'OPEN' },
    { cargo: 'x' },
    { driver: 'Bo' },
  ),
  fc.tuple(hostileText, hostileJson).map(([name, value]) => objectWith(name, value)),
)

function textOf(schema: JsonObject, member: string): fc.Arbitrary<Json> {
  const format = String(schema['format'] ?? '')
  if (Object.hasOwn(byFormat, format)) return byFormat[format] as fc.Arbitrary<Json>
  if (Object.hasOwn(usualTexts, member)) return usualTexts[member] as fc.Arbitrary<Json>
  const matching = matchingText(schema['pattern'])
  if (matching) return matching
  return fc.string({
    unit: 'grapheme-ascii',
    minLength: Math.min(Number(schema['minLength'] ?? 1), 50),
    maxLength: Math.min(Number(schema['maxLength'] ?? 20), 20),
  })
}

/** Lookaheads and classes of characters are beyond the library; such a text is left to chance. */
function matchingText(pattern: Json | undefined): fc.Arbitrary<Json> | undefined {
  if (typeof pattern !== 'string') return undefined
  try {
    return fc.stringMatching(new RegExp(pattern), { maxLength: 20 })
  } catch {
    return undefined
  }
}

function objectOf(schema: JsonObject, depth: number): fc.Arbitrary<Json> {
  const properties = Object.entries(schema['properties'] as JsonObject)
  const required = (schema['required'] ?? []) as string[]
  const members = properties.map(([name, inner]): fc.Arbitrary<Json | undefined> => {
    const value = valueOf(inner, name, depth + 1)
    return required.includes(name) ? value : rarely((inner as JsonObject)['readOnly'] ? 30 : 2, value)
  })
  return fc.tuple(...members).map((values) => {
    const given = properties.flatMap(([name], i): [string, Json][] =>
      values[i] === undefined ? [] : [[name, values[i] as Json]],
    )
    return Object.fromEntries(given)
  })
}

// ── requests ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Whole documents, where the API says no more than "an object". */
function documentOf({ method, path }: Operation): fc.Arbitrary<Json> | undefined {
  const where = `${method} ${path.replace('/api/v1/tenants/{t}', '')}`
  if (where === 'POST /blueprints')
    return fc.oneof(calmFieldList, calmSchemaDocument, fieldList, schemaDocument) as fc.Arbitrary<Json>
  if (where === 'PUT /blueprints/{name}/draft') return draftDocument
  if (where === 'POST /flows') return flowDocument
  // Drafts are of the flow over `delivery`; a flow over another blueprint is one of the hostile ones.
  if (where === 'PUT /flows/{name}/draft' || where === 'POST /flows/{name}/verify')
    return fc.oneof({ weight: 3, arbitrary: deliveryFlowDocument }, { weight: 1, arbitrary: flowDocument })
  if (where === 'POST /flows/{name}/simulate') return simulation
  return /^POST \/records\/[^/]+\/bulk$/.test(where) ? bulkDocument : undefined
}

const deliveryFlowDocument: fc.Arbitrary<Json> = fc
  .tuple(expressionText, fc.constantFrom('guard', 'who', 'value', 'none', 'none'))
  .map(([expression, where]): Json => {
    const [start, ...others] = deliveryFlow['transitions'] as readonly JsonObject[]
    const more: JsonObject = {
      ...(where === 'guard' ? { guard: expression } : {}),
      ...(where === 'who' ? { who: { expr: expression } } : {}),
      ...(where === 'value' ? { do: [{ set: 'driver', value: expression }] } : {}),
    }
    return { ...deliveryFlow, transitions: [{ ...start, ...more }, ...others] }
  })

const simulation: fc.Arbitrary<Json> = fc.record({
  data: fc.constantFrom<Json>({ cargo: 'x' }, { cargo: 'x', driver: 'Bo' }),
  events: fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom<Json>({ event: 'start' }, { event: 'deliver' }, { event: 'return', input: {} }),
      },
      { weight: 1, arbitrary: hostileText.map((event): Json => ({ event })) },
    ),
    { maxLength: 6 },
  ) as fc.Arbitrary<Json>,
})

const bulkDocument: fc.Arbitrary<Json> = fc
  .uniqueArray(
    fc.oneof(
      fc
        .nat({ max: 999 })
        .map((n): JsonObject => ({ op: 'create', data: n % 2 ? { name: `bulk ${n}` } : { cargo: `bulk ${n}` } })),
      looseObject.map((data): JsonObject => ({ op: 'create', data })),
      fc.constantFrom<JsonObject>(
        { op: 'update', id: 'pool:id', data: { note: 'bulk' } },
        { op: 'delete', id: 'pool:customer_id' },
      ),
    ),
    { minLength: 1, maxLength: 5, selector: (one) => String(one['id'] ?? JSON.stringify(one)) },
  )
  .map((items): Json => ({ items }))

type Build = (pool: Pool) => FuzzRequest

/** The same sample for the same seed; what exists at the time fills the gaps. */
export function requestOf(operations: readonly Operation[]): fc.Arbitrary<Build> {
  return fc.constantFrom(...operations).chain((operation) =>
    fc
      .tuple(
        fc.oneof({ weight: 2, arbitrary: decentParts(operation) }, { weight: 3, arbitrary: wildParts(operation) }),
        fc.nat(),
      )
      .map(
        ([parts, pick]) =>
          (pool: Pool) =>
            requestFrom(operation, parts, pool, pick),
      ),
  )
}

interface Parts {
  readonly actor: ActorName
  readonly url: BentUrl
  readonly method: string
  readonly headers: readonly HeaderPair[]
  readonly body: Body | undefined
}

/** Nothing hostile: what such requests leave behind is what the others meet. */
function decentParts(operation: Operation): fc.Arbitrary<Parts> {
  const body = operation.body ? goodBody(operation).map(jsonBody) : fc.constant(undefined)
  return fc.record({
    actor: fc.constantFrom<ActorName>('owner', 'ownerKey'),
    url: urlOf(operation, true),
    method: fc.constant(operation.method),
    headers: fc.constant<readonly HeaderPair[]>(operation.method === 'PUT' ? [['if-match', '*']] : []),
    body,
  })
}

const methods = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND')

function wildParts(operation: Operation): fc.Arbitrary<Parts> {
  return fc.record({
    actor: actorName,
    url: urlOf(operation, false),
    method: usually(50, operation.method, methods),
    headers: headersOf(operation),
    body: bodyOf(operation),
  })
}

function requestFrom(operation: Operation, parts: Parts, pool: Pool, pick: number): FuzzRequest {
  const { actor, url, method, headers, body } = parts
  const isTyped = body === undefined || headers.some(([name]) => name === 'content-type')
  const typed: readonly HeaderPair[] = isTyped ? headers : [...headers, ['content-type', body.type]]
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1)
  return {
    operation,
    actor,
    elsewhere: method !== operation.method || url.bent,
    method,
    url: fillIn(url.text, pool, pick, encodeURIComponent).slice(0, 12_000),
    headers: typed.map(([name, value]) => [name, fillIn(value, pool, pick, (text) => text)]),
    body: typeof body?.bytes === 'string' ? Buffer.from(fillIn(body.bytes, pool, pick, inJson)) : body?.bytes,
  }
}

function fillIn(text: string, pool: Pool, pick: number, written: (known: string) => string): string {
  return text.replace(/pool:(\w+)/g, (_, name: string) => {
    const known = pool.get(name) ?? ['nothing']
    return written(known[pick % known.length] as string)
  })
}

const actorName: fc.Arbitrary<ActorName> = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom<ActorName>('owner', 'ownerKey') },
  { weight: 4, arbitrary: fc.constantFrom<ActorName>('member', 'memberKey') },
  { weight: 3, arbitrary: fc.constantFrom<ActorName>('stranger', 'foreignKey', 'nobody') },
)

function usually<T>(weight: number, value: T, otherwise: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: otherwise })
}

function rarely<T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

/** `{name}` is also a word of its path: `/records/{name}` wants a blueprint, `/flows/{name}` a flow. */
function knownFor(path: string, parameter: string): string {
  const before = path.slice(0, path.indexOf(`{${parameter}}`)).split('/')
  const noun = (before.at(-2) ?? '').replace(/[{}]/g, '')
  return parameter === 't' ? 'pool:tenant' : `pool:${noun.replace('-', '')}_${parameter}`
}

const brokenEscapes = ['%', '%zz', '%00', '%ed%a0%80', '%2e%2e', '%2F', '%c0%af', '..', '.', '%25%30%30', '']

interface BentUrl {
  readonly text: string
  readonly bent: boolean
}

function urlOf(operation: Operation, decent: boolean): fc.Arbitrary<BentUrl> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  const known = names.map((name) => knownFor(operation.path, name))
  const path = known.map((one, i) => (decent ? fc.constant(one) : usually(names[i] === 't' ? 60 : 9, one, pathSegment)))
  const tail = fc.constantFrom('/', '//', '/..', '/%2e%2e/x', ';a=b', '/__proto__', '.json')
  return fc
    .tuple(fc.tuple(...path), queryOf(operation, decent), decent ? fc.constant('') : usually(40, '', tail))
    .map(([given, query, end]) => {
      const text = names.reduce((url, name, i) => url.replace(`{${name}}`, () => given[i] as string), operation.path)
      const broken = given.some((one) => brokenEscapes.includes(one))
      return { text: text + end + (query === '' ? '' : `?${query}`), bent: broken || end !== '' }
    })
}

const pathSegment = fc.oneof(
  { weight: 3, arbitrary: hostileText.map((text) => wellFormed(encoded(text).slice(0, 600))) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'pool:id',
      'pool:foreign_id',
      'pool:tenant',
      '0',
      '-1',
      '1',
      '99999999999999999999',
      '01J00000000000000000000000',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...brokenEscapes) },
)

/** A cut may fall into an escape. */
function wellFormed(text: string): string {
  return text.replace(/%[0-9A-F]?$/i, '')
}

/** Half a surrogate pair, as a careless client would send it. */
function encoded(text: string): string {
  return [...text].map((one) => (/\p{Surrogate}/u.test(one) ? '%ED%A0%80' : encodeURIComponent(one))).join('')
}

const fieldNames = [
  'name',
  'amount',
  'stage',
  'born',
  'email',
  'note',
  'labels',
  'parent',
  'lines',
  'extra',
  'price',
  'seen',
  'active',
  'lasts',
  'record.state',
  'record.createdAt',
]

type Pair = readonly [name: string, value: string]

function queryOf({ query }: Operation, decent: boolean): fc.Arbitrary<string> {
  const usual = query.map(({ name, schema }) =>
    pairOf(name, name === 'cursor' ? fc.constant<Json>('pool:next') : valueOf(schema, name)),
  )
  const hostile = query.map(({ name }) => pairOf(name, hostileText as fc.Arbitrary<Json>))
  const takesFields = query.some(({ name }) => name === 'filter')
  const shorthand = takesFields ? [rarely(3, fc.tuple(fc.constantFrom(...fieldNames), hostileText))] : []
  const unknown = rarely(30, fc.tuple(hostileText, hostileText))
  const pairs = decent
    ? usual.map((pair) => rarely(6, pair))
    : [...[...usual, ...hostile].map((pair) => rarely(6, pair)), ...shorthand, unknown]
  return fc.tuple(fc.tuple(...pairs), usually(30, false, fc.constant(!decent))).map(([all, twice]) => {
    const text = all.flatMap((one) => (one ? [writtenPair(one)] : [])).join('&')
    return (twice ? `${text}&${text}` : text).slice(0, 8_000).replace(/%[0-9A-F]?$/i, '')
  })
}

function pairOf(name: string, value: fc.Arbitrary<Json>): fc.Arbitrary<Pair> {
  return value.map((one) => [
    name,
    Array.isArray(one) ? one.join(',') : typeof one === 'string' ? one : JSON.stringify(one),
  ])
}

function writtenPair([name, value]: Pair): string {
  return `${encoded(name)}=${value.startsWith('pool:') ? value : encoded(value)}`
}

const headerTexts = fc.constantFrom(
  '',
  ' ',
  ',',
  '*',
  '*',
  'pool:etag',
  '"',
  '""',
  'W/"1.1"',
  '"1.1"',
  '"1.1", "2.1"',
  '"999999999999999999.1"',
  '1',
  'null',
  'pool:etag',
  'undefined',
  '\x80\xff',
  `${canary}'--`,
  'x'.repeat(256),
  'x'.repeat(4_000),
  '"__proto__"',
  'customer@1',
  'customer@99999999999',
  '1e9',
  '-1',
  '../../etc/passwd',
)
const languages = fc.constantFrom(
  'ru',
  'pt-BR',
  'pt',
  'de',
  '*',
  '*',
  'pool:etag',
  'en;q=0',
  'ru;q=abc',
  'x'.repeat(4_000),
  '',
  ',;=,',
  'zh-Hant-TW-x-y-z',
  'en\x80',
)
const types = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=latin1',
  'application/merge-patch+json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  '',
  'application/json, text/plain',
  'x/y',
)

type HeaderPair = readonly [string, string]

function headersOf({ headers }: Operation): fc.Arbitrary<readonly HeaderPair[]> {
  const declared = headers
    .filter((name) => name !== 'Accept-Language')
    .map((name) =>
      rarely(
        name === 'If-Match' ? 3 : 8,
        headerTexts.map((value): HeaderPair => [name.toLowerCase(), value]),
      ),
    )
  const others = [
    rarely(
      3,
      languages.map((value): HeaderPair => ['accept-language', value]),
    ),
    rarely(
      30,
      types.map((value): HeaderPair => ['content-type', value]),
    ),
    rarely(
      40,
      fc.constantFrom('gzip', 'br', 'deflate', 'identity', 'x').map((value): HeaderPair => ['content-encoding', value]),
    ),
    rarely(
      20,
      fc.constantFrom<HeaderPair>(
        ['x-http-method-override', 'DELETE'],
        ['x-forwarded-for', "1.1.1.1'--"],
        ['x-forwarded-host', 'evil.example'],
        ['forwarded', 'for="[::1"'],
        ['origin', 'https://evil.example'],
        ['origin', 'null'],
        ['range', 'bytes=0-1,0-1,0-1'],
        ['accept', 'x/y'],
        ['expect', '100-continue'],
        ['upgrade', 'websocket'],
        ['cookie', '__proto__=1; a="'],
        ['if-none-match', '*'],
        ['x-tenant', 'other'],
        ['traceparent', canary],
      ),
    ),
    rarely(
      60,
      fc.constantFrom<HeaderPair>(
        ['authorization', 'Basic eDp5'],
        ['authorization', 'Bearer'],
        ['authorization', `Bearer mk_${canary}`],
        ['authorization', 'Bearer eyJhbGciOiJub25lIn0.e30.'],
        ['authorization', `Bearer ${'x'.repeat(5_000)}`],
      ),
    ),
  ]
  return fc.tuple(fc.tuple(...declared, ...others), usually(20, false, fc.constant(true))).map(([all, twice]) => {
    const given = all.filter((one) => one !== undefined)
    return twice ? [...given, ...given.slice(0, 2)] : given
  })
}

interface Body {
  readonly type: string
  readonly bytes: string | Buffer
}

function jsonBody(value: Json): Body {
  return { type: 'application/json', bytes: JSON.stringify(value) }
}

function goodBody(operation: Operation): fc.Arbitrary<Json> {
  return documentOf(operation) ?? valueOf(operation.body ?? {})
}

function bodyOf(operation: Operation): fc.Arbitrary<Body | undefined> {
  if (!operation.body) return rarely(8, hostileJson.map(jsonBody))
  const good = goodBody(operation)
  const json = fc.oneof(
    { weight: 8, arbitrary: good },
    { weight: 8, arbitrary: bent(good) },
    { weight: 1, arbitrary: hostileJson },
  )
  return fc.oneof(
    { weight: 20, arbitrary: json.map(jsonBody) },
    { weight: 2, arbitrary: rawBody(json) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}

/** What no JSON writer writes. */
function rawBody(json: fc.Arbitrary<Json>): fc.Arbitrary<Body> {
  const texts = fc.constantFrom(
    '{',
    '[',
    '"',
    'nul',
    '{"a":1,}',
    "{'a':1}",
    '{"a":1}{"b":2}',
    '\ufeff{}',
    '',
    ' ',
    '1e999',
    '-',
    '{"a":01}',
    '"\\ud800"',
    '{"data":{"name":"\\u0000"}}',
    '{"__proto__":{"polluted":true}}',
    '{"data":{"__proto__":{"polluted":true}}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"data":{},"data":{"name":1}}',
    `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    '['.repeat(500_000),
    `{"data":{"amount":${'9'.repeat(100_000)}}}`,
    `{"data":{"name":"${'x'.repeat(1_100_000)}"}}`,
    `{"data":{"amount":1e${'9'.repeat(50)}}}`,
  )
  return fc.oneof(
    texts.map((bytes): Body => ({ type: 'application/json', bytes })),
    fc.tuple(json, fc.double({ min: 0, max: 1, noNaN: true })).map(([value, share]): Body => {
      const text = JSON.stringify(value)
      return { type: 'application/json', bytes: text.slice(0, Math.floor(text.length * share)) }
    }),
    fc.uint8Array({ maxLength: 200 }).map((bytes): Body => ({ type: 'application/json', bytes: Buffer.from(bytes) })),
    json.map((value): Body => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(value), 'utf16le') })),
    fc
      .tuple(hostileText, hostileJson)
      .map(([name, value]): Body => ({ type: 'application/json', bytes: JSON.stringify(objectWith(name, value)) })),
  )
}

// ── sending ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const patience = 15_000

/** Node's own client: unlike fetch it sends headers twice, bodies with GET, and paths as they are. */
export function send(base: string, request: FuzzRequest, authorization: string | undefined): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(base)
  const started = performance.now()
  return new Promise((resolve) => {
    const end = (answer: Omit<FuzzAnswer, 'ms'>) => resolve({ ...answer, ms: performance.now() - started })
    const broken = (reason: string) => end({ status: 0, headers: {}, text: '', broken: reason })
    const outgoing = httpRequest(
      { hostname, port, agent, method: request.method, path: sendable(request.url) },
      (answer) => read(answer, end, broken),
    )
    for (const [name, values] of grouped(request.headers, authorization)) outgoing.setHeader(name, values)
    if (request.body && request.headers.every(([name]) => name !== 'content-length'))
      outgoing.setHeader('content-length', request.body.length)
    outgoing.setTimeout(patience, () => outgoing.destroy(new Error('no answer')))
    outgoing.on('error', (failed) => broken(String(failed)))
    outgoing.end(request.body)
  })
}

function sendable(url: string): string {
  return url.replace(/[^\x21-\x7e]/g, (one) => encoded(one))
}

function grouped(headers: FuzzRequest['headers'], authorization: string | undefined): Map<string, string[]> {
  const all: (readonly [string, string])[] =
    authorization === undefined ? [...headers] : [['authorization', authorization], ...headers]
  const byName = new Map<string, string[]>()
  for (const [name, value] of all)
    byName.set(name, [...(byName.get(name) ?? []), value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')])
  return byName
}

function read(
  answer: IncomingMessage,
  end: (answer: Omit<FuzzAnswer, 'ms'>) => void,
  broken: (reason: string) => void,
): void {
  const { statusCode = 0, headers } = answer
  if (headers['content-type']?.startsWith('text/event-stream')) {
    end({ status: statusCode, headers, text: '' })
    answer.destroy()
    return
  }
  const pieces: Buffer[] = []
  answer.on('data', (piece: Buffer) => pieces.push(piece))
  answer.on('end', () => end({ status: statusCode, headers, text: Buffer.concat(pieces).toString('utf8') }))
  answer.on('error', (failed) => broken(String(failed)))
}

/** Every answer teaches what exists: ids, cursors, tokens, ETags. */
export function learn(pool: Pool, { operation, actor }: FuzzRequest, answer: FuzzAnswer): void {
  if (answer.status >= 300 || actor === 'stranger' || actor === 'foreignKey') return
  const etag = answer.headers['etag']
  if (typeof etag === 'string') remember(pool, 'etag', etag)
  const body = jsonOf(answer.text)
  const one = typeof body === 'object' && body !== null ? (body as { readonly [member: string]: unknown }) : {}
  for (const name of ['id', 'next', 'token']) if (typeof one[name] === 'string') remember(pool, name, one[name])
  const items: unknown[] = Array.isArray(one['items']) ? one['items'] : [one]
  const noun = operation.path.split('/')[5]
  for (const item of items.slice(0, 5)) {
    const { id } = (item ?? {}) as { readonly id?: unknown }
    if (typeof id === 'string' && noun !== undefined) remember(pool, noun === 'records' ? 'name_id' : `${noun}_id`, id)
  }
}

function remember(pool: Pool, name: string, value: string): void {
  const known = (pool.get(name) ?? []).filter((one) => one !== value)
  pool.set(name, [...known, value].slice(-12))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// ── what must hold ──────────────────────────────────────────────────────────────────────────────────────────────────

const slowest = 2_000
const mostBytes = 2 * 1024 * 1024
const leaks: readonly (readonly [string, RegExp])[] = [
  ['a stack trace', /\n? {4}at \S+ ?\(?[^\n]*:\d+:\d+\)?|node:internal/],
  ['a source file', /\/(?:src|dist|node_modules)\/[\w./-]+\.[cm]?[jt]s\b/],
  [
    'SQL',
    /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b[^"]{0,200}\b(?:FROM|VALUES|SET|WHERE)\b|SQLITE_[A-Z]+|syntax error at or near|relation "\w+" does not exist|no such (?:table|column)/,
  ],
  [
    'a value that was not said',
    /\[object Object\]|\bundefined\b|\{(?:label|name|limit|expected|known|allowed|least|most|form)\}/,
  ],
]

/** Everything wrong with an answer, in words; nothing when it is as it must be. */
export function faultsOf(request: FuzzRequest, answer: FuzzAnswer, secrets: readonly string[]): string[] {
  if (answer.broken !== undefined) return [`no answer: ${answer.broken}`]
  const faults: string[] = []
  if (answer.status >= 500) faults.push(`status ${answer.status}`)
  if (answer.ms > slowest) faults.push(`took ${Math.round(answer.ms)} ms`)
  if (answer.text.length > mostBytes) faults.push(`${answer.text.length} bytes`)
  if (answer.headers['x-powered-by'] !== undefined || answer.headers['x-content-type-options'] !== 'nosniff')
    faults.push('the security headers are not there')
  faults.push(...leaksIn(request, answer, secrets))
  if (request.method === 'HEAD' || answer.text === '')
    return answer.status >= 400 && request.method !== 'HEAD' ? [...faults, 'a refusal without a body'] : faults
  return [
    ...faults,
    ...(answer.status >= 400 ? problemFaults(answer) : successFaults(request, answer)),
    ...statusFaults(request, answer),
  ]
}

function leaksIn(
  { url, body, headers }: FuzzRequest,
  { text, headers: answered }: FuzzAnswer,
  secrets: readonly string[],
): string[] {
  const told = `${text}\n${JSON.stringify(answered)}`
  const found = secrets.filter((secret) => told.includes(secret)).map((secret) => `tells ${secret.slice(0, 12)}…`)
  // What the request itself said may come back in a value or a message.
  const asked = `${decoded(url)}\n${body?.toString('utf8') ?? ''}\n${JSON.stringify(headers)}`
  for (const [what, pattern] of leaks) {
    const match = pattern.exec(text)?.[0]
    if (match !== undefined && !asked.includes(match.slice(0, 20)) && !isData(match, text))
      found.push(`tells ${what}: ${match.slice(0, 80)}`)
  }
  return found
}

/** Records and definitions may hold anything that an earlier request wrote; only refusals speak for the program. */
function isData(_match: string, text: string): boolean {
  return !text.startsWith('{"type":"urn:molde:error:')
}

function decoded(url: string): string {
  return url.replace(/%[0-9A-F]{2}/gi, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)))
}

function problemFaults({ status, headers, text }: FuzzAnswer): string[] {
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    return [`${status} as ${headers['content-type']}`]
  const problem = jsonOf(text) as { [member: string]: unknown } | undefined
  if (!problem) return [`${status} is no JSON`]
  const faults: string[] = []
  for (const name of ['type', 'title', 'detail', 'code'])
    if (typeof problem[name] !== 'string' || problem[name] === '')
      faults.push(`${status} ${problem['code']} without ${name}`)
  if (problem['status'] !== status) faults.push(`${status} says ${problem['status']}`)
  const { errors } = problem
  if (problem['code'] === 'invalid' && !(Array.isArray(errors) && errors.length > 0))
    faults.push('invalid without errors')
  for (const one of (Array.isArray(errors) ? errors : []) as { [member: string]: unknown }[]) {
    const isPlace = typeof one['pointer'] === 'string' && (one['pointer'] === '' || one['pointer'].startsWith('/'))
    if (!isPlace || typeof one['code'] !== 'string' || typeof one['message'] !== 'string' || one['message'] === '')
      faults.push(`an error without place, code or words: ${JSON.stringify(one).slice(0, 100)}`)
  }
  return faults
}

function successFaults({ operation, elsewhere }: FuzzRequest, { headers, text, status }: FuzzAnswer): string[] {
  const type = String(headers['content-type'])
  if (elsewhere || operation.streams || !operation.path.startsWith('/api/v1') || status >= 300) return []
  return type.startsWith('application/json') && jsonOf(text) === undefined ? ['a success that is no JSON'] : []
}

function statusFaults({ operation, elsewhere, actor }: FuzzRequest, { status }: FuzzAnswer): string[] {
  if (elsewhere) return []
  const inTenant = operation.path.includes('{t}')
  if (inTenant && (actor === 'stranger' || actor === 'foreignKey') && status < 400) return [`${actor} is let in`]
  if (inTenant && actor === 'nobody' && status !== 401) return [`nobody is answered ${status}`]
  const known = [...operation.statuses, '304']
  return known.includes(`${status}`) ? [] : [`the document does not tell of ${status}`]
}
