// Where does a new record stand, and what has its first state already done to it?
import type { CompiledFlow } from './compile-flow.ts'
import type { FlowSituation } from './flow.ts'
import { groupsAround, nodesOf } from './flow-nodes.ts'
import { type StartedFlow, startFlow } from './step.ts'

/** The record does not exist yet: what a flow may read of it is taken from the one who creates it, now. */
export type EntryRequest = Omit<FlowSituation, 'record'> & { readonly record?: Partial<FlowSituation['record']> }

/** Throws a MoldeError when an entry action of the first state fails: the record is not created then. */
export function enterFlow(flow: CompiledFlow, entry: EntryRequest): StartedFlow {
  return startFlow(flow, { ...entry, record: newRecord(entry) })
}

/**
 * Does a new record become anything else than one that holds the first state? Where not, nobody has to ask the machine, which costs
 * more than the rest of making a record.
 */
export function actsOnEntry(flow: CompiledFlow): boolean {
  const known = acting.get(flow)
  if (known !== undefined) return known
  const { initial } = flow.flow
  const { kind, onEnter = [] } = flow.states.get(initial) ?? {}
  const around = groupsAround(flow, initial)
  const acts =
    kind === 'parallel' ||
    onEnter.length > 0 ||
    around.some((group) => (flow.groups.get(group)?.onEnter ?? []).length > 0) ||
    nodesOf(flow, initial).some((node) => flow.leaving.get(node)?.some(({ auto }) => auto))
  acting.set(flow, acts)
  return acts
}

const acting = new WeakMap<CompiledFlow, boolean>()

function newRecord({ actor, now, record }: EntryRequest): FlowSituation['record'] {
  return { id: '', state: null, version: 0, rev: 0, createdBy: actor.id, createdAt: now, updatedAt: now, ...record }
}
