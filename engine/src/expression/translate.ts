// What does each part of an expression mean and which type has it? Names are looked up in one form and written in the other.

import { type Issue, issue } from '../errors.ts'
import { partNamed } from '../ids.ts'
import type { IssueCode } from '../issue-texts.ts'
import type { Json } from '../json.ts'
import { clockParts, clockRead } from './clock-members.ts'
import { recordMembers, type ValueType } from './expression.ts'
import { type FunctionDef, functions, listMacros, macros } from './functions.ts'
import { dayText, instantText, parseDay, parseInstant, parseSpan, spanText } from './moments.ts'
import {
  actorMembers,
  clockTree,
  type Direction,
  type FieldRoot,
  isFieldId,
  type Names,
  namesFor,
  reservedNames,
  typedRead,
  typeOfClockPart,
  typeOfField,
  typeOfMember,
} from './names.ts'
import { nearest, someOf } from './near.ts'
import { checkPattern } from './safe-regex.ts'
import { type Arithmetic, call, comparators, isNull, literal, type Place, type Tree } from './tree.ts'
import {
  anyType,
  booleanType,
  comparable,
  dateType,
  datetimeType,
  durationType,
  type ExpressionScope,
  elementOf,
  fits,
  joined,
  listOf,
  nullType,
  numberType,
  orderable,
  type ScopeField,
  type Type,
  textType,
  typeName,
} from './types.ts'

export interface Translated {
  readonly tree: Tree
  readonly type: Type
}

/** The tree in the other form, with its type. `issues` is empty when everything in it has a meaning. */
export function translate(
  tree: Tree,
  scope: ExpressionScope,
  direction: Direction,
  wanted: Type | undefined,
  path: Issue['path'],
): Translated & { readonly issues: readonly Issue[] } {
  const translator = new Translator(scope, namesFor(direction), path)
  const found = translator.infer(tree, wanted)
  if (wanted && !fits(found.type, wanted))
    translator.refuse(tree, 'wrong-result', { wanted: typeName(wanted), actual: typeName(found.type) })
  return { ...found, issues: translator.issues }
}

interface Typed extends Translated {
  /** The field as it lies in the record, without the reading around it: for asking whether it is empty. */
  readonly raw?: Tree
}

const MOST_ISSUES = 20
/** Each is compiled when it is checked. */
const MOST_PATTERNS = 5
/** What stands for a part that was refused: fits everywhere, so that one mistake is told once. */
const unknownType = anyType

class Translator {
  readonly issues: Issue[] = []
  private patterns = 0
  private readonly variables: { readonly name: string; readonly type: Type }[] = []

  constructor(
    private readonly scope: ExpressionScope,
    private readonly names: Names,
    private readonly path: Issue['path'],
  ) {}

  refuse(at: { readonly at: Place }, code: IssueCode, params: { readonly [name: string]: Json }): void {
    if (this.issues.length < MOST_ISSUES)
      this.issues.push(issue(this.path, code, { ...params, start: at.at.start, end: at.at.end }))
  }

  /** `expected` only helps to read a literal: `"PENDING"` is a choice where a choice is expected. */
  infer(tree: Tree, expected?: Type): Typed {
    switch (tree.kind) {
      case 'literal':
        return typeof tree.value === 'string'
          ? this.text(tree, tree.value, expected)
          : { tree, type: literalType(tree.value) }
      case 'name':
        return this.name(tree, tree.name)
      case 'member':
        return this.member(tree, tree.of, tree.name)
      case 'index':
        return this.index(tree)
      case 'call':
        return this.call(tree, expected)
      case 'list':
        return this.list(tree, expected)
      case 'not':
        return { tree: { ...tree, of: this.boolean(tree.of) }, type: booleanType }
      case 'negate':
        return this.negate(tree)
      case 'binary':
        return this.binary(tree)
      case 'choose':
        return this.choose(tree, expected)
    }
  }

  // literals

