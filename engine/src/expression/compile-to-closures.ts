// How is a stored expression evaluated? Each node becomes a closure once; evaluating is calling the outermost one.
// Undefined is the third truth value everywhere inside: something was missing.
import { compareCodePoints, foldText } from '../fold-text.ts'
import { instantOf, localTime } from '../zone-time.ts'
import { clockRead } from './clock-members.ts'
import type { CompiledExpression, Evaluation, EvaluationContext, Expression } from './expression.ts'
import { type FunctionDef, functions, listMacros } from './functions.ts'
import { MAX_BYTES, MAX_KEPT, MAX_STEPS } from './limits.ts'
import { DAY, Day, dayText, Instant, isDatable, parseDay, Span } from './moments.ts'
import { isFieldId } from './names.ts'
import { readStored } from './read-stored.ts'
import { RecentlyUsed } from './recently-used.ts'
import { safePattern } from './safe-regex.ts'
import { type Arithmetic, type Comparator, comparators, isNull, nodesOf, type Tree } from './tree.ts'
import { equal, Fault, isMoney, type Meter, mismatch, numberOf, order, present, toStored } from './values.ts'

/** The closure of an expression, kept. One that stands in several definitions is compiled once. */
export function compileExpression(expression: Expression): CompiledExpression {
  const known = compiled.get(expression.cel)
  if (known) return known
  const made = evaluating(compileTree(readStored(expression.cel)))
  compiled.set(expression.cel, made)
  return made
}

const compiled = new RecentlyUsed<CompiledExpression>(MAX_KEPT)

/** The value of a part of a stored expression, as it is inside an expression. Throws a Fault. */
export function valueOfTree(tree: Tree, context: EvaluationContext): unknown {
  return compileTree(tree)(new Frame(context))
}

type Run = (frame: Frame) => unknown

/** Compiling knows the names of the elements in force: the place of each in `frame.elements`. */
type Elements = readonly string[]

const isTrue: Evaluation = Object.freeze({ kind: 'value', value: true })
const isFalse: Evaluation = Object.freeze({ kind: 'value', value: false })
const isEmpty: Evaluation = Object.freeze({ kind: 'empty' })

function evaluating(run: Run): CompiledExpression {
  return (context) => {
    try {
      const value = run(new Frame(context))
      if (value === true) return isTrue
      if (value === false) return isFalse
      return value === undefined ? isEmpty : { kind: 'value', value: toStored(value) }
    } catch (failed) {
      return errorOf(failed)
    }
  }
}

function errorOf(failed: unknown): Evaluation {
  if (failed instanceof Fault) return { kind: 'error', code: failed.code, message: failed.message }
  // Too deep for the stack: the data is nested thousands of levels.
  if (failed instanceof RangeError) return { kind: 'error', code: 'budget', message: failed.message }
  throw failed
}

/** One evaluation: what it may see, and what it has spent. */
class Frame implements Meter {
  readonly data: { readonly [field: string]: unknown }
  readonly now: number
  elements: unknown[] | undefined
  private steps = 0
  private bytes = 0

  constructor(readonly context: EvaluationContext) {
    this.data = context.data
    this.now = context.now
  }

  get zone(): string {
    return this.context.zone ?? 'UTC'
  }

  spend(steps: number): void {
    this.steps += steps
    if (this.steps > MAX_STEPS) throw new Fault('budget', 'the expression takes too many steps')
  }

  build(bytes: number): void {
    this.bytes += bytes
    this.steps += bytes >> 6
    if (this.bytes > MAX_BYTES || this.steps > MAX_STEPS)
      throw new Fault('budget', 'the expression builds too much text or too long a list')
  }

  startOf(day: Day): number {
    return instantOf({ date: dayText(day.start), time: 0 }, this.zone)
  }

  dayOf(instant: Instant): Day {
    return parseDay(localTime(instant.ms, this.zone).date) ?? fault('bad-value', 'the date is out of range')
  }
}

function fault(code: Fault['code'], message: string): never {
  throw new Fault(code, message)
}

