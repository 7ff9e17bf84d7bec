// A record that is played through the flow by the engine itself, step by step. Nothing is stored anywhere.
import {
  availableEvents,
  type BusinessCalendar,
  type CompiledFlow,
  checkRecord,
  createData,
  decodeRecord,
  encodeEventInput,
  encodeRecord,
  enterFlow,
  equalJson,
  exitsOfStanding,
  type FlowActor,
  type FlowMemory,
  type FlowRecord,
  findEvent,
  type Issue,
  MoldeError,
  mirroredData,
  movedFieldsOf,
  nodesWithTimers,
  type OptionId,
  patchData,
  pointerOf,
  type Reader,
  type Refusal,
  readClocks,
  runningTimers,
  type StoredData,
  sayIssue,
  sayRefusal,
  standingOf,
  stateKey,
  stepFlow,
} from '@molde/engine'
import type { WireAction } from '../action-input/wire-action.ts'
import type { Flow, WireTransition } from '../api/flows-api.ts'
import type { WireData } from '../api/records-api.ts'
import { actionsOf } from './say-transition.ts'

export interface TrialGround {
  readonly flow: CompiledFlow
  readonly actor: FlowActor
  /** IANA zone of the tenant. */
  readonly zone: string
  /** Epoch milliseconds. */
  readonly now: number
  /** Of the sentences. */
  readonly reader: Reader
  /** Who made the record; somebody else unless told, so that a step that nobody may take on a record of their own can be tried. */
  readonly createdBy?: string
  /** Those of the tenant, by name. */
  readonly calendars?: ReadonlyMap<string, BusinessCalendar>
}

/** Where the record stands. */
export interface TrialPlace {
  /** Key of the state. */
  readonly state: string
  readonly data: StoredData
  /** Every state it stands in: of things that go on at the same time each, as `field.STATE`. */
  readonly standing: readonly string[]
  /** Where it stood last in groups. */
  readonly memory: FlowMemory
  /** What its clock shows, epoch milliseconds. */
  readonly at: number
  /** When it came into each state and group that it stands in. */
  readonly entered: { readonly [node: string]: number }
  /** The states that it came into, oldest first: what promised times count by. */
  readonly moves: readonly { readonly state: OptionId; readonly at: number }[]
  /** What has gone off where it stands, and the promised times that are used up. */
  readonly gone: readonly string[]
}

export interface TrialStep extends TrialPlace {
  readonly event: string
  /** Places in the flow's list of the transitions that were taken: the event's, then those that were taken by themselves. */
  readonly transitions: readonly number[]
  /** What was filled in by hand before it, and in its form. */
  readonly filled?: WireData
  /** So much time went by before it. */
  readonly passed?: number
  /** It was due, or tried, and not possible. */
  readonly refused?: string
}

/** What happens by itself where the record stands. */
export interface TrialTimer {
  readonly key: string
  readonly event: string
  /** Place of the step in the flow's list. */
  readonly transition: number
  readonly due: number
}

export interface Trial {
  readonly start: TrialPlace
  readonly steps: readonly TrialStep[]
}

export interface TrialFault {
  /** `/weight`; empty: about the record as a whole. */
  readonly pointer: string
  readonly message: string
  /** Of a refusal by the flow. */
  readonly code?: Refusal['code']
}

export interface TrialEvent {
  readonly event: string
  readonly transition: number
  /** Key of the state it leads to. */
  readonly to: string
  /** Keys of the fields asked for. */
  readonly form: readonly { readonly field: string; readonly required: boolean }[]
  readonly refusal: (Pick<Refusal, 'code'> & { readonly reason: string }) | undefined
}

export type Answer<T> = { readonly done: T } | { readonly faults: readonly TrialFault[] }

export const placeNow = ({ start, steps }: Trial): TrialPlace => steps.at(-1) ?? start

/** As a new record, which the first state's entry may change. */
export function startTrial(ground: TrialGround, wire: WireData): Answer<Trial> {
  const { flow, zone, actor } = ground
  const context = {
    now: ground.now,
    zone,
    actor,
    flows: [movedFieldsOf(flow.flow)],
    path: [],
  }
  return orFaults(ground, () => {
    const made = createData(flow.blueprint, wire, context)
    if ('issues' in made) throw new MoldeError(made.issues)
    const start = enterFlow(flow, { data: made.data, actor, now: ground.now, zone })
    const { state, data, memory } = start
    return { start: { state: keyOf(flow, state), data, memory, ...arrived(ground, state, data) }, steps: [] }
  })
}

