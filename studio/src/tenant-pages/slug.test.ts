// Does a name suggest an address that is legal?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSlug, suggestSlug } from './slug.ts'

describe('suggestSlug', () => {
  it.each([
    ['X Delivery System', 'x-delivery-system'],
    ['São Paulo Entregas', 'sao-paulo-entregas'],
    ['Доставка и Ко.', 'dostavka-i-ko'],
    ['  --  ', ''],
    ['日本', ''],
    ['1º de Maio', 'o-de-maio'],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('makes of "%s" "%s"', (name, slug) => {
    expect(suggestSlug(name)).toBe(slug)
  })

  it('is legal whenever it is longer than one letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
        const slug = suggestSlug(name)
        expect(slug.length < 2 || isSlug(slug)).toBe(true)
      }),
    )
  })
})

describe('isSlug', () => {
  it.each(['ab', 'x-1', 'a'.repeat(40)])('accepts %s', (slug) => expect(isSlug(slug)).toBe(true))
  it.each(['', 'a', '-a', 'a-', 'a--b', '1a', 'A1', 'a_b', 'a'.repeat(41)])('does not accept "%s"', (slug) =>
    expect(isSlug(slug)).toBe(false),
  )
})
