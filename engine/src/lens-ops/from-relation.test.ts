// What becomes of links that turn into texts or choices, and back?
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { noMaps, type OpMaps } from '../lens/lens.ts'
import { wireOp } from '../lens/wire-op.ts'

const owner = newBlueprint(
  {
    name: 'owner',
    label: 'Owner',
    fields: [
      { key: 'age', type: 'integer' },
      { key: 'name', type: 'text' },
      { key: 'mail', type: 'email', label: 'E-mail' },
    ],
  },
  idGiver({}),
)
const options: Json = ['Ana', { key: 'rui', label: { en: 'Rui', ru: 'Руй' } }]

function unlinked(op: JsonObject, maps: OpMaps = noMaps, field: JsonObject = {}, more: JsonObject = {}) {
  return crossOps(
    {
      fields: [
        { key: 'x', type: 'relation', blueprint: 'owner', ...field },
        { key: 'y', type: 'text' },
      ],
      ...more,
    },
    [{ op: 'fromRelation', field: 'x', ...op }],
    undefined,
    { blueprints: [owner], maps },
  )
}

const people = () =>
  new GrownMaps().add('p1', 'Ana', 'A1').add('p1', 'Ana', 'A2').add('p1', 'Rui', 'R').add('p1', 'x'.repeat(10_001), 'X')

