// How does what a client sends become a stored version, and how is it said back?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyWireBlueprint } from '../../test/any-wire-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { idGiver } from '../ids.ts'
import { newBlueprint } from './read-blueprint.ts'
import { scopeOf } from './scope-of.ts'
import { wireBlueprint } from './wire-blueprint.ts'

const delivery = {
  name: 'delivery',
  label: { en: 'Delivery', 'pt-BR': 'Entrega' },
  icon: 'truck',
  titleField: 'cargo',
  fields: [
    { key: 'deliver_from', label: 'From', type: 'text', required: true, maxLength: 200 },
    { key: 'cargo', type: 'text', required: true },
    { key: 'weight', type: 'number', minimum: 0, quickFilter: true, showWhen: "status != 'DELIVERED'" },
    { key: 'status', type: 'enum', options: ['PENDING', 'IN_PROGRESS', 'DELIVERED'], default: 'PENDING' },
    { key: 'customer', type: 'relation', blueprint: 'customer', many: false },
    { key: 'started_at', type: 'datetime', default: { expr: 'now' } },
    { key: 'lines', type: 'list', fields: [{ key: 'what', type: 'enum', options: ['a'], default: 'a' }] },
  ],
  rules: [{ check: 'weight < 1000.0', message: 'Too heavy for a van' }],
  uniques: [['deliver_from', 'cargo']],
}

const refusal = (wire: unknown): unknown[] => {
  try {
    newBlueprint(wire, idGiver({}))
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map((said) => [said.code, ...said.path])
  }
  return []
}

