// Does the browser find the very faults that the server finds? Both checkers on the same schemas and the same documents.

import { canonicalJson, type Json } from '@molde/engine'
import { blueprintSchema, flowSchema, moduleSchema, opSchema, roleSchema, viewSchema } from '@molde/schemas'
import { Ajv2020 as CompilingAjv } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Ajv2020 as PlainAjv } from './plain-ajv.ts'

const formats = { short: (text: string) => text.length < 4, 'date-time': (text: string) => /^\d{4}-/.test(text) }
const options = {
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  verbose: true,
  messages: false,
  logger: false,
  meta: false,
  validateSchema: false,
  addUsedSchema: false,
  discriminator: true,
  formats,
  code: {
    regExp: Object.assign((pattern: string, flags: string) => new RegExp(pattern, flags), { code: 'new RegExp' }),
  },
} as const
const ownKeywords = [
  { keyword: 'x-issue', schemaType: 'string' },
  { keyword: 'x-even', type: 'number', validate: (wanted: boolean, value: number) => !wanted || value % 2 === 0 },
] as const

type Schema = { readonly [keyword: string]: unknown }

function bothOf(schema: Schema, among: readonly Schema[] = []) {
  const compiling = new CompilingAjv({ ...options, formats: { ...formats } })
  const plain = new PlainAjv(options)
  for (const keyword of ownKeywords) {
    compiling.addKeyword(keyword as never)
    plain.addKeyword(keyword as never)
  }
  // So that a definition may refer to itself by name.
  for (const other of schema.$id ? [...among, schema] : among) {
    compiling.addSchema(other)
    plain.addSchema(other)
  }
  return { compiling: compiling.compile(schema), plain: plain.compile(schema) }
}

interface Said {
  readonly keyword: string
  readonly instancePath: string
  readonly params: unknown
  readonly data?: unknown
}

/** What the engine reads of a fault, without its order. */
function faultsOf(check: { (value: unknown): unknown; errors?: readonly Said[] | null }, value: unknown): string[] {
  if (check(value)) return []
  return (check.errors ?? [])
    .map(({ keyword, instancePath, params }) => canonicalJson([instancePath, keyword, params as Json]))
    .sort()
}

function expectSame({ compiling, plain }: ReturnType<typeof bothOf>, value: unknown): void {
  expect(faultsOf(plain, value)).toEqual(faultsOf(compiling, value))
}

describe('one keyword at a time', () => {
  const cases: [Schema, unknown[]][] = [
    [{ type: 'string' }, ['a', 1, null, [], {}]],
    [{ type: 'integer' }, [1, 1.5, '1', true]],
    [{ type: ['string', 'null'] }, ['a', null, 1]],
    [{ const: { a: [1] } }, [{ a: [1] }, { a: [2] }, { a: [1], b: 1 }]],
    [{ enum: ['a', 1, null] }, ['a', 1, null, 'b', 2]],
    [{ minLength: 2, maxLength: 3 }, ['a', 'ab', 'abcd', '👍👍👍', '👍', 7]],
    [{ minimum: 1, maximum: 3, exclusiveMinimum: 1, exclusiveMaximum: 3 }, [1, 2, 3, 4, 0, 'x']],
    [{ minItems: 1, maxItems: 2, uniqueItems: true }, [[], [1], [1, 1], [1, 2, 3], [{ a: 1 }, { a: 1 }], 'x']],
    [{ pattern: '^a+$' }, ['aa', 'b', 3]],
    [{ format: 'short' }, ['abc', 'abcd', 4]],
    [{ required: ['a', 'b'], properties: { a: { type: 'string' } } }, [{}, { a: 1 }, { a: 'x', b: 1 }, []]],
    [{ minProperties: 1, maxProperties: 1 }, [{}, { a: 1 }, { a: 1, b: 2 }]],
    [
      { properties: { a: {} }, patternProperties: { '^x': { type: 'number' } }, additionalProperties: false },
      [{ a: 1, x1: 'no', z: 1 }],
    ],
    [{ additionalProperties: { type: 'number' } }, [{ a: 1, b: 'x' }]],
    [{ propertyNames: { pattern: '^a' } }, [{ a: 1, b: 2 }]],
    [{ items: { type: 'number' } }, [[1, 'a', 2, null]]],
    [{ anyOf: [{ type: 'string' }, { type: 'number', minimum: 3 }] }, ['a', 4, 2, null]],
    [{ oneOf: [{ type: 'number' }, { minimum: 3 }] }, [1, 4, 'a', null]],
    [{ allOf: [{ type: 'number' }, { minimum: 3 }] }, [1, 4, 'a']],
    [{ not: { type: 'number' } }, [1, 'a']],
    [{ 'x-even': true, 'x-issue': 'any' }, [1, 2, 'a']],
    [{ $defs: { a: { type: 'string' } }, properties: { 'x/y~z': { $ref: '#/$defs/a' } } }, [{ 'x/y~z': 1 }]],
  ]
  it.each(cases)('%j', (schema, values) => {
    const both = bothOf(schema)
    for (const value of values) expectSame(both, value)
  })

  it('picks the alternative that the tag names', () => {
    const both = bothOf({
      type: 'object',
      discriminator: { propertyName: 'op' },
      required: ['op'],
      oneOf: [
        { properties: { op: { const: 'a' }, x: { type: 'number' } }, required: ['op', 'x'] },
        { properties: { op: { enum: ['b', 'c'] } }, required: ['op'] },
      ],
    })
    for (const value of [{ op: 'a' }, { op: 'a', x: 'no' }, { op: 'c' }, { op: 'z' }, { op: 4 }, {}, 'x'])
      expectSame(both, value)
  })

  it('names an unknown keyword instead of letting it pass', () => {
    expect(() => new PlainAjv(options).compile({ unheardOf: 1 })(1)).toThrow(/unheardOf/)
  })
})

