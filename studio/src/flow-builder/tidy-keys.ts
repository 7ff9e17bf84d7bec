// Names on the API for what was never published: a state or an event that was renamed while it was drawn is called by its words.
import type { Flow, WireTransition } from '../api/flows-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { stateKey } from './edit-flow.ts'

/** `words` say what a state is called; `published` are the choices there are, whose keys stay. The same flow when nothing changes. */
export function tidyKeys(flow: Flow, published: ReadonlySet<string>, words: (state: string) => string): Flow {
  const renamed = new Map<string, string>()
  const taken = new Set([...published, ...Object.keys(flow.states)])
  for (const key of Object.keys(flow.states)) {
    if (published.has(key)) continue
    const plain = stateKey(words(key), new Set())
    if (key === plain || isNumbered(key, plain)) continue
    const fresh = stateKey(words(key), taken)
    taken.add(fresh)
    renamed.set(key, fresh)
  }
  return renamed.size === 0 ? flow : withNames(flow, (key) => renamed.get(key) ?? key)
}

/** `PAUSED_2` is called so because there was another. */
function isNumbered(key: string, plain: string): boolean {
  return key.startsWith(`${plain}_`) && /^\d+$/.test(key.slice(plain.length + 1))
}

function withNames(flow: Flow, name: (key: string) => string): Flow {
  return {
    ...flow,
    initial: name(flow.initial),
    states: Object.fromEntries(Object.entries(flow.states).map(([key, state]) => [name(key), state])),
    transitions: flow.transitions.map((one) => ({
      ...one,
      from: one.from === '*' ? '*' : one.from.map(name),
      to: name(one.to),
    })),
    ...(flow.groups && {
      groups: Object.fromEntries(
        Object.entries(flow.groups).map(([key, group]) => [key, { ...group, states: group.states.map(name) }]),
      ),
    }),
  }
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
