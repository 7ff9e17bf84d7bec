// Sound flows of which nothing may be said, and faulty ones of which the fault must be: its kind, its place, and a record that shows it.
import { describe, expect, it } from 'vitest'
import { available } from '../../test/available.ts'
import { final, request, type Story, send, story } from '../../test/flow-stories.ts'
import { playWitness } from '../../test/play-witness.ts'
import { soundFlows } from '../../test/sound-flows.ts'
import { fieldsOfAction } from '../flow/action-parts.ts'
import type { TransitionId } from '../ids.ts'
import type { Finding, FindingCheck } from './finding.ts'
import { verifyFlow } from './verify-flow.ts'

type Wire = { readonly [member: string]: unknown }

const holders = { everyRole: 0, roles: { boss: 2, clerk: 3, driver: 4, director: 2, judge: 1 } }

describe('sound flows', () => {
  it.each(soundFlows)('[F68] %s', (_, tell) => {
    const { flow, blueprint } = tell()
    expect(verifyFlow(flow, blueprint, { holders }).map(({ message }) => message)).toEqual([])
  })
})

const step = (event: string, from: string | readonly unknown[], to: unknown, more: Wire = {}): Wire => ({
  event,
  from: typeof from === 'string' && from !== '*' ? [from] : from,
  to,
  ...more,
})
const ok = (more: Wire = {}) => step('ok', 'SENT', 'APPROVED', more)
const no = (more: Wire = {}) => step('no', 'SENT', 'REJECTED', more)
const started = { set: 'sent_at', value: 'now' }
const chain = (states: { readonly [key: string]: Wire }, transitions: readonly Wire[], more: Wire = {}) =>
  story([{ key: 'title', type: 'text', required: true }], { states, transitions, ...more })

type Seeded = readonly [check: FindingCheck, place: string | undefined, what: string, tell: () => Story]

