// How does a property of somebody else's JSON Schema read as a field? A keyword that no field can say is refused at its place.
import { issue, type Path } from '../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { MAX_TEXT_VALUE } from './field-types.ts'
import type { Read, SchemaReader } from './schema-reader.ts'

export function readForeign(
  reader: SchemaReader,
  given: JsonObject,
  path: Path,
  refs: readonly string[],
): Read | undefined {
  const node = withoutNull(given)
  const type = typeOf(node)
  if (type === undefined) return refuse(reader, path, Array.isArray(node['type']) ? 'type' : whichAlternative(node))
  const read = readers[type](reader, node, path, refs)
  if (!read) return undefined
  const { field, uses } = read
  for (const keyword of Object.keys(node)) if (!isKnown(keyword, uses)) refuse(reader, path, keyword)
  const whole = { ...idOf(node), ...texts(node), ...field } as unknown as Read
  const { examples } = node
  reader.foreign.set(whole, Array.isArray(examples) ? (examples as readonly Json[]) : [])
  return whole
}

/** A schema that was made from ours by somebody else may still say which field each property is. */
function idOf(node: JsonObject): JsonObject {
  const id = node['x-field-id']
  return typeof id === 'string' && /^f[1-9][0-9]{0,5}$/.test(id) ? { id } : {}
}

type SchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'anything'

/** The field, and the keywords that went into it. */
interface Partly {
  readonly field: JsonObject
  readonly uses: readonly string[]
}

/** Say nothing about which values are allowed. */
const annotations = [
  'title',
  'description',
  'default',
  'readOnly',
  'type',
  '$comment',
  'examples',
  'deprecated',
  '$id',
  '$defs',
  'definitions',
]

function isKnown(keyword: string, uses: readonly string[]): boolean {
  return annotations.includes(keyword) || uses.includes(keyword) || keyword.startsWith('x-')
}

const readers: {
  readonly [T in SchemaType]: (
    reader: SchemaReader,
    node: JsonObject,
    path: Path,
    refs: readonly string[],
  ) => Partly | undefined
} = {
  string: readString,
  integer: (_, node) => ({ field: { type: 'integer', ...pick(node, limits) }, uses: [...limits, 'format'] }),
  number: readNumber,
  boolean: () => ({ field: { type: 'boolean' }, uses: [] }),
  array: readArray,
  object: readObject,
  anything: () => ({ field: { type: 'json' }, uses: [] }),
}

const lengths = ['minLength', 'maxLength', 'pattern']
const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']
const counts = ['minItems', 'maxItems']

