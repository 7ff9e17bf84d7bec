import { describe, expect, it } from 'vitest'
import { compiledWith, delivery, flowWith, noon, situation } from '../../test/delivery-flow.ts'
import { MoldeError } from '../errors.ts'
import { verifyFlow } from '../flow-checks/verify-flow.ts'
import { wireFlow } from '../flow-wire/wire-flow.ts'
import type { StoredData } from '../record/stored-record.ts'
import { enterFlow } from './enter-flow.ts'
import { flowBreaks } from './flow-breaks.ts'
import { stepFlow } from './step.ts'

const move = (actions: readonly object[], more: object = {}) => [
  { event: 'go', from: ['PENDING'], to: 'IN_PROGRESS', do: actions, ...more },
]
const full: StoredData = { f1: 'books', f2: 'ben', f5: 'o1', f7: ['o6'], f8: 'o8', f14: 1234.5, f15: true }

function step(actions: readonly object[], data = full, more: object = {}, flow: object = {}) {
  return stepFlow(compiledWith(move(actions, more), flow), { ...situation(data), event: 'go', input: {} })
}

function effects(actions: readonly object[], data = full, more: object = {}, flow: object = {}) {
  const said = step(actions, data, more, flow)
  return said.kind === 'moved' ? said.effects : said.refusal
}

function faults(action: object): string[] {
  try {
    flowWith(move([action]))
  } catch (thrown) {
    if (thrown instanceof MoldeError)
      return thrown.issues.map(({ path, code }) => `${path.slice(3).join('/')} ${code}`.replace(/-near$/, ''))
    throw thrown
  }
  return []
}

describe('a webhook', () => {
  it.each<[string, unknown]>([
    ["{'id': record.id, 'what': cargo}", { id: 'r1', what: 'books' }],
    ["{'speed': speed, 'labels': labels}", { speed: 'fast', labels: ['fragile'] }],
    ["{'state': record.state, 'was': status == 'PENDING'}", { state: 'PENDING', was: true }],
    ["{'lines': [{'what': cargo, 'kg': weight * 2}, [1, 2]]}", { lines: [{ what: 'books', kg: 2469 }, [1, 2]] }],
    ["{'none': attempts, 'deep': {'er': {}}}", { none: null, deep: { er: {} } }],
    ["{'it\\'s \"q\"': 'a\\nb'}", { 'it\'s "q"': 'a\nb' }],
    ['cargo', 'books'],
    ['[cargo, driver]', ['books', 'ben']],
    ["{'when': now}", { when: new Date(noon).toISOString() }],
  ])('[F70] sends %s', (body, said) => {
    const shall = [{ kind: 'webhook', action: 'a1', endpoint: 'erp', body: said }]
    expect(effects([{ webhook: 'erp', body }])).toEqual(shall)
    const flow = flowWith(move([{ webhook: 'erp', body }]))
    const [again] = (wireFlow(flow, delivery)['transitions'] as { do: { body: string }[] }[]).flatMap((one) => one.do)
    expect(effects([{ webhook: 'erp', body: again?.body }])).toEqual(shall)
  })

  it('[F70] without a body leaves it to the runtime', () => {
    expect(effects([{ webhook: 'erp' }])).toEqual([{ kind: 'webhook', action: 'a1', endpoint: 'erp' }])
  })

  it.each<[object, readonly string[]]>([
    [{ webhook: 'not a name' }, ['0/webhook wrong-form']],
    [{ webhook: 7 }, ['0/webhook not-text']],
    [{ webhook: 'erp', body: "{'a': nope}" }, ['0/body unknown-field']],
    [{ webhook: 'erp', body: "{cargo: 'a'}" }, ['0/body expression-not-offered']],
    [{ webhook: 'erp', body: "{'a': " }, ['0/body expression-syntax']],
    [{ webhook: 'erp', body: "{'a': {'b': 1}.b}" }, ['0/body expression-not-offered']],
    [{ webhook: 'erp', value: '1' }, ['0/value unknown-member']],
    [{ webhook: 'erp', template: 'x' }, ['0/template unknown-member']],
    [{ webhook: 'erp', notify: 'driver', template: 'x' }, ['0 flow-one-action']],
    [{ set: 'cargo', value: "{'a': 1}" }, ['0/value expression-not-offered']],
  ])('[F70] refuses %j', (action, said) => {
    expect(faults(action)).toEqual(said)
  })
})

