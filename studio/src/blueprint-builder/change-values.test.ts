import { type JsonObject, MoldeError } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { Blueprint, BlueprintVersion, WireField } from '../api/blueprints-api.ts'
import { revertedTo, withDecision, withoutValueOp, withValueOp } from './change-values.ts'
import { draftOf, issuesOf } from './draft-definition.ts'
import { draftOps } from './draft-ops.ts'
import { changeField, changeGroup, type Definition, isTemporary, withField, withoutField } from './edit-blueprint.ts'
import { rememberVersions } from './known-history.ts'
import { needsHistory } from './value-ops.ts'

const published: Blueprint = {
  id: 'person-id',
  name: 'person',
  version: 1,
  titleField: 'name',
  fields: [
    { id: 'f1', key: 'name', label: 'Name', type: 'text', required: true },
    { id: 'f2', key: 'weight', label: 'Weight', type: 'number', minimum: 1 },
    {
      id: 'f3',
      key: 'status',
      label: 'Status',
      type: 'enum',
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'HELD' },
        { id: 'o3', key: 'DONE' },
      ],
      default: 'HELD',
    },
    { id: 'f4', key: 'city', label: 'City', type: 'text' },
    { id: 'f5', key: 'price', label: 'Price', type: 'text' },
  ],
  rules: [{ id: 'r1', check: 'weight < 100', message: 'Too heavy' }],
  uniques: [['name', 'city']],
}
const start = draftOf(published, [])
const parts: readonly JsonObject[] = [
  { key: 'first', label: 'First', type: 'text', required: true },
  { key: 'last', label: 'Last', type: 'text' },
]
const split: JsonObject = {
  op: 'split',
  field: 'f1',
  into: parts,
  strategy: 'last-word',
}
const keys = ({ fields }: Definition) => fields.map(({ key }) => key)
const field = (definition: Definition, key: string) => definition.fields.find((one) => one.key === key) as WireField
/** Sent, and read again by somebody else. */
const again = (definition: Definition) => {
  const ops = draftOps(published, definition)
  return draftOps(published, draftOf(published, JSON.parse(JSON.stringify(ops))))
}

describe('a change of values among other edits', () => {
  it('puts the parts of a split where the field stood, and they are edited like any others', () => {
    const free = { ...start, uniques: [] }
    const parted = withValueOp(published, changeField(free, 'f2', { label: 'Mass' }), split)
    expect(keys(parted)).toEqual(['first', 'last', 'weight', 'status', 'city', 'price'])
    expect(parted.titleField).toBe('first')
    const first = field(parted, 'first')
    expect(isTemporary(first.id)).toBe(true)
    const edited = changeField(parted, first.id, { label: 'Given name', key: 'given' })
    expect(draftOps(published, edited)).toEqual([
      { op: 'uniques', remove: [['name', 'city']] },
      { ...split, into: [{ ...parts[0], key: 'given', label: 'Given name' }, parts[1]] },
      { op: 'relabel', field: 'f2', label: 'Mass' },
    ])
    expect(issuesOf(published, edited)).toEqual([])
    expect(again(edited)).toEqual(draftOps(published, edited))
  })

  it('is taken back without the other edits', () => {
    const parted = withValueOp(published, withField({ ...start, uniques: [] }, 'date', 'Born'), split)
    expect(new Set(parted.fields.map(({ id }) => id)).size).toBe(parted.fields.length)
    const back = withoutValueOp(published, changeField(parted, 'f4', { label: 'Town' }), 0)
    expect(keys(back)).toEqual(['name', 'weight', 'status', 'city', 'price', 'born'])
    expect(back.titleField).toBe('name')
    expect(draftOps(published, back).map(({ op }) => op)).toEqual(['relabel', 'add', 'uniques'])
  })

  it('gives a field its new type, keeps what else was edited of it, and lets go of a rule that was taken away', () => {
    expect(() => withValueOp(published, start, { op: 'retype', field: 'f2', type: 'text' })).toThrow(MoldeError)
    const free = { ...changeField(start, 'f2', { key: 'mass', help: 'In kilograms' }), rules: [] }
    const retyped = withValueOp(published, free, { op: 'retype', field: 'f2', type: 'integer' })
    expect(field(retyped, 'mass')).toMatchObject({ type: 'integer', help: 'In kilograms', label: 'Weight', minimum: 1 })
    const ops = draftOps(published, retyped)
    expect(ops.map(({ op }) => op)).toEqual(['retype', 'rename', 'change', 'rules'])
    expect(issuesOf(published, retyped)).toEqual([])
    expect(again(retyped)).toEqual(ops)
    const text = withValueOp(published, free, { op: 'retype', field: 'f2', type: 'text' })
    expect(draftOps(published, text).map(({ op }) => op)).toEqual(['rules', 'retype', 'rename', 'change'])
    expect(again(text)).toEqual(draftOps(published, text))
  })

  it('refuses what still reads the field, by name', () => {
    const retyped = { ...start, valueOps: [{ op: 'retype', field: 'f2', type: 'text' }] }
    expect(issuesOf(published, retyped).map(({ code }) => code)).toEqual(['used-by-rule'])
  })

  it('scales rules and limits with a unit', () => {
    const scaled = withValueOp(published, changeField(start, 'f2', { key: 'grams' }), {
      op: 'unit',
      field: 'f2',
      factor: '1000',
    })
    expect(field(scaled, 'grams').minimum).toBe(1000)
    expect(scaled.rules[0]?.check).toBe('grams < 100000')
    expect(draftOps(published, scaled).map(({ op }) => op)).toEqual(['unit', 'rename'])
  })

  it('merges fields into one and reads it again', () => {
    const merged = withValueOp(
      published,
      { ...start, uniques: [] },
      {
        op: 'merge',
        fields: ['f4', 'f5'],
        into: { key: 'both', label: 'Both', type: 'text' },
        template: '{city} {price}',
      },
    )
    expect(keys(merged)).toEqual(['name', 'weight', 'status', 'both'])
    expect(again(merged)).toEqual(draftOps(published, merged))
  })
})

