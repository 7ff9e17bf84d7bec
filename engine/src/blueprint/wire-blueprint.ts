// How does the API say a stored version? Names outside, ids beside them.
import { sayExpression } from '../expression/say-expression.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { BlueprintVersion, Default, FieldDef } from './blueprint.ts'
import { wireComputed } from './computed-wire.ts'
import { wireChoice } from './read-field.ts'
import { defaultScope, scopeOf } from './scope-of.ts'

/** Sending the answer back as a new blueprint gives the same fields with the same ids. */
export function wireBlueprint(version: BlueprintVersion): JsonObject {
  const scope = scopeOf(version)
  return {
    name: version.name,
    version: version.version,
    ...(version.label !== undefined && { label: version.label }),
    ...(version.plural !== undefined && { plural: version.plural }),
    ...(version.icon !== undefined && { icon: version.icon }),
    ...(version.titleField && { titleField: keyOf(version, version.titleField) }),
    fields: version.fields.map((field) => wireField(field, version)),
    rules: version.rules.map(({ id, check, message }) => ({ id, check: sayExpression(check, scope), message })),
    uniques: version.uniques.map((unique) => unique.fields.map((field) => keyOf(version, field))),
  }
}

export function wireField(field: FieldDef, version: Pick<BlueprintVersion, 'fields'>): JsonObject {
  const { default: standing, showWhen, computed, fields, ...plain } = field
  return {
    ...(plain as unknown as JsonObject),
    ...(standing && { default: wireDefault(field, standing, version) }),
    ...(showWhen && { showWhen: sayExpression(showWhen, scopeOf(version)) }),
    ...(computed && { computed: wireComputed(field, version) }),
    ...(fields && { fields: fields.map((inner) => wireField(inner, version)) }),
  }
}

/** A literal that looks like `{ "expr": … }` or `{ "value": … }` is wrapped, so that it is read as what it is. */
function wireDefault(field: FieldDef, standing: Default, version: Pick<BlueprintVersion, 'fields'>): Json {
  if ('expr' in standing) return { expr: sayExpression(standing.expr, defaultScope(version)) }
  const value = wireChoice(field, standing.value)
  const looksLikeOne =
    isJsonObject(value) &&
    Object.keys(value).length === 1 &&
    (Object.hasOwn(value, 'expr') || Object.hasOwn(value, 'value'))
  return looksLikeOne ? { value } : value
}

export function keyOf(version: Pick<BlueprintVersion, 'fields'>, id: string): string {
  return version.fields.find((field) => field.id === id)?.key ?? id
}
