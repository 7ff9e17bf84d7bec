// Blueprints, flows and drafts that somebody could send: mostly formed right, with one to many things wrong in them.
import { fieldTypes, type Json, type JsonObject } from '@molde/engine'
import fc from 'fast-check'
import {
  expressionText,
  hostileJson,
  hostileNumbers,
  hostileText,
  mutation,
  objectWith,
  patternText,
} from './hostile-values.ts'

const name = fc.stringMatching(/^[a-z][a-z0-9_]{2,12}$/)
const key = fc.oneof(
  { weight: 12, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'id',
      'status',
      'version',
      'record',
      'now',
      'input',
      'actor',
      'true',
      'type',
      'size',
      'data',
      'in',
    ),
  },
  { weight: 1, arbitrary: hostileText },
)
const limit = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 300 }) as fc.Arbitrary<Json> },
  { weight: 2, arbitrary: fc.constantFrom<Json>(...hostileNumbers) },
  { weight: 1, arbitrary: hostileJson },
)
const flag = fc.oneof(
  { weight: 8, arbitrary: fc.boolean() as fc.Arbitrary<Json> },
  { weight: 1, arbitrary: hostileJson },
)
const label = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Json>('A label', { en: 'A label', 'pt-BR': 'Um rótulo' }) },
  { weight: 1, arbitrary: hostileJson },
)
const option = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom<Json>('NEW', 'OPEN', 'DONE', 'o1', 'true', { key: 'LATE', label: 'Late', color: 'red' }),
  },
  { weight: 1, arbitrary: hostileJson },
)
const options = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.uniqueArray(option, {
      minLength: 1,
      maxLength: 5,
      selector: (one) => JSON.stringify(one),
    }) as fc.Arbitrary<Json>,
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 900, max: 3_000 }).map((count) => Array.from({ length: count }, (_, i) => `O${i}`)),
  },
  { weight: 1, arbitrary: hostileJson },
)

/** What a type needs before it is legal at all. */
const needed: { readonly [type: string]: fc.Arbitrary<JsonObject> } = {
  enum: fc.record({ options }),
  tags: fc.record({ options }),
  relation: fc.record({ blueprint: fc.constantFrom('customer', 'nobody', '__proto__'), many: fc.boolean() }),
  list: fc.constantFrom<JsonObject>(
    { of: 'text' },
    { of: 'integer' },
    { of: 'list' },
    { fields: [{ key: 'street', type: 'text', required: true }] },
  ),
  formula: fc.record({ expr: expressionText }),
}

const settings: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc.record(
      { required: flag, label, readOnly: flag, quickFilter: flag, search: flag, help: label },
      { requiredKeys: [] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ minLength: limit, maxLength: limit, pattern: patternText }, { requiredKeys: [] }),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      { minimum: limit, maximum: limit, exclusiveMaximum: limit, precision: limit, max: limit },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ minItems: limit, maxItems: limit, many: flag }, { requiredKeys: [] }) },
  {
    weight: 2,
    arbitrary: fc.record({
      default: fc.oneof(
        hostileJson,
        expressionText.map((expr): Json => ({ expr })),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ showWhen: expressionText }) },
  {
    weight: 1,
    arbitrary: fc.tuple(hostileText, hostileJson).map(([member, value]) => objectWith(member, value) as JsonObject),
  },
)

const type = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom<string>(...fieldTypes) },
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      'text',
      'integer',
      'number',
      'boolean',
      'date',
      'datetime',
      'enum',
      'email',
      'list',
      'money',
    ),
  },
  { weight: 1, arbitrary: hostileText },
)

const field: fc.Arbitrary<JsonObject> = fc.tuple(key, type, settings).chain(([key, type, more]) =>
  (Object.hasOwn(needed, type) ? (needed[type] as fc.Arbitrary<JsonObject>) : fc.constant({})).map((need) => ({
    key,
    type,
    ...need,
    ...more,
  })),
)

const fields = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.uniqueArray(field, {
      minLength: 1,
      maxLength: 6,
      selector: (one) => String(one['key']),
    }) as fc.Arbitrary<Json>,
  },
  { weight: 1, arbitrary: fc.array(field, { minLength: 2, maxLength: 3 }).map((some) => [...some, ...some]) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 300, max: 700 })
      .map((count) => Array.from({ length: count }, (_, i) => ({ key: `f_${i}`, type: 'text' }))),
  },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 60 }).map((depth) => [nestedGroup(depth)]) },
  { weight: 1, arbitrary: hostileJson },
)

