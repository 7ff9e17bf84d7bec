// Does the filter or the order lead to the rows of a list? Few rows pass: the filter does. Many pass: the order does.
import type { ListQuery, Predicate } from '@molde/engine'
import { type Ground, placeOf } from './field-sql.ts'
import { sortColumns } from './order-sql.ts'

/** So many rows are put in order in no time. */
export const fewRows = 1_000

/** The parts of the filter that an index can lead by, when the choice must be made; undefined when there is none to make. */
export function leadingParts(ground: Ground, query: ListQuery): readonly Predicate[] | undefined {
  const parts = query.where.op === 'and' ? query.where.of : [query.where]
  const leading = parts.filter((part) => canLead(ground, part))
  if (leading.length === 0) return undefined
  // An index of one value is in the default order too: filter and order lead together.
  return query.sort.length === 0 && leading.some(isEqual) ? undefined : leading
}

/** The column by which an index would deliver the order; undefined when none does. */
export function orderColumn(ground: Ground, query: ListQuery): string | undefined {
  const columns = sortColumns(ground, query.sort)
  if (!columns) return undefined
  const [first] = columns
  if (!first) return 'no'
  return first.indexed ? first.plain : undefined
}

function canLead(ground: Ground, part: Predicate): boolean {
  switch (part.op) {
    case 'compare':
      return part.cmp !== 'ne' && hasIndex(ground, part.ref)
    case 'in':
    case 'startsWith':
      return hasIndex(ground, part.ref)
    case 'has':
      return true
    case 'and':
      return part.of.some((one) => canLead(ground, one))
    case 'or':
      return part.of.length > 0 && part.of.every((one) => canLead(ground, one))
    default:
      return false
  }
}

function isEqual(part: Predicate): boolean {
  return part.op === 'compare' && part.cmp === 'eq'
}

function hasIndex(ground: Ground, ref: Extract<Predicate, { readonly op: 'compare' }>['ref']): boolean {
  const place = placeOf(ground, ref)
  return place?.kind === 'slot' || (place?.kind === 'member' && (place.name === 'state' || place.name === 'id'))
}
