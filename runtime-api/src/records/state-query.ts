// The state field mirrors the record's state, which has a column and an index of its own: a list that asks for the field reads that.
import type { FieldId, FieldRef, ListQuery, Predicate, SortKey } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'

/** Unchanged while the field has a slot, or while records without a state are left. */
export function byState(definition: Definition, query: ListQuery): ListQuery {
  const field = mirroredField(definition, query.trash)
  if (field === undefined) return query
  return { ...query, where: inPredicate(query.where, field), sort: query.sort.map((key) => inSort(key, field)) }
}

/** Where a field is read in a list of records that are in the trash, or are not. */
export function stateRef(definition: Definition, field: FieldId, trash: boolean): FieldRef {
  return field === mirroredField(definition, trash) ? { member: 'state' } : { field }
}

function mirroredField({ flow, isEntered, readySlots }: Definition, trash: boolean): FieldId | undefined {
  const field = flow?.version.stateField
  return !isEntered || trash || readySlots.some((slot) => slot.field === field) ? undefined : field
}

function inPredicate(predicate: Predicate, field: FieldId): Predicate {
  switch (predicate.op) {
    case 'and':
    case 'or':
      return { ...predicate, of: predicate.of.map((one) => inPredicate(one, field)) }
    case 'not':
      return { ...predicate, of: inPredicate(predicate.of, field) }
    case 'compare-fields':
      return { ...predicate, left: inRef(predicate.left, field), right: inRef(predicate.right, field) }
    case 'always':
    case 'never':
      return predicate
    default:
      return { ...predicate, ref: inRef(predicate.ref, field) }
  }
}

function inSort({ ref, descending, ...key }: SortKey, field: FieldId): SortKey {
  return isField(ref, field) ? { ref: { member: 'state' }, descending } : { ref, descending, ...key }
}

function inRef(ref: FieldRef, field: FieldId): FieldRef {
  return isField(ref, field) ? { member: 'state' } : ref
}

function isField(ref: FieldRef, field: FieldId): boolean {
  return 'field' in ref && ref.field === field
}
