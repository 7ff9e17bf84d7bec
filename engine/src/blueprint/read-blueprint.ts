// How does a blueprint that somebody sent become version 1 of one that is stored?
import type { BlueprintDocument, WireField, WireRule, WireUnique } from '@molde/schemas'
import { type Issue, issue, MoldeError, type Path, refuseIf } from '../errors.ts'
import { type FieldId, type IdGiver, partNamed, type RuleId, type UniqueId } from '../ids.ts'
import { deepFreeze, isJsonObject } from '../json.ts'
import type { BlueprintVersion, FieldDef, Rule, Unique } from './blueprint.ts'
import { checkBlueprint, MAX_OPTIONS } from './check-blueprint.ts'
import { checkDocument } from './check-document.ts'
import { checkShape } from './check-shape.ts'
import type { Neighbours } from './computed-context.ts'
import { computedOf } from './computed-wire.ts'
import { readComputed, type WantedComputed } from './read-computed.ts'
import { completeField, type Reading, readExpression, readFields, refuseTwins, takeId } from './read-field.ts'
import { readSchema } from './schema-to-fields.ts'
import { scopeOf } from './scope-of.ts'
import { MAX_ISSUES } from './validator.ts'

/**
 * Reads a field list, or `{ name, schema }` with a JSON Schema. Ids that stand in the document are kept.
 * Throws a MoldeError that names everything wrong and where.
 */
export function newBlueprint(wire: unknown, ids: IdGiver, neighbours: Neighbours = {}): BlueprintVersion {
  refuseIf(checkDocument(wire))
  if (!isJsonObject(wire) || !Object.hasOwn(wire, 'schema')) return readDocument(wire, ids, neighbours)
  const { document, placeOf } = readSchema(wire)
  return atPlaces(placeOf, () => readDocument(document, ids, neighbours))
}

/** What an earlier version leaves to a later one, or a schema brings along. */
export interface Inherited extends Neighbours {
  readonly version?: number
  readonly reserved?: readonly FieldId[]
}

export function readDocument(wire: unknown, ids: IdGiver, inherited: Inherited = {}): BlueprintVersion {
  refuseIf(checkShape('blueprint', wire))
  const document = wire as BlueprintDocument
  const reading: Reading = { ids, issues: [], taken: new Set() }
  refuseIf([...checkOptionCount(document), ...checkExpressionText(document)])
  keepIds(document, ids)
  const raw = readFields(document.fields, reading, ['fields'])
  refuseFirst(reading.issues)
  const known = readComputed(raw, wantedIn(document, raw), {
    ...inherited,
    name: document.name,
    issues: reading.issues,
  })
  refuseFirst(reading.issues)
  const fields = known.map((field, i) =>
    completeField(field, document.fields[i] as WireField, known, reading.issues, ['fields', i]),
  )
  const titleField =
    document.titleField === undefined
      ? undefined
      : fieldNamed(fields, document.titleField, reading.issues, ['titleField'])
  const version: BlueprintVersion = {
    name: document.name,
    version: inherited.version ?? 1,
    ...(document.label !== undefined && { label: document.label }),
    ...(document.plural !== undefined && { plural: document.plural }),
    ...(document.icon !== undefined && { icon: document.icon }),
    ...(titleField && { titleField: titleField.id }),
    fields,
    rules: (document.rules ?? []).flatMap((rule, i) => readRule(rule, fields, reading, ['rules', i]) ?? []),
    uniques: (document.uniques ?? []).flatMap((unique, i) => readUnique(unique, fields, reading, ['uniques', i]) ?? []),
    reserved: inherited.reserved ?? [],
  }
  refuseFirst(reading.issues)
  refuseFirst(checkBlueprint(version))
  return deepFreeze(version)
}

function wantedIn(document: BlueprintDocument, fields: readonly FieldDef[]): WantedComputed[] {
  return document.fields.flatMap((wire, i) =>
    computedOf(wire) ? [{ id: (fields[i] as FieldDef).id, wire, path: ['fields', i] }] : [],
  )
}

