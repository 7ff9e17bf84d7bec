// What is said about records whose state goes away or changes: asked per state, guessed first, sent with the publishing.
import type { Json, JsonObject } from '@molde/engine'
import type { FlowPreview } from '../api/flows-api.ts'

export type MoveWhen = 'now' | 'finish' | 'leave'

/** One of the ways out of a state; the last one has no condition, which is the empty text. */
export interface Way {
  readonly when: string
  readonly to: string
}

export interface StateAnswer {
  readonly ways: readonly Way[]
  readonly when: MoveWhen
}

/** By the key of the state. */
export type MoveAnswers = { readonly [state: string]: StateAnswer }

type StateReport = FlowPreview['report']['states'][number]

/** States that go away while records stand in them. Where a part of a flow ends as a whole, nobody has to say anything: it is kept. */
export function goingStates(states: readonly StateReport[]): readonly StateReport[] {
  return states.filter(({ state, records, stays, guess }) => records > 0 && !stays && !(isInPart(state) && !guess))
}

/** States that stay, whose records get other buttons. */
export function changedStates(states: readonly StateReport[]): readonly StateReport[] {
  return states.filter(
    ({ state, records, stays, gained, lost }) =>
      records > 0 && stays && !isInPart(state) && gained.length + lost.length > 0,
  )
}

/** What goes on beside other things, as `field.STATE`: it goes over when its record does. */
export const isInPart = (state: string) => state.includes('.')

/** What was said, or else what is guessed. */
export function answerFor(answers: MoveAnswers, { state, guess }: StateReport): StateAnswer {
  return answers[state] ?? { ways: [{ when: '', to: guess ?? '' }], when: 'now' }
}

/** A condition comes before what holds for all others. */
export function withWay(answer: StateAnswer, to: string): StateAnswer {
  return { ...answer, ways: [...answer.ways.slice(0, -1), { when: '', to }, ...answer.ways.slice(-1)] }
}

export function withoutWay(answer: StateAnswer, at: number): StateAnswer {
  return { ...answer, ways: answer.ways.filter((_, i) => i !== at) }
}

export function changedWay(answer: StateAnswer, at: number, change: Partial<Way>): StateAnswer {
  return { ...answer, ways: answer.ways.map((way, i) => (i === at ? { ...way, ...change } : way)) }
}

/** A condition that says nothing yet parts nobody. */
export function isAnswered({ ways, when }: StateAnswer): boolean {
  return when === 'finish' || ways.every((way, i) => i === ways.length - 1 || way.when.trim() !== '')
}

/** As the API takes it; undefined when no record changes its state and all go over now. */
export function movesOf(states: readonly StateReport[], answers: MoveAnswers): JsonObject | undefined {
  const going = goingStates(states).map((one) => [one.state, answerFor(answers, one)] as const)
  const all = [...going, ...changedStates(states).map((one) => [one.state, answerFor(answers, one)] as const)]
  const ways = going
    .filter(([, { when }]) => when !== 'finish')
    .map(([state, answer]) => [state, said(answer)] as const)
  const policy = all.filter(([, { when }]) => when !== 'now').map(([state, { when }]) => [state, when] as const)
  if (ways.length + policy.length === 0) return undefined
  return {
    states: Object.fromEntries(ways),
    ...(policy.length > 0 && { policy: Object.fromEntries(policy) }),
  }
}

function said({ ways }: StateAnswer): Json {
  const last = ways.at(-1)?.to ?? ''
  if (ways.length < 2) return last
  return ways.map(({ when, to }, i): JsonObject => (i === ways.length - 1 ? { to } : { when, to }))
}

/** How many of the records get another state when it is published. */
export function movingRecords(states: readonly StateReport[], answers: MoveAnswers): number {
  return goingStates(states)
    .filter((one) => answerFor(answers, one).when === 'now')
    .reduce((sum, { records }) => sum + records, 0)
}
