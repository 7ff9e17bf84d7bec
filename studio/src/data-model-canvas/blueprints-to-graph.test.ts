import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { blueprintsToGraph, type Drawn } from './blueprints-to-graph.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import { bendOf, headerHeight, heightOf, lineEnds, ribbonHeight, rowHeight } from './node-geometry.ts'
import { inReadingOrder } from './reading-order.ts'

const nameOf = ({ key, label }: { key: string; label?: unknown }) => (typeof label === 'string' ? label : key)
const text = (id: string, key: string, more: Partial<WireField> = {}): WireField => ({ id, key, type: 'text', ...more })
const relation = (id: string, key: string, blueprint: string, more: Partial<WireField> = {}): WireField => ({
  id,
  key,
  type: 'relation',
  blueprint,
  ...more,
})
const blueprint = (name: string, fields: readonly WireField[], more: Partial<DrawnBlueprint> = {}): DrawnBlueprint => ({
  name,
  version: 1,
  fields,
  changes: 0,
  unpublished: [],
  ...more,
})

const customer = blueprint('customer', [text('f1', 'name', { required: true }), relation('f2', 'parent', 'customer')])
const order = blueprint('order', [text('f1', 'number'), relation('f2', 'customer', 'customer', { label: 'Buyer' })], {
  changes: 2,
  unpublished: ['f2'],
})
const places = { customer: { x: 400, y: 0 }, order: { x: 0, y: 10 } }

describe('kinds of record as a graph', () => {
  it('has a node per blueprint, in the order in which they are read', () => {
    const { nodes } = blueprintsToGraph({ blueprints: [customer, order], places, nameOf })
    expect(nodes.map((node) => node.id)).toEqual(['order', 'customer'])
    expect(nodes[1]?.data.rows).toMatchObject([
      { label: 'name', required: true, isNew: false },
      { label: 'parent', required: false },
    ])
    expect(nodes[0]?.data).toMatchObject({ label: 'order', version: 1, changes: 2, hidden: [] })
    expect(nodes[0]?.data.rows[1]).toMatchObject({ label: 'Buyer', isNew: true })
  })

  it('has an edge per relation, from the row of its field, also to itself', () => {
    const { edges } = blueprintsToGraph({ blueprints: [customer, order], places, nameOf })
    expect(edges.map((edge) => [edge.id, edge.source, edge.target, edge.data.label])).toEqual([
      ['customer:f2', 'customer', 'customer', 'parent'],
      ['order:f2', 'order', 'customer', 'Buyer'],
    ])
    expect(edges[1]?.data.row).toBe(headerHeight + ribbonHeight + rowHeight * 1.5)
  })

  it('has the words of lines to its own card on these lines, none on another', () => {
    const many = blueprint('deal', [
      ...Array.from({ length: 7 }, (_, at) => text(`t${at}`, `text${at}`)),
      relation('f1', 'parent', 'deal'),
      relation('f2', 'next', 'deal'),
      relation('f3', 'customer', 'customer'),
      relation('f4', 'others', 'deal', { many: true }),
    ])
    const { edges } = blueprintsToGraph({
      blueprints: [customer, many],
      places: { ...places, deal: { x: 0, y: 500 } },
      nameOf,
    })
    const own = edges.filter(({ source, target }) => source === 'deal' && target === 'deal').map(({ data }) => data)
    expect(own.map(({ label }) => label)).toEqual(['parent', 'next', 'others'])
    // Between the row a line begins at and the head it leads to.
    for (const { words, row } of own) {
      expect(words).toBeLessThanOrEqual(row)
      expect(words).toBeGreaterThan(headerHeight)
    }
    const [parent = 0, next = 0, others = 0] = own.map(({ words }) => words)
    expect(others).toBe(own[2]?.row)
    expect(others - next).toBeGreaterThanOrEqual(20)
    expect(next - parent).toBeGreaterThanOrEqual(20)
  })

  it('marks a relation whose target is gone, and draws no line for it', () => {
    const { nodes, edges } = blueprintsToGraph({ blueprints: [order], places, nameOf })
    expect(edges).toEqual([])
    expect(nodes[0]?.data.rows.map((row) => row.lost)).toEqual([false, true])
  })

  it('shows eight of many fields; relations of the others leave from the last row', () => {
    const fields = [
      ...Array.from({ length: 11 }, (_, at) => text(`f${at + 1}`, `t${at}`)),
      relation('f12', 'to', 'order'),
    ]
    const many = blueprint('many', fields)
    const { nodes, edges } = blueprintsToGraph({ blueprints: [many, order], places, nameOf })
    const node = nodes.find((one) => one.id === 'many')
    expect(node?.data.hidden.map(({ id }) => id)).toEqual(['f9', 'f10', 'f11', 'f12'])
    expect(node?.data.rows).toHaveLength(8)
    expect(node?.height).toBe(heightOf(many))
    expect(edges.find((edge) => edge.source === 'many')?.data.row).toBe(headerHeight + rowHeight * 8.5)
  })

  it('draws the relations inside of repeated groups', () => {
    const lines: WireField = { id: 'f2', key: 'lines', type: 'list', fields: [relation('f3', 'customer', 'customer')] }
    const { edges } = blueprintsToGraph({ blueprints: [customer, blueprint('invoice', [lines])], places, nameOf })
    expect(edges[1]).toMatchObject({
      target: 'customer',
      data: { label: 'lines › customer', many: true },
    })
  })

  it('knows at each row which lines begin there, and where they lead', () => {
    const lines: WireField = { id: 'f3', key: 'lines', type: 'list', fields: [relation('f4', 'maker', 'customer')] }
    const invoice = blueprint('invoice', [text('f1', 'number'), relation('f2', 'buyer', 'customer'), lines])
    const { nodes, edges } = blueprintsToGraph({ blueprints: [customer, invoice], places, nameOf })
    const rows = nodes.find(({ id }) => id === 'invoice')?.data.rows ?? []
    expect(rows.map((row) => row.lines.map(({ id, label, target, many }) => [id, label, target, many]))).toEqual([
      [],
      [['invoice:f2', 'buyer', 'customer', false]],
      [['invoice:f3:f4', 'lines › maker', 'customer', true]],
    ])
    const own = edges.filter(({ source }) => source === 'invoice')
    expect(own.map(({ id, data }) => [id, data.isOwn])).toEqual([
      ['invoice:f2', true],
      ['invoice:f3:f4', false],
    ])
  })

  it('notices that a kind which lines lead to is called otherwise', () => {
    const drawn: Drawn = new WeakMap()
    blueprintsToGraph({ blueprints: [customer, order], places, nameOf, drawn })
    const renamed = { ...customer, label: 'Client' }
    const { nodes } = blueprintsToGraph({ blueprints: [renamed, order], places, nameOf, drawn })
    expect(nodes.find(({ id }) => id === 'order')?.data.rows[1]?.lines[0]?.target).toBe('Client')
  })

  it('gives the same object again for a blueprint that did not change', () => {
    const drawn: Drawn = new WeakMap()
    const first = blueprintsToGraph({ blueprints: [customer, order], places, nameOf, drawn })
    const changed = { ...order, changes: 3 }
    const second = blueprintsToGraph({ blueprints: [customer, changed], places, nameOf, drawn })
    const dataOf = (graph: typeof first, id: string) => graph.nodes.find((node) => node.id === id)?.data
    expect(dataOf(second, 'customer')).toBe(dataOf(first, 'customer'))
    expect(dataOf(second, 'order')).not.toBe(dataOf(first, 'order'))
    const without = blueprintsToGraph({ blueprints: [changed], places, nameOf, drawn })
    expect(dataOf(without, 'order')?.rows[1]?.lost).toBe(true)
  })
})

