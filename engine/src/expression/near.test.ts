import { describe, expect, it } from 'vitest'
import { nearest, someOf } from './near.ts'

describe('near names', () => {
  it.each([
    ['crago', ['cargo', 'weight'], 'cargo'],
    ['Status', ['status'], 'status'],
    ['ação', ['acao'], 'acao'],
    ['wieght', ['height', 'weight'], 'weight'],
    ['x', ['yyyyy'], undefined],
    ['abc', [], undefined],
    ['a'.repeat(100), ['a'.repeat(100)], undefined],
  ])('[X4] %s', (name, known, wanted) => {
    expect(nearest(name, known)).toBe(wanted)
  })

  it('[X4] shows some of many', () => {
    expect(someOf(['a', 'b'])).toBe('a, b')
    expect(someOf(Array.from({ length: 21 }, (_, i) => i).map(String))).toMatch(/19 …$/)
  })
})
