// Does a version survive being a JSON Schema, and do plain schemas become the fields one expects?
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyWireBlueprint } from '../../test/any-wire-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import type { FieldDef } from './blueprint.ts'
import { fromJsonSchema } from './from-json-schema.ts'
import { newBlueprint } from './read-blueprint.ts'
import { toJsonSchema } from './to-json-schema.ts'
import { valueSchema } from './value-schema.ts'
import { wireBlueprint } from './wire-blueprint.ts'

/** As it travels. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const read = (wire: unknown) => newBlueprint(sent(wire), idGiver({}))

function fieldsOf(properties: JsonObject, more: JsonObject = {}): unknown[] {
  const { fields } = wireBlueprint(read({ name: 'x', schema: { type: 'object', properties, ...more } }))
  return (fields as JsonObject[]).map(({ id: _id, ...field }) => field)
}

function refusal(run: () => unknown): string[] {
  try {
    run()
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map((said) => said.code)
  }
  return []
}

describe('a version as a JSON Schema', () => {
  it('[B10] comes back with ids and all', () => {
    fc.assert(
      fc.property(anyWireBlueprint, fc.constantFrom('en', 'pt-BR', 'ru'), (wire, language) => {
        const version = read(wire)
        expect(fromJsonSchema(sent(toJsonSchema(version, { reader: language })), idGiver({}))).toEqual(version)
      }),
      { numRuns: 300 },
    )
  })

  it('[B10] keeps version and reserved ids, and gives none of them out again', () => {
    const version = {
      ...read({ name: 'x', fields: [{ key: 'a', type: 'text' }] }),
      version: 4,
      reserved: ['f9' as const],
    }
    const ids = idGiver({})
    expect(fromJsonSchema(toJsonSchema(version), ids)).toEqual(version)
    expect(ids.next('f')).toBe('f10')
  })

  it('[B10] gives the same blueprint as the field list it came from', () => {
    fc.assert(
      fc.property(anyWireBlueprint, (wire) => {
        const version = read(wire)
        expect(read({ name: version.name, schema: toJsonSchema(version) })).toEqual(version)
        expect(read(wireBlueprint(version))).toEqual(version)
      }),
    )
  })

  it('[B10] is a schema that strict tools accept', () => {
    fc.assert(
      fc.property(anyWireBlueprint, (wire) => {
        const ajv = new Ajv2020({
          strict: true,
          strictRequired: false,
          strictTypes: false,
          formats: {
            cpf: true,
            cnpj: true,
            cep: true,
            phone: true,
            email: true,
            uri: true,
            date: true,
            'date-time': true,
            duration: true,
          },
        })
        ajv.addKeyword('x-molde')
        expect(ajv.validateSchema(sent(toJsonSchema(read(wire))) as JsonObject)).toBe(true)
        expect(() => ajv.compile(sent(toJsonSchema(read(wire))) as JsonObject)).not.toThrow()
      }),
      { numRuns: 30 },
    )
  })

  it('[B11] an edited keyword wins over what x-molde says', () => {
    const schema = sent(
      toJsonSchema(
        read({
          name: 'x',
          fields: [
            { key: 'a', type: 'text', maxLength: 5, label: { en: 'A', ru: 'А' } },
            { key: 'e', type: 'enum', options: ['x', 'y'] },
          ],
        }),
      ),
    ) as {
      properties: { a: JsonObject; e: JsonObject }
      required?: string[]
      title?: string
    }
    schema.properties.a = { ...schema.properties.a, maxLength: 9, title: 'New', description: 'Help', readOnly: true }
    schema.properties.e = { ...schema.properties.e, enum: ['y', 'z'] }
    schema.required = ['a']
    schema.title = 'Things'
    const version = fromJsonSchema(schema, idGiver({ o: 5 }))
    expect(version.label).toBe('Things')
    expect(version.fields).toEqual([
      { id: 'f1', key: 'a', type: 'text', label: 'New', help: 'Help', required: true, readOnly: true, maxLength: 9 },
      {
        id: 'f2',
        key: 'e',
        type: 'enum',
        options: [
          { id: 'o2', key: 'y' },
          { id: 'o6', key: 'z' },
        ],
      },
    ])
  })

  it('[B11] an edit that the type cannot say is refused', () => {
    const schema = sent(
      toJsonSchema(
        read({
          name: 'x',
          fields: [
            { key: 'a', type: 'text' },
            { key: 'l', type: 'list', fields: [{ key: 'b', type: 'text' }] },
          ],
        }),
      ),
    ) as JsonObject
    const { a, l } = schema['properties'] as { a: JsonObject; l: JsonObject }
    const withA = (property: unknown) => ({ ...schema, properties: { a: property as JsonObject, l } })
    expect(refusal(() => fromJsonSchema(withA({ ...a, type: 'number' }), idGiver({})))).toEqual(['schema-contradicts'])
    expect(refusal(() => fromJsonSchema(withA({ ...a, 'x-molde': 5 }), idGiver({})))).toEqual(['unknown-field-type'])
    expect(refusal(() => fromJsonSchema(withA({ ...a, 'x-molde': { type: 'odd' } }), idGiver({})))).toEqual([
      'unknown-field-type',
    ])
    expect(refusal(() => fromJsonSchema(withA({ ...a, 'x-molde': { type: 'list' } }), idGiver({})))).toContain(
      'schema-contradicts',
    )
    expect(refusal(() => fromJsonSchema(withA({ ...a, 'x-molde': { type: 'enum' } }), idGiver({})))).toContain(
      'schema-contradicts',
    )
    expect(refusal(() => fromJsonSchema(withA({ ...a, 'x-molde': { type: 'text', rank: 1 } }), idGiver({})))).toEqual([
      'unknown-member',
    ])
    expect(
      refusal(() => fromJsonSchema({ ...schema, properties: { a, l: { ...l, uniqueItems: true } } }, idGiver({}))),
    ).toEqual(['schema-contradicts'])
  })
})

describe('a foreign JSON Schema', () => {
  const table: readonly (readonly [string, JsonObject | boolean, JsonObject])[] = [
    [
      'text',
      { type: 'string', minLength: 1, maxLength: 9, pattern: '^a' },
      { type: 'text', minLength: 1, maxLength: 9, pattern: '^a' },
    ],
    ['long text by its length', { type: 'string', maxLength: 50_000 }, { type: 'longText', maxLength: 50_000 }],
    [
      'title and description',
      { type: 'string', title: 'T', description: 'D' },
      { type: 'text', label: 'T', help: 'D' },
    ],
    [
      'read-only and default',
      { type: 'integer', readOnly: true, default: 3 },
      { type: 'integer', readOnly: true, default: 3 },
    ],
    [
      'number',
      { type: 'number', minimum: 1, exclusiveMaximum: 9 },
      { type: 'number', minimum: 1, exclusiveMaximum: 9 },
    ],
    ['hundredths', { type: 'number', multipleOf: 0.01 }, { type: 'number', precision: 2 }],
    ['whole steps', { type: 'number', multipleOf: 1 }, { type: 'integer' }],
    ['sized number', { type: 'integer', format: 'int32' }, { type: 'integer' }],
    ['boolean', { type: 'boolean' }, { type: 'boolean' }],
    ['date', { type: 'string', format: 'date' }, { type: 'date' }],
    ['date-time', { type: 'string', format: 'date-time' }, { type: 'datetime' }],
    ['time', { type: 'string', format: 'time' }, { type: 'time' }],
    ['e-mail', { type: 'string', format: 'email', maxLength: 99 }, { type: 'email', maxLength: 99 }],
    ['address of the web', { format: 'uri' }, { type: 'url' }],
    ['or null', { type: ['null', 'string'] }, { type: 'text' }],
    [
      'any of it or null',
      { anyOf: [{ type: 'integer' }, { type: 'null' }], title: 'N' },
      { type: 'integer', label: 'N' },
    ],
    ['one of it or null', { oneOf: [{ type: 'null' }, { type: 'boolean' }] }, { type: 'boolean' }],
    ['a constant', { const: 'a' }, { type: 'enum', options: [{ key: 'a', id: 'o1' }] }],
    [
      'choices',
      { type: 'string', enum: ['a', 'b', null] },
      {
        type: 'enum',
        options: [
          { key: 'a', id: 'o1' },
          { key: 'b', id: 'o2' },
        ],
      },
    ],
    [
      'titled choices',
      { oneOf: [{ const: 'a', title: 'A' }, { const: 'b' }] },
      {
        type: 'enum',
        options: [
          { key: 'a', id: 'o1', label: 'A' },
          { key: 'b', id: 'o2' },
        ],
      },
    ],
    [
      'several choices',
      { type: 'array', items: { enum: ['a'] }, uniqueItems: true, minItems: 1 },
      { type: 'tags', options: [{ key: 'a', id: 'o1' }], minItems: 1 },
    ],
    [
      'texts',
      { type: 'array', items: { type: 'string', maxLength: 3, title: 'ignored' }, maxItems: 4 },
      { type: 'list', of: 'text', maxLength: 3, maxItems: 4 },
    ],
    ['implied types', { minimum: 3 }, { type: 'number', minimum: 3 }],
    ['anything', {}, { type: 'json' }],
    ['anything, short', true, { type: 'json' }],
    ['an open object', { type: 'object', additionalProperties: true }, { type: 'json' }],
    ['a vendor word', { type: 'string', 'x-order': 3, $comment: 'c', examples: ['a'] }, { type: 'text' }],
    ['money', { type: 'object', properties: { amount: {}, currency: {} }, required: ['amount'] }, { type: 'money' }],
  ]

  it.each(table)('[B12] %s', (_, property, field) => {
    expect(fieldsOf({ a: property })).toEqual([{ key: 'a', ...field }])
  })

  it('[B24] text that says it is Markdown becomes formatted text, and says so again', () => {
    const markdown = { type: 'string', contentMediaType: 'text/markdown', maxLength: 500 }
    expect(fieldsOf({ a: markdown })).toEqual([{ key: 'a', type: 'richText', maxLength: 500 }])
    expect(valueSchema({ id: 'f1', key: 'a', type: 'richText', maxLength: 500 } as FieldDef, 'wire')).toMatchObject(
      markdown,
    )
  })

  it('[B12] lines of an order become a repeating group, through a reference too', () => {
    const line = { type: 'object', properties: { what: { type: 'string' } }, required: ['what'] }
    const group = { key: 'a', type: 'list', fields: [{ id: 'f2', key: 'what', type: 'text', required: true }] }
    expect(fieldsOf({ a: { type: 'array', items: line } })).toEqual([group])
    expect(fieldsOf({ a: { type: 'array', items: { $ref: '#/$defs/line' } } }, { $defs: { line } })).toEqual([group])
    expect(
      fieldsOf(
        { a: { $ref: '#/definitions/a~1b', title: 'Own' } },
        { definitions: { 'a/b': { type: 'string', title: 'There' } } },
      ),
    ).toEqual([{ key: 'a', type: 'text', label: 'Own' }])
  })

  it('[B12] required, title and what stands beside the schema', () => {
    const wire = {
      name: 'deal',
      label: 'Beside',
      titleField: 'a',
      rules: [{ check: "a != 'x'", message: 'm' }],
      uniques: [['a']],
      schema: { title: 'Inside', type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
    }
    expect(wireBlueprint(read(wire))).toMatchObject({
      name: 'deal',
      label: 'Beside',
      titleField: 'a',
      uniques: [['a']],
      fields: [{ key: 'a', required: true }],
    })
    expect(read({ ...wire, label: undefined }).label).toBe('Inside')
    expect(refusal(() => read({ ...wire, colour: 'red' }))).toEqual(['unknown-member'])
  })

  it('[B13] references that multiply are stopped', () => {
    const $defs: Record<string, JsonObject> = { d0: { type: 'array', items: { type: 'string' } } }
    for (let i = 1; i < 20; i += 1) {
      const to = { $ref: `#/$defs/d${i - 1}` }
      $defs[`d${i}`] = { type: 'array', items: { type: 'object', properties: { a: to, b: to, c: to } } }
    }
    expect(refusal(() => fieldsOf({ a: { $ref: '#/$defs/d19' } }, { $defs }))).toEqual(['schema-too-wide'])
  })

  it.each([
    [{ type: 'odd' }, 'unreadable-keyword'],
    [{ not: {} }, 'unreadable-keyword'],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, 'unreadable-keyword'],
    [{ type: 'array' }, 'unreadable-keyword'],
    [{ type: 'array', items: { type: 'string' }, uniqueItems: true }, 'unreadable-keyword'],
    [{ type: 'array', items: 5 }, 'wrong-type'],
    [{ type: 'string', format: 'uuid', pattern: 'a' }, 'unreadable-keyword'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'unreadable-keyword'],
    [{ $ref: 5 }, 'remote-reference'],
    [{ $ref: '#/properties/a/type' }, 'dangling-reference'],
    [false, 'wrong-type'],
  ])('[B13] %j is refused with %s', (property, code) => {
    expect(refusal(() => fieldsOf({ a: property as JsonObject }))).toContain(code)
  })

  it('[B13] a schema that is no object of properties', () => {
    expect(refusal(() => read({ name: 'x', schema: [] }))).toEqual(['wrong-type'])
    expect(refusal(() => read({ name: 'x', schema: { type: 'object' } }))).toEqual(['missing-member'])
    expect(refusal(() => fromJsonSchema({ $ref: '#/$defs/none', type: 'object' }, idGiver({})))).toEqual([
      'dangling-reference',
    ])
    expect(refusal(() => fieldsOf({ a: { type: 'string' } }, { additionalProperties: {} }))).toEqual([
      'unreadable-keyword',
    ])
  })
})
