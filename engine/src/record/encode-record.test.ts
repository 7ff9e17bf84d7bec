// Is every member of a record that was sent known, and told about when it is not?
import { describe, expect, it } from 'vitest'
import { versionOf } from '../../test/record-context.ts'
import { encodeRecord } from './encode-record.ts'

const version = versionOf([
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f2', key: 'qty', type: 'integer' },
  { id: 'f3', key: 'f1', type: 'text' },
  {
    id: 'f4',
    key: 'lines',
    type: 'list',
    fields: [
      { id: 'f5', key: 'sku', type: 'text' },
      { id: 'f6', key: 'n', type: 'integer' },
    ],
  },
])

describe('encode', () => {
  it('[R7] names become ids, and a name that reads like an id is a name', () => {
    expect(encodeRecord(version, { qty: 2, f1: 'x' })).toEqual({ data: { f2: 2, f3: 'x' }, issues: [] })
  })

  it('[R8] null says absent, and empty text is a value', () => {
    expect(encodeRecord(version, { title: null, qty: undefined, f1: '' })).toEqual({
      data: { f1: null, f2: null, f3: '' },
      issues: [],
    })
  })

  it.each(['unknown', '__proto__', 'constructor', 'toString', 'f2', 'hasOwnProperty', ''])(
    '[R7] %j is no member',
    (name) => {
      const { data, issues } = encodeRecord(version, JSON.parse(`{${JSON.stringify(name)}: {"title": "x"}}`), ['data'])
      expect(data).toEqual({})
      expect(issues).toEqual([
        { path: ['data', name], code: 'unknown-member', params: { name, known: 'title, qty, f1, lines' } },
      ])
    },
  )

  it.each([[undefined], [null], [5], ['x'], [[]], [[{ title: 'x' }]], [() => ({})]])('[R7] %j is no record', (wire) => {
    expect(encodeRecord(version, wire, ['data'])).toEqual({
      data: {},
      issues: [{ path: ['data'], code: 'not-a-record' }],
    })
  })

  it('[R7] tells every fault, but not endlessly', () => {
    const { issues } = encodeRecord(version, { title: 1, qty: 'x', f1: '\u0000' })
    expect(issues.map(({ path, code }) => `${path.join('/')} ${code}`)).toEqual([
      'title not-text',
      'qty not-integer',
      'f1 unstorable-text',
    ])
    const crowd = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, 1]))
    expect(encodeRecord(version, crowd).issues).toHaveLength(50)
  })

  it('[R10] elements go by key, keep their _id, and leave out what is null', () => {
    expect(encodeRecord(version, { lines: [{ _id: 'a-1', sku: 'x', n: null }, { n: 2 }] }).data).toEqual({
      f4: [{ _id: 'a-1', f5: 'x' }, { f6: 2 }],
    })
  })

  it.each<[unknown, string]>([
    ['x', 'lines not-list'],
    [[1], 'lines/0 not-object'],
    [[{}, [1]], 'lines/1 not-object'],
    [[{ sku: 5 }], 'lines/0/sku not-text'],
    [[{ name: 5 }], 'lines/0/name unknown-member'],
    [[{ f5: 'x' }], 'lines/0/f5 unknown-member'],
    [[JSON.parse('{"__proto__": 1}')], 'lines/0/__proto__ unknown-member'],
    [[{ _id: 5 }], 'lines/0/_id bad-element-id'],
    [[{ _id: 'a b' }], 'lines/0/_id bad-element-id'],
    [[{ _id: 'a' }, { _id: 'a' }], 'lines/1/_id bad-element-id'],
    [Array(1001).fill({}), 'lines too-many'],
  ])('[R10] a group of %j is refused: %s', (lines, said) => {
    expect(encodeRecord(version, { lines }).issues.map(({ path, code }) => `${path.join('/')} ${code}`)).toEqual([said])
  })

  it('[R10] a group without fields takes empty elements only', () => {
    const bare = versionOf([{ id: 'f1', key: 'lines', type: 'list' }])
    expect(encodeRecord(bare, { lines: [{}] })).toEqual({ data: { f1: [{}] }, issues: [] })
  })
})
