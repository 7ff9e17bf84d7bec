import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { nextTyped, typedColumns } from './typed-columns.ts'

const field = (key: string, more: Partial<WireField> = {}): WireField => ({ id: key, key, type: 'text', ...more })
const title = field('title', { required: true })
const state = field('status', { type: 'enum', required: true })
const columns = (...keys: string[]) => keys.map((key) => ({ key }))

describe('a new record is typed into its row', () => {
  it.each<[string, readonly WireField[], readonly string[], readonly number[]]>([
    ['in every column that takes something', [title, field('weight', { type: 'number' })], ['title', 'weight'], [0, 1]],
    ['yes and no are switched there', [title, field('paid', { type: 'boolean' })], ['title', 'paid'], [0, 1]],
    [
      'what fills itself is passed by',
      [title, field('no', { type: 'integer', computed: { kind: 'autonumber' } })],
      ['no', 'title'],
      [1],
    ],
    ['the state is up to the flow, also where it is required', [title, state], ['status', 'title'], [1]],
    ['a hidden field that may stay empty is no hindrance', [title, field('note')], ['title'], [0]],
    ['nor is one that has a default', [title, field('kind', { required: true, default: 'a' })], ['title'], [0]],
    ['nor one that nobody types', [title, field('by', { required: true, readOnly: true })], ['title'], [0]],
    ['but not where a required field is no column', [title, field('due', { required: true })], ['title'], []],
    [
      'nor where one is too much for a cell',
      [title, field('to', { type: 'address', required: true })],
      ['title', 'to'],
      [],
    ],
    [
      'nor where no column takes anything',
      [field('no', { type: 'integer', computed: { kind: 'autonumber' } })],
      ['no'],
      [],
    ],
  ])('%s', (_, fields, shown, places) => {
    expect(typedColumns({ fields }, columns(...shown), ['status'])).toEqual(places)
  })

  it('goes from one such column to the next, and not beyond', () => {
    expect(nextTyped([0, 2, 3], 0, 1)).toBe(2)
    expect(nextTyped([0, 2, 3], 3, 1)).toBeUndefined()
    expect(nextTyped([0, 2, 3], 2, -1)).toBe(0)
    expect(nextTyped([0, 2, 3], 0, -1)).toBeUndefined()
  })
})
