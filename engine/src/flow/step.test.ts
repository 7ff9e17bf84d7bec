import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiledWith, delivery, deliveryFlow, flowWith, noon, situation } from '../../test/delivery-flow.ts'
import { MoldeError } from '../errors.ts'
import { newFlow } from '../flow-checks/new-flow.ts'
import { idGiver } from '../ids.ts'
import { deepFreeze } from '../json.ts'
import { compileFlow } from './compile-flow.ts'
import type { FlowSituation, FlowVersion } from './flow.ts'
import { stepFlow } from './step.ts'

const demo = compileFlow(newFlow(deliveryFlow, delivery, idGiver({})).flow, delivery)

function step(
  flow: Parameters<typeof stepFlow>[0],
  event: string,
  data = {},
  input = {},
  more: Partial<FlowSituation> = {},
) {
  return stepFlow(flow, { ...situation(data, more), event, input })
}

/** Data after one event `go` from PENDING to IN_PROGRESS that does this. */
function after(actions: readonly object[], data = {}, more: object = {}) {
  const said = step(
    compiledWith([{ event: 'go', from: ['PENDING'], to: 'IN_PROGRESS', do: actions, ...more }]),
    'go',
    data,
  )
  return said.kind === 'moved' ? said.data : said.refusal
}

describe('one event', () => {
  it('[F14] moves the record, writes the form, does what the transition does and mirrors the state', () => {
    expect(step(demo, 'start', { f1: 'books' }, { f2: 'ben' })).toEqual({
      kind: 'moved',
      from: 'o1',
      state: 'o2',
      transition: 't1',
      then: [],
      entered: ['o2'],
      memory: {},
      data: { f1: 'books', f2: 'ben', f3: '2030-01-07T12:00:00.000Z', f5: 'o2' },
      effects: [],
    })
  })

  it('[F14] goes by the event id as well as by its name', () => {
    expect(step(demo, 'e1', { f1: 'books' })).toEqual(step(demo, 'start', { f1: 'books' }))
  })

  it('[F15] runs exit, form, do, enter, each seeing what the ones before wrote', () => {
    const note = (text: string) => ({ add: 'notes', value: text })
    const flow = compiledWith(
      [
        {
          event: 'go',
          from: ['PENDING'],
          to: 'IN_PROGRESS',
          form: ['cargo'],
          do: [note("record.state == 'PENDING' ? 'do ' + cargo : 'late'")],
        },
      ],
      {
        states: {
          PENDING: { onExit: [note("'exit ' + cargo")] },
          IN_PROGRESS: {
            onEnter: [
              note("record.state == 'IN_PROGRESS' ? 'enter ' + cargo : 'early'"),
              { set: 'attempts', value: 'size(notes)' },
            ],
          },
        },
      },
    )
    const said = step(flow, 'go', { f1: 'old' }, { f1: 'new' })
    expect(said.kind === 'moved' && said.data).toMatchObject({ f9: ['exit old', 'do new', 'enter new'], f6: 3 })
  })

  it('[F16] to the state it starts from neither leaves nor enters it', () => {
    const count = [{ add: 'attempts', value: '100' }]
    const flow = compiledWith(
      [
        { event: 'named', from: ['PENDING'], to: 'PENDING', do: [{ add: 'attempts', value: '1' }] },
        { event: 'anywhere', from: '*', to: 'PENDING', do: [{ add: 'attempts', value: '2' }] },
      ],
      { states: { PENDING: { onEnter: count, onExit: count } } },
    )
    expect(step(flow, 'named')).toMatchObject({ kind: 'moved', state: 'o1', data: { f6: 1 } })
    expect(step(flow, 'anywhere')).toMatchObject({ kind: 'moved', state: 'o1', data: { f6: 2 } })
  })

  it('[F24] starts a record without a state at the initial one', () => {
    const said = step(demo, 'start', { f1: 'books' }, {}, { record: { ...situation().record, state: null } })
    expect(said).toMatchObject({ kind: 'moved', from: 'o1', state: 'o2' })
  })

  it('[F25] throws a MoldeError for an event the flow does not have', () => {
    expect(() => step(demo, 'explode')).toThrow(MoldeError)
    expect(() => step(demo, '__proto__')).toThrow('There is no event')
    const known = demo.flow.events.map(({ key }) => key)
    const params = { name: `${'x'.repeat(64)}…`, known }
    expect(() => step(demo, 'x'.repeat(5000))).toThrow(
      expect.objectContaining({ issues: [{ path: ['event'], code: 'flow-unknown-event', params }] }),
    )
  })

  it('[F26] says where an event would be possible', () => {
    expect(step(demo, 'deliver', { f1: 'books' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not-from-here', params: { open: [{ en: 'In progress' }] } },
    })
  })

  it('[F26] moves nothing out of a final state or a state the flow does not have', () => {
    const flow = compiledWith([{ event: 'reset', from: '*', to: 'PENDING' }], { states: { LOST: { type: 'final' } } })
    for (const state of ['o4', 'o99']) {
      expect(step(flow, 'reset', {}, {}, { record: { ...situation().record, state } })).toMatchObject({
        refusal: { code: 'not-from-here' },
      })
    }
  })
})

describe('which transition', () => {
  it('[F17] is the first in the list that may be taken, whether it names its state or comes from everywhere', () => {
    const to = (state: string, from: unknown, guard: string) => ({ event: 'go', from, to: state, guard })
    const flow = compiledWith([
      to('LOST', '*', 'attempts > 10'),
      to('IN_PROGRESS', ['PENDING'], 'attempts > 5'),
      to('DELIVERED', '*', 'attempts > 1'),
    ])
    expect(step(flow, 'go', { f6: 20 })).toMatchObject({ state: 'o4', transition: 't1' })
    expect(step(flow, 'go', { f6: 7 })).toMatchObject({ state: 'o2', transition: 't2' })
    expect(step(flow, 'go', { f6: 3 })).toMatchObject({ state: 'o3', transition: 't3' })
    expect(step(flow, 'go', { f6: 1 })).toMatchObject({ kind: 'refused', refusal: { code: 'guard', transition: 't1' } })
  })

  it('[F17] is not the next one when a check of the first refuses', () => {
    const flow = compiledWith([
      { event: 'go', from: ['PENDING'], to: 'LOST', check: [{ check: 'attempts < 3', message: 'Too often' }] },
      { event: 'go', from: ['PENDING'], to: 'IN_PROGRESS' },
    ])
    expect(step(flow, 'go', { f6: 3 })).toEqual({
      kind: 'refused',
      refusal: { code: 'check', transition: 't1', params: { event: 'go' }, message: 'Too often' },
    })
    expect(step(flow, 'go', { f6: 2 })).toMatchObject({ state: 'o4' })
  })

  it('[F17] tells the reason of the one that came furthest', () => {
    const flow = compiledWith([
      { event: 'go', from: ['PENDING'], to: 'LOST', who: { roles: ['boss'] } },
      { event: 'go', from: ['PENDING'], to: 'IN_PROGRESS', guard: 'late' },
    ])
    expect(step(flow, 'go')).toMatchObject({ refusal: { code: 'guard', transition: 't2' } })
  })
})

describe('who', () => {
  const flow = (who: object) => compiledWith([{ event: 'go', from: ['PENDING'], to: 'IN_PROGRESS', who }])
  const as = (actor: FlowSituation['actor'], who: object) => {
    const said = step(flow(who), 'go', { f2: 'ben' }, {}, { actor })
    return said.kind === 'moved' ? 'moved' : said.refusal.code
  }
  const plain = { id: 'ben', roles: ['driver'] }
  const creator = { id: 'ana', roles: ['driver'] }

  it.each([
    ['one of the roles', plain, { roles: ['boss', 'driver'] }, 'moved'],
    ['none of the roles', plain, { roles: ['boss'] }, 'not-allowed'],
    ['no role at all is allowed', plain, { roles: [] }, 'not-allowed'],
    ['every role', { ...plain, roles: [], everyRole: true }, { roles: ['boss'] }, 'moved'],
    [
      'every role, but an expression that is false',
      { ...plain, everyRole: true },
      { roles: ['boss'], expr: "actor.id == 'eva'" },
      'not-allowed',
    ],
    ['a true expression', plain, { expr: 'driver == actor.id' }, 'moved'],
    ['an empty expression', plain, { expr: 'late' }, 'not-allowed'],
    ['somebody else', plain, { notCreator: true }, 'moved'],
    ['the creator', creator, { notCreator: true }, 'own-record'],
    ['the creator with every role', { ...creator, everyRole: true }, { notCreator: true }, 'own-record'],
    [
      'the program itself',
      { ...creator, roles: [], system: true },
      { roles: ['boss'], notCreator: true, expr: 'false' },
      'moved',
    ],
  ])('[F18] %s', (_, actor, who, outcome) => {
    expect(as(actor, who)).toBe(outcome)
  })

  it('[F18] names the roles when it is roles that are missing, and only then', () => {
    const roles = step(flow({ roles: ['boss'] }), 'go')
    const expr = step(flow({ roles: ['driver'], expr: 'late' }), 'go')
    expect(roles).toMatchObject({ refusal: { params: { roles: ['boss'] } } })
    expect(expr.kind === 'refused' && expr.refusal.params).toEqual({ event: 'go' })
  })
})

describe('guards and checks', () => {
  const guarded = (guard: string, data: object, input = {}) =>
    step(compiledWith([{ event: 'go', from: ['PENDING'], to: 'LOST', guard, form: ['weight'] }]), 'go', data, input)
      .kind
  const checked = (check: string, data: object) =>
    step(compiledWith([{ event: 'go', from: ['PENDING'], to: 'LOST', check: [{ check, message: 'No' }] }]), 'go', data)
      .kind

  it('[F19] a guard is met only when it is true: an empty operand and an error refuse', () => {
    expect(guarded('attempts > 3', { f6: 4 })).toBe('moved')
    expect(guarded('attempts > 3', { f6: 3 })).toBe('refused')
    expect(guarded('attempts > 3', {})).toBe('refused')
    expect(guarded('10 / attempts > 3', { f6: 0 })).toBe('refused')
  })

  it('[F19] a check refuses when it is false or meets an error: an empty operand passes', () => {
    expect(checked('attempts > 3', { f6: 4 })).toBe('moved')
    expect(checked('attempts > 3', { f6: 3 })).toBe('refused')
    expect(checked('attempts > 3', {})).toBe('moved')
    expect(checked('10 / attempts > 3', { f6: 0 })).toBe('refused')
  })

  it('[F19] both read the form as input and the record as it was before the form', () => {
    expect(guarded('input.weight > 3', {}, { f14: 4 })).toBe('moved')
    expect(guarded('input.weight > 3', { f14: 9 }, {})).toBe('refused')
    expect(guarded('weight > 3', { f14: 9 }, { f14: 1 })).toBe('moved')
  })

  it('[F19] a refused guard is told with the names of today', () => {
    const flow = compiledWith([
      { event: 'go', from: ['PENDING'], to: 'LOST', guard: "speed == 'fast' && attempts > 3" },
    ])
    expect(step(flow, 'go')).toMatchObject({ refusal: { params: { guard: 'speed == "fast" && attempts > 3' } } })
  })
})

describe('actions', () => {
  it.each([
    ['now into a datetime', { set: 'started_at', value: 'now' }, {}, { f3: '2030-01-07T12:00:00.000Z' }],
    ['a day', { set: 'delivered_on', value: 'today()' }, {}, { f4: '2030-01-07' }],
    ['a choice by its name', { set: 'speed', value: "'fast'" }, {}, { f8: 'o8' }],
    ['a choice by a condition', { set: 'speed', value: "attempts > 3 ? 'fast' : 'slow'" }, { f6: 4 }, { f8: 'o8' }],
    ['the actor into a user', { set: 'driver', value: 'actor.id' }, {}, { f2: 'ben' }],
    ['a number', { set: 'weight', value: 'attempts * 1.5' }, { f6: 3 }, { f14: 4.5 }],
    ['tags', { set: 'labels', value: "['late', 'fragile', 'late']" }, {}, { f7: ['o5', 'o6'] }],
    ['texts', { set: 'notes', value: "['a', cargo]" }, { f1: 'b' }, { f9: ['a', 'b'] }],
    ['true', { set: 'late', value: 'attempts > 1' }, { f6: 2 }, { f15: true }],
    ['a duration', { set: 'took', value: 'now - record.createdAt' }, {}, { f16: 'PT1S' }],
  ])('[F20] set writes %s in stored form', (_, action, data, stored) => {
    expect(after([action], data)).toMatchObject(stored)
  })

  it('[F20] set of something empty empties the field', () => {
    expect(after([{ set: 'weight', value: 'attempts * 2' }], { f14: 3 })).toEqual({ f5: 'o2' })
    expect(after([{ set: 'weight', value: 'null' }], { f14: 3 })).toEqual({ f5: 'o2' })
  })

  it.each([
    ['a fraction into a whole number', { set: 'attempts', value: '3 / 2' }, { field: 'attempts', reason: 'bad-value' }],
    ['a division by zero', { set: 'weight', value: '1 / 0' }, { field: 'weight', reason: 'division-by-zero' }],
    ['a text that is no choice', { set: 'speed', value: "cargo == 'x' ? 'slow' : string(cargo)" }, undefined],
    ['an addition that fails', { add: 'weight', value: '1 / 0' }, { field: 'weight', reason: 'division-by-zero' }],
    [
      'an addition that leaves the whole numbers',
      { add: 'attempts', value: '0.5' },
      { field: 'attempts', reason: 'bad-value' },
    ],
  ])('[F21] %s refuses the whole event', (_, action, params) => {
    if (params === undefined) return expect(() => after([action])).toThrow(MoldeError)
    expect(after([{ set: 'late', value: 'true' }, action, { set: 'notes', value: "['never']" }])).toEqual({
      code: 'flow-error',
      transition: 't1',
      params,
    })
  })

  it('[F21] an action that fails on entry refuses too, and nothing after it is done', () => {
    const flow = compiledWith(
      [{ event: 'go', from: ['PENDING'], to: 'LOST', do: [{ set: 'weight', value: '1 / 0' }] }],
      {
        states: { LOST: { onEnter: [{ set: 'attempts', value: '1 / 0' }] }, PENDING: { onExit: [{ clear: 'cargo' }] } },
      },
    )
    expect(step(flow, 'go', { f1: 'x' })).toMatchObject({
      refusal: { code: 'flow-error', params: { field: 'weight' } },
    })
  })

  it('[F22] add counts from nothing, appends to lists, and adds nothing when there is nothing to add', () => {
    expect(after([{ add: 'attempts', value: '2' }])).toMatchObject({ f6: 2 })
    expect(after([{ add: 'attempts', value: '2' }], { f6: 3 })).toMatchObject({ f6: 5 })
    expect(after([{ add: 'attempts', value: 'size(labels)' }], { f6: 3, f7: ['o5'] })).toMatchObject({ f6: 4 })
    expect(after([{ add: 'attempts', value: 'weight' }], { f6: 3 })).toMatchObject({ f6: 3 })
    expect(after([{ add: 'labels', value: "'late'" }])).toMatchObject({ f7: ['o5'] })
    expect(after([{ add: 'labels', value: "'late'" }], { f7: ['o6', 'o5'] })).toMatchObject({ f7: ['o6', 'o5'] })
    expect(after([{ add: 'notes', value: "'a'" }], { f9: ['a'] })).toMatchObject({ f9: ['a', 'a'] })
  })

  it('[F22] clear empties, also what is read-only', () => {
    expect(after([{ clear: 'started_at' }], { f3: 'x', f1: 'y' })).toEqual({ f1: 'y', f5: 'o2' })
  })

  it('[F22] later actions see what earlier ones wrote', () => {
    const actions = [
      { set: 'attempts', value: '2' },
      { add: 'attempts', value: 'attempts' },
      { set: 'weight', value: 'attempts + 0.5' },
    ]
    expect(after(actions)).toMatchObject({ f6: 4, f14: 4.5 })
  })

  it('[F21] a field that a later blueprint version has no more refuses the event', () => {
    const flow = flowWith([{ event: 'go', from: ['PENDING'], to: 'LOST', do: [{ set: 'weight', value: '1' }] }])
    const without = { ...delivery, fields: delivery.fields.filter((field) => field.id !== 'f14') }
    expect(step(compileFlow(flow, without), 'go')).toMatchObject({
      refusal: { code: 'flow-error', params: { reason: 'unknown-field' } },
    })
  })
})

describe('the form in a step', () => {
  const flow = compiledWith([
    { event: 'go', from: ['PENDING'], to: 'LOST', form: [{ field: 'cargo', required: true }, 'weight'] },
  ])

  it('[F23] null clears, what is not sent stays', () => {
    expect(step(flow, 'go', { f14: 3, f8: 'o7' }, { f1: 'x', f14: null })).toMatchObject({
      data: { f1: 'x', f8: 'o7', f5: 'o4' },
    })
    const said = step(flow, 'go', { f14: 3 }, { f1: 'x', f14: null })
    expect(said.kind === 'moved' && Object.hasOwn(said.data, 'f14')).toBe(false)
    expect(step(flow, 'go', { f14: 3 }, { f1: 'x' })).toMatchObject({ data: { f14: 3 } })
  })

  it.each([
    ['a required one is missing', {}, 'cargo'],
    ['a required one is cleared', { f1: null }, 'cargo'],
    ['one is not asked for', { f1: 'x', f6: 3 }, 'attempts'],
    ['one is no field', { f1: 'x', constructor: 3 }, 'constructor'],
  ])('[F23] is refused when %s', (_, input, field) => {
    expect(step(flow, 'go', {}, input)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'form', transition: 't1', params: { field } },
    })
  })
})

