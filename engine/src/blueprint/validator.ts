// Does stored data satisfy a version? The only file that knows Ajv: a schema in, a function that names every fault out.
import type { AnySchemaObject, ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { type Issue, issue, type Path } from '../errors.ts'
import { ajvRegExp } from '../expression/safe-regex.ts'
import { canonicalJson, type JsonObject } from '../json.ts'
import type { BlueprintVersion, FieldDef } from './blueprint.ts'
import { elementIdIssue, fieldIssue, missingIssue, unknownIssue } from './data-issues.ts'
import { isMany, MAX_ITEMS, MAX_LONG_TEXT } from './field-types.ts'
import { ownFormats } from './formats.ts'
import { interpretSchema, type SchemaWords } from './interpret-schema.ts'
import { ownKeywords } from './own-keywords.ts'
import type { SchemaCheck, SchemaError } from './schema-error.ts'
import { valueSchema } from './value-schema.ts'

/** Most faults of one answer: nobody reads more, and hostile data shall not make us write them. */
export const MAX_ISSUES = 50

export interface CompileOptions {
  /** Schemas that may be referred to by their `$id`. */
  readonly among?: readonly JsonObject[]
  /** Stop at the first fault: for values so large that naming all of them would take long. */
  readonly firstOnly?: boolean
}

/**
 * Compiles schemas together. A new Ajv each time: an instance remembers all it ever compiled, and what tenants send must
 * not pile up. Ajv makes functions out of text; a page that forbids that gets the same answers from an interpreter.
 */
export function compileSchemas(schemas: readonly JsonObject[], settings: CompileOptions = {}): SchemaCheck[] {
  try {
    return compileWithAjv(schemas, settings)
  } catch (failed) {
    if (!(failed instanceof EvalError)) throw failed
    return schemas.map((root) => interpretSchema({ root, among: settings.among ?? [], words }))
  }
}

function compileWithAjv(
  schemas: readonly JsonObject[],
  { among = [], firstOnly = false }: CompileOptions,
): SchemaCheck[] {
  const ajv = new Ajv2020({ ...options, allErrors: !firstOnly, formats: { ...formats } })
  for (const keyword of ownKeywords) ajv.addKeyword(keyword)
  for (const other of among) ajv.addSchema(other as AnySchemaObject)
  return schemas.map((schema) => {
    const validate = ajv.compile(schema)
    return (value) => (validate(value) ? [] : (validate.errors ?? []).slice(0, MAX_ISSUES * 4).map(schemaError))
  })
}

/**
 * Why the data may not be stored under this version: with keys, not ids, in the places. Nothing when it may. `touched` narrows it to
 * these fields, by id; what no field of the version holds is always told.
 */
export function validateData(
  version: BlueprintVersion,
  data: unknown,
  path: Path = [],
  touched?: ReadonlySet<string>,
): Issue[] {
  const issues: Issue[] = []
  checkRecord(recordOf(version), data, path, issues, touched)
  return issues.slice(0, MAX_ISSUES)
}

/** Is this value right for the field? Compiled once for many values. */
export function compileValueCheck(field: FieldDef): (value: unknown) => boolean {
  const known = recordCheck([field], false).byId.get(field.id) as FieldCheck
  return (value) => {
    const issues: Issue[] = []
    checkField(known, value, [], issues)
    return issues.length === 0
  }
}

/** The fields of a record, or of an element of a repeating group, each with its compiled check. */
interface RecordCheck {
  readonly fields: readonly FieldDef[]
  readonly byId: ReadonlyMap<string, FieldCheck>
  readonly isElement: boolean
}

interface FieldCheck {
  readonly field: FieldDef
  readonly check: SchemaCheck
  /** Of a repeating group: what each element must be. */
  readonly element?: RecordCheck
}

function checkRecord(
  { fields, byId, isElement }: RecordCheck,
  data: unknown,
  path: Path,
  issues: Issue[],
  touched?: ReadonlySet<string>,
): void {
  const isAsked = (id: string) => touched === undefined || touched.has(id)
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return void issues.push(issue(path, 'not-a-record'))
  for (const field of fields) {
    // What a person is asked for at the next edit may be missing until then.
    if (field.required === true && !field.askOnEdit && isAsked(field.id) && !Object.hasOwn(data, field.id))
      issues.push(missingIssue(field, path))
  }
  for (const [id, value] of Object.entries(data)) {
    if (issues.length >= MAX_ISSUES) return
    const known = byId.get(id)
    if (known && !isAsked(id)) continue
    if (known) checkField(known, value, [...path, known.field.key], issues)
    else if (isElement && id === '_id') issues.push(...elementIdIssue(value, path))
    else issues.push(unknownIssue(id, fields, path))
  }
}

function checkField({ field, check, element }: FieldCheck, value: unknown, path: Path, issues: Issue[]): void {
  // Ajv looks at every element of a list however long; ours end before.
  const crowded = isMany(field) && Array.isArray(value) && value.length > MAX_ITEMS
  if (crowded)
    issues.push(issue(path, 'too-many', { label: field.label ?? field.key, limit: field.maxItems ?? MAX_ITEMS }))
  if (crowded) return
  const faults = check(value)
  if (faults.length > 0) issues.push(...saidOnce(faults.map((fault) => fieldIssue(field, fault, path))))
  if (!element || !Array.isArray(value)) return
  for (const [i, one] of value.entries()) {
    if (issues.length >= MAX_ISSUES) return
    if (typeof one === 'object' && one !== null && !Array.isArray(one)) checkRecord(element, one, [...path, i], issues)
  }
}

/** Of what is said twice of one place, the first. */
function saidOnce(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>()
  return issues.filter(({ path, code }) => {
    const key = `${path.join('/')} ${code}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

const records = new WeakMap<BlueprintVersion, RecordCheck>()

function recordOf(version: BlueprintVersion): RecordCheck {
  const known = records.get(version)
  if (known) return known
  const made = recordCheck(version.fields, false)
  records.set(version, made)
  return made
}

function recordCheck(fields: readonly FieldDef[], isElement: boolean): RecordCheck {
  const checks = checksOf(fields.map((field) => valueSchema(field, 'stored')))
  const byId = fields.map((field, i): [string, FieldCheck] => {
    const element = field.fields && recordCheck(field.fields, true)
    return [field.id, { field, check: checks[i] as SchemaCheck, ...(element && { element }) }]
  })
  return { fields, byId: new Map(byId), isElement }
}

/**
 * By content: equal fields of any version and tenant share one function, so the next version compiles only what is new in it.
 * The whole text is the key: nothing collides.
 */
const checksByText = new Map<string, SchemaCheck>()
const MAX_CHECKS = 5_000
const MAX_CHECK_TEXT = 8 * 1024 * 1024
let checkText = 0

function checksOf(schemas: readonly JsonObject[]): readonly SchemaCheck[] {
  const texts = schemas.map((schema) => canonicalJson(schema))
  const missing = [...new Map(schemas.map((schema, i) => [texts[i] as string, schema]))].filter(
    ([text]) => !checksByText.has(text),
  )
  const made = missing.length > 0 ? compileSchemas(missing.map(([, schema]) => schema)) : []
  for (const [i, [text]] of missing.entries()) keepCheck(text, made[i] as SchemaCheck)
  const checks = texts.map((text) => checksByText.get(text) as SchemaCheck)
  forgetOldest()
  return checks
}

function keepCheck(text: string, check: SchemaCheck): void {
  checkText += text.length
  checksByText.set(text, check)
}

/** The ones compiled first go first; a version that still uses one keeps it. */
function forgetOldest(): void {
  for (const oldest of checksByText.keys()) {
    if (checksByText.size <= MAX_CHECKS && checkText <= MAX_CHECK_TEXT) return
    checksByText.delete(oldest)
    checkText -= oldest.length
  }
}

const options = {
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

const words: SchemaWords = {
  formats,
  pattern: (pattern) => linearPattern(pattern, 'u'),
  own: Object.fromEntries(
    ownKeywords.flatMap((keyword) => ('validate' in keyword ? [[keyword.keyword, satisfies(keyword)]] : [])),
  ),
}

/** A keyword of one type has nothing to say about values of another. */
function satisfies(keyword: Extract<(typeof ownKeywords)[number], { readonly validate: unknown }>) {
  const validate = keyword.validate as (setting: never, value: never) => boolean
  return (setting: never, value: never) =>
    ('type' in keyword && typeof value !== keyword.type) || validate(setting, value)
}

function schemaError(error: ErrorObject): SchemaError {
  return {
    keyword: error.keyword,
    path: error.instancePath.split('/').slice(1).map(pathStep),
    params: error.params as Record<string, unknown>,
    schema: (error.parentSchema ?? {}) as Record<string, unknown>,
    value: error.data,
  }
}

function pathStep(step: string): string | number {
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
  return /^(0|[1-9]\d{0,8})$/.test(name) ? Number(name) : name
}
