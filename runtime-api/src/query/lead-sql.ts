// What leads to the rows of a list: a part of the filter that few rows pass, or the order when many do?
import type { FieldRef, ListQuery, Predicate } from '@molde/engine'
import { type Ground, type Lead, placeOf } from './field-sql.ts'
import { sortColumns } from './order-sql.ts'

/** So many rows are put in order in no time. */
export const fewRows = 1_000

/** A part of the filter that an index can find the rows of. */
interface LeadingPart {
  readonly predicate: Predicate
  readonly columns: ReadonlySet<string>
}

/** How many rows pass a part, counted to a little more than `fewRows`. */
export type Probe = (part: Predicate) => Promise<number>

/** Undefined when there is nothing to choose. */
export async function chooseLead(ground: Ground, query: ListQuery, probe: Probe): Promise<Lead | undefined> {
  const parts = leadingParts(ground, query.where)
  const order = orderColumn(ground, query)
  if (parts.length === 0 || order === undefined) return undefined
  // One value in the default order: its index has the rows in that order, however many they are.
  const inOrder = order === 'no' ? parts.find(isEqual) : undefined
  if (inOrder && parts.length === 1) return undefined
  const counted = await Promise.all(parts.map(async (part) => ({ part, rows: await probe(part.predicate) })))
  const fewest = counted.reduce((least, one) => (one.rows < least.rows ? one : least))
  if (fewest.rows <= fewRows) return { by: 'filter', columns: fewest.part.columns }
  return { by: 'order', columns: inOrder?.columns ?? new Set([order]) }
}

function leadingParts(ground: Ground, where: Predicate): readonly LeadingPart[] {
  const parts = where.op === 'and' ? where.of : [where]
  return parts.flatMap((predicate) => {
    const columns = columnsOf(ground, predicate)
    return columns ? [{ predicate, columns: new Set(columns) }] : []
  })
}

/** The column by which an index delivers the order; undefined when none does. */
function orderColumn(ground: Ground, query: ListQuery): string | undefined {
  const columns = sortColumns(ground, query.sort)
  if (!columns) return undefined
  const [first] = columns
  if (!first) return 'no'
  return first.indexed ? first.plain : undefined
}

/** The columns by whose indexes the rows are found; undefined when some rows would be found by none. */
function columnsOf(ground: Ground, part: Predicate): readonly string[] | undefined {
  switch (part.op) {
    case 'compare':
      if (placeOf(ground, part.ref)?.kind === 'clock') return ['no']
      return part.cmp === 'ne' ? undefined : indexedColumn(ground, part.ref)
    case 'in':
    case 'startsWith':
      return indexedColumn(ground, part.ref)
    case 'has':
      return ['no']
    case 'or':
      return columnsOfAll(part.of.map((one) => columnsOf(ground, one)))
    default:
      return undefined
  }
}

function columnsOfAll(alternatives: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  if (alternatives.length === 0) return undefined
  return alternatives.every((columns) => columns !== undefined) ? alternatives.flat() : undefined
}

function indexedColumn(ground: Ground, ref: FieldRef): readonly string[] | undefined {
  const place = placeOf(ground, ref)
  if (place?.kind === 'slot') return [place.slot]
  return place?.kind === 'member' && (place.name === 'state' || place.name === 'id') ? [place.name] : undefined
}

function isEqual({ predicate }: LeadingPart): boolean {
  return predicate.op === 'compare' && predicate.cmp === 'eq'
}
