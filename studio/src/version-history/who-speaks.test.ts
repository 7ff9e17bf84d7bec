import { describe, expect, it } from 'vitest'
import type { ClientUse, FieldUse } from '../api/clients-api.ts'
import { clientsOf, stillSpoken } from './who-speaks.ts'

const shop = { id: 'k1', name: 'Shop' }
const till = { id: 'k2', name: 'Till' }

const use = (key: ClientUse['key'], version: number, more: Partial<ClientUse> = {}): ClientUse => ({
  key,
  version,
  pinned: false,
  reads: 1,
  writes: 0,
  wholeReads: 0,
  lastReadAt: '2026-11-20T10:00:00Z',
  lastWriteAt: null,
  ...more,
})

describe('clients', () => {
  it('are told once each with all that they use, whoever did something last first', () => {
    const field = { field: 'name', key: shop, reads: 0, writes: 1, lastReadAt: null, lastWriteAt: null } as FieldUse
    const items = [
      use(shop, 3),
      use(till, 3, { lastWriteAt: '2026-11-21T10:00:00Z' }),
      use(shop, 1),
      use(null, 3, { lastReadAt: '2026-11-22T10:00:00Z' }),
    ]
    const told = clientsOf({ newest: 3, items, fields: [field] })
    expect(told.map(({ key, uses, fields }) => [key?.name, uses.map(({ version }) => version), fields.length])).toEqual(
      [
        [undefined, [3], 0],
        ['Till', [3], 0],
        ['Shop', [3, 1], 1],
      ],
    )
  })
})

describe('an older version', () => {
  const at = ['2026-01-01T00:00:00Z', '2026-11-10T00:00:00Z', '2026-11-20T12:00:00Z']
  const told = (items: readonly ClientUse[], now = '2026-11-28T00:00:00Z') =>
    stillSpoken(
      { newest: 3, items, fields: [] },
      { now: Date.parse(now), publishedAt: (version) => at[version - 1] },
    ).map(([version, uses]) => [version, uses.map(({ key }) => key?.name ?? 'people')])

  it('is needed by whoever used it although there was a newer one', () => {
    expect(told([use(shop, 1), use(null, 1)])).toEqual([[1, ['Shop', 'people']]])
  })

  it('is not needed by whoever used it while it was the newest, nor is the newest an older one', () => {
    expect(told([use(shop, 2), use(till, 3)])).toEqual([])
  })

  it('is not needed any more by whoever used it last more than 30 days ago', () => {
    expect(told([use(shop, 1)], '2026-12-21T10:00:00Z')).toEqual([])
  })

  it('is needed by whoever is kept on it, used or not, and each version is told for itself', () => {
    const never = { reads: 0, lastReadAt: null, pinned: true }
    expect(told([use(shop, 1, never), use(till, 2, { pinned: true }), use(shop, 2)], '2028-01-01T00:00:00Z')).toEqual([
      [2, ['Till']],
      [1, ['Shop']],
    ])
  })
})