function compileTree(tree: Tree, elements: Elements = []): Run {
  const compile = (part: Tree) => compileTree(part, elements)
  switch (tree.kind) {
    case 'literal':
      return constant(present(tree.value))
    case 'name':
      return compileName(tree.name, elements)
    case 'member':
      return compileMember(tree, elements)
    case 'index':
      return compileIndex(compile(tree.of), compile(tree.index))
    case 'call':
      return compileCall(tree, elements)
    case 'list':
      return tree.items.every(isScalarLiteral)
        ? constant(tree.items.map(constantOf))
        : compileList(tree.items.map(compile))
    case 'not':
      return negation(compile(tree.of))
    case 'negate':
      return opposite(compile(tree.of))
    case 'binary':
      return compileBinary(tree, elements)
    case 'choose':
      return choice(compile(tree.when), compile(tree.then), compile(tree.else))
  }
}

function constant(value: unknown): Run {
  return () => value
}

// names

function compileName(name: string, elements: Elements): Run {
  const place = elements.lastIndexOf(name)
  if (place >= 0) return (frame) => present((frame.elements as unknown[])[place])
  if (name === 'now') return (frame) => new Instant(frame.now)
  if (isFieldId(name)) return (frame) => present(frame.data[name])
  if (name === 'payload') return (frame) => present(frame.context.payload)
  return () => fault('bad-value', `${name} is not known`)
}

function compileMember(tree: Tree & { kind: 'member' }, elements: Elements): Run {
  const { of, name } = tree
  const root = of.kind === 'name' && !elements.includes(of.name) ? of.name : undefined
  if (root === 'record') return recordMember(name)
  if (root === 'input') return (frame) => memberOf(frame.context.input, name)
  if (root === 'before') return (frame) => memberOf(frame.context.before, name)
  if (root === 'actor') return (frame) => memberOf(frame.context.actor, name)
  // `record.data.f3` is said for `f3` by people who write stored text by hand.
  if (of.kind === 'member' && of.name === 'data' && of.of.kind === 'name' && of.of.name === 'record')
    return compileName(name, [])
  const clock = elements.includes('record') ? undefined : clockRead(tree)
  if (clock) return clockPart(clock.clock, clock.part)
  const inner = compileTree(of, elements)
  return (frame) => memberOf(inner(frame), name)
}

function recordMember(name: string): Run {
  if (name === 'createdAt' || name === 'updatedAt') return (frame) => instantIn(frame.context.record?.[name])
  return (frame) => memberOf(frame.context.record, name)
}

function clockPart(clock: string, part: string): Run {
  const read = (frame: Frame) => memberOf(memberOf(frame.context.record?.clocks, clock), part)
  return part === 'status' ? read : (frame) => instantIn(read(frame))
}

/** The times of a record are numbers in the store and text on the wire. */
function instantIn(value: unknown): unknown {
  if (typeof value === 'number') return new Instant(value)
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? undefined : new Instant(ms)
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  const found = present((value as { readonly [name: string]: unknown })[name])
  return name === 'amount' && isMoney(value) ? Number(value.amount) : found
}

function compileIndex(of: Run, index: Run): Run {
  return (frame) => {
    const list = of(frame)
    const at = index(frame)
    if (list === undefined || at === undefined) return undefined
    if (typeof at === 'string') return memberOf(list, at)
    if (!Array.isArray(list) || typeof at !== 'number') throw mismatch(list, 'a list')
    return present(list[at])
  }
}

// truth

function negation(of: Run): Run {
  return (frame) => {
    const value = truth(of(frame))
    return value === undefined ? undefined : !value
  }
}

function truth(value: unknown): boolean | undefined {
  if (value === true || value === false || value === undefined) return value
  throw mismatch(value, 'true or false')
}

/** False if any is false, else empty if any is empty, else true. Stops at the first false. */
function conjunction(left: Run, right: Run): Run {
  return (frame) => {
    const first = truth(left(frame))
    if (first === false) return false
    const second = truth(right(frame))
    return first === true ? second : second === false ? false : undefined
  }
}

