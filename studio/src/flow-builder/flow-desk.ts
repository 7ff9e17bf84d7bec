// What every panel of the builder works with: the flow as it stands, its words, and what conditions may speak of.
import { type ExpressionScope, sayFieldName } from '@molde/engine'
import { useMemo } from 'react'
import type { ActionWords } from '../action-input/say-action.ts'
import { type Blueprint, useBlueprints, useDraft, type WireField } from '../api/blueprints-api.ts'
import type { Calendar } from '../api/calendars-api.ts'
import { fieldsInDraft } from '../api/fields-in-draft.ts'
import { groupKey, stays } from '../api/flow-nodes.ts'
import type { Flow, WireTimer, WireTransition } from '../api/flows-api.ts'
import { flowAt } from '../api/flows-of-kind.ts'
import { type ConditionName, type DraftedNames, useConditionNames } from '../expression-input/condition-names.ts'
import { useConditionWords } from '../expression-input/use-condition-words.ts'
import type { GraphWords } from '../flow-canvas/flow-to-graph.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { leadsOn, timersAt, timersOf } from './edit-timers.ts'
import { factsOfStates, type KnownHere } from './facts-of-states.ts'
import type { Verdict } from './judge-flow.ts'
import { choiceOf, parallelGroup, regionOf, regionsIn, withoutRegionFrames } from './regions-on-screen.ts'
import { sayTimer } from './say-timer.ts'
import { formKey, formOf, isArrow, sayByItself, sayTransition } from './say-transition.ts'
import type { Choice } from './tidy-keys.ts'

interface FlowWords extends GraphWords {
  /** What a transition's button is called, also where it has none. */
  readonly called: (transition: WireTransition) => string
  readonly timer: (timer: WireTimer) => string
  readonly calendar: (name: string) => string

  /** Where a transition leaves from. */
  readonly sources: (transition: WireTransition) => string
}

export interface FlowDesk {
  readonly tenant: string
  readonly flow: Flow
  /** The other flows of the kind of record. */
  readonly others: readonly Flow[]
  readonly words: FlowWords
  /** Of the field that holds the state, also those that are no longer offered. */
  readonly choices: readonly Choice[]
  /** Without those that hold states: nothing but flows writes them. */
  readonly fields: readonly WireField[]
  readonly scope: ExpressionScope
  readonly names: readonly ConditionName[]
  /** What the draft of the blueprint makes of them: a flow speaks of what is published. */
  readonly drafted: DraftedNames
  /** How many changes of the fields wait to be published. */
  readonly fieldChanges: number
  readonly say: ActionWords
  readonly calendars: readonly Calendar[]
  /** What is certain of records in a state; undefined while it is not known. */
  readonly facts: (state: string) => KnownHere | undefined
  /** What is wrong with a timer of a state or group, by its place there. */
  readonly timerProblems: (node: string, at: number) => readonly string[]
  /** The same of a clock of the flow. */
  readonly clockProblems: (at: number) => readonly string[]
  /** What conditions may speak of beside what a form asks for. */
  readonly offer: { readonly fields: readonly WireField[]; readonly stateField: WireField | undefined }
}