function nestedGroup(depth: number): Json {
  return depth === 0
    ? { key: 'leaf', type: 'text' }
    : { key: `g${depth}`, type: 'list', fields: [nestedGroup(depth - 1)] }
}

/** A blueprint as an ordered field list. */
export const fieldList: fc.Arbitrary<JsonObject> = fc.record(
  {
    name: fc.oneof({ weight: 20, arbitrary: name as fc.Arbitrary<Json> }, { weight: 1, arbitrary: hostileJson }),
    fields,
    label,
    titleField: fc.oneof(
      { weight: 1, arbitrary: key },
      { weight: 4, arbitrary: fc.constant(undefined) },
    ) as fc.Arbitrary<Json>,
    rules: rarely(fc.array(fc.record({ check: expressionText, message: label }), { maxLength: 3 })),
    uniques: rarely(fc.array(fc.array(key, { maxLength: 3 }), { maxLength: 3 })),
  },
  { requiredKeys: ['name', 'fields'] },
)

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary }) as fc.Arbitrary<Json>
}

/** Settings that fit their type, at the edges of what is legal. */
const small = fc.nat({ max: 300 })
const fitting: { readonly [type: string]: fc.Arbitrary<JsonObject> } = {
  text: fc.record({ maxLength: small, pattern: patternText }, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>,
  longText: fc.record({ minLength: small }, { requiredKeys: [] }),
  integer: fc.record({ minimum: fc.integer(), default: small }, { requiredKeys: [] }),
  number: fc.record(
    { minimum: small.map((n) => -n), maximum: fc.constantFrom(1e3, 1e21, 1e308), precision: fc.nat({ max: 12 }) },
    { requiredKeys: [] },
  ),
  percent: fc.constant({}),
  money: fc.record(
    { currencies: fc.constantFrom<Json>(['EUR'], ['BRL', 'XTS']), minimum: small },
    { requiredKeys: [] },
  ),
  boolean: fc.record({ default: fc.boolean() }, { requiredKeys: [] }),
  date: fc.record({ default: fc.constantFrom<Json>({ expr: 'today()' }, '2026-02-28') }, { requiredKeys: [] }),
  time: fc.constant({}),
  datetime: fc.record({ default: fc.constant<Json>({ expr: 'now' }), readOnly: fc.boolean() }, { requiredKeys: [] }),
  duration: fc.constant({}),
  enum: fc.record({
    options: fc.uniqueArray(fc.constantFrom('NEW', 'o1', 'true', '__', 'ß', '👩‍👩‍👧‍👦'), { minLength: 1 }),
  }),
  tags: fc.record({ options: fc.constantFrom<Json>(['a', 'b'], ['A', 'a', 'á']) }),
  email: fc.constant({}),
  url: fc.constant({}),
  phone: fc.constant({}),
  color: fc.constant({}),
  rating: fc.record({ max: fc.integer({ min: 1, max: 100 }) }, { requiredKeys: [] }),
  json: fc.constant({}),
  list: fc.constantFrom<JsonObject>(
    { of: 'text' },
    { of: 'integer', minItems: 2 },
    {
      fields: [
        { key: 'x', type: 'text', required: true },
        { key: 'y', type: 'list', of: 'number' },
      ],
    },
  ),
  cpf: fc.constant({}),
  cnpj: fc.constant({}),
  cep: fc.constant({}),
}
const calmKey = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'id',
      'status',
      'version',
      'type',
      'size',
      'data',
      'in',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'true',
      'now',
      '_',
      'SELECT',
    ),
  },
)
const calmField: fc.Arbitrary<JsonObject> = fc
  .tuple(calmKey, fc.constantFrom(...Object.keys(fitting)))
  .chain(([key, type]) =>
    fc
      .tuple(
        fitting[type] as fc.Arbitrary<JsonObject>,
        fc.record(
          { required: fc.boolean(), quickFilter: fc.boolean(), label: fc.constant('A label') },
          { requiredKeys: [] },
        ),
      )
      .map(
        ([settings, flags]): JsonObject => ({
          key,
          type,
          ...(type === 'list' || type === 'json' ? {} : flags),
          ...settings,
        }),
      ),
  )