const seeded: readonly Seeded[] = [
  // reachability
  [
    'unreachable',
    'ON_HOLD',
    'a state that nothing leads to',
    () =>
      chain({ A: {}, B: {}, ON_HOLD: {}, END: final }, [
        step('b', 'A', 'B'),
        step('end', 'B', 'END'),
        step('back', 'ON_HOLD', 'B'),
      ]),
  ],
  [
    'unreachable',
    'END',
    'an end behind a step that is always forestalled',
    () => chain({ A: {}, B: final, END: final }, [step('go', 'A', 'B'), step('go', 'A', 'END')]),
  ],
  ['unused-state', 'C', 'a state that is left over', () => chain({ A: {}, B: final, C: {} }, [step('b', 'A', 'B')])],
  [
    'dead-end',
    'REVIEW',
    'a state that cannot be left',
    () => chain({ A: {}, REVIEW: {}, END: final }, [step('review', 'A', 'REVIEW'), step('end', 'A', 'END')]),
  ],
  [
    'dead-end',
    'B',
    'a state that leads only to itself',
    () => chain({ A: {}, B: {}, END: final }, [step('b', 'A', 'B'), step('again', 'B', 'B'), step('end', 'A', 'END')]),
  ],
  [
    'cannot-finish',
    'PAUSED',
    'two states that never come to the end',
    () =>
      chain({ A: {}, PAUSED: {}, WAITING: {}, DONE: final }, [
        step('done', 'A', 'DONE'),
        step('pause', 'A', 'PAUSED'),
        step('wait', 'PAUSED', 'WAITING'),
        step('pause', 'WAITING', 'PAUSED'),
      ]),
  ],
  [
    'no-end',
    undefined,
    'a flow without an end',
    () => chain({ A: {}, B: {} }, [step('b', 'A', 'B'), step('a', 'B', 'A')]),
  ],
  [
    'endless',
    'B',
    'steps that are taken by themselves and lead round',
    () =>
      chain({ A: {}, B: {}, C: {}, END: final }, [
        step('b', 'A', 'B'),
        step('end', 'A', 'END'),
        { always: true, from: ['B'], to: 'C' },
        { always: true, from: ['C'], to: 'B' },
      ]),
  ],
  [
    'unused-event',
    undefined,
    'a button that moves nothing',
    () => chain({ A: {}, B: final }, [step('b', 'A', 'B')], { events: { rest: {} } }),
  ],
  ['shadowed', 't3', 'a step after one that asks for nothing', () => request([send, ok(), ok({ to: 'REJECTED' })])],
  // conditions
  [
    'overlap',
    't3',
    'two conditions at once',
    () => request([send, ok({ guard: 'days > 3' }), ok({ to: 'REJECTED', guard: 'vip' })]),
  ],
  [
    'overlap',
    't3',
    'a limit twice',
    () => request([send, ok({ guard: 'score <= 5' }), ok({ to: 'REJECTED', guard: 'score >= 5' })]),
  ],
  [
    'overlap',
    't3',
    'dates',
    () => request([send, ok({ guard: 'due < today()' }), ok({ to: 'REJECTED', guard: 'urgent' })]),
  ],
  [
    'overlap',
    't3',
    'choices',
    () =>
      request([send, ok({ guard: "kind in ['travel', 'goods']" }), ok({ to: 'REJECTED', guard: "kind != 'travel'" })]),
  ],
  [
    'gap',
    't2',
    'numbers between',
    () => request([send, ok({ guard: 'days < 5' }), ok({ to: 'REJECTED', guard: 'days > 9' })]),
  ],
  [
    'gap',
    't2',
    'a choice forgotten',
    () => request([send, ok({ guard: "kind == 'travel'" }), ok({ to: 'REJECTED', guard: "kind == 'goods'" })]),
  ],
  [
    'gap',
    't2',
    'nothing filled in',
    () => request([send, ok({ guard: 'score > 5' }), ok({ to: 'REJECTED', guard: 'score <= 5' })]),
  ],
  ['never-true', 't2', 'a contradiction', () => request([send, ok({ guard: 'days > 9 && days < 3' }), no()])],
  ['never-true', 't2', 'a value the field cannot have', () => request([send, ok({ guard: 'days > 100' }), no()])],
  [
    'never-true',
    't2',
    'a state it never leaves',
    () => request([send, ok({ guard: "record.state == 'DRAFT'" }), no()]),
  ],
  [
    'covered',
    't3',
    'a stricter condition after a looser one',
    () => request([send, ok({ guard: 'days > 3' }), ok({ to: 'REJECTED', guard: 'days > 30' })]),
  ],
  [
    'covered',
    't4',
    'nothing left by two before it',
    () =>
      request([
        send,
        ok({ guard: 'days > 3' }),
        ok({ to: 'REJECTED', guard: 'days <= 3' }),
        ok({ to: 'DRAFT', guard: 'vip' }),
      ]),
  ],
  // who
  ['nobody', 't2', 'no role at all', () => request([send, ok({ who: { roles: [] } }), no()])],
  ['unknown-role', 't2', 'a role that nobody has', () => request([send, ok({ who: { roles: ['pope'] } }), no()])],
  [
    'one-person',
    't2',
    'a single judge, who may not judge their own',
    () => request([send, ok({ who: { roles: ['judge'], notCreator: true } }), no()]),
  ],
  [
    'creator-only',
    't2',
    'only the one who must not',
    () => request([send, ok({ who: { expr: 'actor.id == record.createdBy', notCreator: true } }), no()]),
  ],
  // emptiness
  ['may-be-empty', 't2', 'a count that was never begun', () => request([send, ok({ guard: 'tries < 3' }), no()])],
  [
    'may-be-empty',
    't3',
    'a flag that is raised on one way only',
    () =>
      request([
        { ...send, do: [{ set: 'passed', value: 'false' }] },
        step('skip', 'DRAFT', 'SENT'),
        ok({ guard: '!passed' }),
        no(),
      ]),
  ],
  [
    'check-skipped',
    't2',
    'a check of a time that was never noted',
    () => request([send, ok({ check: [{ check: 'now - sent_at > hours(1)', message: 'Too soon.' }] }), no()]),
  ],
  [
    'leaves-empty',
    't2',
    'a duration from a start that was never noted',
    () => request([send, ok({ do: [{ set: 'took', value: 'now - sent_at' }] }), no()]),
  ],
  [
    'leaves-empty',
    't3',
    'a start that is noted on one of two ways',
    () =>
      request([
        { ...send, do: [started] },
        step('skip', 'DRAFT', 'SENT'),
        ok({ do: [{ set: 'took', value: 'now - sent_at' }] }),
        no(),
      ]),
  ],
  [
    'leaves-empty',
    't2',
    'a required field set from one that may be empty',
    () => request([send, ok({ do: [{ set: 'title', value: 'reason' }] }), no()]),
  ],
  // the blueprint went on
  ['no-longer-fits', 't2', 'a field that is gone', () => without(request([send, ok({ guard: 'vip' }), no()]), 'vip')],
  [
    'no-longer-fits',
    't2',
    'a field of a form that is gone',
    () => without(request([send, ok({ form: ['owner'] }), no()]), 'owner'),
  ],
  [
    'no-longer-fits',
    't2',
    'a choice that is gone',
    () => without(request([send, ok({ guard: "kind == 'goods'" }), no()]), 'kind', 'goods'),
  ],
  [
    'no-longer-offered',
    't2',
    'a choice that is not offered any more',
    () => {
      const { flow, blueprint } = request([send, ok({ do: [{ set: 'kind', value: "'goods'" }] }), no()])
      const fields = blueprint.fields.map((field) =>
        field.key === 'kind'
          ? {
              ...field,
              options: field.options?.map((one) => (one.key === 'goods' ? { ...one, retired: true } : one)) ?? [],
            }
          : field,
      )
      return { flow, blueprint: { ...blueprint, fields } }
    },
  ],
  // statecharts
  [
    'overlap',
    't4',
    'conditions of a group',
    () =>
      request(
        [
          send,
          no(),
          step('end', [{ group: 'open' }], 'APPROVED', { guard: 'days > 3' }),
          step('end', [{ group: 'open' }], 'REJECTED', { guard: 'vip' }),
        ],
        {
          groups: { open: { states: ['DRAFT', 'SENT'] } },
        },
      ),
  ],
  [
    'dead-end',
    'B',
    'a state of a group that a pause comes back to',
    () =>
      chain(
        { A: {}, B: {}, PAUSED: {}, END: final },
        [
          step('b', 'A', 'B'),
          step('end', 'A', 'END'),
          step('pause', 'A', 'PAUSED'),
          step('resume', 'PAUSED', { group: 'work', history: 'deep' }),
        ],
        { groups: { work: { states: ['A', 'B'] } } },
      ),
  ],
]