function disjunction(left: Run, right: Run): Run {
  return (frame) => {
    const first = truth(left(frame))
    if (first === true) return true
    const second = truth(right(frame))
    return first === false ? second : second === true ? true : undefined
  }
}

function choice(when: Run, then: Run, other: Run): Run {
  return (frame) => {
    const value = truth(when(frame))
    return value === undefined ? undefined : value ? then(frame) : other(frame)
  }
}

// operators

function compileBinary(tree: Tree & { kind: 'binary' }, elements: Elements): Run {
  const { op } = tree
  if (op === '==' && (isNull(tree.left) || isNull(tree.right))) return emptiness(tree, elements, true)
  if (op === '!=' && (isNull(tree.left) || isNull(tree.right))) return emptiness(tree, elements, false)
  const left = compileTree(tree.left, elements)
  const right = compileTree(tree.right, elements)
  if (op === '&&') return conjunction(left, right)
  if (op === '||') return disjunction(left, right)
  if (op === 'in') return membership(left, right)
  if (comparators.has(op)) return comparison(op as Comparator, left, right, constantOf(tree.right))
  return arithmetic(op as Arithmetic, left, right)
}

function emptiness(tree: Tree & { kind: 'binary' }, elements: Elements, wanted: boolean): Run {
  const of = compileTree(isNull(tree.left) ? tree.right : tree.left, elements)
  return (frame) => isMissing(of(frame)) === wanted
}

/** A list with nothing in it is empty too. */
function isMissing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

function isScalarLiteral(tree: Tree): boolean {
  return tree.kind === 'literal' && tree.value !== null
}

function constantOf(tree: Tree): unknown {
  return tree.kind === 'literal' ? present(tree.value) : undefined
}

function comparison(op: Comparator, left: Run, right: Run, fixed: unknown): Run {
  if (op === '==') return (frame) => equal(left(frame), right(frame), frame)
  if (op === '!=') return different(left, right)
  const holds = orderTests[op]
  if (typeof fixed === 'number') return numberComparison(left, fixed, holds)
  if (typeof fixed === 'string') return textComparison(left, fixed, holds)
  return (frame) => {
    const by = order(left(frame), right(frame), frame)
    return by === undefined ? undefined : holds(by)
  }
}

const orderTests: Readonly<Record<'<' | '<=' | '>' | '>=', (by: number) => boolean>> = {
  '<': (by) => by < 0,
  '<=': (by) => by <= 0,
  '>': (by) => by > 0,
  '>=': (by) => by >= 0,
}

function different(left: Run, right: Run): Run {
  return (frame) => {
    const same = equal(left(frame), right(frame), frame)
    return same === undefined ? undefined : !same
  }
}

/** The common cases without a detour. */
function numberComparison(left: Run, fixed: number, holds: (by: number) => boolean): Run {
  return (frame) => {
    const value = left(frame)
    if (typeof value === 'number') return holds(value - fixed)
    const by = order(value, fixed, frame)
    return by === undefined ? undefined : holds(by)
  }
}

function textComparison(left: Run, fixed: string, holds: (by: number) => boolean): Run {
  const folded = foldText(fixed)
  return (frame) => {
    const value = left(frame)
    if (typeof value === 'string') {
      frame.spend(value.length >> 6)
      return holds(compareCodePoints(foldText(value), folded))
    }
    const by = order(value, fixed, frame)
    return by === undefined ? undefined : holds(by)
  }
}

/** A list that is missing has no elements. */
function membership(left: Run, right: Run): Run {
  return (frame) => {
    const wanted = left(frame)
    const list = right(frame) ?? []
    if (!Array.isArray(list)) throw mismatch(list, 'a list')
    if (wanted === undefined) return undefined
    if (typeof wanted !== 'object' && list.includes(wanted)) return true
    frame.spend(list.length)
    return list.some((item: unknown) => equal(wanted, present(item), frame) === true)
  }
}

