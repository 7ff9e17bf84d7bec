// Which faults does a value have under a schema, where a page's security policy forbids making functions out of text?
// Reads the keywords that our own schemas use, with the answers Ajv would give; a test compares the two.
import type { Path } from '../errors.ts'
import { equalJson, isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { SchemaError } from './schema-error.ts'

/** What stands behind the words of a schema. */
export interface SchemaWords {
  readonly formats: { readonly [name: string]: (text: string) => boolean }
  readonly pattern: (pattern: string) => { readonly test: (text: string) => boolean }
  /** Keywords of our own: does the value satisfy the setting? */
  readonly own: { readonly [keyword: string]: (setting: never, value: never) => boolean }
}

/** A schema and those it may refer to. */
export interface SchemaFamily {
  readonly root: JsonObject
  readonly among: readonly JsonObject[]
  readonly words: SchemaWords
}

export function interpretSchema(family: SchemaFamily): (value: unknown) => readonly SchemaError[] {
  return (value) => faultsOf({ ...family, path: [] }, family.root, value)
}

interface Place extends SchemaFamily {
  readonly path: Path
}

function faultsOf(place: Place, schema: Json, value: unknown): SchemaError[] {
  if (!isJsonObject(schema))
    return schema === false ? [{ keyword: 'false schema', path: place.path, params: {}, schema: {}, value }] : []
  return Object.keys(schema).flatMap(
    (keyword) => keywords[keyword]?.(place, schema, value) ?? ownFaults(place, schema, value, keyword),
  )
}

type Keyword = (place: Place, schema: JsonObject, value: unknown) => SchemaError[]

function fault(
  place: Place,
  schema: JsonObject,
  value: unknown,
  keyword: string,
  params: Readonly<Record<string, unknown>> = {},
): SchemaError {
  return { keyword, path: place.path, params, schema, value }
}

function ownFaults(place: Place, schema: JsonObject, value: unknown, keyword: string): SchemaError[] {
  const holds = Object.hasOwn(place.words.own, keyword) ? place.words.own[keyword] : undefined
  if (!holds) throw new RangeError(`our schemas do not use ${keyword}`)
  return holds(schema[keyword] as never, value as never) ? [] : [fault(place, schema, value, keyword)]
}

/** Says nothing about which values are allowed, or is read together with another keyword. */
const silent: Keyword = () => []

/** A limit on a number that is worked out of the value; undefined where the keyword has nothing to say. */
function limit(
  keyword: string,
  measure: (value: unknown) => number | undefined,
  holds: (measured: number, limit: number) => boolean,
): Keyword {
  return (place, schema, value) => {
    const measured = measure(value)
    const most = schema[keyword] as number
    return measured === undefined || holds(measured, most)
      ? []
      : [fault(place, schema, value, keyword, { limit: most })]
  }
}

const atLeast = (measured: number, least: number) => measured >= least
const atMost = (measured: number, most: number) => measured <= most
const lengthOf = (value: unknown) => (typeof value === 'string' ? [...value].length : undefined)
const countOf = (value: unknown) => (Array.isArray(value) ? value.length : undefined)
const membersOf = (value: unknown) => (isJsonObject(value) ? Object.keys(value).length : undefined)
const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined)

const keywords: { readonly [keyword: string]: Keyword } = {
  ...Object.fromEntries(
    ['$schema', '$id', '$defs', '$comment', 'title', 'description', 'contentMediaType', 'discriminator', 'x-issue'].map(
      (name) => [name, silent],
    ),
  ),
  $ref: checkReference,
  type: checkType,
  enum: (place, schema, value) =>
    (schema['enum'] as Json[]).some((one) => equalJson(one, value))
      ? []
      : [fault(place, schema, value, 'enum', { allowedValues: schema['enum'] })],
  const: (place, schema, value) =>
    equalJson(schema['const'], value) ? [] : [fault(place, schema, value, 'const', { allowedValue: schema['const'] })],
  anyOf: checkAnyOf,
  oneOf: checkOneOf,
  required: (place, schema, value) =>
    isJsonObject(value)
      ? (schema['required'] as string[]).flatMap((name) =>
          Object.hasOwn(value, name) && value[name] !== undefined
            ? []
            : [fault(place, schema, value, 'required', { missingProperty: name })],
        )
      : [],
  properties: (place, schema, value) =>
    eachMember(value, (name, inner) => {
      const known = inner === undefined ? undefined : memberSchema(schema, name)
      return known === undefined ? [] : faultsOf(at(place, name), known, inner)
    }),
  patternProperties: (place, schema, value) =>
    eachMember(value, (name, inner) =>
      patternSchemas(place, schema, name).flatMap((one) => faultsOf(at(place, name), one, inner)),
    ),
  additionalProperties: checkAdditional,
  propertyNames: (place, schema, value) =>
    eachMember(value, (name) => {
      const inner = faultsOf(place, schema['propertyNames'] as Json, name)
      return inner.length > 0 ? [...inner, fault(place, schema, value, 'propertyNames', { propertyName: name })] : []
    }),
  items: (place, schema, value) =>
    Array.isArray(value)
      ? value.flatMap((inner: unknown, i) => faultsOf(at(place, i), schema['items'] as Json, inner))
      : [],
  uniqueItems: (place, schema, value) =>
    schema['uniqueItems'] === true && Array.isArray(value) && hasTwins(value)
      ? [fault(place, schema, value, 'uniqueItems')]
      : [],
  minItems: limit('minItems', countOf, atLeast),
  maxItems: limit('maxItems', countOf, atMost),
  minProperties: limit('minProperties', membersOf, atLeast),
  maxProperties: limit('maxProperties', membersOf, atMost),
  minLength: limit('minLength', lengthOf, atLeast),
  maxLength: limit('maxLength', lengthOf, atMost),
  minimum: limit('minimum', numberOf, atLeast),
  maximum: limit('maximum', numberOf, atMost),
  exclusiveMinimum: limit('exclusiveMinimum', numberOf, (measured, low) => measured > low),
  exclusiveMaximum: limit('exclusiveMaximum', numberOf, (measured, high) => measured < high),
  pattern: (place, schema, value) =>
    typeof value !== 'string' || place.words.pattern(schema['pattern'] as string).test(value)
      ? []
      : [fault(place, schema, value, 'pattern', { pattern: schema['pattern'] })],
  format: (place, schema, value) =>
    typeof value !== 'string' || place.words.formats[schema['format'] as string]?.(value)
      ? []
      : [fault(place, schema, value, 'format', { format: schema['format'] })],
}

