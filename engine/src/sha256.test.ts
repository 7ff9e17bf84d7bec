// Is the hash the one everybody else computes?
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from './sha256.ts'

const reference = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

describe('sha256', () => {
  it.each([
    '',
    'abc',
    'a'.repeat(55),
    'a'.repeat(56),
    'a'.repeat(63),
    'a'.repeat(64),
    'a'.repeat(1000),
    'é',
    '€',
    '😀',
  ])('[R23] of %j', (text) => {
    expect(sha256(text)).toBe(reference(text))
  })

  it('[R23] of any text', () => {
    const same = (text: string) => {
      expect(sha256(text)).toBe(reference(text))
    }
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), same))
  })
})
