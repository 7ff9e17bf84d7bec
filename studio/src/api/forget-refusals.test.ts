import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from './api-client.ts'
import { forgetRefusals } from './forget-refusals.ts'

const failed = (status: number) => new ApiError(status, 'some', 'Some.', [], undefined)
const key = ['tenant', 'shop', 'blueprints', 'customer']

let client: QueryClient
beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
})
afterEach(() => client.clear())

async function refuse(queryKey: readonly string[], status: number): Promise<void> {
  await client.prefetchQuery({ queryKey, queryFn: () => Promise.reject(failed(status)) })
}

it('forgets what was refused, also where there had been an answer before', async () => {
  client.setQueryData(key, { name: 'customer' })
  await refuse(key, 404)
  expect(client.getQueryState(key)).toMatchObject({ status: 'error', data: { name: 'customer' } })
  forgetRefusals(client, 'shop')
  expect(client.getQueryState(key)).toMatchObject({ status: 'pending', error: null })
})

it('asks again at once for what somebody looks at', async () => {
  const queryFn = vi.fn(() => Promise.reject(failed(404)))
  const stop = new QueryObserver(client, { queryKey: key, queryFn }).subscribe(() => undefined)
  await vi.waitFor(() => expect(client.getQueryState(key)?.status).toBe('error'))
  forgetRefusals(client, 'shop')
  await vi.waitFor(() => expect(queryFn).toHaveBeenCalledTimes(2))
  stop()
})

it.each([
  ['what could not be had', key, 0],
  ['what broke', key, 500],
  ['what another tenant refused', ['tenant', 'other', 'blueprints', 'customer'], 404],
])('leaves %s', async (_, queryKey, status) => {
  await refuse(queryKey, status)
  forgetRefusals(client, 'shop')
  expect(client.getQueryState(queryKey)?.status).toBe('error')
})
