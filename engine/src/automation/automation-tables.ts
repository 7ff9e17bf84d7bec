// What an automation's actions are looked up in: the tables of the blueprint's flow, or of a flow that has nothing.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { FlowVersion } from '../flow/flow.ts'
import { type FlowTables, flowTables } from '../flow/flow-tables.ts'

/** Where there is no record: one that has no fields. */
export const noBlueprint: BlueprintVersion = {
  name: '',
  version: 1,
  fields: [],
  rules: [],
  uniques: [],
  reserved: [],
}

/** `beside`: the other flows of the blueprint. */
export function automationTables(
  blueprint: BlueprintVersion = noBlueprint,
  flow?: FlowVersion,
  beside: readonly FlowVersion[] = [],
): FlowTables {
  return flowTables(flow ?? noFlow(blueprint), blueprint, beside)
}

/** No field and no state is called so. */
function noFlow({ name, version }: BlueprintVersion): FlowVersion {
  return {
    ...{ name: '', version: 1, blueprint: name, blueprintVersion: version },
    ...{ stateField: 'f0', initial: 'o0', states: [], events: [], transitions: [] },
  }
}
