// What becomes of fields that move into records of their own, and back?
import { describe, expect, it } from 'vitest'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { noMaps, type OpMaps } from '../lens/lens.ts'
import { alikeValuesOf, keyOfMoved, mapKeysOf, targetOf } from '../lens/map-ops.ts'
import type { ExtractFieldsOp } from '../lens/op.ts'
import { wireOp } from '../lens/wire-op.ts'

const moving: readonly JsonObject[] = [
  { key: 'street', type: 'text', required: true, maxLength: 30 },
  { key: 'zone', type: 'enum', options: ['north', 'south'] },
  { key: 'number', type: 'integer' },
  { key: 'rent', type: 'money' },
]
const blueprint = (name: string, fields: readonly JsonObject[], more: JsonObject = {}) =>
  newBlueprint({ name, fields, ...more }, idGiver({ f: 20, o: 40 }))
const blueprints = [
  blueprint('place', [{ key: 'note', type: 'text' }, ...moving.toReversed()], { label: 'Place' }),
  blueprint('part', moving.slice(1)),
  blueprint('strict', [...moving, { key: 'code', type: 'text', required: true }]),
  blueprint('choices', [{ key: 'zone', type: 'enum', options: ['north'] }]),
  blueprint('types', [
    { key: 'street', type: 'longText' },
    { key: 'number', type: 'number' },
  ]),
]

function extracted(op: JsonObject = {}, maps: OpMaps = noMaps, more: JsonObject = {}, first: JsonObject = {}) {
  return crossOps(
    {
      fields: [{ key: 'first', type: 'text', ...first }, ...moving, { key: 'list', type: 'tags', options: ['x'] }],
      ...more,
    },
    [{ op: 'extract', fields: ['street', 'zone', 'number'], blueprint: 'place', as: 'place', ...op }],
    undefined,
    { blueprints, maps },
  )
}
const opIn = (op: JsonObject = {}) => extracted(op).ops[0] as unknown as ExtractFieldsOp

