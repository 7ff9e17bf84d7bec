// Which picture does a card begin with?
import { expect, it } from 'vitest'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { coverFieldOf } from './card-cover.tsx'

const field = (key: string, type: FieldType): WireField => ({ id: key, key, type })
const fields = [field('name', 'text'), field('front', 'image'), field('back', 'image'), field('scan', 'file')]

it.each([
  [undefined, 'front'],
  [[], 'front'],
  [['name', 'back', 'front'], 'back'],
  [['scan', 'gone'], 'front'],
])('columns %j: %s', (columns, key) => {
  expect(coverFieldOf({ fields }, columns)?.key).toBe(key)
})

it('a kind without images has none', () => {
  expect(coverFieldOf({ fields: [field('scan', 'file')] }, undefined)).toBeUndefined()
})
