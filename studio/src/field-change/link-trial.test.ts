import { applyOps, idGiver, type JsonObject, newBlueprint } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import { linkTrialOf } from './link-trial.ts'
import type { ReadyOp } from './tried-op.ts'

const head = newBlueprint(
  {
    name: 'order',
    fields: [
      {
        id: 'f1',
        key: 'kind',
        type: 'enum',
        options: [
          { id: 'o1', key: 'TEA', label: { en: 'Tea', 'pt-BR': 'Chá' } },
          { id: 'o2', key: 'COFFEE', label: 'Coffee' },
          { id: 'o3', key: 'MILK', label: 'Milk' },
        ],
      },
      {
        id: 'f2',
        key: 'marks',
        type: 'tags',
        options: [
          { id: 'o4', key: 'old' },
          { id: 'o5', key: 'new' },
        ],
      },
      { id: 'f3', key: 'city', type: 'text' },
    ],
  },
  idGiver({}),
)
const target = newBlueprint(
  { name: 'thing', titleField: 'name', fields: [{ id: 'f1', key: 'name', type: 'text' }] },
  idGiver({}),
)

function ready(...ops: readonly JsonObject[]): ReadyOp {
  const context = { now: 0, blueprintNamed: (name: string) => (name === 'thing' ? target : undefined) }
  const at = (count: number) => applyOps(head, ops.slice(0, count), idGiver({ f: 10, p: 0 }), context)
  const all = at(ops.length)
  const op = all.ops.at(-1)
  if (!op) throw new Error('an op is tried')
  const before = ops.length > 1 ? at(ops.length - 1).version : head
  return { head, earlier: all.ops.slice(0, -1), op, before, after: all.version }
}

const link = (field: string, createMissing: boolean) => ({
  ...{ op: 'toRelation', field, blueprint: 'thing', match: 'name', createMissing },
})

const records: readonly { readonly id: string; readonly data: JsonObject }[] = [
  { id: 'a', data: { kind: 'TEA', city: 'Porto', marks: ['old', 'new'] } },
  { id: 'b', data: { kind: 'TEA', city: ' Porto ', marks: ['old'] } },
  { id: 'c', data: { kind: 'COFFEE', city: 'Faro', marks: [] } },
  { id: 'd', data: { city: '  ' } },
]

describe('values that would become records', () => {
  it('makes a record of every choice, also of one that nobody chose', () => {
    const trial = linkTrialOf(ready(link('f1', true)), records, [], 'name', 'en')
    expect(trial.values).toEqual([
      { key: 'o1', text: 'Tea', records: 2, becomes: 'made' },
      { key: 'o2', text: 'Coffee', records: 1, becomes: 'made' },
      { key: 'o3', text: 'Milk', records: 0, becomes: 'made' },
    ])
    expect(trial).toMatchObject({ linked: 3, unfit: 0, empty: 1, counts: { found: 0, made: 3, none: 0 } })
  })

  it('finds a choice by its words in any language, or by its name on the API', () => {
    const there = [
      { id: 't', data: { name: 'Chá' } },
      { id: 'm', data: { name: 'MILK' } },
    ]
    const trial = linkTrialOf(ready(link('f1', false)), records, there, 'name', 'en')
    expect(trial.values).toEqual([
      { key: 'o2', text: 'Coffee', records: 1, becomes: 'none' },
      { key: 'o1', text: 'Tea', records: 2, becomes: 'found', id: 't' },
      { key: 'o3', text: 'Milk', records: 0, becomes: 'found', id: 'm' },
    ])
    expect(trial).toMatchObject({ linked: 2, unfit: 1, empty: 1 })
  })

  it('takes texts without the spaces around them, and leaves what fits nothing', () => {
    const there = [{ id: 'p', data: { name: 'Porto ' } }]
    const trial = linkTrialOf(ready(link('f3', false)), records, there, 'name', 'en')
    expect(trial.values).toEqual([
      { key: 'Faro', text: 'Faro', records: 1, becomes: 'none' },
      { key: 'Porto', text: 'Porto', records: 2, becomes: 'found', id: 'p' },
    ])
    expect(trial).toMatchObject({ linked: 2, unfit: 1, empty: 1 })
  })

  it('counts a record with several values once, and as unfit when one of them fits nothing', () => {
    const trial = linkTrialOf(ready(link('f2', false)), records, [{ id: 'o', data: { name: 'old' } }], 'name', 'en')
    expect(trial).toMatchObject({ linked: 1, unfit: 1, empty: 2, counts: { found: 1, made: 0, none: 1 } })
  })

  it('goes on from what the draft does to the values before', () => {
    const trial = linkTrialOf(
      ready({ op: 'normalise', field: 'f3', form: 'upper' }, link('f3', true)),
      records,
      [],
      'name',
      'en',
    )
    expect(trial.values.map(({ text }) => text)).toEqual(['PORTO', 'FARO'])
  })
})