  private text(tree: Tree, value: string, expected: Type | undefined): Typed {
    if (!isKeepable(value)) this.refuse(tree, 'expression-bad-text', {})
    switch (expected?.kind) {
      case 'enum':
        return this.option(tree, value, expected)
      case 'date':
      case 'datetime':
        return this.momentText(tree, value, expected)
      case 'duration':
        return { tree: this.spanCall(tree, value), type: durationType }
      default:
        return { tree, type: textType }
    }
  }

  private option(tree: Tree, value: string, type: Type & { kind: 'enum' }): Typed {
    const field = this.fieldById(type.field)
    const options = field?.options ?? []
    const toStored = this.names.direction === 'to-stored'
    const found = toStored ? partNamed(options, value) : options.find((option) => option.id === value)
    if (found) return { tree: literal(toStored ? found.id : found.key, tree.at), type }
    this.unknown(
      tree,
      'not-an-option',
      value,
      options.map((option) => option.key),
      { field: field?.key ?? type.field },
    )
    return { tree, type }
  }

  private fieldById(id: string): ScopeField | undefined {
    const { fields, input = [], before = [] } = this.scope
    return findDeep(fields, id) ?? findDeep(input, id) ?? findDeep(before, id)
  }

  /** A text where a day or a point in time is expected may say either. */
  private momentText(tree: Tree, value: string, expected: Type): Typed {
    const day = parseDay(value)
    if (day) return { tree: call('date', [literal(dayText(day.start), tree.at)], tree.at), type: dateType }
    const instant = parseInstant(value)
    if (instant)
      return { tree: call('timestamp', [literal(instantText(instant.ms), tree.at)], tree.at), type: datetimeType }
    this.badMoment(tree, value, expected.kind)
    return { tree, type: expected }
  }

  private spanCall(tree: Tree, value: string): Tree {
    const span = parseSpan(value)
    if (!span) this.badMoment(tree, value, 'duration')
    return call('duration', [literal(span ? spanText(span.ms) : value, tree.at)], tree.at)
  }

  private badMoment(tree: Tree, text: string, wanted: string): void {
    this.refuse(tree, 'bad-moment', { text: text.slice(0, 60), wanted, example: examples[wanted] as string })
  }

  // names

  private name(tree: Tree, name: string): Typed {
    const variable = this.variables.findLast((one) => one.name === name)
    // An element lies in its list in stored form too.
    if (variable) return this.read(tree, variable.type)
    if (name === 'now') {
      this.allowed(tree, 'now', name)
      return { tree, type: datetimeType }
    }
    if (name === 'payload' && this.scope.payload) return { tree, type: anyType, raw: tree }
    if (reservedNames.has(name) || (name === 'before' && this.scope.before))
      return this.unknownMember(
        tree,
        name,
        this.membersOf(name).map((one) => `${name}.${one}`),
      )
    return this.dataField(tree, name)
  }

  private dataField(tree: Tree, name: string): Typed {
    const field = this.names.find(this.scope.fields, name)
    if (!field && recordMembers.some((member) => member === name)) {
      this.refuse(tree, 'unknown-field-near', { name, near: `record.${name}` })
      return { tree, type: unknownType, raw: tree }
    }
    if (!field) return this.unknownField(tree, name, this.scope.fields)
    return this.read(this.names.dataField(field, tree.at, this.takenNames()), typeOfField(field))
  }

  /** What a field of such a name is not called by its bare key for. */
  private takenNames(): ReadonlySet<string> {
    const { before, payload } = this.scope
    return new Set([
      ...this.variables.map((one) => one.name),
      ...(before ? ['before'] : []),
      ...(payload ? ['payload'] : []),
    ])
  }

  private read(raw: Tree, type: Type): Typed {
    return { tree: typedRead(raw, type, this.names.direction), type, raw }
  }

  private member(tree: Tree, of: Tree, name: string): Typed {
    if (of.kind === 'name' && !this.isVariable(of.name)) {
      if (of.name === 'record') return this.recordMember(tree, name)
      if (of.name === 'input') return this.inputField(tree, name)
      if (of.name === 'before' && this.scope.before) return this.fieldOf('before', this.scope.before, tree, name)
      if (of.name === 'actor') return this.actorMember(tree, name)
    }
    if (
      of.kind === 'member' &&
      of.name === 'data' &&
      of.of.kind === 'name' &&
      of.of.name === 'record' &&
      !this.isVariable('record')
    ) {
      this.allowed(tree, 'record', 'record')
      return this.dataField(tree, name)
    }
    const clock = this.scope.clocks && !this.isVariable('record') ? clockRead(tree) : undefined
    if (clock) return this.clockPart(tree, clock)
    return this.memberOfValue(tree, this.infer(of), name)
  }