/** The same by hand: of each event only the first transition in the list that leaves the state. */
function walked(flow: FlowVersion): string[] {
  const reached = new Set<string>([flow.initial])
  for (const state of reached) {
    for (const { id } of flow.events) {
      const first = flow.transitions.find(
        ({ event, from }) => event === id && (from === '*' || from.some((origin) => origin === state)),
      )
      if (first) reached.add(first.to as string)
    }
  }
  return [...reached].sort()
}

describe('purity', () => {
  const names = ['PENDING', 'IN_PROGRESS', 'DELIVERED', 'LOST'] as const
  const transition = fc.record({
    event: fc.constantFrom('a', 'b', 'c'),
    from: fc.oneof(fc.constant('*'), fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 })),
    to: fc.constantFrom(...names),
    do: fc.array(
      fc.constantFrom(
        { set: 'attempts', value: 'attempts + 1' },
        { add: 'attempts', value: '1' },
        { add: 'labels', value: "'late'" },
        { clear: 'weight' },
        { set: 'started_at', value: 'now' },
        { set: 'weight', value: '1 / attempts' },
      ),
      { maxLength: 4 },
    ),
  })

  it('[F27] the same request gives the same outcome and is not changed', () => {
    fc.assert(
      fc.property(
        fc.array(transition, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...names),
        fc.integer({ min: 0, max: 2 }),
        (moves, initial, attempts) => {
          const flow = compiledWith(moves, { initial })
          for (const event of flow.flow.events) {
            const request = deepFreeze({ ...situation({ f6: attempts, f7: ['o5'] }), event: event.key, input: {} })
            const before = JSON.stringify(request)
            expect(stepFlow(flow, request)).toEqual(stepFlow(flow, request))
            expect(JSON.stringify(request)).toBe(before)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('[F28] without guards, stepping reaches exactly what a walk over the definition reaches', () => {
    const bare = transition.map(({ event, from, to }) => ({ event, from, to }))
    fc.assert(
      fc.property(fc.array(bare, { maxLength: 8 }), fc.constantFrom(...names), (moves, initial) => {
        const flow = flowWith(moves, { initial })
        const compiled = compileFlow(flow, delivery)
        const stepped = new Set<string>([flow.initial])
        for (const state of stepped) {
          for (const event of flow.events) {
            const said = stepFlow(compiled, {
              ...situation({}, { record: { ...situation().record, state } }),
              event: event.id,
              input: {},
            })
            if (said.kind === 'moved') stepped.add(said.state)
          }
        }
        expect([...stepped].sort()).toEqual(walked(flow))
      }),
      { numRuns: 100 },
    )
  })

  it('[F27] the clock of an event is the one it was sent with', () => {
    expect(step(demo, 'start', { f1: 'x' }, {}, { now: noon + 1 })).toMatchObject({
      data: { f3: '2030-01-07T12:00:00.001Z' },
    })
  })
})
