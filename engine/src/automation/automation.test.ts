import { describe, expect, it } from 'vitest'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { MoldeError, pointerOf } from '../errors.ts'
import { type FlowActor, type FlowVersion } from '../flow/flow.ts'
import { newFlow } from '../flow-checks/new-flow.ts'
import { idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { automationBreaks } from './automation-breaks.ts'
import { automationTables } from './automation-tables.ts'
import { isTriggered, judgeAutomation, performAutomation } from './run-automation.ts'
import { readAutomation, wireAutomation } from './wire-automation.ts'

const blueprint: BlueprintVersion = newBlueprint(
  {
    name: 'order',
    fields: [
      { key: 'name', type: 'text' },
      { key: 'amount', type: 'number' },
      { key: 'before', type: 'text' },
      { key: 'payload', type: 'text' },
      { key: 'due', type: 'datetime' },
      { key: 'owner', type: 'user' },
      { key: 'status', type: 'enum', options: ['NEW', 'PAID'] },
      { key: 'next', type: 'relation', blueprint: 'order' },
    ],
  },
  idGiver({}),
)
const { flow } = newFlow(
  {
    name: 'order',
    blueprint: 'order',
    stateField: 'status',
    initial: 'NEW',
    states: { NEW: {}, PAID: {} },
    transitions: [{ event: 'pay', from: ['NEW'], to: 'PAID' }],
  },
  blueprint,
  idGiver({}),
)
const others = new Map([['order', { version: blueprint, stateFields: [flow.stateField], events: ['pay'] }]])
const id = (key: string) => blueprint.fields.find((field) => field.key === key)?.id as `f${number}`
const option = (key: string) =>
  blueprint.fields.find((field) => field.key === 'status')?.options?.find((one) => one.key === key)?.id as `o${number}`

const surroundings = (more: { about?: boolean; flow?: FlowVersion | undefined } = {}) => ({
  ...(more.about === false ? {} : { blueprint }),
  ...('flow' in more ? { flow: more.flow } : { flow }),
  others,
  forms: [{ id: '01V1', name: 'Order here' }],
})
const read = (document: JsonObject, more = {}) =>
  readAutomation({ name: 'a', do: [{ set: 'name', value: '"x"' }], ...document }, surroundings(more), idGiver({}))
const changed = (more: JsonObject) => read({ trigger: { kind: 'changed' }, ...more })
const refused = (document: JsonObject, more = {}) => {
  try {
    read(document, more)
    return []
  } catch (thrown) {
    if (!(thrown instanceof MoldeError)) throw thrown
    return thrown.issues.map(({ path, code }) => `${pointerOf(path)} ${code}`)
  }
}

const actor: FlowActor = { id: 'u1', roles: [] }
const situation = (data: object, more: object = {}) => ({ data: data as never, actor, now: 0, zone: 'UTC', ...more })

describe('reading', () => {
  it.each<JsonObject>([
    { kind: 'created' },
    { kind: 'submitted' },
    { kind: 'submitted', form: 'Order here' },
    { kind: 'changed', fields: ['amount'], from: 1, to: null },
    { kind: 'changed', fields: ['status'], to: 'PAID' },
    { kind: 'transition', event: 'pay', from: 'NEW', to: 'PAID' },
    { kind: 'schedule', every: 'month', on: ['last'], at: '18:00', zone: 'Europe/Berlin' },
    { kind: 'webhook', find: { field: 'name', value: 'payload.name' } },
  ])('[A1] %j comes back', (trigger) => {
    const automation = read({ trigger, when: 'amount > 1', label: 'A', description: 'why' })
    expect(wireAutomation(automation, surroundings())).toEqual({
      ...{ name: 'a', label: 'A', description: 'why', trigger, when: 'amount > 1' },
      do: [{ id: 'a1', set: 'name', value: '"x"' }],
      ...{ blueprint: 'order' },
    })
  })

  it('[A2] everything that is wrong is told at once, each at its place', () => {
    const document: JsonObject = {
      trigger: { kind: 'changed', fields: ['nothing', 'name', 'name'] },
      when: 'nothing == 1',
      do: [
        { set: 'nothing', value: '1' },
        { add: 'status', value: '"x"' },
      ],
    }
    expect(refused(document)).toEqual(
      expect.arrayContaining([
        '/trigger/fields/0 unknown-field',
        '/trigger/fields/2 given-twice',
        '/when unknown-field',
        '/do/0/set unknown-field',
      ]),
    )
  })

  it.each<[string, JsonObject, object, string]>([
    [
      'a state of no flow',
      { trigger: { kind: 'transition' } },
      { flow: undefined },
      '/trigger/kind automation-no-flow',
    ],
    ['a number for a state', { trigger: { kind: 'transition', to: 'LOST' } }, {}, '/trigger/to flow-unknown-state'],
    [
      'two fields and an end',
      { trigger: { kind: 'changed', fields: ['name', 'amount'], to: 1 } },
      {},
      '/trigger/to automation-one-field',
    ],
    ['a day that never comes', { trigger: { kind: 'schedule', cron: '0 0 30 2 *' } }, {}, '/trigger/cron cron-never'],
    [
      'a person to find by',
      { trigger: { kind: 'webhook', find: { field: 'owner', value: 'payload.x' } } },
      {},
      '/trigger/find/field automation-cannot-find',
    ],
    [
      'a field to find by that nobody knows',
      { trigger: { kind: 'webhook', find: { field: 'x', value: 'payload.x' } } },
      {},
      '/trigger/find/field unknown-field',
    ],
    [
      'a record to find by itself',
      { trigger: { kind: 'webhook', find: { field: 'name', value: 'name' } } },
      {},
      '/trigger/find/value unknown-field',
    ],
    [
      'nobody who acts',
      { trigger: { kind: 'schedule', cron: '0 0 * * *' }, when: 'actor.id != ""' },
      {},
      '/when expression-not-offered',
    ],
  ])('[A2] %s', (_, document, more, told) => {
    expect(refused(document, more)).toContain(told)
  })

  it('[A3] before and payload are read where they are, else they are names like any other', () => {
    const when = 'before.before != record.data.before && before.due < due && before.status != status'
    expect(wireAutomation(changed({ when }), surroundings())['when']).toBe(when)
    const free = read({ trigger: { kind: 'created' }, when: 'before == payload' })
    expect(wireAutomation(free, surroundings())['when']).toBe('before == payload')
    expect(free.when?.uses).toEqual([id('before'), id('payload')])
    expect(changed({ when: 'before.amount == 1' }).when?.uses).toEqual([id('amount')])
    expect(refused({ trigger: { kind: 'created' }, when: 'before.amount == 1' })).not.toEqual([])
    expect(refused({ trigger: { kind: 'changed' }, when: 'before == null' })).not.toEqual([])
  })

  it.each(['set', 'clear', 'add', 'assign', 'send'])('[A7] %s needs a record that is there', (kind) => {
    const action = { [kind]: kind === 'send' ? 'pay' : 'name' }
    expect(refused({ trigger: { kind: 'deleted' }, do: [action] })).toEqual([`/do/0/${kind} automation-record-gone`])
    const alone = { trigger: { kind: 'schedule', cron: '0 8 * * *' }, do: [action] }
    expect(refused(alone, { about: false, flow: undefined })).toEqual([`/do/0/${kind} automation-no-record`])
  })

  it('[A7] what is deleted may still change others', () => {
    const update = { updateRelated: 'next', values: { name: 'name' } }
    expect(refused({ trigger: { kind: 'deleted' }, do: [update] })).toEqual([])
  })
})

describe('what it cannot do without', () => {
  const without = (key: string): BlueprintVersion => ({
    ...blueprint,
    version: 2,
    fields: blueprint.fields.filter((field) => field.key !== key),
  })
  const labels = (document: JsonObject, key: string) =>
    automationBreaks(changed(document), blueprint, without(key)).map(({ kind, label }) => `${kind} ${label}`)

  it.each<[string, JsonObject, string]>([
    ['is watched', { trigger: { kind: 'changed', fields: ['amount'] } }, 'amount'],
    ['finds a record', { trigger: { kind: 'webhook', find: { field: 'payload', value: 'payload.x' } } }, 'payload'],
    ['is read, also before', { when: 'before.amount > 1' }, 'amount'],
    ['is written', { do: [{ clear: 'due' }] }, 'due'],
    ['leads elsewhere', { do: [{ updateRelated: 'next', values: { name: '"x"' } }] }, 'next'],
    ['is filled in elsewhere', { do: [{ create: 'order', values: { amount: '1' } }] }, 'amount'],
    ['stands in a text', { do: [{ notify: { roles: ['owner'] }, template: '{amount}' }] }, 'amount'],
  ])('[A9] a field that %s', (_, document, key) => {
    expect(labels(document, key)).toEqual([`field ${key}`])
    expect(labels(document, 'owner')).toEqual([])
  })

  it('[A9] a choice, where it is an end or stands in a condition', () => {
    const after: BlueprintVersion = {
      ...blueprint,
      fields: blueprint.fields.map((field) =>
        field.options ? { ...field, options: field.options.filter(({ key }) => key !== 'PAID') } : field,
      ),
    }
    const documents: readonly JsonObject[] = [
      { trigger: { kind: 'changed', fields: ['status'], to: 'PAID' } },
      { trigger: { kind: 'transition', from: 'PAID' } },
      { when: 'status == "PAID"' },
    ]
    for (const document of documents)
      expect(automationBreaks(changed(document), blueprint, after)).toEqual([{ kind: 'option', label: 'PAID' }])
    expect(automationBreaks(changed({ when: 'status == "NEW"' }), blueprint, after)).toEqual([])
  })
})

describe('setting off', () => {
  const happening = (before: object, after: object) => ({ kind: 'changed' as const, before, after })
  const amount = id('amount')
  it.each<[string, JsonObject, object, object, boolean]>([
    ['any field', {}, {}, { [amount]: 1 }, true],
    ['nothing', {}, { [amount]: 1 }, { [amount]: 1 }, false],
    ['this field', { fields: ['amount'] }, {}, { [amount]: 1 }, true],
    ['another field', { fields: ['name'] }, {}, { [amount]: 1 }, false],
    ['to a value', { fields: ['amount'], to: 2 }, { [amount]: 1 }, { [amount]: 2 }, true],
    ['to another value', { fields: ['amount'], to: 3 }, { [amount]: 1 }, { [amount]: 2 }, false],
    ['from empty', { fields: ['amount'], from: null }, {}, { [amount]: 2 }, true],
    ['from something', { fields: ['amount'], from: null }, { [amount]: 1 }, { [amount]: 2 }, false],
    ['to a value it has', { fields: ['amount'], to: 2 }, { [amount]: 2 }, { [amount]: 2 }, false],
  ])('[A4] %s', (_, trigger, before, after, is) => {
    const { trigger: read } = changed({ trigger: { kind: 'changed', ...trigger } })
    expect(isTriggered(read as never, happening(before, after) as never)).toBe(is)
  })

  it('[A4] a step by its event and its ends', () => {
    const step = { kind: 'transition', event: flow.events[0]?.id, from: option('NEW'), to: option('PAID') } as const
    for (const [trigger, is] of [
      [{}, true],
      [{ event: 'pay' }, true],
      [{ from: 'NEW', to: 'PAID' }, true],
      [{ to: 'NEW' }, false],
    ] as const)
      expect(isTriggered(read({ trigger: { kind: 'transition', ...trigger } }).trigger as never, step as never)).toBe(
        is,
      )
    const byItself = { ...step, event: undefined }
    expect(
      isTriggered(read({ trigger: { kind: 'transition', event: 'pay' } }).trigger as never, byItself as never),
    ).toBe(false)
    expect(isTriggered({ kind: 'created' }, { kind: 'deleted' })).toBe(false)
  })

  it('[A10] a form that is sent', () => {
    const sent = { kind: 'submitted', form: '01V1' } as const
    const other = { kind: 'submitted', form: '01V2' } as const
    const ofForm = (form?: string) => read({ trigger: { kind: 'submitted', ...(form && { form }) } }).trigger as never
    expect(ofForm('Order here')).toEqual(sent)
    expect(ofForm('01V1')).toEqual(sent)
    expect([isTriggered(ofForm('01V1'), sent), isTriggered(ofForm('01V1'), other)]).toEqual([true, false])
    expect([isTriggered(ofForm(), sent), isTriggered(ofForm(), { kind: 'created' })]).toEqual([true, false])
    expect(isTriggered({ kind: 'created' }, sent)).toBe(false)
    expect(refused({ trigger: { kind: 'submitted', form: 'Gone' } })).toEqual(['/trigger/form automation-no-form'])
    expect(refused({ trigger: { kind: 'submitted', fields: ['name'] } })).toEqual(['/trigger/fields unknown-member'])
  })

  it('[A5] only what is true runs', () => {
    const when = changed({ when: 'amount > before.amount' })
    const amounts = (now?: number, then?: number) =>
      situation(now === undefined ? {} : { [amount]: now }, { before: then === undefined ? {} : { [amount]: then } })
    expect(judgeAutomation(when, amounts(2, 1))).toBe('holds')
    expect(judgeAutomation(when, amounts(1, 2))).toBe('fails')
    expect(judgeAutomation(when, amounts(1))).toBe('unknown')
    expect(judgeAutomation(changed({ when: 'amount / 0 > 1' }), amounts(1, 1))).toBe('error')
    expect(judgeAutomation(changed({}), amounts())).toBe('none')
  })
})

describe('doing', () => {
  const tables = automationTables(blueprint, flow)

  it('[A6] one after the other', () => {
    const { do: actions } = changed({
      do: [
        { set: 'amount', value: 'amount * 2' },
        { set: 'name', value: 'string(amount)' },
        { create: 'order', values: { amount: 'amount' } },
      ],
    })
    const done = performAutomation({ do: actions }, tables, situation({ [id('amount')]: 2 }))
    expect(done).toMatchObject({
      kind: 'done',
      data: { [id('amount')]: 4, [id('name')]: '4' },
      effects: [{ kind: 'create', blueprint: 'order', values: [{ field: id('amount'), value: 4 }] }],
      performed: [
        { action: 'a1', field: id('amount'), value: 4 },
        { action: 'a2', value: '4' },
        { action: 'a3', kind: 'create' },
      ],
    })
  })

  it('[A6] what cannot be done refuses all', () => {
    const { do: actions } = changed({
      do: [
        { set: 'name', value: '"x"' },
        { set: 'amount', value: 'amount / 0' },
      ],
    })
    expect(performAutomation({ do: actions }, tables, situation({ [id('amount')]: 2 }))).toMatchObject({
      kind: 'refused',
      action: 'a2',
      refusal: { code: 'flow-error' },
    })
  })

  it('[A8] a text holds what was sent', () => {
    const document = {
      trigger: { kind: 'webhook' },
      do: [
        {
          notify: { roles: ['owner'] },
          template: '{payload.customer.name}, {payload.n}{payload.none}: {payload.list}',
        },
      ],
    }
    const automation = read(document, { about: false, flow: undefined })
    const payload = { customer: { name: 'Ana' }, n: 3, list: [1] }
    expect(performAutomation(automation, automationTables(), situation({}, { payload }))).toMatchObject({
      effects: [{ kind: 'notify', text: { en: 'Ana, 3: [1]' } }],
    })
  })
})
