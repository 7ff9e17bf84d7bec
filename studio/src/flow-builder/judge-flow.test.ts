import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import type { Member } from '../api/members-api.ts'
import { movePart } from '../flow-canvas/part.ts'
import { holdersAmong, judgeFlow, readBeside } from './judge-flow.ts'

const blueprint: Blueprint = {
  name: 'request',
  version: 1,
  fields: [
    { id: 'f1', key: 'amount', type: 'number', required: true },
    { id: 'f2', key: 'in_hurry', type: 'boolean' },
    {
      id: 'f3',
      key: 'status',
      type: 'enum',
      options: ['NEW', 'PAID', 'REFUSED'].map((key, at) => ({ id: `o${at + 1}`, key })),
    },
  ],
  rules: [],
  uniques: [],
}
const flow: Flow = {
  name: 'request',
  version: 0,
  blueprint: 'request',
  stateField: 'status',
  initial: 'NEW',
  states: { NEW: {}, PAID: { type: 'final' }, REFUSED: { type: 'final' } },
  transitions: [
    { event: 'decide', from: ['NEW'], to: 'PAID', guard: 'amount < 100' },
    { event: 'decide', from: ['NEW'], to: 'REFUSED', guard: 'in_hurry' },
    { event: 'pay', from: ['NEW'], to: 'PAID', who: { roles: ['owner'], notCreator: true } },
  ],
}
const member = (id: string, role: Member['role'], status: Member['status'] = 'active'): Member => ({
  ...{ id, email: `${id}@example.com`, role },
  ...(status && { status }),
})
const page = (...items: readonly Member[]) => ({ items, next: null })

describe('what is wrong with a flow', () => {
  it('is told at the step on the drawing, with the words of the screen', () => {
    const { problems, byPart } = judgeFlow(blueprint, flow, 'en')
    const overlap = problems.find(({ message }) => message.includes('fits two steps at once'))
    expect(overlap).toMatchObject({ severity: 'warn', part: movePart(1) })
    expect(overlap?.message).toContain('Amount is 99, In hurry is yes')
    expect(byPart.get(movePart(1))).toContain(overlap?.message)
  })

  it('includes steps that hang on one person, once it is known who there is', () => {
    const lone = (...members: readonly Member[]) =>
      judgeFlow(blueprint, flow, 'en', holdersAmong(page(...members))).problems.filter(
        ({ part }) => part === movePart(2),
      )
    expect(lone(member('ana', 'owner'), member('ben', 'member'))).toMatchObject([{ severity: 'warn' }])
    expect(lone(member('ana', 'owner'), member('ben', 'owner'))).toEqual([])
    expect(lone(member('ana', 'owner'), member('ben', 'member', 'invited'))).toEqual([])
    expect(holdersAmong({ items: [], next: 'more' })).toBeUndefined()
  })

  it('is told of what another flow of the kind has already, and of nothing else', () => {
    const options = ['OPEN', 'DONE'].map((key, at) => ({ id: `o${at + 8}`, key }))
    const kind = {
      ...blueprint,
      fields: [...blueprint.fields, { id: 'f4', key: 'shipping', type: 'enum' as const, options }],
    }
    const shipping: Flow = {
      ...{ name: 'shipping', version: 1, blueprint: 'request', stateField: 'shipping', initial: 'OPEN' },
      states: { OPEN: {}, DONE: { type: 'final' } },
      transitions: [{ event: 'pay', from: ['OPEN'], to: 'DONE' }],
    }
    const blocks = (flow: Flow, ...others: readonly Flow[]) =>
      judgeFlow(kind, flow, 'en', undefined, undefined, readBeside(kind, others)).problems.filter(
        ({ severity }) => severity === 'block',
      )
    expect(blocks(flow, shipping)).toMatchObject([{ part: movePart(2) }])
    expect(blocks(flow)).toEqual([])
    const renamed = { ...shipping, transitions: shipping.transitions.map((one) => ({ ...one, event: 'ship' })) }
    expect(blocks(flow, renamed)).toEqual([])
  })
})