  private clockPart(tree: Tree, named: { readonly clock: string; readonly part: string }): Typed {
    this.allowed(tree, 'record', 'record')
    const { clocks = [] } = this.scope
    const toStored = this.names.direction === 'to-stored'
    const byName = (clock: { readonly name: string }) => clock.name === named.clock
    const byId = (clock: { readonly id: string }) => clock.id === named.clock
    const clock = (toStored ? clocks.find(byName) : undefined) ?? clocks.find(byId)
    const part = clockParts.find((one) => one === named.part)
    const said = `record.clocks.${named.clock}`
    if (!clock)
      return this.unknownMember(
        tree,
        said,
        clocks.map(({ name }) => `record.clocks.${name}`),
      )
    if (!part) return this.unknownMember(tree, `${said}.${named.part}`, clockParts)
    const raw = clockTree(toStored ? clock.id : clock.name, part, tree.at)
    return { tree: raw, type: typeOfClockPart(part), raw }
  }

  private isVariable(name: string): boolean {
    return this.variables.some((one) => one.name === name)
  }

  private recordMember(tree: Tree, name: string): Typed {
    this.allowed(tree, 'record', 'record')
    const known = recordMembers.find((one) => one === name)
    if (!known) return this.unknownMember(tree, `record.${name}`, this.membersOf('record'))
    const raw: Tree = { kind: 'member', of: { kind: 'name', name: 'record', at: tree.at }, name: known, at: tree.at }
    return { tree: raw, type: typeOfMember(known, this.scope), raw }
  }

  private inputField(tree: Tree, name: string): Typed {
    this.allowed(tree, 'input', 'input')
    return this.fieldOf('input', this.scope.input ?? [], tree, name)
  }

  private fieldOf(root: FieldRoot, fields: readonly ScopeField[], tree: Tree, name: string): Typed {
    const field = this.names.find(fields, name)
    return field
      ? this.read(this.names.fieldOf(root, field, tree.at), typeOfField(field))
      : this.unknownField(tree, name, fields)
  }

  private actorMember(tree: Tree, name: string): Typed {
    this.allowed(tree, 'actor', 'actor')
    const type = actorMembers.get(name)
    if (!type) return this.unknownMember(tree, `actor.${name}`, this.membersOf('actor'))
    const raw: Tree = { kind: 'member', of: { kind: 'name', name: 'actor', at: tree.at }, name, at: tree.at }
    return { tree: raw, type, raw }
  }

  private memberOfValue(tree: Tree, of: Typed, name: string): Typed {
    const { type } = of
    if (type.kind === 'group') {
      const field = this.names.find(type.fields, name)
      return field
        ? this.read(this.names.groupField(of.tree, field, tree.at), typeOfField(field))
        : this.unknownField(tree, name, type.fields)
    }
    if (type.kind === 'money' && (name === 'amount' || name === 'currency')) {
      return {
        tree: { kind: 'member', of: of.tree, name, at: tree.at },
        type: name === 'amount' ? numberType : textType,
      }
    }
    if (type.kind === 'any') {
      const raw = withMember(tree, of.tree)
      return { tree: raw, type: anyType, raw }
    }
    return this.unknownMember(tree, name, type.kind === 'money' ? ['amount', 'currency'] : [])
  }

  private index(tree: Tree & { kind: 'index' }): Typed {
    const { of, index } = tree
    if (index.kind === 'literal' && typeof index.value === 'string') return this.member(tree, of, index.value)
    const list = this.infer(of)
    const at = this.infer(index)
    const known = (list.type.kind === 'list' && fits(at.type, numberType)) || list.type.kind === 'any'
    if (!known) this.operands(tree, list.type, '[ ]', at.type)
    return this.read({ ...tree, of: list.tree, index: at.tree }, elementOf(list.type))
  }

