// Which names may an expression of this version use, and what are they?
import type { ExpressionScope, ScopeField } from '../expression/types.ts'
import type { BlueprintVersion, FieldDef } from './blueprint.ts'
import { valueTypeOf } from './field-types.ts'

export function scopeOf(version: Pick<BlueprintVersion, 'fields'>): ExpressionScope {
  return { fields: version.fields.map(scopeField) }
}

/** A default is worked out before there is a record: it knows the moment, the actor and the fields filled before it. */
export function defaultScope(version: Pick<BlueprintVersion, 'fields'>): ExpressionScope {
  return { ...scopeOf(version), allow: { input: false, actor: true, now: true, record: false } }
}

/**
 * A formula reads fields of its record and nothing else: it is worked out when one of them changes, and neither the clock nor
 * whoever looks would tell it.
 */
export function formulaScope(version: Pick<BlueprintVersion, 'fields'>): ExpressionScope {
  return { ...scopeOf(version), allow: { input: false, actor: false, now: false } }
}

function scopeField(field: FieldDef): ScopeField {
  return {
    id: field.id,
    key: field.key,
    type: valueTypeOf(field),
    ...(field.options && { options: field.options.map(({ id, key }) => ({ id, key })) }),
    ...(field.fields && { fields: field.fields.map(scopeField) }),
  }
}
