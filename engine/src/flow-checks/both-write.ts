// Do two things that go on at the same time write one field in the same step, so that only their order says what stays?
import { fieldActions } from '../flow/action-parts.ts'
import { compileFlow } from '../flow/compile-flow.ts'
import type { Action, FieldAction, FlowState, Region, Transition } from '../flow/flow.ts'
import { leadsTo, regionLabel, standingOf, stateKey, stateLabel, transitionLabel } from '../flow/flow-tables.ts'
import type { FieldId, OptionId, TransitionId } from '../ids.ts'
import { fieldLabel } from '../record/refused.ts'
import type { CheckSubject, Found } from './finding.ts'
import { casesOn, stepFrom, type Way } from './ways.ts'
import { arrivalAt, witnessOf } from './witness.ts'

/** Told only with a record that comes to it. */
export function checkBothWrite(subject: CheckSubject): readonly Found[] {
  const told = new Set<string>()
  return subject.flow.states
    .flatMap((parallel) =>
      pairs(parallel.regions ?? []).flatMap(([one, other]) =>
        [...byEvent(subject, one, other), ...onTheWay(subject, parallel, one, other)].filter(({ key }) => {
          const isNew = !told.has(key)
          told.add(key)
          return isNew
        }),
      ),
    )
    .map(({ found }) => found)
}

interface Told {
  /** What is told once. */
  readonly key: string
  readonly found: Found
}

function pairs(regions: readonly Region[]): readonly (readonly [Region, Region])[] {
  return regions.flatMap((one, at) => regions.slice(at + 1).map((other) => [one, other] as const))
}

/** An event that both take. */
function* byEvent(subject: CheckSubject, one: Region, other: Region): Generator<Told> {
  for (const { id: a } of one.states)
    for (const { id: b } of other.states)
      for (const [event, exits] of subject.exits.get(a) ?? [])
        for (const first of exits)
          for (const second of subject.exits.get(b)?.get(event) ?? []) {
            if (first === second) continue
            const field = contested(writes(subject, first, a), writes(subject, second, b))
            const witness = field && shownBy(subject, [a, b], [first, second])
            if (!field || !witness) continue
            const params = { ...called(subject, one, other, field), event: transitionLabel(subject, first) }
            const found: Found = { check: 'both-write', severity: 'warn', transition: second.id, witness, params }
            yield { key: `${first.id} ${second.id} ${field}`, found }
          }
}

/** What they do when their state begins, or ends. */
function* onTheWay(subject: CheckSubject, parallel: FlowState, one: Region, other: Region): Generator<Told> {
  const inside = ({ states }: Region, id: OptionId) => states.find((state) => state.id === id)
  const begin = contested(inside(one, one.initial)?.onEnter, inside(other, other.initial)?.onEnter)
  const ends = one.states.flatMap((a) => other.states.map((b) => [a, b] as const))
  const candidates = [
    ...(begin ? [{ field: begin, leaves: [one.initial, other.initial] as const }] : []),
    ...ends.flatMap(([a, b]) => {
      const field = contested(a.onExit, b.onExit)
      return field ? [{ field, leaves: [a.id, b.id] as const }] : []
    }),
  ]
  for (const { field, leaves } of candidates) {
    const way = waysInto(subject, leaves).next().value
    if (!way) continue
    const params = { ...called(subject, one, other, field), state: stateLabel(subject, parallel.id) }
    const state = stateKey(subject, parallel.id)
    const witness = arrivalAt(subject, way, leaves[0])
    const found: Found = { check: 'both-write-inside', severity: 'warn', state, witness, params }
    yield { key: `${parallel.id} ${one.stateField} ${other.stateField} ${field}`, found }
  }
}

function called(subject: CheckSubject, one: Region, other: Region, field: FieldId) {
  const def = subject.fields.get(field)
  return {
    region: regionLabel(subject, one),
    other: regionLabel(subject, other),
    field: def ? fieldLabel(def) : field,
  }
}

/** What is written where a step goes out of a leaf. */
function writes(subject: CheckSubject, transition: Transition, leaf: OptionId): readonly Action[] {
  const to = leadsTo(subject, transition, leaf)
  const entered = transition.to === null ? [] : (subject.states.get(to)?.onEnter ?? [])
  const left = transition.to === null ? [] : (subject.states.get(leaf)?.onExit ?? [])
  return [...left, ...transition.do, ...entered]
}

/** A field that both write, and not the same into it; what both add to holds both. */
function contested(one: readonly Action[] = [], other: readonly Action[] = []): FieldId | undefined {
  const [a, b] = [fieldActions(one), fieldActions(other)]
  return a.find((first) => b.some((second) => first.field === second.field && !isAlike(first, second)))?.field
}

function isAlike(a: FieldAction, b: FieldAction): boolean {
  if (a.kind === 'add' && b.kind === 'add') return true
  return a.kind === b.kind && ('value' in a ? a.value.cel : '') === ('value' in b ? b.value.cel : '')
}

/** Ways of records that stand in both. */
function* waysInto({ ways, ...tables }: CheckSubject, leaves: readonly OptionId[]): Generator<Way> {
  for (const leaf of leaves)
    for (const way of ways.to(leaf)) {
      const standing = standingOf(tables, way.state, way.data)
      if (leaves.every((one) => standing.includes(one))) yield way
    }
}

function shownBy(
  subject: CheckSubject,
  leaves: readonly [OptionId, OptionId],
  [first, second]: readonly [Transition, Transition],
) {
  const compiled = compileFlow(subject.flow, subject.blueprint)
  const both: readonly TransitionId[] = [first.id, second.id]
  for (const way of waysInto(subject, leaves))
    for (const found of casesOn(subject, way, leaves[0], [first, second])) {
      const step = stepFrom(compiled, { way, found, exits: [first], transition: first })
      const taken = step ? [step.moved.transition, ...step.moved.then] : []
      if (both.every((id) => taken.includes(id)))
        return witnessOf(subject, { way, leaf: leaves[0], found, by: first.id })
    }
  return undefined
}
