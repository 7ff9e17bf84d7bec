// Does what is said to be always so in a state hold of every record that really comes there?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { final, request, requestFields, type Story, send, story } from '../../test/flow-stories.ts'
import { compileFlow } from '../flow/compile-flow.ts'
import { enterFlow } from '../flow/enter-flow.ts'
import { standingOf, stateKey } from '../flow/flow-tables.ts'
import { stepFlow } from '../flow/step.ts'
import type { Json } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'
import { recordIn } from './condition-cases.ts'
import { lookedAt } from './condition-reads.ts'
import { stateFacts } from './state-facts.ts'

const own = ['tries', 'sent_at', 'decided_at', 'took', 'passed']

/** `set` and `empty` by state: keys of fields that only the flow writes. */
function facts({ flow, blueprint }: Story) {
  const keyOf = (id: string) => blueprint.fields.find((field) => field.id === id)?.key ?? id
  const tables = compileFlow(flow, blueprint)
  return Object.fromEntries(
    [...stateFacts(flow, blueprint)].map(([state, { alwaysSet, alwaysEmpty }]) => [
      stateKey(tables, state),
      {
        set: [...alwaysSet].map(keyOf).filter((key) => own.includes(key)),
        empty: [...alwaysEmpty].map(keyOf).filter((key) => own.includes(key)),
      },
    ]),
  )
}

const sent = { set: 'sent_at', value: 'now' }
const decide = (more: object = {}) => ({ event: 'ok', from: ['SENT'], to: 'APPROVED', ...more })

