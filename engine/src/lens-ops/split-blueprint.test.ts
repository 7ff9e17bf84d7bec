// What does the blueprint begin with to which some records move?
import { describe, expect, it } from 'vitest'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { wireBlueprint } from '../blueprint/wire-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import type { SplitBlueprintOp } from '../lens/op.ts'
import { partingBy, passOver } from '../lens/passage.ts'
import { wireOp } from '../lens/wire-op.ts'
import type { StoredData } from '../record/stored-record.ts'

const deal: JsonObject = {
  fields: [
    { key: 'title', type: 'text', required: true },
    { key: 'qty', type: 'integer' },
    { key: 'note', type: 'text', showWhen: 'qty > 1' },
    { key: 'double', type: 'formula', expr: 'qty * 2' },
    { key: 'number', type: 'autonumber', format: 'D-{000}' },
  ],
  titleField: 'title',
  rules: [
    { check: 'qty >= 0', message: 'Not below zero' },
    { check: 'title != note', message: 'Say something new' },
  ],
  uniques: [['title'], ['title', 'note']],
}

function parted(op: JsonObject = {}) {
  return crossOps(deal, [{ op: 'splitBlueprint', blueprint: 'large', when: 'qty > 1', ...op }], 'UTC', {
    blueprints: [newBlueprint({ name: 'taken', fields: [{ key: 'a', type: 'text' }] }, idGiver({}))],
  })
}
const opIn = (op: JsonObject = {}) => parted(op).ops[0] as unknown as SplitBlueprintOp
const startOf = (op: JsonObject = {}) => wireBlueprint({ ...opIn(op).starts, version: 1, reserved: [] })

describe('splitting a blueprint', () => {
  it('[L59] begins with all fields under their ids, and what is worked out from inside of the record goes on', () => {
    const { before, version } = parted()
    expect(version).toEqual({ ...before, version: 2 })
    const starts = opIn({ label: 'Large' }).starts
    expect(starts).toMatchObject({ name: 'large', label: 'Large', titleField: 'f1' })
    expect(starts.fields.map(({ id }) => id)).toEqual(before.fields.map(({ id }) => id))
    expect(starts.fields[3]).toEqual(before.fields[3])
    expect(starts.fields[4]).toMatchObject({ key: 'number', type: 'text', readOnly: true })
    expect(starts.fields[4]).not.toHaveProperty('computed')
    expect(starts.rules).toHaveLength(2)
    expect(starts.uniques).toHaveLength(2)
  })

  it('[L59] with some of the fields, rules and combinations go along whose fields all do', () => {
    expect(startOf({ fields: ['double', 'title', 'note'] })).toMatchObject({
      fields: [
        { id: 'f1', key: 'title' },
        { id: 'f3', key: 'note' },
        { id: 'f4', key: 'double', readOnly: true },
      ],
      rules: [{ check: 'title != note' }],
      uniques: [['title'], ['title', 'note']],
    })
    expect(opIn({ fields: ['double', 'title', 'note'] }).starts.fields[1]).not.toHaveProperty('showWhen')
    expect(startOf({ fields: ['qty'] })).not.toHaveProperty('titleField')
  })

  it('[L59] refuses a name that is taken, an expression that is none, and fields that are not there', () => {
    const told = (op: JsonObject) => refusal(() => parted(op))
    expect(told({ blueprint: 'taken' })).toEqual([['blueprint-exists', 'ops', 0, 'blueprint']])
    expect(told({ blueprint: 'thing' })).toEqual([['blueprint-exists', 'ops', 0, 'blueprint']])
    expect(told({ when: 'qty' })).toHaveLength(1)
    expect(told({ when: 'nobody > 1' })).toEqual([expect.arrayContaining(['ops', 0, 'when'])])
    expect(told({ fields: ['title', 'title'] })).toEqual([['given-twice', 'ops', 0, 'fields', 1]])
    expect(told({ fields: ['nobody'] })).toEqual([['unknown-field', 'ops', 0, 'fields', 0]])
  })

  it('[L59] values keep their places; what does not go along is there again on the way back', () => {
    const op = opIn({ fields: ['title'] })
    const record = { f1: 'A', f2: 3, f3: 'kept' }
    const there = passOver(op, 'there', record)
    expect(there.data).toEqual({ f1: 'A' })
    const last = { from: there.data, to: record }
    expect(passOver(op, 'here', { f1: 'B' }, last)).toEqual({ data: { ...record, f1: 'B' }, edited: ['f1'] })
  })

  it('[L60] only records for which it is true leave; what is missing or cannot be worked out is told apart', () => {
    const goes = partingBy(opIn({ when: '10 / qty > 1' }))
    const records: readonly StoredData[] = [{ f2: 2 }, { f2: 20 }, {}, { f2: 0 }]
    expect(records.map(goes)).toEqual(['there', 'here', 'empty', 'error'])
  })

  it('[L9] said with names and read again it is the same, in sentences of every language', () => {
    const first = parted({ fields: ['title', 'qty'], label: 'Large' })
    const { id: _, ...wire } = wireOp(first.ops[0] as (typeof first.ops)[number], first.before)
    expect(parted(wire).ops).toEqual(first.ops)
    const texts = languages.map((language) => describeOps(first.before, first.ops, language).join(' '))
    expect(texts[0]).toContain('Records for which qty > 1 holds move to the new “Large”')
    for (const text of texts) expect(text).not.toMatch(/\{\w+\}/)
  })
})
