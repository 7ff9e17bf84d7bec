// What is said to a person whose data does not fit a version?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRecord } from '../../test/any-blueprint.ts'
import { busyTime } from '../../test/busy-time.js'
import { pointerOf, sayIssue } from '../errors.ts'
import { idGiver } from '../ids.ts'
import { createData } from '../record/write-data.ts'
import type { BlueprintVersion } from './blueprint.ts'
import { newBlueprint } from './read-blueprint.ts'
import { compileSchemas, validateData } from './validator.ts'

const one = (type: string, more: object = {}): BlueprintVersion =>
  newBlueprint({ name: 'x', fields: [{ key: 'a', type, label: { en: 'Thing', ru: 'Вещь' }, ...more }] }, idGiver({}))

/** `code at /place`, each once. */
function faults(version: BlueprintVersion, data: unknown): string[] {
  return validateData(version, data).map((said) => `${said.code} ${pointerOf(said.path)}`)
}

const options = { options: ['x', { key: 'y', retired: true }] }
const table: readonly (readonly [string, object, readonly unknown[], readonly (readonly [unknown, string])[]])[] = [
  [
    'text',
    { minLength: 2, maxLength: 4, pattern: '^a' },
    ['ab', 'abcd', 'aé中'],
    [
      ['a', 'too-short /a'],
      ['abcde', 'too-long /a'],
      ['ba', 'pattern-mismatch /a'],
      [5, 'not-text /a'],
      [['ab'], 'not-text /a'],
    ],
  ],
  ['longText', {}, ['', 'x'.repeat(100_000)], [['x'.repeat(100_001), 'too-long /a']]],
  ['richText', {}, ['<b>'], [[{}, 'not-text /a']]],
  [
    'integer',
    { minimum: 1, exclusiveMaximum: 5 },
    [1, 4],
    [
      [0, 'too-small /a'],
      [5, 'not-below /a'],
      [1.5, 'not-integer /a'],
      ['1', 'not-integer /a'],
    ],
  ],
  [
    'integer',
    {},
    [Number.MAX_SAFE_INTEGER],
    [
      [2 ** 53, 'too-large /a'],
      [1e308, 'too-large /a'],
    ],
  ],
  [
    'number',
    { precision: 2, maximum: 9, exclusiveMinimum: 0 },
    [1.25, 9, 1e-2],
    [
      [1.255, 'too-precise /a'],
      [1e-7, 'too-precise /a'],
      [10, 'too-large /a'],
      [0, 'not-above /a'],
      [true, 'not-number /a'],
    ],
  ],
  ['percent', {}, [12.5, -3], [['12%', 'not-number /a']]],
  [
    'money',
    { precision: 2, minimum: -1, maximum: 100, currencies: ['BRL'] },
    [
      { amount: '12.50', currency: 'BRL' },
      { amount: '-1', currency: 'BRL' },
    ],
    [
      [{ amount: '12.505', currency: 'BRL' }, 'too-precise /a'],
      [{ amount: '100.01', currency: 'BRL' }, 'too-large /a'],
      [{ amount: '-1.01', currency: 'BRL' }, 'too-small /a'],
      [{ amount: '1', currency: 'USD' }, 'not-money /a'],
      [{ amount: 1, currency: 'BRL' }, 'not-money /a'],
      [{ amount: '1e3', currency: 'BRL' }, 'not-money /a'],
      [{ amount: '01', currency: 'BRL' }, 'not-money /a'],
      [{ amount: '1' }, 'not-money /a'],
      [{ amount: '1', currency: 'BRL', extra: 1 }, 'not-money /a'],
      ['12.50', 'not-money /a'],
      [{ amount: '9'.repeat(41), currency: 'BRL' }, 'not-money /a'],
    ],
  ],
  [
    'money',
    { exclusiveMinimum: 0, exclusiveMaximum: 1e21 },
    [{ amount: '0.0000000000001', currency: 'EUR' }],
    [
      [{ amount: '0', currency: 'EUR' }, 'not-above /a'],
      [{ amount: '1000000000000000000000', currency: 'EUR' }, 'not-below /a'],
      [{ amount: '1', currency: 'eur' }, 'not-money /a'],
    ],
  ],
  [
    'money',
    { minimum: 1e-7, maximum: 1e300 },
    [{ amount: '0.0000001', currency: 'EUR' }],
    [[{ amount: '0.00000001', currency: 'EUR' }, 'too-small /a']],
  ],
  ['money', { minimum: -1e300 }, [{ amount: '-99999', currency: 'EUR' }], []],
  [
    'boolean',
    {},
    [true, false],
    [
      [1, 'not-boolean /a'],
      ['true', 'not-boolean /a'],
    ],
  ],
  [
    'date',
    {},
    ['2026-02-28', '2024-02-29'],
    [
      ['2026-02-29', 'not-date /a'],
      ['28.02.2026', 'not-date /a'],
      [5, 'not-date /a'],
    ],
  ],
  [
    'time',
    {},
    ['09:30', '23:59:59'],
    [
      ['24:00', 'not-time /a'],
      ['9:30', 'not-time /a'],
      ['09:30Z', 'not-time /a'],
    ],
  ],
  [
    'datetime',
    {},
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00-03:00'],
    [
      ['2026-01-01T00:00:00', 'not-datetime /a'],
      ['2026-01-01', 'not-datetime /a'],
    ],
  ],
  ['duration', {}, ['PT48H'], [['48h', 'not-duration /a']]],
  [
    'enum',
    options,
    ['o1', 'o2'],
    [
      ['x', 'unknown-option /a'],
      ['o3', 'unknown-option /a'],
      [1, 'unknown-option /a'],
    ],
  ],
  [
    'tags',
    { ...options, minItems: 1, maxItems: 1 },
    [['o1']],
    [
      [[], 'too-few /a'],
      [['o1', 'o2'], 'too-many /a'],
      [['z'], 'unknown-option /a/0'],
      ['o1', 'not-list /a'],
    ],
  ],
  ['tags', options, [[]], [[['o1', 'o1'], 'repeated-value /a']]],
  [
    'email',
    { maxLength: 20 },
    ['ana@example.org'],
    [
      ['ana@', 'not-email /a'],
      ['ana@x@y.org', 'not-email /a'],
      [`${'a'.repeat(300)}@x.org`, 'too-long /a'],
      ['anaanaana@example.org', 'too-long /a'],
    ],
  ],
  ['phone', {}, ['+55 11 91234-5678'], [['call me', 'not-phone /a']]],
  ['url', {}, ['https://example.org'], [['javascript:alert(1)', 'not-url /a']]],
  [
    'relation',
    { blueprint: 'y' },
    ['01JABC'],
    [
      [['01J'], 'not-reference /a'],
      ['', 'not-reference /a'],
      ['x'.repeat(65), 'too-long /a'],
    ],
  ],
  [
    'relation',
    { blueprint: 'y', many: true },
    [['a', 'b'], []],
    [
      ['a', 'not-list /a'],
      [['a', 'a'], 'repeated-value /a'],
      [['a', 5], 'not-reference /a/1'],
    ],
  ],
  ['user', {}, ['u1'], [[5, 'not-reference /a']]],
  [
    'address',
    {},
    [{}, { street: 'Rua A', postalCode: '01310-100' }],
    [
      [{ planet: 'Mars' }, 'not-address /a'],
      [{ city: 5 }, 'not-address /a'],
      [{ city: 'x'.repeat(201) }, 'too-long /a/city'],
      ['Rua A', 'not-address /a'],
    ],
  ],
  [
    'file',
    { accept: ['pdf', 'audio/*'], maxBytes: 100 },
    [
      { id: 'x', name: 'a.pdf', size: 100, type: 'application/pdf' },
      { id: 'x', name: 'a.mp3', size: 0, type: 'audio/mpeg' },
    ],
    [
      [{ id: 'x', name: 'a.pdf', size: 101, type: 'application/pdf' }, 'file-too-large /a'],
      [{ id: 'x', name: 'a.html', size: 1, type: 'text/html' }, 'file-not-accepted /a'],
      [{ id: 'x', name: 'a', size: 1, type: 'audio' }, 'file-not-accepted /a'],
      [{ id: 'x' }, 'not-file /a'],
      [{ id: 'x', name: 'a.pdf', size: -1, type: 'application/pdf' }, 'not-file /a'],
      ['x', 'not-file /a'],
    ],
  ],
  [
    'image',
    { many: true, maxItems: 2 },
    [[], [{ id: 'x', name: 'a.png', size: 5, type: 'image/png' }]],
    [
      [[{ id: 'x', name: 'a.svg', size: 5, type: 'image/svg+xml' }], 'file-not-accepted /a/0'],
      [['1', '2', '3'].map((id) => ({ id, name: 'a.png', size: 5, type: 'image/png' })), 'too-many /a'],
    ],
  ],
  [
    'image',
    { accept: ['image/png'] },
    [{ id: 'x', name: 'a.png', size: 5, type: 'image/png' }],
    [[{ id: 'x', name: 'a.gif', size: 5, type: 'image/gif' }, 'file-not-accepted /a']],
  ],
  [
    'geo',
    {},
    [{ lat: -90, lng: 180 }],
    [
      [{ lat: 91, lng: 0 }, 'not-position /a'],
      [{ lat: 1 }, 'not-position /a'],
      [[1, 2], 'not-position /a'],
    ],
  ],
  [
    'json',
    {},
    [null, 5, { a: [{ b: 'x' }] }, []],
    [
      ['x'.repeat(70_000), 'not-bounded-json /a'],
      [{ a: 'x\0' }, 'not-bounded-json /a'],
      [Object.fromEntries([['constructor', 1]]), 'not-bounded-json /a'],
    ],
  ],
  [
    'rating',
    { max: 3 },
    [1, 3],
    [
      [0, 'not-rating /a'],
      [4, 'not-rating /a'],
      [1.5, 'not-rating /a'],
    ],
  ],
  ['rating', {}, [5], [[6, 'not-rating /a']]],
  [
    'color',
    {},
    ['#00FFaa'],
    [
      ['red', 'not-color /a'],
      ['#00ffa', 'not-color /a'],
    ],
  ],
  ['cpf', {}, ['529.982.247-25'], [['529.982.247-24', 'not-cpf /a']]],
  ['cnpj', {}, ['12.ABC.345/01DE-35'], [['12.ABC.345/01DE-36', 'not-cnpj /a']]],
  ['cep', {}, ['01310-100'], [['1', 'not-cep /a']]],
  [
    'list',
    { of: 'integer', minimum: 0, maxItems: 3 },
    [[1, 1], []],
    [
      [[1, -1], 'too-small /a/1'],
      [[1, 'x', 'y'], 'not-integer /a/1'],
      [[1, 2, 3, 4], 'too-many /a'],
      [{}, 'not-list /a'],
    ],
  ],
  [
    'list',
    {
      fields: [
        { key: 'b', type: 'text', required: true, maxLength: 2 },
        { key: 'c', type: 'list', of: 'date' },
      ],
      minItems: 1,
    },
    [[{ f2: 'x', _id: '1' }], [{ f2: 'x', f3: ['2026-01-01'] }]],
    [
      [[], 'too-few /a'],
      [[{ f2: 'x' }, {}], 'required /a/1/b'],
      [[{ f2: 'xyz' }], 'too-long /a/0/b'],
      [[{ f2: 'x', f3: ['no'] }], 'not-date /a/0/c/0'],
      [[{ f2: 'x', f9: 1 }], 'unknown-member /a/0/f9'],
      [[{ f2: 'x', _id: 5 }], 'bad-element-id /a/0/_id'],
      [[{ f2: 'x', _id: '' }], 'bad-element-id /a/0/_id'],
      [['x'], 'not-list /a/0'],
      ['x', 'not-list /a'],
    ],
  ],
]

