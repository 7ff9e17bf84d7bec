// Which values break programs: texts, numbers and nestings that have been somebody's incident, and ways to bend a good document.
import { type Json, pointerOf } from '@molde/engine'
import fc from 'fast-check'

/** Part of many texts below. No SQL statement may ever hold it: what comes from outside travels as a binding. */
export const canary = 'zqcanary'

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'length', '']

const sql = [
  "'",
  `${canary}'; DROP TABLE record; --`,
  `${canary}" OR 1=1 --`,
  `x') UNION SELECT password FROM account -- ${canary}`,
  `${canary}\\'; SELECT pg_sleep(10); --`,
  `data->>'${canary}'`,
  `$.${canary}"`,
  `$[${canary}]`,
  '%',
  '_%_%_%_%_%',
  '$1',
  '?',
  ':name',
]

const expressions = [
  'true',
  'null',
  'record',
  'record.data.__proto__',
  'actor.constructor',
  'input.x',
  'now',
  'size(name) > 0',
  'name == null || name != null',
  '1 / 0 > 0',
  '"x".matches("(a+)+$")',
  'name.matches(name)',
  '[1,2,3].map(x, [1,2,3].map(y, [1,2,3].map(z, x * y * z))).size() > 0',
  '[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c, [1,2,3,4,5,6,7,8,9].all(d, [1,2,3,4,5,6,7,8,9].all(e, true)))))',
  'timestamp("9999-99-99T00:00:00Z") < now',
  'duration("P99999999999999Y") > duration("PT0S")',
  `${'('.repeat(300)}1${')'.repeat(300)} == 1`,
  `${'!'.repeat(500)}true`,
  Array.from({ length: 200 }, () => 'true').join(' || '),
  Array.from({ length: 400 }, (_, i) => `name == "${i}"`).join(' && '),
  `${'name + '.repeat(300)}name == ""`,
  `name == "${canary}' OR 1=1"`,
  'name ==',
  '{"a": {"b": 1}}.a.b == 1',
  'a ? b ? c : d : e',
  '9223372036854775808 > 0',
  '1e999 > 0.0',
  '"\\u0000" == name',
  '"\\ud800" == name',
]

const patterns = [
  '(a+)+$',
  '^(a|a)*$',
  '(?=a)b',
  '(?<!a)b',
  '\\1(a)',
  '[',
  '(',
  '*',
  'a{1,1000000}',
  '(((a{1,100}){1,100}){1,100})',
  '\\p{Nonsense}',
  '[\\d-z]',
]

const unicode = [
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066evil',
  '\ufeff',
  'e\u0301\u0301\u0301',
  'İ'.repeat(300),
  '\ufdfa'.repeat(500),
  '👩‍👩‍👧‍👦'.repeat(60),
  '\u2028\r\n\t\v',
  'ß',
  '\u{10ffff}',
]

const places = [
  '../../../../etc/passwd',
  '..\\..\\x',
  '%2e%2e%2f',
  '%00',
  'file:///etc/passwd',
  'http://169.254.169.254/latest',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '=cmd|calc',
]

const times = [
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '-2026-01-01',
  '+275760-09-13T00:00:00.001Z',
  '2026-01-01T25:61:61Z',
  '2016-12-31T23:59:60Z',
  '2026-03-29T02:30:00+99:99',
  'P1Y2M3W4DT5H6M7.89S',
  'PT99999999999999999S',
  '24:00',
]

const numbersAsTexts = [
  '0',
  '-0',
  '1',
  '-1',
  '9007199254740993',
  '1e308',
  '1e999',
  'NaN',
  'Infinity',
  '0x10',
  '９',
  '9'.repeat(400),
]

const long = ['x'.repeat(201), 'x'.repeat(5_000), 'ab '.repeat(30_000), '['.repeat(3_000)]

const hostileTexts: readonly string[] = [
  ...names,
  ...sql,
  ...expressions,
  ...patterns,
  ...unicode,
  ...places,
  ...times,
  ...numbersAsTexts,
  ...long,
]

