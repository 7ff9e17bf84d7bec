import { expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { revsWorthGoingBack } from './worth-going-back.ts'

const fields: readonly WireField[] = [
  { id: 'f1', key: 'cargo', type: 'text' },
  { id: 'f2', key: 'status', type: 'enum' },
  { id: 'f3', key: 'started', type: 'datetime', readOnly: true },
]
const entry = (rev: number, ...changed: string[]) => ({
  rev,
  changes: changed.map((field) => ({ field, from: null, to: 'x' })),
})

it('offers the revs after which a value was written', () => {
  const entries = [entry(4, 'cargo'), entry(3, 'status', 'started'), entry(2, 'cargo'), entry(1, 'cargo', 'status')]
  expect([...revsWorthGoingBack(entries, fields, 'status')]).toEqual([3, 2, 1])
})

it('offers nothing when only the flow and the system wrote since', () => {
  const entries = [entry(3, 'status', 'started'), entry(2, 'status', 'started'), entry(1, 'cargo')]
  expect([...revsWorthGoingBack(entries, fields, 'status')]).toEqual([])
  expect([...revsWorthGoingBack(entries, fields, undefined)]).toEqual([2, 1])
})
