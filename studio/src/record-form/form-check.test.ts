// Does the form hear from the engine what the server would say?
import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import {
  changedData,
  findFaults,
  hiddenFields,
  makeFormCheck,
  openData,
  serverFaults,
  startData,
} from './form-check.ts'

const blueprint: Blueprint = {
  name: 'delivery',
  version: 3,
  fields: [
    { id: 'f1', key: 'cargo', type: 'text', required: true, maxLength: 5 },
    { id: 'f2', key: 'weight', type: 'number', minimum: 0 },
    {
      id: 'f3',
      key: 'status',
      type: 'enum',
      options: [
        { id: 'o1', key: 'PENDING' },
        { id: 'o2', key: 'GONE' },
      ],
      default: 'PENDING',
    },
    { id: 'f4', key: 'made', type: 'datetime', readOnly: true, default: { expr: 'now' } },
    { id: 'f5', key: 'why', type: 'text', showWhen: "status == 'GONE'" },
    { id: 'f6', key: 'lines', type: 'list', fields: [{ id: 'f7', key: 'sku', type: 'text', required: true }] },
  ],
  rules: [{ id: 'r1', check: 'weight < 1000.0', message: { en: 'Too heavy', ru: 'Слишком тяжело' } }],
  uniques: [],
}
const now = Date.parse('2026-11-20T12:00:00Z')
const check = makeFormCheck(blueprint, { zone: 'UTC', now, actor: 'u1', stateFields: ['status'] })
if (!check) throw new Error('the blueprint is legal')

const pointers = (data: Parameters<typeof findFaults>[1], before?: Parameters<typeof findFaults>[2]) =>
  findFaults(check, data, before, 'en').map((fault) => fault.pointer)

describe('a new record', () => {
  it('starts with its defaults', () => {
    expect(startData(check)).toEqual({ status: 'PENDING', made: '2026-11-20T12:00:00.000Z' })
  })
  it('is right when it is right, whatever the program filled in meanwhile', () => {
    expect(pointers({ ...startData(check), cargo: 'a', made: '2020-01-01T00:00:00.000Z' })).toEqual([])
  })
  it('asks nobody for the state that the flow gives it, however required', () => {
    const fields = blueprint.fields.map(({ default: usual, ...field }) =>
      field.key === 'status' ? { ...field, required: true } : { ...field, default: usual },
    )
    const strict = { ...blueprint, fields }
    const faults = (...stateFields: string[]) => {
      const strictCheck = makeFormCheck(strict, { zone: 'UTC', now, actor: 'u1', stateFields })
      return strictCheck && findFaults(strictCheck, { weight: 2000 }, undefined, 'en').map(({ pointer }) => pointer)
    }
    expect(faults('status')).toEqual(['/cargo'])
    expect(faults()).toEqual(['/cargo', '/status'])
    expect(pointers({ cargo: 'a', weight: 2000 })).toEqual([''])
  })
  it('has each fault at its place', () => {
    expect(pointers({ cargo: 'too long', weight: 'much', lines: [{}] })).toEqual(
      expect.arrayContaining(['/cargo', '/weight', '/lines/0/sku']),
    )
    expect(pointers({})).toEqual(['/cargo'])
  })
  it('calls a field what the form calls it', () => {
    expect(findFaults(check, { cargo: 'a', lines: [{}] }, undefined, 'en').map((fault) => fault.message)).toEqual([
      expect.stringContaining('Sku'),
    ])
  })
  it('is told about broken rules in the language of the reader', () => {
    expect(findFaults(check, { cargo: 'a', weight: 2000 }, undefined, 'ru').map((fault) => fault.message)).toEqual([
      'Слишком тяжело',
    ])
  })
  it('sends nothing that is not its own to say', () => {
    expect(openData(check, { cargo: 'a', status: 'PENDING', made: 'x', weight: null })).toEqual({ cargo: 'a' })
  })
})

describe('a change', () => {
  const before = { cargo: 'a', weight: 1, status: 'PENDING', made: '2026-11-20T12:00:00.000Z' }
  it('is only what differs', () => {
    expect(changedData(before, { ...before, weight: 2 })).toEqual({ weight: 2 })
    expect(changedData(before, { cargo: 'a', status: 'PENDING', made: before.made })).toEqual({ weight: null })
  })
  it('may not empty what is required, nor touch what belongs to the flow', () => {
    expect(pointers({ ...before, cargo: null }, before)).toEqual(['/cargo'])
    expect(pointers({ ...before, status: 'GONE' }, before)).toEqual(['/status'])
    expect(pointers({ ...before, weight: 3 }, before)).toEqual([])
  })
})

describe('the rest', () => {
  it('hides a field until its condition is true', () => {
    expect([...hiddenFields(check, { status: 'PENDING' })]).toEqual(['why'])
    expect([...hiddenFields(check, { status: 'GONE' })]).toEqual([])
    expect([...hiddenFields(check, {})]).toEqual(['why'])
  })
  it('asks for what is required only while it is shown', () => {
    const fields = blueprint.fields.map((field) => (field.key === 'why' ? { ...field, required: true } : field))
    const strict = makeFormCheck({ ...blueprint, fields }, { zone: 'UTC', now, actor: 'u1' })
    if (!strict) throw new Error('the blueprint is legal')
    const faults = (status: string) =>
      findFaults(strict, { cargo: 'a', status }, undefined, 'en').map((fault) => fault.pointer)
    expect(faults('PENDING')).toEqual([])
    expect(faults('GONE')).toEqual(['/why'])
  })
  it('finds the place of what the server says', () => {
    expect(
      serverFaults([
        { pointer: '/data/lines/0/sku', code: 'a', message: 'x' },
        { pointer: '', code: 'b', message: 'y' },
      ]),
    ).toEqual([
      { pointer: '/lines/0/sku', code: 'a', message: 'x' },
      { pointer: '', code: 'b', message: 'y' },
    ])
  })
  it('lets the server alone check a definition it cannot read', () => {
    const odd = { ...blueprint, fields: [{ id: 'f1', key: 'x', type: 'hologram' as 'text' }] }
    expect(makeFormCheck(odd, { zone: 'UTC', now, actor: 'u1' })).toBeUndefined()
  })
})
