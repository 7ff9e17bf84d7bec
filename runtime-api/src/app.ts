// Runtime → Express app: every middleware and every route, in order. The table of contents of the server.
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { apiKeyRoutes } from './api-keys/api-key-routes.ts'
import { automationRoutes } from './automations/automation-routes.ts'
import { hookRoutes } from './automations/hook-routes.ts'
import { blueprintRoutes } from './blueprints/blueprint-routes.ts'
import { drawingRoutes } from './blueprints/drawing-routes.ts'
import { bulkRoutes } from './bulks/bulk-routes.ts'
import { calendarRoutes } from './calendars/calendar-routes.ts'
import { commentRoutes } from './comments/comment-routes.ts'
import { ApiError } from './errors.ts'
import { favouriteRoutes } from './favourites/favourite-routes.ts'
import { fileRoutes } from './files/file-routes.ts'
import { flowRoutes } from './flows/flow-routes.ts'
import { compress } from './http/compress.ts'
import { createLimits } from './http/limit-rate.ts'
import { logRequest } from './http/log-request.ts'
import { type Edges, mountRoutes } from './http/mount-routes.ts'
import { answerProblem } from './http/problem-response.ts'
import type { Route } from './http/route.ts'
import { securityHeaders } from './http/security-headers.ts'
import { serveStudio } from './http/serve-studio.ts'
import { authRoutes } from './identity/auth-routes.ts'
import { createAuth } from './identity/better-auth.ts'
import { identityMails } from './identity/identity-mails.ts'
import { meRoutes } from './identity/me-routes.ts'
import { installationRoutes } from './installation/installation-routes.ts'
import { jobRoutes } from './jobs/job-routes.ts'
import { liveEventRoutes } from './live-events/live-event-routes.ts'
import { invitedRoutes } from './members/invited-routes.ts'
import { memberRoutes } from './members/member-routes.ts'
import { notificationRoutes } from './notifications/notification-routes.ts'
import { healthRoutes } from './observability/health-routes.ts'
import { docsRoutes } from './openapi/docs-routes.ts'
import { fixedDocumentRoute } from './openapi/fixed-document.ts'
import { tenantDocumentRoute } from './openapi/tenant-document.ts'
import { migrationRoutes } from './record-migrations/migration-routes.ts'
import { recordRoutes } from './records/record-routes.ts'
import { totalRoutes } from './records/total-routes.ts'
import type { Runtime } from './runtime.ts'
import { spokenRoutes } from './spoken-versions/spoken-routes.ts'
import { tenantRoutes } from './tenants/tenant-routes.ts'
import { timerRoutes } from './timers/timer-routes.ts'
import { transitionRoutes } from './transitions/transition-routes.ts'
import { trashRoutes } from './trash/trash-routes.ts'
import { viewRoutes } from './views/view-routes.ts'
import { webhookRoutes } from './webhooks/webhook-routes.ts'

export function createApp(runtime: Runtime): Express {
  const edges = edgesOf(runtime)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.set('case sensitive routing', true)
  app.set('strict routing', true)
  app.set('trust proxy', runtime.config.trustedProxies.length > 0 ? [...runtime.config.trustedProxies] : false)

  app.use(logRequest(runtime))
  app.use(securityHeaders(runtime.config))
  app.use(mountRoutes(edges, routesOf(edges)))
  app.use(healthRoutes(runtime))
  app.use(compress)
  app.use('/docs', docsRoutes())
  app.use(serveStudio())
  app.use((_request: Request, _response: Response, next: NextFunction) => next(new ApiError('not-found')))
  app.use((thrown: unknown, request: Request, response: Response, _next: NextFunction) =>
    answerProblem(runtime, asRefusal(thrown), request, response),
  )
  return app
}

export function edgesOf(runtime: Runtime): Edges {
  return { runtime, auth: createAuth(runtime, identityMails(runtime)), limits: createLimits(runtime) }
}

/** Every route of the API; one that is not here does not exist. */
export function routesOf(edges: Edges): readonly Route[] {
  const routes: readonly Route[] = [
    ...authRoutes(edges),
    ...meRoutes,
    ...installationRoutes,
    ...tenantRoutes,
    ...memberRoutes,
    ...invitedRoutes(edges),
    ...apiKeyRoutes,
    ...blueprintRoutes,
    ...drawingRoutes,
    ...recordRoutes,
    ...totalRoutes,
    ...trashRoutes,
    ...commentRoutes,
    ...notificationRoutes,
    ...favouriteRoutes,
    ...fileRoutes,
    ...flowRoutes,
    ...transitionRoutes,
    ...timerRoutes,
    ...viewRoutes,
    ...webhookRoutes,
    ...calendarRoutes,
    ...automationRoutes,
    ...hookRoutes(edges),
    ...jobRoutes,
    ...bulkRoutes,
    ...migrationRoutes,
    ...spokenRoutes,
    ...liveEventRoutes,
    tenantDocumentRoute(() => routes),
    fixedDocumentRoute(() => routes),
  ]
  return routes
}

/** What Express itself throws: an address that does not decode. */
function asRefusal(thrown: unknown): unknown {
  if (thrown instanceof ApiError) return thrown
  const status = thrown instanceof Error && 'status' in thrown ? thrown.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500
    ? new ApiError(status === 404 ? 'not-found' : 'bad-request')
    : thrown
}