/** A field list that is probably legal. */
export const calmFieldList: fc.Arbitrary<JsonObject> = fc.record(
  {
    name: name as fc.Arbitrary<Json>,
    fields: fc.uniqueArray(calmField, {
      minLength: 1,
      maxLength: 6,
      selector: (one) => String(one['key']),
    }) as fc.Arbitrary<Json>,
    label: fc.constant<Json>({ en: 'A label', ru: 'Надпись' }),
  },
  { requiredKeys: ['name', 'fields'] },
)

const calmProperty: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { type: 'string', maxLength: 40 },
  { type: 'string', format: 'date' },
  { type: 'string', format: 'date-time' },
  { type: 'string', pattern: '^[a-z]+$' },
  { type: 'integer', minimum: 0 },
  { type: 'number', exclusiveMaximum: 10 },
  { type: 'boolean' },
  { enum: ['A', 'B'] },
  { type: 'array', items: { type: 'string' } },
  { type: 'array', items: { type: 'object', properties: { a: { type: 'string' } } } },
  { type: 'array', items: { enum: ['x', 'y'] }, uniqueItems: true },
  { $ref: '#/$defs/a' },
)

/** A JSON Schema that is probably readable. */
export const calmSchemaDocument: fc.Arbitrary<JsonObject> = fc
  .tuple(name, fc.dictionary(calmKey, calmProperty, { minKeys: 1, maxKeys: 6, noNullPrototype: true }))
  .map(
    ([name, properties]): JsonObject => ({
      name,
      schema: {
        type: 'object',
        properties,
        required: Object.keys(properties).slice(0, 1),
        $defs: { a: { type: 'string', maxLength: 9 } },
      },
    }),
  )

const keyword: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        minLength: limit,
        maxLength: limit,
        pattern: patternText,
        format: fc.oneof(fc.constantFrom('date', 'date-time', 'email', 'uri', 'uuid', 'regex'), hostileText),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ minimum: limit, maximum: limit, multipleOf: limit }, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JsonObject>(
      { $ref: '#' },
      { $ref: '#/$defs/self' },
      { $ref: '#/$defs/a' },
      { $ref: 'https://example.com/schema.json' },
      { $ref: '#/properties/__proto__' },
      { $dynamicRef: '#node' },
      { $ref: 'file:///etc/passwd' },
      { $id: 'https://json-schema.org/draft/2020-12/schema' },
    ),
  },
  { weight: 1, arbitrary: fc.record({ default: hostileJson, const: hostileJson }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: options.map((all): JsonObject => ({ enum: all })) },
  {
    weight: 1,
    arbitrary: fc.tuple(hostileText, hostileJson).map(([member, value]) => objectWith(member, value) as JsonObject),
  },
  { weight: 1, arbitrary: hostileJson.map((value): JsonObject => ({ 'x-molde': value })) },
)

const { property } = fc.letrec<{ property: Json }>((tie) => ({
  property: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc
      .tuple(fc.constantFrom('string', 'number', 'integer', 'boolean', 'null'), keyword)
      .map(([type, more]): Json => ({ type, ...more })),
    fc.constantFrom<Json>(
      true,
      false,
      {},
      { type: ['string', 'null'] },
      { enum: ['A', 'B'] },
      { enum: [1, 'A', null] },
    ),
    fc.tuple(tie('property'), keyword).map(([items, more]): Json => ({ type: 'array', items, ...more })),
    fc
      .dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('property'), { maxKeys: 3 })
      .map((properties): Json => ({ type: 'object', properties })),
    fc
      .tuple(fc.constantFrom('allOf', 'anyOf', 'oneOf'), fc.array(tie('property'), { maxLength: 3 }))
      .map(([combine, schemas]): Json => ({ [combine]: schemas })),
    fc.record({ not: tie('property'), if: tie('property') }, { requiredKeys: [] }) as fc.Arbitrary<Json>,
    hostileJson,
  ),
}))