/** The words stay the same while nothing they say changes, so that what is drawn with them stays, too. */
export function useFlowDesk(
  tenant: string,
  blueprint: Blueprint,
  flow: Flow,
  verdict: Verdict,
  others: readonly Flow[],
  calendars: readonly Calendar[] = none,
): FlowDesk {
  const { t, language } = useText()
  const { all, fields, offer } = useMemo(() => {
    const held = blueprint.fields.find(({ key }) => key === flow.stateField)
    const regions = regionsIn(flow).map(({ field }) => field)
    const options = Object.entries(withoutRegionFrames(flow).states).map(([key, state]) => {
      const known = held?.options?.find((option) => option.key === key)
      const color = state.color ?? known?.color
      return {
        id: known?.id ?? key,
        key,
        label: state.label ?? known?.label ?? wordsOfKey(key),
        ...(color && { color }),
      }
    })
    return {
      all: blueprint.fields,
      fields: blueprint.fields.filter(
        ({ key }) => key !== flow.stateField && !regions.includes(key) && !flowAt(others, key),
      ),
      offer: { fields: blueprint.fields, stateField: held && { ...held, options } },
    }
  }, [blueprint, flow, others])
  const draft = useDraft(tenant, blueprint.name).data
  const inDraft = useMemo(() => fieldsInDraft(blueprint, draft), [blueprint, draft])
  const drafted = useMemo(() => {
    const called = blueprint.fields.flatMap(({ id, key, label: published }): readonly [string, string][] => {
      const label = sayLabel(inDraft.labels.get(id), [language], '')
      const now = sayLabel(published, [language], wordsOfKey(key))
      return label === '' || label === now ? [] : [[sayFieldName(key), t('flow.nowCalled', { label, now })]]
    })
    const later = inDraft.added.map(({ key, label }) => sayLabel(label, [language], wordsOfKey(key)))
    return { called: new Map(called), later }
  }, [blueprint, inDraft, language, t])
  const { stateField } = offer
  const choices = useMemo(
    () =>
      (all.find(({ key }) => key === flow.stateField)?.options ?? []).map(({ key, label }) => ({
        key,
        words: sayLabel(label, [language], wordsOfKey(key)),
      })),
    [all, flow.stateField, language],
  )
  // Conditions may ask for what the form of an event asks for; each transition's own panel narrows that down.
  const asked = useMemo(() => {
    const keys = new Set(flow.transitions.flatMap(formOf).map(formKey))
    return all.filter(({ key }) => keys.has(key))
  }, [all, flow.transitions])
  const names = useConditionNames({ ...offer, input: asked })
  const condition = useConditionWords(tenant, names)
  const kinds = useBlueprints(tenant).data?.items
  const say = useMemo(
    (): ActionWords => ({
      ...condition,
      kindOf: (name) => kinds?.find((one) => one.name === name),
      here: blueprint.name,
    }),
    [condition, kinds, blueprint.name],
  )
  const words = useMemo((): FlowWords => {
    const group = (key: string) => {
      const { label, region, parallel } = flow.groups?.[key] ?? {}
      const field = all.find((one) => one.key === region)
      const option = stateField?.options?.find((one) => one.key === parallel)
      return sayLabel(label ?? field?.label ?? option?.label, [language], wordsOfKey(region ?? parallel ?? key))
    }
    const optionOf = (key: string) => {
      const region = regionOf(flow, key)
      const field = region === undefined ? stateField : all.find((one) => one.key === region)
      return field?.options?.find((option) => option.key === (region === undefined ? key : choiceOf(key)))
    }
    const state = (key: string) => {
      const inside = groupKey(key)
      if (inside !== undefined) return group(inside)
      if (key === stays) return t('flowMap.stays')
      if (flow.groups?.[parallelGroup(key)]) return group(parallelGroup(key))
      const known = optionOf(key)
      return sayLabel(flow.states[key]?.label ?? known?.label, [language], wordsOfKey(choiceOf(key)))
    }
    const called = (one: WireTransition) =>
      sayLabel(one.label, [language], one.event === '' ? sayByItself(one, say) : wordsOfKey(one.event))
    const calendarWords = (name: string) =>
      sayLabel(calendars.find((one) => one.name === name)?.label ?? undefined, [language], name)
    const whenOf = (one: WireTransition, source?: string) => {
      const said = timersOf(flow, one, source).map((timer) => sayTimer(timer, say, calendarWords))
      return said.length > 0 ? [...new Set(said)].join(' · ') : undefined
    }
    return {
      state,
      color: (key) => flow.states[key]?.color ?? optionOf(key)?.color,
      group,
      called,
      transition: (one) => {
        const when = whenOf(one)
        return when !== undefined && isArrow(called(one)) ? capital(when) : called(one)
      },
      when: whenOf,
      timer: (timer) => sayTimer(timer, say, calendarWords),
      calendar: calendarWords,
      about: (one) => {
        const when = whenOf(one)
        const byItself = when === undefined ? [] : [t('timer.sayTimed', { when })]
        return [...byItself, ...sayTransition(one, say)].join('\n')
      },
      sources: ({ from }) => (from === '*' ? t('flow.anywhere') : from.map(state).join(', ')),
      anywhere: t('flow.anywhere'),
    }
    // What `say` says follows from the names, the language and what the tenant writes like.
  }, [
    flow.states,
    flow.groups,
    flow.transitions,
    all,
    stateField,
    language,
    t,
    names,
    condition.formats,
    condition.t,
    kinds,
    calendars,
  ])
  const { version, blueprint: typed } = verdict
  const facts = useMemo(() => {
    let known: ReturnType<typeof factsOfStates> | undefined
    // Only for whoever opens a state.
    return (state: string) => (known ??= factsOfStates({ version, blueprint: typed })).get(state)
  }, [version, typed])
  const timerProblems: FlowDesk['timerProblems'] = (node, at) => {
    const sent = timersAt(flow, node)
      .slice(0, at)
      .filter(({ event }) => leadsOn(flow, node, event)).length
    return verdict.problems.filter(({ part, timer }) => part === node && timer === sent).map(({ message }) => message)
  }
  const clockProblems = (at: number) =>
    verdict.problems.filter(({ clock }) => clock === at).map(({ message }) => message)
  return {
    tenant,
    flow,
    others,
    words,
    choices,
    fields,
    scope: verdict.scope,
    names,
    drafted,
    fieldChanges: inDraft.changes,
    say,
    offer,
    facts,
    timerProblems,
    clockProblems,
    calendars,
  }
}

const none: readonly Calendar[] = []
const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)
