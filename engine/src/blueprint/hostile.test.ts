// Does anything at all, sent as a definition, end in a refusal with places, quickly?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyWireBlueprint } from '../../test/any-wire-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { idGiver } from '../ids.ts'
import { applyOps } from '../lens/apply-ops.ts'
import { checkModule } from '../module/check-module.ts'
import { checkDocument } from './check-document.ts'
import { checkShape } from './check-shape.ts'
import { fromJsonSchema } from './from-json-schema.ts'
import { newBlueprint } from './read-blueprint.ts'
import { validateData } from './validator.ts'

const base = newBlueprint(
  {
    name: 'thing',
    fields: [
      { key: 'a', type: 'text' },
      { key: 'e', type: 'enum', options: ['x'] },
    ],
  },
  idGiver({}),
)

/** Every way in. */
const doors: readonly ((document: unknown) => unknown)[] = [
  (document) => newBlueprint(document, idGiver({})),
  (document) => newBlueprint({ name: 'thing', schema: document }, idGiver({})),
  (document) => newBlueprint({ name: 'thing', fields: document }, idGiver({})),
  (document) =>
    newBlueprint({ name: 'thing', fields: [{ key: 'a', type: 'text', ...members(document) }] }, idGiver({})),
  (document) => fromJsonSchema(document, idGiver({})),
  (document) => fromJsonSchema({ type: 'object', properties: { a: document } }, idGiver({})),
  (document) =>
    fromJsonSchema({ type: 'object', properties: { a: { type: 'string', 'x-molde': document } } }, idGiver({})),
  (document) => applyOps(base, document, idGiver({}), { now: 0 }),
  (document) => applyOps(base, [document], idGiver({}), { now: 0 }),
  (document) => applyOps(base, [{ op: 'add', field: document }], idGiver({}), { now: 0 }),
  (document) => applyOps(base, [{ op: 'change', field: 'a', ...members(document) }], idGiver({}), { now: 0 }),
  (document) => checkModule(document),
  (document) => checkModule({ name: 'm', label: 'M', blueprints: [document] }),
]

/** Spreading a million elements would itself take longer than what is measured. */
function members(document: unknown): object {
  return typeof document === 'object' && document !== null && !Array.isArray(document) ? document : {}
}