/** As a record that is there: with its values, where it stands. A state that is gone from the flow is its first one. */
export function resumeTrial(ground: TrialGround, wire: WireData, state: string | null): Trial {
  const { flow } = ground
  const { data } = encodeRecord(flow.blueprint, wire)
  const stored = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)) as StoredData
  const id = optionOf(flow, state) ?? flow.flow.initial
  const whole = mirroredData(flow, id, stored)
  return { start: { state: keyOf(flow, id), data: whole, memory: {}, ...arrived(ground, id, whole) }, steps: [] }
}

function standingIn(flow: CompiledFlow, state: OptionId, data: StoredData): readonly string[] {
  return standingOf(flow, state, data).map((leaf) => stateKey(flow, leaf))
}

/** It comes there now. */
function arrived({ flow, now }: TrialGround, state: OptionId, data: StoredData) {
  const nodes = nodesWithTimers(flow, state, data)
  return {
    standing: standingIn(flow, state, data),
    at: now,
    entered: Object.fromEntries(nodes.map((node) => [node, now])),
    moves: [{ state, at: now }],
    gone: [],
  }
}

/** Soonest first. */
export function trialTimers(ground: TrialGround, place: TrialPlace): readonly TrialTimer[] {
  const { flow, zone, calendars } = ground
  const { data, entered, gone } = place
  const state = optionOf(flow, place.state) ?? null
  const running = runningTimers(flow, {
    ...{ state, data, zone, entered: (node: string) => entered[node] ?? place.at },
    ...(calendars && { calendars }),
  })
  const timed = running.map(({ timer, state: node, due }) => ({
    key: `${node} ${timer.id} ${due}`,
    due,
    sends: timer.event,
  }))
  return [...timed, ...promisedTimes(ground, place)]
    .flatMap(({ key, due, sends }) => {
      const [exit] = exitsOfStanding(flow, standingOf(flow, state, data), sends).flat()
      const event = flow.flow.events.find(({ id }) => id === sends)
      if (gone.includes(key) || !exit || !event) return []
      return [{ key, event: event.key, transition: flow.flow.transitions.indexOf(exit), due }]
    })
    .sort((a, b) => a.due - b.due)
}

/** Those that send something once they are used up. */
function promisedTimes({ flow, zone, calendars }: TrialGround, { moves, at }: TrialPlace) {
  return readClocks(flow.flow, { moves, now: at, zone, ...(calendars && { calendars }) }).flatMap(
    ({ clock, status, due, breachedAt }) => {
      const used = breachedAt ?? (status === 'runs' ? due : undefined)
      if (clock.event === undefined || used === undefined) return []
      return [{ key: `clock ${clock.id}`, due: used, sends: clock.event }]
    },
  )
}

/** Time goes by until something happens by itself, or would have. */
export function passTime(ground: TrialGround, trial: Trial): Trial {
  const before = placeNow(trial)
  const [next] = trialTimers(ground, before)
  if (!next) return trial
  const at = Math.max(before.at, next.due)
  // A promised time is used up once, also where nothing can come of it.
  const used = promisedTimes(ground, before).flatMap(({ key, due }) => (due <= at ? [key] : []))
  const place = { ...before, at, gone: [...new Set([...before.gone, next.key, ...used])] }
  const system = { ...ground, actor: { id: 'system', roles: [], system: true } }
  const sent = sendTrial(system, { start: place, steps: [] }, next.event, {})
  const passed = at - before.at
  if ('done' in sent) return { ...trial, steps: [...trial.steps, { ...(sent.done.steps[0] as TrialStep), passed }] }
  const refused = sent.faults.map(({ message }) => message).join(' ')
  return {
    ...trial,
    steps: [...trial.steps, { ...place, event: next.event, transitions: [next.transition], passed, refused }],
  }
}

/** Values are filled in by hand where the record stands; null clears. */
export function fillIn(ground: TrialGround, place: TrialPlace, edits: WireData): Answer<TrialPlace> {
  const { flow, zone, actor } = ground
  const { record } = situation(ground, place)
  return orFaults(ground, () => {
    const flows = [movedFieldsOf(flow.flow)]
    const context = { now: place.at, zone, actor, flows, path: [], record: { ...record } }
    const written = patchData(flow.blueprint, place.data, edits, context)
    if ('issues' in written) throw new MoldeError(written.issues)
    return { ...place, data: written.data }
  })
}

/** The events that leave the state, in the flow's order, each with the reason against it if there is one. */
export function trialEvents(ground: TrialGround, place: TrialPlace): readonly TrialEvent[] {
  const { flow, reader } = ground
  const fields = new Map<string, string>(flow.blueprint.fields.map(({ id, key }) => [id, key]))
  return availableEvents(flow, situation(ground, place)).map(({ event, to, transition, form, refusal }) => ({
    event,
    transition: flow.flow.transitions.findIndex((one) => one.id === transition),
    to: stateKey(flow, to),
    form: form.map(({ field, required = false }) => ({ field: fields.get(field) ?? field, required })),
    refusal: refusal && { code: refusal.code, reason: sayRefusal(refusal, reader) },
  }))
}

