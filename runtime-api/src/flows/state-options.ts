// The choices of the state field that change together with a flow, and where records go by it: what the blueprint becomes by them.
import {
  applyOps,
  type BlueprintVersion,
  type IdCounters,
  idGiver,
  isJsonObject,
  issue,
  type JsonObject,
  MoldeError,
  refuseIf,
  type StoredOp,
} from '@molde/engine'
import type { TriedOps } from '../blueprints/tried-ops.ts'
import type { Scope } from '../runtime.ts'
import { movesMember } from './state-moves.ts'

/** A flow's document may hold it beside what is the flow's own: members of the op `options`, without its field. */
export const stateOptionsMember = 'stateOptions'
const known = ['add', 'rename', 'retire', 'offer', 'relabel', 'recolour', 'order']

/** Undefined when the document changes no choice and moves no record. Throws a MoldeError with places below `/stateOptions` and `/moves`. */
export function tryStateOptions(
  scope: Scope,
  head: BlueprintVersion,
  counters: IdCounters,
  document: JsonObject,
  moves?: { readonly op: JsonObject; readonly opsInto?: ((version: number) => readonly StoredOp[]) | undefined },
): TriedOps | undefined {
  const options = optionsOp(document)
  const ops = [options, moves?.op].flatMap((op) => op ?? [])
  if (ops.length === 0) return undefined
  const ids = idGiver(counters)
  try {
    const history = moves?.opsInto && { versionAt: () => undefined, opsInto: moves.opsInto }
    const context = { now: scope.runtime.now(), zone: scope.tenant.timezone, ...(history && { history }) }
    const applied = applyOps(head, ops, ids, context)
    return { head, ids, ...applied }
  } catch (failed) {
    const members = ops.map((op) => (op === moves?.op ? movesMember : stateOptionsMember))
    throw failed instanceof MoldeError ? new MoldeError(failed.issues.map((found) => atMember(found, members))) : failed
  }
}

function optionsOp(document: JsonObject): JsonObject | undefined {
  const change = document[stateOptionsMember]
  if (change === undefined) return undefined
  if (!isJsonObject(change)) refuseIf([issue([stateOptionsMember], 'not-object', { label: stateOptionsMember })])
  const { op: _, field: __, ...members } = change as JsonObject
  const strangers = Object.keys(change as JsonObject).filter((name) => !known.includes(name))
  refuseIf(strangers.map((name) => issue([stateOptionsMember], 'unknown-member', { name: name.slice(0, 60), known })))
  if (Object.keys(members).length === 0) return undefined
  return { ...members, op: 'options', field: document['stateField'] ?? null }
}

/** `/ops/0/add/1` is no place of this document. */
function atMember(found: MoldeError['issues'][number], members: readonly string[]): MoldeError['issues'][number] {
  const [, op, member, ...rest] = found.path
  const inside = members[Number(op)] ?? stateOptionsMember
  const path = member === 'field' ? ['stateField'] : [inside, ...(member === undefined ? [] : [member, ...rest])]
  return { ...found, path }
}
