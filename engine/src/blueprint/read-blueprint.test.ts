import { describe, expect, it } from 'vitest'
import { MoldeError } from '../errors.ts'
import { idGiver } from '../ids.ts'
import { fromJsonSchema } from './from-json-schema.ts'
import { newBlueprint } from './read-blueprint.ts'
import { toJsonSchema } from './to-json-schema.ts'
import { validateData } from './validator.ts'
import { wireBlueprint } from './wire-blueprint.ts'

const delivery = {
  name: 'delivery',
  label: { en: 'Delivery', 'pt-BR': 'Entrega' },
  titleField: 'cargo',
  fields: [
    { key: 'deliver_from', label: 'From', type: 'text', required: true, maxLength: 200 },
    { key: 'cargo', type: 'text', required: true },
    { key: 'weight', type: 'number', minimum: 0, quickFilter: true },
    { key: 'status', type: 'enum', options: ['PENDING', 'IN_PROGRESS', 'DELIVERED'], default: 'PENDING' },
    { key: 'customer', type: 'relation', blueprint: 'customer', many: false },
    { key: 'started_at', type: 'datetime' },
  ],
  rules: [{ check: 'weight < 1000.0', message: 'Too heavy for a van' }],
  uniques: [['deliver_from', 'cargo']],
}

describe('newBlueprint', () => {
  it('B1 gives ids in the order of the document', () => {
    const ids = idGiver({})
    const version = newBlueprint(delivery, ids)
    expect(version.fields.map((field) => [field.id, field.key])).toEqual([
      ['f1', 'deliver_from'],
      ['f2', 'cargo'],
      ['f3', 'weight'],
      ['f4', 'status'],
      ['f5', 'customer'],
      ['f6', 'started_at'],
    ])
    expect(version.fields[3]?.options?.map((option) => option.id)).toEqual(['o1', 'o2', 'o3'])
    expect(version.fields[3]?.default).toEqual({ value: 'o1' })
    expect(version.rules[0]?.check.cel).toBe('f3 < 1000.0')
    expect(version.titleField).toBe('f2')
    expect(ids.counters()).toMatchObject({ f: 6, o: 3, r: 1, u: 1 })
    expect(fromJsonSchema(toJsonSchema(version), idGiver({}))).toEqual(version)
  })
})