describe('validateData', () => {
  it.each(table)('[B20] %s %j', (type, more, good, bad) => {
    const version = one(type, more)
    for (const value of good) expect([value, faults(version, { f1: value })]).toEqual([value, []])
    for (const [value, fault] of bad)
      expect([value, faults(version, { f1: value })]).toEqual([value, expect.arrayContaining([fault])])
  })

  it('[B20] speaks of keys and labels, in the language of the reader', () => {
    const version = one('number', { minimum: 3 })
    const [said] = validateData(version, { f1: 1 }, ['data'])
    expect(said?.path).toEqual(['data', 'a'])
    expect(said && sayIssue(said, 'ru')).toBe('Поле «Вещь» должно быть не меньше 3.')
    const [wrong] = validateData(one('enum', options), { f1: 'z' })
    expect(wrong && sayIssue(wrong, 'en')).toBe('Thing has no option “z”. Possible: x.')
  })

  it('[B20] what is missing, what is unknown, what is no record', () => {
    const version = one('text', { required: true })
    expect(faults(version, {})).toEqual(['required /a'])
    expect(faults(version, { f1: 'x', f2: 1, constructor: 1 })).toEqual([
      'unknown-member /f2',
      'unknown-member /constructor',
    ])
    for (const data of [null, [], 5, 'x', undefined])
      expect(faults(version, data)).toEqual(['not-a-record /'.slice(0, -1)])
  })

  it('[B22] stops at 50 issues and never looks at more than 1,000 elements', () => {
    const wrong = (count: number) => Array.from({ length: count }, () => ({ f2: 5 }))
    const version = one('list', { fields: [{ key: 'b', type: 'text' }] })
    expect(faults(version, { f1: wrong(1000) })).toHaveLength(50)
    expect(faults(version, { f1: wrong(1001) })).toEqual(['too-many /a'])
    expect(faults(version, Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i + 2}`, 1])))).toHaveLength(
      50,
    )
  })

  it('[B22] patterns are tried in time that grows with the text alone', () => {
    const version = one('text', { pattern: '^(a+)+$' })
    const spent = busyTime(() =>
      expect(faults(version, { f1: `${'a'.repeat(9_999)}!` })).toEqual(['pattern-mismatch /a']),
    )
    expect(spent).toBeLessThan(500)
  })

  it('[B22] two patterns are two patterns', () => {
    const version = newBlueprint(
      {
        name: 'x',
        fields: [
          { key: 'a', type: 'text', pattern: '^a' },
          { key: 'b', type: 'text', pattern: '^b' },
        ],
      },
      idGiver({}),
    )
    expect(faults(version, { f1: 'a', f2: 'b' })).toEqual([])
    expect(faults(version, { f1: 'b', f2: 'a' })).toEqual(['pattern-mismatch /a', 'pattern-mismatch /b'])
  })

  it('[B22] equal fields share what is compiled; very many do not pile up', () => {
    for (let i = 0; i < 5_200; i += 400) {
      const fields = Array.from({ length: 400 }, (_, j) => ({ key: `k${j}`, type: 'text', maxLength: i + j + 1 }))
      const version = newBlueprint({ name: 'x', fields }, idGiver({}))
      expect(faults(version, { f400: 'x'.repeat(i + 401) })).toEqual(['too-long /k399'])
    }
    expect(faults(one('text', { maxLength: 1 }), { f1: 'xx' })).toEqual(['too-long /a'])
  })

  it('[B20] takes everything that a client may write', () => {
    fc.assert(
      fc.property(anyRecord, ({ version, wire }) => {
        const written = createData(version, JSON.parse(JSON.stringify(wire)), {
          now: 0,
          zone: 'UTC',
          actor: { id: 'u', roles: [] },
        })
        expect('data' in written && validateData(version, written.data)).toEqual([])
      }),
    )
  })

  it('[B22] a schema that refers to another one', () => {
    const [check] = compileSchemas([{ $ref: 'b#/$defs/c' }], {
      among: [{ $id: 'b', $defs: { c: { type: 'string', format: 'email' } } }],
    })
    expect(check?.('x')[0]?.keyword).toBe('format')
  })
})

it('[B20] told only of the fields that were touched, and of what no field holds', () => {
  const fields = ['a', 'b', 'c'].map((key) => ({ key, type: 'integer', required: key === 'c' }))
  const version = newBlueprint({ name: 'x', fields }, idGiver({}))
  const [a, b, c] = version.fields.map(({ id }) => id) as [string, string, string]
  const data = { [a]: 'x', [b]: 'x', z: 1 }
  const told = (...touched: string[]) =>
    validateData(version, data, [], new Set(touched)).map((said) => `${said.code} ${pointerOf(said.path)}`)
  expect(told(a)).toEqual(['not-integer /a', 'unknown-member /z'])
  expect(told(c)).toEqual(['required /c', 'unknown-member /z'])
  expect(told()).toEqual(['unknown-member /z'])
  expect(faults(version, data)).toEqual(['required /c', 'not-integer /a', 'not-integer /b', 'unknown-member /z'])
})
