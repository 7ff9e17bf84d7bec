// The built studio as static files; every other address a browser opens shows its first page.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Request, type RequestHandler, Router } from 'express'
import { programFolder } from '../program-folder.ts'
import { noteRequest } from './log-request.ts'

const builtStudio = join(programFolder, 'studio/dist')
const ours = /^\/(?:api|docs|healthz|readyz|metrics)(?:\/|$)/

/** Names of built assets hold a hash of their content, so they never change; the first page is asked for each time. */
export function serveStudio(folder = builtStudio): RequestHandler {
  const router = Router({ caseSensitive: true })
  const index = join(folder, 'index.html')
  if (!existsSync(index)) return router
  router.use((request, response, next) => {
    if (ours.test(request.path)) return next('router')
    noteRequest(response, { route: 'studio' })
    next()
  })
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  )
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (response) => void response.setHeader('Cache-Control', 'no-cache'),
    }),
  )
  router.use((request, response, next) => {
    if (!wantsPage(request) || request.path.startsWith('/assets/')) return next()
    response.sendFile(index, { cacheControl: false, headers: { 'Cache-Control': 'no-cache' } })
  })
  return router
}

/** A browser says that it wants a page. A probe says nothing; at the front door it is shown that somebody is at home. */
function wantsPage(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  if (request.accepts(['json', 'html']) === 'html') return true
  return request.path === '/' && request.accepts('html') === 'html'
}
