// Names on the API for what was never published: a state or an event that was renamed while it was drawn is called by its words.
import type { Flow, WireTransition } from '../api/flows-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { changeTransition, stateKey } from './edit-flow.ts'
import { regionOf } from './regions-on-screen.ts'

/** A choice of the field that holds the state. */
export interface Choice {
  readonly key: string
  /** What people call it. */
  readonly words: string
}

/**
 * The new keys of states that were never published, by their old ones; nothing where all is well. One that is called like a
 * choice which no step of the flow leads to or from is that choice: a second one of the same name would be another thing.
 */
export function keysByWords(
  flow: Flow,
  choices: readonly Choice[],
  words: (state: string) => string,
): ReadonlyMap<string, string> {
  const published = new Set(choices.map(({ key }) => key))
  const renamed = new Map<string, string>()
  const taken = new Set([...published, ...Object.keys(flow.states)])
  for (const key of Object.keys(flow.states)) {
    if (published.has(key) || regionOf(flow, key) !== undefined) continue
    const same = choiceCalled(words(key), choices, flow)
    if (same !== undefined && ![...renamed.values()].includes(same)) {
      renamed.set(key, same)
      continue
    }
    const plain = stateKey(words(key), new Set())
    if (key === plain || isNumbered(key, plain)) continue
    const fresh = stateKey(words(key), taken)
    taken.add(fresh)
    renamed.set(key, fresh)
  }
  return renamed
}

/** The same flow when nothing changes. `choices` are those there are, whose keys stay. */
export function tidyKeys(flow: Flow, choices: readonly Choice[], words: (state: string) => string): Flow {
  const renamed = keysByWords(flow, choices, words)
  return renamed.size === 0 ? flow : withNames(flow, renamed)
}

/** Choices that a new state can become: those that are no state, and those that are one without any step. */
export function spareChoices(choices: readonly Choice[], flow: Flow): readonly Choice[] {
  const used = new Set([
    flow.initial,
    ...Object.values(flow.groups ?? {}).flatMap(({ parallel = [] }) => parallel),
    ...flow.transitions.flatMap(({ from, to }) => (from === '*' ? [to] : [...from, to])),
  ])
  return choices.filter(({ key }) => !used.has(key))
}

function choiceCalled(words: string, choices: readonly Choice[], flow: Flow): string | undefined {
  const wanted = plainWords(words)
  return spareChoices(choices, flow).find((choice) => plainWords(choice.words) === wanted)?.key
}

const plainWords = (text: string) => text.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase()

/** `PAUSED_2` is called so because there was another. */
function isNumbered(key: string, plain: string): boolean {
  return key.startsWith(`${plain}_`) && /^\d+$/.test(key.slice(plain.length + 1))
}

function withNames(flow: Flow, renamed: ReadonlyMap<string, string>): Flow {
  const name = (key: string) => renamed.get(key) ?? key
  // The sheet that nothing led to gives way to the one that was drawn in its name.
  const replaced = new Set(renamed.values())
  const kept = Object.entries(flow.states).filter(([key]) => !replaced.has(key) || renamed.has(key))
  return {
    ...flow,
    initial: name(flow.initial),
    states: Object.fromEntries(kept.map(([key, state]) => [name(key), state])),
    transitions: flow.transitions.map((one) => ({
      ...one,
      from: one.from === '*' ? '*' : one.from.map(name),
      to: name(one.to),
    })),
    ...(flow.clocks && {
      clocks: flow.clocks.map(({ starts, pauses = [], stops = [], ...clock }) => ({
        ...clock,
        ...{ starts: starts.map(name), pauses: pauses.map(name), stops: stops.map(name) },
      })),
    }),
    ...(flow.groups && {
      groups: Object.fromEntries(
        Object.entries(flow.groups).map(([key, group]) => [
          key,
          {
            ...group,
            states: [...new Set(group.states.map(name))],
            ...(group.initial !== undefined && { initial: name(group.initial) }),
          },
        ]),
      ),
    }),
  }
}

/** Steps that are called after the state they lead to, `before`, are called `after` once that has another name. */
export function callStepsAfter(
  flow: Flow,
  state: string,
  { before, after }: { readonly before: string; readonly after: string },
  wordsOf: (step: WireTransition) => string,
  relabel: (label: WireTransition['label'], words: string) => WireTransition['label'],
): Flow {
  if (before === after) return flow
  return flow.transitions.reduce((now, step, at) => {
    if (step.to !== state || wordsOf(step) !== before) return now
    const event = eventFor(now, at, before, after)
    return changeTransition(now, at, {
      label: relabel(step.label, after),
      ...(event === undefined ? {} : { event }),
    })
  }, flow)
}

/** The event follows the words of its button as long as nobody published it or gave it a name of its own. */
export function eventFor(flow: Flow, index: number, before: string, after: string): string | undefined {
  const transition = flow.transitions[index] as WireTransition
  const plain = keyOf(before, 'event')
  const follows = transition.event === plain || isNumbered(transition.event, plain)
  if (transition.id !== undefined || !follows || keyOf(after, '') === '') return undefined
  const others = flow.transitions.filter((_, at) => at !== index).map(({ event }) => event)
  return freeName(keyOf(after, 'event'), new Set(others))
}
