// The state field mirrors the record's state, which has a column and an index of its own: a list that asks for the field reads that.
import type { FieldId, FieldRef, ListQuery, Predicate, SortKey } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'

/**
 * Unchanged while the field has a slot, or while records without a state are left. While a flow that moves records is new, their column
 * does not say yet what the field shows: whoever asks for the state is answered by the field then.
 */
export function byState(definition: Definition, query: ListQuery): ListQuery {
  const moving = movingField(definition)
  if (moving !== undefined)
    return { ...query, where: inPredicate(query.where, moving), sort: query.sort.map((key) => inSort(key, moving)) }
  const field = mirroredField(definition, query.trash)
  if (field === undefined) return query
  const swap: Swap = { from: { field }, to: { member: 'state' } }
  return { ...query, where: inPredicate(query.where, swap), sort: query.sort.map((key) => inSort(key, swap)) }
}

interface Swap {
  readonly from: FieldRef
  readonly to: FieldRef
}

function movingField({ flow, underived }: Definition): Swap | undefined {
  const field = flow?.version.stateField
  if (field === undefined || !underived.has(field)) return undefined
  return { from: { member: 'state' }, to: { field } }
}

/** Where a field is read in a list of records that are in the trash, or are not. */
export function stateRef(definition: Definition, field: FieldId, trash: boolean): FieldRef {
  return field === mirroredField(definition, trash) ? { member: 'state' } : { field }
}

function mirroredField({ flow, isEntered, readySlots, underived }: Definition, trash: boolean): FieldId | undefined {
  const field = flow?.version.stateField
  if (field === undefined || underived.has(field)) return undefined
  return !isEntered || trash || readySlots.some((slot) => slot.field === field) ? undefined : field
}

function inPredicate(predicate: Predicate, swap: Swap): Predicate {
  switch (predicate.op) {
    case 'and':
    case 'or':
      return { ...predicate, of: predicate.of.map((one) => inPredicate(one, swap)) }
    case 'not':
      return { ...predicate, of: inPredicate(predicate.of, swap) }
    case 'compare-fields':
      return { ...predicate, left: inRef(predicate.left, swap), right: inRef(predicate.right, swap) }
    case 'always':
    case 'never':
      return predicate
    default:
      return { ...predicate, ref: inRef(predicate.ref, swap) }
  }
}

function inSort({ ref, descending, ...key }: SortKey, swap: Swap): SortKey {
  return isRef(ref, swap.from) ? { ref: swap.to, descending } : { ref, descending, ...key }
}

function inRef(ref: FieldRef, { from, to }: Swap): FieldRef {
  return isRef(ref, from) ? to : ref
}

function isRef(ref: FieldRef, wanted: FieldRef): boolean {
  return 'field' in wanted
    ? 'field' in ref && ref.field === wanted.field
    : 'member' in ref && 'member' in wanted && ref.member === wanted.member
}
