// Which fields are always filled in, or always empty, while a record is in a state? What holds on every way into it.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { isFieldId, rawRead } from '../expression/names.ts'
import { readStored } from '../expression/read-stored.ts'
import { chainOf, comparators, isNull, type Tree } from '../expression/tree.ts'
import { fieldActions } from '../flow/action-parts.ts'
import type { Action, FlowVersion, Transition } from '../flow/flow.ts'
import { groupsAround, leavesUnder } from '../flow/flow-nodes.ts'
import { type FlowTables, flowTables, leadsToAnyOf } from '../flow/flow-tables.ts'
import type { FieldId, OptionId } from '../ids.ts'
import { fixedDefault } from '../record/default-record.ts'
import { isAlwaysAsked } from './condition-cases.ts'

/** Of records that came to the state by this version of the flow; one that was moved there by hand or by a job may differ. */
export interface StateFacts {
  readonly alwaysSet: ReadonlySet<FieldId>
  readonly alwaysEmpty: ReadonlySet<FieldId>
}

/** By leaf. States that nothing leads to have none. A field that people may write between events is known only when it is required. */
export function stateFacts(flow: FlowVersion, blueprint: BlueprintVersion): ReadonlyMap<OptionId, StateFacts> {
  return factsOf(flowTables(flow, blueprint))
}

export function factsOf(tables: FlowTables): ReadonlyMap<OptionId, StateFacts> {
  const known = knownFacts.get(tables.flow)
  if (known?.blueprint === tables.blueprint) return known.facts
  const facts = new Meeting(tables).facts()
  knownFacts.set(tables.flow, { blueprint: tables.blueprint, facts })
  return facts
}

type Facts = ReadonlyMap<OptionId, StateFacts>
const knownFacts = new WeakMap<FlowVersion, { readonly blueprint: BlueprintVersion; readonly facts: Facts }>()

/** What is known of a field; nothing where it may be either. */
type Known = 'set' | 'empty'
type Belief = ReadonlyMap<FieldId, Known>

class Meeting {
  /** Where a record stands: its leaf, or the parallel state around it, whose regions are not told apart. */
  private readonly beliefs = new Map<OptionId, Belief>()
  /** Fields that only the flow writes, and those that people cannot leave empty. */
  private readonly kept: ReadonlyMap<FieldId, 'own' | 'asked'>

  constructor(private readonly tables: FlowTables) {
    this.kept = new Map(
      tables.blueprint.fields.flatMap((field): (readonly [FieldId, 'own' | 'asked'])[] => {
        if (field.computed) return []
        if (field.readOnly) return [[field.id, 'own']]
        return isAlwaysAsked(field) ? [[field.id, 'asked']] : []
      }),
    )
  }

  facts(): Facts {
    const { flow } = this.tables
    const open = [this.top(flow.initial)]
    this.meet(this.top(flow.initial), this.enter(this.start(), undefined, flow.initial))
    for (const state of open) {
      for (const [transition, from] of this.leaving(state)) {
        for (const to of leadsToAnyOf(this.tables, transition, from)) {
          const belief = this.after(transition, from, to)
          if (this.meet(this.top(to), belief)) open.push(this.top(to))
        }
      }
    }
    return new Map([...this.tables.states.keys()].flatMap((leaf) => this.factsIn(leaf)))
  }

  private factsIn(leaf: OptionId): readonly (readonly [OptionId, StateFacts])[] {
    const belief = this.beliefs.get(this.top(leaf))
    if (!belief) return []
    const having = (what: Known) => new Set([...belief].flatMap(([field, known]) => (known === what ? [field] : [])))
    return [[leaf, { alwaysSet: having('set'), alwaysEmpty: having('empty') }]]
  }

  private top(leaf: OptionId): OptionId {
    return this.tables.regions.get(leaf)?.parallel ?? leaf
  }

  /** A new record: people fill in what they must, and defaults what only the flow writes. */
  private start(): Belief {
    const said = this.tables.blueprint.fields.flatMap((field): (readonly [FieldId, Known])[] => {
      const kept = this.kept.get(field.id)
      if (!kept) return []
      if (kept === 'asked' || fixedDefault(field) !== undefined) return [[field.id, 'set']]
      return field.default ? [] : [[field.id, 'empty']]
    })
    return new Map(said)
  }

  /** Whether something that was believed of the state does not hold on this way. */
  private meet(state: OptionId, belief: Belief): boolean {
    const before = this.beliefs.get(state)
    const lasting = new Map([...belief].filter(([field, known]) => this.lasts(field, known)))
    const met = before ? both(before, lasting) : lasting
    this.beliefs.set(state, met)
    return !before || met.size < before.size
  }

  /** People can fill in what is theirs, and cannot empty what they must fill in. */
  private lasts(field: FieldId, known: Known): boolean {
    const kept = this.kept.get(field)
    return kept === 'own' || (kept === 'asked' && known === 'set')
  }

