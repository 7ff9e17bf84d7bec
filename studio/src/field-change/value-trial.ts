// What would become of real values: the engine's own conversion, run over records that were fetched.
import {
  decodeRecord,
  encodeRecord,
  failingPattern,
  failingText,
  type Json,
  type JsonObject,
  type Outcome,
  type StoredData,
  valueJudge,
  wireBlueprint,
} from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import type { ReadyOp } from './tried-op.ts'

interface TrialRow {
  readonly id: string
  readonly outcome: Outcome
  readonly before: WireData
  readonly after: WireData
}

export interface Trial {
  /** Records that hold anything in these fields. */
  readonly counts: { readonly [O in Outcome]: number }
  readonly empty: number
  /** What is most worth looking at first: each kind of failure, then values of each shape, the rare ones before the others. */
  readonly rows: readonly TrialRow[]
  /** Shapes of texts that cannot be carried over, the most frequent first. */
  readonly patterns: readonly { readonly pattern: string; readonly n: number; readonly example: string }[]
  /** The fields that give values, and those that get them. */
  readonly from: readonly WireField[]
  readonly to: readonly WireField[]
}

interface Fetched {
  readonly id: string
  readonly data: WireData
}

const mostRows = 6
const mostPatterns = 10

export function trialOf({ head, earlier, op, before, after }: ReadyOp, records: readonly Fetched[]): Trial {
  const [from, to] = fieldsOf(op as unknown as JsonObject, wireFields(before), wireFields(after))
  const lead = earlier.map((one) => valueJudge(one))
  const judge = valueJudge(op)
  const ids = from.map(({ id }) => id)
  const counts = { same: 0, exact: 0, kept: 0, failing: 0 }
  const shapes = new Map<string, { n: number; example: string }>()
  const rows: (TrialRow & { readonly shape: string })[] = []
  let empty = 0
  for (const { id, data } of records) {
    const { data: stored } = encodeRecord(head, data)
    const arrived = lead.reduce<StoredData>((so, step) => step(so).after, stored)
    if (ids.every((field) => arrived[field] === undefined || arrived[field] === null)) {
      empty++
      continue
    }
    const judged = judge(arrived)
    const { outcome } = judged
    const text =
      outcome === 'failing'
        ? (failingText(judged.failures) ?? '')
        : ids.map((field) => said(arrived[field] ?? null)).join('\n')
    const shape = failingPattern(text)
    counts[outcome]++
    if (outcome === 'failing') {
      const known = shapes.get(shape)
      shapes.set(shape, { n: (known?.n ?? 0) + 1, example: known?.example ?? text })
    }
    rows.push({ id, outcome, shape, before: decodeRecord(before, arrived), after: decodeRecord(after, judged.after) })
  }
  return {
    counts,
    empty,
    rows: telling(rows),
    patterns: [...shapes]
      .map(([pattern, { n, example }]) => ({ pattern, n, example }))
      .sort((a, b) => b.n - a.n)
      .slice(0, mostPatterns),
    from,
    to,
  }
}

const said = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value))

const wireFields = (version: ReadyOp['after']) => wireBlueprint(version)['fields'] as unknown as readonly WireField[]

function fieldsOf(
  op: JsonObject,
  before: readonly WireField[],
  after: readonly WireField[],
): readonly [readonly WireField[], readonly WireField[]] {
  const named = (ids: readonly Json[]) => before.filter(({ id }) => ids.includes(id))
  const from = named(op['op'] === 'merge' ? (op['fields'] as readonly Json[]) : [op['field'] as Json])
  const brought = after.filter(({ id }) => before.every((known) => known.id !== id))
  const same = after.filter(({ id }) => from.some((known) => known.id === id))
  return [from, brought.length > 0 ? brought : same]
}

/** One of every kind of failure, then one of every other shape, then changes, then the rest: what is read at a glance comes last. */
function telling(rows: readonly (TrialRow & { readonly shape: string })[]): TrialRow[] {
  const places = new Map<string, number>()
  const kindOf = ({ outcome, shape }: (typeof rows)[number]) => `${outcome} ${shape}`
  for (const row of rows) places.set(kindOf(row), (places.get(kindOf(row)) ?? 0) + 1)
  const seen = new Set<string>()
  const rank = (row: (typeof rows)[number]) => {
    const kind = kindOf(row)
    const isNew = !seen.has(kind)
    seen.add(kind)
    if (row.outcome === 'failing') return [isNew ? 0 : 4, 0]
    const ordinary = row.outcome === 'kept' ? 2 : 3
    // Shapes that are rare are the ones that nobody thinks of.
    return isNew ? [1, places.get(kind) ?? 0, ordinary] : [ordinary]
  }
  return rows
    .map((row) => ({ row, at: rank(row) }))
    .sort((a, b) => inOrder(a.at, b.at))
    .slice(0, mostRows)
    .map(({ row: { shape: _, ...row } }) => row)
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, i) => one !== (b[i] ?? 0))
  return at < 0 ? 0 : (a[at] as number) - (b[at] ?? 0)
}

/** The different texts that records hold in a field, for choices that are made of them; at most `most`. */
export function valuesIn(records: readonly Fetched[], key: string, most: number): string[] {
  const found = new Map<string, number>()
  for (const { data } of records) {
    const value = data[key]
    const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
    if (text) found.set(text, (found.get(text) ?? 0) + 1)
  }
  return [...found]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([text]) => text)
}
