import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delivery, deliveryFlow } from '../../test/delivery-flow.ts'
import { MoldeError, pointerOf } from '../errors.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { idGiver } from '../ids.ts'
import { readFlow, wireFlow } from './wire-flow.ts'

const read = (wire: unknown, ids = idGiver({})) => readFlow(wire, delivery, ids)

/** What is said about a flow with these members changed, as `/place code`. */
function faults(change: object, base: object = deliveryFlow): string[] {
  try {
    read(JSON.parse(JSON.stringify({ ...base, ...change })))
    return []
  } catch (refused) {
    expect(refused).toBeInstanceOf(MoldeError)
    return (refused as MoldeError).issues.map(({ path, code }) => `${pointerOf(path)} ${code}`)
  }
}

const moves = (...transitions: object[]) => faults({ transitions, states: {} })
const move = (more: object) => moves({ event: 'go', from: ['PENDING'], to: 'LOST', ...more })
const action = (more: object) => move({ do: [more] })

const full = {
  name: 'delivery',
  label: { en: 'Delivery', ru: 'Доставка' },
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'PENDING',
  states: {
    PENDING: { label: 'Waiting', color: '#1f4bd8', pos: { x: -1, y: 2.5 }, onExit: [{ clear: 'notes' }] },
    IN_PROGRESS: { type: 'state', onEnter: [{ add: 'labels', value: "'late'" }] },
    DELIVERED: { type: 'final' },
  },
  events: { start: { label: 'Start' }, never: {} },
  transitions: [
    {
      event: 'start',
      label: 'Go',
      from: ['PENDING', 'IN_PROGRESS'],
      to: 'IN_PROGRESS',
      guard: "input.weight > 3 && record.state == 'PENDING'",
      who: { roles: ['driver'], expr: 'actor.id == driver', notCreator: true },
      check: [{ check: "speed == 'fast'", message: { en: 'Too slow' } }],
      form: [{ field: 'weight', required: true }, 'driver'],
      do: [{ set: 'speed', value: "input.weight > 9 ? 'slow' : 'fast'" }, { clear: 'late' }],
    },
    { event: 'stop', from: '*', to: 'DELIVERED' },
  ],
}