const typesByFormat: { readonly [format: string]: JsonObject } = {
  date: { type: 'date' },
  'date-time': { type: 'datetime' },
  time: { type: 'time' },
  duration: { type: 'duration' },
  email: { type: 'email' },
  'idn-email': { type: 'email' },
  uri: { type: 'url' },
  url: { type: 'url' },
  iri: { type: 'url' },
  phone: { type: 'phone' },
  color: { type: 'color' },
  cpf: { type: 'cpf' },
  cnpj: { type: 'cnpj' },
  cep: { type: 'cep' },
  uuid: { type: 'text', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' },
}

function readString(reader: SchemaReader, node: JsonObject, path: Path): Partly | undefined {
  const options = optionsOf(node)
  if (options) return { field: { type: 'enum', options }, uses: ['enum', 'const', 'oneOf'] }
  const { format } = node
  if (node['contentMediaType'] === 'text/markdown')
    return { field: { type: 'richText', ...pick(node, ['maxLength']) }, uses: ['maxLength', 'contentMediaType'] }
  if (format === undefined) return { field: { type: plainType(node), ...pick(node, lengths) }, uses: lengths }
  const formed = typeof format === 'string' && Object.hasOwn(typesByFormat, format) ? typesByFormat[format] : undefined
  if (!formed || (formed['pattern'] && node['pattern'])) return refuse(reader, path, 'format')
  return { field: { ...pick(node, lengths), ...formed }, uses: ['format', ...lengths] }
}

function plainType(node: JsonObject): string {
  return typeof node['maxLength'] === 'number' && node['maxLength'] > MAX_TEXT_VALUE ? 'longText' : 'text'
}

/** Choices of `enum`, of `const`, or of `oneOf` with a `const` and a title each. */
function optionsOf(node: JsonObject): Json[] | undefined {
  if (typeof node['const'] === 'string') return [node['const']]
  if (Array.isArray(node['enum'])) return textsOf(node['enum'])
  if (!Array.isArray(node['oneOf'])) return undefined
  const choices = node['oneOf'].map((one: Json) =>
    isJsonObject(one) && typeof one['const'] === 'string' ? titledChoice(one) : undefined,
  )
  return choices.includes(undefined) ? undefined : (choices as Json[])
}

function titledChoice(one: JsonObject): Json {
  return { key: one['const'] as string, ...(one['title'] !== undefined && { label: one['title'] }) }
}

function textsOf(values: readonly Json[]): Json[] | undefined {
  const some = values.filter((value) => value !== null)
  return some.length > 0 && some.every((value) => typeof value === 'string') ? some : undefined
}

function readNumber(reader: SchemaReader, node: JsonObject, path: Path): Partly | undefined {
  const step = node['multipleOf']
  const uses = [...limits, 'multipleOf', 'format']
  if (step === undefined) return { field: { type: 'number', ...pick(node, limits) }, uses }
  const precision = [...Array(13).keys()].find((digits) => step === Number(`1e-${digits}`))
  if (precision === undefined) return refuse(reader, path, 'multipleOf')
  return {
    field: { type: precision === 0 ? 'integer' : 'number', ...(precision > 0 && { precision }), ...pick(node, limits) },
    uses,
  }
}

function readArray(reader: SchemaReader, node: JsonObject, path: Path, refs: readonly string[]): Partly | undefined {
  const items = node['items']
  const uses = ['items', 'uniqueItems', ...counts]
  if (items === undefined) return refuse(reader, path, 'type')
  const group =
    isJsonObject(items) && !Object.hasOwn(items, 'x-molde')
      ? groupOf(reader, items, [...path, 'items'], refs)
      : undefined
  if (group)
    return {
      field: { type: 'list', fields: group as unknown as Json, ...pick(node, counts) },
      uses: ['items', ...counts],
    }
  const element = reader.readProperty(reader, items, [...path, 'items'], refs)
  if (!element) return undefined
  // What is said about one element says nothing about the field.
  const {
    type,
    label: _label,
    help: _help,
    default: _default,
    readOnly: _readOnly,
    id: _id,
    ...rest
  } = element as unknown as JsonObject
  if (type === 'enum') return { field: { ...rest, type: 'tags', ...pick(node, counts) }, uses }
  // A list may hold a value twice; a field that forbids it is a set of choices.
  return { field: { ...rest, type: 'list', of: type as Json, ...pick(node, counts) }, uses: ['items', ...counts] }
}

function groupOf(reader: SchemaReader, items: JsonObject, path: Path, refs: readonly string[]) {
  const resolved = items['$ref'] === undefined ? { node: items, refs } : reader.resolve(reader, items, path, refs)
  if (!resolved || !isJsonObject(resolved.node['properties']) || knownObject(resolved.node)) return undefined
  return reader.readProperties(reader, resolved.node, path, resolved.refs)
}

function readObject(reader: SchemaReader, node: JsonObject, path: Path): Partly | undefined {
  const uses = ['properties', 'required', 'additionalProperties']
  const known = knownObject(node)
  if (known) return { field: { type: known }, uses }
  if (!isJsonObject(node['properties']))
    return { field: { type: 'json' }, uses: typeof node['additionalProperties'] === 'object' ? [] : uses }
  reader.issues.push(issue([...path, 'properties'], 'nested-object'))
  return undefined
}

/** Objects that are a value of their own: an amount with its currency, a place on Earth. */
function knownObject(node: JsonObject): 'money' | 'geo' | undefined {
  const names = Object.keys(isJsonObject(node['properties']) ? node['properties'] : {})
    .sort()
    .join()
  if (names === 'amount,currency') return 'money'
  return names === 'lat,lng' ? 'geo' : undefined
}

/** "or null" means no more than "not required" here. */
function withoutNull(node: JsonObject): JsonObject {
  const { type, anyOf, oneOf, ...rest } = node
  const alternatives = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined
  const some = alternatives?.filter((one: Json) => !(isJsonObject(one) && one['type'] === 'null'))
  if (some && some.length === 1 && some.length < (alternatives as Json[]).length && isJsonObject(some[0]))
    return { ...some[0], ...rest }
  if (!Array.isArray(type)) return node
  const types = type.filter((name) => name !== 'null')
  return { ...node, type: types.length === 1 ? (types[0] as Json) : types }
}

const impliedBy: readonly (readonly [string, SchemaType])[] = [
  ['properties', 'object'],
  ['items', 'array'],
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['multipleOf', 'number'],
  ['format', 'string'],
  ['pattern', 'string'],
  ['minLength', 'string'],
  ['maxLength', 'string'],
]

function typeOf(node: JsonObject): SchemaType | undefined {
  const { type } = node
  if (typeof type === 'string')
    return Object.hasOwn(readers, type) && type !== 'anything' ? (type as SchemaType) : undefined
  if (type !== undefined) return undefined
  if (optionsOf(node)) return 'string'
  if (
    ['anyOf', 'oneOf', 'allOf', 'enum', 'const', 'not', 'if', '$dynamicRef'].some(
      (keyword) => node[keyword] !== undefined,
    )
  )
    return undefined
  return impliedBy.find(([keyword]) => node[keyword] !== undefined)?.[1] ?? 'anything'
}

function whichAlternative(node: JsonObject): string {
  return (
    ['anyOf', 'oneOf', 'allOf', 'enum', 'const', 'not', 'if', '$dynamicRef'].find(
      (keyword) => node[keyword] !== undefined,
    ) ?? 'type'
  )
}

function texts(node: JsonObject): JsonObject {
  return {
    ...(node['title'] !== undefined && { label: node['title'] }),
    ...(node['description'] !== undefined && { help: node['description'] }),
    ...(node['readOnly'] === true && { readOnly: true }),
    ...(node['default'] !== undefined && { default: { value: node['default'] } }),
  }
}

function pick(node: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.filter((name) => node[name] !== undefined).map((name) => [name, node[name] as Json]))
}

function refuse(reader: SchemaReader, path: Path, keyword: string): undefined {
  reader.issues.push(issue([...path, keyword.slice(0, 100)], 'unreadable-keyword', { keyword: keyword.slice(0, 100) }))
}
