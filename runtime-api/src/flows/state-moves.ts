// Where the records go whose state a version of a flow takes away: what somebody said, and what is guessed for the rest.
import {
  type BlueprintVersion,
  type FlowVersion,
  guessState,
  isJsonObject,
  issue,
  type Json,
  type JsonObject,
  type OptionDef,
  type OptionId,
  type Path,
  partNamed,
  refuseIf,
} from '@molde/engine'
import type { KnownFlow } from './read-flows.ts'

/** A flow's document, its preview and its publishing may hold it: members of the op `flow`, without those that the server knows. */
export const movesMember = 'moves'
const known = ['states', 'back', 'policy', 'timers', 'undo']

/** The states of a published flow, by id, and which of them a next version takes away. */
export interface StatesAside {
  readonly gone: readonly OptionId[]
  readonly added: readonly OptionId[]
}

/** A choice that is not offered any more is no state any more; one that was not offered before did not go now. */
export function statesAside(before: BlueprintVersion, after: BlueprintVersion, field: string): StatesAside {
  const offered = (version: BlueprintVersion) =>
    optionsIn(version, field).flatMap(({ id, retired }) => (retired ? [] : [id]))
  const [old, now] = [new Set(offered(before)), new Set(offered(after))]
  return { gone: [...old].filter((id) => !now.has(id)), added: [...now].filter((id) => !old.has(id)) }
}

/** By the id of each state that goes away: where its records would go on. */
export function guessesFor(
  { head, blueprint }: KnownFlow,
  next: FlowVersion,
  { gone }: StatesAside,
): ReadonlyMap<OptionId, OptionId> {
  const isKept = (id: OptionId) => !gone.includes(id) && isOffered(blueprint, next.stateField, id)
  return new Map(gone.map((id) => [id, guessState(head.definition, blueprint, next, id, isKept)]))
}

function optionsIn(version: BlueprintVersion, field: string): readonly OptionDef[] {
  return version.fields.find(({ id }) => id === field)?.options ?? []
}

function isOffered(version: BlueprintVersion, field: string, id: OptionId): boolean {
  return optionsIn(version, field).find((option) => option.id === id)?.retired !== true
}

/** Throws a MoldeError at its place when it is no answer to where records go. */
export function readMoves(wire: unknown): JsonObject | undefined {
  if (wire === undefined) return undefined
  if (!isJsonObject(wire)) refuseIf([issue([movesMember], 'not-object', { label: movesMember })])
  const strangers = Object.keys(wire as JsonObject).filter((name) => !known.includes(name))
  refuseIf(strangers.map((name) => issue([movesMember], 'unknown-member', { name: name.slice(0, 60), known })))
  return Object.keys(wire as JsonObject).length === 0 ? undefined : (wire as JsonObject)
}

/** A state may be called as the version that is left called it: its choice may get another name by the same change. */
export function withNewNames(
  moves: JsonObject,
  before: BlueprintVersion,
  after: BlueprintVersion,
  field: string,
): JsonObject {
  const now = new Set(optionsIn(after, field).map(({ key }) => key))
  const old = new Map(optionsIn(before, field).map(({ key, id }) => [key, id as string]))
  const named = ([name, value]: readonly [string, Json]) => [now.has(name) ? name : (old.get(name) ?? name), value]
  const renamed = (member: string): JsonObject => {
    const said = moves[member]
    return isJsonObject(said) ? { [member]: Object.fromEntries(Object.entries(said).map(named)) } : {}
  }
  return { ...moves, ...renamed('states'), ...renamed('policy') }
}

/** The place of a fault, with the state called as it was sent. */
export function pathAsSaid(path: Path, said: JsonObject, moves: JsonObject): Path {
  const [member, part, name, ...rest] = path
  const [sent, read] = [said[String(part)], moves[String(part)]]
  if (member !== movesMember || !isJsonObject(sent) || !isJsonObject(read)) return path
  const own = Object.keys(sent)[Object.keys(read).indexOf(String(name))]
  return own === undefined ? path : [member, String(part), own, ...rest]
}

/** States that were named: by key or id, as ids. */
export function namedStates(moves: JsonObject, member: 'states' | 'policy', version: BlueprintVersion, field: string) {
  const options = optionsIn(version, field)
  const names = isJsonObject(moves[member]) ? Object.keys(moves[member]) : []
  return new Set(names.flatMap((name) => partNamed(options, name)?.id ?? []))
}

/**
 * The op, on the wire. `version` is the blueprint with the choices that the next version of the flow has. Where nobody said where
 * records go, they go where they are expected to; on the way back, from a state that is new to one that goes into it, else to the start.
 */
export function movesOp(
  moves: JsonObject,
  flow: KnownFlow,
  next: FlowVersion,
  version: BlueprintVersion,
): JsonObject & { readonly op: 'flow' } {
  const { row, head, blueprint } = flow
  const field = head.definition.stateField
  const begun = { op: 'flow', flow: row.name, field, version: row.head + 1 } as const
  if (moves['undo'] !== undefined) return { ...begun, states: {}, ...moves }
  const aside = statesAside(blueprint, version, field)
  const named = namedStates(moves, 'states', version, field)
  const said = isJsonObject(moves['states']) ? moves['states'] : {}
  const guesses = [...guessesFor(flow, next, aside)].filter(([id]) => !named.has(id))
  const states: JsonObject = { ...said, ...Object.fromEntries(guesses) }
  const namesOf = new Map(optionsIn(version, field).map(({ id, key }) => [id as string, key]))
  const sources = Object.entries(states).flatMap(([from, ways]) =>
    (Array.isArray(ways) ? ways : [{ to: ways }]).map(
      (way) => [isJsonObject(way) ? way['to'] : undefined, from] as const,
    ),
  )
  const backFrom = (id: OptionId) =>
    sources.find(([to]) => to === id || to === namesOf.get(id))?.[1] ?? head.definition.initial
  const back = {
    ...Object.fromEntries(aside.added.map((id) => [namesOf.get(id) ?? id, backFrom(id)])),
    ...(isJsonObject(moves['back']) ? moves['back'] : {}),
  }
  const { policy, timers } = moves
  return {
    ...{ ...begun, states },
    ...(Object.keys(back).length > 0 && { back }),
    ...(policy !== undefined && { policy }),
    ...(timers !== undefined && { timers }),
  }
}
