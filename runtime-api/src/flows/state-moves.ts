// Where the records go whose state a version of a flow takes away: what somebody said, and what is guessed for the rest.
import {
  type BlueprintVersion,
  type FlowVersion,
  guessState,
  isJsonObject,
  issue,
  type Json,
  type JsonObject,
  type MoveStatesOp,
  type OptionDef,
  type OptionId,
  type Path,
  partNamed,
  type Region,
  refuseIf,
  regionFieldsOf,
} from '@molde/engine'
import type { KnownFlow } from './read-flows.ts'
import type { OpOfDocument } from './state-options.ts'

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
 * The ops, on the wire. `version` is the blueprint with the choices that the next version of the flow has. Where nobody said where
 * records go, they go where they are expected to; on the way back, from a state that is new to one that goes into it, else to the start.
 */
export function movesOps(
  moves: JsonObject | undefined,
  flow: KnownFlow,
  next: FlowVersion,
  version: BlueprintVersion,
): readonly OpOfDocument[] {
  const at = [movesMember]
  const own = ownPart(moves, flow, version)
  const undo = moves?.['undo']
  const undone = undo === undefined ? [] : undoneFields(flow, version, undo)
  const isMainUndone = undone.length === 0 || undone.includes(flow.head.definition.stateField)
  const main = own && (undo === undefined || isMainUndone) ? mainOp(own, flow, next, version) : undefined
  const regions = regionMoves(moves, flow, next, version)
  // What was said of regions alone moves nobody in the flow itself.
  const isSaid = undo !== undefined || regions.length === 0 || movesAnybody(main)
  return [
    ...(main && isSaid ? [{ op: main, at }] : []),
    ...undone
      .filter((field) => field !== flow.head.definition.stateField)
      .map((field) => ({ op: { ...begun(flow, field), states: {}, undo: undo as Json }, at })),
    ...regions.map((op) => ({ op, at, region: keyIn(version, String(op['field'])) })),
  ]
}

function movesAnybody(op: JsonObject | undefined): boolean {
  return Object.keys({ ...objectIn(op ?? {}, 'states'), ...objectIn(op ?? {}, 'policy') }).length > 0
}

function begun({ row }: KnownFlow, field: string) {
  return { op: 'flow', flow: row.name, field, version: row.head + 1 } as const
}

/** Fields that the version of the flow moved, as far as they are there. */
function undoneFields(
  { row, blueprintRow, opsInto }: KnownFlow,
  { fields }: BlueprintVersion,
  undo: Json,
): readonly string[] {
  const published = Array.from({ length: blueprintRow.head }, (_, i) => opsInto?.(i + 1) ?? []).flat()
  const moved = published.filter(({ op }) => op === 'flow') as unknown as readonly MoveStatesOp[]
  const named = moved.filter(({ flow, version }) => flow === row.name && version === undo).map(({ field }) => field)
  return [...new Set(named)].filter((id) => fields.some((field) => field.id === id))
}

/** What was said, without what is said of regions: `picking.OPEN`. */
function ownPart(moves: JsonObject | undefined, flow: KnownFlow, version: BlueprintVersion): JsonObject | undefined {
  if (!moves) return undefined
  const regions = regionKeys(flow, version)
  const isOwn = ([name]: readonly [string, Json]) => !regions.some((key) => name.startsWith(`${key}.`))
  const own = Object.entries(moves).map(([member, said]) => [
    member,
    // Regions go over when the record does.
    isJsonObject(said) && member !== 'policy' ? Object.fromEntries(Object.entries(said).filter(isOwn)) : said,
  ])
  return Object.fromEntries(own)
}

function regionKeys({ head }: KnownFlow, { fields }: BlueprintVersion): readonly string[] {
  const ids = regionFieldsOf(head.definition)
  return fields.flatMap(({ id, key }) => (ids.includes(id) ? [key] : []))
}

function mainOp(moves: JsonObject, flow: KnownFlow, next: FlowVersion, version: BlueprintVersion): JsonObject {
  const { head, blueprint } = flow
  const field = head.definition.stateField
  const start = begun(flow, field)
  if (moves['undo'] !== undefined) return { ...start, states: {}, ...moves }
  const aside = statesAside(blueprint, version, field)
  const named = namedStates(moves, 'states', version, field)
  const said = isJsonObject(moves['states']) ? moves['states'] : {}
  const guesses = [...guessesFor(flow, next, aside)].filter(([id]) => !named.has(id))
  const states: JsonObject = { ...said, ...Object.fromEntries(guesses) }
  const back = { ...backFor(states, aside, head.definition.initial, version, field), ...objectIn(moves, 'back') }
  const { policy, timers } = moves
  return {
    ...{ ...start, states },
    ...(Object.keys(back).length > 0 && { back }),
    ...(policy !== undefined && { policy }),
    ...(timers !== undefined && { timers }),
  }
}

