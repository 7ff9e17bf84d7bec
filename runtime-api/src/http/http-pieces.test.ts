// The small readers of the edge, each on its own.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ApiError } from '../errors.ts'
import { callerOf, isThisMachine } from './address.ts'
import { assertCheckable, checkSchema } from './check-schema.ts'
import { etagOf, expectedRev, isHeld, revMatches } from './preconditions.ts'
import { parseJson } from './read-body.ts'
import { readLanguage } from './read-language.ts'
import type { JsonSchema } from './route.ts'
import { readQuery } from './validate-input.ts'

const ifMatch = (value?: string) => expectedRev({ header: () => value })

describe('If-Match', () => {
  test.each([
    [undefined, undefined],
    ['*', 'any'],
    [' * ', 'any'],
    ['"7.2"', [7]],
    ['"7.2", "8.1"', [7, 8]],
    ['W/"7.2"', []],
    ['W/"7.2", "9.1"', [9]],
    ['"abc"', []],
    ['""', []],
    ['"-1.2"', []],
    ['"7"', []],
  ])('%s → %j', (header, expected) => expect(ifMatch(header)).toEqual(expected))

  test.each(['7.2', '"7.2', 'w/"7.2"', '"7.2" "8.2"', ',', '', '"a\u0000b"'])('%j is malformed', (header) => {
    expect(() => ifMatch(header)).toThrow(ApiError)
  })

  test('[etag] what is written is what matches', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 1e6 }), fc.nat(), (rev, version, other) => {
        const expected = ifMatch(etagOf(rev, version))
        expect(revMatches(expected, rev)).toBe(true)
        expect(revMatches(expected, other)).toBe(other === rev)
      }),
    )
  })

  test('nothing matches an empty list, everything matches nothing asked', () => {
    expect([revMatches([], 1), revMatches(undefined, 1), revMatches('any', 1)]).toEqual([false, true, true])
  })

  test('If-None-Match compares weakly', () => {
    expect(isHeld('W/"7.2"', '"7.2"')).toBe(true)
    expect(isHeld('"7.1"', '"7.2"')).toBe(false)
    expect(isHeld('*', '"7.2"')).toBe(true)
    expect(isHeld('"7.2"', undefined)).toBe(false)
  })
})

describe('languages', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ru', 'ru'],
    ['pt', 'pt-BR'],
    ['PT-br', 'pt-BR'],
    ['de, ru;q=0.3, en;q=0.2', 'ru'],
    ['ru;q=0, en', 'en'],
    ['en;q=0.1, ru;q=0.9', 'ru'],
    ['ru;q=9', 'ru'],
    ['*', 'en'],
    [',;q=,', 'en'],
  ])('%j → %s', (header, language) => expect(readLanguage(header)).toBe(language))

  test('any header reads as one of ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => ['en', 'pt-BR', 'ru'].includes(readLanguage(header))),
    )
  })
})

describe('addresses', () => {
  test.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['::ffff:a01:203', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::10.1.2.3', '64:ff9b:0:0::/64'],
    [undefined, ''],
  ])('%s counts as %s', (address, caller) => expect(callerOf(address)).toBe(caller))

  test('this machine', () => {
    expect(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'].map(isThisMachine)).toEqual([true, true, true, true])
    expect(['10.0.0.1', '128.0.0.1', '::2', '', undefined].map(isThisMachine)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('bodies', () => {
  const parse = (text: string) => parseJson(new TextEncoder().encode(text))

  test('any JSON comes out as it went in, or is refused by name', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value)
        try {
          expect(parse(text)).toEqual(JSON.parse(text))
        } catch (refused) {
          expect(refused).toBeInstanceOf(ApiError)
          expect(['invalid', 'bad-request']).toContain((refused as ApiError).code)
        }
      }),
    )
  })

  test('any bytes end in a value or in a refusal, soon', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseJson(bytes)
        } catch (refused) {
          expect(refused).toBeInstanceOf(ApiError)
        }
      }),
    )
  })

  test('half a million brackets', () => {
    const before = process.cpuUsage()
    expect(() => parse('['.repeat(500_000) + ']'.repeat(500_000))).toThrow(ApiError)
    expect(() => parse('{"a":'.repeat(100_000))).toThrow(ApiError)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000)
  })

  test('65 levels are too deep, 60 are not', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    expect(() => parse(nested(70))).toThrow(ApiError)
    expect(parse(nested(60))).toBeDefined()
  })

  test('a million numbers are read in time', () => {
    const before = process.cpuUsage()
    parse(`[${'1,'.repeat(499_999)}1]`)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000)
  })
})

