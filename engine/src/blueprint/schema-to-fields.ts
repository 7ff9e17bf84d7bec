// How does a JSON Schema read as a field list? Ours comes back without loss, a foreign one as far as fields can say it.
import type { BlueprintDocument, WireField } from '@molde/schemas'
import { type Issue, issue, MoldeError, type Path, refuseIf } from '../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { checkDocument } from './check-document.ts'
import { chooseLabel } from './choose-label.ts'
import { readForeign } from './foreign-property.ts'
import { readOwn } from './own-property.ts'
import { briefly, type Read, resolveReference, type SchemaReader } from './schema-reader.ts'

/** A field list made from a schema, and where in the schema each of its places lies. */
export interface ReadSchema {
  readonly document: BlueprintDocument
  readonly placeOf: (path: Path) => Path
  /** Fields that are described by the standard's own words alone, with the examples given of their values. */
  readonly foreign: ReadonlyMap<unknown, readonly Json[]>
}

const besides = ['name', 'schema', 'label', 'plural', 'icon', 'titleField', 'rules', 'uniques']

/** Reads `{ name, schema, … }`; what stands beside the schema wins over what stands in it. Throws where it cannot be read. */
export function readSchema(wire: JsonObject): ReadSchema {
  const unknown = Object.keys(wire).filter((name) => !besides.includes(name))
  refuseIf(
    unknown.slice(0, 20).map((name) => issue([name], 'unknown-member', { name: name.slice(0, 100), known: besides })),
  )
  const read = schemaDocument(wire['schema'], ['schema'])
  const { schema: _schema, ...rest } = wire
  return { ...read, document: { ...read.document, ...rest } as BlueprintDocument }
}

/** The field list of a schema that stands at `path`. */
export function schemaDocument(schema: unknown, path: Path): ReadSchema {
  refuseIf(checkDocument(schema, path))
  if (!isJsonObject(schema)) throw new MoldeError([issue(path, 'wrong-type', { expected: 'object' })])
  const places = new Map<unknown, Path>()
  const reader: SchemaReader = {
    root: schema,
    issues: [],
    places,
    foreign: new Map(),
    parts: 0,
    readProperty,
    readProperties,
    resolve: resolveReference,
  }
  const root = resolveReference(reader, schema, path, [])
  const fields = root ? readProperties(reader, root.node, path, root.refs, true) : undefined
  refuseIf(reader.issues.slice(0, 50))
  const document = { ...about(schema), fields: fields ?? [] } as BlueprintDocument
  return { document, placeOf: (place) => placeIn(document, places, path, place), foreign: reader.foreign }
}

/** The properties of an object as fields, in their order. */
function readProperties(
  reader: SchemaReader,
  node: JsonObject,
  path: Path,
  refs: readonly string[],
  isRoot = false,
): WireField[] {
  refuseKeywords(reader, node, path, isRoot)
  const properties = node['properties']
  if (!isJsonObject(properties)) return refuse(reader, path, 'missing-member', { name: 'properties' }) ?? []
  const required = Array.isArray(node['required']) ? (node['required'] as Json[]) : []
  refuseStrays(reader, required, properties, [...path, 'required'])
  return Object.entries(properties).flatMap(([key, property]) => {
    const at = [...path, 'properties', key]
    const read = readProperty(reader, property, at, refs)
    if (!read) return []
    const field = { ...read, key, ...(required.includes(key) && { required: true }) } as WireField
    reader.places.set(field, at)
    const examples = reader.foreign.get(read)
    if (examples) reader.foreign.set(field, examples)
    return [field]
  })
}

function readProperty(reader: SchemaReader, property: Json, path: Path, refs: readonly string[]): Read | undefined {
  if (property === true) return { type: 'json' }
  if (!isJsonObject(property)) return refuse(reader, path, 'wrong-type', { expected: 'object' })
  const resolved = resolveReference(reader, property, path, refs)
  if (!resolved) return undefined
  return Object.hasOwn(resolved.node, 'x-molde')
    ? readOwn(reader, resolved.node, path, resolved.refs)
    : readForeign(reader, resolved.node, path, resolved.refs)
}

function refuse(reader: SchemaReader, path: Path, code: Issue['code'], params: Issue['params']): undefined {
  reader.issues.push(issue(path, code, params))
}

const rootKeywords = [
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'examples',
  'x-molde',
]
const objectKeywords = [
  'type',
  'properties',
  'required',
  'additionalProperties',
  'title',
  'description',
  '$comment',
  'x-molde',
]

function refuseKeywords(reader: SchemaReader, node: JsonObject, path: Path, isRoot: boolean): void {
  const known = isRoot ? [...rootKeywords, ...objectKeywords] : objectKeywords
  if (node['type'] !== undefined && node['type'] !== 'object')
    refuse(reader, [...path, 'type'], 'wrong-type', { expected: 'object' })
  for (const keyword of Object.keys(node)) {
    const closes = keyword === 'additionalProperties' && typeof node[keyword] !== 'boolean'
    if (closes || !known.includes(keyword))
      refuse(reader, [...path, keyword], 'unreadable-keyword', { keyword: keyword.slice(0, 100) })
  }
}

function refuseStrays(reader: SchemaReader, required: readonly Json[], properties: JsonObject, path: Path): void {
  for (const [i, key] of required.entries()) {
    if (typeof key === 'string' && Object.hasOwn(properties, key)) continue
    refuse(reader, [...path, i], 'unknown-field', {
      name: briefly(key, 100),
      known: Object.keys(properties).slice(0, 50),
    })
  }
}

function about(schema: JsonObject): JsonObject {
  const own = isJsonObject(schema['x-molde']) ? schema['x-molde'] : undefined
  const title = typeof schema['title'] === 'string' ? schema['title'] : undefined
  if (!own) return title === undefined ? {} : { label: title }
  const { version: _version, reserved: _reserved, label, ...rest } = own
  const chosen = chooseLabel(title, label, own['name'])
  return { ...rest, ...(chosen !== undefined && { label: chosen }) }
}

/** `fields/2/fields/0/maxLength` of the list is `properties/lines/items/properties/qty/maxLength` of the schema. */
function placeIn(document: BlueprintDocument, places: ReadonlyMap<unknown, Path>, root: Path, path: Path): Path {
  let at: unknown = document
  let found: Path | undefined
  let rest = path
  for (const [i, step] of path.entries()) {
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Record<string | number, unknown>)[step]
        : undefined
    const place = places.get(at)
    if (place) [found, rest] = [place, path.slice(i + 1)]
  }
  if (found) return [...found, ...rest]
  return path[0] === 'fields' ? root : path
}