export function readRule(wire: WireRule, fields: readonly FieldDef[], reading: Reading, path: Path): Rule | undefined {
  const check = readExpression(wire.check, scopeOf({ fields }), { kind: 'boolean' }, reading.issues, [...path, 'check'])
  return check && { id: takeId(reading, 'r', wire.id, path) as RuleId, check, message: wire.message }
}

export function readUnique(
  wire: WireUnique,
  fields: readonly FieldDef[],
  reading: Reading,
  path: Path,
): Unique | undefined {
  const { id, fields: names } = 'fields' in wire ? wire : { id: undefined, fields: wire }
  const place = 'fields' in wire ? [...path, 'fields'] : path
  const found = names.map((name, i) => fieldNamed(fields, name, reading.issues, [...place, i]))
  if (found.some((field) => field === undefined)) return undefined
  const ids = found.map((field) => (field as FieldDef).id)
  refuseTwins(ids, 'key', reading, place)
  return { id: takeId(reading, 'u', id, path) as UniqueId, fields: ids }
}

/** A field by key or id; where both could match, the key wins. */
export function fieldNamed(
  fields: readonly FieldDef[],
  name: string,
  issues: Issue[],
  path: Path,
): FieldDef | undefined {
  const found = partNamed(fields, name)
  if (!found) issues.push(issue(path, 'unknown-field', { name, known: fields.slice(0, 50).map((field) => field.key) }))
  return found
}

/** Before anything is made of them. */
function checkOptionCount(document: BlueprintDocument): Issue[] {
  const count = (fields: readonly WireField[]): number =>
    fields.reduce((sum, field) => sum + (field.options?.length ?? 0) + count(field.fields ?? []), 0)
  return count(document.fields) > MAX_OPTIONS ? [issue(['fields'], 'too-many-options', { limit: MAX_OPTIONS })] : []
}

/** Characters of all expressions together: each is parsed and checked, at about a megabyte per second. */
const MAX_EXPRESSION_TEXT = 40_000

function checkExpressionText(document: BlueprintDocument): Issue[] {
  const texts = [...document.fields.map(expressionText), ...(document.rules ?? []).map((rule) => rule.check.length)]
  const total = texts.reduce((sum, length) => sum + length, 0)
  return total > MAX_EXPRESSION_TEXT ? [issue([], 'too-much-expression', { limit: MAX_EXPRESSION_TEXT })] : []
}

function expressionText(field: WireField): number {
  const { showWhen = '', default: standing, fields = [] } = field
  const { expr = '', where = '' } = computedOf(field) ?? {}
  const worked = isJsonObject(standing) && typeof standing['expr'] === 'string' ? standing['expr'].length : 0
  return (
    showWhen.length +
    worked +
    expr.length +
    where.length +
    fields.reduce((sum, field) => sum + expressionText(field), 0)
  )
}

/** Ids in the document are never given out again, wherever in it they stand. */
function keepIds(document: BlueprintDocument, ids: IdGiver): void {
  const keepAll = (fields: readonly WireField[]): void => {
    for (const field of fields) {
      if (field.id !== undefined) ids.keep(field.id)
      for (const option of field.options ?? [])
        if (typeof option !== 'string' && option.id !== undefined) ids.keep(option.id)
      keepAll(field.fields ?? [])
    }
  }
  keepAll(document.fields)
  for (const part of [...(document.rules ?? []), ...(document.uniques ?? [])])
    if ('id' in part && part.id !== undefined) ids.keep(part.id)
}

/** A document with very many faults shows the first ones. */
function refuseFirst(issues: readonly Issue[]): void {
  refuseIf(issues.slice(0, MAX_ISSUES))
}

/** Says the places of a refusal in terms of what was really sent. */
export function atPlaces<T>(placeOf: (path: Path) => Path, run: () => T): T {
  try {
    return run()
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    throw new MoldeError(refused.issues.map((said) => ({ ...said, path: placeOf(said.path) })))
  }
}
