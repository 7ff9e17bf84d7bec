// Is a record called one of an earlier form only when it looks another one?
import { expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import { differsForReader } from './differs-for-reader.ts'

const before: readonly WireField[] = [
  { id: 'f1', key: 'weight', type: 'number' },
  { id: 'f2', key: 'stage', type: 'enum', options: [{ id: 'o1', key: 'NEW' }] },
  { id: 'f3', key: 'lines', type: 'list', fields: [{ id: 'f4', key: 'sku', type: 'text' }] },
]
const data: WireData = { weight: 2, stage: 'NEW', lines: [{ sku: 'a' }] }
const [weight, stage, lines] = before as [WireField, WireField, WireField]

it.each<[string, readonly WireField[], WireData, boolean]>([
  ['nothing', before, data, false],
  ['another name', [{ ...weight, key: 'weight_kg' }, stage, lines], { ...data, weight_kg: 2, weight: null }, false],
  ['another order', [lines, stage, weight], data, false],
  [
    'another name of a choice',
    [weight, { ...stage, options: [{ id: 'o1', key: 'FRESH' }] }, lines],
    { ...data, stage: 'FRESH' },
    false,
  ],
  [
    'another name inside of a group',
    [weight, stage, { ...lines, fields: [{ id: 'f4', key: 'code', type: 'text' }] }],
    { ...data, lines: [{ code: 'a' }] },
    false,
  ],
  ['a field that is empty', [...before, { id: 'f9', key: 'more', type: 'text' }], data, false],
  ['a field that is filled', [...before, { id: 'f9', key: 'more', type: 'text' }], { ...data, more: 'x' }, true],
  ['a field that is gone', [stage, lines], { stage: 'NEW', lines: [{ sku: 'a' }] }, true],
  ['another value', [{ ...weight, type: 'text' }, stage, lines], { ...data, weight: '2' }, true],
])('%s', (_, fields, after, differs) => {
  expect(differsForReader({ fields: before, data }, { fields, data: after })).toBe(differs)
})
