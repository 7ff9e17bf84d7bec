// Does stored data satisfy a version? The only file that knows Ajv: a schema in, a function that names every fault out.
import { type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { compareDecimals, fractionDigits } from '../decimal.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { ajvRegExp } from '../expression/safe-regex.ts'
import { canonicalJson, type JsonObject } from '../json.ts'
import type { BlueprintVersion, FieldDef } from './blueprint.ts'
import { checkDocument, jsonFieldLimits } from './check-document.ts'
import { issuesOfErrors } from './data-issues.ts'
import { isMany, MAX_ITEMS, MAX_LONG_TEXT } from './field-types.ts'
import { ownFormats } from './formats.ts'
import { recordSchema } from './value-schema.ts'

/** One fault as the schema sees it: which keyword, where in the value, and the part of the schema that said so. */
export interface SchemaError {
  readonly keyword: string
  readonly path: Path
  readonly params: Readonly<Record<string, unknown>>
  readonly schemaPath: string
  readonly schema: Readonly<Record<string, unknown>>
  /** What was found at the place. */
  readonly value: unknown
}

export type SchemaCheck = (value: unknown) => readonly SchemaError[]

/** Most faults of one answer: nobody reads more, and hostile data shall not make us write them. */
export const MAX_ISSUES = 50

/**
 * Compiles a schema; `among` are schemas it refers to. A new Ajv each time: an instance remembers all it ever compiled,
 * and what tenants send must not pile up.
 */
export function compileSchema(schema: JsonObject, among: readonly JsonObject[] = []): SchemaCheck {
  const ajv = new Ajv2020({ ...options, formats: { ...formats } })
  for (const keyword of ownKeywords) ajv.addKeyword(keyword)
  for (const other of among) ajv.addSchema(other as AnySchemaObject)
  const validate: ValidateFunction = ajv.compile(schema)
  return (value) => (validate(value) ? [] : (validate.errors ?? []).slice(0, MAX_ISSUES * 4).map(schemaError))
}

/** Why the data may not be stored under this version: with keys, not ids, in the places. Nothing when it may. */
export function validateData(version: BlueprintVersion, data: unknown, path: Path = []): Issue[] {
  const crowded = crowdedFields(version.fields, data, path)
  if (crowded.length > 0) return crowded
  return issuesOfErrors(version.fields, checkOf(version)(data), path).slice(0, MAX_ISSUES)
}

const checks = new WeakMap<BlueprintVersion, SchemaCheck>()
/** By content: versions of any tenant that allow the same data share one function. The whole text is the key: nothing collides. */
const checksByText = new Map<string, SchemaCheck>()
const MAX_CHECKS = 500
const MAX_CHECK_TEXT = 8 * 1024 * 1024
let checkText = 0

function checkOf(version: BlueprintVersion): SchemaCheck {
  const known = checks.get(version)
  if (known) return known
  const schema = recordSchema(version.fields, 'stored')
  const text = canonicalJson(schema)
  const check = checksByText.get(text) ?? compileSchema(schema)
  checks.set(version, check)
  keepCheck(text, check)
  return check
}

/** The least recently compiled ones go first when there are too many, or too large ones. */
function keepCheck(text: string, check: SchemaCheck): void {
  if (!checksByText.delete(text)) checkText += text.length
  checksByText.set(text, check)
  for (const oldest of checksByText.keys()) {
    if (checksByText.size <= MAX_CHECKS && checkText <= MAX_CHECK_TEXT) return
    checksByText.delete(oldest)
    checkText -= oldest.length
  }
}

/** Ajv looks at every element of a list however long; ours end before. */
function crowdedFields(fields: readonly FieldDef[], data: unknown, path: Path): Issue[] {
  if (typeof data !== 'object' || data === null) return []
  return fields.filter(isMany).flatMap((field) => {
    const value = Object.hasOwn(data, field.id) ? (data as Record<string, unknown>)[field.id] : undefined
    if (!Array.isArray(value)) return []
    const place = [...path, field.key]
    if (value.length > MAX_ITEMS)
      return [issue(place, 'too-many', { label: field.label ?? field.key, limit: field.maxItems ?? MAX_ITEMS })]
    return value.flatMap((element: unknown, i) =>
      field.fields ? crowdedFields(field.fields, element, [...place, i]) : [],
    )
  })
}

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
  discriminator: true,
  loopEnum: 20,
  code: { regExp: Object.assign(linearPattern, { code: 'new RegExp' }), optimize: false },
} as const

