// The choices of the state field, and the fields of regions, that change together with a flow, and where records go by it: what the blueprint becomes by them.
import {
  applyOps,
  type BlueprintVersion,
  type IdCounters,
  idGiver,
  isJsonObject,
  issue,
  type Json,
  type JsonObject,
  MoldeError,
  type Path,
  refuseIf,
  type StoredOp,
} from '@molde/engine'
import type { TriedOps } from '../blueprints/tried-ops.ts'
import type { Scope } from '../runtime.ts'

/** A flow's document may hold it beside what is the flow's own: members of the op `options`, without its field. */
export const stateOptionsMember = 'stateOptions'
const known = ['add', 'rename', 'retire', 'offer', 'relabel', 'recolour', 'order']

/** By the key of a field: what becomes of the one that mirrors a region. */
export const regionFieldsMember = 'regionFields'

/** An op that belongs to a flow's document, and where in it the fault is when it is none. */
export interface OpOfDocument {
  readonly op: JsonObject
  /** The op's place in the document, where its members lie. */
  readonly at: Path
  /** Key of the field whose states the op names; the document calls them `field.STATE`. */
  readonly region?: string
}

/** What the records do by it: ops that come after the choices, and the ops before them for what is taken back. */
export interface MoveOps {
  readonly ops: readonly OpOfDocument[]
  readonly opsInto?: ((version: number) => readonly StoredOp[]) | undefined
}

/** Undefined when the document changes no choice and moves no record. Throws a MoldeError with places of the document. */
export function tryStateOptions(
  scope: Scope,
  head: BlueprintVersion,
  counters: IdCounters,
  document: JsonObject,
  moves?: MoveOps,
): TriedOps | undefined {
  const regions = regionOps(document, head)
  const said = [...optionsOp(document), ...regions.before, ...(moves?.ops ?? []), ...regions.after]
  if (said.length === 0) return undefined
  const ids = idGiver(counters)
  try {
    const history = moves?.opsInto && { versionAt: () => undefined, opsInto: moves.opsInto }
    const context = { now: scope.runtime.now(), zone: scope.tenant.timezone, ...(history && { history }) }
    const ops = said.map(({ op }) => op)
    return { head, ids, ...applyOps(head, ops, ids, context) }
  } catch (failed) {
    throw failed instanceof MoldeError ? new MoldeError(failed.issues.map((found) => inDocument(found, said))) : failed
  }
}

function optionsOp(document: JsonObject): readonly OpOfDocument[] {
  const members = optionMembers(document[stateOptionsMember], [stateOptionsMember], known)
  if (Object.keys(members).length === 0) return []
  return [{ op: { ...members, op: 'options', field: document['stateField'] ?? null }, at: [stateOptionsMember] }]
}

function optionMembers(change: Json | undefined, at: Path, names: readonly string[]): JsonObject {
  if (change === undefined) return {}
  if (!isJsonObject(change)) refuseIf([issue(at, 'not-object', { label: String(at.at(-1)) })])
  const { op: _, field: __, ...members } = change as JsonObject
  const strangers = Object.keys(change as JsonObject).filter((name) => !names.includes(name))
  refuseIf(strangers.map((name) => issue(at, 'unknown-member', { name: name.slice(0, 60), known: [...names] })))
  return members
}

/** A field that is not there is made with its choices; `null` takes one away, once no record holds a state of it any more. */
function regionOps(document: JsonObject, { fields }: BlueprintVersion) {
  const before: OpOfDocument[] = []
  const after: OpOfDocument[] = []
  const listed = document[regionFieldsMember] ?? {}
  if (!isJsonObject(listed)) refuseIf([issue([regionFieldsMember], 'not-object', { label: regionFieldsMember })])
  for (const [name, change] of Object.entries(listed as JsonObject)) {
    const at = [regionFieldsMember, name]
    const field = fields.find(({ key }) => key === name) ?? fields.find(({ id }) => id === name)
    if (change === null) {
      after.push({ op: { op: 'remove', field: name }, at })
      continue
    }
    const { label, ...members } = optionMembers(change, at, ['label', ...known])
    const labelled: JsonObject = label === undefined ? {} : { label }
    if (!field) {
      const made = { key: name, type: 'enum', readOnly: true, options: members['add'] ?? [], ...labelled }
      before.push({ op: { op: 'add', field: made }, at })
      continue
    }
    if (Object.keys(labelled).length > 0) before.push({ op: { op: 'relabel', field: name, ...labelled }, at })
    if (Object.keys(members).length > 0) before.push({ op: { ...members, op: 'options', field: name }, at })
  }
  // Nobody writes them but the flow, and every form and client shall know it.
  for (const [name, at] of regionNames(document)) {
    const field = fields.find(({ key }) => key === name) ?? fields.find(({ id }) => id === name)
    if (field && !field.readOnly && field.type === 'enum' && !field.computed)
      before.push({ op: { op: 'change', field: name, readOnly: true }, at })
  }
  return { before, after }
}

/** The fields that the document's regions name, each with its place; what is no region is for the reader of the flow to refuse. */
function regionNames(document: JsonObject): readonly (readonly [string, Path])[] {
  const states = document['states']
  return Object.entries(isJsonObject(states) ? states : {}).flatMap(([state, part]) => {
    const regions = isJsonObject(part) ? part['regions'] : undefined
    if (!Array.isArray(regions)) return []
    return regions.flatMap((region: Json, i): (readonly [string, Path])[] => {
      const name = isJsonObject(region) ? region['stateField'] : undefined
      return typeof name === 'string' ? [[name, ['states', state, 'regions', i]]] : []
    })
  })
}

/** `/ops/0/add/1` is no place of this document. */
function inDocument(found: MoldeError['issues'][number], said: readonly OpOfDocument[]): MoldeError['issues'][number] {
  const [, op, member, ...rest] = found.path
  const { at, region } = said[Number(op)] ?? { at: [stateOptionsMember] }
  if (region !== undefined && ['states', 'back'].includes(String(member)))
    return { ...found, path: [...at, String(member), `${region}.${rest[0]}`, ...rest.slice(1)] }
  const isAdded = said[Number(op)]?.op['op'] === 'add'
  if (isAdded) return { ...found, path: [...at, ...(rest[0] === 'options' ? ['add', ...rest.slice(1)] : rest)] }
  const isMain = at[0] !== regionFieldsMember
  const path =
    member === 'field' && isMain ? ['stateField'] : [...at, ...(member === undefined ? [] : [member, ...rest])]
  return { ...found, path }
}