/** `#/$defs/x` of the same schema, `other.schema.json#/$defs/x` or `other.schema.json` of another one. */
function checkReference(place: Place, schema: JsonObject, value: unknown): SchemaError[] {
  const [file = '', pointer = ''] = (schema['$ref'] as string).split('#')
  const family = [place.root, ...place.among]
  const root = file === '' ? place.root : family.find((one) => String(one['$id']).split('/').at(-1) === file)
  const target = pointer
    .split('/')
    .slice(1)
    .reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), root)
  if (!root || target === undefined) throw new RangeError(`our schemas have nothing at ${String(schema['$ref'])}`)
  return faultsOf({ ...place, root, among: family.filter((one) => one !== root) }, target, value)
}

const types: { readonly [type: string]: (value: unknown) => boolean } = {
  object: isJsonObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
}

function checkType(place: Place, schema: JsonObject, value: unknown): SchemaError[] {
  const wanted = schema['type'] as string | string[]
  const isOne = [wanted].flat().some((type) => types[type]?.(value))
  return isOne ? [] : [fault(place, schema, value, 'type', { type: wanted })]
}

function checkAnyOf(place: Place, schema: JsonObject, value: unknown): SchemaError[] {
  const all: SchemaError[] = []
  for (const one of schema['anyOf'] as Json[]) {
    const inner = faultsOf(place, one, value)
    if (inner.length === 0) return []
    all.push(...inner)
  }
  return [...all, fault(place, schema, value, 'anyOf')]
}

/** With a discriminator only the alternative that its member names is looked at. */
function checkOneOf(place: Place, schema: JsonObject, value: unknown): SchemaError[] {
  const alternatives = schema['oneOf'] as Json[]
  if (isJsonObject(schema['discriminator']))
    return isJsonObject(value) ? checkNamed(place, schema, value, schema['discriminator']) : []
  const each = alternatives.map((one) => faultsOf(place, one, value))
  const fitting = each.filter((inner) => inner.length === 0).length
  return fitting === 1 ? [] : [...(fitting === 0 ? each.flat() : []), fault(place, schema, value, 'oneOf')]
}

function checkNamed(place: Place, schema: JsonObject, value: JsonObject, { propertyName }: JsonObject): SchemaError[] {
  const tag = propertyName as string
  const name = Object.hasOwn(value, tag) ? value[tag] : undefined
  const found = (schema['oneOf'] as JsonObject[]).find((one) => nameOf(place.root, one, tag) === name)
  if (typeof name === 'string' && found) return faultsOf(place, found, value)
  return [
    fault(place, schema, value, 'discriminator', {
      error: typeof name === 'string' ? 'mapping' : 'tag',
      tag,
      tagValue: name,
    }),
  ]
}

function nameOf(root: JsonObject, alternative: JsonObject, tag: string): Json | undefined {
  const definition = (root['$defs'] as JsonObject)[String(alternative['$ref']).replace('#/$defs/', '')] as JsonObject
  return ((definition['properties'] as JsonObject)[tag] as JsonObject)['const']
}

function checkAdditional(place: Place, schema: JsonObject, value: unknown): SchemaError[] {
  const allowed = schema['additionalProperties'] as Json
  return eachMember(value, (name, inner) => {
    if (memberSchema(schema, name) !== undefined || patternSchemas(place, schema, name).length > 0) return []
    if (allowed === false) return [fault(place, schema, value, 'additionalProperties', { additionalProperty: name })]
    return faultsOf(at(place, name), allowed, inner)
  })
}

function memberSchema(schema: JsonObject, name: string): Json | undefined {
  const { properties } = schema
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
}

function patternSchemas({ words }: Place, { patternProperties }: JsonObject, name: string): Json[] {
  if (!isJsonObject(patternProperties)) return []
  return Object.entries(patternProperties).flatMap(([pattern, one]) => (words.pattern(pattern).test(name) ? [one] : []))
}

function eachMember(value: unknown, check: (name: string, inner: unknown) => SchemaError[]): SchemaError[] {
  return isJsonObject(value) ? Object.entries(value).flatMap(([name, inner]) => check(name, inner)) : []
}

function at(place: Place, step: string | number): Place {
  return { ...place, path: [...place.path, step] }
}

function hasTwins(list: readonly unknown[]): boolean {
  if (list.every((one) => typeof one === 'string')) return new Set(list).size < list.length
  return list.some((one, i) => list.slice(0, i).some((other) => equalJson(one, other)))
}
