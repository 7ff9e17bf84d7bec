// The one place where a list becomes SQL: which records of a blueprint, in which order, from where on.
import { type FieldId, isReadBackward, type ListQuery, type SlotName } from '@molde/engine'
import { plannedEachTime } from '../store/statement-text.ts'
import { clockMoments } from './clock-sql.ts'
import type { Ground } from './field-sql.ts'
import { checkedSlot } from './field-sql.ts'
import { type Fragment, joined, sql } from './fragment-sql.ts'
import { type Phase, type Position, phasesOf, type SortColumn, sortColumns } from './order-sql.ts'
import { type Condition, predicateSql } from './predicate-sql.ts'

export interface ListPlan {
  readonly ground: Ground
  readonly live: 0 | 1
  /** Conditions that all must hold; those an index may answer come first. */
  readonly conditions: readonly Condition[]
  /** Undefined: a sort key has no column, the order is made outside of the database. */
  readonly columns: readonly SortColumn[] | undefined
  /** Each row must be looked at again before it is taken. */
  readonly recheck: boolean
  /** Fields that are read from documents. */
  readonly scanned: readonly FieldId[]
  readonly search?: Fragment
  /** The words are looked for in each row. */
  readonly wordsInRow?: true
}

export function planList(ground: Ground, query: ListQuery, viewKey?: SlotName): ListPlan {
  const live = query.trash ? 0 : 1
  if (viewKey !== undefined) return planKeyed(ground, query, checkedSlot(viewKey), live)
  const parts = query.where.op === 'and' ? query.where.of : [query.where]
  const conditions = parts.filter(({ op }) => op !== 'always').map((part) => predicateSql(ground, part))
  const columns = sortColumns(ground, query.sort)
  const unslotted = columns
    ? []
    : query.sort.flatMap(({ ref }) => ('field' in ref && !hasSlot(ground, ref.field) ? [ref.field] : []))
  return {
    ground,
    live,
    conditions: [...conditions].sort((a, b) => Number(a.scanned.length > 0) - Number(b.scanned.length > 0)),
    columns,
    recheck: query.residual !== undefined || conditions.some(({ truth }) => truth === 'rough'),
    scanned: [...new Set([...conditions.flatMap(({ scanned }) => scanned), ...unslotted])],
  }
}

/** A pinned view: its key says which records are in it and in which order. */
function planKeyed(ground: Ground, { sort }: ListQuery, slot: SlotName, live: 0 | 1): ListPlan {
  const inView = sort.length > 0 ? `${slot} IS NOT NULL` : `${slot} = ''`
  const key: SortColumn = {
    sql: slot,
    plain: slot,
    descending: isReadBackward(sort),
    nullable: false,
    type: 'text',
    indexed: true,
  }
  return {
    ground,
    live,
    conditions: [{ ...sql(inView), truth: 'exact', scanned: [] }],
    columns: sort.length > 0 ? [key] : [],
    recheck: false,
    scanned: [],
  }
}

export function hasSlot({ slots }: Ground, field: FieldId): boolean {
  return slots.some((slot) => slot.field === field)
}

/** One page of one phase; `columns` are constants. */
export function pageSql(plan: ListPlan, columns: string, phase: Phase, limit: number): Fragment {
  const where = whereOf(plan, plan.conditions, phase.where)
  const from = fromOf(plan, phase)
  return {
    sql: `${plannedEachTime}SELECT ${columns} FROM ${from.sql} WHERE ${where.sql} ORDER BY ${phase.order} LIMIT ?`,
    bindings: [...from.bindings, ...where.bindings, limit],
  }
}

/** The values of the sort keys, as `k0`, `k1` …: where no row of the clock leads to the record, there is no moment. */
export function keysOf({ columns = [] }: Pick<ListPlan, 'columns'>, phase: Phase): readonly string[] {
  return columns.map(({ clock, plain }, i) => `${clock && !phase.clock ? 'NULL' : plain} AS k${i}`)
}

function fromOf({ ground }: ListPlan, { clock }: Phase): Fragment {
  if (!clock) return sql(ground.lead?.by === 'search' ? searchFirst : 'record')
  const moments = clockMoments(ground, clock)
  const on = 'ON record.no = clocked.clock_record'
  if (ground.dialect === 'postgres') return { ...moments, sql: `${moments.sql} JOIN record ${on}` }
  const order = ground.lead?.by === 'filter' ? `record CROSS JOIN ${moments.sql}` : `${moments.sql} CROSS JOIN record`
  return { ...moments, sql: `${order} ${on}` }
}

/** SQLite never changes the order of tables in a CROSS JOIN. */
const searchFirst = 'record_search CROSS JOIN record ON record.no = record_search.rowid'

/** Every row, in no order, but no more than `limit`. */
export function rowsSql(plan: ListPlan, columns: string, limit: number): Fragment {
  const where = whereOf(plan, plan.conditions, [])
  return {
    sql: `${plannedEachTime}SELECT ${columns} FROM record WHERE ${where.sql} LIMIT ?`,
    bindings: [...where.bindings, limit],
  }
}

/** How many rows there are, counted no further than `limit`. */
export function countSql(plan: ListPlan, conditions: readonly Condition[], limit: number): Fragment {
  const where = whereOf(plan, conditions, [])
  return {
    sql: `${plannedEachTime}SELECT COUNT(*) AS n FROM (SELECT 1 FROM record WHERE ${where.sql} LIMIT ?) AS counted`,
    bindings: [...where.bindings, limit],
  }
}

export function phasesFor(plan: ListPlan, position: Position | undefined): readonly Phase[] {
  return phasesOf(plan.ground, plan.columns ?? [], position)
}

function whereOf(plan: ListPlan, conditions: readonly Fragment[], more: readonly Fragment[]): Fragment {
  const { tenant, blueprint } = plan.ground
  const first = sql(`tenant = ? AND blueprint = ? AND live = ${plan.live}`, tenant, blueprint)
  const rest = [...conditions, ...more, ...(plan.search ? [plan.search] : [])]
  return joined([first, ...rest.map((part) => ({ ...part, sql: `(${part.sql})` }))], ' AND ')
}
