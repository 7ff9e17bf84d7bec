import { describe, expect, it } from 'vitest'
import { crossOps } from '../../test/cross-ops.ts'
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { JsonObject } from '../json.ts'
import { unitChangesIn } from './unit-changes.ts'

const fields: JsonObject[] = [
  { key: 'x', type: 'number' },
  { key: 'rows', type: 'list', fields: [{ key: 'y', type: 'number' }] },
]
const stored = (ops: readonly object[]) => crossOps({ fields }, ops).ops
const revert = (ops: readonly StoredOp[], id = 'r') => ({ id, op: 'revert', to: 1, ops }) as unknown as StoredOp
const told = (op: StoredOp) => unitChangesIn(op).map(({ field, unit }) => [field.key, unit.scaled(3), unit.scaled(0)])

const grams = { op: 'unit', field: 'x', factor: '1000' }
const fahrenheit = { op: 'unit', field: 'x', factor: '9/5', offset: '32' }

describe('fields that are counted in another unit', () => {
  const [inGrams, inFahrenheit] = stored([grams, fahrenheit]) as [StoredOp, StoredOp]

  it('[L24] by an op of their own, and inside of a group', () => {
    expect(told(inGrams)).toEqual([['x', 3000, 0]])
    const inner = stored([{ op: 'each', field: 'rows', ops: [{ ...grams, field: 'y' }] }])
    expect(inner.flatMap(told)).toEqual([['y', 3000, 0]])
    expect(stored([{ op: 'rename', field: 'x', key: 'z' }]).flatMap(told)).toEqual([])
  })

  it('[L24] by a return, the other way and in the other order', () => {
    expect(told(revert([inGrams]))).toEqual([['x', 0.003, 0]])
    const [first, second] = unitChangesIn(revert([inGrams, inFahrenheit]))
    expect([first?.unit.scaled(212), second?.unit.scaled(3000)]).toEqual([100, 3])
    expect(first?.unit.plus).toBeCloseTo(-160 / 9)
  })

  it('[L24] not by what was undone on the way', () => {
    expect(told(revert([inGrams, revert([inGrams])]))).toEqual([])
    expect(told(revert([inFahrenheit, inGrams, revert([inFahrenheit, inGrams])]))).toEqual([])
    expect(told(revert([revert([inGrams])]))).toEqual([['x', 3000, 0]])
  })
})
