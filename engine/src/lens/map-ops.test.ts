// What do records need of the maps of ops, and how do the records look that are made for them?
import { describe, expect, it } from 'vitest'
import { crossOps } from '../../test/cross-ops.ts'
import { mapOf } from '../../test/grown-maps.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import { GatheredMaps } from './gathered-maps.ts'
import { choicesOf, keyOfText, type MapOp, mapKeysOf, mapOpsIn, matchTextsOf, targetOf } from './map-ops.ts'
import type { ToRelationFieldOp } from './op.ts'
import { compilePlan, runPlan } from './plan.ts'
import { PretendedMaps } from './pretended-maps.ts'

const blueprint = (name: string, ...more: JsonObject[]) =>
  newBlueprint({ name, fields: [{ key: 'name', type: 'text' }, ...more] }, idGiver({}))
const blueprints = [blueprint('city', { key: 'tint', type: 'color' }), blueprint('place')]
const options: Json = [
  { key: 'po', label: { en: 'Porto', ru: 'Порту' }, color: 'red' },
  { key: 'li', color: '#AABBCC' },
  { key: 'fa', label: 'Faro', color: 'fuchsia' },
]
const fields: readonly JsonObject[] = [
  { key: 'kind', type: 'enum', options },
  { key: 'tags', type: 'tags', options },
  { key: 'text', type: 'text' },
  { key: 'link', type: 'relation', blueprint: 'city' },
  { key: 'links', type: 'relation', blueprint: 'city', many: true },
  { key: 'stops', type: 'list', fields: [{ key: 'at', type: 'text' }] },
]
const crossed = (...ops: JsonObject[]) => crossOps({ fields }, ops, undefined, { blueprints })
const only = (op: JsonObject) => crossed(op).ops[0] as never
const data = { f1: 'o1', f2: ['o5', 'o4'], f3: ' Porto ', f4: 'C1', f5: ['C1', 'C2'] }

describe('what records need of a map', () => {
  it.each<[JsonObject, JsonObject, Json]>([
    [{ op: 'toRelation', field: 'kind', blueprint: 'city' }, data, [{ map: 'p1', keys: ['o1'], records: [] }]],
    [{ op: 'toRelation', field: 'tags', blueprint: 'city' }, data, [{ map: 'p1', keys: ['o5', 'o4'], records: [] }]],
    [{ op: 'toRelation', field: 'text', blueprint: 'city' }, data, [{ map: 'p1', keys: ['Porto'], records: [] }]],
    [{ op: 'toRelation', field: 'text', blueprint: 'city' }, { f3: '  ' }, []],
    [{ op: 'toRelation', field: 'text', blueprint: 'city' }, {}, []],
    [{ op: 'fromRelation', field: 'link', type: 'text' }, data, [{ map: 'p1', keys: [], records: ['C1'] }]],
    [{ op: 'fromRelation', field: 'links', type: 'text' }, data, [{ map: 'p1', keys: [], records: ['C1', 'C2'] }]],
    [
      { op: 'retarget', field: 'links', blueprint: 'place', match: 'name' },
      data,
      [{ map: 'p1', keys: ['C1', 'C2'], records: [] }],
    ],
    [{ op: 'rename', field: 'text', key: 'other' }, data, []],
  ])('[L44] %j of %j', (op, record, asks) => {
    expect(mapKeysOf(only(op), record)).toEqual(asks)
  })

  it('[L44] also in the rows of a group', () => {
    const op = crossed({
      ...{ op: 'each', field: 'stops', ops: [{ op: 'toRelation', field: 'at', blueprint: 'city' }] },
    }).ops[0] as never
    const stops = [
      { _id: 'a', f7: 'Porto' },
      { _id: 'b', f7: 'Faro' },
      { _id: 'c', f7: 'Porto' },
    ]
    expect(mapKeysOf(op, { f6: stops })).toEqual([{ map: 'p2', keys: ['Porto', 'Faro'], records: [] }])
    expect(mapOpsIn([op]).map(({ map }) => map)).toEqual(['p2'])
  })

  it('[L44] on a way with several ops, in rounds: what one was answered the next may ask for', () => {
    const { ops } = crossed(
      { op: 'toRelation', field: 'kind', blueprint: 'city' },
      { op: 'retarget', field: 'kind', blueprint: 'place', match: 'name' },
    )
    expect(mapOpsIn(ops).map(({ op }) => op)).toEqual(['toRelation', 'retarget'])
    const plan = compilePlan(() => ops, 1, 2)
    const maps = new GatheredMaps()
    const asked = () => {
      const arrived = runPlan(plan, { f1: 'o1' }, {}, { maps })
      return [arrived.data['f1'] ?? null, maps.unanswered()]
    }
    expect(asked()).toEqual([null, [{ map: 'p1', keys: ['o1'], records: [] }]])
    maps.tellRecord('p1', 'o1', 'C1')
    maps.tellKey('p1', 'C1', 'o1')
    expect(asked()).toEqual([null, [{ map: 'p2', keys: ['C1'], records: [] }]])
    maps.tellRecord('p2', 'C1', 'P1')
    expect(asked()).toEqual(['P1', [{ map: 'p2', keys: [], records: ['P1'] }]])
    // Nobody knew: it is not asked for again.
    expect(asked()).toEqual(['P1', []])
  })

  it('[L44] known without looking at a record where they are options', () => {
    const op = (wire: JsonObject) => only(wire) as unknown as MapOp
    expect(choicesOf(op({ op: 'toRelation', field: 'tags', blueprint: 'city' }))).toEqual(['o4', 'o5', 'o6'])
    expect(choicesOf(op({ op: 'toRelation', field: 'text', blueprint: 'city' }))).toBeUndefined()
    expect(choicesOf(op({ op: 'fromRelation', field: 'link', type: 'text' }))).toBeUndefined()
  })
})