describe('fromRelation', () => {
  it('[L41] a link becomes the text of its record; of two with one text, the one it was comes back', () => {
    const crossed = unlinked({ type: 'text' }, people(), { required: true })
    expect(crossed.version.fields[0]).toEqual({ id: 'f1', key: 'x', type: 'text', required: true, askOnEdit: true })
    expect(crossed.ops[0]).toMatchObject({ map: 'p1', match: { id: 'f2', key: 'name' } })
    expect(crossValue(crossed, 'A1')).toEqual({ becomes: 'Ana', back: 'A1', fails: false, kept: false })
    expect(crossValue(crossed, 'A2')).toEqual({ becomes: 'Ana', back: 'A2', fails: false, kept: true })
    expect(crossValue(crossed, 'gone')).toEqual({ becomes: null, back: 'gone', fails: true, kept: true })
    expect(crossValue(crossed, 'X')).toEqual({ becomes: null, back: 'X', fails: true, kept: true })
  })

  it('[L41] an edited text is the link to the record that is called so, or none', () => {
    const crossed = unlinked({ type: 'text' }, people())
    const there = crossed.forward({ f1: 'A2' })
    expect(crossed.backward({ f1: ' Rui ' }, there.attic).data).toEqual({ f1: 'R' })
    const back = crossed.backward({ f1: 'Nobody' }, there.attic)
    expect(back.data).toEqual({})
    expect(crossed.forward(back.data, back.attic).data).toEqual({ f1: 'Nobody' })
    expect(crossed.backward({ f1: '  ' }, there.attic).data).toEqual({})
  })

  it('[L41] a link becomes the choice that is called like its record', () => {
    const crossed = unlinked({ type: 'enum', options, label: 'name' }, people())
    expect(crossed.version.fields[0]).toMatchObject({ type: 'enum', options: [{ id: 'o1', key: 'Ana' }, { id: 'o2' }] })
    expect(crossValue(crossed, 'A2')).toEqual({ becomes: 'o1', back: 'A2', fails: false, kept: true })
    // By a label, in any language.
    expect(crossValue(crossed, 'R')).toEqual({ becomes: 'o2', back: 'R', fails: false, kept: false })
    expect(crossValue(crossed, 'X')).toEqual({ becomes: null, back: 'X', fails: true, kept: true })
    expect(crossed.backward({ f1: 'o9' }).data).toEqual({})
  })

  it('[L43] many links become a list of texts or tags; an edit leaves the others what they were', () => {
    const texts = unlinked({ type: 'text' }, people(), { many: true, quickFilter: true })
    expect(texts.version.fields[0]).toEqual({ id: 'f1', key: 'x', type: 'list', of: 'text' })
    const there = texts.forward({ f1: ['A2', 'gone'] })
    expect(there.data).toEqual({ f1: ['Ana'] })
    expect(texts.backward({ f1: ['Rui', 'Ana'] }, there.attic).data).toEqual({ f1: ['R', 'A2', 'gone'] })
    const tags = unlinked({ type: 'enum', options }, people(), { many: true, maxItems: 3 })
    expect(tags.version.fields[0]).toMatchObject({ type: 'tags', maxItems: 3 })
    expect(crossValue(tags, ['A1', 'A2', 'R'])).toEqual({
      ...{ becomes: ['o1', 'o2'], back: ['A1', 'A2', 'R'], fails: false, kept: true },
    })
  })

  it('[L41] is told in every language, and read again from what it says', () => {
    const crossed = unlinked({ type: 'enum', options, label: 'mail' }, noMaps, { label: 'Boss', default: 'A1' })
    expect(crossed.summary[0]).toBe(
      '“Boss” becomes a choice: the one that is called like the E-mail of the linked record of Owner. Its options: Ana, Rui. Which record it was is kept for the way back. New records start with an empty “Boss”.',
    )
    const text = unlinked({ type: 'text' })
    expect(text.summary[0]).toBe(
      '“x” becomes a text: the name of the linked record of Owner, as it is at that moment. Which record it was is kept for the way back.',
    )
    for (const language of languages)
      for (const { before, ops } of [crossed, text])
        expect(describeOps(before, ops, language)[0]).not.toMatch(/[{][a-z]+[}]|undefined/)
    const { id: _, ...wire } = wireOp(text.ops[0] as never, text.before)
    expect(wire).toEqual({ op: 'fromRelation', field: 'x', type: 'text', label: 'name' })
    expect(unlinked(wire).ops).toEqual(text.ops)
    expect(wireOp(crossed.ops[0] as never, crossed.before)).toMatchObject({
      ...{ type: 'enum', label: 'mail', options: [{ key: 'Ana' }, { key: 'rui' }] },
    })
  })

  it('[L41] what cannot be', () => {
    const at = (...all: Parameters<typeof unlinked>) => refusal(() => unlinked(...all))
    expect(at({ type: 'text', field: 'y' })).toEqual([['op-not-for-type', 'ops', 0, 'field']])
    expect(at({ type: 'text', field: 'z' })).toEqual([['unknown-field', 'ops', 0, 'field']])
    expect(at({ type: 'text', label: 'age' })).toEqual([['match-not-text', 'ops', 0, 'label']])
    expect(at({ type: 'text', label: 'nope' })).toEqual([['unknown-field', 'ops', 0, 'label']])
    expect(at({ type: 'text', options })).toEqual([['no-meaning-here', 'ops', 0, 'options']])
    expect(at({ type: 'enum' })).toEqual([['setting-missing', 'ops', 0, 'options']])
    expect(at({ type: 'enum', options: [{ id: 'o1', key: 'a' }] })).toEqual([['id-is-given', 'ops', 0, 'options', 0]])
    expect(at({ type: 'enum', options: ['a', 'a'] })).toEqual([['given-twice', 'ops', 0, 'options', 1, 'key']])
    expect(at({ type: 'enum', options: [{ key: 'a', retired: true }] })).toEqual([
      ['all-options-retired', 'ops', 0, 'options'],
    ])
    expect(at({ type: 'text' }, noMaps, { blueprint: 'gone' })).toEqual([['no-link-target', 'ops', 0, 'field']])
    expect(at({ type: 'text' }, noMaps, {}, { rules: [{ check: 'has(x)', message: 'm' }] })).toEqual([
      ['used-by-rule', 'ops', 0, 'field'],
    ])
    expect(at({ type: 'enum', options }, noMaps, {}, { uniques: [['x']] })).toEqual([])
  })
})