  private *leaving(state: OptionId): Generator<readonly [Transition, OptionId]> {
    const leaves = [...this.tables.states.keys()].filter((leaf) => this.top(leaf) === state)
    for (const leaf of leaves) {
      const nodes = [leaf, ...groupsAround(this.tables, leaf).map((group) => `group:${group}`)]
      const exits = new Set(nodes.flatMap((node) => this.tables.leaving.get(node) ?? []))
      for (const transition of exits) yield [transition, leaf]
    }
  }

  private after(transition: Transition, from: OptionId, to: OptionId): Belief {
    const before = met(this.beliefs.get(this.top(from)) ?? new Map(), transition)
    // A step of a group leaves the state in it also where it leads back to it.
    const isOwn = transition.from === '*' || transition.from.includes(from)
    const stays = transition.to === null || (from === to && isOwn && !transition.reenter)
    const staying = perform(filledIn(before, transition), transition.do, inputOf(transition))
    if (stays && (transition.to === null || typeof transition.to === 'string')) return staying
    const left = perform(filledIn(this.leave(before, from, to), transition), transition.do, inputOf(transition))
    const entered = this.enter(left, from, to)
    // Into a group that it stands in already, the record may or may not leave the state.
    return stays ? both(staying, entered) : entered
  }

  /** Entry and exit actions of groups, and whatever happens in regions, may be done or not. */
  private leave(belief: Belief, from: OptionId, to: OptionId): Belief {
    const { tables } = this
    const inside = this.top(from) !== from || tables.states.get(from)?.kind === 'parallel'
    const own = tables.states.get(from)?.onExit ?? []
    const after = inside ? maybe(belief, this.exitsInside(this.top(from))) : perform(belief, own)
    const groups = groupsAround(tables, from).flatMap((key) => tables.groups.get(key)?.onExit ?? [])
    return from === to || groups.length > 0 ? maybe(after, groups) : after
  }

  private exitsInside(parallel: OptionId): readonly Action[] {
    const leaves = [...this.tables.states.keys()].filter((leaf) => this.top(leaf) === parallel)
    return leaves.flatMap((leaf) => this.tables.states.get(leaf)?.onExit ?? [])
  }

  private enter(belief: Belief, from: OptionId | undefined, to: OptionId): Belief {
    const { tables } = this
    const groups = groupsAround(tables, to).flatMap((key) => tables.groups.get(key)?.onEnter ?? [])
    const state = tables.states.get(to)
    const around = maybe(belief, groups)
    const parallel = this.top(to)
    const outside = from === undefined || this.top(from) !== parallel
    if (parallel !== to) return maybe(around, this.entriesInside(parallel))
    const own = perform(around, state?.onEnter ?? [])
    return state?.kind === 'parallel' && outside ? maybe(own, this.entriesInside(to)) : own
  }

  private entriesInside(parallel: OptionId): readonly Action[] {
    const leaves = [...this.tables.states.keys()].filter((leaf) => this.top(leaf) === parallel)
    const groups = [...this.tables.groups.values()].filter(({ key }) =>
      leavesUnder(this.tables, key).some((leaf) => leaves.includes(leaf)),
    )
    return [...leaves.map((leaf) => this.tables.states.get(leaf)), ...groups].flatMap((node) => node?.onEnter ?? [])
  }
}

/** What holds in both. */
function both(a: Belief, b: Belief): Belief {
  return new Map([...a].filter(([field, known]) => b.get(field) === known))
}

function maybe(belief: Belief, actions: readonly Action[]): Belief {
  // Each may be done alone, so what one of them reads may not yet be what another one wrote.
  return actions.reduce((held, action) => both(held, perform(held, [action])), belief)
}

function perform(belief: Belief, actions: readonly Action[], input: Belief = new Map()): Belief {
  const after = new Map(belief)
  for (const action of fieldActions(actions)) {
    const { field, kind } = action
    const value = kind === 'clear' ? 'empty' : knownValue(action.value, after, input)
    // Adding nothing changes nothing, and adding something leaves something.
    if (kind === 'add' && value !== 'set') {
      if (value !== 'empty' && after.get(field) === 'empty') after.delete(field)
    } else if (value) after.set(field, value)
    else after.delete(field)
  }
  return after
}

function filledIn(belief: Belief, { form, guard }: Transition): Belief {
  const after = new Map(belief)
  const asked = new Set(guard ? filledBy(guard).input : [])
  for (const { field, required } of form) {
    if (required || asked.has(field)) after.set(field, 'set')
    else after.delete(field)
  }
  return after
}

function inputOf({ form, guard }: Transition): Belief {
  const asked = guard ? filledBy(guard).input : []
  return new Map(
    [...form.flatMap(({ field, required }) => (required ? [field] : [])), ...asked].map((field) => [field, 'set']),
  )
}

