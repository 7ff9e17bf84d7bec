// Which part of an expression can a database answer, and as which neutral filter? What is left over is evaluated per row.
import type { FieldId } from '../ids.ts'
import { localTime } from '../zone-time.ts'
import { clockMember, clockParts, clockRead } from './clock-members.ts'
import { valueOfTree } from './compile-to-closures.ts'
import type { EvaluationContext, Expression } from './expression.ts'
import { recordMembers } from './expression.ts'
import { DAY, Day, dayText, Instant, instantText, isDatable, Span } from './moments.ts'
import { isFieldId, rawRead, typeOfClockPart, typeOfField, typeOfMember } from './names.ts'
import type { Comparison, FieldRef, Predicate, Scalar } from './predicate.ts'
import { readStored } from './read-stored.ts'
import { type Comparator, chain, chainOf, comparators, flipped, isNull, nodesOf, type Tree } from './tree.ts'
import type { ExpressionScope, Type } from './types.ts'
import { expressionOf } from './used-fields.ts'
import { Fault } from './values.ts'

/** What is known before any row is looked at. Without `now` or `actor`, what needs them is left over. */
export interface Known {
  readonly actor?: NonNullable<EvaluationContext['actor']>
  readonly now?: number
  /** IANA zone of the tenant, for days. Default UTC. */
  readonly zone?: string
}

export interface SplitFilter {
  /** `always` when nothing can be said. A row is taken when this and the rest are true. */
  readonly where: Predicate
  readonly residual?: Expression
}

/** Splits a stored condition: each part joined by `&&` that a filter can say goes into `where`, the others are left over. */
export function toPredicate(expression: Expression, scope: ExpressionScope, known: Known): SplitFilter {
  const said: Predicate[] = []
  const left: Tree[] = []
  for (const part of chainOf(readStored(expression.cel), '&&')) {
    const predicate = new Sayer(scope, known).say(part, false)
    if (predicate) said.push(predicate)
    else left.push(part)
  }
  const where = allOf(said)
  const residual = chain(left, '&&')
  // A row that `never` holds for is not taken, whatever the rest says.
  return residual && where.op !== 'never' ? { where, residual: expressionOf(residual) } : { where }
}

/** A side of a comparison: a field, or a value that is the same for every row. */
type Side = FieldSide | { readonly value: unknown }

interface FieldSide {
  readonly ref: FieldRef
  readonly type: Type
}

class Sayer {
  constructor(
    private readonly scope: ExpressionScope,
    private readonly known: Known,
  ) {}

  /**
   * The filter that is true for the same rows, or undefined. Negation is carried down to the comparisons, so that "neither
   * true nor false" may become `never`: no `not` stands above it.
   */
  say(tree: Tree, negated: boolean): Predicate | undefined {
    const fixed = this.constant(tree)
    if (fixed) return fixed.value === !negated ? always : never
    switch (tree.kind) {
      case 'not':
        return this.say(tree.of, !negated)
      case 'name':
      case 'member':
        return this.bare(tree, negated)
      case 'binary':
        return this.binary(tree, negated)
      case 'call':
        return this.call(tree, negated)
      case 'choose':
        return this.choose(tree, negated)
      default:
        return undefined
    }
  }

  private bare(tree: Tree, negated: boolean): Predicate | undefined {
    const ref = this.ref(tree)
    return ref?.type.kind === 'boolean' ? { op: 'compare', ref: ref.ref, cmp: 'eq', value: !negated } : undefined
  }

  private choose(tree: Tree & { kind: 'choose' }, negated: boolean): Predicate | undefined {
    const when = this.constant(tree.when)
    if (!when) return undefined
    if (when.value === undefined) return never
    return this.say(when.value === true ? tree.then : tree.else, negated)
  }

  private binary(tree: Tree & { kind: 'binary' }, negated: boolean): Predicate | undefined {
    const { op } = tree
    if (op === '&&' || op === '||') return this.connected(tree, op, negated)
    if (op === 'in') return this.membership(tree, negated)
    if (!comparators.has(op)) return undefined
    if (isNull(tree.left) || isNull(tree.right)) return this.emptiness(tree, (op === '==') === negated)
    return this.comparison(op as Comparator, tree.left, tree.right, negated)
  }