export const hostileNumbers: readonly number[] = [
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 53) - 2,
  2 ** 64,
  1e21,
  1e308,
  5e-324,
  0.1 + 0.2,
]

export const hostileText = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => `${canary}${text}`) },
)

export const expressionText = fc.constantFrom(...expressions, ...sql)
export const patternText = fc.constantFrom(...patterns, '^[a-z]+$', '\\d', '')

export const hostileJson: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: hostileText as fc.Arbitrary<Json> },
  { weight: 2, arbitrary: fc.constantFrom<Json>(...hostileNumbers) },
  { weight: 2, arbitrary: fc.constantFrom<Json>(null, true, false, [], {}, [[]], [null], { a: null }) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 200 }).map(nested) },
  { weight: 1, arbitrary: fc.constantFrom(...names, canary).map((name) => objectWith(name, { polluted: true })) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 2, max: 3_000 }).map((count): Json => Array.from({ length: count }, (_, i) => i)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 600 }).map(wide) },
)

function nested(depth: number): Json {
  let value: Json = 1
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value }
  return value
}

function wide(count: number): Json {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`member_${i}`, i]))
}

/** Also with names that an object literal would take for its prototype. */
export function objectWith(name: string, value: Json): Json {
  return JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as Json
}

/** Bends a document in one place: another value, a member gone, one too many, one twice, one renamed. */
export const mutation: fc.Arbitrary<(document: Json) => Json> = fc
  .record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'double', 'rename'),
    value: hostileJson,
    name: fc.oneof(fc.constantFrom(...names, 'id', 'tenant', 'rev', 'version', 'createdBy', 'deletedAt'), hostileText),
  })
  .map(({ at, kind, value, name }) => (document: Json) => {
    // The whole document is a place too, but the least interesting one.
    const all = placesIn(document).slice(at < 0.9 ? 1 : 0)
    const place = all[Math.floor(at * all.length)] ?? []
    return changeAt(document, place, (before) => bend(before, kind, value, name))
  })

type Place = readonly (string | number)[]

function bend(before: Json, kind: string, value: Json, name: string): Json | undefined {
  if (kind === 'remove') return undefined
  if (kind === 'double' && Array.isArray(before)) return [...before, ...before]
  if (kind === 'add' && Array.isArray(before)) return [...before, value]
  if (isObject(before) && kind === 'add') return { ...before, ...(objectWith(name, value) as object) }
  if (isObject(before) && kind === 'rename') {
    const [first, ...rest] = Object.entries(before)
    return first === undefined ? before : { ...Object.fromEntries(rest), ...(objectWith(name, first[1]) as object) }
  }
  return value
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** At most some hundred places, breadth first, so that a long list does not hide everything else. */
function placesIn(document: Json): Place[] {
  const found: { place: Place; value: Json }[] = [{ place: [], value: document }]
  for (let i = 0; i < found.length && found.length < 500; i++) {
    const { place, value } = found[i] as { place: Place; value: Json }
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inner] of Object.entries(value).slice(0, 50))
      found.push({ place: [...place, Array.isArray(value) ? Number(name) : name], value: inner as Json })
  }
  return found.map(({ place }) => place)
}

/** Undefined takes the place away; of the whole document it leaves null. */
function changeAt(document: Json, [step, ...rest]: Place, change: (before: Json) => Json | undefined): Json {
  if (step === undefined) return change(document) ?? null
  if (Array.isArray(document)) {
    const inner =
      rest.length > 0
        ? changeAt(document[step as number] as Json, rest, change)
        : change(document[step as number] as Json)
    return inner === undefined
      ? document.filter((_, i) => i !== step)
      : document.map((one: Json, i) => (i === step ? inner : one))
  }
  if (!isObject(document)) throw new Error(`nothing at ${pointerOf([step, ...rest])}`)
  const before = document[step] as Json
  const inner = rest.length > 0 ? changeAt(before, rest, change) : change(before)
  return Object.fromEntries(
    Object.entries(document).flatMap(([name, value]) =>
      name !== step ? [[name, value]] : inner === undefined ? [] : [[name, inner]],
    ),
  )
}