describe('the record that stands for a key', () => {
  const to = (more: JsonObject) =>
    only({ op: 'toRelation', blueprint: 'city', ...more }) as unknown as ToRelationFieldOp
  const kind = to({ field: 'kind' })

  it('[L45] has the text of the option in the language that is asked for, and its colour where there is a field for it', () => {
    expect(targetOf(kind, 'o1', 'ru')).toEqual({ f1: 'Порту', f2: '#c4372d' })
    expect(targetOf(kind, 'o1', 'pt-BR')).toEqual({ f1: 'Porto', f2: '#c4372d' })
    expect(targetOf(kind, 'o2', 'en')).toEqual({ f1: 'li', f2: '#aabbcc' })
    expect(targetOf(kind, 'o3', 'en')).toEqual({ f1: 'Faro' })
    expect(targetOf(to({ field: 'kind', blueprint: 'place' }), 'o1', 'en')).toEqual({ f1: 'Porto' })
    expect(targetOf(kind, 'o9', 'en')).toBeUndefined()
  })

  it('[L45] has the text itself, and is not made where only existing records are linked', () => {
    expect(targetOf(to({ field: 'text', createMissing: true }), 'Porto', 'en')).toEqual({ f1: 'Porto' })
    expect(targetOf(to({ field: 'text' }), 'Porto', 'en')).toBeUndefined()
    expect(targetOf(to({ field: 'kind', createMissing: false }), 'o1', 'en')).toBeUndefined()
    expect(targetOf(only({ op: 'fromRelation', field: 'link', type: 'text' }), 'C1', 'en')).toBeUndefined()
  })

  it('[L45] is recognised by any text of the option', () => {
    expect(matchTextsOf(kind, 'o1', 'ru')).toEqual(['Порту', 'po', 'Porto'])
    expect(matchTextsOf(kind, 'o2', 'ru')).toEqual(['li'])
    expect(matchTextsOf(kind, 'o9', 'ru')).toEqual([])
    expect(matchTextsOf(to({ field: 'text' }), 'Porto', 'en')).toEqual(['Porto'])
  })

  it('[L45] is known by its text to the op, so that a record of later finds its way back', () => {
    expect([keyOfText(kind, 'Порту'), keyOfText(kind, 'li'), keyOfText(kind, 'nowhere')]).toEqual([
      'o1',
      'o2',
      undefined,
    ])
    const text = to({ field: 'text' })
    expect([keyOfText(text, ' Porto '), keyOfText(text, '  ')]).toEqual(['Porto', undefined])
  })

  it('[L44] a look before anything is written pretends that it was made', () => {
    const { ops } = crossed(
      { op: 'toRelation', field: 'kind', blueprint: 'city' },
      { op: 'toRelation', field: 'text', blueprint: 'city' },
    )
    const maps = new PretendedMaps(mapOf('p1', { o1: 'C1' }), ops)
    const plan = compilePlan(() => ops, 1, 2)
    const seen = (data: JsonObject) => runPlan(plan, data, {}, { maps })
    expect(seen({ f1: 'o1', f3: 'Porto' }).data).toEqual({ f1: 'C1' })
    expect(seen({ f1: 'o2' })).toEqual({ data: { f1: 'new o2' }, attic: {} })
    expect(seen({ f1: 'o9' }).data).toEqual({})
  })
})