/** A blueprint as a JSON Schema. */
export const schemaDocument: fc.Arbitrary<JsonObject> = fc.record({
  name: name as fc.Arbitrary<Json>,
  schema: fc
    .tuple(
      fc.array(fc.tuple(key, property), { minLength: 1, maxLength: 5 }),
      fc.record(
        {
          $schema: fc.constantFrom<Json>(
            'https://json-schema.org/draft/2020-12/schema',
            'http://json-schema.org/draft-04/schema#',
            'x',
          ),
          required: fc.array(key, { maxLength: 3 }) as fc.Arbitrary<Json>,
          additionalProperties: fc.constantFrom<Json>(true, false, {}),
          patternProperties: patternText.map((pattern): Json => ({ [pattern]: {} })),
          $defs: fc.constantFrom<Json>({
            self: { $ref: '#/$defs/self' },
            a: { allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/self' }] },
          }),
          dependentSchemas: hostileJson,
        },
        { requiredKeys: [] },
      ),
    )
    .map(
      ([properties, more]): Json => ({
        type: 'object',
        // One after the other: a key such as __proto__ stays a key.
        properties: properties
          .map(([one, schema]) => objectWith(one, schema))
          .reduce((all, one) => ({ ...(all as object), ...(one as object) }), {}),
        ...more,
      }),
    ),
})

/** A good document, bent in no to three places. */
export function bent(documents: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc
    .tuple(documents, fc.array(mutation, { maxLength: 3 }))
    .map(([document, bends]) => bends.reduce((before, bend) => bend(before), document))
}

const goodFlow: JsonObject = {
  name: 'other_flow',
  blueprint: 'customer',
  stateField: 'stage',
  initial: 'NEW',
  states: {
    NEW: { onExit: [{ set: 'name', value: 'name + "!"' }] },
    OPEN: { onEnter: [{ clear: 'note' }] },
    DONE: { type: 'final' },
  },
  transitions: [
    {
      event: 'open',
      label: 'Open it',
      from: ['NEW'],
      to: 'OPEN',
      guard: "name != ''",
      who: { roles: ['driver'], expr: 'actor.id != ""', notCreator: true },
      check: [{ check: 'size(name) < 100', message: 'Too long' }],
      form: ['note'],
      do: [{ set: 'note', value: 'input.note' }],
    },
    { event: 'close', from: '*', to: 'DONE', do: [{ add: 'amount', value: '1' }] },
  ],
}

/** A new flow over `customer`, or with one hostile expression in it. */
export const flowDocument: fc.Arbitrary<Json> = fc
  .tuple(name, expressionText, fc.constantFrom('guard', 'who', 'value', 'none', 'none', 'none'))
  .map(([name, expression, where]): Json => {
    const transitions = (goodFlow['transitions'] as readonly JsonObject[]).map((one): JsonObject => {
      if (where === 'guard') return { ...one, guard: expression }
      if (where === 'who') return { ...one, who: { expr: expression } }
      return where === 'value' ? { ...one, do: [{ set: 'note', value: expression }] } : one
    })
    return { ...goodFlow, name, transitions }
  })

/** Changes of the blueprint `customer`; every kind that api.md lists. */
const goodOps: readonly JsonObject[] = [
  {
    op: 'add',
    field: { key: 'priority', type: 'enum', options: ['low', 'high'], required: true },
    fill: { value: 'low' },
  },
  { op: 'add', field: { key: 'total', type: 'number' }, fill: { expr: 'amount * 2.0' } },
  { op: 'add', field: { key: 'hint', type: 'text' } },
  { op: 'remove', field: 'note' },
  { op: 'restore', field: 'f2' },
  { op: 'rename', field: 'note', key: 'remark' },
  { op: 'relabel', field: 'note', label: 'Remark' },
  { op: 'order', fields: ['note', 'name'] },
  { op: 'change', field: 'name', maxLength: 5_000 },
  { op: 'change', field: 'name', required: false },
  { op: 'retype', field: 'amount', type: 'integer', params: { rounding: 'half-even' }, onError: 'keep' },
  { op: 'split', field: 'name', into: [{ key: 'first', type: 'text' }], by: ' ' },
  { op: 'merge', fields: ['name', 'note'], into: { key: 'all', type: 'text' }, template: '{name} {note}' },
  { op: 'remap', field: 'stage', map: { OPEN: 'NEW' } },
  { op: 'options', field: 'stage', add: ['LATE'], rename: { OPEN: 'OPENED' }, order: ['LATE'] },
  { op: 'toList', field: 'note' },
  { op: 'toRelation', field: 'note', blueprint: 'customer', match: 'name', createMissing: true },
  { op: 'rules', add: [{ check: 'amount < 100.0', message: 'Too much' }], remove: ['r1'] },
  { op: 'uniques', add: [['name']], remove: ['u1'] },
  { op: 'meta', label: 'People', titleField: 'name' },
  { op: 'revert', to: 1 },
]

export const draftDocument: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...goodOps), { maxLength: 4 }).map((ops): Json => ({ ops })) },
  {
    weight: 1,
    arbitrary: schemaDocument.map((document): Json => ({ schema: document['schema'] as Json, answers: {} })),
  },
)
