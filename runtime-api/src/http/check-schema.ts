// Does a value satisfy one of our own static schemas? Answers with issues in the reader's words.
// A small checker instead of a compiled validator: the schemas are ours and simple, every keyword has a sentence in three
// languages, and a keyword this file does not know stops the start instead of being ignored.
import { equalJson, type Issue, isJsonObject, issue, type Json } from '@molde/engine'
import type { JsonSchema } from './route.ts'

type Path = readonly (string | number)[]

const keywords = new Set([
  ...['type', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'enum', 'const', 'anyOf'],
  ...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems'],
  // annotations
  ...['title', 'description', 'examples', 'example', 'default', 'format', 'deprecated', 'writeOnly', 'readOnly'],
])

/** Throws when a schema uses what `checkSchema` would not check. Called once per route at the start. */
export function assertCheckable(schema: Json, where: string): void {
  if (!isJsonObject(schema)) return
  const unknown = Object.keys(schema).find((key) => !keywords.has(key))
  if (unknown) throw new Error(`${where}: the schema keyword "${unknown}" is not checked here`)
  for (const [name, inner] of Object.entries((schema.properties ?? {}) as JsonSchema))
    assertCheckable(inner, `${where}/${name}`)
  for (const inner of [
    schema.items,
    schema.additionalProperties,
    schema.propertyNames,
    ...((schema.anyOf ?? []) as Json[]),
  ]) {
    if (inner !== undefined) assertCheckable(inner, where)
  }
}

export function checkSchema(schema: Json, value: unknown, path: Path): Issue[] {
  if (!isJsonObject(schema)) return []
  const wrong = checkType(schema, value, path) ?? checkChoice(schema, value, path)
  if (wrong) return [wrong]
  if (Array.isArray(schema.anyOf)) return checkAnyOf(schema.anyOf, value, path)
  if (typeof value === 'string') return checkText(schema, value, path)
  if (typeof value === 'number') return checkNumber(schema, value, path)
  if (Array.isArray(value)) return checkList(schema, value, path)
  return isJsonObject(value) ? checkMembers(schema, value, path) : []
}

function checkType(schema: JsonSchema, value: unknown, path: Path): Issue | undefined {
  if (schema.type === undefined) return undefined
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]) as string[]
  return types.some((type) => isOfType(value, type)) ? undefined : issue(path, 'wrong-type', { expected: types })
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isJsonObject(value)
  if (type === 'integer') return Number.isSafeInteger(value)
  return typeof value === type
}

function checkChoice(schema: JsonSchema, value: unknown, path: Path): Issue | undefined {
  const allowed = schema.const !== undefined ? [schema.const] : (schema.enum as readonly Json[] | undefined)
  if (!allowed || allowed.some((one) => equalJson(one, value))) return undefined
  return issue(path, 'not-one-of', { allowed })
}

/** The complaints of the form that came closest, so that the reader sees a place and not "no form fits". */
function checkAnyOf(forms: readonly Json[], value: unknown, path: Path): Issue[] {
  const complaints = forms.map((form) => checkSchema(form, value, path))
  if (complaints.some((issues) => issues.length === 0)) return []
  const deepest = (issues: readonly Issue[]) => Math.max(...issues.map((one) => one.path.length))
  return complaints.sort((a, b) => deepest(b) - deepest(a) || a.length - b.length)[0] ?? []
}

function checkText(schema: JsonSchema, text: string, path: Path): Issue[] {
  const least = (schema.minLength as number | undefined) ?? 0
  const most = (schema.maxLength as number | undefined) ?? Number.POSITIVE_INFINITY
  const length = [...text.slice(0, Math.min(text.length, 2 * most + 2))].length
  if (length < least || length > most) return [issue(path, 'length-out-of-range', { least, most: finite(most) })]
  const pattern = schema.pattern as string | undefined
  if (pattern && !new RegExp(pattern, 'u').test(text))
    return [issue(path, 'wrong-form', { form: formOf(schema, pattern) })]
  return []
}

function formOf(schema: JsonSchema, pattern: string): string {
  return typeof schema.description === 'string' ? schema.description : pattern
}

function checkNumber(schema: JsonSchema, number: number, path: Path): Issue[] {
  const least = (schema.minimum as number | undefined) ?? Number.NEGATIVE_INFINITY
  const most = (schema.maximum as number | undefined) ?? Number.POSITIVE_INFINITY
  return number < least || number > most
    ? [issue(path, 'number-out-of-range', { least: finite(least), most: finite(most) })]
    : []
}

function checkList(schema: JsonSchema, list: readonly unknown[], path: Path): Issue[] {
  const least = (schema.minItems as number | undefined) ?? 0
  const most = (schema.maxItems as number | undefined) ?? Number.POSITIVE_INFINITY
  if (list.length < least || list.length > most)
    return [issue(path, 'count-out-of-range', { least, most: finite(most) })]
  const items = schema.items
  return items === undefined ? [] : list.flatMap((one, i) => checkSchema(items, one, [...path, i])).slice(0, 50)
}

function checkMembers(schema: JsonSchema, object: { readonly [name: string]: unknown }, path: Path): Issue[] {
  const known = (schema.properties ?? {}) as JsonSchema
  const missing = ((schema.required ?? []) as string[])
    .filter((name) => !Object.hasOwn(object, name))
    .map((name) => issue([...path, name], 'missing-member', { name }))
  const others = Object.keys(object).filter((name) => !Object.hasOwn(known, name))
  const unknown =
    schema.additionalProperties === false
      ? others.slice(0, 20).map((name) => issue([...path, name], 'unknown-member', { name, known: Object.keys(known) }))
      : others.flatMap((name) => checkSchema(schema.additionalProperties ?? true, object[name], [...path, name]))
  const names = schema.propertyNames
  const misnamed =
    names === undefined ? [] : Object.keys(object).flatMap((name) => checkSchema(names, name, [...path, name]))
  const inner = Object.entries(known).flatMap(([name, form]) =>
    Object.hasOwn(object, name) ? checkSchema(form, object[name], [...path, name]) : [],
  )
  return [...missing, ...misnamed, ...unknown, ...inner].slice(0, 50)
}

function finite(limit: number): Json {
  return Number.isFinite(limit) ? limit : '∞'
}