  private allowed(tree: Tree, what: 'input' | 'actor' | 'now' | 'record', found: string): void {
    const allow = this.scope.allow?.[what] ?? (what !== 'input' || this.scope.input !== undefined)
    if (!allow) this.refuse(tree, 'expression-not-offered', { found })
  }

  private membersOf(name: string): readonly string[] {
    if (name === 'record') return [...recordMembers, 'data', ...(this.scope.clocks ? ['clocks'] : [])]
    if (name === 'actor') return [...actorMembers.keys()]
    return ((name === 'before' ? this.scope.before : this.scope.input) ?? []).map((field) => field.key)
  }

  // operators

  private boolean(tree: Tree): Tree {
    const found = this.infer(tree)
    if (!isBoolean(found.type)) this.refuse(tree, 'wrong-result', { wanted: 'boolean', actual: typeName(found.type) })
    return found.tree
  }

  private negate(tree: Tree & { kind: 'negate' }): Typed {
    const of = this.infer(tree.of)
    const type = of.type.kind === 'money' ? numberType : of.type
    if (!['number', 'duration', 'any'].includes(type.kind)) this.operands(tree, nullType, '-', of.type)
    return { tree: { ...tree, of: of.tree }, type }
  }

  private binary(tree: Tree & { kind: 'binary' }): Typed {
    const { op } = tree
    if (op === '&&' || op === '||')
      return { tree: { ...tree, left: this.boolean(tree.left), right: this.boolean(tree.right) }, type: booleanType }
    if (op === 'in') return this.membership(tree)
    if (comparators.has(op)) return this.comparison(tree)
    return this.arithmetic(tree, op as Arithmetic)
  }

  private comparison(tree: Tree & { kind: 'binary' }): Typed {
    if (isNull(tree.left) || isNull(tree.right)) return this.emptiness(tree)
    const [left, right] = this.together([tree.left, tree.right]) as [Typed, Typed]
    const equality = tree.op === '==' || tree.op === '!='
    const meaningful = equality ? comparable(left.type, right.type) : orderable(left.type, right.type)
    if (!meaningful) this.operands(tree, left.type, tree.op, right.type)
    return { tree: { ...tree, left: left.tree, right: right.tree }, type: booleanType }
  }

  /** `x == null` asks about the field itself, not about what is read from it. */
  private emptiness(tree: Tree & { kind: 'binary' }): Typed {
    const [left, right] = [tree.left, tree.right].map((side) =>
      isNull(side) ? { tree: side, raw: side } : this.infer(side),
    ) as [Typed, Typed]
    if (tree.op !== '==' && tree.op !== '!=') this.operands(tree, nullType, tree.op, nullType)
    return { tree: { ...tree, left: left.raw ?? left.tree, right: right.raw ?? right.tree }, type: booleanType }
  }

  private membership(tree: Tree & { kind: 'binary' }): Typed {
    const [left, right] = this.sidesOfIn(tree)
    const meaningful = right.type.kind === 'any' || (right.type.kind === 'list' && comparable(left.type, right.type.of))
    if (!meaningful) this.operands(tree, left.type, 'in', right.type)
    return { tree: { ...tree, left: left.tree, right: right.tree }, type: booleanType }
  }

  private sidesOfIn(tree: Tree & { kind: 'binary' }): [Typed, Typed] {
    if (tree.right.kind === 'list' && !isLoose(tree.left)) {
      const left = this.infer(tree.left)
      return [left, this.infer(tree.right, listOf(left.type))]
    }
    const right = this.infer(tree.right)
    return [this.infer(tree.left, elementOf(right.type)), right]
  }

  private arithmetic(tree: Tree & { kind: 'binary' }, op: Arithmetic): Typed {
    const left = this.infer(tree.left)
    const right = this.infer(tree.right)
    const type = arithmeticType(op, left.type, right.type)
    if (!type) this.operands(tree, left.type, op, right.type)
    return { tree: { ...tree, left: left.tree, right: right.tree }, type: type ?? unknownType }
  }

