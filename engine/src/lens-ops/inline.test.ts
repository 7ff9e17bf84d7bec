// What becomes of a link that gives way to fields of its record, and back?
import { describe, expect, it } from 'vitest'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { noMaps, type OpMaps } from '../lens/lens.ts'
import { keyOfMoved, mapKeysOf, targetOf } from '../lens/map-ops.ts'
import type { InlineFieldsOp } from '../lens/op.ts'
import { wireOp } from '../lens/wire-op.ts'

const place = newBlueprint(
  {
    name: 'place',
    label: 'Place',
    fields: [
      { key: 'street', type: 'text', required: true, default: 'Rua', maxLength: 20, label: 'Street' },
      { key: 'zone', type: 'enum', options: ['north', { key: 'south', label: 'South' }], showWhen: "street != ''" },
      { key: 'rent', type: 'money' },
      { key: 'photos', type: 'image', many: true },
    ],
  },
  idGiver({ f: 20, o: 40 }),
)

function inlined(op: JsonObject = {}, maps: OpMaps = noMaps, field: JsonObject = {}, more: JsonObject = {}) {
  return crossOps(
    {
      fields: [
        { key: 'first', type: 'text' },
        { key: 'at', type: 'relation', blueprint: 'place', ...field },
        { key: 'last', type: 'text' },
      ],
      ...more,
    },
    [{ op: 'inline', field: 'at', fields: ['street', 'zone'], ...op }],
    undefined,
    { blueprints: [place], maps },
  )
}

describe('inline', () => {
  const maps = new GrownMaps()
    .add('p1', '["Rua A","o1"]', 'A')
    .add('p1', '["Rua A","o1"]', 'A2')
    .add('p1', '["Rua B",null]', 'B')

  it('[L47] fields of the linked record stand in the place of the link; what concerns the other blueprint stays there', () => {
    const crossed = inlined({}, maps, { required: true })
    expect(crossed.version.fields.map(({ key }) => key)).toEqual(['first', 'street', 'zone', 'last'])
    expect(crossed.version.fields.slice(1, 3)).toEqual([
      { id: 'f4', key: 'street', type: 'text', maxLength: 20, label: 'Street' },
      {
        id: 'f5',
        key: 'zone',
        type: 'enum',
        options: [
          { id: 'o1', key: 'north' },
          { id: 'o2', key: 'south', label: 'South' },
        ],
      },
    ])
    expect(crossed.ops[0]).toMatchObject({ columns: [{ id: 'f21' }, { id: 'f22', options: { o1: 'o41', o2: 'o42' } }] })
    const there = crossed.forward({ f1: 'x', f2: 'A' })
    expect(there).toEqual({ data: { f1: 'x', f4: 'Rua A', f5: 'o1' }, attic: {} })
    expect(crossed.backward(there.data).data).toEqual({ f1: 'x', f2: 'A' })
  })

  it('[L47] the very link comes back, also of two records that hold the same; one to an unknown record is kept', () => {
    const crossed = inlined({}, maps)
    const failures: never[] = []
    for (const record of ['A2', 'gone', 5 as Json]) {
      const there = crossed.forward({ f2: record }, {}, failures)
      expect(there.data).toEqual(record === 'A2' ? { f4: 'Rua A', f5: 'o1' } : {})
      expect(crossed.backward(there.data, there.attic).data).toEqual({ f2: record })
    }
    expect(failures).toHaveLength(2)
  })

  it('[L47] edited values are the link to the record that holds them, or none', () => {
    const crossed = inlined({}, maps)
    const there = crossed.forward({ f2: 'A2' })
    expect(crossed.backward({ f4: ' Rua B' }, there.attic).data).toEqual({ f2: 'B' })
    const back = crossed.backward({ f4: 'Rua A', f5: 'o2' }, there.attic)
    expect(back.data).toEqual({})
    expect(crossed.forward(back.data, back.attic).data).toEqual({ f4: 'Rua A', f5: 'o2' })
  })

  it('[L44] what records need of the map are the values of their links; none are made', () => {
    const { ops } = inlined()
    expect(mapKeysOf(ops[0] as never, { f2: 'A' })).toEqual([{ map: 'p1', keys: [], records: ['A'] }])
    const op = ops[0] as unknown as InlineFieldsOp
    expect(keyOfMoved(op, { f21: 'Rua A', f22: 'o42' })).toBe('["Rua A","o2"]')
    expect(targetOf(op, '["Rua A","o2"]', 'en')).toBeUndefined()
  })

  it('[L47] is told in every language, and read again from what it says', () => {
    const crossed = inlined()
    expect(crossed.summary[0]).toBe(
      '“at” goes away; “Street”, “zone” of the linked record of Place stand in its place, as they are at that moment. Which record it was is kept for the way back.',
    )
    for (const language of languages)
      expect(describeOps(crossed.before, crossed.ops, language)[0]).not.toMatch(/[{][a-z]+[}]|undefined/)
    const { id: _, ...wire } = wireOp(crossed.ops[0] as never, crossed.before)
    expect(wire).toEqual({ op: 'inline', field: 'at', fields: ['street', 'zone'] })
    expect(inlined(wire).ops).toEqual(crossed.ops)
    expect(inlined({ fields: ['rent', 'street'] }).ops[0]).toMatchObject({ match: [1] })
  })

  it('[L47] what cannot be', () => {
    const at = (...all: Parameters<typeof inlined>) => refusal(() => inlined(...all))
    expect(at({ field: 'first' })).toEqual([['op-not-for-type', 'ops', 0, 'field']])
    expect(at({ field: 'nope' })).toEqual([['unknown-field', 'ops', 0, 'field']])
    expect(at({}, noMaps, { many: true })).toEqual([['inline-of-many', 'ops', 0, 'field']])
    expect(at({}, noMaps, { blueprint: 'gone' })).toEqual([['no-link-target', 'ops', 0, 'field']])
    expect(at({ fields: ['nope'] })).toEqual([['unknown-field', 'ops', 0, 'fields', 0]])
    expect(at({ fields: ['photos'] })).toEqual([['op-not-for-type', 'ops', 0, 'fields', 0]])
    expect(at({ fields: ['street', 'street'] })).toEqual([['given-twice', 'ops', 0, 'fields', 1, 'key']])
    expect(at({}, noMaps, { key: 'street' }, {})).toEqual([['unknown-field', 'ops', 0, 'field']])
    expect(at({}, noMaps, {}, { rules: [{ check: 'has(at)', message: 'm' }] })).toEqual([
      ['used-by-rule', 'ops', 0, 'field'],
    ])
    expect(at({}, noMaps, {}, { uniques: [['at']] })).toEqual([['used-by-unique', 'ops', 0, 'field']])
  })

  it('[L47] not where a field of that key stands already', () => {
    const fields: readonly JsonObject[] = [
      { key: 'street', type: 'text' },
      { key: 'at', type: 'relation', blueprint: 'place' },
    ]
    const op = { op: 'inline', field: 'at', fields: ['street'] }
    expect(refusal(() => crossOps({ fields }, [op], undefined, { blueprints: [place] }))).toEqual([
      ['given-twice', 'ops', 0, 'fields', 0, 'key'],
    ])
  })
})