describe('decisions about values that records have', () => {
  it('ask for a field that must be filled in unless they say otherwise', () => {
    const required = changeField(start, 'f4', { required: true })
    expect(draftOps(published, required)).toEqual([{ op: 'change', field: 'f4', required: true, fill: { ask: true } }])
    const filled = withDecision(required, 'fills', 'f4', { value: 'Porto' })
    expect(draftOps(published, filled)[0]).toMatchObject({ fill: { value: 'Porto' } })
    expect(issuesOf(published, filled)).toEqual([])
    expect(again(filled)).toEqual(draftOps(published, filled))
    const added = withField(start, 'text', 'Code')
    const code = field(added, 'code')
    const must = changeField(added, code.id, { required: true })
    expect(draftOps(published, must)[0]).toMatchObject({ op: 'add', fill: { ask: true } })
    const worked = withDecision(must, 'fills', code.id, { expr: 'name' })
    expect(again(worked)).toEqual(draftOps(published, worked))
  })

  it('say what becomes of values beyond a tighter limit, and nothing where it is not tighter', () => {
    const tight = withDecision(changeField(start, 'f2', { maximum: 50 }), 'onError', 'f2', 'clamp')
    expect(draftOps(published, tight)).toEqual([{ op: 'change', field: 'f2', maximum: 50, onError: 'clamp' }])
    expect(again(tight)).toEqual(draftOps(published, tight))
    const loose = withDecision(changeField(start, 'f2', { minimum: 0 }), 'onError', 'f2', 'clamp')
    expect(draftOps(published, loose)).toEqual([{ op: 'change', field: 'f2', minimum: 0 }])
  })

  it('put other choices in the places of those that go, also new ones', () => {
    const options = [
      ...(field(start, 'status').options ?? []).slice(0, 1),
      { id: 'o900000', key: 'LATE', label: 'Late' },
    ]
    const fewer = withDecision(changeField(start, 'f3', { options }), 'remaps', 'f3', { o2: 'o900000', o3: null })
    const ops = draftOps(published, fewer)
    expect(ops).toEqual([
      { op: 'change', field: 'f3', default: null },
      { op: 'options', field: 'f3', add: [{ key: 'LATE', label: 'Late' }] },
      { op: 'remap', field: 'f3', map: { HELD: 'LATE', DONE: null } },
    ])
    expect(issuesOf(published, fewer)).toEqual([])
    expect(again(fewer)).toEqual(ops)
  })

  it('remove a field for the way back, or for good, with what reads it', () => {
    const gone = { ...withoutField(start, 'f2'), rules: [] }
    expect(draftOps(published, gone)).toEqual([
      { op: 'rules', remove: ['r1'] },
      { op: 'remove', field: 'f2' },
    ])
    expect(issuesOf(published, gone)).toEqual([])
    expect(issuesOf(published, withoutField(start, 'f2')).map(({ code }) => code)).toContain('used-by-rule')
    const purged = withDecision(gone, 'purged', 'f2', 'Asked by the person')
    expect(draftOps(published, purged)[1]).toEqual({ op: 'purge', field: 'f2', reason: 'Asked by the person' })
    expect(again(purged)).toEqual(draftOps(published, purged))
    const untitled = withoutField(start, 'f1')
    expect(draftOps(published, untitled).map(({ op }) => op)).toEqual(['uniques', 'meta', 'remove'])
    expect(issuesOf(published, untitled)).toEqual([])
  })
})

