// By which events can a record really come to each state? Every step of a way was taken with the engine itself.
import { MoldeError } from '../errors.ts'
import type { Expression } from '../expression/expression.ts'
import { type CompiledFlow, compileFlow } from '../flow/compile-flow.ts'
import { enterFlow } from '../flow/enter-flow.ts'
import type { FlowActor, FlowMemory, Transition } from '../flow/flow.ts'
import type { FlowContext } from '../flow/flow-context.ts'
import { type FlowTables, standingOf, stateFieldsOf } from '../flow/flow-tables.ts'
import { chooseTransitions } from '../flow/refuse-transition.ts'
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

/** Ways to one leaf, the shortest first; they differ in what only the flow writes. */
export type Ways = ReadonlyMap<OptionId, readonly Way[]>

/** Of each leaf. More differ in values that hardly matter. */
const MOST_WAYS = 4
const MOST_STEPS = 1_000

export function waysThrough(tables: FlowTables): Ways {
  const search = new Search(tables, compileFlow(tables.flow, tables.blueprint))
  search.run()
  return search.ways
}

/** Fields that nobody fills in: what they hold is known from the way that a record came. */
export function ownFields({ blueprint, flow }: FlowTables): readonly FieldId[] {
  const states = new Set(stateFieldsOf(flow))
  return blueprint.fields
    .filter(({ id, readOnly, computed }) => states.has(id) || (computed ? computed.kind !== 'formula' : readOnly))
    .map(({ id }) => id)
}

class Search {
  readonly ways = new Map<OptionId, Way[]>()
  private readonly own: readonly FieldId[]
  private steps = 0

  constructor(
    private readonly tables: FlowTables,
    private readonly compiled: CompiledFlow,
  ) {
    this.own = ownFields(tables)
  }

  run(): void {
    const start = this.start()
    const open = start ? [start] : []
    if (start) this.note(start)
    for (const way of open) {
      for (const next of this.stepsFrom(way)) if (this.note(next)) open.push(next)
      if (this.steps > MOST_STEPS) return
    }
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
      if (known.length >= MOST_WAYS || known.some((one) => this.isAlike(one, way))) return false
      this.ways.set(leaf, [...known, way])
      return true
    })
    return isNew.includes(true)
  }

  private isAlike(a: Way, b: Way): boolean {
    return this.own.every((field) => JSON.stringify(a.data[field]) === JSON.stringify(b.data[field]))
  }

  private *stepsFrom(way: Way): Generator<Way> {
    for (const leaf of standingOf(this.tables, way.state, way.data)) {
      for (const exits of [...(this.tables.exits.get(leaf)?.values() ?? [])]) {
        for (const [index, transition] of exits.entries()) {
          const next = this.step(way, leaf, exits.slice(0, index + 1), transition)
          if (next) yield next
        }
      }
    }
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
  const chosen = chooseTransitions(compiled, [exits], context)
  if (!event || !('transitions' in chosen) || chosen.transitions[0] !== transition) return undefined
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
): readonly Case[] {
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
  return [...(cases?.cases ?? [])].filter(({ odd }) => !odd).sort((a, b) => blanks(a) - blanks(b))
}

function blanks({ data, input }: Case): number {
  return [...Object.values(data), ...Object.values(input)].filter((value) => value === undefined).length
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
