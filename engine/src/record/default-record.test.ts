// Does a new record start with what its blueprint says?
import { describe, expect, it } from 'vitest'
import { context, dataOf, expressionOf, saidOf, versionOf } from '../../test/record-context.ts'
import { defaultData } from './default-record.ts'
import { createData, patchData, putData } from './write-data.ts'

const version = versionOf([
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f2', key: 'qty', type: 'integer', default: { value: 2 } },
  { id: 'f3', key: 'price', type: 'number' },
  { id: 'f4', key: 'total', type: 'number', default: { expr: expressionOf('f2 * f3', ['f2', 'f3']) } },
  { id: 'f5', key: 'at', type: 'datetime', default: { expr: expressionOf('now') } },
  { id: 'f6', key: 'day', type: 'date', default: { expr: expressionOf('now') } },
  { id: 'f7', key: 'double', type: 'number', default: { expr: expressionOf('f4 * 2.0', ['f4']) } },
  { id: 'f8', key: 'lines', type: 'list', fields: [{ id: 'f9', key: 'n', type: 'integer', default: { value: 1 } }] },
])

describe('defaults', () => {
  it('[R13] fill what was not sent; an expression sees what was, and the ones before it', () => {
    expect(dataOf(createData(version, { price: 10 }, context))).toEqual({
      f2: 2,
      f3: 10,
      f4: 20,
      f5: '2026-03-01T01:30:00.000Z',
      f6: '2026-02-28',
      f7: 40,
    })
  })

  it('[R13] what was sent stays, null is absent, elements are filled too', () => {
    const data = dataOf(
      createData(version, { qty: null, total: 1, at: '2020-01-01T00:00:00Z', lines: [{}, { n: 5 }] }, context),
    )
    expect(data).toMatchObject({ f2: 2, f4: 1, f5: '2020-01-01T00:00:00.000Z', f7: 2 })
    expect(data['f8']).toMatchObject([{ f9: 1 }, { f9: 5 }])
  })

  it('[R13] an empty form has those that need nothing else', () => {
    expect(defaultData(version, context)).toEqual({ f2: 2, f5: '2026-03-01T01:30:00.000Z', f6: '2026-02-28' })
  })

  it('[R13] only a new record gets them', () => {
    expect(dataOf(patchData(version, {}, { title: 'x' }, context))).toEqual({ f1: 'x' })
    expect(dataOf(putData(version, {}, { title: 'x' }, context))).toEqual({ f1: 'x' })
  })

  it('[R13] one that fails is told at its field, and leaves a form empty', () => {
    const failing = versionOf([
      { id: 'f1', key: 'a', type: 'number', default: { expr: expressionOf('1.0 / 0.0') } },
      { id: 'f2', key: 'b', type: 'integer', default: { expr: expressionOf('1.5') } },
    ])
    expect(saidOf(createData(failing, {}, context))).toEqual(['/data/a default-failed', '/data/b default-failed'])
    expect(defaultData(failing, context)).toEqual({})
  })

  it('[R13] a fixed value is stored in its canonical form', () => {
    const spelled = versionOf([
      { id: 'f1', key: 'at', type: 'datetime', default: { value: '2026-01-01T00:00:00-03:00' } },
      { id: 'f2', key: 'price', type: 'money', default: { value: { amount: '5', currency: 'BRL' } } },
      {
        id: 'f3',
        key: 'state',
        type: 'enum',
        options: [
          { id: 'o1', key: 'o2' },
          { id: 'o2', key: 'o1' },
        ],
        default: { value: 'o2' },
      },
    ])
    expect(defaultData(spelled, context)).toEqual({
      f1: '2026-01-01T03:00:00.000Z',
      f2: { amount: '5.00', currency: 'BRL' },
      f3: 'o2',
    })
    expect(
      saidOf(createData(versionOf([{ id: 'f1', key: 'n', type: 'integer', default: { value: 'x' } }]), {}, context)),
    ).toEqual(['/data/n not-integer'])
  })

  it('[R13] a value of null is no default', () => {
    const none = versionOf([{ id: 'f1', key: 'a', type: 'number', default: { value: null } }])
    expect(dataOf(createData(none, {}, context))).toEqual({})
  })
})
