// Does a document have the shape its meta-schema describes? The first question to anything that defines something.
import { blueprintSchema, flowSchema, moduleSchema, opSchema, roleSchema, viewSchema } from '@molde/schemas'
import { type Issue, issue, type Path, pointerOf } from '../errors.ts'
import { type IssueCode, issueTexts } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { type DocumentLimits, definitionLimits, measureDocument } from './check-document.ts'
import type { SchemaCheck, SchemaError } from './schema-error.ts'
import { compileSchemas, MAX_ISSUES } from './validator.ts'

const metaSchemas = {
  blueprint: blueprintSchema,
  op: opSchema,
  flow: flowSchema,
  view: viewSchema,
  role: roleSchema,
  module: moduleSchema,
} as const

export type DocumentKind = keyof typeof metaSchemas

/** Nothing when the document is bounded JSON of that shape; else why not, each reason with its place. */
export function checkShape(
  kind: DocumentKind,
  document: unknown,
  path: Path = [],
  limits: DocumentLimits = definitionLimits,
): Issue[] {
  const { issues, parts } = measureDocument(document, path, limits)
  return issues.length > 0 ? issues : sayFaults(checkOf(kind, parts > MANY_PARTS)(document), path)
}

/** Above this, naming every fault of a document that is wrong everywhere would take too long: the first one is said. */
const MANY_PARTS = 2_000

const checks = new Map<string, SchemaCheck>()

/** Compiled when first asked for: a program that only reads records never pays for it. */
function checkOf(kind: DocumentKind, firstOnly: boolean): SchemaCheck {
  const name = `${kind} ${firstOnly}`
  const known = checks.get(name)
  if (known) return known
  const { [kind]: own, ...others } = metaSchemas
  const [check] = compileSchemas([own as JsonObject], { among: Object.values(others) as JsonObject[], firstOnly })
  checks.set(name, check as SchemaCheck)
  return check as SchemaCheck
}

function sayFaults(faults: readonly SchemaError[], path: Path): Issue[] {
  const alternatives = faults.filter((fault) => fault.keyword === 'anyOf' || fault.keyword === 'oneOf')
  const issues = new Map<string, Issue>()
  for (const fault of faults) {
    if (isInsideAlternative(fault, alternatives)) continue
    const said = sayFault(fault, path)
    const key = `${pointerOf(said.path)} ${said.code}`
    if (!issues.has(key)) issues.set(key, said)
  }
  return [...issues.values()].slice(0, MAX_ISSUES)
}

/** Of "a text or a map", neither fits: the sentence is about the two together, not about each. */
function isInsideAlternative(fault: SchemaError, alternatives: readonly SchemaError[]): boolean {
  return alternatives.some(
    (whole) =>
      whole !== fault &&
      isWithin(fault.path, whole.path) &&
      hasOwnIssue(whole) &&
      (fault.path.length > whole.path.length || fault.keyword !== 'anyOf'),
  )
}

function isWithin(path: Path, whole: Path): boolean {
  return path.length >= whole.length && whole.every((step, i) => step === path[i])
}

function hasOwnIssue(fault: SchemaError): boolean {
  return typeof fault.schema['x-issue'] === 'string'
}

function sayFault(fault: SchemaError, path: Path): Issue {
  const place = [...path, ...fault.path]
  const { params, schema } = fault
  const wish = schema['x-issue']
  if (typeof wish === 'string' && Object.hasOwn(issueTexts, wish))
    return issue(place, wish as IssueCode, { allowed: (schema['enum'] ?? []) as Json })
  switch (fault.keyword) {
    case 'required':
      return issue(place, 'missing-member', { name: String(params['missingProperty']) })
    case 'additionalProperties':
      return unknownMember(place, String(params['additionalProperty']), schema)
    case 'type':
      return issue(place, 'wrong-type', { expected: params['type'] as Json })
    case 'enum':
      return issue(place, 'not-one-of', { allowed: params['allowedValues'] as Json })
    case 'const':
      return issue(place, 'not-one-of', { allowed: [params['allowedValue'] as Json] })
    case 'minLength':
    case 'maxLength':
      return issue(place, 'length-out-of-range', range(schema['minLength'], schema['maxLength']))
    case 'minItems':
    case 'maxItems':
      return issue(place, 'count-out-of-range', range(schema['minItems'], schema['maxItems']))
    case 'minProperties':
    case 'maxProperties':
      return issue(place, 'count-out-of-range', range(schema['minProperties'], schema['maxProperties']))
    case 'minimum':
    case 'maximum':
      return issue(place, 'number-out-of-range', range(schema['minimum'], schema['maximum']))
    case 'discriminator':
      return issue([...place, String(params['tag'])], 'unknown-op', { known: opNames() })
    default:
      return issue(place, 'wrong-form', { form: String(schema['pattern'] ?? fault.keyword) })
  }
}

function range(least: unknown, most: unknown): { readonly [name: string]: Json } {
  return { least: (least ?? 0) as Json, most: (most ?? '…') as Json }
}

function unknownMember(place: Path, name: string, schema: Readonly<Record<string, unknown>>): Issue {
  const known = Object.keys((schema['properties'] ?? {}) as object)
  return issue([...place, name.slice(0, 100)], 'unknown-member', { name: name.slice(0, 100), known })
}

/** Every kind of change there is, from the meta-schema itself. */
function opNames(): string[] {
  return opSchema.oneOf.map(({ $ref }) => $ref.replace('#/$defs/', '').replace(/Op$/, ''))
}
