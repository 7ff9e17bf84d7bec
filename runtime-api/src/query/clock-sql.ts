// How do rows of clocks lead to the records of a list?
import type { ClockPlace, Ground } from './field-sql.ts'
import { inCondition } from './field-sql.ts'
import { type Fragment, joined, sql } from './fragment-sql.ts'

/** Records for whose clock a condition on its row (`k`) is true. */
export function clockRows(ground: Ground, place: ClockPlace, condition: Fragment): Fragment {
  const own = sql('k.tenant = ? AND k.flow = ? AND k.clock = ?', ...clockKey(ground, place))
  const rows = joined([own, condition], ' AND ')
  return { ...rows, sql: `${inCondition(ground, 'no')} IN (SELECT k.record FROM record_clock AS k WHERE ${rows.sql})` }
}

/** Records for whose clock this is empty: looked up for each of them. */
export function noClock(ground: Ground, place: ClockPlace): Fragment {
  const own = 'k.tenant = ? AND k.flow = ? AND k.clock = ? AND k.record = record.no'
  return sql(
    `NOT EXISTS (SELECT 1 FROM record_clock AS k WHERE ${own} AND k.${place.column} IS NOT NULL)`,
    ...clockKey(ground, place),
  )
}

/** Moments of one clock with their records, in the order of its index: `clock_at`, `clock_record`. */
export function clockMoments(ground: Ground, place: ClockPlace): Fragment {
  return sql(
    `(SELECT k.record AS clock_record, k.${place.column} AS clock_at FROM record_clock AS k
      WHERE k.tenant = ? AND k.flow = ? AND k.clock = ? AND k.${place.column} IS NOT NULL) AS clocked`,
    ...clockKey(ground, place),
  )
}

/** What a clock is called in what lists ask: flows number their clocks each for itself, so one of a further flow says which. */
export function clockColumn(
  { no, isFirst }: { readonly no: number; readonly isFirst: boolean },
  clock: string,
): string {
  return isFirst ? clock : `${clock}_${no}`
}

/** Of a blueprint without a flow nothing is found. */
function clockKey({ tenant, flow = 0 }: Ground, { clock }: ClockPlace) {
  return [tenant, ...flowAndClock(flow, clock)] as const
}

/** `first`: the number of the blueprint's first flow. */
function flowAndClock(first: number, column: string): readonly [number, string] {
  const [clock = '', flow] = column.split('_')
  return [flow === undefined ? first : Number(flow), clock]
}