describe('the reading order', () => {
  it('goes row by row, whatever small differences of height there are', () => {
    const names = ['a', 'b', 'c', 'd']
    const at = { a: { x: 500, y: 20 }, b: { x: 0, y: 30 }, c: { x: 0, y: 300 }, d: { x: 250, y: 0 } }
    const blueprints = names.map((name) => blueprint(name, []))
    expect(inReadingOrder(blueprints, at).map((one) => one.name)).toEqual(['b', 'd', 'a', 'c'])
  })
})

describe('the ends of a line', () => {
  it('face each other', () => {
    expect(lineEnds(0, 600)).toEqual({ sourceX: 240, sourceSide: 'right', targetX: 600, targetSide: 'left' })
    expect(lineEnds(600, 0)).toEqual({ sourceX: 600, sourceSide: 'left', targetX: 240, targetSide: 'right' })
  })

  it('are both at the right where one node stands above the other, and for a node itself', () => {
    expect(lineEnds(0, 100)).toMatchObject({ sourceSide: 'right', targetSide: 'right' })
    expect(lineEnds(0, 0)).toMatchObject({ sourceX: 240, targetX: 240 })
  })

  it('bend at different places, but never outside of the room between the nodes', () => {
    const wide = lineEnds(0, 600)
    expect(bendOf(wide, { at: 0, of: 1 })).toBe(420)
    expect(bendOf(wide, { at: 0, of: 2 })).not.toEqual(bendOf(wide, { at: 1, of: 2 }))
    const narrow = lineEnds(0, 280)
    for (const at of [0, 1, 2, 3, 4]) {
      expect(bendOf(narrow, { at, of: 5 })).toBeGreaterThan(240)
      expect(bendOf(narrow, { at, of: 5 })).toBeLessThan(280)
    }
  })
})