  /** De Morgan holds for three values too. */
  private connected(tree: Tree, op: '&&' | '||', negated: boolean): Predicate | undefined {
    const parts: Predicate[] = []
    for (const part of chainOf(tree, op)) {
      const said = this.say(part, negated)
      if (!said) return undefined
      parts.push(said)
    }
    return (op === '&&') === negated ? anyOf(parts) : allOf(parts)
  }

  private emptiness(tree: Tree & { kind: 'binary' }, negated: boolean): Predicate | undefined {
    return this.emptyRef(isNull(tree.left) ? tree.right : tree.left, negated)
  }

  private emptyRef(tree: Tree, negated: boolean): Predicate | undefined {
    const ref = this.ref(tree)
    if (!ref) return undefined
    return negated ? { op: 'not', of: { op: 'empty', ref: ref.ref } } : { op: 'empty', ref: ref.ref }
  }

  private comparison(op: Comparator, leftTree: Tree, rightTree: Tree, negated: boolean): Predicate | undefined {
    const moved = this.movedOver(op, leftTree, rightTree) ?? this.movedOver(flipped[op], rightTree, leftTree)
    if (moved) return this.against(moved.side, moved.op, moved.value, negated)
    const left = this.side(leftTree)
    const right = this.side(rightTree)
    if (!left || !right) return undefined
    if ('ref' in left && 'ref' in right) return this.betweenFields(left, op, right, negated)
    if ('ref' in left && 'value' in right) return this.against(left, op, right.value, negated)
    return 'ref' in right && 'value' in left ? this.against(right, flipped[op], left.value, negated) : undefined
  }

  /** `now - f > d` → `f < now - d`, `f + d < now` → `f < now - d`: exact for points in time, which are whole milliseconds. */
  private movedOver(
    op: Comparator,
    tree: Tree,
    other: Tree,
  ): { side: FieldSide; op: Comparator; value: unknown } | undefined {
    if (tree.kind !== 'binary' || (tree.op !== '-' && tree.op !== '+')) return undefined
    const limit = this.constant(other)?.value
    const [left, right] = [this.side(tree.left), this.side(tree.right)]
    if (!left || !right) return undefined
    if ('value' in left && 'ref' in right && tree.op === '-') {
      return isDatetime(right) && left.value instanceof Instant && limit instanceof Span
        ? { side: right, op: flipped[op], value: new Instant(left.value.ms - limit.ms) }
        : undefined
    }
    if (!('ref' in left) || !('value' in right) || !isDatetime(left)) return undefined
    if (right.value instanceof Span && limit instanceof Instant) {
      return { side: left, op, value: new Instant(limit.ms + (tree.op === '-' ? right.value.ms : -right.value.ms)) }
    }
    return tree.op === '-' && right.value instanceof Instant && limit instanceof Span
      ? { side: left, op, value: new Instant(right.value.ms + limit.ms) }
      : undefined
  }

  private against(side: FieldSide, op: Comparator, value: unknown, negated: boolean): Predicate | undefined {
    if (value === undefined) return never
    const cmp = negated ? opposites[comparisons[op]] : comparisons[op]
    const { ref, type } = side
    if (type.kind === 'date' && value instanceof Instant) return this.dayAgainstInstant(ref, cmp, value)
    if (type.kind === 'datetime' && value instanceof Day) return this.instantAgainst(ref, cmp, this.startOf(value))
    if (type.kind === 'datetime' && value instanceof Instant) return this.instantAgainst(ref, cmp, value.ms)
    const scalar = scalarFor(type, value)
    return scalar === undefined ? undefined : { op: 'compare', ref, cmp, value: scalar }
  }

  private instantAgainst(ref: FieldRef, cmp: Comparison, ms: number): Predicate | undefined {
    if (!isDatable(ms)) return undefined
    return { op: 'compare', ref, cmp, value: 'member' in ref ? ms : instantText(ms) }
  }

