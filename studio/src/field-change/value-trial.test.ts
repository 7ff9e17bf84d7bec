import { applyOps, idGiver, type JsonObject, newBlueprint } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { ReadyOp } from './tried-op.ts'
import { trialOf, valuesIn } from './value-trial.ts'

const head = newBlueprint(
  {
    name: 'order',
    fields: [
      { id: 'f1', key: 'customer', type: 'text' },
      { id: 'f2', key: 'price', type: 'text' },
    ],
  },
  idGiver({}),
)

function ready(...ops: readonly JsonObject[]): ReadyOp {
  const at = (count: number) => {
    if (count === 0) return { version: head, ops: [] }
    return applyOps(head, ops.slice(0, count), idGiver({ f: 10, p: 0 }), { now: 0 })
  }
  const all = at(ops.length)
  const op = all.ops.at(-1)
  if (!op) throw new Error('an op is tried')
  return { head, earlier: all.ops.slice(0, -1), op, before: at(ops.length - 1).version, after: all.version }
}

const records: readonly { readonly id: string; readonly data: JsonObject }[] = [
  { id: 'a', data: { customer: 'Ana Souza', price: '12' } },
  { id: 'b', data: { customer: 'Bo', price: ' 1.234,50 ' } },
  { id: 'c', data: { customer: 'Cy', price: 'free' } },
  { id: 'd', data: { customer: 'Di', price: 'none' } },
  { id: 'e', data: { customer: 'Ed', price: '5 kg' } },
  { id: 'f', data: { customer: 'Fi' } },
]

describe('a change tried on real values', () => {
  it('says how many go exactly, change or fail, and what is empty', () => {
    const trial = trialOf(ready({ op: 'retype', field: 'f2', type: 'number', params: { locale: 'pt-BR' } }), records)
    expect(trial.counts).toEqual({ same: 0, exact: 1, kept: 1, failing: 3 })
    expect(trial.empty).toBe(1)
    expect(trial.from.map(({ key }) => key)).toEqual(['price'])
    expect(trial.to.map(({ type }) => type)).toEqual(['number'])
  })

  it('shows one of each shape before more of the same, and the rare ones first', () => {
    const names = [...Array.from({ length: 20 }, (_, i) => (i % 2 ? 'Ana Souza' : 'Bo Lima')), 'Ribeiro, Sofia', 'Cy']
    const people = names.map((customer, i) => ({ id: `n${i}`, data: { customer } }))
    const parts = [
      { key: 'first', type: 'text' },
      { key: 'last', type: 'text' },
    ]
    const trial = trialOf(ready({ op: 'split', field: 'f1', into: parts, strategy: 'first-word' }), people)
    expect(trial.rows.slice(0, 3).map(({ before }) => before['customer'])).toEqual(['Ribeiro, Sofia', 'Cy', 'Bo Lima'])
    expect(trial.rows).toHaveLength(6)
    expect(trial.rows[0]?.after).toMatchObject({ first: 'Ribeiro,', last: 'Sofia' })
  })

  it('counts like failures together and shows one of each kind first', () => {
    const trial = trialOf(ready({ op: 'retype', field: 'f2', type: 'number', params: { locale: 'pt-BR' } }), records)
    expect(trial.patterns).toEqual([
      { pattern: 'A', n: 2, example: 'free' },
      { pattern: '9 A', n: 1, example: '5 kg' },
    ])
    expect(trial.rows.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['b', 'kept'],
      ['e', 'failing'],
      ['a', 'exact'],
      ['c', 'failing'],
      ['d', 'failing'],
    ])
    expect(trial.rows[0]?.after['price']).toBe(1234.5)
  })

  it('shows each outcome however many fail, and readings that could be another number first', () => {
    const texts = [
      ...Array.from({ length: 9 }, (_, i) => 'abcdefghi'[i]?.repeat(i + 1) + ' ?!'.repeat(i)),
      '3',
      '2.5 kg',
      '1,200',
      '0,5 kg',
    ]
    const weights = texts.map((price, i) => ({ id: price, data: { price, customer: `${i}` } }))
    const trial = trialOf(
      ready({ op: 'retype', field: 'f2', type: 'number', unit: 'kg', params: { locale: 'en' } }),
      weights,
    )
    expect(trial.rows.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['kept', 'failing', 'exact'])
    expect(trial.rows[0]).toMatchObject({ before: { price: '1,200' }, after: { price: 1200 } })
    expect(trial.rows.map(({ before }) => before['price'])).toContain('2.5 kg')
  })

  it('goes on from what the draft does before, and shows the parts of a split', () => {
    const split = {
      op: 'split',
      field: 'customer',
      into: [
        { key: 'first', type: 'text' },
        { key: 'last', type: 'text' },
      ],
      strategy: 'first-word',
    }
    const trial = trialOf(ready({ op: 'normalise', field: 'f1', form: 'upper' }, split), records.slice(0, 1))
    expect(trial.to.map(({ key }) => key)).toEqual(['first', 'last'])
    expect(trial.rows[0]?.before['customer']).toBe('ANA SOUZA')
    expect(trial.rows[0]?.after).toMatchObject({ first: 'ANA', last: 'SOUZA' })
  })

  it('finds the values that choices are made of, the most frequent first', () => {
    const cities = ['Porto', 'Faro', ' Faro ', '', 'Lagos'].map((city, at) => ({ id: String(at), data: { city } }))
    expect(valuesIn(cities, 'city', 2)).toEqual(['Faro', 'Porto'])
  })
})
