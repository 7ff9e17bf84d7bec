// What becomes of choices, tags and texts that turn into links, and back?
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import { mapOf } from '../../test/grown-maps.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { noMaps, type OpMaps } from '../lens/lens.ts'
import type { ToRelationFieldOp } from '../lens/op.ts'
import { wireOp } from '../lens/wire-op.ts'

const blueprint = (wire: JsonObject) => newBlueprint(wire, idGiver({}))
const city = blueprint({
  name: 'city',
  label: { en: 'City', 'pt-BR': 'Cidade', ru: 'Город' },
  titleField: 'name',
  fields: [
    { key: 'code', type: 'text' },
    { key: 'name', type: 'text', label: 'Name' },
    { key: 'mail', type: 'email' },
    { key: 'shade', type: 'color', readOnly: true },
    { key: 'tint', type: 'color' },
    { key: 'size', type: 'integer' },
    { key: 'names', type: 'list', of: 'text' },
  ],
})
const blueprints = [
  city,
  blueprint({
    name: 'strict',
    fields: [
      { key: 'name', type: 'text' },
      { key: 'n', type: 'integer', required: true },
    ],
  }),
  blueprint({ name: 'number', fields: [{ key: 'n', type: 'integer' }] }),
]

const options: Json = ['porto', { key: 'li', label: { en: 'Lisbon', 'pt-BR': 'Lisboa' }, color: 'blue' }, 'faro']

function linked(field: JsonObject, op: JsonObject = {}, maps: OpMaps = noMaps, more: JsonObject = {}) {
  const fields: readonly JsonObject[] = [
    { key: 'x', ...field },
    { key: 'y', type: 'text' },
  ]
  return crossOps({ fields, ...more }, [{ op: 'toRelation', field: 'x', blueprint: 'city', ...op }], undefined, {
    blueprints,
    maps,
  })
}