/** The newest version of the blueprint, which has a field or a choice less. */
function without(
  { flow, blueprint }: Story,
  key: string,
  option?: string,
): Story & { readonly writtenIn: Story['blueprint'] } {
  const fields = blueprint.fields.flatMap((field) => {
    if (field.key !== key) return [field]
    return option === undefined ? [] : [{ ...field, options: field.options?.filter((one) => one.key !== option) ?? [] }]
  })
  return { flow, blueprint: { ...blueprint, version: 2, fields }, writtenIn: blueprint }
}

/** Findings that are about what never happens, or about nothing that a record could show. */
const unshown: ReadonlySet<FindingCheck> = new Set([
  ...([
    'unreachable',
    'unused-state',
    'no-end',
    'endless',
    'unused-event',
    'shadowed',
    'never-true',
    'nobody',
  ] as const),
  ...(['unknown-role', 'no-longer-fits', 'no-longer-offered'] as const),
])

describe('faulty flows', () => {
  it.each(seeded)('[F68] %s at %s: %s', (check, place, _, tell) => {
    const told = tell() as Story & { readonly writtenIn?: Story['blueprint'] }
    const { flow, blueprint, writtenIn } = told
    const findings = verifyFlow(flow, blueprint, { holders, ...(writtenIn && { writtenIn }) })
    const found = findings.find((one) => one.check === check && (one.state ?? one.transition) === place)
    expect(
      found,
      JSON.stringify(findings.map(({ check: said, state, transition }) => [said, state, transition])),
    ).toBeDefined()
    if (!found) return
    expect(found.message).not.toMatch(/\{|undefined/)
    if (!unshown.has(check)) show(told, found)
  })

  it('[F68] each kind of finding has one', () => {
    expect(seeded.length).toBeGreaterThanOrEqual(30)
    expect(soundFlows.length).toBeGreaterThanOrEqual(20)
  })
})

describe('what is not told', () => {
  const checks = ({ flow, blueprint }: Story, more: Parameters<typeof verifyFlow>[2] = {}) =>
    verifyFlow(flow, blueprint, more).map(({ check }) => check)

  it('[F65] a flag that is not raised yet, a field that people fill in, a copy of nothing', () => {
    expect(checks(request([send, ok({ guard: 'passed == true' }), no()]))).toEqual([])
    expect(checks(request([send, ok({ guard: 'score < 3' }), no()]))).toEqual([])
    expect(checks(request([send, ok({ do: [{ set: 'decided_at', value: 'sent_at' }] }), no()]))).toEqual([])
  })

  it('[F65] a step that another one of the same event stands in for', () => {
    expect(checks(request([send, ok({ guard: 'tries < 3' }), ok({ to: 'REJECTED' })]))).toEqual([])
  })

  it('[F66] of one person alone, of several, or when it is not known who has which role', () => {
    const judged = request([send, ok({ who: { roles: ['judge'], notCreator: true } }), no()])
    expect(checks(judged)).toEqual([])
    expect(checks(judged, { holders: { everyRole: 1, roles: {} } })).toEqual([])
    expect(checks(judged, { holders: { everyRole: 1, roles: { judge: 1 } } })).toEqual([])
    expect(checks(judged, { holders: { everyRole: 1, roles: { clerk: 1 } } })).toEqual(['one-person'])
  })

  it('[F67] a choice that records may still hold is fine to ask for; one that is gone blocks', () => {
    const told = without(request([send, ok({ guard: "kind == 'goods'" }), no()]), 'kind', 'goods')
    expect(verifyFlow(told.flow, told.blueprint, { writtenIn: told.writtenIn })[0]).toMatchObject({
      check: 'no-longer-fits',
      severity: 'block',
      message: 'ok speaks of “goods”, which is not there any more.',
    })
  })
})

/** Plays the record that is shown, and looks whether it shows what is said. */
function show({ flow, blueprint }: Story, { check, witness, transition }: Finding): void {
  expect(witness).toBeDefined()
  if (!witness) return
  const { outcome, data, isOpen } = playWitness(flow, blueprint, witness)
  const id = transition as TransitionId
  const refused = outcome?.kind === 'refused' ? outcome.refusal.code : undefined
  if (check === 'dead-end') expect(available(flow, blueprint, witness.state, data)).toEqual([])
  if (check === 'gap' || check === 'may-be-empty') expect(refused).toBe('guard')
  if (check === 'one-person' || check === 'creator-only') expect(refused).toBe('own-record')
  if (check === 'overlap' || check === 'covered') {
    expect(isOpen(id)).toBe(true)
    expect(outcome?.kind === 'moved' ? outcome.transition : undefined).not.toBe(id)
  }
  if (check === 'check-skipped') expect(outcome).toMatchObject({ kind: 'moved', transition: id })
  if (check === 'leaves-empty') {
    expect(outcome).toMatchObject({ kind: 'moved', transition: id })
    const [target = ''] = flow.transitions.find((one) => one.id === id)?.do.flatMap(fieldsOfAction) ?? []
    expect(outcome?.kind === 'moved' && outcome.data[target]).toBeUndefined()
  }
}
