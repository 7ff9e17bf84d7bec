import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { busyTime } from '../../test/busy-time.js'
import { MoldeError } from '../errors.ts'
import { ajvRegExp, checkPattern, groupMatcher, groupsOf, safePattern } from './safe-regex.ts'

describe('patterns', () => {
  it.each<[string, string, boolean]>([
    ['^[A-Z]{3}$', 'ABC', true],
    ['^[A-Z]{3}$', 'ABCD', false],
    ['b', 'abc', true],
    ['^\\p{L}+$', 'Ação', true],
    ['\\d{2,}', 'a12', true],
    ['^a.c$', 'a\u{1f600}c', true],
    ['[)({]{2}', 'x)(', true],
    ['(a{2}){2}', 'aaaa', true],
    ['^$', '', true],
  ])('[X12] %s in %s', (pattern, text, found) => {
    expect(safePattern(pattern).test(text)).toBe(found)
    expect(checkPattern(pattern, [])).toEqual([])
  })

  it.each([
    '(?=a)b',
    '(?<!a)b',
    '\\1',
    '[',
    '(',
    '*a',
    'a{1001}',
    '((a{30}){30}){30}',
    `(${'(ab){20}'.repeat(20)}){20}`,
    'a'.repeat(501),
    '(a{1000}',
  ])('[X12] refuses %s', (pattern) => {
    expect(checkPattern(pattern, ['fields', 0, 'pattern'])).toMatchObject([
      { code: 'bad-pattern', path: ['fields', 0, 'pattern'] },
    ])
    expect(() => safePattern(pattern)).toThrow(MoldeError)
  })

  it.each(['(a+)+$', '(a|a)*$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y'])(
    '[X12] takes linear time for %s',
    (pattern) => {
      const compiled = safePattern(pattern)
      compiled.test('a')
      expect(busyTime(() => compiled.test(`${'a'.repeat(20_000)}!`))).toBeLessThan(250)
    },
  )

  it('[X12] never throws anything but its own error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc
            .array(
              fc.constantFrom(
                'a',
                '(',
                ')',
                '[',
                ']',
                '{2}',
                '{3,}',
                '*',
                '+?',
                '|',
                '\\',
                '\\p{L}',
                '^',
                '$',
                '.',
                '-',
                '(?i)',
                '(?:',
              ),
              { maxLength: 20 },
            )
            .map((all) => all.join('')),
        ),
        (pattern) => {
          const issues = checkPattern(pattern, [])
          if (issues.length === 0) expect(typeof safePattern(pattern).test('aab')).toBe('boolean')
          else expect(() => safePattern(pattern)).toThrow(MoldeError)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('[X12] agrees with the native engine on plain patterns', () => {
    const plain = fc
      .array(fc.constantFrom('a', 'b', '[ab]', 'a*', 'b+', '(a|b)', '^', '$', '.', 'a{2}'), { maxLength: 6 })
      .map((all) => all.join('').replace(/([*+}])(?=[*+{])/g, '$1a'))
    fc.assert(
      fc.property(plain, fc.stringMatching(/^[ab]{0,6}$/), (pattern, text) => {
        expect(safePattern(pattern).test(text)).toBe(new RegExp(pattern).test(text))
      }),
    )
  })

  it('[X12] says what each group took, in linear time', () => {
    const match = groupMatcher('(a+)|(b)(c)?')
    expect([match('xaab'), match('b'), match('z')]).toEqual([['aa', null, null], [null, 'b', null], undefined])
    expect(groupsOf('(?:a)(b)(c)?')).toBe(2)
    const spent = busyTime(() => expect(groupMatcher('^((?:a*)*)(b)$')('a'.repeat(10_000))).toBeUndefined())
    expect(spent).toBeLessThan(1_000)
  })

  it('[X12] is kept, and handed to Ajv', () => {
    expect(safePattern('kept')).toBe(safePattern('kept'))
    for (let i = 0; i < 501; i++) safePattern(`many${i}`)
    expect(ajvRegExp('^a', 'u').test('abc')).toBe(true)
    expect(typeof ajvRegExp.code).toBe('string')
  })
})
