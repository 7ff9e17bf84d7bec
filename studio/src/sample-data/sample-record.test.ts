// Is every sample record legal, whatever the kind of record asks?
import { describe, expect, it } from 'vitest'
import type { Blueprint, FieldType, WireField } from '../api/blueprints-api.ts'
import { findFaults, makeFormCheck } from '../record-form/form-check.ts'
import type { Language } from '../text/text.ts'
import { howMany } from './fill-samples.ts'
import { type SampleGround, sampleRecord } from './sample-record.ts'
import { sampleWords } from './sample-words.ts'

const now = Date.parse('2026-11-26T09:30:00Z')

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

const ground = (more: Partial<SampleGround> = {}): SampleGround => ({
  language: 'en',
  currency: 'EUR',
  random: seeded(7),
  now,
  related: new Map(),
  members: ['u1'],
  stateFields: [],
  ...more,
})
const options = [
  { id: 'o1', key: 'NEW' },
  { id: 'o2', key: 'OLD', retired: true },
]
const blueprint = (fields: readonly WireField[], more: Partial<Blueprint> = {}): Blueprint => ({
  name: 'deal',
  version: 1,
  fields,
  rules: [],
  uniques: [],
  ...more,
})
const check = (one: Blueprint) => {
  const made = makeFormCheck(one, { zone: 'UTC', now, actor: 'u1' })
  if (!made) throw new Error('the blueprint is legal')
  return made
}

const types: readonly FieldType[] = [
  'text',
  'longText',
  'integer',
  'number',
  'money',
  'percent',
  'boolean',
  'date',
  'time',
  'datetime',
  'duration',
  'enum',
  'tags',
  'email',
  'phone',
  'url',
  'address',
  'geo',
  'rating',
  'color',
]

describe('a sample record', () => {
  it.each(['en', 'pt-BR', 'ru'] as const)(
    'has a legal value for every type that can be made up, in %s',
    (language: Language) => {
      const fields = types.map(
        (type, i): WireField => ({
          id: `f${i + 1}`,
          key: `k${i + 1}`,
          type,
          required: type !== 'tags',
          ...(type === 'enum' ? { options } : {}),
          ...(type === 'tags'
            ? {
                options: [
                  { id: 'o8', key: 'hot' },
                  { id: 'o9', key: 'cold' },
                ],
              }
            : {}),
        }),
      )
      const one = blueprint([
        ...fields,
        { id: 'f90', key: 'lines', type: 'list', fields: [{ id: 'f91', key: 'sku', type: 'text', required: true }] },
        { id: 'f92', key: 'links', type: 'list', of: 'url' },
      ])
      const with_ = ground({ language })
      for (let i = 0; i < 50; i++) {
        const data = sampleRecord(one, check(one), with_)
        expect(data).toBeDefined()
        expect(findFaults(check(one), data ?? {}, undefined, language)).toEqual([])
        expect(data?.['k12']).toBe('NEW')
      }
    },
  )

  it('stays within limits and lengths', () => {
    const one = blueprint([
      { id: 'f1', key: 'code', type: 'text', required: true, maxLength: 4 },
      { id: 'f2', key: 'weight', type: 'number', required: true, minimum: 3, maximum: 3.5 },
      { id: 'f3', key: 'qty', type: 'integer', required: true, exclusiveMinimum: 0, exclusiveMaximum: 3 },
    ])
    for (let i = 0; i < 50; i++) expect(sampleRecord(one, check(one), ground({ random: seeded(i) }))).toBeDefined()
  })

  it('leaves out what the system fills, the state, and what cannot be guessed', () => {
    const one = blueprint([
      { id: 'f1', key: 'title', type: 'text', required: true },
      { id: 'f2', key: 'made', type: 'datetime', readOnly: true },
      { id: 'f3', key: 'status', type: 'enum', options },
      { id: 'f4', key: 'sku', type: 'text', pattern: '^[A-Z]{9}$' },
      { id: 'f5', key: 'parent', type: 'relation', blueprint: 'deal' },
      { id: 'f6', key: 'raw', type: 'json' },
    ])
    expect(Object.keys(sampleRecord(one, check(one), ground({ stateFields: ['status'] })) ?? {})).toEqual(['title'])
  })

  it('points to records and people that exist', () => {
    const one = blueprint([
      { id: 'f1', key: 'customer', type: 'relation', blueprint: 'customer' },
      { id: 'f2', key: 'others', type: 'relation', blueprint: 'customer', many: true },
      { id: 'f3', key: 'owner', type: 'user' },
    ])
    const related = new Map([
      ['customer', ['A']],
      ['others', ['B']],
    ])
    expect(sampleRecord(one, check(one), ground({ related }))).toEqual({ customer: 'A', others: ['B'], owner: 'u1' })
  })

  it('is none when a required field cannot be guessed', () => {
    const one = blueprint([{ id: 'f1', key: 'sku', type: 'text', required: true, pattern: '^[A-Z]{9}$' }])
    expect(sampleRecord(one, check(one), ground())).toBeUndefined()
  })

  it('takes words that suit the name of the field', () => {
    const one = blueprint([
      { id: 'f1', key: 'city', type: 'text' },
      { id: 'f2', key: 'x', label: { en: 'Company' }, type: 'text' },
      { id: 'f3', key: 'customer_name', type: 'text' },
    ])
    const data = sampleRecord(one, check(one), ground())
    expect(['Porto', 'Leeds', 'Boston', 'Dublin', 'Toronto', 'Bristol']).toContain(data?.['city'])
    expect(String(data?.['x'])).toMatch(/^[A-Z][a-z]+( [A-Z&][a-z]*)*$/)
    expect(String(data?.['customer_name'])).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
  })
})

describe('made-up words', () => {
  const made = (name: string, key: string, serial?: number) => {
    const one = blueprint([{ id: 'f1', key, type: 'text', required: true }], { name })
    const data = sampleRecord(one, check(one), ground(serial === undefined ? {} : { serial }))
    return data?.[key] as string
  }

  it.each([
    ['product', 'name', 1_000, 'Oak table'],
    ['customer', 'name', 1_001, 'Alice Morgan'],
    ['supplier', 'name', 1_002, 'Northwind Traders'],
  ])('are of what the kind is: a %s', (name, key, from, word) => {
    const all = Array.from({ length: 14 }, (_, at) => made(name, key, from + at))
    expect(all).toContain(word)
    expect(new Set(all).size).toBe(14)
  })

  it.each(['en', 'pt-BR', 'ru'] as const)('are enough for as many as are made at once, in %s', (language) => {
    const { people, companies, things } = sampleWords[language]
    for (const words of [people, companies, things]) expect(new Set(words).size).toBeGreaterThanOrEqual(howMany)
  })

  it('are counted where the field is a code', () => {
    expect(made('order', 'number', 1_007)).toBe('O-1007')
    expect(made('parcel', 'tracking_code', 2)).toBe('P-2')
    expect(made('parcel', 'code')).toMatch(/^P-\d{4}$/)
    expect(made('parcel', 'notes', 2)).not.toMatch(/^P-/)
  })
})
