// The document describes exactly the routes there are, and its own references resolve.
import type { Express } from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/test-app.ts'
import { createApp, edgesOf, routesOf } from '../app.ts'
import { errorCatalogue } from '../errors.ts'
import { mountRoutes } from '../http/mount-routes.ts'
import type { Route } from '../http/route.ts'
import type { OpenApiDocument } from './openapi.ts'

let app: TestApp
let document: OpenApiDocument
let routes: readonly Route[]
beforeAll(async () => {
  app = await startTestApp()
  document = (await app.call('GET', '/api/v1/openapi.json')).body
  routes = routesOf(edgesOf(app.runtime))
})
afterAll(() => app.close())

interface DescribedOperation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, unknown>>
  readonly parameters: readonly { readonly in: string; readonly name: string }[]
  readonly security: readonly unknown[]
  readonly summary: string
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
  readonly handle: { readonly stack?: readonly Layer[] }
}

/** What Express routes by itself, beside the table of declared routes, as `get /healthz`. */
function routed(router: { readonly stack: readonly unknown[] }): string[] {
  return (router.stack as readonly Layer[]).flatMap(({ route, handle }) => {
    if (!route) return handle.stack ? routed(handle as { stack: readonly Layer[] }) : []
    const methods = Object.keys(route.methods).filter((method) => method !== '_all')
    return methods.map((method) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`)
  })
}

describe('the document', () => {
  const described = () =>
    Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    )

  test('describes every route of the API, and no other', () => {
    const express = createApp(app.runtime) as Express & { router: { stack: unknown[] } }
    const outside = ['/healthz', '/readyz', '/metrics', '/', '/start.js', '/{file}']
    const mounted = routed(express.router).filter((one) => !outside.includes(one.split(' ')[1] ?? ''))
    expect(mounted).toEqual([])
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(described().sort())
  })

  test('declares no route twice', () => {
    const names = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  test('has operation ids once each, answers, problems and every parameter of the path', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation: operation as unknown as DescribedOperation })),
    )
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations) {
      const { responses, parameters, security, summary } = operation
      expect(summary.length).toBeGreaterThan(3)
      expect(Object.keys(responses).length).toBeGreaterThan(2)
      expect(security).toBeInstanceOf(Array)
      const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`)
      expect(inPath).toEqual(path.match(/\{\w+\}/g) ?? [])
    }
  })

  test('every reference leads somewhere', () => {
    const references = JSON.stringify(document).match(/"\$ref":"#\/[^"]+"/g) ?? []
    expect(references.length).toBeGreaterThan(10)
    for (const reference of new Set(references)) {
      const steps = reference.slice('"$ref":"#/'.length, -1).split('/')
      const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document)
      expect(found, reference).toBeDefined()
    }
  })

  test('every refusal it names is in the catalogue', () => {
    for (const { refusals = [] } of routes) for (const code of refusals) expect(errorCatalogue).toHaveProperty(code)
  })

  test('tells nobody’s secrets', () => {
    expect(JSON.stringify(document)).not.toContain(app.runtime.config.secret)
  })
})

describe('a route nobody declared', () => {
  test('without {t} a tenant’s route does not start', () => {
    const wrong = {
      method: 'get',
      path: '/api/v1/x',
      actor: 'tenant',
      tag: 'x',
      summary: 'x',
      answer: { status: 200 },
      run: async () => ({ status: 200 }),
    } as const
    expect(() => mountRoutes(edgesOf(app.runtime), [wrong])).toThrow(/needs \{t\}/)
    expect(mountRoutes(edgesOf(app.runtime), [])).toBeInstanceOf(Function)
  })

  test('whoever is nobody gets 401 from everything that is not open to anyone', async () => {
    for (const { method, path, actor } of routes) {
      if (actor === 'anyone') continue
      const answered = await app.call(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'))
      expect(answered.status, `${method} ${path}`).toBe(401)
    }
  })
})
