// A flow becomes another version. Records in states that it takes away get others; which one it was is kept for the way back.
import type { FlowOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { readExpression } from '../blueprint/read-field.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { Path } from '../errors.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { sayExpression } from '../expression/say-expression.ts'
import { type OptionId, partNamed } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import { type Edge, reversed, stepOf } from '../lens/crossing.ts'
import { type Lens, noMaps } from '../lens/lens.ts'
import { type LatePolicy, type MoveStatesOp, opOf, type RegionOfMove, type StateBranch } from '../lens/op.ts'
import {
  fieldById,
  fieldOf,
  type OpKind,
  type OpPlace,
  optionKey,
  optionLabel,
  optionNamed,
  report,
} from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import type { StoredData } from '../record/stored-record.ts'

export const flow: OpKind<FlowOp, MoveStatesOp> = {
  check(wire, place) {
    if (place.outer) return report(place, ['op'], 'not-inside-group', { op: 'flow' })
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    if (field.type !== 'enum')
      return report(place, ['field'], 'op-not-for-type', { op: 'flow', type: field.type, known: ['enum'] })
    if (wire.undo !== undefined) return readUndo({ ...wire, undo: wire.undo }, field, place)
    const faults = place.reading.issues.length
    const states = readWays(wire.states, field, place)
    const back = readBack(wire.back ?? {}, field, place)
    const policy = readPolicy(wire.policy ?? {}, field, place)
    const region = wire.region && readRegion(wire.region, field, place)
    if (place.reading.issues.length > faults) return undefined
    if (!region && Object.keys({ ...states, ...policy }).length === 0)
      return report(place, ['states'], 'nothing-changes')
    return {
      ...{ id: place.id, op: 'flow', flow: wire.flow, field: field.id },
      ...(wire.version !== undefined && { version: wire.version }),
      ...{ states, back, policy, ...(region && { region }) },
      ...{ timers: wire.timers ?? 'keep-deadline', at: place.now, zone: place.zone },
    }
  },
  // What is a choice is the field's to say: another op retires it.
  onVersion: (version) => version,
  describe: (op, before) => sentences(op, before),
  toWire: (op, before) => wireMoves(op, before),
  steps: ({ undoes, ...op }) => [undoes ? stepOf(reversed(stepsEdge(undoes))) : stepOf(stepsEdge(op))],
}

function stepsEdge(op: MoveStatesOp): Edge {
  return { name: op.id, lens: statesLens(op), isReversed: false }
}

function readUndo(wire: FlowOp & { readonly undo: number }, field: FieldDef, place: OpPlace): MoveStatesOp | undefined {
  if (Object.keys({ ...wire.states, ...wire.back, ...wire.policy }).length > 0)
    return report(place, ['undo'], 'one-way-needed', { known: ['states', 'undo'] })
  const moves = place.opsBefore.filter(({ op }) => op === 'flow').map((op) => opOf(op) as MoveStatesOp)
  const undoes = moves.findLast((op) => op.version === wire.undo && op.flow === wire.flow && op.field === field.id)
  if (!undoes || undoes.undoes) return report(place, ['undo'], 'no-such-move', { value: String(wire.undo) })
  return {
    ...{ id: place.id, op: 'flow', flow: wire.flow, field: field.id },
    ...(wire.version !== undefined && { version: wire.version }),
    ...{ states: {}, back: {}, policy: {}, timers: wire.timers ?? 'keep-deadline', at: place.now, zone: place.zone },
    undoes,
  }
}

function readWays(wire: FlowOp['states'], field: FieldDef, place: OpPlace): MoveStatesOp['states'] {
  const going = new Set(Object.keys(wire).map((name) => partNamed(field.options ?? [], name)?.id))
  const read = Object.entries(wire).flatMap(([name, ways]) => {
    const at = ['states', name]
    const from = optionNamed(name, field, at, place)
    const list = typeof ways === 'string' ? [{ to: ways }] : ways
    if (from && !list.every(({ when }, i) => (when === undefined) === (i === list.length - 1)))
      report(place, at, 'state-branches', { value: from.label ?? from.key })
    const branches = list.map((way, i) => {
      const inside = typeof ways === 'string' ? at : [...at, i]
      return readBranch(way, field, going, inside, place)
    })
    return from && branches.every((branch) => branch !== undefined) ? [[from.id, branches] as const] : []
  })
  return Object.fromEntries(read)
}

function readBranch(
  { when, to }: { readonly when?: string; readonly to: string },
  field: FieldDef,
  going: ReadonlySet<OptionId | undefined>,
  at: Path,
  place: OpPlace,
): StateBranch | undefined {
  const target = optionNamed(to, field, at, place)
  if (!target) return undefined
  if (going.has(target.id)) return report(place, at, 'option-stays', { value: target.key })
  if (target.retired) return report(place, at, 'retired-option', { label: field.label ?? field.key, value: target.key })
  if (when === undefined) return { to: target.id }
  const scope = { ...scopeOf(place.version), allow: { input: false, actor: false, now: true, record: false } }
  const path = [...place.path, ...at, 'when']
  const expression = readExpression(when, scope, { kind: 'boolean' }, place.reading.issues, path)
  return expression && { when: expression, to: target.id }
}

function readBack(wire: NonNullable<FlowOp['back']>, field: FieldDef, place: OpPlace): MoveStatesOp['back'] {
  const pairs = Object.entries(wire).flatMap(([name, old]) => {
    const at = ['back', name]
    const [from, to] = [optionNamed(name, field, at, place), optionNamed(old, field, at, place)]
    return from && to ? [[from.id, to.id] as const] : []
  })
  return Object.fromEntries(pairs)
}

/** `now` is what happens to all others. */
function readPolicy(wire: NonNullable<FlowOp['policy']>, field: FieldDef, place: OpPlace): MoveStatesOp['policy'] {
  const pairs = Object.entries(wire).flatMap(([name, policy]): (readonly [OptionId, LatePolicy])[] => {
    const state = optionNamed(name, field, ['policy', name], place)
    return state && policy !== 'now' ? [[state.id, policy]] : []
  })
  return Object.fromEntries(pairs)
}

function readRegion(
  wire: NonNullable<FlowOp['region']>,
  own: FieldDef,
  place: OpPlace,
): MoveStatesOp['region'] | undefined {
  const field = fieldOf(wire.field, { ...place, path: [...place.path, 'region'] })
  if (!field) return undefined
  const named = (names: readonly string[], member: string) =>
    names.flatMap((name, i) => optionNamed(name, field, ['region', member, i], place)?.id ?? [])
  const initial = wire.initial === undefined ? undefined : optionNamed(wire.initial, own, ['region', 'initial'], place)
  return {
    field: field.id,
    states: named(wire.states, 'states'),
    ...(initial && { initial: initial.id }),
    stay: named(wire.stay ?? [], 'stay'),
  }
}

/** Only what goes over now: records that finish first, or leave first, keep their state. */
function statesLens(op: MoveStatesOp): Lens {
  const { field, states, back, policy, region } = op
  const moving = Object.entries(states).filter(([state]) => !Object.hasOwn(policy, state))
  const ways = new Map<Json, readonly StateBranch[]>(moving)
  return {
    from: [field],
    to: [field],
    forward([state = null], { data }) {
      const at = region && (data[region.field] as OptionId | undefined)
      if (region && at !== undefined && region.stay.includes(at)) return [state]
      if (region && (at === undefined || !region.states.includes(at))) return [null]
      const branches = ways.get(state)
      return [(branches ? stateIn(op, branches, state, data) : state) ?? region?.initial ?? null]
    },
    backward: ([state = null]) => [
      typeof state === 'string' && Object.hasOwn(back, state) ? (back[state as OptionId] ?? null) : state,
    ],
    ...(region && { readsAround: true }),
    ...(moving.some(([, branches]) => branches.length > 1) && {
      readsAround: true,
      // Whoever was parted stays so, whatever becomes of what the condition read.
      isOpen: ([state = null]) => (ways.get(state)?.length ?? 0) > 1,
    }),
  }
}

/** Where a record in a state that goes away goes on; `data` need not hold the state. Undefined: it stays where it is. */
export function stateAfterMove(op: MoveStatesOp, state: OptionId, data: StoredData): OptionId | undefined {
  const branches = op.states[state]
  return branches && stateIn(op, branches, state, data)
}

/** A record after it, whether or not it was let to go over later: its state, or where a region of it goes on. */
export function dataAfterMove(op: MoveStatesOp, data: StoredData): StoredData {
  const { region } = op
  const lens = statesLens({ ...op, policy: {}, ...(region && { region: { ...region, stay: [] } }) })
  const { [op.field]: before = null, ...rest } = data
  const [after = null] = lens.forward([before], { data: rest, maps: noMaps })
  return after === null ? rest : { ...rest, [op.field]: after }
}

/** A condition that is unknown, or fails, is not true. */
function stateIn(
  { field, at, zone }: MoveStatesOp,
  branches: readonly StateBranch[],
  state: Json,
  data: StoredData,
): OptionId {
  const around = { data: { ...data, [field]: state }, now: at, zone }
  const holds = ({ when }: StateBranch) => {
    if (!when) return true
    const answer = compileExpression(when)(around)
    return answer.kind === 'value' && answer.value === true
  }
  return (branches.find(holds) ?? (branches.at(-1) as StateBranch)).to
}

function sentences({ field: id, undoes, ...op }: MoveStatesOp, before: BlueprintVersion): OpSentence[] {
  if (undoes) return [{ code: 'states-undone', params: { version: undoes.version ?? null } }]
  const { states, back, policy, region } = op
  const field = fieldById(before, id)
  const called = (state: string) => optionLabel(field, state)
  const waiting = (wanted: LatePolicy) => {
    const fields = Object.entries(policy).flatMap(([state, late]) => (late === wanted ? [called(state)] : []))
    return fields.length > 0 ? [{ code: `states-${wanted}`, params: { fields } } as const] : []
  }
  return [
    ...regionSentences(field, region, before),
    ...Object.entries(states).flatMap(([state, branches]) =>
      branches.map(({ when, to }): OpSentence => {
        const params = { from: called(state), to: called(to) }
        if (when) return { code: 'states-parted', params: { ...params, value: sayExpression(when, scopeOf(before)) } }
        return { code: branches.length > 1 ? 'states-rest' : 'states-moved', params }
      }),
    ),
    ...waiting('finish'),
    ...waiting('leave'),
    ...Object.entries(back).map(([state, old]): OpSentence => {
      return { code: 'states-back', params: { from: called(old), to: called(state) } }
    }),
  ]
}

/** Where a region goes on by it, and where no longer. */
function regionSentences(field: FieldDef, region: MoveStatesOp['region'], before: BlueprintVersion): OpSentence[] {
  if (!region) return []
  const label = field.label ?? field.key
  const states = region.states.map((state) => optionLabel(fieldById(before, region.field), state))
  if (states.length === 0) return [{ code: 'region-ends', params: { label } }]
  const value = region.initial === undefined ? null : optionLabel(field, region.initial)
  return [{ code: 'region-begins', params: { label, fields: states, value } }]
}

function wireMoves(op: MoveStatesOp, before: BlueprintVersion) {
  const { field: id, flow, version, states, back, policy, region, timers, undoes } = op
  const field = fieldById(before, id)
  const name = (state: string) => optionKey(field, state)
  const named = <Value>(all: { readonly [state: string]: Value }, say: (value: Value) => Json): JsonObject =>
    Object.fromEntries(Object.entries(all).map(([state, value]) => [name(state), say(value)]))
  const ways = (branches: readonly StateBranch[]): Json => {
    const [only, ...others] = branches
    if (only && others.length === 0) return name(only.to)
    return branches.map(({ when, to }) => ({
      ...(when && { when: sayExpression(when, scopeOf(before)) }),
      to: name(to),
    }))
  }
  return {
    ...{ flow, field: keyOf(before, id) },
    ...(version !== undefined && { version }),
    states: named(states, ways),
    ...(undoes?.version !== undefined && { undo: undoes.version }),
    ...(Object.keys(back).length > 0 && { back: named(back, name) }),
    ...(Object.keys(policy).length > 0 && { policy: named(policy, (late) => late) }),
    ...(region && { region: wireRegion(region, field, before) }),
    timers,
  }
}

function wireRegion({ field: id, states, initial, stay }: RegionOfMove, own: FieldDef, before: BlueprintVersion) {
  const name = (state: OptionId) => optionKey(fieldById(before, id), state)
  return {
    field: keyOf(before, id),
    states: states.map(name),
    ...(initial !== undefined && { initial: optionKey(own, initial) }),
    ...(stay.length > 0 && { stay: stay.map(name) }),
  }
}
