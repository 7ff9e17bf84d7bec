// Do the few values beside a title say what one looks for?
import { describe, expect, it } from 'vitest'
import type { FieldType } from '../api/blueprints-api.ts'
import { recordColumns } from './record-columns.ts'
import { tellingColumns } from './telling-columns.ts'

const kind = (...types: readonly (FieldType | readonly [FieldType, object])[]) =>
  recordColumns(
    {
      fields: types.map((type, place) => {
        const [name, more] = typeof type === 'string' ? [type, {}] : type
        return { id: `f${place}`, key: `${name}${place}`, type: name, ...more }
      }),
    },
    types.map((type, place) => `${typeof type === 'string' ? type : type[0]}${place}`),
  )
const keys = (columns: ReturnType<typeof kind>, data: Record<string, string | number | boolean>, isChosen = false) =>
  tellingColumns(columns, data, { most: 2, isChosen }).map(({ key }) => key)

describe('the most telling values', () => {
  it('are the first that somebody made, long texts too, before amounts and signs', () => {
    const columns = kind('boolean', 'number', 'longText', 'user', 'date')
    const data = { boolean0: true, number1: 4, longText2: 'Rua da Paz 4', user3: 'u', date4: '2026-12-01' }
    expect(keys(columns, data)).toEqual(['longText2', 'user3'])
    expect(keys(columns, { boolean0: true, number1: 4 })).toEqual(['number1', 'boolean0'])
  })

  it('are what is filled', () => {
    expect(keys(kind('date', 'text', 'money'), { text1: 'a', date0: '' })).toEqual(['text1'])
    expect(keys(kind('date', 'text'), {})).toEqual([])
  })

  it('stand in the order of the columns where they say as much', () => {
    expect(keys(kind('text', 'text', 'text'), { text0: 'a', text1: 'b', text2: 'c' })).toEqual(['text0', 'text1'])
  })

  it('are not what only the program writes, unless it is worked out', () => {
    const columns = kind(['datetime', { readOnly: true }], 'text', [
      'number',
      { readOnly: true, computed: { kind: 'x' } },
    ])
    expect(keys(columns, { datetime0: 'x', text1: 'a', number2: 4 })).toEqual(['text1', 'number2'])
  })

  it('are no colours and pictures, unless somebody chose them', () => {
    const columns = kind('color', 'text')
    expect(keys(columns, { color0: '#000000', text1: 'a' })).toEqual(['text1'])
    expect(keys(columns, { color0: '#000000', text1: 'a' }, true)).toEqual(['color0', 'text1'])
  })
})
