// What do the values of many related records come to, when they are added and taken away one by one?
// The state of a roll-up is the same whatever way led to its parts, so adding up and starting anew agree.
import type { FieldDef, RollupFunction } from '../blueprint/blueprint.ts'
import { compareDecimals, decimalOfNumber } from '../decimal.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import type { Expression } from '../expression/expression.ts'
import { spanText } from '../expression/moments.ts'
import { equalJson, isJsonObject, type Json } from '../json.ts'
import { durationValue } from './canonical-time.ts'
import { computedValue } from './computed-value.ts'
import { currencyDigits } from './encode-money.ts'
import { addExact, divideExact } from './exact-sum.ts'
import { Refused } from './refused.ts'
import { slotValue } from './slot-value.ts'
import type { StoredData } from './stored-record.ts'

/** How a roll-up looks at one of the records that it counts. */
export interface RollupSource {
  readonly function: RollupFunction
  /** The field it reads; undefined where records are counted. */
  readonly field: FieldDef | undefined
  readonly where: Expression | undefined
}

/** How the field counts; undefined of one that is no roll-up. The values it reads are of the kind of its own. */
export function rollupSource({ type, computed }: FieldDef): RollupSource | undefined {
  if (computed?.kind !== 'rollup') return undefined
  const { function: wanted, field, where } = computed
  return { function: wanted, field: field && { id: field, key: field, type }, where }
}

/** Of one record: the value it brings along, null when that is empty. */
export type RollupPart = Json

/** JSON; only what the function needs is kept. */
export interface RollupState {
  /** Records. */
  readonly n: number
  /** Those with a value. */
  readonly filled: number
  /** Of numbers one sum under the empty name, of money one per currency: how many, and the exact decimal. */
  readonly sums: { readonly [currency: string]: readonly [n: number, sum: string] }
  /** Numbers that are too long to be added up exactly. While there is one, no sum is said. */
  readonly huge: number
  readonly yes: number
  readonly least: Json
  readonly most: Json
}

export const noParts: RollupState = { n: 0, filled: 0, sums: {}, huge: 0, yes: 0, least: null, most: null }

/** Undefined: the record does not count. A filter counts what it is true for. */
export function partOf({ field, where }: RollupSource, data: StoredData, zone: string): RollupPart | undefined {
  if (where) {
    const answer = compileExpression(where)({ data, now: 0, zone })
    if (answer.kind !== 'value' || answer.value !== true) return undefined
  }
  return field ? (data[field.id] ?? null) : null
}

export function stateOf(source: RollupSource, parts: Iterable<RollupPart>): RollupState {
  let state = noParts
  for (const part of parts) state = withPart(source, state, part)
  return state
}

export function withPart(source: RollupSource, state: RollupState, part: RollupPart): RollupState {
  return counted(source, state, part, 1)
}

/** Undefined: the least or the greatest went away, and only the parts that are left tell which is next. */
export function withoutPart(source: RollupSource, state: RollupState, part: RollupPart): RollupState | undefined {
  const isEnd = keepsEnds(source) && part !== null && (equalJson(part, state.least) || equalJson(part, state.most))
  return isEnd ? undefined : counted(source, state, part, -1)
}

function counted(source: RollupSource, state: RollupState, part: RollupPart, by: 1 | -1): RollupState {
  const n = state.n + by
  const { field } = source
  if (!field || part === null) return { ...state, n }
  const next = { ...state, n, filled: state.filled + by }
  if (field.type === 'boolean') return { ...next, yes: state.yes + (part === true ? by : 0) }
  return keepsEnds(source) ? withEnds(field, next, part) : withSum(field, next, part, by)
}

function keepsEnds({ function: wanted }: RollupSource): boolean {
  return wanted === 'min' || wanted === 'max'
}

