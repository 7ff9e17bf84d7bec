// Does the interpreter of schemas say what Ajv says?
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { blueprintSchema, flowSchema, moduleSchema, opSchema, roleSchema, viewSchema } from '@molde/schemas'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { anyRecord } from '../../test/any-blueprint.ts'
import { anyWireBlueprint } from '../../test/any-wire-blueprint.ts'
import { idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { interpretSchema } from './interpret-schema.ts'
import { newBlueprint } from './read-blueprint.ts'
import type { SchemaCheck } from './schema-error.ts'
import { compileSchemas } from './validator.ts'
import { valueSchema } from './value-schema.ts'

const metas = {
  blueprint: blueprintSchema,
  op: opSchema,
  flow: flowSchema,
  view: viewSchema,
  role: roleSchema,
  module: moduleSchema,
} as unknown as Record<string, JsonObject>

/** What a page's security policy makes of `new Function`. */
function forbidden(): never {
  throw new EvalError('refused by policy')
}

/** Both ways of asking, made from the same schema. */
function both(schema: JsonObject, among: readonly JsonObject[] = []): readonly [SchemaCheck, SchemaCheck] {
  const [compiled] = compileSchemas([schema], { among })
  vi.stubGlobal('Function', forbidden)
  const [interpreted] = compileSchemas([schema], { among })
  vi.unstubAllGlobals()
  return [compiled as SchemaCheck, interpreted as SchemaCheck]
}

/** The parameters that a sentence needs. */
const needed = [
  'missingProperty',
  'additionalProperty',
  'limit',
  'type',
  'allowedValues',
  'allowedValue',
  'tag',
  'propertyName',
]

/** Order aside, each once: `keyword /place [parameters]`. */
function said(check: SchemaCheck, value: unknown): string[] {
  const one = check(value).map(
    ({ keyword, path, params }) =>
      `${keyword} /${path.join('/')} ${JSON.stringify(needed.map((name) => params[name]))}`,
  )
  return [...new Set(one)].sort()
}

function expectSame([compiled, interpreted]: readonly [SchemaCheck, SchemaCheck], value: unknown): void {
  expect(said(interpreted, value)).toEqual(said(compiled, value))
}

/** Of a list that is wrong in other ways too, the interpreter may also say that it repeats itself. */
function expectAtLeast([compiled, interpreted]: readonly [SchemaCheck, SchemaCheck], value: unknown): void {
  const [one, other] = [said(compiled, value), said(interpreted, value)]
  expect(other.filter((fault) => !fault.startsWith('uniqueItems') || one.includes(fault))).toEqual(one)
  expect(other.length === 0).toBe(one.length === 0)
}

const kinds = Object.keys(metas)
const checks = Object.fromEntries(
  kinds.map((kind) => [
    kind,
    both(
      metas[kind] as JsonObject,
      kinds.filter((other) => other !== kind).map((other) => metas[other] as JsonObject),
    ),
  ]),
)

afterEach(() => void vi.unstubAllGlobals())

describe('interpretSchema', () => {
  const folder = fileURLToPath(new URL('../../../schemas/cases/', import.meta.url))
  const cases = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(folder + name, 'utf8')) as { kind: string; document: unknown },
  )

  it('[B23] the documents with a verdict', () => {
    for (const { kind, document } of cases) {
      if (kind === 'ops') for (const op of document as unknown[]) expectSame(checks['op'] as never, op)
      else expectSame(checks[kind === 'schema' ? 'blueprint' : kind] as never, document)
    }
  })

  it('[B23] every document as every other kind', () => {
    for (const { document } of cases) for (const kind of kinds) expectSame(checks[kind] as never, document)
  })

  it('[B23] random blueprints with something wrong in them', () => {
    const wrong = fc.oneof(
      fc.anything({ maxDepth: 1 }),
      fc.constantFrom('', 'f1', 'enum', { en: '' }, [{ key: 5 }], ['a', 1], { id: 'x', key: 'y' }, -1, 1.5, 1e9),
    )
    const member = fc.constantFrom(
      'id',
      'key',
      'type',
      'label',
      'options',
      'fields',
      'maxLength',
      'of',
      'default',
      'currencies',
      'precision',
      'odd',
      'constructor',
    )
    fc.assert(
      fc.property(anyWireBlueprint, member, wrong, fc.nat(), (wire, name, value, at) => {
        const fields = wire['fields'] as readonly JsonObject[]
        const broken = fields.map((field, i) => (i === at % fields.length ? { ...field, [name]: value } : field))
        expectSame(checks['blueprint'] as never, { ...wire, fields: broken })
      }),
    )
  })

  it('[B23] data under random versions', () => {
    fc.assert(
      fc.property(anyWireBlueprint, fc.array(fc.anything(), { minLength: 1 }), ({ ...wire }, values) => {
        for (const field of newBlueprint(wire, idGiver({})).fields) {
          const pair = both(valueSchema(field, 'stored'))
          for (const value of [...values, values, '2026-01-01', { amount: '1.5', currency: 'BRL' }, ['o1', 'o1'], 3.25])
            expectAtLeast(pair, value)
        }
      }),
      { numRuns: 30 },
    )
    fc.assert(
      fc.property(anyRecord, ({ version, wire }) => {
        const data = wire as Record<string, unknown>
        for (const field of version.fields) expectAtLeast(both(valueSchema(field, 'stored')), data[field.key])
      }),
      { numRuns: 30 },
    )
  })

  it('[B23] a blueprint is read where functions out of text are forbidden', async () => {
    vi.resetModules()
    const { newBlueprint: fresh } = await import('./read-blueprint.ts')
    vi.stubGlobal('Function', forbidden)
    const version = fresh({ name: 'x', fields: [{ key: 'a', type: 'text', default: 'b' }] }, idGiver({}))
    expect(version.fields[0]).toEqual({ id: 'f1', key: 'a', type: 'text', default: { value: 'b' } })
    expect(() => fresh({ name: 'x', fields: [{ key: 'a', type: 'number', default: 'b' }] }, idGiver({}))).toThrow(
      'must be a number',
    )
  })

  it('[B23] a schema of ours that it could not read is a fault of the program', () => {
    const words = { formats: {}, pattern: () => ({ test: () => true }), own: {} }
    expect(() => interpretSchema({ root: { not: {} }, among: [], words })(1)).toThrow(RangeError)
    expect(() => interpretSchema({ root: { $ref: '#/$defs/none' }, among: [], words })(1)).toThrow(RangeError)
    expect(() => interpretSchema({ root: { $ref: 'other' }, among: [], words })(1)).toThrow(RangeError)
    expect(interpretSchema({ root: { properties: { a: false } }, among: [], words })({ a: 1 })).toHaveLength(1)
    expect(() => compileSchemas([{ odd: 1 }])).toThrow('strict mode')
  })
})