describe('what was published before', () => {
  const first: BlueprintVersion = {
    ...published,
    id: 'later-id',
    schema: {},
    ops: [],
    summary: [],
    publishedAt: '',
    publishedBy: null,
    records: 0,
  }
  const { fields: _, ...about } = published
  const later: Blueprint = {
    ...about,
    id: 'later-id',
    version: 2,
    rules: [],
    uniques: [],
    fields: published.fields.filter(({ id }) => id !== 'f5' && id !== 'f2'),
  }
  const ops: readonly JsonObject[] = [
    { op: 'rules', id: 'p1', remove: ['r1'] },
    { op: 'uniques', id: 'p2', remove: ['u1'] },
    { op: 'remove', id: 'p3', field: 'f2' },
    { op: 'remove', id: 'p4', field: 'f5' },
  ]
  rememberVersions(later, [{ ...first, ...later, ops }, first])

  it('brings a removed field back', () => {
    const restored = withValueOp(later, draftOf(later, []), { op: 'restore', field: 'f5' })
    expect(keys(restored)).toEqual(['name', 'status', 'city', 'price'])
    expect(draftOps(later, restored)).toEqual([{ op: 'restore', field: 'f5' }])
    const renamed = changeField(restored, 'f5', { label: 'Cost' })
    expect(draftOps(later, renamed)).toEqual([
      { op: 'restore', field: 'f5' },
      { op: 'relabel', field: 'f5', label: 'Cost' },
    ])
    expect(draftOf(later, draftOps(later, renamed)).fields.at(-1)).toMatchObject({ id: 'f5', label: 'Cost' })
  })

  it('brings a column of a list of rows back, beside what else was edited of its columns', () => {
    const rows = (...columns: readonly string[]) => ({
      id: 'f9',
      key: 'lines',
      type: 'list' as const,
      fields: columns.map((key, at) => ({ id: `f${20 + at}`, key, type: 'text' as const })),
    })
    const { titleField: _, ...untitled } = first
    const whole: Blueprint = {
      ...untitled,
      id: 'rows-id',
      version: 1,
      rules: [],
      uniques: [],
      fields: [rows('item', 'colour')],
    }
    const without: Blueprint = { ...whole, version: 2, fields: [rows('item')] }
    const removal = { op: 'each', id: 'p1', field: 'f9', ops: [{ op: 'remove', field: 'f21', id: 'p1' }] }
    rememberVersions(without, [
      { ...untitled, ...without, ops: [removal] },
      { ...untitled, ...whole },
    ])
    const edited = changeGroup(draftOf(without, []), 'f9', (columns) =>
      changeField(columns, 'f20', { label: 'Article' }),
    )
    const restored = withValueOp(without, edited, {
      op: 'each',
      field: 'f9',
      ops: [{ op: 'restore', field: 'f21' }],
    })
    expect(restored.fields[0]?.fields).toMatchObject([
      { id: 'f20', label: 'Article' },
      { id: 'f21', key: 'colour' },
    ])
    const ops = draftOps(without, restored)
    expect(ops).toEqual([
      { op: 'each', field: 'f9', ops: [{ op: 'restore', field: 'f21' }] },
      { op: 'each', field: 'f9', ops: [{ op: 'relabel', field: 'f20', label: 'Article' }] },
    ])
    expect(needsHistory(ops)).toBe(true)
    expect(draftOf(without, ops).fields).toEqual(restored.fields)
    expect(withoutValueOp(without, restored, 0).fields).toEqual(edited.fields)
  })

  it('is everything again, and then edited further', () => {
    const back = revertedTo(later, 1)
    expect(keys(back)).toEqual(keys(start))
    expect(back.rules).toHaveLength(1)
    expect(draftOps(later, back)).toEqual([{ op: 'revert', to: 1 }])
    const edited = changeField(back, 'f4', { label: 'Town' })
    expect(draftOps(later, edited).map(({ op }) => op)).toEqual(['revert', 'relabel'])
    expect(draftOps(later, withoutValueOp(later, edited, 0)).map(({ op }) => op)).toEqual(['relabel'])
  })
})