describe('reading', () => {
  it('[F1] every option of the state field is a state, in the order of the options', () => {
    const { states, stateField, initial } = read(full)
    expect({ stateField, initial }).toEqual({ stateField: 'f5', initial: 'o1' })
    expect(states.map(({ id, kind }) => [id, kind])).toEqual([
      ['o1', 'state'],
      ['o2', 'state'],
      ['o3', 'final'],
      ['o4', 'state'],
    ])
    expect(states[3]).toEqual({ id: 'o4', kind: 'state', onEnter: [], onExit: [] })
  })

  it('[F2] gives ids in the order of the document', () => {
    const { events, transitions, states } = read(full)
    expect(events).toEqual([
      { id: 'e1', key: 'start', label: 'Start' },
      { id: 'e2', key: 'never' },
      { id: 'e3', key: 'stop' },
    ])
    expect(transitions.map(({ id, event }) => [id, event])).toEqual([
      ['t1', 'e1'],
      ['t2', 'e3'],
    ])
    expect(
      [...states.flatMap((s) => [...s.onEnter, ...s.onExit]), ...transitions.flatMap((t) => t.do)].map(({ id }) => id),
    ).toEqual(['a1', 'a2', 'a3', 'a4'])
  })

  it('[F2] keeps ids that were sent and never gives one of them, or one before, out again', () => {
    const ids = idGiver({ t: 3 })
    const transitions = [
      { event: 'go', from: '*', to: 'LOST' },
      { id: 't7', event: 'go', from: '*', to: 'LOST' },
    ]
    const flow = read({ ...deliveryFlow, events: { go: { id: 'e4' } }, states: {}, transitions }, ids)
    expect(flow.transitions.map(({ id }) => id)).toEqual(['t8', 't7'])
    expect(ids.counters()).toEqual({ t: 8, e: 4 })
  })

  it('[F2] refuses ids that are malformed or stand twice', () => {
    const sent = (id: unknown) => ({ id, event: 'go', from: '*', to: 'LOST' })
    expect(moves(sent('t1'), sent('t1'))).toEqual(['/transitions/1/id given-twice'])
    for (const id of ['e1', 't0', 't01', 't123456', 7, 'T1', 't1 '])
      expect(moves(sent(id))).toEqual(['/transitions/0/id wrong-form'])
  })

  it('[F3] takes ids for names', () => {
    const byId = read({
      ...deliveryFlow,
      stateField: 'f5',
      initial: 'o1',
      states: { o3: { id: 'o3', type: 'final' } },
      events: { start: { id: 'e9' } },
      transitions: [{ event: 'e9', from: ['o1'], to: 'o2', form: ['f2'], do: [{ set: 'f3', value: 'now' }] }],
    })
    expect(byId.states[2]).toMatchObject({ id: 'o3', kind: 'final' })
    expect(byId.transitions[0]).toMatchObject({ event: 'e9', to: 'o2', form: [{ field: 'f2' }], do: [{ field: 'f3' }] })
  })

  it('[F3] a name wins over an id that looks the same', () => {
    const options = [
      { id: 'o1', key: 'o2' },
      { id: 'o2', key: 'o1' },
    ] as const
    const fields = delivery.fields.map((field) => (field.id === 'f5' ? { ...field, options } : field))
    const flow = readFlow(
      { ...deliveryFlow, initial: 'o2', states: {}, transitions: [] },
      { ...delivery, fields },
      idGiver({}),
    )
    expect(flow.initial).toBe('o1')
  })

  it('[F3] what was written is read as the same flow, whatever the ids', () => {
    const flow = read(full)
    const wire = wireFlow(flow, delivery)
    const ids = idGiver({})
    expect(readFlow(wire, delivery, ids)).toEqual(flow)
    expect(wireFlow(readFlow(wire, delivery, ids), delivery)).toEqual(wire)
    expect(ids.counters()).toEqual({ e: 3, t: 2, a: 4 })
  })

  it('[F3] writes names with the ids beside them, and leaves out what is empty', () => {
    expect(wireFlow(read(full), delivery)).toMatchObject({
      version: 1,
      blueprintVersion: 2,
      stateField: 'status',
      initial: 'PENDING',
      states: { PENDING: { id: 'o1', onExit: [{ id: 'a1', clear: 'notes' }] }, LOST: { id: 'o4' } },
      events: { start: { id: 'e1', label: 'Start' }, stop: { id: 'e3' } },
      transitions: [
        {
          id: 't1',
          guard: 'input.weight > 3 && record.state == "PENDING"',
          who: { roles: ['driver'], expr: 'actor.id == driver', notCreator: true },
          check: [{ check: 'speed == "fast"', message: { en: 'Too slow' } }],
          form: [{ field: 'weight', required: true }, 'driver'],
        },
        { id: 't2', event: 'stop', from: '*', to: 'DELIVERED' },
      ],
    })
    expect(Object.keys((wireFlow(read(full), delivery)['transitions'] as object[])[1] ?? {})).toEqual([
      'id',
      'event',
      'from',
      'to',
    ])
  })

  it('[F3] a choice that an action sets or adds is written by its name', () => {
    const { transitions, states } = wireFlow(
      read({ ...full, states: { PENDING: { onExit: [{ set: 'speed', value: "'slow'" }] } } }),
      delivery,
    ) as { transitions: { do: object[] }[]; states: { [key: string]: { onExit: object[] } } }
    expect(transitions[0]?.do[0]).toMatchObject({ set: 'speed', value: 'input.weight > 9 ? "slow" : "fast"' })
    expect(states['PENDING']?.onExit[0]).toMatchObject({ set: 'speed', value: '"slow"' })
  })

  it('[F3] writes with the names of another version of the blueprint', () => {
    const renamed = delivery.fields.map((field) => (field.id === 'f14' ? { ...field, key: 'kilos' } : field))
    const wire = wireFlow(read(full), { ...delivery, fields: renamed })
    expect(wire).toMatchObject({ transitions: [{ form: [{ field: 'kilos' }, 'driver'] }, {}] })
    expect(JSON.stringify(wire)).toContain('input.kilos > 3')
  })

  it('[F3] names by id what another version of the blueprint has no more', () => {
    const without = { ...delivery, fields: delivery.fields.filter(({ id }) => id !== 'f9' && id !== 'f5') }
    expect(wireFlow(read(full), without)).toMatchObject({
      stateField: 'f5',
      initial: 'o1',
      states: { o1: { onExit: [{ clear: 'f9' }] } },
    })
  })
})