function opposite(of: Run): Run {
  return (frame) => {
    const value = of(frame)
    if (value === undefined) return undefined
    return value instanceof Span ? new Span(-value.ms) : -numberOf(value)
  }
}

function arithmetic(op: Arithmetic, left: Run, right: Run): Run {
  const compute = operations[op]
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    if (a === undefined || b === undefined) return undefined
    return compute(a, b, frame)
  }
}

const operations: Readonly<Record<Arithmetic, (a: unknown, b: unknown, frame: Frame) => unknown>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
}

function add(a: unknown, b: unknown, frame: Frame): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b
  if (typeof a === 'string' && typeof b === 'string') {
    frame.build((a.length + b.length) * 2)
    return a + b
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    frame.build((a.length + b.length) * 16)
    return [...(a as unknown[]), ...(b as unknown[])]
  }
  if (b instanceof Span) return later(a, b.ms)
  if (a instanceof Span) return later(b, a.ms)
  return numberOf(a) + numberOf(b)
}

function subtract(a: unknown, b: unknown, frame: Frame): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (b instanceof Span) return later(a, -b.ms)
  if (a instanceof Day && b instanceof Day) return new Span(a.start - b.start)
  if (isMoment(a) && isMoment(b)) return new Span(instantMs(a, frame) - instantMs(b, frame))
  return numberOf(a) - numberOf(b)
}

function isMoment(value: unknown): value is Instant | Day {
  return value instanceof Instant || value instanceof Day
}

function instantMs(value: Instant | Day, frame: Frame): number {
  return value instanceof Instant ? value.ms : frame.startOf(value)
}

/** A day moves by whole days only. */
function later(value: unknown, by: number): Instant | Day | Span {
  if (value instanceof Span) return new Span(value.ms + by)
  if (value instanceof Instant) return new Instant(datable(value.ms + by))
  if (!(value instanceof Day)) throw mismatch(value, 'a date')
  if (by % DAY !== 0) throw new Fault('bad-value', 'a day moves by whole days only')
  return new Day(datable(value.start + by))
}

function datable(ms: number): number {
  return isDatable(ms) ? ms : fault('bad-value', 'the date is out of range')
}

function multiply(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a * b
  if (a instanceof Span) return new Span(Math.round(a.ms * numberOf(b)))
  if (b instanceof Span) return new Span(Math.round(b.ms * numberOf(a)))
  return numberOf(a) * numberOf(b)
}

function divide(a: unknown, b: unknown): unknown {
  const by = b instanceof Span ? b.ms : numberOf(b)
  if (by === 0) throw new Fault('division-by-zero', 'division by zero')
  if (!(a instanceof Span)) return numberOf(a) / by
  return b instanceof Span ? a.ms / by : new Span(Math.round(a.ms / by))
}

function remainder(a: unknown, b: unknown): unknown {
  const by = numberOf(b)
  if (by === 0) throw new Fault('division-by-zero', 'division by zero')
  return numberOf(a) % by
}

function compileList(items: readonly Run[]): Run {
  return (frame) => {
    frame.build(items.length * 16)
    return items.map((item) => item(frame) ?? null)
  }
}

// calls

function compileCall(tree: Tree & { kind: 'call' }, elements: Elements): Run {
  const { name, target, args } = tree
  if (name === 'has') return emptinessOf(compileTree(args[0] as Tree, elements))
  if (target && name === 'matches') return compileMatches(compileTree(target, elements), args[0] as Tree)
  if (target && listMacros.has(name)) return compileOverList(tree, target, elements)
  const def = functions.get(name)
  if (!def) return () => fault('bad-value', `${name} is not a function`)
  const given = (target ? [target, ...args] : args).map((arg) => compileTree(arg, elements))
  const run = compileFunction(def, given)
  return isConstantCall(tree) ? once(run) : run
}

function emptinessOf(of: Run): Run {
  return (frame) => !isMissing(of(frame))
}

/** `duration("48h")` is worked out when compiling. */
function isConstantCall(tree: Tree & { kind: 'call' }): boolean {
  return ['timestamp', 'date', 'duration'].includes(tree.name) && tree.args.every((arg) => arg.kind === 'literal')
}

