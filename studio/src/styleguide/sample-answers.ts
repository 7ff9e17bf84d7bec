// The server's answers as far as the guide needs any: there is no server behind it.
import { QueryClient } from '@tanstack/react-query'
import type { Comment } from '../api/comments-api.ts'
import { keys } from '../api/query-client.ts'
import type { WireRecord } from '../api/records-api.ts'
import { ana, bo, delivery, gone, longText, partner, records, steps, tenant } from './samples.ts'

const said = { rev: 1, mentions: [], keyName: null, editedAt: null, createdAt: '2026-11-20T12:00:00Z' } as const
const comments: readonly Comment[] = [
  { ...said, id: 'c1', text: 'Where is it?', createdBy: bo },
  { ...said, id: 'c2', text: `@[${bo}] ${longText}: https://example.com`, createdBy: ana, editedAt: said.createdAt },
  { ...said, id: 'c3', text: 'It has arrived.', createdBy: 'key-1', keyName: 'Warehouse' },
]

const kinds = [delivery, { name: 'partner', version: 1, label: 'Partner', icon: 'users' }]
const favourites = [
  { kind: 'list', blueprint: 'delivery' },
  { kind: 'record', blueprint: 'partner', id: partner, title: 'Corner Shop' },
  { kind: 'view', blueprint: 'delivery', id: 'v1', name: longText },
]

/** By the address below the tenant's. What was not foreseen is an empty list, so that nothing waits or complains. */
const answers: readonly (readonly [address: RegExp, answer: (address: string) => unknown])[] = [
  [/^\/transitions$/, () => ({ state: 'PENDING', items: steps })],
  [/^\/blueprints\?/, () => ({ items: kinds, next: null })],
  [/^\/favourites$/, () => ({ rev: 1, items: favourites })],
  [/RA0\/comments(\?|$)/, () => ({ items: comments, next: null })],
  [/\/follow(ing)?$/, () => ({ following: true })],
  [/\/transitions$/, () => ({ state: 'PENDING', items: steps })],
  [/^\/records\/delivery\?/, listed],
]

export function answerWithSamples(): QueryClient {
  window.fetch = async (asked) => {
    const url = new URL(asked instanceof Request ? asked.url : asked, window.location.href)
    const address = url.pathname.replace(`/api/v1/tenants/${tenant}`, '') + decodeURIComponent(url.search)
    if (/^\/records\/\w+\/\w+(\?|$)/.test(address)) return new Response('{}', { status: 404 })
    const body = answers.find(([known]) => known.test(address))?.[1](address) ?? { items: [], next: null }
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
  }
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } })
  client.setQueryData(keys.me, { id: ana, name: 'Ana', email: 'ana@example.com' })
  client.setQueryData(keys.members(tenant), {
    items: [
      { id: ana, name: 'Ana', email: 'ana@example.com', role: 'owner' },
      { id: bo, name: longText, email: 'bo@example.com', role: 'member' },
    ],
  })
  client.setQueryData(keys.tenant(tenant), { id: tenant, slug: tenant, name: 'Guide', role: 'owner' })
  client.setQueryData(keys.blueprint(tenant, 'delivery'), delivery)
  client.setQueryData(keys.blueprint(tenant, 'partner'), {
    name: 'partner',
    version: 1,
    label: 'Partner',
    titleField: 'name',
    fields: [{ id: 'f1', key: 'name', type: 'text', label: 'Name' }],
    rules: [],
    uniques: [],
  })
  for (const [id, name, deletedAt] of [
    [partner, 'Corner Shop', null],
    [gone, longText, '2026-11-21T12:00:00Z'],
  ] as const)
    client.setQueryData(keys.record(tenant, 'partner', id), {
      id,
      blueprint: 'partner',
      version: 1,
      rev: 1,
      state: null,
      data: { name },
      createdAt: '2026-11-20T12:00:00Z',
      updatedAt: '2026-11-20T12:00:00Z',
      createdBy: ana,
      deletedAt,
    } satisfies WireRecord)
  return client
}

/** A column of a board asks for one choice; what asks for none gets all. */
function listed(address: string) {
  const items = records.filter(({ state }) => !/status/.test(address) || (state !== null && address.includes(state)))
  return { items, next: null, count: { value: items.length, capped: false } }
}
