// Is everything derived from a record that lists need, and nothing else?
import { describe, expect, it } from 'vitest'
import { versionOf } from '../../test/record-context.ts'
import { projectRecord, type SlotMap, tagValue } from './project-record.ts'

const options = [
  { id: 'o1', key: 'A' },
  { id: 'o2', key: 'B' },
] as const
const version = versionOf(
  [
    { id: 'f1', key: 'title', type: 'text' },
    { id: 'f2', key: 'qty', type: 'integer' },
    { id: 'f3', key: 'due', type: 'date' },
    { id: 'f4', key: 'customer', type: 'relation', blueprint: 'customer' },
    { id: 'f5', key: 'others', type: 'relation', blueprint: 'customer', many: true },
    { id: 'f6', key: 'labels', type: 'tags', options },
    { id: 'f7', key: 'codes', type: 'list', of: 'integer' },
    { id: 'f8', key: 'team', type: 'user', many: true },
    { id: 'f9', key: 'lines', type: 'list', fields: [{ id: 'f10', key: 'sku', type: 'text' }] },
    { id: 'f11', key: 'owner', type: 'user' },
  ],
  {
    uniques: [
      { id: 'u1', fields: ['f1', 'f2'] },
      { id: 'u2', fields: ['f3'] },
    ],
  },
)
const slots: SlotMap = [
  { slot: 's0', field: 'f1' },
  { slot: 'n7', field: 'f2' },
  { slot: 't3', field: 'f3' },
  { slot: 'r0', field: 'f4' },
  { slot: 's7', field: 'f11' },
]

describe('projection', () => {
  it('[R20] fills every mapped slot; whom a relation points to stands apart', () => {
    const {
      slots: values,
      relations,
      bad,
    } = projectRecord(version, slots, { f1: 'É', f2: 3, f3: '1970-01-02', f4: 'X', f11: 'U' })
    expect(values).toEqual({ s0: 'e', n7: 3, t3: 86_400_000, s7: 'U', r0: null })
    expect(relations).toEqual([{ slot: 'r0', id: 'X' }])
    expect(bad).toBe(0)
  })

  it('[R20] empty values are null, and an empty relation is no row', () => {
    expect(projectRecord(version, slots, {})).toEqual({
      slots: { s0: null, n7: null, t3: null, s7: null, r0: null },
      relations: [],
      bad: 0,
      tags: [],
      links: [],
      uniques: [],
      words: [],
    })
  })

  it('[R21] marks the slots whose value could not be projected', () => {
    expect(projectRecord(version, slots, { f1: 5, f2: 'x', f3: 'x', f4: [], f11: 1 }).bad).toBe(
      (1 << 0) | (1 << 15) | (1 << 19) | (1 << 20) | (1 << 7),
    )
  })

  it('[R21] a slot of a field that is gone or of another kind stays empty', () => {
    const stale: SlotMap = [
      { slot: 's0', field: 'f99' },
      { slot: 's1', field: 'f2' },
      { slot: 'r1', field: 'f1' },
    ]
    expect(projectRecord(version, stale, { f1: 'x', f2: 3 })).toMatchObject({
      slots: { s0: null, s1: null },
      relations: [],
      bad: 0,
    })
  })

  it('[R22] fields with many values give tags, each value once', () => {
    const { tags } = projectRecord(version, [], { f6: ['o2', 'o1'], f7: [7, 7, 8], f8: ['U'] })
    expect(tags).toEqual([
      { field: 'f6', value: 'o2' },
      { field: 'f6', value: 'o1' },
      { field: 'f7', value: '7' },
      { field: 'f7', value: '8' },
      { field: 'f8', value: 'U' },
    ])
  })

  it('[R22] relations give links in their order, one or many', () => {
    expect(projectRecord(version, [], { f4: 'X', f5: ['Z', 'Y'] }).links).toEqual([
      { field: 'f4', pos: 0, id: 'X' },
      { field: 'f5', pos: 0, id: 'Z' },
      { field: 'f5', pos: 1, id: 'Y' },
    ])
  })

  it('[R22] a tag is cut to what an index takes', () => {
    expect(tagValue('x'.repeat(500))).toHaveLength(200)
    expect(tagValue(`${'x'.repeat(199)}😀`)).toBe('x'.repeat(199))
    expect(tagValue(true)).toBe('true')
  })

  it('[R23] a unique rule has a key when none of its values is empty', () => {
    expect(projectRecord(version, [], { f1: 'A', f3: '2026-01-01' }).uniques).toEqual([
      { rule: 'u2', key: '10:2026-01-01' },
    ])
    expect(projectRecord(version, [], { f1: 'A', f2: 0 }).uniques).toEqual([{ rule: 'u1', key: '1:A1:0' }])
  })

  it('[R24] words come from searched fields and from the elements of groups', () => {
    expect(
      projectRecord(version, [], { f1: 'Ação e ação', f9: [{ _id: 'a', f10: 'SKU-1' }, { _id: 'b' }] }).words,
    ).toEqual(['acao', 'e', 'sku', '1'])
  })

  it('[R25] is compiled anew for another map of slots', () => {
    expect(projectRecord(version, [{ slot: 's1', field: 'f1' }], { f1: 'x' }).slots).toEqual({ s1: 'x' })
    expect(projectRecord(version, [{ slot: 's2', field: 'f1' }], { f1: 'x' }).slots).toEqual({ s2: 'x' })
  })
})
