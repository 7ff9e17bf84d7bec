import type { JsonObject } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { withValueOp } from './change-values.ts'
import type { Definition } from './definition.ts'
import { draftOf } from './draft-definition.ts'
import { draftOps } from './draft-ops.ts'
import { answered, placedIn, questionsOf } from './draft-questions.ts'
import { changeField, withField, withoutOption } from './edit-blueprint.ts'

const published: Blueprint = {
  name: 'order',
  version: 1,
  fields: [
    { id: 'f1', key: 'name', type: 'text' },
    { id: 'f2', key: 'price', type: 'text' },
    { id: 'f3', key: 'weight', type: 'number' },
    {
      id: 'f4',
      key: 'state',
      type: 'enum',
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'HELD' },
        { id: 'o3', key: 'DONE' },
      ],
    },
  ],
  rules: [],
  uniques: [],
}
const start = draftOf(published, [])
const ask = (definition: Definition) => questionsOf(published, definition, draftOps(published, definition))
const saidOf = (definition: Definition) => ask(definition).map(({ op, kind, field }) => [op, kind, field.key] as const)

describe('questions of a draft', () => {
  it('are none where nothing happens to values', () => {
    expect(ask(changeField(start, 'f1', { label: 'Name', required: undefined }))).toEqual([])
    expect(ask(changeField(start, 'f3', { maximum: undefined, help: 'In kg' }))).toEqual([])
  })

  it('stand beside the op they are about', () => {
    const retyped = withValueOp(published, start, { op: 'retype', field: 'f2', type: 'number' })
    const edited = withField(
      withoutOption(
        changeField(changeField(retyped, 'f1', { required: true }), 'f3', { maximum: 9 }),
        'f4',
        'o2',
        'o1',
      ),
      'date',
      'Due',
    )
    expect(saidOf(edited)).toEqual([
      [0, 'failing', 'price'],
      [1, 'fill', 'name'],
      [2, 'failing', 'weight'],
      [3, 'choices', 'state'],
      [4, 'fill', 'due'],
    ])
    expect(ask(edited)[2]).toMatchObject({ ways: ['quarantine', 'keep', 'clamp'] })
  })

  it('put their answers into the draft', () => {
    const retyped = withValueOp(published, start, { op: 'retype', field: 'f2', type: 'number' })
    const [first] = ask(retyped)
    if (!first) throw new Error('a retype asks what becomes of what fails')
    const waiting = answered(retyped, first, 'quarantine')
    expect(draftOps(published, waiting)[0]).toMatchObject({ op: 'retype', onError: 'quarantine' })
    expect(draftOps(published, answered(waiting, first, undefined))[0]).not.toHaveProperty('onError')

    const required = changeField(start, 'f1', { required: true })
    const [fill] = ask(required)
    if (!fill) throw new Error('a field that must be filled in asks with what')
    expect(draftOps(published, answered(required, fill, { value: 'x' }))[0]).toMatchObject({ fill: { value: 'x' } })

    const tighter = changeField(start, 'f3', { maximum: 9 })
    const [limit] = ask(tighter)
    if (!limit) throw new Error('a tighter limit asks what becomes of what is beyond')
    expect(draftOps(published, answered(tighter, limit, 'clamp'))[0]).toMatchObject({ maximum: 9, onError: 'clamp' })
  })

  it('let a choice take the place of one that took it from another', () => {
    const once = withoutOption(start, 'f4', 'o2', 'o3')
    const twice = withoutOption(once, 'f4', 'o3', 'o1')
    expect(draftOps(published, twice)).toEqual([{ op: 'remap', field: 'f4', map: { HELD: 'NEW', DONE: 'NEW' } }])
    const [choices] = ask(twice)
    if (!choices) throw new Error('a choice that goes asks what takes its place')
    const emptied = answered(twice, choices, { o2: null, o3: 'o1' })
    expect(draftOps(published, emptied)).toEqual([{ op: 'remap', field: 'f4', map: { HELD: null, DONE: 'NEW' } }])
    expect((emptied.fields[3] as WireField).options?.map(({ id }) => id)).toEqual(['o1'])
  })
})

describe('questions of a draft that a program has written', () => {
  it('stand beside the ops they are about, in whatever order these lie', () => {
    const kept: readonly JsonObject[] = [
      { op: 'retype', field: 'price', type: 'number', onError: 'quarantine' },
      { op: 'add', field: { key: 'due', type: 'date', required: true }, fill: { value: '2026-12-15' } },
      { op: 'rename', field: 'name', key: 'title' },
      { op: 'change', field: 'title', required: true, fill: { value: 'Nobody' } },
      { op: 'add', field: { key: 'fee', type: 'number', required: true }, fill: { value: 1 } },
    ]
    const definition = draftOf(published, kept)
    const ops = draftOps(published, definition)
    expect(ops.map(({ op }) => op)).not.toEqual(kept.map(({ op }) => op))
    const placed = placedIn(kept, questionsOf(published, definition, ops), { published, ops })
    expect(Object.fromEntries(placed.map(({ op, kind, field }) => [field.key, [op, kind]]))).toEqual({
      price: [0, 'failing'],
      due: [1, 'fill'],
      title: [3, 'fill'],
      fee: [4, 'fill'],
    })
  })
})
