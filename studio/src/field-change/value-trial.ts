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
  /** Each outcome in turn; of each what is most worth looking at: readings that could be another number, then one of each shape. */
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
const numbers = new Set<string>(['number', 'integer', 'percent', 'money'])
const mostPatterns = 10

export function trialOf({ head, earlier, op, before, after }: ReadyOp, records: readonly Fetched[]): Trial {
  const [from, to] = fieldsOf(op as unknown as JsonObject, wireFields(before), wireFields(after))
  const lead = earlier.map((one) => valueJudge(one))
  const judge = valueJudge(op)
  const ids = from.map(({ id }) => id)
  const counts = { same: 0, exact: 0, kept: 0, failing: 0 }
  const shapes = new Map<string, { n: number; example: string }>()
  const rows: ShapedRow[] = []
  const becomesNumber = to.some(({ type }) => numbers.has(type))
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
    rows.push({
      id,
      outcome,
      shape,
      twoFaced: becomesNumber && twoFaced.test(text),
      before: decodeRecord(before, arrived),
      after: decodeRecord(after, judged.after),
    })
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

type ShapedRow = TrialRow & { readonly shape: string; readonly twoFaced: boolean }

/** What is changed first, since nothing else says what it becomes; then what fails, then what goes exactly. */
const inTurn: readonly Outcome[] = ['kept', 'failing', 'exact', 'same']

/** One of each shape, of every outcome in turn, so that each is seen; then more of the same. */
function telling(rows: readonly ShapedRow[]): TrialRow[] {
  const [first, more] = [[], []] as [ShapedRow[], ShapedRow[]]
  const places = new Map<string, number>()
  for (const row of rows) {
    const kind = kindOf(row)
    const known = places.get(kind) ?? 0
    places.set(kind, known + 1)
    ;(known === 0 ? first : more).push(row)
  }
  // Readings that could be another number, then what is rare: those are what nobody thinks of.
  const rank = (row: ShapedRow) => [row.twoFaced ? 0 : 1, places.get(kindOf(row)) ?? 0]
  first.sort((a, b) => inOrder(rank(a), rank(b)))
  return [...byTurns(first), ...byTurns(more)].slice(0, mostRows).map(({ shape: _, twoFaced: __, ...row }) => row)
}

const kindOf = ({ outcome, shape, twoFaced }: ShapedRow) => `${outcome} ${twoFaced} ${shape}`

function byTurns(rows: readonly ShapedRow[]): ShapedRow[] {
  const lists = inTurn.map((outcome) => rows.filter((row) => row.outcome === outcome))
  return rows.flatMap((_, at) => lists.flatMap((list) => list.slice(at, at + 1)))
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, i) => one !== b[i])
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number)
}

/** `1,200` and `1.200` are twelve hundred in one country, and one and a fifth in another. */
const twoFaced = /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/

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