const nothing = { data: {}, now: 0 }

function once(run: Run): Run {
  try {
    return constant(run(new Frame(nothing)))
  } catch {
    // It fails each time it is reached, not before.
    return run
  }
}

function compileFunction(def: FunctionDef, given: readonly Run[]): Run {
  if (def.seesMissing)
    return (frame) =>
      def.run(
        given.map((arg) => arg(frame)),
        frame,
      )
  if (given.length === 1) return singleArgument(def, given[0] as Run)
  return (frame) => {
    const values: unknown[] = []
    for (const arg of given) {
      const value = arg(frame)
      if (value === undefined) return undefined
      values.push(value)
    }
    return def.run(values, frame)
  }
}

function singleArgument(def: FunctionDef, arg: Run): Run {
  return (frame) => {
    const value = arg(frame)
    return value === undefined ? undefined : def.run([value], frame)
  }
}

function compileMatches(of: Run, pattern: Tree): Run {
  const safe = safePattern(pattern.kind === 'literal' ? String(pattern.value) : '')
  return (frame) => {
    const value = of(frame)
    if (value === undefined) return undefined
    if (typeof value !== 'string') throw mismatch(value, 'a text')
    frame.spend(1 + Math.ceil((value.length * safe.cost) / 64))
    return safe.test(value)
  }
}

type Answers = { (body: Run, frame: Frame, items: readonly unknown[], each: (item: unknown) => void): unknown }

/** Three-valued like `&&` and `||`: what cannot be told for one element may make the whole untold. */
const overLists: { readonly [name: string]: Answers } = {
  all: (body, frame, items, each) => {
    let unknown = false
    for (const item of items) {
      each(item)
      const holds = truth(body(frame))
      if (holds === false) return false
      unknown ||= holds === undefined
    }
    return unknown ? undefined : true
  },
  exists: (body, frame, items, each) => {
    let unknown = false
    for (const item of items) {
      each(item)
      const holds = truth(body(frame))
      if (holds === true) return true
      unknown ||= holds === undefined
    }
    return unknown ? undefined : false
  },
  exists_one: (body, frame, items, each) => {
    let found = 0
    let unknown = false
    for (const item of items) {
      each(item)
      const holds = truth(body(frame))
      if (holds === true) found += 1
      unknown ||= holds === undefined
    }
    return found > 1 ? false : unknown ? undefined : found === 1
  },
  filter: (body, frame, items, each) => {
    const kept: unknown[] = []
    for (const item of items) {
      each(item)
      if (truth(body(frame)) === true) kept.push(item)
    }
    frame.build(kept.length * 16)
    return kept
  },
  map: (body, frame, items, each) => {
    const made: unknown[] = []
    for (const item of items) {
      each(item)
      const value = body(frame)
      if (value !== skipped) made.push(value ?? null)
    }
    frame.build(made.length * 16)
    return made
  },
}

const skipped = Symbol('skipped')

function compileOverList(tree: Tree & { kind: 'call' }, target: Tree, elements: Elements): Run {
  const [variable, ...bodies] = tree.args as [Tree & { kind: 'name' }, ...Tree[]]
  const inner = [...elements, variable.name]
  const place = elements.length
  const [first, second] = bodies.map((body) => compileTree(body, inner)) as [Run, Run | undefined]
  const body = second ? filteredMap(first, second) : first
  const answer = overLists[tree.name] as Answers
  const list = compileTree(target, elements)
  const cost = bodies.reduce((sum, part) => sum + [...nodesOf(part)].length, 1)
  return (frame) => {
    const items = list(frame) ?? []
    if (!Array.isArray(items)) throw mismatch(items, 'a list')
    return answer(body, frame, items, (item) => {
      frame.spend(cost)
      frame.elements ??= []
      frame.elements[place] = item
    })
  }
}

function filteredMap(condition: Run, body: Run): Run {
  return (frame) => (truth(condition(frame)) === true ? body(frame) : skipped)
}
