import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepInStep, versionSaid } from './in-step.ts'

const kind = (version: number) => ({ name: 'order', version })
const record = (version: number) => ({ id: 'a', rev: 1, version })
const oneKey = ['tenant', 'shop', 'records', 'order', 'one', 'a']
const listKey = ['tenant', 'shop', 'records', 'order', 'list', {}]
const otherKey = ['tenant', 'shop', 'records', 'customer', 'list', {}]
const kindsKey = ['tenant', 'shop', 'blueprints']

let client: QueryClient
beforeEach(() => {
  vi.stubGlobal('window', { moldeEarly: new Map([['/api/v1/tenants/shop/records/order', Promise.resolve()]]) })
  client = new QueryClient()
  keepInStep(client)
})
afterEach(() => {
  client.clear()
  vi.unstubAllGlobals()
})

it('throws away what is held in the words of an older version as soon as a newer one is heard of, and nothing else', () => {
  client.setQueryData(kindsKey, { items: [kind(1)] })
  client.setQueryData(oneKey, record(1))
  client.setQueryData([...oneKey, 'history'], { pages: [] })
  client.setQueryData(listKey, { pages: [{ items: [record(1)] }] })
  client.setQueryData(otherKey, { pages: [{ items: [{ ...record(1), id: 'c' }] }] })
  client.setQueryData([...kindsKey, 'order', 'draft'], { rev: 1, ops: [] })
  client.setQueryData([...kindsKey, 'order'], kind(2))
  for (const key of [oneKey, [...oneKey, 'history'], listKey]) expect(client.getQueryData(key)).toBeUndefined()
  expect(client.getQueryData(otherKey)).toBeDefined()
  expect(client.getQueryState(otherKey)?.isInvalidated).toBe(true)
  expect(client.getQueryData([...kindsKey, 'order', 'draft'])).toBeDefined()
  expect(window.moldeEarly?.size).toBe(0)
})

it('leaves everything as it is when a definition is read again', () => {
  client.setQueryData([...kindsKey, 'order'], kind(1))
  client.setQueryData(oneKey, record(1))
  client.setQueryData(kindsKey, { items: [kind(1)] })
  expect(client.getQueryData(oneKey)).toEqual(record(1))
})

it('asks again for an answer that is older than the definition, once', async () => {
  client.setQueryData([...kindsKey, 'order'], kind(2))
  const read = vi.fn(async () => record(1))
  const stop = new QueryObserver(client, { queryKey: oneKey, queryFn: read, staleTime: 60_000 }).subscribe(() => {})
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2))
  await new Promise((resolve) => setTimeout(resolve, 50))
  // Without a connection what was kept would come again and again.
  expect(read).toHaveBeenCalledTimes(2)
  stop()
})

it('asks for the definition when a record speaks a version that nobody has told of', () => {
  client.setQueryData([...kindsKey, 'order'], kind(1))
  client.setQueryData(oneKey, record(2))
  expect(client.getQueryState([...kindsKey, 'order'])?.isInvalidated).toBe(true)
})

it('leaves records alone that were asked for in another version', () => {
  client.setQueryData([...kindsKey, 'order'], kind(3))
  client.setQueryData([...oneKey, 'as', 1], record(1))
  expect(client.getQueryState([...oneKey, 'as', 1])?.isInvalidated).toBe(false)
})

it.each([
  [record(4), 4],
  [{ items: [record(4)] }, 4],
  [{ pages: [{ items: [] }, { items: [record(4)] }] }, 4],
  [{ records: [record(4)], count: 1 }, 4],
  [{ items: [{ rev: 3, changes: [] }] }, undefined],
  [{ value: 3, capped: false }, undefined],
  [null, undefined],
])('reads in which version %j says its records', (answer, version) => {
  expect(versionSaid(answer)).toBe(version)
})
