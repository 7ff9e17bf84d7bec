import { describe, expect, it } from 'vitest'
import { planCopies } from './copy-blueprints.ts'
import type { Definition } from './edit-blueprint.ts'

const definition = (name: string, more: Partial<Definition> = {}): Definition => ({
  name,
  label: name,
  fields: [{ id: 'f1', key: 'name', type: 'text' }],
  rules: [],
  uniques: [],
  ...more,
})
const withTargets = (name: string, ...targets: string[]) =>
  definition(name, {
    fields: targets.map((blueprint, at) => ({ id: `f${at + 1}`, key: `to_${at}`, type: 'relation', blueprint })),
  })
const plan = (copied: readonly Definition[], taken: readonly string[] = copied.map((one) => one.name)) =>
  planCopies({
    copied,
    takenNames: new Set(taken),
    takenLabels: new Set(taken),
    labelOf: ({ name }, number) => (number === 1 ? `${name} copy` : `${name} copy ${number}`),
  })

describe('pasting kinds of record', () => {
  it('gives names and labels that are free', () => {
    expect(plan([definition('order')], ['order', 'order_copy', 'order copy'])).toMatchObject([
      { of: 'order', name: 'order_copy_2', document: { name: 'order_copy_2', label: 'order copy 2' } },
    ])
    const long = 'x'.repeat(63)
    expect(plan([definition(long)])[0]?.name.length).toBeLessThanOrEqual(63)
  })

  it('points relations among the copied to the copies, and leaves the others', () => {
    const [, line] = plan([withTargets('line', 'order', 'product', 'line'), definition('order')])
    expect(line?.document['fields']).toMatchObject([
      { blueprint: 'order_copy' },
      { blueprint: 'product' },
      { blueprint: 'line_copy' },
    ])
  })

  it('orders them so that a copy comes after those it points to, and gets on with a ring', () => {
    const chain = [withTargets('a', 'b'), withTargets('b', 'c', 'b'), definition('c')]
    expect(plan(chain).map((one) => one.of)).toEqual(['c', 'b', 'a'])
    const ring = [withTargets('a', 'b'), withTargets('b', 'a'), withTargets('c', 'a')]
    expect(plan(ring).map((one) => one.of)).toEqual(['a', 'b', 'c'])
  })

  it('copies everything but the ids, also inside of groups', () => {
    const full = definition('order', {
      icon: 'box',
      titleField: 'name',
      fields: [
        { id: 'f1', key: 'name', type: 'text', required: true },
        { id: 'f2', key: 'blueprint', type: 'enum', options: [{ id: 'o1', key: 'A', color: 'red' }] },
        {
          id: 'f3',
          key: 'lines',
          type: 'list',
          fields: [{ id: 'f4', key: 'of', type: 'relation', blueprint: 'order' }],
        },
      ],
      rules: [{ id: 'r1', check: "name != ''", message: 'Name it' }],
      uniques: [['name']],
    })
    expect(plan([full])[0]?.document).toEqual({
      name: 'order_copy',
      label: 'order copy',
      icon: 'box',
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text', required: true },
        { key: 'blueprint', type: 'enum', options: [{ key: 'A', color: 'red' }] },
        { key: 'lines', type: 'list', fields: [{ key: 'of', type: 'relation', blueprint: 'order_copy' }] },
      ],
      rules: [{ check: "name != ''", message: 'Name it' }],
      uniques: [['name']],
    })
  })
})
