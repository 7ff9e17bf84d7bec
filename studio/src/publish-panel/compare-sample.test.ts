import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { comparedFields } from './compare-sample.ts'

const name: WireField = { id: 'f1', key: 'name', type: 'text' }
const size: WireField = { id: 'f2', key: 'size', type: 'text' }
const state: WireField = { id: 'f3', key: 'state', type: 'enum', options: [{ id: 'o1', key: 'NEW' }] }
const sample = (before: object, after: object) => ({
  id: 'r',
  title: 'R',
  before: before as never,
  after: after as never,
})

describe('a record before and after', () => {
  it('shows what changes by field, whatever fields and choices are called', () => {
    const after = [
      { ...name, key: 'title' },
      { ...size, type: 'number' as const },
      { ...state, options: [{ id: 'o1', key: 'FRESH' }] },
    ]
    const shown = comparedFields(
      sample({ name: 'A', size: '5', state: 'NEW' }, { title: 'A', size: 5, state: 'FRESH' }),
      [name, size, state],
      after,
    )
    expect(shown.map(({ id }) => id)).toEqual(['f2'])
  })

  it('shows parts where the whole stood, and leaves out what is empty on both sides', () => {
    const parts: readonly WireField[] = [
      { id: 'f8', key: 'first', type: 'text' },
      { id: 'f9', key: 'last', type: 'text' },
      { id: 'f7', key: 'extra', type: 'text' },
      size,
    ]
    const shown = comparedFields(
      sample({ name: 'Ana Souza', size: '5' }, { first: 'Ana', last: 'Souza', size: '5' }),
      [name, size],
      parts,
    )
    expect(shown.map(({ id, before, after }) => [id, before?.key, after?.key])).toEqual([
      ['f1', 'name', undefined],
      ['f8', undefined, 'first'],
      ['f9', undefined, 'last'],
    ])
  })
})
