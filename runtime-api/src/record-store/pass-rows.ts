// How do records leave one blueprint for another? With everything that hangs on them; number, id, links to them and history stay.
import type { Projection } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { addHistories, diffOf } from './history-table.ts'
import { moveLinks } from './link-table.ts'
import { changeRows } from './many-rows-table.ts'
import type { MarkColumns } from './move-mark-table.ts'
import { CountChanges } from './move-record.ts'
import { atticText, derivedColumn, numbersOf, type RecordRow, type RowChange, slotNames } from './record-table.ts'
import { queueWords } from './search-table.ts'
import { moveTags } from './tag-table.ts'
import { freeUniques, takeUniques } from './unique-table.ts'

export interface RowPassing {
  readonly from: RecordRow
  readonly to: {
    readonly row: Pick<
      RecordRow,
      'blueprint' | 'version' | 'data' | 'attic' | 'state' | 'flowVersion' | 'derivedVersion'
    >
    readonly mark: MarkColumns
    /** What hangs on it here, and there. */
    readonly before: Projection
    readonly after: Projection
  }
}

interface Act {
  readonly at: number
  readonly actor: string | null
}

/**
 * All of one blueprint into one other. Answers the numbers of those that passed: compare-and-set, the others were written by somebody
 * meanwhile. Throws `UniqueTaken`.
 */
export async function passRows(
  tx: Db,
  tenant: number,
  passings: readonly RowPassing[],
  { at, actor }: Act,
): Promise<ReadonlySet<number>> {
  const ids = passings.flatMap(({ to: { before, after } }) =>
    [...before.links, ...after.links, ...after.relations].map(({ id }) => id),
  )
  const numbers = ids.length === 0 ? new Map<string, number>() : await numbersOf(tx, tenant, [...new Set(ids)])
  const done = await changeRows(
    tx,
    tenant,
    passings.map(({ from, to }) => ({ before: from, change: changeOf(to, numbers, at), grows: true })),
  )
  const passed = passings
    .filter(({ from }) => done.has(from.no))
    .map(({ from, to }) => ({ from, to: { ...from, ...to.row, rev: from.rev + 1 }, hung: to }))
  const live = passed.filter(({ from }) => from.live)
  await freeUniques(
    tx,
    tenant,
    live.map(({ from, hung }) => ({ owner: from, uniques: hung.before.uniques })),
  )
  await takeUniques(
    tx,
    tenant,
    live.map(({ to, hung }) => ({ owner: to, uniques: hung.after.uniques })),
  )
  await moveTags(
    tx,
    tenant,
    passed.flatMap(({ from, to, hung }) => [
      { owner: from, before: hung.before.tags, after: [] },
      { owner: to, before: [], after: hung.after.tags },
    ]),
  )
  const gone = passed.map(({ from, hung }) => ({ no: from.no, before: hung.before.links, after: [] }))
  await moveLinks(tx, tenant, gone, numbers)
  const come = passed.map(({ from, hung }) => ({ no: from.no, before: [], after: hung.after.links }))
  await moveLinks(tx, tenant, come, numbers)
  const counts = new CountChanges()
  for (const { from, to } of passed) counts.move(from, to)
  await counts.write(tx, tenant)
  await addHistories(
    tx,
    tenant,
    passed.map(({ from, to }) => {
      const diff = { ...diffOf(from, to, 'passed'), blueprint: [from.blueprint, to.blueprint] as const }
      return { no: from.no, rev: to.rev, at, actor, diff }
    }),
  )
  const words = passed.map(({ to, hung }) => ({ no: to.no, blueprint: to.blueprint, words: hung.after.words }))
  await queueWords(tx, tenant, words, at)
  return done
}

function changeOf({ row, mark, after }: RowPassing['to'], numbers: ReadonlyMap<string, number>, at: number): RowChange {
  return {
    // A slot means something else in each blueprint.
    ...Object.fromEntries(slotNames.map((slot) => [slot, after.slots[slot] ?? null])),
    ...Object.fromEntries(after.relations.map(({ slot, id }) => [slot, numbers.get(id) ?? null])),
    ...mark,
    ...{ blueprint: row.blueprint, version: row.version, derived_version: derivedColumn(row) },
    ...{ state: row.state, flow_version: row.flowVersion, bad: after.bad },
    ...{ data: JSON.stringify(row.data), attic: atticText(row.attic), updated_at: at },
  }
}
