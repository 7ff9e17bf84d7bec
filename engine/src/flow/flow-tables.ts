// A flow as the engine looks things up in it: by id, by name, and what leads out of each state.
import type { BlueprintVersion, FieldDef, Label, OptionDef } from '../blueprint/blueprint.ts'
import type { EventId, FieldId, OptionId, TransitionId } from '../ids.ts'
import type { FlowEvent, FlowState, FlowVersion, Transition } from './flow.ts'

export interface FlowTables {
  readonly flow: FlowVersion
  readonly blueprint: BlueprintVersion
  readonly fields: ReadonlyMap<FieldId, FieldDef>
  readonly options: ReadonlyMap<OptionId, OptionDef>
  readonly states: ReadonlyMap<OptionId, FlowState>
  /** By key and by id; a key wins. */
  readonly events: ReadonlyMap<string, FlowEvent>
  readonly transitions: ReadonlyMap<TransitionId, Transition>
  readonly exits: Exits
}

/** What may leave a state on an event, first choice first. */
export type Exits = ReadonlyMap<OptionId, ReadonlyMap<EventId, readonly Transition[]>>

export function flowTables(flow: FlowVersion, blueprint: BlueprintVersion): FlowTables {
  const fields = new Map(blueprint.fields.map((field) => [field.id, field]))
  return {
    flow,
    blueprint,
    fields,
    options: new Map(fields.get(flow.stateField)?.options?.map((option) => [option.id, option])),
    states: new Map(flow.states.map((state) => [state.id, state])),
    events: new Map([...flow.events.map((e) => [e.id, e] as const), ...flow.events.map((e) => [e.key, e] as const)]),
    transitions: new Map(flow.transitions.map((transition) => [transition.id, transition])),
    exits: exitsOf(flow),
  }
}

/** What may leave `state` on `event`. A record without a state stands at the start. */
export function exitsOn(tables: FlowTables, state: string | null, event: EventId): readonly Transition[] {
  return tables.exits.get((state ?? tables.flow.initial) as OptionId)?.get(event) ?? []
}

/**
 * `'*'` is written out once per state that is not final. As a transition of the machine's root, which XState offers too, it
 * would rank below every transition of a state whatever its place in the list, and would re-enter the state it starts from.
 */
export function exitsOf(flow: FlowVersion): Exits {
  const exits = new Map(flow.states.map((state) => [state.id, new Map<EventId, Transition[]>()]))
  const open = flow.states.filter((state) => state.kind !== 'final').map((state) => state.id)
  for (const transition of flow.transitions) {
    for (const state of transition.from === '*' ? open : transition.from) {
      const ofState = exits.get(state)
      const ofEvent = ofState?.get(transition.event)
      if (ofEvent) ofEvent.push(transition)
      else ofState?.set(transition.event, [transition])
    }
  }
  return exits
}

/** A state as people read it: its own label, else its option's, else the option's name. */
export function stateLabel(tables: FlowTables, state: OptionId): Label {
  const option = tables.options.get(state)
  return tables.states.get(state)?.label ?? option?.label ?? option?.key ?? state
}

/** A state's name on the wire. */
export function stateKey(tables: FlowTables, state: OptionId): string {
  return tables.options.get(state)?.key ?? state
}

/** The button's text. */
export function transitionLabel(tables: FlowTables, transition: Transition): Label {
  const event = tables.events.get(transition.event)
  return transition.label ?? event?.label ?? event?.key ?? transition.event
}