  private choose(tree: Tree & { kind: 'choose' }, expected: Type | undefined): Typed {
    const when = this.boolean(tree.when)
    const branches = this.together([tree.then, tree.else], expected)
    const [then, other] = branches as [Typed, Typed]
    return { tree: { ...tree, when, then: then.tree, else: other.tree }, type: this.join(tree, branches, '? :') }
  }

  private list(tree: Tree & { kind: 'list' }, expected: Type | undefined): Typed {
    const items = this.together(tree.items, expected?.kind === 'list' ? expected.of : undefined)
    const type = items.length === 0 ? elementOf(expected ?? anyType) : this.join(tree, items, ',')
    return { tree: { ...tree, items: items.map((item) => item.tree) }, type: listOf(type) }
  }

  /** Parts that must go together: those with a type of their own tell the literals how to be read. */
  private together(trees: readonly Tree[], expected?: Type): Typed[] {
    const firm = trees.map((tree) => (isLoose(tree) ? undefined : this.infer(tree, expected)))
    const anchor = expected ?? firm.find((one) => one && one.type.kind !== 'null')?.type
    return trees.map((tree, i) => firm[i] ?? this.infer(tree, anchor))
  }

  private join(tree: Tree, parts: readonly Typed[], operator: string): Type {
    let type: Type = nullType
    for (const part of parts) {
      const both = joined(type, part.type)
      if (!both) {
        this.operands(tree, type, operator, part.type)
        return unknownType
      }
      type = both
    }
    return type
  }

  private operands(tree: Tree, left: Type, operator: string, right: Type): void {
    this.refuse(tree, 'wrong-operands', {
      left: left.kind === 'null' ? '' : typeName(left),
      operator,
      right: typeName(right),
    })
  }

  // calls

  private call(tree: Tree & { kind: 'call' }, expected: Type | undefined): Typed {
    if (tree.name === 'has' && !tree.target) return this.has(tree)
    if (tree.name === 'matches' && tree.target) return this.matches(tree, tree.target)
    if (listMacros.has(tree.name) && tree.target) return this.overList(tree, tree.target)
    const def = functions.get(tree.name)
    if (!def) {
      this.unknown(tree, 'unknown-function', tree.name, functionNames(), {})
      return { tree, type: unknownType }
    }
    if (!isWellFormed(def, tree)) return this.wrongArguments(tree, def.signature)
    return conversions.has(def.name) ? this.conversion(tree, def) : this.plainCall(tree, def, expected)
  }

  private plainCall(tree: Tree & { kind: 'call' }, def: FunctionDef, expected: Type | undefined): Typed {
    const given = tree.target ? [tree.target, ...tree.args] : tree.args
    const parts = def.result === 'joined' ? this.together(given, expected) : given.map((arg) => this.infer(arg))
    parts.forEach((part, i) => this.fitsParameter(given[i] as Tree, def, i, part.type))
    const type = def.result === 'joined' ? this.join(tree, parts, ',') : def.result
    const trees = parts.map((part) => part.tree)
    return {
      tree: tree.target ? { ...tree, target: trees[0] as Tree, args: trees.slice(1) } : { ...tree, args: trees },
      type,
    }
  }

  private fitsParameter(tree: Tree, def: FunctionDef, index: number, type: Type): void {
    const kinds = def.params[Math.min(index, def.params.length - 1)] ?? []
    if (type.kind === 'any' || type.kind === 'null' || kinds.includes('any') || kinds.includes(type.kind)) return
    this.refuse(tree, 'wrong-argument', { signature: def.signature, actual: typeName(type) })
  }

  /** `timestamp`, `date`, `duration`, `list`: a literal is checked and written one way; what is already of the type stays. */
  private conversion(tree: Tree & { kind: 'call' }, def: FunctionDef): Typed {
    const [given] = tree.args as [Tree]
    const type = def.result === 'joined' ? listOf(anyType) : def.result
    if (given.kind === 'literal' && typeof given.value === 'string' && type.kind !== 'list')
      return this.momentLiteral(tree, given, given.value, type)
    const found = this.infer(given)
    if (found.type.kind === type.kind) return found
    this.fitsParameter(given, def, 0, found.type)
    return { tree: { ...tree, args: [found.tree] }, type }
  }

