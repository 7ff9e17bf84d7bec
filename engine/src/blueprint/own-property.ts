// How does a property that we wrote ourselves read back? Standard keywords may have been edited; they win over `x-molde`.
import { type Issue, issue, type Path } from '../errors.ts'
import { equalJson, isJsonObject, type Json, type JsonObject } from '../json.ts'
import { type FieldDef, fieldTypes } from './blueprint.ts'
import { checkShape } from './check-shape.ts'
import { chooseLabel } from './choose-label.ts'
import { fieldTypeDefs, isMany } from './field-types.ts'
import type { Read, SchemaReader } from './schema-reader.ts'
import { valueSchema } from './value-schema.ts'

const standard = [
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
] as const

export function readOwn(reader: SchemaReader, node: JsonObject, path: Path, refs: readonly string[]): Read | undefined {
  const own = node['x-molde']
  const type = isJsonObject(own) ? fieldTypes.find((known) => known === own['type']) : undefined
  if (!isJsonObject(own) || type === undefined) {
    reader.issues.push(issue([...path, 'x-molde', 'type'], 'unknown-field-type', { allowed: [...fieldTypes] }))
    return undefined
  }
  const strange = checkMark(own, path)
  reader.issues.push(...strange)
  if (strange.length > 0) return undefined
  const fields = type === 'list' && own['of'] === undefined ? readElements(reader, node, path, refs) : undefined
  const read = { ...own, ...said(node, own, type), ...(fields && { fields }) } as unknown as Read
  if (!isSameShape(read as unknown as FieldDef, node)) reader.issues.push(issue(path, 'schema-contradicts', { type }))
  return read
}

/** Members that the schema around it says. */
const saidElsewhere = ['key', 'fields', 'required']

/** What stands under `x-molde` must be settings of a field. */
function checkMark(own: JsonObject, path: Path): Issue[] {
  // Only of a field that is not always shown.
  const isOwn = (name: string) => name === 'required' && own['showWhen'] !== undefined
  const twice = saidElsewhere.filter((name) => Object.hasOwn(own, name) && !isOwn(name))
  if (twice.length > 0)
    return twice.map((name) => issue([...path, 'x-molde', name], 'unknown-member', { name, known: ['type'] }))
  const faults = checkShape('blueprint', { name: 'x', fields: [{ ...own, key: 'x' }] })
  return faults.map((said) => ({ ...said, path: [...path, 'x-molde', ...said.path.slice(2)] }))
}

function readElements(reader: SchemaReader, node: JsonObject, path: Path, refs: readonly string[]) {
  const items = node['items']
  return isJsonObject(items) ? reader.readProperties(reader, items, [...path, 'items'], refs) : undefined
}

/** What the standard keywords say of the field. */
function said(node: JsonObject, own: JsonObject, type: FieldDef['type']): JsonObject {
  const one = node['type'] === 'array' && isJsonObject(node['items']) ? node['items'] : node
  const value = fieldTypes.find((known) => known === own['of']) ?? type
  const takes: readonly string[] = value === 'money' ? [] : fieldTypeDefs[value].takes
  const label = chooseLabel(textOf(node['title']), own['label'])
  const help = chooseLabel(textOf(node['description']), own['help'])
  const members = {
    label,
    help,
    readOnly: node['readOnly'],
    minItems: node['minItems'],
    maxItems: node['maxItems'],
    default: node['default'] === undefined ? own['default'] : { value: node['default'] },
    options:
      own['options'] === undefined && one['enum'] === undefined ? undefined : optionsOf(one['enum'], own['options']),
    ...Object.fromEntries(standard.filter((name) => takes.includes(name)).map((name) => [name, one[name]])),
  }
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as JsonObject
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The choices of `enum`, each with what `x-molde` knows of it. */
function optionsOf(keys: Json | undefined, options: Json | undefined): Json | undefined {
  if (!Array.isArray(keys)) return undefined
  const known = (Array.isArray(options) ? options : []) as Json[]
  return keys.map((key: Json) => known.find((option) => isJsonObject(option) && option['key'] === key) ?? key)
}

const annotations = [
  'title',
  'description',
  'default',
  'readOnly',
  'x-molde',
  '$comment',
  'examples',
  'deprecated',
  '$defs',
]

/** Would the field that was read be written like this? Otherwise something was edited that a field of this type cannot say. */
function isSameShape(read: FieldDef, node: JsonObject): boolean {
  const given = Object.fromEntries(Object.entries(node).filter(([name]) => !annotations.includes(name)))
  const plain = {
    ...read,
    options: read.options?.map((option) => (typeof option === 'string' ? { key: option } : option)),
  } as FieldDef
  const { items: _items, ...expected } = valueSchema(plain, 'wire')
  if (!read.fields) return equalJson(given, valueSchema(plain, 'wire'))
  const { items: _given, ...rest } = given
  return isMany(plain) && equalJson(rest, expected)
}