describe('schemas', () => {
  const schema: JsonSchema = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 3 },
      size: { type: 'integer', minimum: 1, maximum: 9 },
      tags: { type: 'array', maxItems: 2, items: { enum: ['a', 'b'] } },
      either: {
        anyOf: [
          { type: 'null' },
          { type: 'object', properties: { x: { type: 'boolean' } }, additionalProperties: false },
        ],
      },
      texts: {
        type: ['string', 'object'],
        maxLength: 2,
        propertyNames: { pattern: '^[a-z]{2}$' },
        additionalProperties: { type: 'string', maxLength: 2 },
      },
    },
    additionalProperties: false,
  }
  test.each([
    [{ name: 'abc', size: 9, tags: ['a'], either: null }, []],
    [{ name: 'abc', either: { x: true } }, []],
    [{}, ['name missing-member']],
    [{ name: '' }, ['name length-out-of-range']],
    [{ name: '👍👍👍' }, []],
    [{ name: '👍👍👍👍' }, ['name length-out-of-range']],
    [{ name: 'a', size: 10 }, ['size number-out-of-range']],
    [{ name: 'a', size: 1.5 }, ['size wrong-type']],
    [{ name: 'a', size: '1' }, ['size wrong-type']],
    [{ name: 'a', tags: ['c'] }, ['tags/0 not-one-of']],
    [{ name: 'a', tags: ['a', 'a', 'a'] }, ['tags count-out-of-range']],
    [{ name: 'a', either: { x: 1 } }, ['either/x wrong-type']],
    [{ name: 'a', either: { y: 1 } }, ['either/y unknown-member']],
    [{ name: 'a', texts: 'ab' }, []],
    [{ name: 'a', texts: { en: 'ab' } }, []],
    [{ name: 'a', texts: 'abc' }, ['texts length-out-of-range']],
    [{ name: 'a', texts: { en: 'abc' } }, ['texts/en length-out-of-range']],
    [{ name: 'a', texts: { english: 'ab' } }, ['texts/english wrong-form']],
    [{ name: 'a', toString: 1 }, ['toString unknown-member']],
    [[], [' wrong-type']],
    [null, [' wrong-type']],
  ])('%j → %j', (value, issues) => {
    expect(checkSchema(schema, value, []).map((one) => `${one.path.join('/')} ${one.code}`)).toEqual(issues)
  })

  test('a keyword that would not be checked stops the start', () => {
    expect(() => assertCheckable({ type: 'object', properties: { a: { uniqueItems: true } } }, 'x')).toThrow(
      /uniqueItems/,
    )
  })

  test('any value is answered with a list', () => {
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(checkSchema(schema, value, []))))
  })
})

describe('queries', () => {
  test('names and values, repeated ones as lists, no nesting', () => {
    expect({ ...readQuery('/x?a=1&b=2&b=3&c[d]=4&__proto__=5&e') }).toEqual({
      a: '1',
      b: ['2', '3'],
      'c[d]': '4',
      ['__proto__']: '5',
      e: '',
    })
    expect(Object.getPrototypeOf(readQuery('/x'))).toBeNull()
  })
  test('bounded', () => {
    expect(() => readQuery(`/x?${'a=1&'.repeat(201)}`)).toThrow(ApiError)
    expect(() => readQuery(`/x?a=${'b'.repeat(17_000)}`)).toThrow(ApiError)
    expect(() => readQuery('/x?a=%00')).toThrow()
  })
})
