// Does the editor read a draft by which records of another kind come, or some leave, and keep it as it was?
import { expect, it } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { draftOf } from './draft-definition.ts'
import { draftOps } from './draft-ops.ts'
import { rememberBlueprints } from './known-blueprints.ts'

const blueprint = (id: string, name: string, more: readonly WireField[]): Blueprint => ({
  ...{ id, name, version: 1, titleField: 'name', rules: [], uniques: [] },
  fields: [{ id: 'f1', key: 'name', type: 'text' }, ...more],
})
const deal = blueprint('d1', 'deal', [{ id: 'f2', key: 'amount', type: 'number', required: true }])
const lead = blueprint('d2', 'lead', [{ id: 'f2', key: 'score', type: 'integer' }])

it.each([
  [{ op: 'mergeBlueprints', blueprint: 'lead', discriminator: 'kind' }, ['name', 'amount', 'kind', 'score']],
  [{ op: 'splitBlueprint', blueprint: 'large', when: 'amount > 1' }, ['name', 'amount']],
])('reads %j and writes the same', (op, keys) => {
  rememberBlueprints([deal, lead])
  const definition = draftOf(deal, [op])
  expect(definition.fields.map(({ key }) => key)).toEqual(keys)
  expect(draftOps(deal, definition)).toEqual([op])
  const edited = { ...definition, label: 'Deals' }
  expect(draftOps(deal, edited)).toEqual([op, { op: 'meta', label: 'Deals' }])
})
