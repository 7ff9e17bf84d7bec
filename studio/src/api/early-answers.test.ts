// Is it kept what an address asked for, for the addresses opened last?
import { describe, expect, it } from 'vitest'
import { ownOf, withAsked } from './early-answers.ts'

describe('what a page itself waits for', () => {
  const urls = [
    '/api/v1/me',
    '/api/v1/tenants/shop',
    '/api/v1/tenants?limit=200',
    '/api/v1/tenants/shop/blueprints/delivery',
    '/api/v1/tenants/shop/views?blueprint=delivery&limit=200',
    '/api/v1/tenants/shop/records/delivery?limit=100',
    '/api/v1/tenants/shop/notifications?limit=1',
  ]

  it('is about what its address names', () => {
    expect(ownOf('/t/shop/records/delivery?sort=-cargo', urls)).toEqual([urls[0], urls[1], urls[3], urls[4], urls[5]])
  })

  it.each(['/t/shop', '/t/shop/', '/t/shop/model'])('is who is here and where at %s', (address) => {
    expect(ownOf(address, urls)).toEqual([urls[0], urls[1]])
  })

  it('is who is here outside of every tenant', () => expect(ownOf('/', urls)).toEqual([urls[0]]))
})

describe('what addresses asked for', () => {
  it('keeps the newest of an address, at the end', () => {
    const kept = withAsked({ '/a': ['/api/1'], '/b': ['/api/2'] }, '/a', ['/api/3', '/api/4'])
    expect(Object.entries(kept)).toEqual([
      ['/b', ['/api/2']],
      ['/a', ['/api/3', '/api/4']],
    ])
  })

  it('forgets the oldest of too many', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`/${n}p`, ['/api']]))
    const kept = withAsked(many, '/new', ['/api'])
    expect(Object.keys(kept)).toHaveLength(20)
    expect(kept).not.toHaveProperty('/0p')
    expect(kept).toHaveProperty('/new')
  })

  it.each([null, undefined, 'words', 7])('begins anew where %j lies', (kept) => {
    expect(withAsked(kept, '/a', ['/api'])).toEqual({ '/a': ['/api'] })
  })
})