/** The milliseconds of computing it took; what else the machine does is not its fault. Fails when anything but a refusal with places came out. */
function knock(door: (document: unknown) => unknown, document: unknown): number {
  const before = process.cpuUsage()
  try {
    door(document)
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    expect(refused.issues.length).toBeGreaterThan(0)
    expect(refused.issues.length).toBeLessThanOrEqual(50)
    for (const said of refused.issues)
      expect(said.path.every((step) => typeof step === 'string' || typeof step === 'number')).toBe(true)
    expect(refused.message.length).toBeLessThan(200_000)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let document: unknown = 1
  for (let i = 0; i < depth; i += 1) document = wrap(document)
  return document
}

const ring: { self?: unknown } = {}
ring.self = ring
const many = (count: number, one: (i: number) => unknown) => Array.from({ length: count }, (_, i) => one(i))
const properties = (count: number, one: unknown) =>
  Object.fromEntries(many(count, (i) => [`p${i}`, one]) as [string, unknown][])

const bombs: readonly (readonly [string, () => unknown])[] = [
  ['100,000 levels of arrays', () => nested(100_000, (inner) => [inner])],
  [
    '100,000 levels of properties',
    () => nested(100_000, (properties) => ({ type: 'object', properties: { a: properties } })),
  ],
  ['31 levels of groups', () => nested(9, (inner) => ({ key: 'a', type: 'list', fields: [inner] }))],
  ['a ring', () => ring],
  ['a million elements', () => new Array(1_000_000).fill(0)],
  ['a billion holes', () => new Array(1_000_000_000)],
  ['30,000 members', () => properties(30_000, 1)],
  ['2 MB of text', () => 'x'.repeat(2_000_000)],
  ['2 MB of member name', () => ({ ['x'.repeat(2_000_000)]: 1 })],
  ['a giant enum', () => ({ enum: many(20_000, (i) => `o${i}`) })],
  ['equal options', () => ({ name: 'x', fields: [{ key: 'a', type: 'enum', options: many(1000, () => 'same') }] })],
  [
    '20 fields of 1,000 options',
    () => ({
      name: 'x',
      fields: many(20, (i) => ({ key: `k${i}`, type: 'enum', options: many(1000, (o) => `${o}`) })),
    }),
  ],
  ['500 fields', () => ({ name: 'x', fields: many(500, (i) => ({ key: `k${i}`, type: 'text', maxLength: i })) })],
  [
    '500 fields with a pattern',
    () => ({ name: 'x', fields: many(500, (i) => ({ key: `k${i}`, type: 'text', pattern: `^a{${i}}$` })) }),
  ],
  [
    '40 large patterns',
    () => ({ name: 'x', fields: many(40, (i) => ({ key: `k${i}`, type: 'text', pattern: `[^a${i}]{900}` })) }),
  ],
  [
    '500 conditions',
    () => ({
      name: 'x',
      fields: many(500, (i) => ({
        key: `k${i}`,
        type: 'text',
        showWhen: many(12, (c) => `k${c} == 'x${i}'`).join(' && '),
      })),
    }),
  ],
  [
    '501 fields in groups',
    () => ({
      name: 'x',
      fields: many(3, (i) => ({
        key: `k${i}`,
        type: 'list',
        fields: many(167, (f) => ({ key: `f${f}`, type: 'text' })),
      })),
    }),
  ],
  [
    'wrong everywhere',
    () => ({ name: 5, fields: many(500, () => ({ key: 5, type: 5, label: 5, options: 5, required: 5 })) }),
  ],
  ['10,000 wrong elements', () => many(10_000, () => ({ op: 'rename' }))],
  ['200 ops', () => many(200, (i) => ({ op: 'add', field: { key: `n${i}`, type: 'text' } }))],
  ['a repetition of repetitions', () => ({ pattern: '((a{1,100}){1,100}){1,100}' })],
  ['a pattern that backtracks', () => ({ pattern: '^(a+)+$', default: `${'a'.repeat(60)}!` })],
  ['a reference to itself', () => ({ type: 'object', properties: { a: { $ref: '#/properties/a' } } })],
  [
    'references in a ring',
    () => ({
      type: 'object',
      properties: { a: { $ref: '#/$defs/b' } },
      $defs: { b: { items: { $ref: '#/$defs/b' }, type: 'array' } },
    }),
  ],
  [
    'a reference through a prototype',
    () => ({ type: 'object', properties: { a: { $ref: '#/constructor/prototype' } } }),
  ],
  ['a reference that is no text', () => ({ $ref: { toString: 1 }, required: [{ toString: 1 }] })],
  [
    'a required field that is no text',
    () => ({ type: 'object', properties: { a: { type: 'string' } }, required: [{ toString: 1 }] }),
  ],
  ['a remote reference', () => ({ $ref: 'file:///etc/passwd' })],
  ['__proto__', () => JSON.parse('{"name":"x","__proto__":{"polluted":1},"fields":[]}') as unknown],
  [
    'a property called __proto__',
    () => JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}') as unknown,
  ],
  ['a property called constructor', () => ({ type: 'object', properties: { constructor: { type: 'string' } } })],
  [
    'enormous numbers',
    () => ({ key: 'a', type: 'number', minimum: 1e308, maximum: -1e308, precision: 1e308, default: 1e308 }),
  ],
  ['no numbers', () => ({ minimum: Number.NaN, maximum: Number.POSITIVE_INFINITY })],
  ['NUL', () => ({ name: 'a\0b' })],
  ['half a character', () => ({ name: '\ud800', ['\udfff']: 1 })],
  ['what JSON cannot say', () => ({ name: () => 1, fields: [10n, Symbol('x'), undefined, new Date(0), new Map()] })],
  ['an expression as deep as it is long', () => ({ default: { expr: '('.repeat(2000) } })],
  ['a long expression', () => ({ showWhen: 'a == 1 && '.repeat(399) })],
  ['a lazy member', () => Object.defineProperty({}, 'name', { enumerable: true, get: () => 'x' })],
]