/** A guard that is met says what it needs to be met; a check passes when it cannot be told, except one of emptiness itself. */
function met(belief: Belief, { guard, check }: Transition): Belief {
  const after = new Map(belief)
  if (guard) for (const field of filledBy(guard).data) after.set(field, 'set')
  for (const { expr } of check)
    for (const tree of chainOf(readStored(expr.cel), '&&')) {
      const field = presenceOf(tree)
      if (field) after.set(field, 'set')
    }
  return after
}

/** Fields without which the condition is not true. */
function filledBy(condition: Expression): { readonly data: readonly FieldId[]; readonly input: readonly FieldId[] } {
  const trees = chainOf(readStored(condition.cel), '&&').flatMap(needs)
  const fields = trees.map(rawRead)
  return {
    data: fields.flatMap((tree) => (tree.kind === 'name' && isFieldId(tree.name) ? [tree.name] : [])),
    input: fields.flatMap((tree) =>
      tree.kind === 'member' && tree.of.kind === 'name' && tree.of.name === 'input' && isFieldId(tree.name)
        ? [tree.name]
        : [],
    ),
  }
}

function needs(tree: Tree): readonly Tree[] {
  if (tree.kind === 'name') return [tree]
  if (tree.kind === 'not') return tree.of.kind === 'name' ? [tree.of] : []
  if (tree.kind === 'call' && tree.name === 'has' && tree.args[0]) return [tree.args[0]]
  if (tree.kind !== 'binary') return []
  if (isNull(tree.left) || isNull(tree.right))
    return tree.op === '!=' ? [isNull(tree.left) ? tree.right : tree.left] : []
  // A list that is missing is an empty one, to which nothing belongs; it can still be equal to another.
  const isList = [tree.left, tree.right].some((side) => side.kind === 'call' && side.name === 'list')
  if (comparators.has(tree.op) && !isList) return [tree.left, tree.right]
  return tree.op === 'in' ? [tree.left] : []
}

function presenceOf(tree: Tree): FieldId | undefined {
  const asks =
    (tree.kind === 'call' && tree.name === 'has') || (tree.kind === 'binary' && tree.op === '!=' && needsNull(tree))
  const [needed] = asks ? needs(tree) : []
  const raw = needed && rawRead(needed)
  return raw?.kind === 'name' && isFieldId(raw.name) ? raw.name : undefined
}

function needsNull(tree: Tree & { kind: 'binary' }): boolean {
  return isNull(tree.left) || isNull(tree.right)
}

/** Whether what an expression gives is there; undefined when that depends. */
function knownValue(value: Expression, belief: Belief, input: Belief): Known | undefined {
  return knownTree(readStored(value.cel), belief, input)
}

function knownTree(tree: Tree, belief: Belief, input: Belief): Known | undefined {
  const of = (part: Tree) => knownTree(part, belief, input)
  switch (tree.kind) {
    case 'literal':
      return tree.value === null ? 'empty' : 'set'
    case 'name':
      if (tree.name === 'now') return 'set'
      return isFieldId(tree.name) ? belief.get(tree.name) : undefined
    case 'member':
      if (tree.of.kind === 'name' && tree.of.name === 'input' && isFieldId(tree.name)) return input.get(tree.name)
      return tree.of.kind === 'name' && tree.of.name === 'actor' && tree.name === 'id' ? 'set' : undefined
    case 'binary':
      return knownBinary(tree, of)
    case 'negate':
    case 'not':
      return of(tree.of)
    case 'call':
      if (tree.name === 'today') return 'set'
      if (tree.name === 'coalesce') return tree.args.some((arg) => of(arg) === 'set') ? 'set' : undefined
      return readers.has(tree.name) && tree.args[0] ? of(tree.args[0]) : undefined
    case 'choose':
    case 'list':
    case 'index':
      return undefined
  }
}

/** What they give is there when what they are given is. */
const readers: ReadonlySet<string> = new Set([
  'date',
  'timestamp',
  'duration',
  'days',
  'hours',
  'string',
  'round',
  'lower',
  'upper',
])

function knownBinary({ op, left, right }: Tree & { kind: 'binary' }, of: (part: Tree) => Known | undefined) {
  if (isNull(left) || isNull(right)) return op === '==' || op === '!=' ? 'set' : 'empty'
  if (op === 'in') return of(left)
  const parts = [of(left), of(right)]
  if (op !== '&&' && op !== '||') return together(parts)
  return parts.every((part) => part === 'set') ? 'set' : undefined
}

function together(parts: readonly (Known | undefined)[]): Known | undefined {
  if (parts.includes('empty')) return 'empty'
  return parts.every((part) => part === 'set') ? 'set' : undefined
}
