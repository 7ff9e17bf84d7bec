// Does the text of a stored document say on the wire what the document itself would say?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRecord } from '../../test/any-blueprint.ts'
import { versionOf } from '../../test/record-context.ts'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { Json } from '../json.ts'
import { decodeRecord } from './decode-record.ts'
import { decodeText } from './decode-text.ts'
import type { StoredData } from './stored-record.ts'
import { createData } from './write-data.ts'

const options = [
  { id: 'o1', key: 'NEW' },
  { id: 'o2', key: 'say "DONE"' },
] as const
const version = versionOf([
  { id: 'f2', key: 'status', type: 'enum', options },
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f3', key: 'labels', type: 'tags', options },
  { id: 'f4', key: 'lines', type: 'list', fields: [{ id: 'f5', key: 'state', type: 'enum', options }] },
  { id: 'f6', key: 'anything', type: 'json' },
])
const context = { now: 1_790_000_000_000, zone: 'America/Sao_Paulo', actor: { id: 'u', roles: ['owner'] } }

/** As PostgreSQL writes JSON. */
const spaced = (data: Json): string =>
  Array.isArray(data)
    ? `[${data.map(spaced).join(', ')}]`
    : typeof data === 'object' && data !== null
      ? `{${Object.entries(data)
          .map(([name, value]) => `${JSON.stringify(name)}: ${spaced(value as Json)}`)
          .join(', ')}}`
      : JSON.stringify(data)

function same(of: BlueprintVersion, data: StoredData): void {
  const wanted = JSON.stringify(decodeRecord(of, data))
  expect(decodeText(of, JSON.stringify(data))).toBe(wanted)
  expect(JSON.parse(decodeText(of, spaced(data)))).toEqual(JSON.parse(wanted))
}

describe('a stored text on the wire', () => {
  it('[R11] says what the record says, for any record', () => {
    fc.assert(
      fc.property(anyRecord, ({ version: any, wire }) => {
        const written = createData(any, JSON.parse(JSON.stringify(wire)), context)
        if ('data' in written) same(any, written.data)
      }),
    )
  })

  it('[R11] says what the record says, for any values in its fields, whatever their shape', () => {
    const anyId = fc.constantFrom('f1', 'f2', 'f3', 'f4', 'f6', 'f9', 'f\\1', 'f"', '')
    fc.assert(fc.property(fc.dictionary(anyId, fc.jsonValue() as fc.Arbitrary<Json>), (data) => same(version, data)))
  })

  it.each(['', '"', '\\', '\\"', '\\\\', 'ends with \\', '","f2":"o1', '{"f1":"x"}', ']}', 'é\u2028😀'])(
    '[R11] keeps the text %j',
    (text) => {
      same(version, { f1: text, f2: 'o2', f6: [{ [text]: text }, text] })
    },
  )

  it('[R11] says only the fields that are asked for, in field order', () => {
    const text = '{"f1":"x","f2":"o1","f6":{"a":[1,{"b":"}"}]},"f9":"gone"}'
    expect(decodeText(version, text, ['f6', 'f2'])).toBe('{"status":"NEW","anything":{"a":[1,{"b":"}"}]}}')
    expect(decodeText(version, text, [])).toBe('{}')
    expect(decodeText(version, '{"f\\u0031":"x","f2":"o1"}', ['f1'])).toBe('{"title":"x"}')
  })

  it('[R11] an empty document is an empty record, and null is empty', () => {
    expect(decodeText(version, '{}')).toBe('{}')
    expect(decodeText(version, '{"f1":null,"f9":1}')).toBe('{}')
  })
})