describe('toRelation', () => {
  it('[L40] each choice is the link to its record, and back', () => {
    const crossed = linked(
      { type: 'enum', options, default: 'porto', required: true },
      {},
      mapOf('p1', { o1: 'P', o2: 'L' }),
    )
    expect(crossed.version.fields[0]).toEqual({
      ...{ id: 'f1', key: 'x', type: 'relation', blueprint: 'city', required: true, askOnEdit: true },
    })
    expect(crossed.ops[0]).toMatchObject({ map: 'p1', createMissing: true, match: { id: 'f2' }, color: 'f5' })
    expect(crossValue(crossed, 'o1')).toEqual({ becomes: 'P', back: 'o1', fails: false, kept: false })
    expect(crossValue(crossed, 'o3')).toEqual({ becomes: null, back: 'o3', fails: true, kept: true })
    expect(crossed.backward({ f1: 'L' }).data).toEqual({ f1: 'o2' })
  })

  it('[L40] a link to a record that no option stands for is empty on the old side, and comes again', () => {
    const crossed = linked({ type: 'enum', options }, {}, mapOf('p1', { o1: 'P' }))
    const back = crossed.backward({ f1: 'new' })
    expect(back.data).toEqual({})
    expect(crossed.forward(back.data, back.attic).data).toEqual({ f1: 'new' })
    expect(crossed.forward({ f1: 'o1' }, back.attic).data).toEqual({ f1: 'P' })
  })

  it('[L40] texts stand for records whatever spaces surround them, and blanks say nothing', () => {
    const maps = mapOf('p1', { Porto: 'P', 'a@b.de': 'A' })
    const crossed = linked({ type: 'text', maxLength: 20 }, { match: 'code' }, maps)
    expect(crossed.version.fields[0]).toEqual({ id: 'f1', key: 'x', type: 'relation', blueprint: 'city' })
    expect(crossed.ops[0]).toMatchObject({ createMissing: false, match: { id: 'f1', key: 'code' } })
    expect(crossValue(crossed, 'Porto')).toEqual({ becomes: 'P', back: 'Porto', fails: false, kept: false })
    expect(crossValue(crossed, ' Porto')).toEqual({ becomes: 'P', back: ' Porto', fails: false, kept: true })
    expect(crossValue(crossed, 'porto')).toEqual({ becomes: null, back: 'porto', fails: true, kept: true })
    expect(crossValue(crossed, '  ')).toEqual({ becomes: null, back: '  ', fails: false, kept: true })
    expect(crossValue(linked({ type: 'email' }, {}, maps), 'a@b.de')).toMatchObject({ becomes: 'A', kept: false })
  })

  it('[L40] what goes back is a value that the old field could hold', () => {
    const maps = mapOf('p1', { 'much too long': 'M', fits: 'F' })
    const crossed = linked({ type: 'text', maxLength: 5 }, {}, maps)
    expect(crossed.backward({ f1: 'F' }).data).toEqual({ f1: 'fits' })
    expect(crossed.backward({ f1: 'M' }).data).toEqual({})
    const choices = linked({ type: 'enum', options }, {}, mapOf('p1', { o9: 'N' }))
    expect(choices.backward({ f1: 'N' }).data).toEqual({})
  })

  it('[L40] is told in every language, with what goes and what is created', () => {
    const crossed = linked({ type: 'enum', options, default: 'porto', label: 'Town' })
    expect(crossed.summary).toEqual([
      'Every choice of “Town” becomes a link to a record of City. Records that do not exist yet are created. New records start with an empty “Town”.',
    ])
    const texts = linked({ type: 'text', pattern: 'a', required: true }, { match: 'name' })
    expect(texts.summary[0]).toBe(
      'Every text in “x” becomes a link to the record of City that has it as Name. Where there is no such record, the field becomes empty; the value is kept for the way back. Whoever edits a record in which it is empty is asked to fill it in. pattern of “x” no longer applies.',
    )
    for (const language of languages)
      expect(describeOps(crossed.before, crossed.ops, language)[0]).not.toMatch(/[{][a-z]+[}]|undefined/)
  })

  it('[L40] is read again from what it says', () => {
    const crossed = linked({ type: 'tags', options }, { match: 'code', createMissing: false })
    const { id: _, ...wire } = wireOp(crossed.ops[0] as never, crossed.before)
    expect(wire).toEqual({ op: 'toRelation', field: 'x', blueprint: 'city', match: 'code', createMissing: false })
    expect(linked({ type: 'tags', options }, wire).ops).toEqual(crossed.ops)
  })

  it('[L40] a record may link to its like', () => {
    const self = { field: 'x', blueprint: 'thing', match: 'y' }
    expect(linked({ type: 'text' }, self).version.fields[0]).toMatchObject({ type: 'relation', blueprint: 'thing' })
    expect(refusal(() => linked({ type: 'text' }, { ...self, match: 'x' }))).toEqual([
      ['match-is-field', 'ops', 0, 'match'],
    ])
  })

  it('[L40] in rows of a group as well', () => {
    const maps = mapOf('p2', { Porto: 'P' })
    const crossed = crossOps(
      { fields: [{ key: 'stops', type: 'list', fields: [{ key: 'at', type: 'text' }] }] },
      [{ op: 'each', field: 'stops', ops: [{ op: 'toRelation', field: 'at', blueprint: 'city' }] }],
      undefined,
      { blueprints, maps },
    )
    const old = {
      f1: [
        { _id: 'a', f2: 'Porto' },
        { _id: 'b', f2: 'Nowhere' },
      ],
    }
    const there = crossed.forward(old)
    expect(there.data).toEqual({ f1: [{ _id: 'a', f2: 'P' }, { _id: 'b' }] })
    expect(crossed.backward(there.data, there.attic).data).toEqual(old)
  })

  it('[L40] what cannot be', () => {
    const at = (field: JsonObject, op?: JsonObject, more?: JsonObject) => refusal(() => linked(field, op, noMaps, more))
    const text = { type: 'text' }
    expect(at({ type: 'integer' })).toEqual([['op-not-for-type', 'ops', 0, 'field']])
    expect(at({ type: 'richText' })).toEqual([['op-not-for-type', 'ops', 0, 'field']])
    expect(at({ type: 'list', of: 'number' })).toEqual([['op-not-for-type', 'ops', 0, 'field']])
    expect(at(text, { field: 'nope' })).toEqual([['unknown-field', 'ops', 0, 'field']])
    expect(at(text, { blueprint: 'nope' })).toEqual([['no-link-target', 'ops', 0, 'blueprint']])
    expect(at(text, { match: 'nope' })).toEqual([['unknown-field', 'ops', 0, 'match']])
    expect(at(text, { match: 'size' })).toEqual([['match-not-text', 'ops', 0, 'match']])
    expect(at(text, { match: 'names' })).toEqual([['match-not-text', 'ops', 0, 'match']])
    expect(at(text, { blueprint: 'number' })).toEqual([['nothing-to-match', 'ops', 0, 'match']])
    expect(at(text, { blueprint: 'strict', createMissing: true })).toEqual([
      ['create-needs', 'ops', 0, 'createMissing'],
    ])
    expect(at(text, { blueprint: 'strict' })).toEqual([])
    expect(at(text, {}, { titleField: 'x' })).toEqual([['used-by-title', 'ops', 0, 'field']])
    expect(at(text, {}, { uniques: [['x']] })).toEqual([])
    expect(at(text, {}, { rules: [{ check: "x != ''", message: 'm' }] })).toEqual([['used-by-rule', 'ops', 0, 'field']])
    expect(at({ ...text, showWhen: "x != ''" })).toEqual([['used-by-condition', 'ops', 0, 'field']])
    expect(at({ ...text, showWhen: "y != ''" })).toEqual([])
  })
})

