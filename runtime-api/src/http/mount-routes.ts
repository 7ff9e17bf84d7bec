// Declared routes → one step of the Express app. Everything that is the same for all of them happens here, in this order.
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { ApiError } from '../errors.ts'
import type { Auth } from '../identity/better-auth.ts'
import type { Runtime, Scope } from '../runtime.ts'
import { refuseOtherSites } from './check-origin.ts'
import { assertCheckable } from './check-schema.ts'
import { type Found, routeTable } from './find-route.ts'
import { onceOnly, readIdempotencyKey } from './idempotency.ts'
import type { Limits } from './limit-rate.ts'
import { noteRequest, requestIdOf } from './log-request.ts'
import { answerProblem } from './problem-response.ts'
import { readActor, type Sender } from './read-actor.ts'
import { readLanguage } from './read-language.ts'
import { readScope } from './read-tenant.ts'
import type { Answer, OpenCall, OpenRoute, Route, TenantRoute, UserRoute } from './route.ts'
import { checkQuery, readAndCheckBody, readParams, readQuery } from './validate-input.ts'
import { writeAnswer } from './write-answer.ts'

export interface Edges {
  readonly runtime: Runtime
  readonly auth: Auth
  readonly limits: Limits
}

export function mountRoutes(edges: Edges, routes: readonly Route[]): RequestHandler {
  for (const route of routes) assertDeclared(route)
  const table = routeTable(routes)
  return (request, response, next) => {
    const found = table.find(request.method, request.path)
    if (found) return serve(edges, found, request, response)
    const allowed = table.allowed(request.path)
    return allowed === undefined ? next() : otherMethod(allowed, request, response, next)
  }
}

function assertDeclared(route: Route): void {
  const where = `${route.method} ${route.path}`
  if (route.body) assertCheckable(route.body, where)
  for (const schema of Object.values(route.query ?? {})) assertCheckable(schema, where)
  if (route.actor === 'tenant' && !route.path.includes('{t}')) throw new Error(`${where}: a tenant's route needs {t}`)
}

function otherMethod(allowed: string, request: Request, response: Response, next: NextFunction): void {
  response.set('Allow', allowed)
  if (request.method === 'OPTIONS') response.status(204).end()
  else next(new ApiError('method-not-allowed', { headers: { Allow: allowed } }))
}

async function serve(edges: Edges, found: Found, request: Request, response: Response): Promise<void> {
  noteRequest(response, { route: found.route.path })
  try {
    request.params = decoded(found)
    const answer = await answerOf(edges, found.route, request, response)
    await writeAnswer(request, response, answer)
  } catch (thrown) {
    answerProblem(edges.runtime, thrown, request, response)
  }
}

function decoded({ params }: Found): Record<string, string> {
  try {
    return Object.fromEntries(params.map(([name, text]) => [name, decodeURIComponent(text)]))
  } catch {
    throw new ApiError('bad-request')
  }
}

function answerOf(edges: Edges, route: Route, request: Request, response: Response): Promise<Answer> {
  if (route.actor === 'anyone') return answerAnyone(edges, route, request, response)
  return route.actor === 'user'
    ? answerUser(edges, route, request, response)
    : answerTenant(edges, route, request, response)
}

async function answerAnyone(edges: Edges, route: OpenRoute, request: Request, response: Response): Promise<Answer> {
  refuseOtherSites(edges.runtime.config, request)
  if (route.attempt) await edges.limits.attempt(route.path, request, response)
  else await edges.limits.address(request, response)
  return route.run(await readCall(edges.runtime, route, request, response))
}

async function answerUser(edges: Edges, route: UserRoute, request: Request, response: Response): Promise<Answer> {
  const sender = await identify(edges, route, request, response)
  if (sender.kind !== 'user') throw new ApiError('forbidden')
  if (route.attempt) await edges.limits.attempt(route.path, request, response)
  const call = { ...(await readCall(edges.runtime, route, request, response)), user: sender.user }
  return repeatable(edges, route, request, { call, actor: actorName(sender) }, (control) =>
    route.run({ ...call, runtime: seenFrom(edges.runtime, control) }),
  )
}

