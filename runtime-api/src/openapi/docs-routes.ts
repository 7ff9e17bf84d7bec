// The page that browses the API: Swagger UI from our own disk, started by a script of our own, so the content policy stays strict.
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import express, { Router } from 'express'
import { noteRequest } from '../http/log-request.ts'

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('swagger-ui-dist/package.json'))
const served = new Set([
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'favicon-32x32.png',
])

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Molde API</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

/** `/docs?tenant=acme` shows that tenant's document, with the session of whoever looks. */
const start = `const tenant = new URLSearchParams(location.search).get('tenant')
const url = tenant ? '/api/v1/tenants/' + encodeURIComponent(tenant) + '/openapi.json' : '/api/v1/openapi.json'
SwaggerUIBundle({ url, dom_id: '#docs', deepLinking: true, validatorUrl: null, queryConfigEnabled: false, persistAuthorization: false })
`

export function docsRoutes(): Router {
  const router = Router({ caseSensitive: true })
  router.use((_request, response, next) => {
    noteRequest(response, { route: '/docs' })
    next()
  })
  router.get('/', (_request, response) => void response.set('Cache-Control', 'no-cache').type('html').send(page))
  router.get('/start.js', (_request, response) => void response.set('Cache-Control', 'no-cache').type('js').send(start))
  const files = express.static(folder, { index: false, redirect: false, maxAge: '1d' })
  router.get('/:file', (request, response, next) =>
    served.has(request.params.file) ? files(request, response, next) : next(),
  )
  return router
}
