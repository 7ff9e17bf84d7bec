import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from './cursor.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => !one.includes('\0'))
const cursor = fc.record({
  hash: fc.stringMatching(/^[0-9a-f]{16}$/),
  values: fc.array(
    fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
      fc.boolean(),
      fc.constant(null),
    ),
    { maxLength: 4 },
  ),
  no: fc.nat(Number.MAX_SAFE_INTEGER),
})

describe('cursors', () => {
  it('[Q8] comes back as it went, as text for a URL', () => {
    fc.assert(
      fc.property(cursor, (one) => {
        const said = encodeCursor(one)
        expect(said).toMatch(/^[A-Za-z0-9_-]+$/)
        expect(decodeCursor(said, one.hash, one.values.length, [])).toEqual({ cursor: one })
      }),
    )
  })

  it('[Q8] is refused when one letter is another', () => {
    fc.assert(
      fc.property(cursor, fc.nat(), fc.constantFrom(...'Ab9_-!é'), (one, place, letter) => {
        const said = encodeCursor(one)
        const at = place % said.length
        if (said[at] === letter) return
        const read = decodeCursor(said.slice(0, at) + letter + said.slice(at + 1), one.hash, one.values.length, [])
        // The last letter may hold bits that say nothing.
        if ('cursor' in read) expect(at).toBe(said.length - 1)
        else expect(read.issues[0]?.code).toMatch(/cursor/)
      }),
    )
  })

  it('[Q8] never throws, whatever is sent', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json().map((json) =>
        btoa(String.fromCharCode(...new TextEncoder().encode(json)))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replaceAll('=', ''),
      ),
    )
    fc.assert(
      fc.property(anything, (sent) => {
        expect(decodeCursor(sent, 'x', 0, ['query', 'cursor'])).toMatchObject({
          issues: [{ code: 'bad-cursor', path: ['query', 'cursor'] }],
        })
      }),
    )
    expect('issues' in decodeCursor('A'.repeat(9000), 'x', 0, [])).toBe(true)
  })

  it('[Q8] refuses values that a database does not take', () => {
    for (const value of ['a\0', '\ud800', Number.NaN, { a: 1 }]) {
      expect('issues' in decodeCursor(encodeCursor({ hash: 'h', values: [value as string], no: 1 }), 'h', 1, [])).toBe(
        value !== value ? false : true,
      )
    }
    expect('issues' in decodeCursor(encodeCursor({ hash: 'h', values: [], no: 1.5 }), 'h', 0, [])).toBe(true)
  })
})
