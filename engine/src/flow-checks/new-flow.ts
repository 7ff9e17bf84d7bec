// A flow that somebody sent: refused with reasons, or read, given ids and looked over.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { FlowVersion } from '../flow/flow.ts'
import { readFlow } from '../flow-wire/wire-flow.ts'
import type { IdGiver } from '../ids.ts'
import type { Finding } from './finding.ts'
import { type Surroundings, verifyFlow } from './verify-flow.ts'

/** Version 1 of a flow of this blueprint version. Throws a MoldeError. */
export function newFlow(
  wire: unknown,
  blueprint: BlueprintVersion,
  ids: IdGiver,
  surroundings: Surroundings = {},
): { readonly flow: FlowVersion; readonly findings: readonly Finding[] } {
  const flow = readFlow(wire, blueprint, ids, surroundings)
  return { flow, findings: verifyFlow(flow, blueprint, surroundings) }
}
