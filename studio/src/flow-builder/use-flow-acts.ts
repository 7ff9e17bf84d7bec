// What a person can do with the parts of a flow; every act is one step that can be taken back.
import { type RefObject, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { groupNode, statesUnder } from '../api/flow-nodes.ts'
import type { Flow, WireClock, WireFlowState, WireGroup, WireTimer, WireTransition } from '../api/flows-api.ts'
import type { Place, Places } from '../drawing/place.ts'
import { freePlace, groupAt } from '../flow-canvas/flow-geometry.ts'
import type { FlowView } from '../flow-canvas/flow-view.ts'
import { anywhere, groupPart, movePart, readPart } from '../flow-canvas/part.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { withLanguage, writtenLanguage } from '../text/with-language.ts'
import { showDone, showUndo } from '../ui/undo-toast.tsx'
import { type NewRegion, withConcurrent, withoutConcurrent, withRegion } from './concurrent-states.ts'
import { type CopiedStates, copyStates, pasteStates } from './copy-states.ts'
import {
  changeState,
  changeTransition,
  stateKey,
  withoutParts,
  withPlaces,
  withState,
  withTransition,
} from './edit-flow.ts'
import { changeTimer, leadTimer, leadTimerTo, withInternal, withoutTimer, withTimer } from './edit-timers.ts'
import type { FlowDesk } from './flow-desk.ts'
import { changeGroup, groupOf, joinGroup, withGroup, withoutGroup } from './group-states.ts'
import {
  choiceOf,
  isConcurrent,
  leafKey,
  parallelGroup,
  regionGroup,
  regionOf,
  regionsIn,
  withoutRegionFrames,
} from './regions-on-screen.ts'
import { type Choice, callStepsAfter, keysByWords, tidyKeys } from './tidy-keys.ts'
import { moveRank } from './transition-rank.ts'
import type { BuiltFlow } from './use-flow-draft.ts'

export interface FlowActsGround {
  readonly built: BuiltFlow
  readonly desk: FlowDesk
  readonly places: Places
  readonly selection: readonly string[]
  readonly blueprint: Blueprint
  readonly choices: readonly Choice[]
  readonly select: (parts: readonly string[]) => void
  readonly reveal: (parts: readonly string[]) => void
  readonly view: RefObject<FlowView | null>
}

export type FlowActs = ReturnType<typeof useFlowActs>

export function useFlowActs(ground: FlowActsGround) {
  const { built, desk, places, selection, blueprint, choices, select, reveal, view } = ground
  const { t } = useText()
  const [copied, setCopied] = useState<CopiedStates>()
  const { flow, change } = built
  const { words } = desk
  const states = selectedStates(flow, selection)
  const taken = () => {
    const options = blueprint.fields.find(({ key }) => key === flow.stateField)?.options ?? []
    return new Set([...Object.keys(withoutRegionFrames(flow).states), ...options.map(({ key }) => key)])
  }
  const takenIn = (field: string) => {
    const options = blueprint.fields.find(({ key }) => key === field)?.options ?? []
    const leaves = regionsIn(flow).find((region) => region.field === field)?.leaves ?? []
    return new Set([...leaves.map(choiceOf), ...options.map(({ key }) => key)])
  }
  /** Of a frame that is selected, or around a place on the drawing. */
  const regionAt = (at: Place | undefined) => {
    const [only] = selection.length === 1 ? selection : []
    const node = at === undefined ? only : groupNode(groupAt(flow, places, '', at) ?? '')
    return node === undefined ? undefined : regionOf(flow, node)
  }
  /** What a step is called that has no name of its own. */
  const wayTo = (state: string) => t('flow.newTransition', { state })
  const asLabel = (text: string) => ({ [writtenLanguage()]: text })
  /** Everything has a place as soon as anything is placed by hand. */
  const placed = (now: Flow) => withPlaces(now, places)
  const newState = (now: Flow, label: string, at: Place, region?: string) => {
    const key = region === undefined ? stateKey(label, taken()) : leafKey(region, stateKey(label, takenIn(region)))
    const made = withState(placed(now), key, { label: asLabel(label), pos: freePlace(places, at) })
    if (region === undefined) return { key, flow: made }
    const frame = made.groups?.[regionGroup(region)]
    const states = [...(frame?.states ?? []), key]
    return {
      key,
      flow: frame ? { ...made, groups: { ...made.groups, [regionGroup(region)]: { ...frame, states } } } : made,
    }
  }
  /** Below what stands in it already. */
  const placeIn = (region: string): Place | undefined => {
    const inside = statesUnder(flow, regionGroup(region)).flatMap((key) => places[key] ?? [])
    const [first] = inside
    return first && { x: Math.min(...inside.map(({ x }) => x)), y: Math.max(...inside.map(({ y }) => y)) + 100 }
  }
  const newRegions = (count: number) => {
    const known = new Set(blueprint.fields.map(({ key }) => key))
    const names = new Set(regionsIn(flow).map(({ field }) => words.group(regionGroup(field))))
    return Array.from({ length: count }, (): NewRegion => {
      let number = 1
      while (names.has(t('flowMap.newRegion', { number }))) number++
      const label = t('flowMap.newRegion', { number })
      names.add(label)
      const field = freeName(keyOf(label, 'part'), new Set([...known, ...regionsIn(flow).map((one) => one.field)]))
      known.add(field)
      const [first, last] = [t('flowMap.regionFirst'), t('flowMap.regionLast')]
      return { field, label: asLabel(label), first: asLabel(first), last: asLabel(last), step: `${label}: ${last}` }
    })
  }
  const freeStateName = () => {
    const used = new Set(Object.keys(flow.states).map(words.state))
    const plain = t('flow.newState')
    let number = 2
    if (!used.has(plain)) return plain
    while (used.has(`${plain} ${number}`)) number++
    return `${plain} ${number}`
  }
  /** From a group's dot it leaves the group: every state that is in it, or comes into it. */
  const draw = (now: Flow, from: string, to: string, label: string) =>
    withTransition(now, from === anywhere ? '*' : [from], to, label)

  return {
    canGroup: states.length > 1,
    canPaste: copied !== undefined,
    create() {
      const region = regionAt(undefined)
      const at = (region === undefined ? undefined : placeIn(region)) ?? view.current?.middle() ?? nextPlace(places)
      const made = newState(flow, freeStateName(), at, region)
      change(() => made.flow)
      reveal([made.key])
    },
    connect(from: string, to: string) {
      if (flow.states[from]?.type === 'final') return showDone(t('flow.finalAbout'))
      change((now) => draw(now, from, to, wayTo(words.state(to))))
      select([movePart(flow.transitions.length)])
    },
    connectNew(from: string, at: Place) {
      const label = freeStateName()
      const made = newState(flow, label, at, regionAt(at))
      change(() => draw(made.flow, from, made.key, wayTo(label)))
      select([made.key])
    },
    move(moved: Places) {
      change((now) => withPlaces(now, { ...places, ...moved }), `move ${Object.keys(moved).sort().join(' ')}`)
    },
    /** As `move`, and a state that is let go inside a frame joins its group, outside it leaves. */
    drop(moved: Places) {
      const whole = new Set(
        Object.values(flow.groups ?? {})
          .filter(({ states: members }) => members.every((key) => Object.hasOwn(moved, key)))
          .flatMap(({ states: members }) => members),
      )
      change((now) => {
        const there = withPlaces(now, { ...places, ...moved })
        return Object.entries(moved).reduce((after, [key, at]) => {
          // What moved as a group stays one.
          if (whole.has(key)) return after
          return joinGroup(after, [key], groupAt(flow, places, key, at))
        }, there)
      })
    },
    group() {
      if (states.length < 2) return
      const key = freeName('group', new Set(Object.keys(flow.groups ?? {})))
      const number = Object.keys(flow.groups ?? {}).length + 1
      change((now) => withGroup(placed(now), key, asLabel(t('flowMap.newGroup', { number })), states))
      select([groupPart(key)])
    },
    /** A state in which two things go on, each from a beginning to an end. */
    addConcurrent() {
      const label = t('flowMap.concurrent')
      const key = stateKey(label, taken())
      // Below all others: it is wider than any place that is free between them.
      const { x, y } = nextPlace(places)
      const at = { x, y: y + 100 }
      change((now) => withConcurrent(placed(now), { key, label: asLabel(label) }, newRegions(2), at))
      reveal([groupPart(parallelGroup(key))])
    },
    /** One more beside the others. */
    addRegion(parallel: string) {
      const inside = statesUnder(flow, parallelGroup(parallel)).flatMap((key) => places[key] ?? [])
      const at = {
        x: Math.max(0, ...inside.map(({ x }) => x)) + 260,
        y: inside.length > 0 ? Math.min(...inside.map(({ y }) => y)) : 0,
      }
      const [region] = newRegions(1)
      if (!region) return
      change((now) => withRegion(placed(now), parallel, region, at))
      reveal([groupPart(regionGroup(region.field))])
    },
    removeConcurrent(frame: string) {
      const after = withoutConcurrent(flow, [frame])
      change(() => after)
      select([])
      showUndo({
        text: t('flowMap.removedState', { name: words.group(frame) }),
        undo: t('common.undo'),
        onUndo: () => built.takeBack(flow, after),
      })
    },
    ungroup(keys: readonly string[] = selectedGroups(flow, selection)) {
      if (keys.length === 0) return
      const concurrent = keys.find((key) => isConcurrent(flow.groups?.[key]))
      if (concurrent !== undefined) return this.removeConcurrent(concurrent)
      change((now) => keys.reduce(withoutGroup, now))
      select([])
    },
    remove(parts: readonly string[] = selection) {
      const gone = selectedStates(flow, parts)
      const moves = parts.flatMap((id) => transitionIn(flow, id))
      const frames = gone.length + moves.length === 0 ? selectedGroups(flow, parts) : []
      if (frames.length > 0) return this.ungroup(frames)
      if (gone.length + moves.length === 0) return
      const after = withoutParts(flow, gone, moves)
      change(() => after)
      select([])
      const [first] = gone
      const step = flow.transitions[moves[0] ?? -1]
      const names = [...(first === undefined ? [] : [words.state(first)]), ...(step ? [words.called(step)] : [])]
      const one = gone.length + moves.length === 1 ? names[0] : undefined
      showUndo({
        text:
          one === undefined
            ? t('flowMap.removed', { count: gone.length + moves.length })
            : t('flowMap.removedState', { name: one }),
        undo: t('common.undo'),
        onUndo: () => built.takeBack(flow, after),
      })
    },
    copy(keys: readonly string[] = states) {
      if (keys.length === 0) return
      setCopied(copyStates(flow, keys, places))
      showDone(t('flowMap.copied', { count: keys.length }))
    },
    paste() {
      if (copied) pasteInto(copied)
    },
    duplicate(keys: readonly string[] = states) {
      if (keys.length > 0) pasteInto(copyStates(flow, keys, places))
    },
    changeState: (key: string, next: Partial<WireFlowState>, about?: string) =>
      change((now) => {
        const changed = changeState(now, key, next)
        if (next.label === undefined) return changed
        const called = sayLabel(next.label, [currentLanguage()], wordsOfKey(key))
        const names = { before: wayTo(words.state(key)), after: wayTo(called) }
        return callStepsAfter(changed, key, names, words.called, withLanguage)
      }, about && `state ${key} ${about}`),
    /** What was renamed before it was ever published is called so on the API, too. Answers with the new keys by the old ones. */
    settleNames(): ReadonlyMap<string, string> {
      const renamed = keysByWords(flow, choices, words.state)
      if (renamed.size === 0) return renamed
      const [first] = renamed.keys()
      change((now) => tidyKeys(placed(now), choices, words.state), `state ${first} label ${first}`)
      select(selection.map((id) => renamed.get(id) ?? id))
      return renamed
    },
    /** In two hours, by a step of its own. */
    addTimer: (node: string, to: string) =>
      change((now) => withTimer(now, node, to, wayTo(words.state(to)), { after: 'PT2H' })),
    changeTimer: (node: string, at: number, next: WireTimer, about?: string) =>
      change((now) => changeTimer(now, node, at, next), about && `timer ${node} ${at} ${about}`),
    leadTimer: (node: string, at: number, event: string) => change((now) => leadTimer(now, node, at, event)),
    leadTimerTo: (node: string, at: number, to: string) =>
      change((now) => leadTimerTo(now, node, at, to, wayTo(words.state(to)))),
    removeTimer(node: string, at: number) {
      const after = withoutTimer(flow, node, at)
      change(() => after)
      showUndo({ text: t('timer.removed'), undo: t('common.undo'), onUndo: () => built.takeBack(flow, after) })
    },
    /** Whether people may take a step, too, that happens by itself. */
    keepButton: (event: string, isOn: boolean) => change((now) => withInternal(now, event, !isOn)),
    /** The flow itself; without words it is called as its field. */
    call: (label: Flow['label']) =>
      change(({ label: _, ...now }) => (label === undefined ? now : { ...now, label }), 'flow label'),
    changeClocks: (clocks: readonly WireClock[], about?: string) =>
      change(({ clocks: _, ...now }) => (clocks.length > 0 ? { ...now, clocks } : now), about && `clock ${about}`),
    startAt: (key: string) =>
      change((now) => {
        const region = regionOf(now, key)
        return region === undefined ? { ...now, initial: key } : changeGroup(now, regionGroup(region), { initial: key })
      }),
    join: (key: string, group: string | undefined) => change((now) => joinGroup(placed(now), [key], group)),
    changeGroup: (key: string, next: Partial<WireGroup>, about?: string) =>
      change((now) => changeGroup(now, key, next), about && `group ${key} ${about}`),
    changeTransition: (index: number, next: Partial<WireTransition>, about?: string) =>
      change((now) => changeTransition(now, index, next), about && `transition ${index} ${about}`),
    rank(index: number, by: -1 | 1) {
      const moved = moveRank(flow, index, by)
      change(() => moved.flow)
      select([movePart(moved.index)])
    },
  }

  function pasteInto(what: CopiedStates) {
    const copyOf = (name: string, number: number) =>
      number === 1 ? t('model.copyOf', { name }) : t('model.copyOfNumber', { name, number })
    const labelOf = (key: string) =>
      Object.hasOwn(flow.states, key) ? words.state(key) : sayCopied(what, key, words.state)
    const pasted = pasteStates(placed(flow), what, { labelOf, copyOf, asLabel }, taken())
    change(() => pasted.flow)
    reveal(pasted.keys)
  }
}

/** What was copied may be gone from the flow by now. */
function sayCopied(copied: CopiedStates, key: string, fallback: (key: string) => string): string {
  const label = copied.states[key]?.label
  return typeof label === 'string' ? label : (label?.[currentLanguage()] ?? fallback(key))
}

export function selectedStates(flow: Flow, selection: readonly string[]): readonly string[] {
  return selection.filter((id) => Object.hasOwn(flow.states, id))
}

function selectedGroups(flow: Flow, selection: readonly string[]): readonly string[] {
  return selection.flatMap((id) => {
    const part = readPart(id)
    if (part && 'group' in part && flow.groups?.[part.group]) return [part.group]
    const group = part && 'state' in part ? groupOf(flow, part.state) : undefined
    const isFrame = group === undefined || isConcurrent(flow.groups?.[group])
    return isFrame || selection.length > 1 ? [] : [group]
  })
}

export function transitionIn(flow: Flow, id: string): readonly number[] {
  const part = readPart(id)
  return part && 'transition' in part && flow.transitions[part.transition] ? [part.transition] : []
}

function nextPlace(places: Places): Place {
  const all = Object.values(places)
  if (all.length === 0) return { x: 0, y: 0 }
  return { x: Math.min(...all.map(({ x }) => x)), y: Math.max(...all.map(({ y }) => y)) + 100 }
}
