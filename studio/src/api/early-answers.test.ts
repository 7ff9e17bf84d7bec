// Is it kept what an address asked for, for the addresses opened last?
import { describe, expect, it } from 'vitest'
import { withAsked } from './early-answers.ts'

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