function objectIn(moves: JsonObject, member: string): JsonObject {
  const said = moves[member]
  return isJsonObject(said) ? said : {}
}

function backFor(
  states: JsonObject,
  { added }: StatesAside,
  start: string | undefined,
  version: BlueprintVersion,
  field: string,
): JsonObject {
  const namesOf = new Map(optionsIn(version, field).map(({ id, key }) => [id as string, key]))
  const sources = Object.entries(states).flatMap(([from, ways]) =>
    (Array.isArray(ways) ? ways : [{ to: ways }]).map(
      (way) => [isJsonObject(way) ? way['to'] : undefined, from] as const,
    ),
  )
  const backFrom = (id: OptionId) => sources.find(([to]) => to === id || to === namesOf.get(id))?.[1] ?? start
  const ways = added.map((id) => [namesOf.get(id) ?? id, backFrom(id)] as const)
  return Object.fromEntries(ways.flatMap(([name, from]) => (from === undefined ? [] : [[name, from]])))
}

/**
 * One per field of a region that begins, ends, goes on in another state or has lost choices; each, when the flow's own states move.
 * A region that is new begins in records that stand in its state; what one that is gone said is kept for the way back.
 */
function regionMoves(
  moves: JsonObject | undefined,
  flow: KnownFlow,
  next: FlowVersion,
  version: BlueprintVersion,
): readonly JsonObject[] {
  const { head, blueprint } = flow
  const [old, now] = [regionsByField(head.definition), regionsByField(next)]
  const stay = isJsonObject(moves?.['policy'])
    ? Object.entries(moves['policy']).flatMap(([state, late]) => (late === 'now' ? [] : [state]))
    : []
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field), now.get(field)]
    if (!optionsIn(version, field).length) return []
    const aside = statesAside(blueprint, version, field)
    const isSame = was && is && was.parallel === is.parallel && aside.gone.length === 0
    if (isSame && !moves) return []
    const states: JsonObject = {
      ...(is && was ? Object.fromEntries(regionGuesses(flow, next, is.region, aside)) : {}),
      ...ofRegion(moves, 'states', version, field),
    }
    const back = {
      ...(was ? backFor(states, aside, was.region.initial, version, field) : {}),
      ...ofRegion(moves, 'back', version, field),
    }
    return [
      {
        ...{ ...begun(flow, field), states },
        ...(Object.keys(back).length > 0 && { back }),
        region: {
          ...{ field: head.definition.stateField, states: is ? [is.parallel] : [] },
          ...(is && { initial: is.region.initial }),
          ...(stay.length > 0 && { stay }),
        },
      },
    ]
  })
}

interface RegionAt {
  readonly parallel: OptionId
  readonly region: Region
}

function regionsByField({ states }: FlowVersion): ReadonlyMap<string, RegionAt> {
  return new Map(
    states.flatMap(({ id: parallel, regions = [] }) =>
      regions.map((region) => [region.stateField as string, { parallel, region }] as const),
    ),
  )
}

/** A state of a region goes on in one of the same region. */
export function regionGuesses(
  { head, blueprint }: KnownFlow,
  next: FlowVersion,
  { initial, states }: Region,
  { gone }: StatesAside,
): readonly (readonly [OptionId, OptionId])[] {
  const isKept = (id: OptionId) => !gone.includes(id) && states.some((one) => one.id === id)
  return gone.map((id) => {
    const guess = guessState(head.definition, blueprint, next, id, isKept)
    return [id, isKept(guess) ? guess : initial] as const
  })
}

/** What was said of a region, in the words of its own field. */
export function ofRegion(
  moves: JsonObject | undefined,
  member: 'states' | 'back',
  { fields }: BlueprintVersion,
  field: string,
): JsonObject {
  const key = keyIn({ fields }, field)
  const bare = (name: Json) =>
    typeof name === 'string' && name.startsWith(`${key}.`) ? name.slice(key.length + 1) : name
  const way = (to: Json): Json =>
    Array.isArray(to) ? to.map((one) => (isJsonObject(one) ? { ...one, to: bare(one['to'] ?? null) } : one)) : bare(to)
  const said = Object.entries(moves ? objectIn(moves, member) : {}).filter(([name]) => name.startsWith(`${key}.`))
  return Object.fromEntries(said.map(([name, to]) => [String(bare(name)), way(to)]))
}

function keyIn({ fields }: Pick<BlueprintVersion, 'fields'>, id: string): string {
  return fields.find((field) => field.id === id)?.key ?? id
}