describe('newBlueprint', () => {
  const ids = idGiver({})
  const version = newBlueprint(delivery, ids)

  it('[B5] ids in the order of the document, inner fields before the next', () => {
    expect(version.fields.map((field) => `${field.id} ${field.key}`)).toEqual([
      'f1 deliver_from',
      'f2 cargo',
      'f3 weight',
      'f4 status',
      'f5 customer',
      'f6 started_at',
      'f7 lines',
    ])
    expect(version.fields[6]?.fields?.[0]).toMatchObject({
      id: 'f8',
      key: 'what',
      options: [{ id: 'o4', key: 'a' }],
      default: { value: 'o4' },
    })
    expect(ids.counters()).toEqual({ f: 8, o: 4, r: 1, u: 1 })
  })

  it('[B5] names become ids everywhere, a flag that says nothing is left out', () => {
    expect(version).toMatchObject({
      version: 1,
      titleField: 'f2',
      reserved: [],
      uniques: [{ id: 'u1', fields: ['f1', 'f2'] }],
    })
    expect(version.rules[0]?.check).toMatchObject({ cel: 'f3 < 1000.0', uses: ['f3'] })
    expect(version.fields[2]?.showWhen?.cel).toBe('f4 != "o3"')
    expect(version.fields[3]?.default).toEqual({ value: 'o1' })
    expect(version.fields[5]?.default).toMatchObject({ expr: { cel: 'now', usesNow: true } })
    expect(version.fields[4]).toEqual({ id: 'f5', key: 'customer', type: 'relation', blueprint: 'customer' })
  })

  it('[B5] is frozen', () => {
    expect(() => ((version.fields[0] as { key: string }).key = 'x')).toThrow(TypeError)
  })

  it('[B6] ids that a document brings are kept and never given out again', () => {
    const counters = idGiver({})
    const read = newBlueprint(
      {
        name: 'x',
        fields: [
          { key: 'a', type: 'text' },
          {
            id: 'f1',
            key: 'b',
            type: 'list',
            fields: [{ id: 'f9', key: 'c', type: 'enum', options: [{ id: 'o5', key: 'x' }, 'y'] }],
          },
        ],
        rules: [
          { id: 'r3', check: "a == 'x'", message: 'm' },
          { check: "a != 'y'", message: 'm' },
        ],
        uniques: [{ id: 'u2', fields: ['a'] }, ['f10']],
      },
      counters,
    )
    expect(read.fields.map((field) => field.id)).toEqual(['f10', 'f1'])
    expect(read.fields[1]?.fields?.[0]?.options?.map((option) => option.id)).toEqual(['o5', 'o6'])
    expect(read.rules.map((rule) => rule.id)).toEqual(['r3', 'r4'])
    expect(read.uniques).toEqual([
      { id: 'u2', fields: ['f10'] },
      { id: 'u3', fields: ['f10'] },
    ])
    expect(counters.counters()).toEqual({ f: 10, o: 6, r: 4, u: 3 })
  })

  it('[B7] all faults at once, each at its place', () => {
    const wire = { ...delivery, titleField: 'weight', uniques: [['lines']], fields: delivery.fields }
    expect(refusal(wire)).toEqual([
      ['title-not-text', 'titleField'],
      ['not-comparable', 'uniques', 0],
    ])
    expect(refusal({ ...delivery, fields: [{ key: 'a' }, { type: 'text' }], rules: 5 })).toEqual([
      ['missing-member', 'fields', 0],
      ['missing-member', 'fields', 1],
      ['wrong-type', 'rules'],
    ])
  })

  it('[B7] a very large document that is wrong everywhere names the first fault', () => {
    const fields = Array.from({ length: 400 }, (_, i) => ({
      key: `k${i}`,
      type: 'text',
      label: 5,
      help: 5,
      required: 5,
      search: 5,
    }))
    expect(refusal({ name: 'x', fields })).toHaveLength(1)
  })

  it('[B7] more expression text than can be read at once', () => {
    const fields = Array.from({ length: 50 }, (_, i) => ({
      key: `k${i}`,
      type: 'text',
      showWhen: `k0 == '${'x'.repeat(990)}'`,
    }))
    expect(refusal({ name: 'x', fields })).toEqual([['too-much-expression']])
  })

  it('[B8] what is said back reads as the same version', () => {
    expect(newBlueprint(wireBlueprint(version), idGiver({}))).toEqual(version)
    expect(wireBlueprint(version)).toMatchObject({
      name: 'delivery',
      version: 1,
      icon: 'truck',
      titleField: 'cargo',
      rules: [{ id: 'r1', check: 'weight < 1000', message: 'Too heavy for a van' }],
      uniques: [['deliver_from', 'cargo']],
    })
  })

  it('[B8] reading twice gives equal versions', () => {
    fc.assert(
      fc.property(anyWireBlueprint, (wire) => {
        expect(newBlueprint(wire, idGiver({}))).toEqual(newBlueprint(JSON.parse(JSON.stringify(wire)), idGiver({})))
      }),
    )
  })

  it('[B9] defaults: literal, wrapped, worked out from fields before', () => {
    const read = newBlueprint(
      {
        name: 'x',
        fields: [
          { key: 'n', type: 'number', default: 2 },
          { key: 'twice', type: 'number', default: { expr: 'n * 2' } },
          { key: 'j', type: 'json', default: { value: { expr: 'now' } } },
          { key: 'k', type: 'json', default: { value: { value: 1 } } },
          { key: 't', type: 'tags', options: ['o9', 'x'], default: ['x', 'o9'] },
          { key: 'none', type: 'text', default: null },
        ],
      },
      idGiver({}),
    )
    expect(read.fields.map((field) => field.default)).toMatchObject([
      { value: 2 },
      { expr: { cel: 'f1 * 2.0' } },
      { value: { expr: 'now' } },
      { value: { value: 1 } },
      { value: ['o2', 'o1'] },
      undefined,
    ])
    expect(newBlueprint(wireBlueprint(read), idGiver({}))).toEqual(read)
  })

  it('[B9] rules are compiled over stored data', () => {
    const [rule] = version.rules
    const holds = (data: object) => rule && compileExpression(rule.check)({ data: data as never, now: 0 })
    expect(holds({ f3: 5 })).toEqual({ kind: 'value', value: true })
    expect(holds({ f3: 5000 })).toEqual({ kind: 'value', value: false })
    expect(holds({})).toMatchObject({ kind: 'empty' })
    expect(scopeOf(version).fields.find((field) => field.key === 'lines')?.fields?.[0]?.key).toBe('what')
  })
})
