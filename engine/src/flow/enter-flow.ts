// Where does a new record stand, and what has its first state already done to it?
import type { CompiledFlow } from './compile-flow.ts'
import type { FlowSituation } from './flow.ts'
import { type StartedFlow, startFlow } from './step.ts'

/** The record does not exist yet: what a flow may read of it is taken from the one who creates it, now. */
export type EntryRequest = Omit<FlowSituation, 'record'> & { readonly record?: Partial<FlowSituation['record']> }

/** Throws a MoldeError when an entry action of the first state fails: the record is not created then. */
export function enterFlow(flow: CompiledFlow, entry: EntryRequest): StartedFlow {
  return startFlow(flow, { ...entry, record: newRecord(entry) })
}

function newRecord({ actor, now, record }: EntryRequest): FlowSituation['record'] {
  return { id: '', state: null, version: 0, rev: 0, createdBy: actor.id, createdAt: now, updatedAt: now, ...record }
}