describe('hostile definitions', () => {
  // What is compiled once is not what a document costs.
  for (const door of doors) knock(door, [{ op: 'rename', field: 'a', key: 'b' }])

  it.each(bombs)('[B2] %s: a refusal with places, in less than 100 ms', (_, bomb) => {
    const document = bomb()
    for (const door of doors) {
      const times = [knock(door, document)]
      // Garbage of what was before is collected now and then.
      while (Math.min(...times) >= 100 && times.length < 5) times.push(knock(door, document))
      expect(Math.min(...times)).toBeLessThan(100)
    }
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  const word = fc.constantFrom(
    'name',
    'fields',
    'key',
    'type',
    'text',
    'enum',
    'list',
    'of',
    'options',
    'default',
    'expr',
    'value',
    'rules',
    'check',
    'uniques',
    'op',
    'add',
    'field',
    'rename',
    'fill',
    'properties',
    'items',
    '$ref',
    '#/$defs/a',
    '$defs',
    'x-molde',
    'object',
    'array',
    'required',
    'label',
    'en',
    '__proto__',
    'constructor',
    'f1',
    'o1',
    'a',
    'blueprints',
    'change',
    'pattern',
    '(a+)+$',
    'anyOf',
    'allOf',
    'not',
    'const',
    'format',
    'now',
  )
  const leaf = fc.oneof(
    word,
    fc.anything({ maxDepth: 1, withBigInt: true, withDate: true, withNullPrototype: true }),
    fc.constantFrom(1e308, -1e308, 0, null, true, '\0', '\ud800', ''),
  )
  const document = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      fc.array(tie('any'), { maxLength: 5 }),
      fc.dictionary(fc.oneof(word, fc.string()), tie('any'), { maxKeys: 6 }),
    ),
  })).any

  it('[B2] random documents of the words that matter', () => {
    fc.assert(
      fc.property(document, (hostile) => {
        for (const door of doors) knock(door, hostile)
      }),
      { numRuns: 100 },
    )
  })

  it('[B2] legal blueprints with one member gone wrong', () => {
    fc.assert(
      fc.property(anyWireBlueprint, fc.nat(), word, leaf, (wire, at, member, wrong) => {
        const fields = wire['fields'] as readonly object[]
        const broken = fields.map((field, i) => (i === at % fields.length ? { ...field, [member]: wrong } : field))
        knock((all) => newBlueprint(all, idGiver({})), { ...wire, fields: broken })
      }),
    )
  })

  it('[B2] anything as the data of a record is a list of issues', () => {
    fc.assert(
      fc.property(anyWireBlueprint, document, (wire, hostile) => {
        const version = newBlueprint(wire, idGiver({}))
        const asFields = Object.fromEntries(version.fields.map((field) => [field.id, hostile]))
        for (const data of [hostile, asFields]) expect(validateData(version, data).length).toBeLessThanOrEqual(50)
      }),
    )
  })

  it('[B2] the limits are where they are said to be', () => {
    expect(checkDocument(nested(32, (inner) => [inner]))).toEqual([])
    expect(checkDocument(nested(33, (inner) => [inner]))).toMatchObject([{ code: 'too-deep', params: { limit: 32 } }])
    expect(checkDocument('x'.repeat(200_000))).toEqual([])
    expect(checkDocument(['x'.repeat(200_000), 'x'.repeat(100_000)])).toMatchObject([{ code: 'document-too-large' }])
    expect(checkDocument({ a: ['\0'] }, ['top'])).toMatchObject([{ code: 'unstorable-text', path: ['top', 'a', 0] }])
    expect(
      checkShape('blueprint', { name: 'x', fields: many(501, (i) => ({ key: `k${i}`, type: 'text' })) }),
    ).toMatchObject([{ code: 'count-out-of-range', path: ['fields'] }])
    expect(
      checkShape('blueprint', { name: 'x', fields: [{ key: 'a', type: 'enum', options: many(1001, (i) => `${i}`) }] }),
    ).toMatchObject([{ code: 'count-out-of-range', path: ['fields', 0, 'options'] }])
  })
})