function withSum(field: FieldDef, state: RollupState, part: Json, by: 1 | -1): RollupState {
  const amount = amountOf(field, part)
  if (!amount) return { ...state, huge: state.huge + by }
  const [n, sum] = state.sums[amount.currency] ?? [0, '0']
  const { [amount.currency]: _, ...others } = state.sums
  const sums =
    n + by === 0 ? others : { ...others, [amount.currency]: [n + by, addExact(sum, amount.decimal, by)] as const }
  return { ...state, sums }
}

/** Money is kept per currency too: how many there are decides whether there is a least one at all. */
function withEnds(field: FieldDef, state: RollupState, part: Json): RollupState {
  const first = state.least === null
  return {
    ...state,
    least: first || compareParts(field, part, state.least) < 0 ? part : state.least,
    most: first || compareParts(field, part, state.most) > 0 ? part : state.most,
  }
}

interface Amount {
  readonly currency: string
  readonly decimal: string
}

function amountOf(field: FieldDef, part: Json): Amount | undefined {
  if (isJsonObject(part)) return { currency: String(part['currency']), decimal: String(part['amount']) }
  const number = field.type === 'duration' ? durationValue(String(part)) : part
  const decimal = typeof number === 'number' ? decimalOfNumber(number) : undefined
  return decimal === undefined ? undefined : { currency: '', decimal }
}

/** Amounts in several currencies stand in the order of their names, so that one is the least of them for certain. */
function compareParts(field: FieldDef, a: Json, b: Json): number {
  if (isJsonObject(a) && isJsonObject(b)) {
    const [one, other] = [String(a['currency']), String(b['currency'])]
    return one === other ? compareDecimals(String(a['amount']), String(b['amount'])) : one < other ? -1 : 1
  }
  return Number(slotValue(field, a)) - Number(slotValue(field, b))
}

/** What the field `rollup` holds; undefined: nothing. Money in several currencies is no single amount. */
export function rollupValue(
  rollup: FieldDef,
  source: RollupSource,
  state: RollupState,
  zone: string,
): Json | undefined {
  const value = plainValue(rollup, source, state)
  if (value === undefined || value === null) return undefined
  const stored = computedValue(rollup, value, zone)
  return stored instanceof Refused ? undefined : stored
}

function plainValue(rollup: FieldDef, { function: wanted, field }: RollupSource, state: RollupState): Json | undefined {
  switch (wanted) {
    case 'count':
      return state.n
    case 'any':
      return state.yes > 0
    case 'all':
      return state.n === 0 ? undefined : state.yes === state.n
    case 'min':
    case 'max':
      return endOf(wanted, state)
    case 'sum':
    case 'avg':
      return field && sumOrAverage(rollup, field, wanted, state)
  }
}

function endOf(wanted: 'min' | 'max', { least, most }: RollupState): Json {
  const isMixed = isJsonObject(least) && isJsonObject(most) && least['currency'] !== most['currency']
  return isMixed ? null : wanted === 'min' ? least : most
}

function sumOrAverage(
  rollup: FieldDef,
  field: FieldDef,
  wanted: 'sum' | 'avg',
  { sums, huge }: RollupState,
): Json | undefined {
  const all = Object.entries(sums)
  const [only] = all
  if (huge > 0 || all.length > 1) return undefined
  if (!only) return wanted === 'sum' && field.type !== 'money' && field.type !== 'duration' ? 0 : undefined
  const [currency, [n, sum]] = only
  if (field.type === 'money') {
    const digits = rollup.precision ?? currencyDigits(currency)
    return { amount: wanted === 'sum' ? sum : divideExact(sum, n, digits), currency }
  }
  if (field.type === 'duration') return spanText(Number(wanted === 'sum' ? sum : divideExact(sum, n, 0)))
  const value = wanted === 'sum' ? Number(sum) : Number(divideExact(sum, n, rollup.precision ?? 15))
  if (!Number.isFinite(value)) return undefined
  return rollup.precision === undefined || wanted === 'avg' ? tidy(value) : value
}

/** Digits beyond those that a number keeps are no help to anybody. */
function tidy(value: number): number {
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(15))
}
