import { describe, expect, it } from 'vitest'
import { delivery, flowWith } from '../../test/delivery-flow.ts'
import type { Expression } from '../expression/expression.ts'
import type { NewUnit } from '../expression/rescale-field.ts'
import type { FlowVersion, Transition } from './flow.ts'
import { placesOfField, placesOfUnit } from './flow-places.ts'

const step = { event: 'go', label: 'Go', from: ['PENDING'], to: 'IN_PROGRESS' }
const grams: NewUnit = { over: 1000, under: 1, plus: 0, scaled: (value) => value * 1000 }
const kelvin: NewUnit = { over: 1, under: 1, plus: 273, scaled: (value) => value + 273 }
/** f14 is weight. */
const flowOf = (transition: object, more: object = {}) => flowWith([{ ...step, ...transition }], more)
const used = (...all: Parameters<typeof flowOf>) =>
  placesOfField(flowOf(...all), delivery, 'f14').map(({ part, at }) => [part, at])
const hurt = (transition: object, unit = grams) =>
  placesOfUnit(flowOf(transition), delivery, 'f14', unit).map(({ part, at }) => [part, at])

describe('where a flow works with a field', () => {
  it.each<[string, object, string[]]>([
    ['nowhere', { guard: "cargo != ''" }, []],
    ['in a condition', { guard: 'weight > 3.0' }, ['guard']],
    ['in a check', { check: [{ check: 'weight < 9.0', message: 'Too heavy' }] }, ['check']],
    ['in who may', { who: { expr: 'weight < 9.0' } }, ['who']],
    ['in a form, and in what is typed there', { form: ['weight'], guard: 'input.weight > 3.0' }, ['guard', 'form']],
    ['in what is set', { do: [{ set: 'weight', value: '5.0' }] }, ['value']],
    ['in what another field is set to', { do: [{ set: 'attempts', value: 'weight > 3.0 ? 1 : 2' }] }, ['value']],
    ['in what is emptied', { do: [{ clear: 'weight' }] }, ['value']],
    ['in a text', { do: [{ notify: 'record.createdBy', template: 'It weighs {weight} kg' }] }, ['message']],
    ['in what is sent', { do: [{ webhook: 'erp', body: '{"kg": weight}' }] }, ['webhook']],
    ['where the whole record is sent', { do: [{ webhook: 'erp' }] }, ['webhook']],
  ])('[F45] %s', (_, transition, parts) => expect(used(transition)).toEqual(parts.map((part) => [part, 'Go'])))

  it('[F45] in what a step makes or changes elsewhere', () => {
    const flow = flowOf({ guard: 'weight > 3.0' })
    const { guard, ...go } = flow.transitions[0] as Transition
    const value = guard as Expression
    const made: FlowVersion = {
      ...flow,
      transitions: [{ ...go, do: [{ id: 'a1', kind: 'create', blueprint: 'trip', values: [{ field: 'f1', value }] }] }],
    }
    expect(placesOfField(made, delivery, 'f14')).toEqual([{ part: 'value', at: 'Go' }])
    expect(placesOfUnit(made, delivery, 'f14', grams)).toEqual([{ part: 'value', at: 'Go' }])
  })

  it('[F45] in states, by the state’s name', () => {
    const states = { PENDING: {}, IN_PROGRESS: { onEnter: [{ set: 'weight', value: '1.0' }] }, DELIVERED: {} }
    expect(used({}, { states })).toEqual([['value', delivery.fields[4]?.options?.[1]?.label]])
    expect(placesOfField(flowOf({}), delivery, 'f5').map(({ part }) => part)).toEqual(['state'])
  })
})

describe('where a flow says something else in another unit', () => {
  it.each<[string, object, string[]]>([
    ['a number', { guard: 'weight > 3.0' }, ['guard']],
    ['a number of the form', { form: ['weight'], guard: 'input.weight > 3.0' }, ['guard']],
    ['another field', { guard: 'weight > double(attempts)' }, ['guard']],
    ['whether there is one', { guard: 'has(weight) && weight != null' }, []],
    ['nothing is nothing', { guard: 'weight > 0.0 || input.weight == 0.0', form: ['weight'] }, []],
    ['asked for', { form: ['weight'] }, []],
    ['set to a number', { do: [{ set: 'weight', value: '5.0' }] }, ['value']],
    ['set to what was typed', { form: ['weight'], do: [{ set: 'weight', value: 'input.weight' }] }, []],
    ['emptied', { do: [{ clear: 'weight' }] }, []],
    ['kept elsewhere', { do: [{ set: 'price', value: 'price' }], who: { expr: 'weight < 9.0' } }, ['who']],
  ])('[F45] %s', (_, transition, parts) => expect(hurt(transition)).toEqual(parts.map((part) => [part, 'Go'])))

  it('[F45] nothing is something where a unit begins elsewhere', () => {
    expect(hurt({ guard: 'weight > 0.0' }, kelvin)).toEqual([['guard', 'Go']])
  })
})
