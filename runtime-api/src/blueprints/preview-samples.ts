// Which records show best what a draft does?
import { decodeRecord, equalJson, type SeenRecord } from '@molde/engine'
import type { RecordRow } from '../record-store/record-table.ts'
import { titlesOfRows } from '../records/titles-of-rows.ts'
import type { Scope } from '../runtime.ts'
import type { Sample } from './preview.ts'
import type { TriedOps } from './tried-ops.ts'

const mostSamples = 5
/** Ways to change that are told apart: a wide record could change in more than one can remember. */
const mostWays = 50

interface SeenRow {
  readonly row: RecordRow
  readonly seen: SeenRecord
  readonly weight: number
}

/** Records that change in different ways, those that change most first; more of the same only where there are no others. */
export class Samples {
  readonly #oneOfEach = new Map<string, SeenRow>()
  readonly #more: SeenRow[] = []

  add(row: RecordRow, seen: SeenRecord): void {
    const changed = changedFields(seen)
    const failing = seen.failures.flatMap(({ fields }) => fields)
    // A value that cannot be carried over is what one wants to see first.
    const weight = changed.length + seen.failures.length * 100
    if (weight === 0) return
    const way = [...changed, '', ...failing].join(' ')
    if (!this.#oneOfEach.has(way) && this.#oneOfEach.size < mostWays) this.#oneOfEach.set(way, { row, seen, weight })
    else if (this.#more.length < mostSamples) this.#more.push({ row, seen, weight })
  }

  async said(scope: Scope, { head, version }: TriedOps): Promise<Sample[]> {
    const byWeight = [...this.#oneOfEach.values()].sort((a, b) => b.weight - a.weight)
    const shown = [...byWeight, ...this.#more].slice(0, mostSamples)
    const titles = await titlesOfRows(
      scope,
      head,
      shown.map(({ row }) => row),
    )
    return shown.map(({ row, seen }) => ({
      id: row.id,
      title: titles.get(row.id) ?? '',
      before: decodeRecord(head, seen.before),
      after: decodeRecord(version, seen.after),
      failing: fieldsOf(seen.failures),
      waiting: fieldsOf(seen.failures.filter(({ waits }) => waits)),
    }))
  }
}

function fieldsOf(failures: SeenRecord['failures']): readonly string[] {
  return [...new Set(failures.flatMap(({ fields }) => fields))]
}

function changedFields({ before, after }: SeenRecord): readonly string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields].filter((id) => !equalJson(before[id] ?? null, after[id] ?? null)).sort()
}