describe('what is always so in a state', () => {
  it('[F64] a field that the only way in sets is set, and stays so', () => {
    expect(facts(request([{ ...send, do: [sent] }, decide()]))).toMatchObject({
      DRAFT: { set: [], empty: own },
      SENT: { set: ['sent_at'] },
      APPROVED: { set: ['sent_at'], empty: ['tries', 'decided_at', 'took', 'passed'] },
    })
  })

  it('[F64] what not every way sets may be either', () => {
    const [, skip] = [send, { event: 'skip', from: ['DRAFT'], to: 'SENT' }]
    const { SENT } = facts(request([{ ...send, do: [sent] }, skip, decide()]))
    expect(SENT?.set).toEqual([])
    expect(SENT?.empty).not.toContain('sent_at')
  })

  it.each([
    [
      'entering a state',
      { states: { DRAFT: {}, SENT: { onEnter: [sent] }, APPROVED: final, REJECTED: final } },
      [send],
      'SENT',
    ],
    [
      'leaving one',
      { states: { DRAFT: { onExit: [sent] }, SENT: {}, APPROVED: final, REJECTED: final } },
      [send],
      'SENT',
    ],
    ['a guard that asks for it', {}, [{ ...send, guard: 'has(sent_at)' }], 'SENT'],
    ['a guard that compares it', {}, [{ ...send, guard: 'sent_at < now && days > 3' }], 'SENT'],
    ['a check of it', {}, [{ ...send, check: [{ check: 'sent_at != null', message: 'When?' }] }], 'SENT'],
  ])('[F64] so does %s', (_, more, steps, state) => {
    expect(facts(request([...steps, decide()], more))[state]?.set).toEqual(['sent_at'])
  })

  it('[F64] what is worked out from something empty is empty, and clearing empties', () => {
    const took = { set: 'took', value: 'now - sent_at' }
    const both = facts(request([{ ...send, do: [sent, took] }, decide({ do: [{ clear: 'sent_at' }] })]))
    expect(both['SENT']?.set).toEqual(['sent_at', 'took'])
    expect(both['APPROVED']).toMatchObject({ set: ['took'], empty: ['tries', 'sent_at', 'decided_at', 'passed'] })
    expect(facts(request([{ ...send, do: [took] }, decide()]))['SENT']?.empty).toContain('took')
  })

  it('[F64] what people may clear between two events is not promised, what they must fill in is', () => {
    const { flow, blueprint } = request([{ ...send, form: [{ field: 'owner', required: true }] }, decide()])
    const state = blueprint.fields[0]?.options?.find(({ key }) => key === 'SENT')?.id
    const { alwaysSet } = stateFacts(flow, blueprint).get(state as never) ?? {}
    const idOf = (key: string) => blueprint.fields.find((field) => field.key === key)?.id as never
    expect(alwaysSet?.has(idOf('owner'))).toBe(false)
    expect(alwaysSet?.has(idOf('title'))).toBe(true)
  })

  it('[F64] nothing is said of a state that nothing leads to', () => {
    expect(facts(request([send, decide()]))['REJECTED']).toBeUndefined()
  })

  const action = fc.constantFrom<object>(
    sent,
    { clear: 'sent_at' },
    { set: 'took', value: 'now - sent_at' },
    { add: 'tries', value: '1.0' },
    { set: 'passed', value: 'vip' },
    { set: 'passed', value: 'coalesce(passed, false)' },
    { set: 'decided_at', value: 'sent_at' },
    { set: 'owner', value: 'actor.id' },
  )
  const few = fc.array(action, { maxLength: 2 })
  const node = fc.constantFrom<unknown>('A', 'B', 'C', { group: 'g' })
  const step = fc.record({
    event: fc.constantFrom('go', 'do', 'be'),
    from: node.map((one) => [one]),
    to: fc.oneof(node, fc.constant('END'), fc.constant({ group: 'g', history: 'deep' }), fc.constant(null)),
    guard: fc.constantFrom(undefined, 'has(sent_at)', 'tries < 3', '!passed', 'sent_at != null && vip', 'took == null'),
    do: few,
  })
  const drawn = fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 7 }),
    actions: fc.array(few, { minLength: 8, maxLength: 8 }),
    walk: fc.array(
      fc.record({
        event: fc.constantFrom('go', 'do', 'be'),
        vip: fc.constantFrom<Json | undefined>(true, false, undefined),
        owner: fc.constantFrom<Json | undefined>('ben', undefined),
      }),
      { maxLength: 8 },
    ),
  })

  const go = { event: 'go' as const, guard: undefined, do: [] }
  const twice = [1, 2].map(() => ({ event: 'go' as const, vip: true, owner: 'ben' }))
  const none = Array.from({ length: 8 }, (): object[] => [])
  /** A step of the group that leads to the state the record stands in. */
  const backInto = {
    steps: [
      { ...go, from: ['A'], to: 'C' },
      { ...go, from: [{ group: 'g' }], to: 'C' },
    ],
    actions: none.with(6, [sent]),
    walk: twice,
  }
  const history = { group: 'g', history: 'deep' }
  const byHistory = {
    steps: ['B', 'A'].map((from) => ({ ...go, from: [from], to: history })),
    actions: none
      .with(1, [{ set: 'decided_at', value: 'sent_at' }, { clear: 'sent_at' }])
      .with(4, [sent])
      .with(5, [sent]),
    walk: twice,
  }

  it('[F64] it holds of every record, whatever the flow and whatever people write', () => {
    fc.assert(
      fc.property(drawn, ({ steps, actions, walk }) => {
        const at = (index: number) => ({ onEnter: actions[index], onExit: actions[index + 4] })
        const { flow, blueprint } = story(requestFields, {
          states: { A: at(0), B: at(1), C: at(2), END: final },
          groups: { g: { states: ['B', 'C'], ...at(3) } },
          events: { go: {}, do: {}, be: {} },
          transitions: steps.map(({ guard, ...one }) => ({ ...one, ...(guard && { guard }) })),
        })
        const compiled = compileFlow(flow, blueprint)
        const idOf = (key: string) => blueprint.fields.find((field) => field.key === key)?.id as string
        const known = stateFacts(flow, blueprint)
        const actor = { id: 'ben', roles: [] }
        const required: StoredData = { [idOf('title')]: 'x', [idOf('days')]: 3 }
        let { state, data, memory } = enterFlow(compiled, { data: required, actor, now: lookedAt, zone: 'UTC' })
        const look = () => {
          for (const leaf of standingOf(compiled, state, data)) {
            const { alwaysSet = [], alwaysEmpty = [] } = known.get(leaf) ?? {}
            for (const field of alwaysSet)
              if (!['amount', 'kind'].map(idOf).includes(field)) expect(data[field], field).toBeDefined()
            for (const field of alwaysEmpty) expect(data[field], field).toBeUndefined()
            expect(known.has(leaf)).toBe(true)
          }
        }
        look()
        for (const { event, vip, owner } of walk) {
          const edited = { ...data, [idOf('vip')]: vip, [idOf('owner')]: owner }
          data = Object.fromEntries(Object.entries(edited).filter(([, value]) => value !== undefined)) as StoredData
          const record = recordIn(state)
          const outcome = stepFlow(compiled, {
            record,
            data,
            memory,
            event,
            input: {},
            actor,
            now: lookedAt,
            zone: 'UTC',
          })
          if (outcome.kind === 'moved') ({ state, data, memory } = outcome)
          look()
        }
      }),
      { numRuns: 300, examples: [[backInto], [byHistory]] },
    )
  })
})
