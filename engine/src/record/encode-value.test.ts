// What is stored of each value that a client may send, and what is refused?
import { describe, expect, it } from 'vitest'
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { fieldTypes } from '../blueprint/blueprint.ts'
import { valueEncoder } from './encode-value.ts'
import { Refused } from './refused.ts'

function field(type: FieldType, more: Partial<FieldDef> = {}): FieldDef {
  return { id: 'f1', key: 'x', type, ...more }
}

const options = [
  { id: 'o1', key: 'o2' },
  { id: 'o2', key: 'NEW' },
  { id: 'o3', key: 'OLD', retired: true },
] as const

describe('one stored form', () => {
  it.each<[FieldType, Partial<FieldDef>, unknown, unknown]>([
    ['text', {}, 'cafe\u0301', 'café'],
    ['text', {}, '', ''],
    ['text', {}, ' kept ', ' kept '],
    ['email', {}, ' Ana.Lima@Example.ORG ', 'Ana.Lima@example.org'],
    ['email', {}, 'no at', 'no at'],
    ['phone', {}, ' +55 11 9 ', '+55 11 9'],
    ['url', {}, ' https://Example.org/A ', 'https://Example.org/A'],
    ['cpf', {}, '52998224725', '529.982.247-25'],
    ['cpf', {}, '529.982.247-25', '529.982.247-25'],
    ['cpf', {}, ' 529.982.247-25 ', '529.982.247-25'],
    ['cpf', {}, '123', '123'],
    ['cnpj', {}, '12abc34501de35', '12.ABC.345/01DE-35'],
    ['cep', {}, '01310100', '01310-100'],
    ['color', {}, '#1A2B3C', '#1a2b3c'],
    ['integer', {}, -0, 0],
    ['integer', {}, 2 ** 53 - 1, 2 ** 53 - 1],
    ['number', {}, -0, 0],
    ['number', {}, 1e300, 1e300],
    ['percent', {}, 12.5, 12.5],
    ['rating', {}, 3, 3],
    ['boolean', {}, false, false],
    ['date', {}, '2026-12-31', '2026-12-31'],
    ['time', {}, '09:30:00', '09:30'],
    ['datetime', {}, '2026-12-31T09:30:00-03:00', '2026-12-31T12:30:00.000Z'],
    ['duration', {}, 'pt48h', 'PT48H'],
    ['enum', { options }, 'NEW', 'o2'],
    ['enum', { options }, 'o1', 'o1'],
    ['tags', { options }, ['NEW', 'o1', 'NEW'], ['o2', 'o1']],
    ['tags', { options }, [], []],
    ['relation', {}, ' 01J ', '01J'],
    ['relation', { many: true }, ['b', 'a', 'b'], ['b', 'a']],
    ['user', {}, 'u1', 'u1'],
    ['address', {}, { city: ' Porto ', country: null }, { city: 'Porto' }],
    ['geo', {}, { lat: -90, lng: 180 }, { lat: -90, lng: 180 }],
    ['json', {}, { a: [1, null, 'e\u0301'] }, { a: [1, null, 'e\u0301'] }],
    ['file', {}, ' 01J ', { id: '01J' }],
    ['file', {}, { id: '01J' }, { id: '01J' }],
    [
      'image',
      {},
      { type: 'image/png', size: 0, name: 'e\u0301.png', id: 'x' },
      { id: 'x', name: 'é.png', size: 0, type: 'image/png' },
    ],
    [
      'file',
      { many: true },
      ['b', { id: 'a', name: 'a.pdf' }, { id: 'b', name: 'other' }],
      [{ id: 'b' }, { id: 'a', name: 'a.pdf' }],
    ],
    ['list', { of: 'text' }, ['a', 'a', 'e\u0301'], ['a', 'a', 'é']],
    ['list', { of: 'date' }, ['2026-01-01'], ['2026-01-01']],
  ])('[R5] %s %j: %j is stored as %j', (type, more, sent, stored) => {
    const encode = valueEncoder(field(type, more))
    expect(encode(sent)).toEqual(stored)
    // A stored option is an id, which may read as the key of another.
    if (!more.options) expect(encode(encode(sent))).toEqual(stored)
  })

  it('[R9] lists end somewhere; choices and references are sets that keep their order', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => `r${i}`)
    const many = valueEncoder(field('relation', { many: true }))
    expect(many(ids)).toEqual(ids)
    expect(many([...ids.slice(0, 5), 'r3', 'r0'])).toEqual(ids.slice(0, 5))
    expect((many([...ids, 'one more']) as Refused).issues).toEqual([
      { path: [], code: 'too-many', params: { label: 'x', limit: 1000 } },
    ])
    expect(
      (valueEncoder(field('list', { of: 'text', maxItems: 3 }))(Array(1001).fill('')) as Refused).issues[0]?.params,
    ).toMatchObject({ limit: 3 })
  })

  it('[R6] a key wins over an id that reads the same', () => {
    const encode = valueEncoder(field('enum', { options }))
    expect(encode('o2')).toBe('o1')
    expect(encode('o1')).toBe('o1')
  })

  it.each<[FieldType, Partial<FieldDef>, unknown, string, string]>([
    ['text', {}, 5, 'not-text', ''],
    ['text', {}, 'a\u0000', 'unstorable-text', ''],
    ['text', {}, '\ud800', 'unstorable-text', ''],
    ['integer', {}, 1.5, 'not-integer', ''],
    ['integer', {}, 2 ** 53, 'not-integer', ''],
    ['integer', {}, '5', 'not-integer', ''],
    ['number', {}, Number.POSITIVE_INFINITY, 'not-number', ''],
    ['number', {}, '5', 'not-number', ''],
    ['boolean', {}, 'true', 'not-boolean', ''],
    ['date', {}, '2026-02-30', 'not-date', ''],
    ['date', {}, 20260230, 'not-date', ''],
    ['datetime', {}, '2026-01-01T00:00:00', 'not-datetime', ''],
    ['datetime', {}, '2026-01-01T00:00:00Z'.padEnd(200), 'not-datetime', ''],
    ['time', {}, '25:00', 'not-time', ''],
    ['duration', {}, 'P1Y', 'not-duration', ''],
    ['color', {}, 'red', 'not-color', ''],
    ['color', {}, '##1a2b3c', 'not-color', ''],
    ['color', {}, '#1a2b3c4', 'not-color', ''],
    ['enum', { options }, 'GONE', 'unknown-option', ''],
    ['enum', { options }, ['NEW'], 'unknown-option', ''],
    ['enum', { options }, 'constructor', 'unknown-option', ''],
    ['tags', { options }, 'NEW', 'not-list', ''],
    ['tags', { options }, ['NEW', null], 'unknown-option', '1'],
    ['file', {}, 5, 'not-file', ''],
    ['file', {}, '', 'not-file', ''],
    ['file', {}, {}, 'not-file', ''],
    ['file', {}, ['x'], 'not-file', ''],
    ['file', {}, { id: 'x'.repeat(65) }, 'not-file', ''],
    ['file', {}, { id: 'x', size: -1 }, 'not-file', ''],
    ['file', {}, { id: 'x', size: '5' }, 'not-file', ''],
    ['file', {}, { id: 'x', name: ' ' }, 'not-file', ''],
    ['image', {}, { id: 'x', url: 'https://x.example' }, 'unknown-member', 'url'],
    ['file', { many: true }, { id: 'x' }, 'not-list', ''],
    ['file', { many: true }, [{ id: 'x' }, 7], 'not-file', '1'],
    ['relation', {}, { id: 'x' }, 'not-reference', ''],
    ['relation', {}, ' ', 'not-reference', ''],
    ['relation', {}, 'x'.repeat(65), 'not-reference', ''],
    ['relation', {}, 'a\u0000', 'not-reference', ''],
    ['address', {}, 'Porto', 'not-object', ''],
    ['address', {}, ['Porto'], 'not-object', ''],
    ['address', {}, { planet: 'Earth' }, 'unknown-member', 'planet'],
    ['address', {}, { city: 5 }, 'not-text', 'city'],
    ['geo', {}, { lat: 91, lng: 0 }, 'not-position', ''],
    ['geo', {}, { lat: 0, lng: -181 }, 'not-position', ''],
    ['geo', {}, { lat: '0', lng: 0 }, 'not-position', ''],
    ['geo', {}, { lat: 0 }, 'not-position', ''],
    ['geo', {}, { lat: 0, lng: '0' }, 'not-position', ''],
    ['geo', {}, { lat: 0, lng: 0, alt: 0 }, 'not-position', ''],
    ['geo', {}, '0,0', 'not-position', ''],
    ['json', {}, { a: { b: Number.NaN } }, 'not-json', 'a/b'],
    ['json', {}, JSON.parse('{"__proto__":1}'), 'forbidden-name', '__proto__'],
    ['json', {}, 'x'.repeat(70_000), 'not-bounded-json', ''],
    ['json', {}, JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`), 'not-bounded-json', ''],
    ['list', { of: 'integer' }, [1, 'x'], 'not-integer', '1'],
    ['list', { of: 'integer' }, 1, 'not-list', ''],
    ['list', { of: 'integer' }, Array(1001).fill(1), 'too-many', ''],
    ['list', { of: 'list' }, [[1]], 'not-json', '0'],
  ])('[R7] %s %j: %j is refused as %s', (type, more, sent, code, place) => {
    const refused = valueEncoder(field(type, more))(sent)
    expect(refused).toBeInstanceOf(Refused)
    const [first] = (refused as Refused).issues
    expect(first?.code).toBe(code)
    expect(first?.path.join('/')).toBe(place)
    expect(first?.params?.['label']).toBe('x')
  })

  it('[R7] a refusal names the field by its label and says what would do', () => {
    const refused = valueEncoder(field('enum', { options, label: { en: 'State', ru: 'Статус' } }))(
      'x\ud800'.padEnd(200, 'y'),
    ) as Refused
    expect(refused.issues[0]?.params).toMatchObject({ label: { en: 'State', ru: 'Статус' }, known: 'o2, NEW' })
    expect(String(refused.issues[0]?.params?.['value']).length).toBeLessThan(61)
  })

  it('[R5] every field type has an encoder that never throws', () => {
    for (const type of fieldTypes) {
      for (const value of ['x', 1, true, [], {}, Number.NaN])
        expect(() => valueEncoder(field(type, { options }))(value)).not.toThrow()
    }
  })
})