  private momentLiteral(tree: Tree & { kind: 'call' }, given: Tree, value: string, type: Type): Typed {
    if (type.kind === 'duration') return { tree: { ...this.spanCall(given, value), at: tree.at }, type }
    const canonical = type.kind === 'date' ? parseDay(value) : parseInstant(value)
    if (!canonical) this.badMoment(given, value, type.kind)
    const text = !canonical ? value : 'start' in canonical ? dayText(canonical.start) : instantText(canonical.ms)
    return { tree: { ...tree, args: [literal(text, given.at)] }, type }
  }

  private has(tree: Tree & { kind: 'call' }): Typed {
    const [given] = tree.args
    const found = given && tree.args.length === 1 ? this.infer(given) : undefined
    if (!given || !found?.raw) this.refuse(tree, 'has-what', {})
    return { tree: { ...tree, args: found ? [found.raw ?? found.tree] : [] }, type: booleanType }
  }

  private matches(tree: Tree & { kind: 'call' }, target: Tree): Typed {
    this.patterns += 1
    if (this.patterns === MOST_PATTERNS + 1) this.refuse(tree, 'expression-too-big', {})
    if (this.patterns > MOST_PATTERNS) return { tree, type: booleanType }
    const found = this.infer(target)
    const [pattern] = tree.args
    if (!['text', 'any', 'user', 'relation'].includes(found.type.kind) || tree.args.length !== 1)
      return this.wrongArguments(tree, signatureOf('matches'))
    if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') {
      this.refuse(pattern ?? tree, 'pattern-not-literal', {})
    } else {
      if (!isKeepable(pattern.value)) this.refuse(pattern, 'expression-bad-text', {})
      for (const bad of checkPattern(pattern.value, this.path)) this.refuse(pattern, bad.code, bad.params ?? {})
    }
    return { tree: { ...tree, target: found.tree }, type: booleanType }
  }

  /** `tags.exists(t, t == "a")`: inside, `t` is one element. */
  private overList(tree: Tree & { kind: 'call' }, target: Tree): Typed {
    const found = this.infer(target)
    const [variable, ...bodies] = tree.args
    const most = tree.name === 'map' ? 2 : 1
    if (
      variable?.kind !== 'name' ||
      bodies.length < 1 ||
      bodies.length > most ||
      !['list', 'any'].includes(found.type.kind)
    ) {
      return this.wrongArguments(tree, signatureOf(tree.name))
    }
    if (reservedNames.has(variable.name) || isFieldId(variable.name) || variable.name.length > 64)
      this.refuse(variable, 'bad-variable', { name: variable.name })
    this.variables.push({ name: variable.name, type: elementOf(found.type) })
    const isMap = tree.name === 'map'
    const conditions = (isMap ? bodies.slice(0, -1) : bodies).map((body) => this.boolean(body))
    const last = isMap ? this.infer(bodies.at(-1) as Tree) : undefined
    this.variables.pop()
    const type = last ? listOf(last.type) : tree.name === 'filter' ? found.type : booleanType
    return {
      tree: { ...tree, target: found.tree, args: [variable, ...conditions, ...(last ? [last.tree] : [])] },
      type,
    }
  }

  // refusals

  private wrongArguments(tree: Tree, signature: string): Typed {
    this.refuse(tree, 'wrong-arguments', { signature })
    return { tree, type: unknownType }
  }

  private unknownField(tree: Tree, name: string, fields: readonly ScopeField[]): Typed {
    this.unknown(
      tree,
      'unknown-field',
      name,
      fields.map((field) => field.key),
      {},
    )
    return { tree, type: unknownType, raw: tree }
  }

  private unknownMember(tree: Tree, name: string, known: readonly string[]): Typed {
    this.refuse(tree, 'unknown-member', { name, known: someOf(known) })
    return { tree, type: unknownType, raw: tree }
  }

  private unknown(
    tree: Tree,
    code: 'unknown-field' | 'unknown-function' | 'not-an-option',
    name: string,
    known: readonly string[],
    more: { readonly [name: string]: Json },
  ): void {
    const near = nearest(name, known)
    const shown = name.slice(0, 60)
    if (near) this.refuse(tree, `${code}-near`, { ...more, name: shown, near })
    else this.refuse(tree, code, { ...more, name: shown, known: someOf(known) })
  }
}

