import { describe, expect, it } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { canBecomeLinks, findableBy, neededBesides, newKind, sendableKind } from './link-values.ts'

const field = (more: Partial<WireField>): WireField => ({ id: 'f1', key: 'kind', type: 'text', ...more })
const words = { label: { en: 'Kind', ru: 'Вид' }, nameLabel: 'Name', colorLabel: 'Color' }

describe('values that become links', () => {
  it.each<[string, Partial<WireField>, boolean]>([
    ['a choice', { type: 'enum', options: [] }, true],
    ['tags', { type: 'tags', options: [] }, true],
    ['a text', { type: 'text' }, true],
    ['an address for mail', { type: 'email' }, true],
    ['a list of texts', { type: 'list', of: 'text' }, true],
    ['a number', { type: 'number' }, false],
    ['a list of numbers', { type: 'list', of: 'number' }, false],
    ['a link', { type: 'relation', blueprint: 'x' }, false],
    ['formatted text', { type: 'richText' }, false],
    ['what is worked out', { type: 'text', computed: { kind: 'formula' } }, false],
  ])('are offered for %s: %s', (_, more, isOffered) => {
    expect(canBecomeLinks(field(more))).toBe(isOffered)
  })

  it('lead to records by their texts, the one that names them first', () => {
    const kind: Blueprint = {
      ...{ name: 'kind', version: 1, titleField: 'name', rules: [], uniques: [] },
      fields: [
        field({ id: 'f1', key: 'code', required: true }),
        field({ id: 'f2', key: 'size', type: 'number', required: true, default: 1 }),
        field({ id: 'f3', key: 'name', required: true }),
        field({ id: 'f4', key: 'others', type: 'list', of: 'text' }),
      ],
    }
    expect(findableBy(kind).map(({ key }) => key)).toEqual(['name', 'code'])
    expect(findableBy(kind, kind.fields[2]).map(({ key }) => key)).toEqual(['code'])
    expect(neededBesides(kind, 'name').map(({ key }) => key)).toEqual(['code'])
  })

  it('get a new kind of record with a free name, and colours where the choices have some', () => {
    const plain = newKind(field({ type: 'enum', options: [{ id: 'o1', key: 'A' }] }), 'Kind', words, new Set(['kind']))
    expect(plain.name).toBe('kind_2')
    expect(plain.fields.map(({ key }) => key)).toEqual(['name'])
    const colored = newKind(
      field({ type: 'enum', options: [{ id: 'o1', key: 'A', color: 'red' }] }),
      'Вид',
      words,
      new Set(),
    )
    expect(sendableKind(colored)).toEqual({
      name: 'vid',
      label: { en: 'Kind', ru: 'Вид' },
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text', label: 'Name', required: true },
        { key: 'color', type: 'color', label: 'Color' },
      ],
    })
  })
})
