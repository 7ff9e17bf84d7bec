// What a route is: data from which the router, the OpenAPI document and the tests are made.
import type { JsonObject, Language } from '@molde/engine'
import type { ErrorCode } from '../errors.ts'
import type { Runtime, Scope } from '../runtime.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
/** JSON Schema 2020-12, our own and static: it may be compiled. */
export type JsonSchema = JsonObject

interface RouteShape {
  readonly method: Method
  /** Full path as in the OpenAPI document: `/api/v1/tenants/{t}/records/{name}/{id}`. */
  readonly path: string
  /** One line for the document. */
  readonly summary: string
  /** The noun under which the document lists it. */
  readonly tag: string
  readonly description?: string
  /** Known query parameters. A schema of type array allows repetition. All others are refused, unless `fieldFilters`. */
  readonly query?: { readonly [name: string]: JsonSchema }
  /** Lets unknown query parameters through: the operation checks them as names of fields. */
  readonly fieldFilters?: true
  /** Without it a body is refused. */
  readonly body?: JsonSchema
  /** The body is bytes of any kind, read by the route itself as they come (`call.bytes`). */
  readonly rawBody?: true
  /** The body may be left out. */
  readonly bodyOptional?: true
  /** Bytes; default 1 MB. */
  readonly bodyLimit?: number
  readonly answer: DeclaredAnswer
  /** Refusals worth naming in the document, beyond those every route of its kind has. */
  readonly refusals?: readonly ErrorCode[]
  /** Headers the route reads, for the document: If-Match and the like. */
  readonly headers?: { readonly [name: string]: string }
  /** The answer holds a secret: kept for repetitions only under encryption. */
  readonly secretAnswer?: true
  /** A repeated request is carried out again: sign-in and the like. */
  readonly neverReplayed?: true
  /** Counted strictly per address: it tells or changes who somebody is. */
  readonly attempt?: true
  /** Open while the initial password must be changed. */
  readonly beforePasswordChange?: true
}

interface DeclaredAnswer {
  readonly status: number
  readonly description?: string
  /** Absent: no body. */
  readonly schema?: JsonSchema
  readonly mediaType?: string
  /** Further good answers, by status, in words: 206, 304. */
  readonly also?: { readonly [status: number]: string }
}

/** Everybody may call it. */
export interface OpenRoute extends RouteShape {
  readonly actor: 'anyone'
  run(call: OpenCall): Promise<Answer>
}

/** A signed-in person; no API key. */
export interface UserRoute extends RouteShape {
  readonly actor: 'user'
  run(call: UserCall): Promise<Answer>
}

/** A member or API key of the tenant `{t}` in the path. */
export interface TenantRoute extends RouteShape {
  readonly actor: 'tenant'
  /** Absent: every role. */
  readonly role?: 'owner'
  /** Where its effects lie; what is kept for repeated requests lies in the same place. Default: the tenant's store. */
  readonly effects?: 'control'
  run(call: TenantCall): Promise<Answer>
}

export type Route = OpenRoute | UserRoute | TenantRoute

export interface OpenCall {
  readonly runtime: Runtime
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | readonly string[]>>
  /** Checked against the route's schema; undefined when there is none. */
  readonly body: unknown
  readonly language: Language
  readonly requestId: string
  /** The body of a route with `rawBody`, piece by piece. */
  bytes(): AsyncIterable<Uint8Array>
  /** Aborted when the client goes away. */
  signal(): AbortSignal
  header(name: string): string | undefined
}

export interface SignedInUser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: Language | undefined
  readonly mustChangePassword: boolean
  readonly superAdmin: boolean
  readonly session: string
}

interface UserCall extends OpenCall {
  readonly user: SignedInUser
}

export interface TenantCall extends OpenCall {
  readonly scope: Scope
}

export interface Answer {
  readonly status: number
  /** JSON; absent for 204. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** Instead of `body`: pieces written as they come, with backpressure; ended when the client leaves. */
  readonly stream?: AsyncIterable<string | Uint8Array>
}

/** Gives a declaration its type: `route({ method: 'get', path: …, actor: 'tenant', run: async ({ scope }) => … })`. */
export function route(declared: Route): Route {
  return declared
}
