import { describe, expect, it } from 'vitest'
import { delivery, flowWith } from '../../test/delivery-flow.ts'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { flowBreaks } from './flow-breaks.ts'

const flow = flowWith([
  { event: 'go', from: ['PENDING'], to: 'LOST', form: ['cargo'], guard: 'weight > 3.0', do: [{ clear: 'late' }] },
  {
    event: 'hurry',
    from: ['PENDING'],
    to: 'IN_PROGRESS',
    guard: "speed == 'fast' || input.took == took",
    form: ['took'],
  },
])
const without = (...ids: readonly string[]): BlueprintVersion => ({
  ...delivery,
  fields: delivery.fields.filter(({ id }) => !ids.includes(id)),
})
const withField = (field: FieldDef): BlueprintVersion => ({
  ...delivery,
  fields: delivery.fields.map((known) => (known.id === field.id ? field : known)),
})
const broken = (after: BlueprintVersion) => flowBreaks(flow, delivery, after).map(({ kind, label }) => [kind, label])

describe('what a flow cannot do without', () => {
  it('[F45] nothing, where everything is as it was or only has another name', () => {
    expect(broken(delivery)).toEqual([])
    expect(broken(without('f9', 'f10', 'f11'))).toEqual([])
    expect(broken(withField({ id: 'f14', key: 'mass', type: 'number' }))).toEqual([])
  })

  it('[F45] fields of forms, of what is done, of conditions and the state itself', () => {
    expect(broken(without('f1'))).toEqual([['field', { en: 'Cargo', ru: 'Груз' }]])
    expect(broken(without('f14', 'f15'))).toEqual(
      expect.arrayContaining([
        ['field', 'weight'],
        ['field', 'late'],
      ]),
    )
    expect(broken(without('f16'))).toEqual([['field', 'took']])
    expect(broken(without('f5'))).toContainEqual(['field', 'status'])
    expect(broken(withField({ id: 'f5', key: 'status', type: 'text' }))).toContainEqual(['field', 'status'])
    const worked = { readOnly: true, computed: { kind: 'autonumber', format: '{0}' } } as const
    expect(broken(withField({ id: 'f16', key: 'took', type: 'duration', ...worked }))).toEqual([['field', 'took']])
    expect(broken(withField({ id: 'f14', key: 'weight', type: 'number', ...worked }))).toEqual([])
  })

  it('[F45] a type that its conditions can read, and each of its states and choices', () => {
    expect(broken(withField({ id: 'f14', key: 'weight', type: 'text' }))).toEqual([['field', 'weight']])
    expect(broken(withField({ id: 'f14', key: 'weight', type: 'integer' }))).toEqual([])
    const options = [{ id: 'o7', key: 'slow' }] as const
    expect(broken(withField({ id: 'f8', key: 'speed', type: 'enum', options }))).toEqual([['option', 'fast']])
    const states = delivery.fields.find(({ id }) => id === 'f5') as FieldDef
    const fewer = (states.options ?? []).filter(({ id }) => id !== 'o4')
    expect(broken(withField({ ...states, options: fewer }))).toEqual([['option', 'LOST']])
  })
})