/** Adds a step, or tells why there is none. */
export function sendTrial(ground: TrialGround, trial: Trial, event: string, input: WireData): Answer<Trial> {
  const { flow, zone, actor, reader } = ground
  const place = placeNow(trial)
  const now = place.at
  return orFaults(ground, () => {
    const at = situation(ground, place)
    const [likely] = exitsOfStanding(flow, standingOf(flow, at.record.state, at.data), findEvent(flow, event).id).flat()
    const encoded = likely
      ? encodeEventInput(flow.blueprint, likely, input, { now, zone, actor, path: [] })
      : { input: {} }
    if ('issues' in encoded) throw new MoldeError(encoded.issues)
    const outcome = stepFlow(flow, { ...at, event, input: encoded.input })
    if (outcome.kind === 'refused') throw new Told(sayRefusal(outcome.refusal, reader), outcome.refusal.code)
    const changed = new Set(changedFields(place.data, outcome.data))
    const broken = checkRecord(flow.blueprint, outcome.data, { now, zone, actor, system: true, path: [] }, changed)
    if (broken.length > 0) throw new MoldeError(broken)
    const placeOf = (id: string) => flow.flow.transitions.findIndex((one) => one.id === id)
    const { data, memory, then, entered } = outcome
    const transitions = [outcome.transition, ...then].map(placeOf)
    const came = Object.fromEntries(entered.map((node) => [node, now]))
    const gone = place.gone.filter((key) => !entered.some((node) => key.startsWith(`${node} `)))
    const standing = standingIn(flow, outcome.state, data)
    const moves = [...place.moves, { state: outcome.state, at: now }]
    const there = { standing, at: now, entered: { ...place.entered, ...came }, moves, gone }
    const step = { state: keyOf(flow, outcome.state), data, memory, ...there, event, transitions }
    return { ...trial, steps: [...trial.steps, step] }
  })
}

export const wireOf = ({ flow }: TrialGround, { data }: TrialPlace): WireData =>
  decodeRecord(flow.blueprint, data) as WireData

/** Keys of the fields that differ between two places. */
export function changedKeys(ground: TrialGround, before: TrialPlace, after: TrialPlace): readonly string[] {
  const changed = new Set(changedFields(before.data, after.data))
  return ground.flow.blueprint.fields.filter(({ id }) => changed.has(id)).map(({ key }) => key)
}

function changedFields(before: StoredData, after: StoredData): readonly string[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)])
  const of = (data: StoredData, id: string) => (data as { readonly [id: string]: never })[id] ?? null
  return [...all].filter((id) => !equalJson(of(before, id), of(after, id)))
}

/** A sentence that is no issue: why the flow refuses. */
class Told extends Error {
  constructor(
    message: string,
    readonly code: Refusal['code'],
  ) {
    super(message)
  }
}

function orFaults<T>({ reader }: TrialGround, work: () => T): Answer<T> {
  try {
    return { done: work() }
  } catch (failed) {
    if (failed instanceof Told) return { faults: [{ pointer: '', message: failed.message, code: failed.code }] }
    if (!(failed instanceof MoldeError)) throw failed
    return { faults: failed.issues.map((issue) => faultOf(issue, reader)) }
  }
}

function faultOf(issue: Issue, reader: Reader): TrialFault {
  return { pointer: pointerOf(issue.path), message: sayIssue(issue, reader) }
}

/** What taking these steps from one state to another does, in the order in which it is done. */
export function actionsAround(
  flow: Flow,
  taken: readonly WireTransition[],
  from: string,
  to: string,
): readonly WireAction[] {
  const of = (state: string, moment: 'onEnter' | 'onExit') =>
    (flow.states[state]?.[moment] as readonly WireAction[] | undefined) ?? []
  const own = taken.flatMap(actionsOf)
  return from === to ? own : [...of(from, 'onExit'), ...own, ...of(to, 'onEnter')]
}

function situation({ flow, actor, zone, createdBy }: TrialGround, { state, data, memory, at: now }: TrialPlace) {
  const record: FlowRecord = {
    id: '',
    state: optionOf(flow, state) ?? null,
    version: flow.blueprint.version,
    rev: 1,
    createdBy: createdBy ?? null,
    createdAt: now,
    updatedAt: now,
  }
  return { record, data, memory, actor, now, zone }
}

function optionOf(flow: CompiledFlow, key: string | null): OptionId | undefined {
  return flow.flow.states.find(({ id }) => flow.options.get(id)?.key === key)?.id
}

function keyOf(flow: CompiledFlow, id: OptionId): string {
  return flow.options.get(id)?.key ?? id
}
