// What does a flow do to other records, and whom does it assign?
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { MoldeError } from '../errors.ts'
import type { OtherBlueprints } from '../flow-wire/flow-reading.ts'
import { readFlow, wireFlow } from '../flow-wire/wire-flow.ts'
import { idGiver } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import { assigningBy } from './action-parts.ts'
import { compileFlow } from './compile-flow.ts'
import type { AssignAction, FlowSituation, Transition } from './flow.ts'
import { relatedBreaks } from './flow-breaks.ts'
import { stepFlow } from './step.ts'

const base = { rules: [], uniques: [], reserved: [] }
/** f4 is the state field: o1 NEW, o2 DONE. */
const call: BlueprintVersion = {
  ...{ name: 'call', version: 1, ...base },
  fields: [
    { id: 'f1', key: 'subject', type: 'text' },
    { id: 'f2', key: 'client', type: 'relation', blueprint: 'client' },
    { id: 'f3', key: 'others', type: 'relation', blueprint: 'client', many: true },
    {
      ...{ id: 'f4', key: 'status', type: 'enum' },
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'DONE' },
      ],
    },
    { id: 'f5', key: 'agent', type: 'user', quickFilter: true },
    { id: 'f6', key: 'team', type: 'user', many: true },
    { id: 'f7', key: 'n', type: 'number' },
  ],
}
const client: BlueprintVersion = {
  ...{ name: 'client', version: 1, ...base },
  fields: [
    { id: 'f1', key: 'name', type: 'text', required: true },
    { id: 'f2', key: 'calls', type: 'number' },
    {
      ...{ id: 'f3', key: 'mood', type: 'enum' },
      options: [
        { id: 'o1', key: 'glad' },
        { id: 'o2', key: 'cross' },
      ],
    },
    { id: 'f4', key: 'stage', type: 'enum', options: [{ id: 'o3', key: 'OPEN' }] },
    { id: 'f5', key: 'number', type: 'text', computed: { kind: 'autonumber', format: 'C{0}' } },
  ],
}
const others: OtherBlueprints = new Map([['client', { version: client, stateFields: ['f4'], events: ['wake'] }]])

const wire = (...actions: readonly object[]) => ({
  ...{ name: 'call', blueprint: 'call', stateField: 'status', initial: 'NEW' },
  transitions: [{ event: 'close', from: ['NEW'], to: 'DONE', do: actions }],
})
const read = (...actions: readonly object[]) => readFlow(wire(...actions), call, idGiver({}), { others })
const faults = (...actions: readonly object[]) => {
  try {
    read(...actions)
    return []
  } catch (thrown) {
    if (!(thrown instanceof MoldeError)) throw thrown
    return thrown.issues.map(({ path, code }) => `${path.slice(2).join('/')} ${code}`)
  }
}
const step = (data: StoredData, actions: readonly object[], more: Partial<FlowSituation> = {}) => {
  const record = { id: 'r1', state: 'o1', version: 1, rev: 2, createdBy: 'ana', createdAt: 0, updatedAt: 0 }
  return stepFlow(compileFlow(read(...actions), call), {
    ...{ record, data, actor: { id: 'ben', roles: [] }, now: 0, zone: 'UTC' },
    ...{ event: 'close', input: {}, ...more },
  })
}

const create = { create: 'client', values: { name: '"Call " + subject', calls: 'n + 1', mood: '"cross"' } }
const update = { updateRelated: 'others', values: { calls: 'n' } }

