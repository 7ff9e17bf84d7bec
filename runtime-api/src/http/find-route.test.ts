import { describe, expect, test } from 'vitest'
import { routeTable } from './find-route.ts'
import { type Route, route } from './route.ts'

const declared = (method: Route['method'], path: string) =>
  route({
    method,
    path,
    actor: 'anyone',
    tag: 'x',
    summary: path,
    answer: { status: 200 },
    run: async () => ({ status: 200 }),
  })

const table = routeTable([
  declared('get', '/r/{name}/{id}'),
  declared('patch', '/r/{name}/{id}'),
  declared('post', '/r/{name}/bulk'),
  declared('get', '/r/{name}/{id}/history'),
  declared('get', '/r/{other}/bulk/words'),
])

describe('the table of routes', () => {
  test.each([
    ['GET', '/r/deal/7', '/r/{name}/{id}', { name: 'deal', id: '7' }],
    ['HEAD', '/r/deal/7', '/r/{name}/{id}', { name: 'deal', id: '7' }],
    ['POST', '/r/deal/bulk', '/r/{name}/bulk', { name: 'deal' }],
    // A word that leads nowhere for this method, or for what follows, is a parameter after all.
    ['GET', '/r/deal/bulk', '/r/{name}/{id}', { name: 'deal', id: 'bulk' }],
    ['GET', '/r/deal/bulk/history', '/r/{name}/{id}/history', { name: 'deal', id: 'bulk' }],
    ['GET', '/r/deal/bulk/words', '/r/{other}/bulk/words', { other: 'deal' }],
    ['GET', '/r/__proto__/constructor', '/r/{name}/{id}', { name: '__proto__', id: 'constructor' }],
    ['GET', '/r/a%2Fb/%', '/r/{name}/{id}', { name: 'a%2Fb', id: '%' }],
  ])('%s %s is %s', (method, path, expected, params) => {
    const found = table.find(method, path)
    expect(found?.route.path).toBe(expected)
    expect(found?.params).toEqual(Object.entries(params))
  })

  test.each([
    '',
    '/',
    '/r',
    '/r/',
    '/r/deal',
    '/r/deal/',
    '/r//7',
    '/r/deal/7/',
    '/R/deal/7',
    '/r/deal/7/histor',
    '//r/deal/7',
    '/__proto__',
    '/constructor',
  ])('nothing is at %j', (path) => {
    expect(table.find('GET', path)).toBeUndefined()
    expect(table.allowed(path)).toBeUndefined()
  })

  test('a path that exists says which methods it takes', () => {
    expect(table.find('DELETE', '/r/deal/7')).toBeUndefined()
    expect(table.allowed('/r/deal/7')).toBe('GET, HEAD, OPTIONS, PATCH')
    expect(table.allowed('/r/deal/bulk')).toBe('OPTIONS, POST')
  })
})