describe('several links', () => {
  const maps = mapOf('p1', { o1: 'P', o2: 'L', o3: 'P' })
  const crossed = linked({ type: 'tags', options, minItems: 1, quickFilter: true }, {}, maps)

  it('[L43] tags are links, each once', () => {
    expect(crossed.version.fields[0]).toEqual({
      ...{ id: 'f1', key: 'x', type: 'relation', blueprint: 'city', many: true, minItems: 1 },
    })
    expect(crossValue(crossed, ['o2', 'o1'])).toEqual({
      becomes: ['L', 'P'],
      back: ['o2', 'o1'],
      fails: false,
      kept: false,
    })
    expect(crossValue(crossed, ['o1', 'o3'])).toEqual({ becomes: ['P'], back: ['o1', 'o3'], fails: false, kept: true })
    expect(crossValue(crossed, ['o9', 'o2'])).toEqual({ becomes: ['L'], back: ['o9', 'o2'], fails: true, kept: true })
    expect(crossValue(crossed, ['o9'])).toEqual({ becomes: null, back: ['o9'], fails: true, kept: true })
    expect(crossValue(crossed, [])).toEqual({ becomes: [], back: [], fails: false, kept: false })
    expect(crossValue(crossed, 5)).toEqual({ becomes: null, back: 5, fails: true, kept: true })
  })

  it('[L43] texts of a list as well', () => {
    const list = linked({ type: 'list', of: 'text' }, {}, mapOf('p1', { a: 'A' }))
    expect(list.version.fields[0]).toMatchObject({ type: 'relation', many: true })
    expect(crossValue(list, ['a', ' a '])).toEqual({ becomes: ['A'], back: ['a', ' a '], fails: false, kept: true })
  })

  it('[L43] an edit on one side leaves what cannot be seen there, and what stands for values it left alone', () => {
    const there = crossed.forward({ f1: ['o9', 'o3'] })
    expect(there.data).toEqual({ f1: ['P'] })
    // A link is added: the option without a record stays, and so does the one of two that stand for one record.
    expect(crossed.backward({ f1: ['P', 'L'] }, there.attic).data).toEqual({ f1: ['o3', 'o2', 'o9'] })
    expect(crossed.backward({}, there.attic).data).toEqual({ f1: ['o9'] })
    // A link to a record that no option stands for survives an edit of the options.
    const back = crossed.backward({ f1: ['new', 'P'] })
    expect(back.data).toEqual({ f1: ['o1'] })
    expect(crossed.forward({ f1: ['o2'] }, back.attic).data).toEqual({ f1: ['L', 'new'] })
  })

  it('[L43] maps grow, and what they said stands', () => {
    const maps = mapOf('p1', { a: 'A' })
    const list = linked({ type: 'list', of: 'text' }, {}, maps)
    const there = list.forward({ f1: ['a', 'b'] })
    expect(there.data).toEqual({ f1: ['A'] })
    maps.add('p1', 'b', 'B')
    const back = list.backward(there.data, there.attic)
    expect(back.data).toEqual({ f1: ['a', 'b'] })
    // Nobody can tell whether the link was missing or taken away, so nothing comes that nobody put there.
    expect(list.forward(back.data, back.attic).data).toEqual({ f1: ['A'] })
    expect(list.forward({ f1: ['a', 'b'] }).data).toEqual({ f1: ['A', 'B'] })
  })
})

it('[L40] the op is data', () => {
  const op = linked({ type: 'text' }).ops[0] as unknown as ToRelationFieldOp
  expect(JSON.parse(JSON.stringify(op))).toEqual(op)
})