/** Ajv tells patterns apart by their text, so the answer must carry it. A text too long for any field is refused elsewhere. */
function linearPattern(pattern: string, flags: string) {
  const safe = ajvRegExp(pattern, flags)
  return { test: (text: string) => text.length > MAX_LONG_TEXT || safe.test(text), toString: () => pattern }
}

/** Library formats run on the native engine, so they see short texts only. */
const formats = {
  ...Object.fromEntries((['email', 'date', 'date-time', 'uuid'] as const).map((name) => [name, shortFormat(name)])),
  ...ownFormats,
}

function shortFormat(name: 'email' | 'date' | 'date-time' | 'uuid'): (text: string) => boolean {
  const format: unknown = fullFormats[name]
  const test =
    format instanceof RegExp
      ? (text: string) => format.test(text)
      : (format as { validate: (text: string) => boolean }).validate
  return (text) => text.length <= 254 && test(text)
}

/** Keywords of stored schemas and meta-schemas that JSON Schema lacks. */
const ownKeywords = [
  { keyword: 'x-issue', schemaType: 'string' },
  {
    keyword: 'x-bounded',
    schemaType: 'boolean',
    validate: (_: boolean, value: unknown) => checkDocument(value, [], jsonFieldLimits).length === 0,
  },
  { keyword: 'x-digits', validate: (most: number, value: unknown) => digitsOf(value) <= most },
  {
    keyword: 'x-least',
    type: 'string',
    validate: (limit: number, amount: string) => compareAmount(amount, limit) >= 0,
  },
  { keyword: 'x-most', type: 'string', validate: (limit: number, amount: string) => compareAmount(amount, limit) <= 0 },
  { keyword: 'x-above', type: 'string', validate: (limit: number, amount: string) => compareAmount(amount, limit) > 0 },
  { keyword: 'x-below', type: 'string', validate: (limit: number, amount: string) => compareAmount(amount, limit) < 0 },
] as const

/** Digits after the point of a number or of decimal text. */
function digitsOf(value: unknown): number {
  if (typeof value === 'string') return fractionDigits(value)
  if (typeof value !== 'number') return 0
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, fractionDigits(digits) - Number(exponent))
}

/** Text that is no decimal is refused by its pattern; here it just passes. */
function compareAmount(amount: string, limit: number): number {
  if (!/^-?\d{1,40}([.]\d{1,40})?$/.test(amount) || amount.length > 41) return Number.NaN
  return compareDecimals(amount, plainNumber(limit))
}

/** A JavaScript number without an exponent. */
function plainNumber(value: number): string {
  const [digits = '0', exponent] = String(value).split('e')
  if (exponent === undefined) return digits
  return Number(exponent) > 0 ? BigInt(value).toString() : value.toFixed(20)
}

function schemaError(error: ErrorObject): SchemaError {
  return {
    keyword: error.keyword,
    path: error.instancePath.split('/').slice(1).map(pathStep),
    params: error.params as Record<string, unknown>,
    schemaPath: error.schemaPath,
    schema: (error.parentSchema ?? {}) as Record<string, unknown>,
    value: error.data,
  }
}

function pathStep(step: string): string | number {
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
  return /^(0|[1-9]\d{0,8})$/.test(name) ? Number(name) : name
}
