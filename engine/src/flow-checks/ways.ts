// By which events can a record really come to each state? Every step of a way was taken with the engine itself.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { MoldeError } from '../errors.ts'
import type { Expression } from '../expression/expression.ts'
import { expressionsOfAction } from '../flow/action-parts.ts'
import { type CompiledFlow, compileFlow } from '../flow/compile-flow.ts'
import { enterFlow } from '../flow/enter-flow.ts'
import type { FlowActor, FlowMemory, FlowVersion, Transition } from '../flow/flow.ts'
import type { FlowContext } from '../flow/flow-context.ts'
import { nodesOf } from '../flow/flow-nodes.ts'
import { autoExits, type FlowTables, leadsToAnyOf, standingOf, stateFieldsOf } from '../flow/flow-tables.ts'
import { isChosen } from '../flow/refuse-transition.ts'
import { stepFlow } from '../flow/step.ts'
import type { FieldId, OptionId, TransitionId } from '../ids.ts'
import type { Json } from '../json.ts'
import { checkRecord } from '../record/check-record.ts'
import { defaultData } from '../record/default-record.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type Case, casesOf, creator, isAlwaysAsked, recordIn, rolesIn, somebody } from './condition-cases.ts'
import { lookedAt, lookedIn } from './condition-reads.ts'
import { sampleValues } from './sample-values.ts'

/** What is filled in by hand before an event, and the event. */
interface WayStep {
  /** Key. */
  readonly event: string
  readonly transition: TransitionId
  /** Values by field id; null clears. */
  readonly edits: StoredData
  readonly input: StoredData
  readonly actor: FlowActor
  /** Where it leads. */
  readonly state: OptionId
}

export interface Way {
  /** What the new record holds. */
  readonly start: StoredData
  readonly steps: readonly WayStep[]
  /** How the record stands at its end. */
  readonly state: OptionId
  readonly data: StoredData
  readonly memory: FlowMemory
}

/** Of each leaf. More differ in values that hardly matter. */
const MOST_WAYS = 3
const MOST_STEPS = 200

/** How records really come to each leaf. Every step costs, so they are looked for as far as somebody asks. */
export class Ways {
  private short: ReadonlyMap<OptionId, readonly Way[]> | undefined
  private many: ReadonlyMap<OptionId, readonly Way[]> | undefined
  private read: readonly FieldId[] | undefined

  constructor(private readonly tables: FlowTables) {}

  /** A short one first; then others, that differ in what only the flow writes and something reads. */
  *to(leaf: OptionId): Generator<Way> {
    const [short] = this.shortest().get(leaf) ?? []
    if (!short) return
    yield short
    this.read ??= ownFieldsRead(this.tables)
    const { read } = this
    if (read.length === 0) return
    this.many ??= new Search(this.tables, read, MOST_WAYS).run()
    for (const way of this.many.get(leaf) ?? []) if (!isAlike(read, way, short)) yield way
  }

  private shortest(): ReadonlyMap<OptionId, readonly Way[]> {
    this.short ??= new Search(this.tables, [], 1).run()
    return this.short
  }
}

function isAlike(fields: readonly FieldId[], a: Way, b: Way): boolean {
  return fields.every((field) => JSON.stringify(a.data[field]) === JSON.stringify(b.data[field]))
}

/** Of the flow's own fields those that a condition or a value reads. */
function ownFieldsRead(tables: FlowTables): readonly FieldId[] {
  const { transitions, states } = tables.flow
  const actions = [
    ...transitions.flatMap((one) => one.do),
    ...states.flatMap(({ onEnter, onExit }) => [...onEnter, ...onExit]),
  ]
  const read = new Set([
    ...transitions.flatMap(({ who, guard, check }) =>
      [who?.expr, guard, ...check.map(({ expr }) => expr)].flatMap((one) => one?.uses ?? []),
    ),
    ...actions.flatMap(expressionsOfAction).flatMap(({ uses }) => uses),
  ])
  return ownFields(tables).filter((id) => read.has(id) && id !== tables.flow.stateField)
}

/** Fields that nobody fills in: what they hold is known from the way that a record came. */
export function ownFields(tables: FlowTables): readonly FieldId[] {
  const known = knownFields.get(tables.flow)
  if (known?.blueprint === tables.blueprint) return known.fields
  const fields = ownFieldsOf(tables)
  knownFields.set(tables.flow, { blueprint: tables.blueprint, fields })
  return fields
}

const knownFields = new WeakMap<
  FlowVersion,
  { readonly blueprint: BlueprintVersion; readonly fields: readonly FieldId[] }
