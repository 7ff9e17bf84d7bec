// A flow document that somebody sent as the next version of a flow that exists: read, with the ids of the old one kept by name.
import {
  allTimers,
  type BlueprintVersion,
  type Finding,
  type FlowVersion,
  type IdCounters,
  idGiver,
  isJsonObject,
  type Json,
  type JsonObject,
  MoldeError,
  newFlow,
} from '@molde/engine'
import type { TriedOps } from '../blueprints/tried-ops.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { KnownFlow } from './read-flows.ts'
import { movesMember, movesOps, pathAsSaid, readMoves, withNewNames } from './state-moves.ts'
import { regionFieldsMember, stateOptionsMember, tryStateOptions } from './state-options.ts'

export interface NextFlow {
  readonly version: FlowVersion
  /** The blueprint it is typed in: the newest version, or the one that its new states make of it. */
  readonly blueprint: BlueprintVersion
  /** That version, to be published with the flow; undefined when the choices of the state field and the records stay as they are. */
  readonly withStates: TriedOps | undefined
  /** What was said about records whose state goes away, as it was sent; undefined when nothing was. */
  readonly moves: JsonObject | undefined
  /** Do records get other states by it, or regions other places? */
  readonly movesRecords: boolean
  readonly findings: readonly Finding[]
  readonly counters: IdCounters
}

/** What an answer says about a flow and a sent document may hold: it is the server's to say. */
const ours = new Set([
  'id',
  'version',
  'blueprintVersion',
  'publishedAt',
  'publishedBy',
  'findings',
  'moved',
  'job',
  'main',
  'name',
  'blueprint',
  stateOptionsMember,
  regionFieldsMember,
  movesMember,
])

/**
 * Throws the engine's refusals. The name and the blueprint of a flow stay what they are. `answers` stand instead of the `moves` of the
 * document.
 */
export function readFlowDocument(scope: Scope, known: KnownFlow, wire: JsonObject, answers?: JsonObject): NextFlow {
  const asked = { ...wire, stateField: wire['stateField'] ?? known.head.definition.stateField }
  const { counters } = known.blueprintRow
  const said = readMoves(answers ?? wire[movesMember])
  // A field is taken away once its region is told to go on nowhere: so far it is still there.
  const choices = tryStateOptions(scope, known.blueprint, counters, withoutNulls(asked))
  const still = readNext(scope, known, wire, choices)
  const moves = said && withNewNames(said, known.blueprint, still.blueprint, known.head.definition.stateField)
  const ops = movesOps(moves, known, still.version, still.blueprint)
  if (ops.length === 0) return still
  const { opsInto } = known
  try {
    const moved = tryStateOptions(scope, known.blueprint, counters, asked, { ops, opsInto })
    return { ...readNext(scope, known, wire, moved), moves, movesRecords: true }
  } catch (failed) {
    if (!said || !moves) throw failed
    throw failed instanceof MoldeError
      ? new MoldeError(failed.issues.map((found) => ({ ...found, path: pathAsSaid(found.path, said, moves) })))
      : failed
  }
}

function readNext(scope: Scope, known: KnownFlow, wire: JsonObject, withStates: TriedOps | undefined): NextFlow {
  const { row, head, holders, endpoints, calendars, others, beside } = known
  const blueprint = withStates?.version ?? known.blueprint
  const own = Object.fromEntries(Object.entries(wire).filter(([member]) => !ours.has(member)))
  const document: JsonObject = { name: row.name, blueprint: blueprint.name, ...own }
  const ids = idGiver(row.counters)
  const { flow, findings } = newFlow(keepIds(document, head.definition), blueprint, ids, {
    reader: readerOf(scope),
    ...(holders && { holders }),
    ...(endpoints && { endpoints }),
    ...(calendars && { calendars }),
    ...(others && { others }),
    ...(beside && { beside }),
  })
  const version = { ...flow, version: row.head + 1 }
  return { version, blueprint, withStates, moves: undefined, movesRecords: false, findings, counters: ids.counters() }
}

function withoutNulls(document: JsonObject): JsonObject {
  const listed = document[regionFieldsMember]
  if (!isJsonObject(listed)) return document
  return {
    ...document,
    [regionFieldsMember]: Object.fromEntries(Object.entries(listed).filter(([, to]) => to !== null)),
  }
}

/** An event that is called as before is the same event, also when the document does not say its id. */
function keepIds(document: JsonObject, before: FlowVersion): JsonObject {
  const listed = document['events'] ?? {}
  const transitions = document['transitions']
  const timed = withTimerIds(document, before)
  if (!isJsonObject(listed) || !Array.isArray(transitions)) return timed
  const used = new Set(transitions.map((one: unknown) => (isJsonObject(one) ? one['event'] : undefined)))
  const events = before.events
    .filter(({ key }) => used.has(key) || Object.hasOwn(listed, key))
    .map(({ id, key }) => [key, { id, ...(isJsonObject(listed[key]) ? listed[key] : {}) }] as const)
  return { ...timed, events: { ...listed, ...Object.fromEntries(events) } }
}

/** A timer of the same name is the same timer: what runs goes on. */
function withTimerIds(document: JsonObject, before: FlowVersion): JsonObject {
  const known = new Map<string, string>(allTimers(before).map(({ name, id }) => [name, id]))
  if (known.size === 0) return document
  const keep = (timer: Json): Json => {
    const id = isJsonObject(timer) && typeof timer['name'] === 'string' ? known.get(timer['name']) : undefined
    return id && isJsonObject(timer) ? { id, ...timer } : timer
  }
  const keptIn = (member: 'states' | 'groups'): JsonObject => {
    const parts = document[member]
    if (!isJsonObject(parts)) return {}
    const kept = Object.entries(parts).map(([name, part]) => {
      const timers = isJsonObject(part) ? part['timers'] : undefined
      return [name, isJsonObject(part) && Array.isArray(timers) ? { ...part, timers: timers.map(keep) } : part]
    })
    return { [member]: Object.fromEntries(kept) }
  }
  return { ...document, ...keptIn('states'), ...keptIn('groups') }
}
