// Is a unique key equal exactly when the values are?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isStorable } from './plain-text.ts'
import { uniqueKey } from './unique-key.ts'

const text: FieldDef = { id: 'f1', key: 'a', type: 'text' }
const other: FieldDef = { id: 'f2', key: 'b', type: 'text' }
const price: FieldDef = { id: 'f3', key: 'c', type: 'money' }
const span: FieldDef = { id: 'f4', key: 'd', type: 'duration' }
const ok: FieldDef = { id: 'f5', key: 'e', type: 'boolean' }

describe('unique keys', () => {
  it('[R23] parts cannot run into each other', () => {
    const part = fc.string({ maxLength: 6 })
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        const same = a === c && b === d
        expect(uniqueKey([text, other], { f1: a, f2: b }) === uniqueKey([text, other], { f1: c, f2: d })).toBe(same)
      }),
    )
    expect(uniqueKey([text, other], { f1: 'a1:b', f2: '' })).not.toBe(uniqueKey([text, other], { f1: 'a', f2: 'b' }))
  })

  it('[R23] equal values in two spellings are equal, another currency is not', () => {
    const key = (amount: string, currency = 'BRL') => uniqueKey([price], { f3: { amount, currency } })
    expect(key('12.50')).toBe(key('12.5'))
    expect(key('12.50')).not.toBe(key('12.50', 'EUR'))
    expect(key('x')).toBe('5:x BRL')
    expect(uniqueKey([span], { f4: 'P2D' })).toBe(uniqueKey([span], { f4: 'PT48H' }))
    expect(uniqueKey([ok], { f5: false })).toBe('5:false')
  })

  it('[R23] a long key is its beginning and its hash', () => {
    const long = 'x'.repeat(100_000)
    const key = uniqueKey([text], { f1: long }) as string
    expect(key).toMatch(/^100000:x{93}#[0-9a-f]{64}$/)
    expect(uniqueKey([text], { f1: `${long}y` })).not.toBe(key)
    expect(isStorable(uniqueKey([text], { f1: '😀'.repeat(200) }) as string)).toBe(true)
  })

  it('[R23] an empty part means no key', () => {
    expect(uniqueKey([text, other], { f1: 'a' })).toBeUndefined()
    expect(uniqueKey([text], { f1: null })).toBeUndefined()
    expect(uniqueKey([text], { f1: '' })).toBe('0:')
  })
})