  /** A day begins at midnight in the zone; an instant lies at a midnight or inside of a day. */
  private dayAgainstInstant(ref: FieldRef, cmp: Comparison, value: Instant): Predicate | undefined {
    const { date, time } = localTime(value.ms, this.zone())
    const atMidnight = time === 0 && this.startOf(new Day(Date.parse(`${date}T00:00:00Z`))) === value.ms
    if (atMidnight) return { op: 'compare', ref, cmp, value: date }
    if (cmp === 'eq' || cmp === 'ne') return undefined
    return { op: 'compare', ref, cmp: cmp === 'lt' || cmp === 'lte' ? 'lte' : 'gt', value: date }
  }

  private startOf(day: Day): number {
    const value = valueOfTree(
      { kind: 'call', name: 'timestamp', args: [dayTree(day)], at: { start: 0, end: 0 } },
      { data: {}, now: 0, zone: this.zone() },
    )
    return (value as Instant).ms
  }

  private zone(): string {
    return this.known.zone ?? 'UTC'
  }

  private betweenFields(left: FieldSide, op: Comparator, right: FieldSide, negated: boolean): Predicate | undefined {
    const same = left.type.kind === right.type.kind && comparableFields.includes(left.type.kind)
    // Times of the record itself are stored in another form than those in its fields.
    if (!same || 'member' in left.ref !== 'member' in right.ref) return undefined
    const cmp = negated ? opposites[comparisons[op]] : comparisons[op]
    return { op: 'compare-fields', left: left.ref, cmp, right: right.ref }
  }

  private membership(tree: Tree & { kind: 'binary' }, negated: boolean): Predicate | undefined {
    const left = this.side(tree.left)
    const right = this.side(tree.right)
    if (!left || !right) return undefined
    if ('ref' in left && 'value' in right) return this.fieldIn(left, right.value, negated)
    return 'ref' in right && 'value' in left ? this.listHas(right, left.value, negated) : undefined
  }

  private fieldIn(side: FieldSide, list: unknown, negated: boolean): Predicate | undefined {
    if (list === undefined) return undefined
    if (
      !Array.isArray(list) ||
      !['text', 'number', 'boolean', 'enum', 'relation', 'user', 'date'].includes(side.type.kind)
    )
      return undefined
    const values = list
      .filter((value) => value !== null && value !== undefined)
      .map((value: unknown) => scalarFor(side.type, value))
    if (values.includes(undefined)) return undefined
    const predicate: Predicate = { op: 'in', ref: side.ref, values: values as Scalar[] }
    return negated ? { op: 'not', of: predicate } : predicate
  }

  private listHas(side: FieldSide, value: unknown, negated: boolean): Predicate | undefined {
    if (side.type.kind !== 'list') return undefined
    if (value === undefined) return never
    const scalar = scalarFor(side.type.of, value)
    if (scalar === undefined) return undefined
    const predicate: Predicate = { op: 'has', ref: side.ref, value: scalar }
    return negated ? { op: 'not', of: predicate } : predicate
  }

  private call(tree: Tree & { kind: 'call' }, negated: boolean): Predicate | undefined {
    if (tree.name === 'has') return this.emptyRef(tree.args[0] as Tree, !negated)
    if (!tree.target || !isTextSearch(tree.name)) return undefined
    const ref = this.ref(tree.target)
    const value = this.constant(tree.args[0] as Tree)
    if (!ref || !value || !['text', 'user', 'relation'].includes(ref.type.kind)) return undefined
    if (value.value === undefined) return never
    if (typeof value.value !== 'string' || value.value.length > LONGEST_SEARCH) return undefined
    const predicate: Predicate = { op: tree.name, ref: ref.ref, value: value.value }
    return negated ? { op: 'not', of: predicate } : predicate
  }

  private side(tree: Tree): Side | undefined {
    return this.ref(tree) ?? this.constant(tree)
  }