>()

function ownFieldsOf({ blueprint, flow }: FlowTables): readonly FieldId[] {
  const states = new Set(stateFieldsOf(flow))
  return blueprint.fields
    .filter(({ id, readOnly, computed }) => states.has(id) || (computed ? computed.kind !== 'formula' : readOnly))
    .map(({ id }) => id)
}

class Search {
  private readonly ways = new Map<OptionId, Way[]>()
  private readonly compiled: CompiledFlow
  private readonly own: readonly FieldId[]
  private steps = 0

  constructor(
    private readonly tables: FlowTables,
    /** Ways that differ in these are different. */
    private readonly telling: readonly FieldId[],
    private readonly most: number,
  ) {
    this.compiled = compileFlow(tables.flow, tables.blueprint)
    this.own = ownFields(tables)
  }

  run(): ReadonlyMap<OptionId, readonly Way[]> {
    const start = this.start()
    const open = start ? [start] : []
    if (start) this.note(start)
    for (const way of open) {
      for (const next of this.stepsFrom(way)) if (this.note(next)) open.push(next)
      if (this.steps > MOST_STEPS) break
    }
    return this.ways
  }

  private start(): Way | undefined {
    const data = startData(this.tables)
    try {
      const entered = enterFlow(this.compiled, {
        ...{ data, now: lookedAt, zone: lookedIn },
        actor: { id: creator, roles: [] },
      })
      return { start: this.filledIn(data), steps: [], state: entered.state, data: entered.data, memory: entered.memory }
    } catch (failed) {
      // No record is made at all: what the first state does fails. That is another matter.
      if (failed instanceof MoldeError) return undefined
      throw failed
    }
  }

  private filledIn(data: StoredData): StoredData {
    const own = new Set<string>(this.own)
    return Object.fromEntries(Object.entries(data).filter(([field]) => !own.has(field)))
  }

  /** Whether it is worth going on from there. */
  private note(way: Way): boolean {
    const leaves = standingOf(this.tables, way.state, way.data)
    const isNew = leaves.map((leaf) => {
      const known = this.ways.get(leaf) ?? []
      if (known.length >= this.most || known.some((one) => isAlike(this.telling, one, way))) return false
      this.ways.set(leaf, [...known, way])
      return true
    })
    return isNew.includes(true)
  }

  private *stepsFrom(way: Way): Generator<Way> {
    for (const leaf of standingOf(this.tables, way.state, way.data)) {
      for (const exits of [...(this.tables.exits.get(leaf)?.values() ?? [])]) {
        for (const [index, transition] of exits.entries()) {
          if (!this.isWanted(transition, leaf)) continue
          const next = this.step(way, leaf, exits.slice(0, index + 1), transition)
          if (next) yield next
        }
      }
    }
  }

  /** Are there not ways enough to wherever it leads? What is taken by itself after it may lead on. */
  private isWanted(transition: Transition, leaf: OptionId): boolean {
    const { tables, ways } = this
    return leadsToAnyOf(tables, transition, leaf).some((to) => {
      const { regions, kind } = tables.states.get(to) ?? {}
      const goesOn = nodesOf(tables, to).some((node) => autoExits(tables, node, 'always').length > 0)
      const inRegion = tables.regions.has(to) || regions !== undefined || kind === 'parallel'
      return goesOn || inRegion || (ways.get(to)?.length ?? 0) < this.most
    })
  }

  /** `before`: those of the same event that come before it, and itself. */
  private step(way: Way, leaf: OptionId, before: readonly Transition[], transition: Transition): Way | undefined {
    const event = this.tables.events.get(transition.event ?? '')
    if (!event || this.steps > MOST_STEPS) return undefined
    for (const found of casesOn(this.tables, way, leaf, before)) {
      const step = stepFrom(this.compiled, { way, found, exits: before, transition })
      if (!step) continue
      this.steps += 1
      const { moved, context, edits } = step
      const { state, data, memory } = moved
      const taken: WayStep = {
        ...{ event: event.key, transition: transition.id, edits, state },
        ...{ input: context.input ?? {}, actor: context.actor },
      }
      return { start: way.start, steps: [...way.steps, taken], state, data, memory }
    }
    return undefined
  }
}

export interface StepRequest {
  readonly way: Way
  /** What is made of the record at the end of the way. */
  readonly found: Case
  /** The steps of the event up to the one that is meant. */
  readonly exits: readonly Transition[]
  readonly transition: Transition
}