async function answerTenant(edges: Edges, route: TenantRoute, request: Request, response: Response): Promise<Answer> {
  const { runtime } = edges
  const sender = await identify(edges, route, request, response)
  const params = readParams(request)
  const scope = await readScope(runtime, sender, params.t ?? '', readLanguage(request.get('accept-language')))
  noteRequest(response, { tenant: scope.tenant.id, own: scope.tenant.language })
  if (route.role === 'owner' && !scope.actor.roles.includes('owner')) throw new ApiError('forbidden')
  if (route.headers?.['Accept-Blueprint']) response.vary('Accept-Blueprint')
  const call = await readCall(runtime, route, request, response)
  // Asked before anything is read: what is committed from here on is heard by whoever listens from there.
  if (route.method === 'get') response.set('Last-Event-ID', runtime.hub.place(scope.tenant.no))
  if (route.effects === 'control') {
    const actor = `${scope.tenant.no} ${actorName(sender)}`
    return repeatable(edges, route, request, { call, actor }, (control) => {
      const seen = seenFrom(runtime, control)
      return route.run({ ...call, runtime: seen, scope: { ...scope, runtime: seen } })
    })
  }
  return repeatable(edges, route, request, { call, actor: actorName(sender), scope }, (store) =>
    route.run({ ...call, scope: store === scope.store ? scope : { ...scope, store: { ...scope.store, ...store } } }),
  )
}

/** What is remembered per runtime must be found again, so it is another one only when it must be. */
function seenFrom(runtime: Runtime, control: Runtime['control']): Runtime {
  return control === runtime.control ? runtime : { ...runtime, control }
}

async function identify(
  edges: Edges,
  route: UserRoute | TenantRoute,
  request: Request,
  response: Response,
): Promise<Sender> {
  await edges.limits.refuseUsedUp(request)
  const sender = await readActor(edges.runtime, edges.auth, request).catch(async (thrown: unknown) => {
    // Whoever cannot say who they are, counts by address: guessing keys and tokens comes to an end.
    if (thrown instanceof ApiError && thrown.code === 'unauthenticated') await edges.limits.address(request, response)
    throw thrown
  })
  noteRequest(response, { actor: actorName(sender) })
  await edges.limits.actor(actorName(sender), response)
  if (sender.kind === 'user' && sender.user.mustChangePassword && !route.beforePasswordChange)
    throw new ApiError('must-change-password')
  return sender
}

function actorName(sender: Sender): string {
  return sender.kind === 'user' ? `user:${sender.user.id}` : `key:${sender.key.id}`
}

async function readCall(runtime: Runtime, route: Route, request: Request, response: Response): Promise<OpenCall> {
  const params = readParams(request)
  const query = readQuery(request.url)
  checkQuery(route, query)
  const body = route.rawBody ? undefined : await readAndCheckBody(route, request)
  return {
    runtime,
    params,
    query,
    body,
    language: readLanguage(request.get('accept-language')),
    requestId: requestIdOf(response),
    bytes: () => request,
    signal: () => whenLeft(response),
    header: (name) => request.get(name),
  }
}

/** Made when asked for: few routes wait for anything, and all of them would pay. */
function whenLeft(response: Response): AbortSignal {
  const left = new AbortController()
  if (response.closed) left.abort()
  else response.once('close', () => left.abort())
  return left.signal
}

interface Repetition {
  readonly call: OpenCall
  readonly actor: string
  /** Absent: the effects lie in the control store. */
  readonly scope?: Scope
}

async function repeatable(
  { runtime }: Edges,
  route: Route,
  request: Request,
  { call, actor, scope }: Repetition,
  run: (store: Runtime['control']) => Promise<Answer>,
): Promise<Answer> {
  const store = scope?.store ?? runtime.control
  const key = route.method === 'post' ? readIdempotencyKey(request.get('idempotency-key')) : undefined
  if (key === undefined || route.neverReplayed) return run(store)
  return onceOnly(
    {
      store,
      place: { tenant: scope?.tenant.no, actor, key },
      request: { method: request.method, path: request.originalUrl, body: call.body },
      now: runtime.now,
      secret: route.secretAnswer ? runtime.config.secret : undefined,
    },
    run,
  )
}
