// The document of every route that does not depend on a tenant's blueprints, as a route of its own.
import { type Route, route } from '../http/route.ts'
import { type OpenApiDocument, openApiDocument } from './openapi.ts'

function fixedDocument(routes: readonly Route[]): OpenApiDocument {
  return openApiDocument(routes, {
    title: 'Molde',
    description:
      "The fixed routes. A tenant's own blueprints as typed paths: /api/v1/tenants/{t}/openapi.json, browsed at /docs?tenant={t}",
  })
}

/** `routesOf` is asked at the first request: the list holds this route too. */
export function fixedDocumentRoute(routesOf: () => readonly Route[]): Route {
  let document: OpenApiDocument | undefined
  return route({
    method: 'get',
    path: '/api/v1/openapi.json',
    actor: 'anyone',
    tag: 'Description',
    summary: 'This document',
    answer: { status: 200, schema: { type: 'object' } },
    async run() {
      document ??= fixedDocument(routesOf())
      return { status: 200, body: document, headers: { 'Cache-Control': 'public, max-age=60' } }
    },
  })
}
