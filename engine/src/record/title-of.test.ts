// Is a record called by the text people know it by?
import { describe, expect, it } from 'vitest'
import { versionOf } from '../../test/record-context.ts'
import type { FieldDef } from '../blueprint/blueprint.ts'
import type { Json } from '../json.ts'
import { type LinkTitles, titleOf } from './title-of.ts'

const options = [
  { id: 'o1', key: 'A', label: { en: 'First', ru: 'Первый' } },
  { id: 'o2', key: 'B' },
] as const
const titled = (field: Partial<FieldDef>, value: Json, language?: string) =>
  titleOf(
    versionOf([{ id: 'f1', key: 'x', type: 'text', ...field }], { titleField: 'f1' }),
    { f1: value },
    language as never,
  )

describe('title', () => {
  it.each<[Partial<FieldDef>, Json, string | undefined]>([
    [{}, ' Parcel ', 'Parcel'],
    [{ type: 'integer' }, 5, '5'],
    [{ type: 'boolean' }, false, 'false'],
    [{ type: 'money' }, { amount: '12.50', currency: 'BRL' }, '12.50 BRL'],
    [{ type: 'file' }, { id: 'x', name: 'offer.pdf', size: 1, type: 'application/pdf' }, 'offer.pdf'],
    [
      { type: 'image', many: true },
      [
        { id: 'x', name: 'a.png' },
        { id: 'y', name: 'b.png' },
      ],
      'a.png, b.png',
    ],
    [{ type: 'address' }, { city: 'Porto' }, undefined],
    [{ type: 'enum', options }, 'o1', 'First'],
    [{ type: 'enum', options }, 'o2', 'B'],
    [{ type: 'enum', options }, 'o9', 'o9'],
    [{ type: 'tags', options }, ['o1', 'o2'], 'First, B'],
    [{ type: 'list', of: 'text' }, ['a', '', 'b'], 'a, b'],
    [{}, '', undefined],
  ])('[R27] %j with %j is called %j', (field, value, title) => {
    expect(titled(field, value)).toBe(title)
  })

  it('[R27] speaks the reader’s language where the label does', () => {
    expect(titled({ type: 'enum', options }, 'o1', 'ru')).toBe('Первый')
  })

  it('[R27] without a title the first text that is filled in', () => {
    const version = versionOf([
      { id: 'f1', key: 'n', type: 'integer' },
      { id: 'f2', key: 'a', type: 'text' },
      { id: 'f3', key: 'b', type: 'email' },
    ])
    expect(titleOf(version, { f1: 5, f2: '', f3: 'ana@example.org' })).toBe('ana@example.org')
    expect(titleOf({ ...version, titleField: 'f1' }, { f2: 'x' })).toBe('x')
    expect(titleOf(version, { f1: 5 })).toBeUndefined()
  })

  it('[R32] is taken from required texts before others, then from running numbers, then from links', () => {
    const version = versionOf([
      { id: 'f1', key: 'customer', type: 'relation', blueprint: 'customer' },
      { id: 'f2', key: 'number', type: 'text', computed: { kind: 'autonumber', format: 'P-{000}' }, readOnly: true },
      { id: 'f3', key: 'note', type: 'text' },
      { id: 'f4', key: 'address', type: 'longText', required: true },
    ])
    const linked: LinkTitles = (field, id) => (id === 'r1' ? `${field.key} Ana` : undefined)
    const all = { f1: 'r1', f2: 'P-001', f3: 'Fragile', f4: 'Rua Augusta 24\nLisboa' }
    const { f4: _, ...noAddress } = all
    expect(titleOf(version, all, 'en', linked)).toBe('Rua Augusta 24')
    expect(titleOf(version, noAddress, 'en', linked)).toBe('Fragile')
    expect(titleOf(version, { f1: 'r1', f2: 'P-001' }, 'en', linked)).toBe('P-001')
    expect(titleOf(version, { f1: 'r1' }, 'en', linked)).toBe('customer Ana')
    expect(titleOf({ ...version, titleField: 'f3' }, all)).toBe('Fragile')
  })

  it('[R32] is never an id', () => {
    const version = versionOf([
      { id: 'f1', key: 'customers', type: 'relation', blueprint: 'customer', many: true },
      { id: 'f2', key: 'driver', type: 'user' },
    ])
    const data = { f1: ['r1', 'r2', 'r3'], f2: 'u1' }
    expect(titleOf(version, data)).toBeUndefined()
    expect(titleOf(version, data, 'en', () => undefined)).toBeUndefined()
    expect(titleOf(version, data, 'en', (_, id) => (id === 'r2' ? undefined : id.toUpperCase()))).toBe('R1, R3')
  })

  it('[R27] is short', () => {
    expect(titled({}, 'x'.repeat(5000))).toBe(`${'x'.repeat(199)}…`)
    expect(titled({}, 'x'.repeat(200))).toBe('x'.repeat(200))
    expect(titled({}, `${'x'.repeat(198)}😀x`)).toBe(`${'x'.repeat(198)}…`)
  })
})
