// How are lookups and roll-ups read? They name fields of another blueprint, which must be at hand.
import type { WireComputed } from '@molde/schemas'
import { type Issue, issue, type Path } from '../errors.ts'
import { checkExpression } from '../expression/check-expression.ts'
import { someOf } from '../expression/near.ts'
import { sayExpression } from '../expression/say-expression.ts'
import { type FieldId, partNamed } from '../ids.ts'
import type { FieldDef, RollupFunction } from './blueprint.ts'
import type { ComputedContext, ReadComputed, Shape } from './computed-context.ts'
import { canLookUp, lookupResult, rollupResult, rollupsOf } from './computed-result.ts'
import { formulaScope } from './scope-of.ts'

type At = (member: string) => Path

/** Stands where an id of another blueprint is not known. */
const nobody: FieldId = 'f0'

export function readLookup(
  said: WireComputed,
  fields: readonly FieldDef[],
  context: ComputedContext,
  at: At,
): ReadComputed | undefined {
  const { issues } = context
  const via = named(fields, said.via, at('via'), issues)
  if (!via) return undefined
  if (via.type !== 'relation' || via.many || via.computed) {
    issues.push(issue(at('via'), 'lookup-via', { label: via.label ?? via.key, known: relationsIn(fields, true) }))
    return undefined
  }
  const target = neighbour(via.blueprint ?? '', fields, context)
  const key = said.field ?? ''
  if (target === 'unknown')
    return { computed: { kind: 'lookup', via: via.id, field: nobody, names: { field: key } }, result: undefined }
  if (!target) return noBlueprint(via.blueprint ?? '', at('via'), issues)
  const field = named(target.fields, key, at('field'), issues)
  if (!field) return undefined
  if (!canLookUp(field)) {
    issues.push(issue(at('field'), 'not-looked-up', { label: field.label ?? field.key }))
    return undefined
  }
  const computed = { kind: 'lookup', via: via.id, field: field.id, names: { field: field.key } } as const
  return { computed, result: lookupResult(field) }
}

export function readRollup(
  said: WireComputed,
  fields: readonly FieldDef[],
  context: ComputedContext,
  at: At,
): ReadComputed | undefined {
  const { issues } = context
  const blueprint = said.blueprint ?? ''
  const wanted = said.function as RollupFunction
  if ((said.field === undefined) !== (wanted === 'count')) {
    issues.push(issue(at('field'), 'rollup-field', { function: wanted }))
    return undefined
  }
  const related = neighbour(blueprint, fields, context)
  if (related === 'unknown') return unseen(said, wanted)
  if (!related) return noBlueprint(blueprint, at('blueprint'), issues)
  const via = named(related.fields, said.via, at('via'), issues)
  const field = said.field === undefined ? undefined : named(related.fields, said.field, at('field'), issues)
  const where = said.where === undefined ? undefined : readWhere(said.where, related, at('where'), issues)
  if (!via || (said.field !== undefined && !field) || (said.where !== undefined && !where)) return undefined
  if (via.type !== 'relation' || via.blueprint !== context.name || via.computed) {
    const known = related.fields.flatMap((one) => (one.blueprint === context.name && !one.computed ? [one.key] : []))
    issues.push(issue(at('via'), 'rollup-via', { label: via.label ?? via.key, blueprint: context.name, known }))
    return undefined
  }
  if (field && !rollupsOf(field).includes(wanted)) {
    const known = rollupsOf(field)
    issues.push(issue(at('function'), 'rollup-not-possible', { label: field.label ?? field.key, name: wanted, known }))
    return undefined
  }
  const names = {
    via: via.key,
    ...(field && { field: field.key }),
    ...(where && { where: sayExpression(where, formulaScope(related)) }),
  }
  const ids = { via: via.id, ...(field && { field: field.id }), ...(where && { where }) }
  return {
    computed: { kind: 'rollup', blueprint, function: wanted, ...ids, names },
    result: rollupResult(wanted, field),
  }
}

function readWhere(text: string, shape: Shape, path: Path, issues: Issue[]) {
  const checked = checkExpression(text, formulaScope(shape), { kind: 'boolean' }, path)
  if ('issues' in checked) {
    issues.push(...checked.issues)
    return undefined
  }
  const { usesRecord, usesNow } = checked.expression
  if (usesRecord.length === 0 && !usesNow) return checked.expression
  issues.push(issue(path, 'formula-reads-around'))
  return undefined
}

function unseen(said: WireComputed, wanted: RollupFunction): ReadComputed {
  const names = {
    via: said.via ?? '',
    ...(said.field !== undefined && { field: said.field }),
    ...(said.where !== undefined && { where: said.where }),
  }
  const field = said.field === undefined ? {} : { field: nobody }
  const computed = {
    kind: 'rollup',
    blueprint: said.blueprint ?? '',
    via: nobody,
    function: wanted,
    ...field,
    names,
  } as const
  return { computed, result: wanted === 'count' ? { type: 'integer' } : undefined }
}

/** A blueprint may look at itself. */
function neighbour(name: string, fields: readonly FieldDef[], context: ComputedContext): Shape | 'unknown' | undefined {
  if (name === context.name) return { fields }
  return context.blueprintNamed ? context.blueprintNamed(name) : 'unknown'
}

function noBlueprint(name: string, path: Path, issues: Issue[]): undefined {
  issues.push(issue(path, 'related-blueprint-missing', { name }))
}

function named(
  fields: readonly FieldDef[],
  name: string | undefined,
  path: Path,
  issues: Issue[],
): FieldDef | undefined {
  const found = partNamed(fields, name)
  if (!found)
    issues.push(issue(path, 'unknown-field', { name: name ?? '', known: someOf(fields.map(({ key }) => key)) }))
  return found
}

function relationsIn(fields: readonly FieldDef[], toOne: boolean): string[] {
  return fields.flatMap((field) =>
    field.type === 'relation' && !field.computed && !(toOne && field.many) ? [field.key] : [],
  )
}