describe('the definitions the engine checks', () => {
  const all = { blueprintSchema, flowSchema, moduleSchema, opSchema, roleSchema, viewSchema } as unknown as {
    readonly [name: string]: Schema
  }
  const names = fc.constantFrom(
    'key',
    'type',
    'name',
    'fields',
    'label',
    'op',
    'field',
    'options',
    'rules',
    'required',
    'states',
    'from',
    'to',
    'event',
    'x',
  )
  const leaf = fc.oneof(
    fc.constantFrom('text', 'enum', 'add', 'rename', 'status', 'a', '', 'A_b', '*', 'f1', 'final', true, false, null),
    fc.integer({ min: -2, max: 400 }),
  )
  const { document } = fc.letrec<{ document: unknown }>((tie) => ({
    document: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('document'), { maxLength: 3 }),
      fc.dictionary(names, tie('document'), { maxKeys: 5 }),
    ),
  }))

  it.each(Object.keys(all))('%s: any document', (name) => {
    const { [name]: own, ...others } = all
    const both = bothOf(own as Schema, Object.values(others))
    fc.assert(
      fc.property(document, (value) => expectSame(both, value)),
      { numRuns: 300 },
    )
  })

  it('a good blueprint, and the same one damaged in one place', () => {
    const { blueprintSchema: own, ...others } = all
    const both = bothOf(own as Schema, Object.values(others))
    const good = {
      name: 'delivery',
      label: { en: 'Delivery' },
      fields: [
        { key: 'cargo', type: 'text', required: true, maxLength: 20 },
        { key: 'status', type: 'enum', options: ['A', { key: 'B', label: 'b' }], default: 'A' },
      ],
      rules: [{ check: "cargo != ''", message: 'x' }],
      uniques: [['cargo']],
    }
    expectSame(both, good)
    const damages: ((copy: typeof good) => void)[] = [
      (copy) => Object.assign(copy, { more: 1 }),
      (copy) => Object.assign(copy.fields[0] as object, { key: 'not a key' }),
      (copy) => Object.assign(copy.fields[0] as object, { maxLength: 'long' }),
      (copy) => Object.assign(copy.fields[1] as object, { options: [1] }),
      (copy) => Object.assign(copy, { rules: {} }),
      (copy) => Object.assign(copy, { label: { en: 4 } }),
    ]
    for (const damage of damages) {
      const copy = structuredClone(good)
      damage(copy)
      expectSame(both, copy)
    }
  })
})