describe('a message to people', () => {
  it('[F71] goes to whom a field names, who acts, who made it, and whoever has a role', () => {
    const to = (notify: unknown) =>
      (effects([{ notify, template: 'x' }]) as readonly { to: unknown }[]).map((effect) => effect.to)
    expect(to('driver')).toEqual([{ members: ['ben'] }])
    expect(to('actor.id')).toEqual([{ members: ['ben'] }])
    expect(to('[record.createdBy, driver, driver]')).toEqual([{ members: ['ana', 'ben'] }])
    expect(to({ roles: ['owner', 'driver'] })).toEqual([{ roles: ['owner', 'driver'] }])
  })

  it('[F73] to nobody is none', () => {
    expect(effects([{ notify: 'driver', template: 'x' }], { f1: 'books' })).toEqual([])
  })

  it('[F74] says values as each language writes them', () => {
    const template = { en: '{cargo}, {weight} kg, {speed}, late: {late}', ru: '{cargo}: {weight} кг, {late}' }
    expect(effects([{ mail: 'driver', subject: '{cargo} {speed}', template }])).toEqual([
      {
        kind: 'mail',
        action: 'a1',
        to: { members: ['ben'] },
        subject: { en: 'books fast', 'pt-BR': 'books fast', ru: 'books fast' },
        text: {
          en: 'books, 1,234.5 kg, fast, late: yes',
          'pt-BR': 'books, 1.234,5 kg, fast, late: sim',
          ru: 'books: 1\u00a0234,5 кг, да',
        },
      },
    ])
  })

  it('[F74] says moments in the zone, days as days, amounts exactly and spans of time in words', () => {
    const price = { amount: '1234.50', currency: 'BRL' }
    const data = { f3: '2030-01-07T23:30:00.000Z', f4: '2030-01-08', f10: price, f16: 'PT4H' }
    const text = '{started_at} | {delivered_on} | {price} | {took}'
    const flow = compiledWith(move([{ notify: 'actor.id', template: text }]))
    const said = stepFlow(flow, { ...situation(data), zone: 'America/Sao_Paulo', event: 'go', input: {} })
    const [effect] = said.kind === 'moved' ? said.effects : []
    expect(
      effect && 'text' in effect && JSON.parse(JSON.stringify(effect.text).replaceAll('\u202f', ' ')),
    ).toMatchObject({
      en: 'Jan 7, 2030, 8:30 PM | Jan 8, 2030 | 1,234.50 BRL | 4 hours',
      ru: '7 янв. 2030 г., 20:30 | 8 янв. 2030 г. | 1\u00a0234,50 BRL | 4 часа',
    })
  })

  it('[F71] keeps fields by their ids, and writes them by their names; other braces are braces', () => {
    const flow = flowWith(move([{ notify: 'driver', template: '{cargo} {f14} { x } {1}' }]))
    expect(flow.transitions[0]?.do).toMatchObject([{ template: '{f1} {f14} { x } {1}' }])
    expect(wireFlow(flow, delivery)).toMatchObject({
      transitions: [{ do: [{ id: 'a1', notify: 'driver', template: '{cargo} {weight} { x } {1}' }] }],
    })
  })

  it.each<[object, readonly string[]]>([
    [{ notify: 'cargo', template: 'x' }, ['0/notify flow-not-people']],
    [{ notify: "'ben'", template: 'x' }, ['0/notify flow-not-people']],
    [{ notify: 'driver' }, ['0 missing-member']],
    [{ notify: { roles: [] }, template: 'x' }, ['0/notify/roles count-out-of-range']],
    [{ notify: 'driver', template: '{nope}' }, ['0/template unknown-field']],
    [{ notify: 'driver', template: 'ask {driver}' }, ['0/template flow-template-field']],
    [{ notify: 'driver', subject: 'x', template: 'x' }, ['0/subject unknown-member']],
    [{ mail: 'nope', template: 'x' }, ['0/mail unknown-field']],
  ])('[F71] refuses %j', (action, said) => {
    expect(faults(action)).toEqual(said)
  })
})

describe('a step', () => {
  const call = (name: string) => ({ webhook: name, body: 'cargo' })
  const states = { PENDING: { onExit: [call('leave')] }, IN_PROGRESS: { onEnter: [call('enter')] } }

  it('[F72] asks in the order of what it does, each time for what the record says by then', () => {
    const said = step([call('first'), { set: 'cargo', value: "'paper'" }, call('second')], full, {}, { states })
    expect(said).toMatchObject({
      kind: 'moved',
      data: { f1: 'paper' },
      effects: [
        { endpoint: 'leave', body: 'books' },
        { endpoint: 'first', body: 'books' },
        { endpoint: 'second', body: 'paper' },
        { endpoint: 'enter', body: 'paper' },
      ],
    })
  })

  it('[F72] that is refused asks for nothing', () => {
    expect(step([call('first'), { set: 'weight', value: '1 / attempts' }], { f6: 0 })).not.toHaveProperty('effects')
    expect(step([call('first')], full, { guard: "cargo == 'x'" })).not.toHaveProperty('effects')
  })

  it('[F73] is refused where what it sends cannot be worked out', () => {
    expect(effects([{ webhook: 'erp', body: "{'a': 1 / attempts}" }], { f6: 0 })).toMatchObject({
      code: 'flow-error',
      params: { field: 'erp', reason: 'division-by-zero' },
    })
  })

  it('[F72] a new record asks for what its first state does', () => {
    const flow = compiledWith(move([]), { states: { PENDING: { onEnter: [call('new')] } } })
    expect(enterFlow(flow, situation()).effects).toMatchObject([{ endpoint: 'new', body: 'books' }])
  })
})

describe('a flow', () => {
  it('[F75] that calls a webhook which is not there is told so', () => {
    const flow = flowWith(move([{ webhook: 'erp' }, { webhook: 'crm' }]), {
      states: { IN_PROGRESS: { type: 'final', onEnter: [{ webhook: 'erp' }] } },
    })
    const told = (endpoints?: string[]) =>
      verifyFlow(flow, delivery, endpoints && { endpoints })
        .filter(({ check }) => check === 'unknown-endpoint')
        .map(({ severity, message }) => `${severity} ${message.split(',')[0]}`)
    expect(told()).toEqual([])
    expect(told(['erp', 'crm'])).toEqual([])
    expect(told(['crm'])).toEqual(['warn go calls the webhook “erp”', 'warn In progress calls the webhook “erp”'])
  })

  it('[F45] breaks when a field of a body or a text goes away', () => {
    const flow = flowWith(
      move([
        { webhook: 'erp', body: "{'a': weight}" },
        { notify: 'driver', template: '{speed}' },
      ]),
    )
    const without = (key: string) => ({ ...delivery, fields: delivery.fields.filter((field) => field.key !== key) })
    for (const key of ['weight', 'speed', 'driver'])
      expect(flowBreaks(flow, delivery, without(key))).toMatchObject([{ kind: 'field', label: key }])
  })
})