/** The step as the engine takes it; undefined when it takes another one or none. */
export function stepFrom(compiled: CompiledFlow, { way, found, exits, transition }: StepRequest) {
  const event = compiled.events.get(transition.event ?? '')
  const context = formContext(compiled, transition, found.context)
  if (!event || !isChosen(compiled, exits, transition, context)) return undefined
  const edits = editsOf(way.data, found)
  if (!mayHold(compiled, found.context.data, edits)) return undefined
  const moved = stepFlow(compiled, {
    record: recordIn(way.state),
    ...{ data: context.data, memory: way.memory, event: event.key, input: context.input ?? {} },
    ...{ actor: context.actor, now: lookedAt, zone: lookedIn },
  })
  if (moved.kind !== 'moved' || ![moved.transition, ...moved.then].includes(transition.id)) return undefined
  return { moved, context, edits }
}

/** A new record that fills in what it must. */
function startData(tables: FlowTables): StoredData {
  const { blueprint, flow } = tables
  const own = new Set(ownFields(tables))
  const wanted = blueprint.fields.filter((field) => isAlwaysAsked(field) && !field.computed && !own.has(field.id))
  const filled = wanted.flatMap((field) => {
    const [value] = sampleValues(field, { constants: new Set() }).values
    return value === undefined ? [] : [[field.id, value] as const]
  })
  const actor = { id: creator, roles: [] }
  const context = { now: lookedAt, zone: lookedIn, actor, stateField: flow.stateField, initial: flow.initial }
  return { ...Object.fromEntries(filled), ...withoutStates(tables, defaultData(blueprint, context)) }
}

function withoutStates({ flow }: FlowTables, data: StoredData): StoredData {
  const states = new Set<string>(stateFieldsOf(flow))
  return Object.fromEntries(Object.entries(data).filter(([field]) => !states.has(field)))
}

/**
 * What people may make of a record at the end of a way, as far as these transitions can tell, the plainest first: what only the flow
 * writes is as it is.
 */
export function casesOn(
  tables: FlowTables,
  way: Way,
  leaf: OptionId,
  transitions: readonly Transition[],
  more: readonly Expression[] = [],
): Iterable<Case> {
  const asked = transitions.flatMap(({ who, guard, check }) => [
    ...(who?.expr ? [who.expr] : []),
    ...(guard ? [guard] : []),
    ...check.map(({ expr }) => expr),
  ])
  const given = Object.fromEntries(ownFields(tables).map((id) => [id, way.data[id]]))
  const cases = casesOf(tables, [...asked, ...more], {
    ...{ state: leaf, given, base: way.data, form: transitions[0]?.form ?? [] },
    roles: rolesIn(transitions),
    asksCreator: transitions.some(({ who }) => who?.notCreator),
  })
  return usual(cases?.cases ?? [])
}

function* usual(cases: Iterable<Case>): Generator<Case> {
  for (const one of cases) if (!one.odd) yield one
}

/** The first case of which it is true. */
export function firstCase(cases: Iterable<Case>, isIt: (found: Case) => boolean): Case | undefined {
  for (const one of cases) if (isIt(one)) return one
  return undefined
}

/** With what the form demands besides. */
export function formContext({ fields }: FlowTables, { form }: Transition, context: FlowContext): FlowContext {
  const demanded = form.flatMap(({ field: id, required }): (readonly [string, Json])[] => {
    const field = fields.get(id)
    if (!required || !field || context.input?.[id] !== undefined) return []
    const [value] = sampleValues(field, { constants: new Set() }).values
    return value === undefined ? [] : [[id, value]]
  })
  return { ...context, input: { ...Object.fromEntries(demanded), ...context.input } }
}

/** What must be filled in or cleared for it. */
export function editsOf(before: StoredData, { data }: Case): StoredData {
  return Object.fromEntries(
    Object.entries(data).flatMap(([field, value]): (readonly [string, Json])[] =>
      JSON.stringify(before[field]) === JSON.stringify(value) ? [] : [[field, value ?? null]],
    ),
  )
}

/** May people make the record this? Values keep their limits as they are tried; the blueprint's rules are asked here. */
export function mayHold({ blueprint }: FlowTables, data: StoredData, edits: StoredData): boolean {
  const touched = new Set(Object.keys(edits))
  if (touched.size === 0 || !blueprint.rules.some(({ check }) => check.uses.some((id) => touched.has(id)))) return true
  const context = { now: lookedAt, zone: lookedIn, actor: { id: somebody, roles: [] } }
  return checkRecord(blueprint, data, context, touched).length === 0
}
