// Does every type of field say what the other parts ask of it?
import { blueprintSchema } from '@molde/schemas'
import { describe, expect, it } from 'vitest'
import { type FieldDef, type FieldType, fieldTypes } from './blueprint.ts'
import { fieldTypeDefs, isMany, isSearched, settingsOf, slotOf, valueTypeOf } from './field-types.ts'

const field = (type: FieldType, more: Partial<FieldDef> = {}): FieldDef => ({ id: 'f1', key: 'a', type, ...more })

describe('field types', () => {
  it('[B3] the list in the code, in the meta-schema and in the definitions is one', () => {
    expect(Object.keys(fieldTypeDefs).sort()).toEqual([...fieldTypes].sort())
    expect([...blueprintSchema.$defs.fieldType.enum].sort()).toEqual([...fieldTypes].sort())
  })

  it('[B3] some types come later', () => {
    const later = fieldTypes.filter((type) => !fieldTypeDefs[type].offered)
    expect(later).toEqual(['secret'])
  })

  it.each<[FieldDef, unknown, unknown]>([
    [field('text'), { kind: 'text' }, 's'],
    [field('integer'), { kind: 'number' }, 'n'],
    [field('money'), { kind: 'money' }, 'n'],
    [field('boolean'), { kind: 'boolean' }, 'n'],
    [field('duration'), { kind: 'duration' }, 'n'],
    [field('rating'), { kind: 'number' }, 'n'],
    [field('date'), { kind: 'date' }, 't'],
    [field('datetime'), { kind: 'datetime' }, 't'],
    [field('time'), { kind: 'text' }, 't'],
    [field('enum'), { kind: 'enum', field: 'f1' }, 's'],
    [field('user'), { kind: 'user' }, 's'],
    [field('relation', { blueprint: 'b' }), { kind: 'relation', blueprint: 'b' }, 'r'],
    [
      field('relation', { blueprint: 'b', many: true }),
      { kind: 'list', of: { kind: 'relation', blueprint: 'b' } },
      null,
    ],
    [field('tags'), { kind: 'list', of: { kind: 'enum', field: 'f1' } }, null],
    [field('list', { of: 'date' }), { kind: 'list', of: { kind: 'date' } }, null],
    [field('list', { fields: [] }), { kind: 'list', of: { kind: 'any' } }, null],
    [field('json'), { kind: 'any' }, null],
    [field('geo'), { kind: 'any' }, null],
    [field('file'), { kind: 'any' }, null],
    [field('image', { many: true }), { kind: 'list', of: { kind: 'any' } }, null],
    [field('richText'), { kind: 'text' }, null],
    [field('relation'), { kind: 'relation', blueprint: '' }, 'r'],
    [field('formula'), { kind: 'any' }, null],
  ])('[B4] %j in expressions and slots', (one, value, slot) => {
    expect(valueTypeOf(one)).toEqual(value)
    expect(slotOf(one)).toBe(slot)
    expect(isMany(one)).toBe((value as { kind: string }).kind === 'list')
  })

  it('[B4] text that people read is searched unless it says no', () => {
    expect(fieldTypes.filter((type) => isSearched(field(type)))).toEqual([
      'text',
      'longText',
      'richText',
      'email',
      'phone',
      'url',
      'file',
      'image',
      'cpf',
      'cnpj',
      'cep',
    ])
    expect(isSearched(field('text', { search: false }))).toBe(false)
    expect(isSearched(field('list', { of: 'email' }))).toBe(true)
    expect(isSearched(field('list', { of: 'integer' }))).toBe(false)
  })

  it('[B4] a list of scalars takes the settings of its elements too', () => {
    expect(settingsOf(field('list', { of: 'number' }))).toEqual(
      expect.arrayContaining(['minItems', 'minimum', 'precision']),
    )
    expect(settingsOf(field('list'))).not.toContain('minimum')
  })
})
