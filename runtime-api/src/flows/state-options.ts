// The choices of the state field that are changed together with a flow: what the blueprint becomes by them.
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
} from '@molde/engine'
import type { TriedOps } from '../blueprints/save-draft.ts'
import type { Scope } from '../runtime.ts'

/** A flow's document may hold it beside what is the flow's own: members of the op `options`, without its field. */
export const stateOptionsMember = 'stateOptions'
const known = ['add', 'retire', 'offer', 'relabel', 'recolour', 'order']

/** Undefined when the document changes no choice. Throws a MoldeError with places below `/stateOptions`. */
export function tryStateOptions(
  scope: Scope,
  head: BlueprintVersion,
  counters: IdCounters,
  document: JsonObject,
): TriedOps | undefined {
  const change = document[stateOptionsMember]
  if (change === undefined) return undefined
  if (!isJsonObject(change)) refuseIf([issue([stateOptionsMember], 'not-object', { label: stateOptionsMember })])
  const { op: _, field: __, ...members } = change as JsonObject
  const strangers = Object.keys(change as JsonObject).filter((name) => !known.includes(name))
  refuseIf(strangers.map((name) => issue([stateOptionsMember], 'unknown-member', { name: name.slice(0, 60), known })))
  if (Object.keys(members).length === 0) return undefined
  const ids = idGiver(counters)
  const op = { ...members, op: 'options', field: document['stateField'] ?? null }
  try {
    const applied = applyOps(head, [op], ids, { now: scope.runtime.now(), zone: scope.tenant.timezone })
    return { head, ids, ...applied }
  } catch (failed) {
    throw failed instanceof MoldeError ? new MoldeError(failed.issues.map(atMember)) : failed
  }
}

/** `/ops/0/add/1` is no place of this document. */
function atMember(found: MoldeError['issues'][number]): MoldeError['issues'][number] {
  const [, , member, ...rest] = found.path
  const path =
    member === 'field' ? ['stateField'] : [stateOptionsMember, ...(member === undefined ? [] : [member, ...rest])]
  return { ...found, path }
}
