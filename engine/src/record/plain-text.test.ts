// Which texts are kept, and in which spelling?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStorable, plainText } from './plain-text.ts'

describe('plain text', () => {
  it.each([
    ['', ''],
    ['plain', 'plain'],
    ['Ação', 'Ação'],
    ['e\u0301', 'é'],
    ['\u212b', 'Å'],
    ['line\nline\t', 'line\nline\t'],
    ['😀', '😀'],
  ])('[R4] %j is kept as %j', (text, kept) => {
    expect(plainText(text)).toBe(kept)
    expect(isStorable(text)).toBe(true)
  })

  it.each(['\u0000', 'a\u0000b', '\ud800', 'x\udc00', '\udc00\ud800', 'é\ud83d'])('[R4] %j is refused', (text) => {
    expect(plainText(text)).toBeUndefined()
    expect(isStorable(text)).toBe(false)
  })

  it('[R4] the shortcut for usual text says what the long way says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const storable = !text.includes('\u0000') && isWellFormed(text)
        expect(plainText(text)).toBe(storable ? text.normalize('NFC') : undefined)
      }),
      { numRuns: 1000 },
    )
  })
})

function isWellFormed(text: string): boolean {
  try {
    encodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