describe('refusing the document', () => {
  it('[F4] names members nobody knows, at every level', () => {
    expect(faults({ nope: 1 })).toEqual(['/nope unknown-member'])
    expect(faults({ states: { PENDING: { kind: 'final' } } })).toEqual(['/states/PENDING/kind unknown-member'])
    expect(faults({ events: { start: { key: 'x' } } })).toEqual(['/events/start/key unknown-member'])
    expect(move({ when: 'true' })).toEqual(['/transitions/0/when unknown-member'])
    expect(move({ who: { role: 'x' } })).toEqual(['/transitions/0/who/role unknown-member'])
    expect(move({ check: [{ check: 'true', message: 'x', code: 1 }] })).toEqual([
      '/transitions/0/check/0/code unknown-member',
    ])
    expect(move({ form: [{ field: 'weight', hidden: true }] })).toEqual(['/transitions/0/form/0/hidden unknown-member'])
    expect(action({ set: 'weight', value: '1', where: 'x' })).toEqual(['/transitions/0/do/0/where unknown-member'])
    expect(action({ clear: 'weight', value: '1' })).toEqual(['/transitions/0/do/0/value unknown-member'])
  })

  it('[F5] names each part of the grammar that comes later', () => {
    const later = (fault: string[]) => fault.every((one) => one.endsWith('flow-comes-later')) && fault.length
    expect(later(faults({ timers: {}, mapping: {} }))).toBe(2)
    expect(later(faults({ states: { PENDING: { editable: [] } } }))).toBe(1)
    expect(later(move({ timer: true }))).toBe(1)
  })

  it.each<[string, object, string]>([
    ['a name', { name: undefined }, ' missing-member'],
    ['a proper name', { name: '1 x' }, '/name wrong-form'],
    ['a short name', { name: 'x'.repeat(flowLimits.name + 1) }, '/name length-out-of-range'],
    ['this blueprint', { blueprint: 'other' }, '/blueprint flow-other-blueprint'],
    ['a blueprint', { blueprint: undefined }, ' missing-member'],
    ['a state field', { stateField: undefined }, ' missing-member'],
    ['a known state field', { stateField: 'nope' }, '/stateField unknown-field'],
    ['choices in the state field', { stateField: 'cargo' }, '/stateField flow-state-field'],
    ['one choice in the state field', { stateField: 'labels' }, '/stateField flow-state-field'],
    ['an initial state', { initial: undefined }, ' missing-member'],
    ['a known initial state', { initial: 'NOWHERE' }, '/initial flow-unknown-state'],
    ['states by name', { states: [] }, '/states not-object'],
    ['states that are not null', { states: null }, '/states not-object'],
    ['states that are options', { states: { NOWHERE: {} } }, '/states/NOWHERE flow-unknown-state'],
    ['a state as an object', { states: { PENDING: 'x' } }, '/states/PENDING not-object'],
    ['each state once', { states: { PENDING: {}, o1: {} } }, '/states/o1 given-twice'],
    ['the id of that option', { states: { PENDING: { id: 'o2' } } }, '/states/PENDING/id flow-other-version'],
    ['a known type', { states: { PENDING: { type: 'end' } } }, '/states/PENDING/type not-one-of'],
    ['a colour', { states: { PENDING: { color: 'url(x)' } } }, '/states/PENDING/color wrong-form'],
    ['a place', { states: { PENDING: { pos: { x: 1, y: '2' } } } }, '/states/PENDING/pos/y number-out-of-range'],
    [
      'a place on the canvas',
      { states: { PENDING: { pos: { x: 1e9, y: 2 } } } },
      '/states/PENDING/pos/x number-out-of-range',
    ],
    ['a list of transitions', { transitions: {} }, '/transitions not-list'],
    ['transitions as objects', { transitions: [null] }, '/transitions/0 not-object'],
    ['the version it is', { version: 2 }, '/version flow-other-version'],
    ['the blueprint version it is', { blueprintVersion: 1 }, '/blueprintVersion flow-other-version'],
    ['a label that is text', { label: 7 }, '/label not-object'],
    ['a label with languages', { label: { english: 'x' } }, '/label/english wrong-form'],
    ['a label with texts', { label: { en: '' } }, '/label/en length-out-of-range'],
    ['a label that can be kept', { label: 'a\u0000' }, '/label unstorable-text'],
    ['a document without traps', { states: JSON.parse('{"__proto__":{}}') }, '/states/__proto__ forbidden-name'],
    ['event names', { events: { 'a b': {} } }, '/events/a b wrong-form'],
    ['event names that are no ids', { events: { e7: {} } }, '/events/e7 reserved-name'],
  ])('[F6] wants %s', (_, change, fault) => {
    expect(faults(change)).toContain(fault)
  })

  it.each<[string, object, string]>([
    ['an event', { event: undefined }, '/transitions/0 missing-member'],
    ['an event with a proper name', { event: 'a/b' }, '/transitions/0/event wrong-form'],
    ['an event that is no id', { event: 'e1' }, '/transitions/0/event reserved-name'],
    ['an origin', { from: undefined }, '/transitions/0 missing-member'],
    ['origins in a list', { from: 'PENDING' }, '/transitions/0/from not-list'],
    ['at least one origin', { from: [] }, '/transitions/0/from count-out-of-range'],
    ['known origins', { from: ['NOWHERE'] }, '/transitions/0/from/0 flow-unknown-state'],
    ['each origin once', { from: ['PENDING', 'PENDING'] }, '/transitions/0/from/1 given-twice'],
    ['a target', { to: undefined }, '/transitions/0 missing-member'],
    ['a known target', { to: 'NOWHERE' }, '/transitions/0/to flow-unknown-state'],
    ['roles as texts', { who: { roles: [7] } }, '/transitions/0/who/roles/0 not-text'],
    ['who as an object', { who: 'all' }, '/transitions/0/who not-object'],
    ['yes or no', { who: { notCreator: 'yes' } }, '/transitions/0/who/notCreator not-boolean'],
    ['a check with words', { check: [{ check: 'true' }] }, '/transitions/0/check/0 missing-member'],
    ['a check with an expression', { check: [{ message: 'x' }] }, '/transitions/0/check/0 missing-member'],
    ['checks as objects', { check: ['true'] }, '/transitions/0/check/0 not-object'],
    ['known form fields', { form: ['nope'] }, '/transitions/0/form/0 unknown-field'],
    ['form fields as names', { form: [7] }, '/transitions/0/form/0 not-object'],
    ['a form field', { form: [{}] }, '/transitions/0/form/0 missing-member'],
    [
      'a required that is yes or no',
      { form: [{ field: 'weight', required: 1 }] },
      '/transitions/0/form/0/required not-boolean',
    ],
    ['each form field once', { form: ['weight', 'f14'] }, '/transitions/0/form/1 given-twice'],
    ['no read-only form field', { form: ['started_at'] }, '/transitions/0/form/0 flow-form-read-only'],
    ['no computed form field', { form: ['number'] }, '/transitions/0/form/0 flow-computed-field'],
    ['no state in the form', { form: ['status'] }, '/transitions/0/form/0 flow-sets-state'],
    ['actions in a list', { do: {} }, '/transitions/0/do not-list'],
    ['actions as objects', { do: [7] }, '/transitions/0/do/0 not-object'],
    [
      'one thing per action',
      { do: [{ set: 'weight', add: 'weight', value: '1' }] },
      '/transitions/0/do/0 flow-one-action',
    ],
    ['something to do', { do: [{}] }, '/transitions/0/do/0 flow-one-action'],
    ['a known target field', { do: [{ set: 'nope', value: '1' }] }, '/transitions/0/do/0/set unknown-field'],
    ['a value', { do: [{ set: 'weight' }] }, '/transitions/0/do/0 missing-member'],
    ['no write to the state', { do: [{ set: 'status', value: "'LOST'" }] }, '/transitions/0/do/0/set flow-sets-state'],
    ['no write to what is computed', { do: [{ clear: 'number' }] }, '/transitions/0/do/0/clear flow-computed-field'],
    [
      'something that can be added to',
      { do: [{ add: 'cargo', value: "'x'" }] },
      '/transitions/0/do/0/add flow-cannot-add',
    ],
    [
      'no sum of money by adding',
      { do: [{ add: 'price', value: 'price' }] },
      '/transitions/0/do/0/add flow-cannot-add',
    ],
    ['no repeating group', { do: [{ set: 'stops', value: 'stops' }] }, '/transitions/0/do/0/set flow-comes-later'],
  ])('[F7] a transition wants %s', (_, more, fault) => {
    expect(move(more)).toContain(fault)
  })

  it.each<[string, object, string]>([
    ['guard', { guard: 'attempts' }, '/transitions/0/guard wrong-result'],
    ['guard that can be read', { guard: 'attempts >' }, '/transitions/0/guard expression-syntax'],
    ['guard over known fields', { guard: 'nope > 1' }, '/transitions/0/guard unknown-field'],
    ['check', { check: [{ check: '1', message: 'x' }] }, '/transitions/0/check/0/check wrong-result'],
    ['who', { who: { expr: 'cargo' } }, '/transitions/0/who/expr wrong-result'],
    ['value of a number', { do: [{ set: 'weight', value: "'x'" }] }, '/transitions/0/do/0/value wrong-result'],
    ['value of a choice', { do: [{ set: 'speed', value: "'light'" }] }, '/transitions/0/do/0/value not-an-option'],
    ['value of a list', { do: [{ set: 'labels', value: '1' }] }, '/transitions/0/do/0/value wrong-result'],
    ['value of an element', { do: [{ add: 'labels', value: '1' }] }, '/transitions/0/do/0/value wrong-result'],
  ])('[F8] an expression has the type of its place: %s', (_, more, fault) => {
    expect(move(more).map((one) => one.replace(/-near$/, ''))).toContain(fault)
  })

  it('[F8] input is the form of the transition, and nothing elsewhere', () => {
    expect(move({ guard: 'input.weight > 1', form: ['weight'] })).toEqual([])
    expect(move({ guard: 'input.weight > 1' })).toHaveLength(1)
    expect(move({ who: { expr: 'input.late' }, form: ['late'] })).not.toEqual([])
    expect(faults({ states: { PENDING: { onExit: [{ set: 'weight', value: 'input.weight' }] } } })).not.toEqual([])
  })

  it('[F9] nothing leads out of a final state, and nothing is done on leaving it', () => {
    const states = { PENDING: { type: 'final', onExit: [{ clear: 'weight' }] } }
    expect(faults({ states, transitions: [{ event: 'go', from: ['PENDING'], to: 'LOST' }] })).toEqual([
      '/states/PENDING/onExit flow-final-leaves',
      '/transitions/0/from/0 flow-final-leaves',
    ])
    expect(
      faults({ states: { PENDING: { type: 'final' } }, transitions: [{ event: 'go', from: '*', to: 'LOST' }] }),
    ).toEqual([])
  })

  it('[F10] transitions of one event that leave the same state ask the same form', () => {
    const asking = (form: unknown[], from: unknown = ['PENDING']) => ({ event: 'go', from, to: 'LOST', form })
    expect(moves(asking(['weight', 'late']), asking(['late', 'weight']))).toEqual([])
    expect(moves(asking(['weight']), asking([]))).toEqual(['/transitions/1/form flow-form-differs'])
    expect(moves(asking(['weight']), asking(['late'], '*'))).toEqual(['/transitions/1/form flow-form-differs'])
    expect(moves(asking(['weight']), asking([{ field: 'weight', required: true }]))).toHaveLength(1)
    expect(moves(asking(['weight']), asking(['late'], ['IN_PROGRESS']))).toEqual([])
  })

  it('[F6] stops at its limits', () => {
    const many = (count: number, of: object) => Array.from({ length: count }, () => of)
    const clear = { clear: 'weight' }
    expect(faults({ transitions: many(flowLimits.transitions + 1, {}) })).toEqual(['/transitions count-out-of-range'])
    expect(move({ do: many(flowLimits.actions + 1, clear) })).toEqual(['/transitions/0/do count-out-of-range'])
    expect(move({ guard: 'x'.repeat(flowLimits.expression + 1) })).toEqual(['/transitions/0/guard length-out-of-range'])
    expect(faults({ transitions: many(500, {}) })).toHaveLength(flowLimits.issues)
    const values = many(45, { set: 'weight', value: '1' })
    expect(moves(...many(45, { event: 'go', from: '*', to: 'LOST', do: values }))).toEqual([' flow-too-large'])
    expect(faults({ label: 'x'.repeat(300_000) })).toEqual([expect.stringContaining('document-too-large')])
  })

  it('[F6] counts states and the ways out of them', () => {
    const options = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: `o${i + 1}` as const, key: `S${i + 1}` }))
    const on = (count: number, transitions: number) => {
      const fields = delivery.fields.map((field) => (field.id === 'f5' ? { ...field, options: options(count) } : field))
      const everywhere = Array.from({ length: transitions }, () => ({ event: 'go', from: '*', to: 'S1' }))
      const wire = { ...deliveryFlow, initial: 'S1', states: {}, transitions: everywhere }
      return () => readFlow(wire, { ...delivery, fields }, idGiver({}))
    }
    expect(on(flowLimits.states + 1, 1)).toThrow('too many states')
    expect(on(flowLimits.states, 34)).toThrow('too many transitions')
    expect(on(flowLimits.states, 33)().states).toHaveLength(flowLimits.states)
  })
})

describe('hostile documents', () => {
  it('[F6] a flow that is anything at all is a flow or a MoldeError', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withSparseArray: true }),
        (wire) => {
          expect(() => read(wire)).toThrow(MoldeError)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('[F6] so is a good flow with anything in any one place', () => {
    const places = placesOf(full)
    const wild = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('e1', 'o1', 'f1', '*', '__proto__', -0, 1e308, '\ud800', [], {}, [[]], 'a'.repeat(9000)),
    )
    fc.assert(
      fc.property(fc.constantFrom(...places), wild, (place, value) => {
        try {
          const flow = read(withAt(full, place, value))
          expect(readFlow(wireFlow(flow, delivery), delivery, idGiver({}))).toEqual(flow)
        } catch (refused) {
          expect(refused).toBeInstanceOf(MoldeError)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]]
  return [[...path], ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))]
}

function withAt(value: unknown, [step, ...rest]: readonly string[], put: unknown): unknown {
  if (step === undefined) return put
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  return Object.assign(copy, { [step]: withAt((value as { [key: string]: unknown })[step], rest, put) })
}
