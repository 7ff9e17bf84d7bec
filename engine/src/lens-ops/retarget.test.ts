// What becomes of links when they point to another blueprint?
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import { mapOf } from '../../test/grown-maps.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { noMaps, type OpMaps } from '../lens/lens.ts'
import { wireOp } from '../lens/wire-op.ts'

const blueprint = (name: string, ...keys: string[]) =>
  newBlueprint(
    { name, fields: [{ key: 'n', type: 'integer' }, ...keys.map((key) => ({ key, type: 'text' }))] },
    idGiver({}),
  )
const blueprints = [blueprint('owner', 'email', 'nick'), blueprint('contact', 'name', 'email')]

function moved(op: JsonObject, maps: OpMaps = noMaps, field: JsonObject = {}, more: JsonObject = {}) {
  return crossOps(
    {
      fields: [
        { key: 'x', type: 'relation', blueprint: 'owner', ...field },
        { key: 'y', type: 'text' },
      ],
      ...more,
    },
    [{ op: 'retarget', field: 'x', blueprint: 'contact', match: 'email', ...op }],
    undefined,
    { blueprints, maps },
  )
}

describe('retarget', () => {
  const maps = mapOf('p1', { O1: 'C1', O2: 'C2', O3: 'C2' })

  it('[L42] each link goes to the record that stands for the old one, and back', () => {
    const crossed = moved({}, maps, { required: true, label: 'Owner' })
    expect(crossed.version.fields[0]).toMatchObject({ type: 'relation', blueprint: 'contact', askOnEdit: true })
    expect(crossed.version.fields[0]).not.toHaveProperty('many')
    expect(crossed.ops[0]).toMatchObject({ map: 'p1', match: { id: 'f3' }, old: { id: 'f2' } })
    expect(crossValue(crossed, 'O1')).toEqual({ becomes: 'C1', back: 'O1', fails: false, kept: false })
    expect(crossValue(crossed, 'O3')).toEqual({ becomes: 'C2', back: 'O3', fails: false, kept: true })
    expect(crossValue(crossed, 'O4')).toEqual({ becomes: null, back: 'O4', fails: true, kept: true })
    const back = crossed.backward({ f1: 'C9' })
    expect(back.data).toEqual({})
    expect(crossed.forward(back.data, back.attic).data).toEqual({ f1: 'C9' })
  })

  it('[L43] many links keep those that have no counterpart', () => {
    const crossed = moved({}, maps, { many: true })
    expect(crossed.version.fields[0]).toMatchObject({ many: true })
    const there = crossed.forward({ f1: ['O3', 'O4'] })
    expect(there.data).toEqual({ f1: ['C2'] })
    expect(crossed.backward({ f1: ['C1', 'C2'] }, there.attic).data).toEqual({ f1: ['O1', 'O3', 'O4'] })
  })

  it('[L42] is told in every language, and read again from what it says', () => {
    const crossed = moved({}, noMaps, { default: 'O1' })
    expect(crossed.summary[0]).toBe(
      '“x” links to records of contact now: to the one with the same email. Where there is none, the field becomes empty; the old link is kept for the way back. New records start with an empty “x”.',
    )
    for (const language of languages)
      expect(describeOps(crossed.before, crossed.ops, language)[0]).not.toMatch(/[{][a-z]+[}]|undefined/)
    const { id: _, ...wire } = wireOp(crossed.ops[0] as never, crossed.before)
    expect(wire).toEqual({ op: 'retarget', field: 'x', blueprint: 'contact', match: 'email' })
    expect(moved(wire, noMaps, { default: 'O1' }).ops).toEqual(crossed.ops)
  })

  it('[L42] what cannot be', () => {
    const at = (...all: Parameters<typeof moved>) => refusal(() => moved(...all))
    expect(at({ field: 'y' })).toEqual([['op-not-for-type', 'ops', 0, 'field']])
    expect(at({ field: 'z' })).toEqual([['unknown-field', 'ops', 0, 'field']])
    expect(at({ blueprint: 'owner' })).toEqual([['nothing-changes', 'ops', 0, 'blueprint']])
    expect(at({ blueprint: 'nope' })).toEqual([['no-link-target', 'ops', 0, 'blueprint']])
    expect(at({}, noMaps, { blueprint: 'gone' })).toEqual([['no-link-target', 'ops', 0, 'field']])
    expect(at({ match: 'n' })).toEqual([['match-not-text', 'ops', 0, 'match']])
    // Not a field of both.
    expect(at({ match: 'nick' })).toEqual([['unknown-field', 'ops', 0, 'match']])
    expect(at({ match: 'name' })).toEqual([['unknown-field', 'ops', 0, 'match']])
    expect(at({}, noMaps, {}, { rules: [{ check: 'has(x)', message: 'm' }] })).toEqual([
      ['used-by-rule', 'ops', 0, 'field'],
    ])
  })
})
