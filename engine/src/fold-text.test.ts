import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareCodePoints, foldText, wordsOf } from './fold-text.ts'

describe('folding', () => {
  it.each([
    ['Ação', 'acao'],
    ['STRASSE', 'strasse'],
    ['ﬁn', 'fin'],
    ['ΑΣ', 'ας'.replace('ς', 'σ')],
    ['İ', 'i'],
    ['Ёж', 'еж'],
    ['Å', 'a'],
    ['①', '1'],
    ['\ud800', '\ud800'],
  ])('[X60] folds %s', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it('[X60] folds a folded text to itself, and a beginning to a beginning', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 })
    fc.assert(
      fc.property(text, (one) => {
        expect(foldText(foldText(one))).toBe(foldText(one))
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(foldText(`${a}Σ${b}`).startsWith(foldText(a))).toBe(true)
      }),
    )
  })

  it('[X61] finds words of letters and digits of any script', () => {
    expect(wordsOf("L'Été, à 12h30 — Иван Петров_42 東京!")).toEqual([
      'l',
      'ete',
      'a',
      '12h30',
      'иван',
      'петров',
      '42',
      '東京',
    ])
    expect(wordsOf('!?')).toEqual([])
  })

  it('[X62] orders by code point, as the bytes of UTF-8 do', () => {
    const encoder = new TextEncoder()
    const bytes = (text: string) => Buffer.from(encoder.encode(text))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 8 }), (a, b) => {
        expect(compareCodePoints(a, b)).toBe(Buffer.compare(bytes(a), bytes(b)))
      }),
      { numRuns: 5000 },
    )
    expect(compareCodePoints('\u{1f600}', '\uffff')).toBe(1)
    expect(compareCodePoints('\ud800', '\udfff')).toBe(-1)
  })
})
