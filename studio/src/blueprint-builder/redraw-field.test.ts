// What comes of a line that is drawn from the row of a field, by what the field holds and who holds it already?
import { describe, expect, it } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Definition } from './definition.ts'
import { firstTemporary } from './edit-blueprint.ts'
import { redrawField } from './redraw-field.ts'

const kind = (name: string, fields: readonly WireField[]): Blueprint => ({
  name,
  version: 1,
  fields,
  rules: [],
  uniques: [],
})
const name: WireField = { id: 'f1', key: 'name', type: 'text' }
const amount: WireField = { id: 'f2', key: 'amount', type: 'number' }
const status: WireField = { id: 'f3', key: 'status', type: 'enum', options: [{ id: 'o1', key: 'NEW' }] }
const buyer: WireField = { id: 'f4', key: 'buyer', type: 'relation', blueprint: 'customer' }
const worked: WireField = { ...name, computed: { kind: 'formula', expr: 'amount' } }
const temporary = (field: WireField): WireField => ({ ...field, id: `f${firstTemporary}` })

const order = kind('order', [name, amount, status, buyer])
const customer = kind('customer', [name])
const supplier = kind('supplier', [name])
const counter = kind('counter', [amount])

const definitionOf = ({ name, fields }: Blueprint, more: Partial<Definition> = {}): Definition => ({
  name,
  fields,
  rules: [],
  uniques: [],
  ...more,
})
const draw = (field: WireField, target: Blueprint, more: Partial<Parameters<typeof redrawField>[0]> = {}) =>
  redrawField({
    field,
    definition: definitionOf(order),
    published: order,
    target: target.name,
    targetKind: target,
    ...more,
  })

describe('a line drawn from a field', () => {
  it.each([
    ['a link to where it leads already', draw(buyer, customer), { does: 'nothing' }],
    ['a link that records hold', draw(buyer, supplier), { does: 'retarget', field: buyer }],
    ['choices', draw(status, customer), { does: 'toRecords', field: status }],
    ['a text', draw(name, customer), { does: 'toRecords', field: name }],
    ['a number', draw(amount, customer), { does: 'beside' }],
    ['a text that is worked out', draw(worked, customer, { published: kind('order', [worked]) }), { does: 'beside' }],
    ['choices, to records that nothing names', draw(status, counter), { does: 'refuse', why: 'unfindable' }],
    [
      'a link, to a kind that is only planned',
      draw(buyer, supplier, { targetKind: undefined }),
      { does: 'refuse', why: 'planned' },
    ],
    [
      'a text, to its own kind, which nothing else names',
      draw(name, order, { targetKind: kind('order', [name]) }),
      { does: 'refuse', why: 'unfindable' },
    ],
  ])('%s', (_, redrawing, expected) => expect(redrawing).toEqual(expected))

  it('refuses where the draft already does something with its values', () => {
    const valueOps = [{ op: 'retarget', field: 'f4', blueprint: 'supplier', match: 'name' }]
    const definition = definitionOf(order, { valueOps })
    expect(draw(buyer, supplier, { definition })).toEqual({ does: 'refuse', why: 'taken' })
  })

  it('simply leads a link elsewhere that no record holds yet', () => {
    const fresh = temporary(buyer)
    const definition = definitionOf(kind('order', [name, fresh]))
    for (const published of [order, undefined]) {
      const redrawing = draw(fresh, supplier, { definition, published, targetKind: undefined })
      if (redrawing.does !== 'change') throw new Error(redrawing.does)
      expect(redrawing.edited(definition).fields[1]).toEqual({ ...fresh, blueprint: 'supplier' })
    }
  })

  it('makes a link of choices that no record holds yet', () => {
    const fresh = temporary(status)
    const definition = definitionOf(kind('order', [name, fresh]))
    const redrawing = draw(fresh, customer, { definition })
    if (redrawing.does !== 'change') throw new Error(redrawing.does)
    expect(redrawing.edited(definition).fields[1]).toMatchObject({ type: 'relation', blueprint: 'customer' })
  })
})
