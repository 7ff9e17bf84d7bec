// Is a bundle looked at as a whole, and in which order are its blueprints made?
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MoldeError } from '../errors.ts'
import { checkModule } from './check-module.ts'

const blueprint = (name: string, ...targets: string[]) => ({
  name,
  fields: [
    { key: 'title', type: 'text', required: true, maxLength: 9 },
    ...targets.map((target, i) => ({ key: `to${i}`, type: 'relation', blueprint: target })),
  ],
})
const bundle = (more: object) => ({ name: 'm', label: 'M', blueprints: [blueprint('a')], ...more })

function refusal(wire: unknown, present: readonly string[] = []): unknown[] {
  try {
    checkModule(wire, present)
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map((said) => [said.code, ...said.path])
  }
  return []
}

describe('checkModule', () => {
  it('[B40] targets of relations come before what points to them; rings stay in the order given', () => {
    const order = (...blueprints: object[]) => checkModule(bundle({ blueprints })).order
    expect(order(blueprint('a', 'b'), blueprint('b', 'c'), blueprint('c'))).toEqual(['c', 'b', 'a'])
    expect(order(blueprint('a', 'b'), blueprint('b', 'a'), blueprint('c', 'c'))).toEqual(['b', 'a', 'c'])
    const inGroup = {
      name: 'order',
      fields: [{ key: 'lines', type: 'list', fields: [{ key: 'product', type: 'relation', blueprint: 'product' }] }],
    }
    expect(order(inGroup, blueprint('product'))).toEqual(['product', 'order'])
  })

  it('[B40] relations may point to what the tenant has already', () => {
    const wire = bundle({ blueprints: [blueprint('a', 'old')] })
    expect(refusal(wire, ['old'])).toEqual([])
    expect(refusal(wire)).toEqual([['unknown-blueprint', 'blueprints', 0, 'fields', 1, 'blueprint']])
  })

  it('[B40] faults of all parts, each at its place in the bundle', () => {
    const wire = bundle({
      blueprints: [blueprint('a'), { name: 'b', fields: [{ key: 'f', type: 'secret' }] }],
      flows: [
        { name: 'f', blueprint: 'a', stateField: 'title', initial: 'x', states: { x: {} }, transitions: [] },
        { name: 'g', blueprint: 'b', stateField: 'f', initial: 'x', states: { x: {} }, transitions: [] },
      ],
      views: [
        { name: 'v', blueprint: 'nope' },
        { name: 'w', blueprint: 'a' },
      ],
      samples: {
        a: [{ title: 'ok' }, { title: 'much too long' }, {}, { what: 1 }, { title: null }],
        b: [{}],
        nope: [],
      },
    })
    expect(refusal(wire).map((said) => (said as unknown[]).join('/'))).toEqual([
      'type-comes-later/blueprints/1/fields/0/type',
      expect.stringMatching(/^.+[/]flows[/]0[/]stateField/),
      'unknown-blueprint/views/0/blueprint',
      'too-long/samples/a/1/title',
      'required/samples/a/2/title',
      'unknown-member/samples/a/3/what',
      'required/samples/a/4/title',
      'unknown-blueprint/samples/nope',
    ])
  })

  it('[B40] a sample need not say what a default says', () => {
    const fields = [
      { key: 'on', type: 'boolean', required: true, default: true },
      { key: 'at', type: 'datetime', required: true, readOnly: true },
    ]
    expect(refusal(bundle({ blueprints: [{ name: 'a', fields }], samples: { a: [{}] } }))).toEqual([])
  })

  it.each(['delivery', 'stock'])('[B40] the example %s is legal', (name) => {
    const file = new URL(`../../../examples/${name}/module.json`, import.meta.url)
    expect(refusal(JSON.parse(readFileSync(file, 'utf8')))).toEqual([])
  })
})