  private ref(tree: Tree): FieldSide | undefined {
    const raw = rawRead(tree)
    if (raw.kind === 'name' && isFieldId(raw.name)) return this.fieldRef(raw.name)
    if (raw.kind !== 'member') return undefined
    // The amount stands for the money.
    if (raw.name === 'amount') {
      const money = this.ref(raw.of)
      return money?.type.kind === 'money' ? money : undefined
    }
    const read = clockRead(raw)
    const part = clockParts.find((one) => one === read?.part)
    if (read && part) return { ref: { member: clockMember(read.clock, part) }, type: typeOfClockPart(part) }
    if (raw.of.kind !== 'name' || raw.of.name !== 'record') return undefined
    const member = recordMembers.find((one) => one === raw.name)
    return member && { ref: { member }, type: typeOfMember(member, this.scope) }
  }

  private fieldRef(id: FieldId): FieldSide | undefined {
    const field = this.scope.fields.find((one) => one.id === id)
    return field && { ref: { field: id }, type: typeOfField(field) }
  }

  /** The value of a part that reads no row, when what it needs is known. A part that fails is left to the evaluation. */
  private constant(tree: Tree): { value: unknown } | undefined {
    if (!this.isConstant(tree)) return undefined
    try {
      return {
        value: valueOfTree(tree, {
          data: {},
          now: this.known.now ?? 0,
          zone: this.zone(),
          ...(this.known.actor ? { actor: this.known.actor } : {}),
        }),
      }
    } catch (failed) {
      if (failed instanceof Fault) return undefined
      throw failed
    }
  }

  private isConstant(tree: Tree): boolean {
    for (const node of nodesOf(tree)) {
      if (node.kind === 'name' && !this.isKnownName(node.name)) return false
      if (node.kind === 'call' && node.name === 'today' && this.known.now === undefined) return false
    }
    return true
  }

  private isKnownName(name: string): boolean {
    if (name === 'now') return this.known.now !== undefined
    return name === 'actor' && this.known.actor !== undefined
  }
}

/** Looking for a long part in a long text takes a database long; the evaluation has a budget. */
const LONGEST_SEARCH = 200
const always: Predicate = { op: 'always' }
const never: Predicate = { op: 'never' }
const comparisons: Readonly<Record<Comparator, Comparison>> = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
}
const opposites: Readonly<Record<Comparison, Comparison>> = {
  eq: 'ne',
  ne: 'eq',
  lt: 'gte',
  gte: 'lt',
  lte: 'gt',
  gt: 'lte',
}
const comparableFields: readonly string[] = [
  'text',
  'number',
  'boolean',
  'date',
  'datetime',
  'enum',
  'relation',
  'user',
]

function isTextSearch(name: string): name is 'contains' | 'startsWith' | 'endsWith' | 'like' {
  return name === 'contains' || name === 'startsWith' || name === 'endsWith' || name === 'like'
}

function isDatetime(side: { readonly type: Type }): boolean {
  return side.type.kind === 'datetime'
}

function dayTree(day: Day): Tree {
  const at = { start: 0, end: 0 }
  return { kind: 'call', name: 'date', args: [{ kind: 'literal', value: dayText(day.start), at }], at }
}

/** The value in the stored form of a field of that type; undefined when a filter cannot say it. */
function scalarFor(type: Type, value: unknown): Scalar | undefined {
  switch (type.kind) {
    case 'text':
    case 'enum':
    case 'relation':
    case 'user':
      return typeof value === 'string' ? value : undefined
    case 'number':
    case 'money':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'date':
      return value instanceof Day && value.start % DAY === 0 ? dayText(value.start) : undefined
    default:
      return undefined
  }
}

function allOf(parts: readonly Predicate[]): Predicate {
  const kept = parts.filter((part) => part.op !== 'always')
  if (kept.some((part) => part.op === 'never')) return never
  if (kept.length === 0) return always
  return kept.length === 1 ? (kept[0] as Predicate) : { op: 'and', of: kept }
}

function anyOf(parts: readonly Predicate[]): Predicate {
  const kept = parts.filter((part) => part.op !== 'never')
  if (kept.some((part) => part.op === 'always')) return always
  if (kept.length === 0) return never
  return kept.length === 1 ? (kept[0] as Predicate) : { op: 'or', of: kept }
}
