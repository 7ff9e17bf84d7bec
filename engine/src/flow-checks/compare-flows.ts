// What does a new version of a flow change, in words, and which buttons does each state gain or lose?
import type { Label } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import { issue, sayIssue } from '../errors.ts'
import { type Action, type FlowState, type FlowVersion, type Region, type Transition } from '../flow/flow.ts'
import { leafOf, leavesUnder, nodeId } from '../flow/flow-nodes.ts'
import {
  type FlowTables,
  nodeLabel,
  regionFieldsOf,
  regionLabel,
  stateKey,
  stateLabel,
  transitionLabel,
} from '../flow/flow-tables.ts'
import type { OptionId } from '../ids.ts'
import type { IssueCode } from '../issue-texts.ts'
import { canonicalJson, type Json } from '../json.ts'
import type { Reader } from '../reader.ts'

type Change = Extract<IssueCode, `flow-change-${string}`> extends `flow-change-${infer Name}` ? Name : never
type Said = readonly [change: Change, params?: { readonly [name: string]: Label | readonly Label[] }]

export interface StateChange {
  /** The state's name on the wire. */
  readonly state: string
  /** Words on buttons, in the asked language. */
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

export interface FlowComparison {
  /** In the order of the flow: the start, states, transitions. */
  readonly sentences: readonly string[]
  /** States whose buttons change. */
  readonly states: readonly StateChange[]
}

/** Both flows are looked up with the blueprint version each is typed in. */
export function compareFlows(before: FlowTables, after: FlowTables, reader: Reader): FlowComparison {
  const said: Said[] = [
    ...compareStart(before, after),
    ...comparedStates(before, after).flatMap((id) => compareState(before, after, id)),
    ...compareGroups(before, after),
    ...compareTransitions(before, after),
    ...(differ(clocksOf(before), clocksOf(after)) ? [['clocks'] as const] : []),
  ]
  const isRedrawn = said.length === 0 && canonicalJson(drawing(before.flow)) !== canonicalJson(drawing(after.flow))
  if (isRedrawn) said.push(['drawing'])
  return {
    sentences: said.map((one) => sayChange(one, reader)),
    states: [...after.states.keys()].flatMap((id) => compareButtons(before, after, id, reader)),
  }
}

/** To who reads another language than the one that changed, the name is as it was. */
function sayChange([change, params]: Said, reader: Reader): string {
  const { before, after } = params ?? {}
  const isRenaming = change === 'state-renamed' || change === 'transition-renamed'
  const isSame =
    isRenaming && isLabel(before) && isLabel(after) && labelIn(before, reader, '') === labelIn(after, reader, '')
  return sayIssue(issue([], `flow-change-${isSame ? 'translated' : change}`, params), reader)
}

const isLabel = (said: Label | readonly Label[] | undefined): said is Label =>
  said !== undefined && !Array.isArray(said)

/** Those of a region behind the state that it is a region of. One that is new is told as a whole. */
function comparedStates(before: FlowTables, { flow }: FlowTables): readonly OptionId[] {
  const known = new Set(regionFieldsOf(before.flow))
  return flow.states.flatMap(({ id, regions = [] }) => [
    id,
    ...regions.filter(({ stateField }) => known.has(stateField)).flatMap(({ states }) => states.map((leaf) => leaf.id)),
  ])
}

function compareStart(before: FlowTables, after: FlowTables): readonly Said[] {
  if (before.flow.initial === after.flow.initial) return []
  return [['start', { before: stateLabel(before, before.flow.initial), after: stateLabel(after, after.flow.initial) }]]
}

function compareState(before: FlowTables, after: FlowTables, id: OptionId): readonly Said[] {
  const old = before.states.get(id)
  const now = after.states.get(id)
  const state = stateLabel(after, id)
  const isGone = after.options.get(id)?.retired === true
  const wasGone = !old || before.options.get(id)?.retired === true
  if (isGone) return wasGone ? [] : [['state-removed', { state: stateLabel(before, id) }]]
  if (wasGone || !old || !now) return [['state-added', { state }]]
  const said: Said[] = []
  if (differ(stateLabel(before, id), state))
    said.push(['state-renamed', { before: stateLabel(before, id), after: state }])
  if (old.kind !== now.kind && [old.kind, now.kind].includes('final'))
    said.push([now.kind === 'final' ? 'state-ends' : 'state-goes-on', { state }])
  said.push(...compareRegions(before, old, after, now))
  said.push(...compareDoing(old, now, state))
  if (differ(times(before, old.timers), times(after, now.timers))) said.push(['state-times', { state }])
  return said
}

function compareRegions(before: FlowTables, old: FlowState, after: FlowTables, now: FlowState): readonly Said[] {
  const state = stateLabel(after, now.id)
  const [was, is] = [old.regions ?? [], now.regions ?? []]
  const isIn = (regions: readonly Region[], { stateField }: Region) =>
    regions.find((one) => one.stateField === stateField)
  return [
    ...was
      .filter((region) => !isIn(is, region))
      .map((region): Said => ['region-removed', { state, region: regionLabel(before, region) }]),
    ...is.flatMap((region): readonly Said[] => {
      const then = isIn(was, region)
      const label = regionLabel(after, region)
      if (!then) return [['region-added', { state, region: label }]]
      if (then.initial === region.initial) return []
      return [
        [
          'group-start',
          { group: label, before: stateLabel(before, then.initial), after: stateLabel(after, region.initial) },
        ],
      ]
    }),
  ]
}

/** A group that only frames its states moves nothing: that it changes is a matter of the drawing. */
function compareGroups(before: FlowTables, after: FlowTables): readonly Said[] {
  return [...after.groups.values()].flatMap((now): readonly Said[] => {
    const old = before.groups.get(now.key) ?? { key: now.key, states: [] }
    const state = nodeLabel(after, { group: now.key })
    const begins = (tables: FlowTables) => (isFrame(tables, now.key) ? null : leafOf(tables, { group: now.key }))
    const [was, is] = [begins(before), begins(after)]
    const said: Said[] = []
    if (was && is && was !== is)
      said.push(['group-start', { group: state, before: stateLabel(before, was), after: stateLabel(after, is) }])
    if (!isFrame(after, now.key) && differ(holds(before, now.key), holds(after, now.key)))
      said.push(['group-holds', { group: state }])
    said.push(...compareDoing(old, now, state))
    if (differ(times(before, old.timers), times(after, now.timers))) said.push(['state-times', { state }])
    return said
  })
}

/** Nothing leads out of the group or into it, and nothing happens in it. */
function isFrame({ groups, leaving, flow }: FlowTables, key: string): boolean {
  const group = groups.get(key)
  const isTarget = flow.transitions.some(({ to }) => typeof to === 'object' && to?.group === key)
  return !isTarget && !leaving.has(nodeId({ group: key })) && !(group?.onEnter || group?.onExit || group?.timers)
}

function holds(tables: FlowTables, key: string): readonly OptionId[] {
  return [...leavesUnder(tables, key)].sort()
}

function compareTransitions(before: FlowTables, after: FlowTables): readonly Said[] {
  const added = after.flow.transitions.filter(({ id }) => !before.transitions.has(id))
  const removed = before.flow.transitions.filter(({ id }) => !after.transitions.has(id))
  const kept = after.flow.transitions.filter(({ id }) => before.transitions.has(id))
  const order = (list: readonly Transition[], other: FlowTables) =>
    list.filter(({ id }) => other.transitions.has(id)).map(({ id }) => id)
  const isReordered = differ(order(before.flow.transitions, after), order(after.flow.transitions, before))
  return [
    ...added.map((one): Said => ['transition-added', endsOf(after, one)]),
    ...removed.map((one): Said => ['transition-removed', endsOf(before, one)]),
    ...kept.flatMap((one) => compareTransition(before, before.transitions.get(one.id) ?? one, after, one)),
    ...(isReordered ? [['order'] as const] : []),
  ]
}

function compareTransition(before: FlowTables, old: Transition, after: FlowTables, now: Transition): readonly Said[] {
  const event = transitionLabel(after, now)
  const said: Said[] = []
  if (differ(transitionLabel(before, old), event))
    said.push(['transition-renamed', { before: transitionLabel(before, old), after: event }])
  const [oldKey = '', newKey = ''] = [eventKey(before, old), eventKey(after, now)]
  if (oldKey !== newKey) said.push(['transition-event', { event, before: oldKey, after: newKey }])
  if (differ([old.from, old.to, old.reenter], [now.from, now.to, now.reenter]))
    said.push(['transition-led', endsOf(after, now)])
  const aspects = [
    ['transition-guard', [old.guard, conditions(old)], [now.guard, conditions(now)]],
    ['transition-who', old.who, now.who],
    ['transition-form', old.form, now.form],
    ['transition-do', wordless(old.do), wordless(now.do)],
  ] as const
  for (const [change, was, is] of aspects) if (differ(was, is)) said.push([change, { event }])
  const isReworded = differ([old.check, steps(old.do)], [now.check, steps(now.do)])
  // What is said in other words is told where nothing else about it is.
  if (isReworded && !said.some(([change]) => change === 'transition-guard' || change === 'transition-do'))
    said.push(['words', { name: event }])
  return said
}

const anywhere: Label = { en: 'anywhere', 'pt-BR': 'qualquer estado', ru: 'отовсюду' }
const stays: Label = { en: 'the same state', 'pt-BR': 'o mesmo estado', ru: 'то же состояние' }

function endsOf(tables: FlowTables, transition: Transition) {
  const { from, to } = transition
  return {
    event: transitionLabel(tables, transition),
    from: from === '*' ? anywhere : from.map((node) => nodeLabel(tables, node)),
    to: to === null ? stays : nodeLabel(tables, to),
  }
}

/** What sets it off, as it is called on the wire. */
function eventKey({ events }: FlowTables, { event, auto }: Transition): string {
  return (event && events.get(event)?.key) ?? auto ?? ''
}

function compareButtons(before: FlowTables, after: FlowTables, id: OptionId, reader: Reader): readonly StateChange[] {
  if (!before.states.has(id)) return []
  const old = buttonsOf(before, id)
  const now = buttonsOf(after, id)
  const words = (from: ReadonlyMap<string, Label>, others: ReadonlyMap<string, Label>) =>
    [...from].filter(([event]) => !others.has(event)).map(([, label]) => labelIn(label, reader, ''))
  const gained = words(now, old)
  const lost = words(old, now)
  return gained.length + lost.length > 0 ? [{ state: stateKey(after, id), gained, lost }] : []
}

/** By event, since the words may change and the button stay. */
function buttonsOf(tables: FlowTables, id: OptionId): ReadonlyMap<string, Label> {
  return new Map(
    [...(tables.exits.get(id) ?? [])].flatMap(([event, exits]) =>
      exits[0] ? [[event, transitionLabel(tables, exits[0])]] : [],
    ),
  )
}

interface Doing {
  readonly onEnter?: readonly Action[]
  readonly onExit?: readonly Action[]
}

/** What happens on the way in and out, apart from the words of what people are told. */
function compareDoing(old: Doing, now: Doing, state: Label): readonly Said[] {
  const both = (of: typeof steps, { onEnter, onExit }: Doing) => [of(onEnter), of(onExit)]
  if (differ(both(wordless, old), both(wordless, now))) return [['state-does', { state }]]
  return differ(both(steps, old), both(steps, now)) ? [['words', { name: state }]] : []
}

const conditions = ({ check }: Transition) => check.map(({ expr }) => expr)

function wordless(actions?: readonly Action[]): readonly object[] {
  return steps(actions).map((action) => {
    const { subject: _, template: __, ...rest } = action as { readonly subject?: unknown; readonly template?: unknown }
    return rest
  })
}

/** What actions do, without the ids that tell them apart. */
function steps(actions: readonly Action[] = []): readonly object[] {
  return actions.map(({ id: _, ...action }) => action)
}

/** When what is sent, whatever it is called. */
function times({ events }: FlowTables, timers: FlowState['timers'] = []): readonly object[] {
  return timers.map(({ rule, event, onRemind }) => ({ rule, event: events.get(event)?.key, told: steps(onRemind) }))
}

/** Without the ids of events, which may be given anew. */
function clocksOf({ flow, events }: FlowTables): readonly object[] {
  return (flow.clocks ?? []).map(({ event, ...clock }) => ({ ...clock, event: event && events.get(event)?.key }))
}

function drawing({ states, groups }: FlowVersion): Json {
  return { states: states.map(({ pos, color }) => ({ pos, color })), groups } as unknown as Json
}

function differ(a: unknown, b: unknown): boolean {
  return canonicalJson(plain(a)) !== canonicalJson(plain(b))
}

function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify([value])) as Json
}
