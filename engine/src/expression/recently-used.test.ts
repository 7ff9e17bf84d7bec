import { describe, expect, it } from 'vitest'
import { RecentlyUsed } from './recently-used.ts'

describe('what is kept', () => {
  it('[X31] forgets what was not asked for longest, by size', () => {
    const kept = new RecentlyUsed<number>(6)
    kept.set('aa', 1)
    kept.set('bb', 2)
    kept.set('cc', 3)
    expect(kept.get('aa')).toBe(1)
    kept.set('dd', 4)
    expect(['aa', 'bb', 'cc', 'dd'].map((text) => kept.get(text))).toEqual([1, undefined, 3, 4])
    kept.set('aa', 5)
    expect(kept.get('cc')).toBe(3)
    kept.set('long text', 6)
    expect(['aa', 'cc', 'dd', 'long text'].map((text) => kept.get(text))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
