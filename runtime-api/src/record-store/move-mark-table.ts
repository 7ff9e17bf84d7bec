// Which jobs have moved a record, and from where? The last one stands in the row; what it moved on, undoing it gives back.
import type { Db } from '../store/store.ts'
import { inChunks } from './record-table.ts'

export interface MoveMark {
  /** The number of the job that moved the record last, and the version it had before. */
  readonly job: number
  readonly from: number
  /** The same of the moves before, latest first. */
  readonly earlier: readonly Move[]
}

type Move = readonly [job: number, from: number]

/** Older moves are forgotten: nobody takes back that many, one after the other. */
const mostMoves = 20

export interface MarkColumns {
  readonly migrated_by_job: number | null
  readonly migrated_from: number | null
  /** JSON text. */
  readonly moved_before: string | null
}

export const markColumns = 'migrated_by_job, migrated_from, moved_before'

/** Undefined: no job has moved it, or all that did are undone. */
export function markOf({ migrated_by_job: job, migrated_from: from, moved_before: before }: MarkColumns) {
  if (job === null || from === null) return undefined
  return { job: Number(job), from, earlier: before === null ? noMoves : (JSON.parse(before) as Move[]) }
}

const noMoves: readonly Move[] = []

export function columnsOf(mark: MoveMark | undefined): MarkColumns {
  const before = mark && mark.earlier.length > 0 ? JSON.stringify(mark.earlier) : null
  return { migrated_by_job: mark?.job ?? null, migrated_from: mark?.from ?? null, moved_before: before }
}

export function markedBy(job: number, from: number, before: MoveMark | undefined): MoveMark {
  const earlier = before ? [[before.job, before.from] as const, ...before.earlier].slice(0, mostMoves) : noMoves
  return { job, from, earlier }
}

/** As it was before the last move. */
export function withoutLast({ earlier }: MoveMark): MoveMark | undefined {
  const [last, ...rest] = earlier
  return last && { job: last[0], from: last[1], earlier: rest }
}

/** Of these records, by number; those that no job has moved are left out. */
export async function marksOf(db: Db, tenant: number, nos: readonly number[]): Promise<ReadonlyMap<number, MoveMark>> {
  const text = `SELECT no, ${markColumns} FROM record WHERE tenant = ? AND no IN`
  const rows = await inChunks<MarkColumns & { readonly no: number }>(db, text, [tenant], nos)
  return new Map(
    rows.flatMap((row) => {
      const mark = markOf(row)
      return mark ? [[row.no, mark] as const] : []
    }),
  )
}