const conversions: ReadonlySet<string> = new Set(['timestamp', 'date', 'duration', 'list'])
const examples: { readonly [kind: string]: string } = {
  date: '2026-01-31',
  datetime: '2026-01-31T12:00:00Z',
  duration: '48h',
}

function literalType(value: number | boolean | null | string): ValueType {
  return typeof value === 'number' ? numberType : typeof value === 'boolean' ? booleanType : nullType
}

function isBoolean(type: Type): boolean {
  return type.kind === 'boolean' || type.kind === 'any'
}

/** Written so that it has no type of its own until its neighbour has one. */
function isLoose(tree: Tree): boolean {
  if (tree.kind === 'literal') return typeof tree.value === 'string' || tree.value === null
  if (tree.kind === 'list') return tree.items.every(isLoose)
  return tree.kind === 'choose' && isLoose(tree.then) && isLoose(tree.else)
}

/** Databases keep neither NUL nor half a pair of surrogates. */
function isKeepable(text: string): boolean {
  return !/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
}

function withMember(tree: Tree, of: Tree): Tree {
  return tree.kind === 'member' || tree.kind === 'index' ? { ...tree, of } : tree
}

function findDeep(fields: readonly ScopeField[], id: string): ScopeField | undefined {
  for (const field of fields) {
    if (field.id === id) return field
    const inner = field.fields && findDeep(field.fields, id)
    if (inner) return inner
  }
  return undefined
}

function functionNames(): string[] {
  return [...[...functions.values()].filter((def) => !def.hidden).map((def) => def.name), ...macros.keys()]
}

function signatureOf(macro: string): string {
  return macros.get(macro)?.signature ?? macro
}

function isWellFormed(def: FunctionDef, tree: Tree & { kind: 'call' }): boolean {
  if (tree.target ? def.form === 'plain' : def.form === 'method') return false
  const given = tree.args.length + (tree.target ? 1 : 0)
  const least = def.params.length - (def.optional ?? 0)
  return given >= least && (def.rest === true || given <= def.params.length)
}

const momentKinds: readonly string[] = ['date', 'datetime']

/** The type of `a op b`, or undefined when it has no meaning. Money counts as its amount. */
function arithmeticType(op: Arithmetic, a: Type, b: Type): Type | undefined {
  if (a.kind === 'null' || b.kind === 'null') return undefined
  if (a.kind === 'any' || b.kind === 'any') return anyType
  const [left, right] = [a.kind === 'money' ? 'number' : a.kind, b.kind === 'money' ? 'number' : b.kind]
  if (left === 'number' && right === 'number') return numberType
  if (op === '+') return sumType(left, right, a, b)
  if (op === '-') return differenceType(left, right, a)
  if (op === '*')
    return (left === 'duration' && right === 'number') || (left === 'number' && right === 'duration')
      ? durationType
      : undefined
  if (op === '/' && left === 'duration')
    return right === 'number' ? durationType : right === 'duration' ? numberType : undefined
  return undefined
}

function sumType(left: string, right: string, a: Type, b: Type): Type | undefined {
  if (left === 'text' && right === 'text') return textType
  if (left === 'list' && right === 'list') {
    const element = joined(elementOf(a), elementOf(b))
    return element && listOf(element)
  }
  if (left === 'duration' && right === 'duration') return durationType
  if (momentKinds.includes(left) && right === 'duration') return a
  return left === 'duration' && momentKinds.includes(right) ? b : undefined
}

function differenceType(left: string, right: string, a: Type): Type | undefined {
  if (momentKinds.includes(left) && momentKinds.includes(right)) return durationType
  if (right !== 'duration') return undefined
  return left === 'duration' || momentKinds.includes(left) ? a : undefined
}