describe('an action on other records', () => {
  it('[F130] is read by names, kept by ids, and written in names again', () => {
    const actions = [create, update, { send: 'wake', toRelated: 'client' }, { send: 'close' }]
    const flow = read(...actions)
    expect(flow.transitions[0]?.do).toMatchObject([
      { kind: 'create', blueprint: 'client', values: [{ field: 'f1' }, { field: 'f2' }, { value: { cel: '"o2"' } }] },
      { kind: 'updateRelated', via: 'f3', blueprint: 'client', values: [{ field: 'f2' }] },
      { kind: 'send', event: 'wake', via: 'f2', blueprint: 'client' },
      { kind: 'send', event: 'close' },
    ])
    const said = wireFlow(flow, call, others)
    expect(said['transitions']).toMatchObject([{ do: actions }])
    const { version: _, blueprintVersion: __, ...again } = said
    expect(readFlow(again, call, idGiver({}), { others })).toEqual(flow)
  })

  it.each<[string, object, string]>([
    ['a blueprint that there is not', { create: 'nobody', values: {} }, 'do/0/create unknown-blueprint'],
    [
      'a field it does not have',
      { create: 'client', values: { name: "'x'", age: '1' } },
      'do/0/values/age unknown-field',
    ],
    [
      'a value of another type',
      { updateRelated: 'client', values: { calls: "'x'" } },
      'do/0/values/calls wrong-result',
    ],
    [
      'a choice it does not have',
      { updateRelated: 'client', values: { mood: "'sad'" } },
      'do/0/values/mood not-an-option',
    ],
    ['the state', { updateRelated: 'client', values: { stage: "'OPEN'" } }, 'do/0/values/stage flow-sets-state'],
    [
      'a running number',
      { updateRelated: 'client', values: { number: "'1'" } },
      'do/0/values/number flow-computed-field',
    ],
    ['a new record without what it must have', { create: 'client', values: {} }, 'do/0/values flow-create-misses'],
    ['a field that leads nowhere', { updateRelated: 'subject', values: {} }, 'do/0/updateRelated flow-not-related'],
    ['an event it does not have', { send: 'sleep', toRelated: 'client' }, 'do/0/send flow-unknown-sent'],
    ['an event that this flow does not have', { send: 'sleep' }, 'do/0/send flow-unknown-sent'],
    [
      'a member of another action',
      { create: 'client', values: { name: "'x'" }, body: '{}' },
      'do/0/body unknown-member',
    ],
    ['nobody in a text', { assign: 'subject', rule: 'round-robin' }, 'do/0/assign flow-assigns-people'],
    [
      'counting by a field that is no quick filter',
      { assign: 'team', rule: 'least-busy' },
      'do/0/rule flow-assign-counts',
    ],
    ['another rule', { assign: 'agent', rule: 'by-weather' }, 'do/0/rule not-one-of'],
  ])('[F131] refuses %s', (_, action, fault) => {
    expect(faults(action)).toContain(fault)
  })

  it('[F132] asks in its order, with values of that moment', () => {
    const data = { f1: 'Ana', f2: 'c1', f3: ['c2', 'c3', 'c2'], f7: 4 }
    const more = { set: 'n', value: '9' }
    expect(step(data, [create, more, update, { send: 'wake', toRelated: 'client' }, { send: 'close' }])).toMatchObject({
      kind: 'moved',
      effects: [
        {
          ...{ kind: 'create', action: 'a1', blueprint: 'client' },
          values: [
            { field: 'f1', value: 'Call Ana' },
            { field: 'f2', value: 5 },
            { field: 'f3', value: 'o2' },
          ],
        },
        { kind: 'updateRelated', to: ['c2', 'c3'], values: [{ field: 'f2', value: 9 }] },
        { kind: 'send', event: 'wake', to: { blueprint: 'client', ids: ['c1'] } },
        { kind: 'send', event: 'close' },
      ],
    })
  })

  it('[F132] an empty link leads nowhere, an empty value is none, a failing one refuses the step', () => {
    expect(step({ f7: 1 }, [update, { send: 'wake', toRelated: 'client' }])).toMatchObject({ effects: [] })
    const linked = { f3: ['c1'] }
    expect(step(linked, [update])).toMatchObject({ effects: [{ values: [{ field: 'f2', value: null }] }] })
    const failing = { updateRelated: 'others', values: { calls: '1 / n' } }
    expect(step({ ...linked, f7: 0 }, [failing])).toMatchObject({ kind: 'refused', refusal: { code: 'flow-error' } })
  })

  it('[F133] assigns by an expression, by what was chosen, or nobody', () => {
    expect(step({}, [{ assign: 'agent', rule: { expr: 'actor.id' } }])).toMatchObject({
      data: { f5: 'ben' },
      effects: [],
    })
    const turn = [{ assign: 'agent', rule: 'round-robin', roles: ['member'] }]
    expect(step({}, turn, { assignees: { a1: 'cleo' } })).toMatchObject({
      data: { f5: 'cleo' },
      effects: [{ kind: 'assigned', action: 'a1', member: 'cleo' }],
    })
    expect(step({ f5: 'dan' }, turn)).toMatchObject({ data: { f5: 'dan' }, effects: [] })
    expect(step({}, turn, { assignees: {} })).toMatchObject({ refusal: { params: { reason: 'nobody' } } })
    const team = [{ assign: 'team', rule: 'round-robin' }]
    expect(step({}, team, { assignees: { a1: 'cleo' } })).toMatchObject({ data: { f6: ['cleo'] } })
    expect(read(...turn).transitions[0]?.do).toMatchObject([{ rule: 'round-robin', roles: ['member'] }])
  })

  it('[F133] a step chooses for what it may come to, not for what other events do', () => {
    const turn = (id: string) => ({ id, kind: 'assign', field: 'f5', rule: 'round-robin' }) as AssignAction
    const flow = read()
    const [only] = flow.transitions
    const steps = [
      { ...only, event: 'e1', do: [turn('a1')] },
      { ...only, event: 'e2', do: [turn('a2')] },
      { ...only, event: undefined, auto: 'always', do: [turn('a3')] },
    ] as Transition[]
    const states = flow.states.map((state, at) => (at === 0 ? { ...state, onEnter: [turn('a4')] } : state))
    const all = { ...flow, states, transitions: steps }
    const chosenBy = (event: 'e1' | 'e2' | undefined) =>
      assigningBy(all, event)
        .map(({ id }) => id)
        .sort()
    expect(chosenBy('e1')).toEqual(['a1', 'a3', 'a4'])
    expect(chosenBy('e2')).toEqual(['a2', 'a3', 'a4'])
    expect(chosenBy(undefined)).toEqual(['a3', 'a4'])
  })

  it('[F134] what a change of the other blueprint takes away is told', () => {
    const flow = read(create, update)
    const without = (id: string): BlueprintVersion => ({
      ...client,
      fields: client.fields.filter((field) => field.id !== id),
    })
    expect(relatedBreaks(flow, client, without('f2'))).toEqual([{ kind: 'field', label: 'calls' }])
    expect(relatedBreaks(flow, client, without('f4'))).toEqual([])
    const retired = client.fields.map((field) => (field.id === 'f3' ? { ...field, options: [] } : field))
    expect(relatedBreaks(flow, client, { ...client, fields: retired })).toEqual([{ kind: 'option', label: 'cross' }])
    const counted = client.fields.map((field) => (field.id === 'f2' ? { ...field, type: 'boolean' as const } : field))
    expect(relatedBreaks(flow, client, { ...client, fields: counted })).toEqual([{ kind: 'field', label: 'calls' }])
    expect(relatedBreaks(flow, { ...client, name: 'firm' }, { ...client, name: 'firm', fields: [] })).toEqual([])
  })
})
