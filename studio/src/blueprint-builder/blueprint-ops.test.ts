import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { opsBetween, sendableDefinition } from './blueprint-ops.ts'
import { changeField, type Definition, moveField, withField, withName, withoutField } from './edit-blueprint.ts'
import { keepValues, takeBackWorking, workOut } from './work-out.ts'

const delivery: Definition = {
  name: 'delivery',
  label: 'Delivery',
  titleField: 'cargo',
  fields: [
    { id: 'f1', key: 'cargo', type: 'text', label: 'Cargo', required: true },
    { id: 'f2', key: 'weight', type: 'number', minimum: 0 },
    {
      id: 'f3',
      key: 'status',
      type: 'enum',
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'DONE', color: 'green' },
      ],
    },
  ],
  rules: [{ id: 'r1', check: 'weight < 1000', message: 'Too heavy' }],
  uniques: [['cargo', 'weight']],
}

describe('ops between two definitions', () => {
  it('are none when nothing changed', () => {
    expect(opsBetween(delivery, delivery)).toEqual([])
    expect(opsBetween(delivery, moveField(moveField(delivery, 'f1', 1), 'f1', 0))).toEqual([])
  })

  it('know a rename from a removal and an addition', () => {
    const edited = changeField(delivery, 'f1', { key: 'goods', label: 'Goods' })
    expect(opsBetween(delivery, edited)).toEqual([
      { op: 'rename', field: 'f1', key: 'goods' },
      { op: 'relabel', field: 'f1', label: 'Goods' },
    ])
    expect(edited.titleField).toBe('goods')
    expect(edited.uniques).toEqual([['goods', 'weight']])
  })

  it('add a field without its temporary id', () => {
    const edited = withField(delivery, 'date', 'Due on')
    expect(opsBetween(delivery, edited)).toEqual([
      { op: 'add', field: { key: 'due_on', label: 'Due on', type: 'date' } },
    ])
    expect(opsBetween(delivery, withoutField(edited, edited.fields[3]?.id ?? ''))).toEqual([])
  })

  it('add a formula, change it, and do not take a renamed field in it for a change', () => {
    const added = withField(delivery, 'formula', 'Double')
    const [, , , formula] = added.fields
    const doubled = changeField(added, formula?.id ?? '', { computed: { kind: 'formula', expr: 'weight * 2.0' } })
    expect(opsBetween(delivery, doubled)).toEqual([
      {
        op: 'add',
        field: {
          key: 'double',
          label: 'Double',
          type: 'json',
          readOnly: true,
          computed: { kind: 'formula', expr: 'weight * 2.0' },
        },
      },
    ])
    const field = { id: 'f4', key: 'double', type: 'number', readOnly: true } as const
    const published: Definition = {
      ...delivery,
      fields: [...delivery.fields, { ...field, computed: { kind: 'formula', expr: 'weight * 2' } }],
    }
    const renamed = changeField(published, 'f2', { key: 'mass' })
    expect(renamed.fields[3]?.computed).toEqual({ kind: 'formula', expr: 'mass * 2' })
    expect(opsBetween(published, renamed)).toEqual([{ op: 'rename', field: 'f2', key: 'mass' }])
    const changed = changeField(published, 'f4', { computed: { kind: 'formula', expr: 'weight * 3' } })
    expect(opsBetween(published, changed)).toEqual([
      { op: 'change', field: 'f4', computed: { kind: 'formula', expr: 'weight * 3' } },
    ])
  })

  it('work a field out from now on, and keep the values of one that was worked out', () => {
    const worked = changeField(workOut(delivery, 'f2'), 'f2', { computed: { kind: 'formula', expr: '2 * 3' } })
    expect(worked.fields[1]).toMatchObject({ id: 'f2', readOnly: true, computed: { expr: '2 * 3' } })
    expect(worked.fields[1]?.required).toBeUndefined()
    expect(opsBetween(delivery, worked)).toEqual([{ op: 'compute', field: 'f2', expr: '2 * 3' }])
    const digits = changeField(worked, 'f2', { precision: 1, label: 'Mass', quickFilter: true })
    expect(opsBetween(delivery, digits)).toEqual([
      { op: 'relabel', field: 'f2', label: 'Mass' },
      { op: 'compute', field: 'f2', expr: '2 * 3', precision: 1 },
      { op: 'change', field: 'f2', quickFilter: true },
    ])
    expect(opsBetween(delivery, takeBackWorking(worked, delivery.fields[1] as WireField))).toEqual([])
    const before: Definition = { ...delivery, fields: worked.fields }
    const kept = changeField(keepValues(before, 'f2'), 'f2', { maximum: 9 })
    expect(opsBetween(before, kept)).toEqual([
      { op: 'materialise', field: 'f2' },
      { op: 'change', field: 'f2', maximum: 9 },
    ])
  })

  it('set a setting, take it away with null, and switch a flag off with false', () => {
    const edited = changeField(changeField(delivery, 'f2', { minimum: undefined, maximum: 9 }), 'f1', {
      required: undefined,
    })
    expect(opsBetween(delivery, edited)).toEqual([
      { op: 'change', field: 'f1', required: false },
      { op: 'change', field: 'f2', minimum: null, maximum: 9 },
    ])
  })

  it('say what happened to choices in one op', () => {
    const options = [
      { id: 'o2', key: 'FINISHED', color: 'teal' },
      { id: 'o1', key: 'NEW', retired: true },
      { id: 'o900000', key: 'LATE' },
    ]
    expect(opsBetween(delivery, changeField(delivery, 'f3', { options }))).toEqual([
      {
        op: 'options',
        field: 'f3',
        add: [{ key: 'LATE' }],
        rename: { DONE: 'FINISHED' },
        recolour: { FINISHED: 'teal' },
        retire: ['NEW'],
        order: ['FINISHED', 'NEW', 'LATE'],
      },
    ])
  })

  it('order, relabel, and change rules and uniques', () => {
    const edited: Definition = {
      ...moveField(delivery, 'f3', 1),
      label: 'Parcel',
      rules: [{ id: 'r1', check: 'weight < 500', message: 'Too heavy' }],
      uniques: [],
    }
    expect(opsBetween(delivery, edited)).toEqual([
      { op: 'order', fields: ['cargo', 'status', 'weight'] },
      { op: 'meta', label: 'Parcel' },
      { op: 'rules', add: [{ check: 'weight < 500', message: 'Too heavy' }], remove: ['r1'] },
      { op: 'uniques', remove: [['cargo', 'weight']] },
    ])
  })

  it('keep a link to itself when the new definition gets its name', () => {
    const unnamed: Definition = { name: 'not_named_yet', fields: [], rules: [], uniques: [] }
    const made = withField(withField(unnamed, 'relation', 'Parent'), 'relation', 'Customer', { target: 'customer' })
    expect(withName(made, 'task')).toMatchObject({
      name: 'task',
      fields: [{ blueprint: 'task' }, { blueprint: 'customer' }],
    })
  })

  it('send a whole new definition without temporary ids', () => {
    const empty: Definition = { name: 'ticket', fields: [], rules: [], uniques: [] }
    const made = withField(withField(empty, 'text', 'Subject'), 'enum', 'Kind', { choices: ['A', 'B'] })
    expect(sendableDefinition(made)).toEqual({
      name: 'ticket',
      titleField: 'subject',
      fields: [
        { key: 'subject', label: 'Subject', type: 'text' },
        {
          key: 'kind',
          label: 'Kind',
          type: 'enum',
          options: [
            { key: 'A', label: 'A' },
            { key: 'B', label: 'B' },
          ],
        },
      ],
      rules: [],
      uniques: [],
    })
  })
})