describe('extract', () => {
  const maps = new GrownMaps()
    .add('p1', '["Rua A","o1",7]', 'A7')
    .add('p1', '["Rua A","o1",8]', 'A7')
    .add('p1', '["Rua B",null,null]', 'B')

  it('[L46] values become the link to the record that holds them, in the place where they stood, and back', () => {
    const crossed = extracted({}, maps)
    expect(crossed.version.fields.map(({ key }) => key)).toEqual(['first', 'place', 'rent', 'list'])
    expect(crossed.version.fields[1]).toEqual({
      ...{
        id: 'f7',
        key: 'place',
        type: 'relation',
        blueprint: 'place',
        label: 'Place',
        required: true,
        askOnEdit: true,
      },
    })
    const there = crossed.forward({ f1: 'stays', f2: 'Rua A', f3: 'o1', f4: 7 })
    expect(there).toEqual({ data: { f1: 'stays', f7: 'A7' }, attic: {} })
    expect(crossed.backward(there.data).data).toEqual({ f1: 'stays', f2: 'Rua A', f3: 'o1', f4: 7 })
  })

  it('[L46] of several that share a record each finds its own values, and an edited link brings those of its record', () => {
    const crossed = extracted({}, maps)
    const records: readonly JsonObject[] = [{ f2: 'Rua A', f3: 'o1', f4: 8 }, { f2: ' Rua B ' }, { f2: '  ' }]
    for (const values of records) {
      const there = crossed.forward(values)
      expect(Object.keys(there.attic)).toEqual(['p1'])
      expect(crossed.backward(there.data, there.attic).data).toEqual(values)
    }
    const there = crossed.forward({ f2: 'Rua A', f3: 'o1', f4: 8 })
    expect(crossed.backward({ f7: 'B' }, there.attic).data).toEqual({ f2: 'Rua B' })
  })

  it('[L46] what no record holds is empty and kept, and so is a link that no values stand for', () => {
    const crossed = extracted({}, maps)
    const failures: never[] = []
    const there = crossed.forward({ f2: 'Nowhere', f4: 1 }, {}, failures)
    expect([there.data, failures]).toEqual([
      {},
      [{ step: 'p1', fields: ['f2', 'f3', 'f4'], values: ['Nowhere', null, 1], waits: false }],
    ])
    expect(crossed.backward(there.data, there.attic).data).toEqual({ f2: 'Nowhere', f4: 1 })
    const back = crossed.backward({ f7: 'new' })
    expect(back.data).toEqual({})
    expect(crossed.forward(back.data, back.attic).data).toEqual({ f7: 'new' })
    expect(crossed.forward({ f1: 'only' }, {}, failures).data).toEqual({ f1: 'only' })
    expect(failures).toHaveLength(1)
  })

  it('[L46] only values that the old fields could hold come back', () => {
    const odd = new GrownMaps()
      .add('p1', '["much too long for the field of old","o9",7]', 'R')
      .add('p1', 'no JSON', 'S')
    const crossed = extracted({}, odd.add('p1', '["short"]', 'T'))
    expect(crossed.backward({ f7: 'R' }).data).toEqual({ f4: 7 })
    for (const record of ['S', 'T']) expect(crossed.backward({ f7: record }).data).toEqual({})
  })

  it('[L44] what records need of the map are all values in one', () => {
    const op = extracted().ops[0] as never
    const ask = (key: string) => [{ map: 'p1', keys: [key], records: [] }]
    expect(mapKeysOf(op, { f2: ' Rua A', f4: 7 })).toEqual(ask('["Rua A",null,7]'))
    expect(mapKeysOf(op, { f2: ' ' })).toEqual([])
  })

  it('[L45] the record that is made holds the values, its own options for those of the field', () => {
    const op = opIn({ match: ['street', 'zone'] })
    expect(targetOf(op, '["Rua A","o2",7]', 'en')).toEqual({ f25: 'Rua A', f24: 'o42', f23: 7 })
    expect(targetOf(op, '["Rua A",null,null]', 'en')).toEqual({ f25: 'Rua A' })
    expect(targetOf(op, 'no JSON', 'en')).toBeUndefined()
    expect(alikeValuesOf(op, '["Rua A","o2",7]')).toEqual({ f25: 'Rua A', f24: 'o42' })
    expect(alikeValuesOf(op, '["Rua A","o9",7]')).toEqual({ f25: 'Rua A', f24: null })
    expect(keyOfMoved(op, { f25: 'Rua A ', f24: 'o41', f23: 7, f21: 'x' })).toBe('["Rua A","o1",7]')
    expect(keyOfMoved(op, { f21: 'x' })).toBeUndefined()
  })

  it('[L46] is told in every language, and read again from what it says', () => {
    const crossed = extracted({ match: ['street'], fields: ['street', 'rent'] })
    expect(crossed.summary[0]).toBe(
      '“street”, “rent” move into records of Place, and “Place” links to them. Records that are alike in “street” share one of them; what differs is kept for the way back. Whoever edits a record in which it is empty is asked to fill it in.',
    )
    for (const language of languages)
      expect(describeOps(crossed.before, crossed.ops, language)[0]).not.toMatch(/[{][a-z]+[}]|undefined/)
    const { id: _, ...wire } = wireOp(crossed.ops[0] as never, crossed.before)
    expect(wire).toEqual({
      op: 'extract',
      fields: ['street', 'rent'],
      blueprint: 'place',
      match: ['street'],
      as: 'place',
    })
    expect(extracted(wire).ops).toEqual(crossed.ops)
    expect(opIn({ fields: ['street', 'rent'] }).match).toEqual([0])
  })

  it('[L46] what cannot be', () => {
    const at = (...all: Parameters<typeof extracted>) => refusal(() => extracted(...all))
    expect(at({ blueprint: 'nope' })).toEqual([['no-link-target', 'ops', 0, 'blueprint']])
    expect(at({ fields: ['nope'] })).toEqual([['unknown-field', 'ops', 0, 'fields', 0]])
    expect(at({ fields: ['street', 'street'] })).toEqual([['given-twice', 'ops', 0, 'fields', 1]])
    expect(at({ fields: ['list'] })).toEqual([['op-not-for-type', 'ops', 0, 'fields', 0]])
    expect(at({ blueprint: 'part' })).toEqual([['extract-lacks', 'ops', 0, 'blueprint']])
    expect(at({ blueprint: 'choices', fields: ['zone'] })).toEqual([['extract-lacks', 'ops', 0, 'blueprint']])
    expect(at({ blueprint: 'types', fields: ['street'] })).toEqual([['extract-lacks', 'ops', 0, 'blueprint']])
    expect(at({ blueprint: 'strict' })).toEqual([['create-needs', 'ops', 0, 'blueprint']])
    expect(at({ match: ['rent'] })).toEqual([['not-one-of', 'ops', 0, 'match', 0]])
    expect(at({ fields: ['rent'], match: ['rent'] })).toContainEqual(['not-one-of', 'ops', 0, 'match', 0])
    expect(at({ as: 'first' })).toEqual([['given-twice', 'ops', 0, 'as', 'key']])
    expect(at({ as: 'street' })).toEqual([])
    const rules: Json = [{ check: 'number > 0', message: 'm' }]
    expect(at({}, noMaps, { rules })).toEqual([['used-by-rule', 'ops', 0, 'field']])
    expect(at({}, noMaps, { uniques: [['street']] })).toEqual([['used-by-unique', 'ops', 0, 'field']])
    expect(at({}, noMaps, { titleField: 'street' })).toEqual([['used-by-title', 'ops', 0, 'field']])
    expect(at({}, noMaps, {}, { showWhen: 'number > 0' })).toEqual([['used-by-condition', 'ops', 0, 'field']])
  })

  it('[L46] not into the blueprint itself, whose fields are those that leave', () => {
    const own = crossOps.bind(null, { name: 'place', fields: moving })
    const op = { op: 'extract', fields: ['street'], blueprint: 'place', as: 'p' }
    expect(refusal(() => own([op], undefined, { blueprints }))).toEqual([['extract-lacks', 'ops', 0, 'blueprint']])
  })
})
