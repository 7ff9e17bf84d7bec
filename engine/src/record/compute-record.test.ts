// Do computed fields hold what they should, after whatever was written?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { withComputed } from './compute-record.ts'
import type { StoredData } from './stored-record.ts'
import type { WriteContext } from './write-context.ts'
import { createData, patchData, putData } from './write-data.ts'

const context: WriteContext = { now: 0, zone: 'UTC', actor: { id: 'u', roles: [] } }

const versionOf = (...fields: readonly JsonObject[]): BlueprintVersion =>
  newBlueprint({ name: 'thing', fields }, idGiver({}))

const order = versionOf(
  { key: 'total', type: 'formula', expr: 'sum - discount' },
  { key: 'price', type: 'number' },
  { key: 'count', type: 'integer' },
  { key: 'sum', type: 'formula', expr: 'price * count' },
  { key: 'discount', type: 'number', default: 0 },
)

const written = (answer: ReturnType<typeof createData>): StoredData => {
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues))
  return answer.data
}

describe('formulas in a write', () => {
  it('[C6] each follows what it reads, in a new record, a patch and a replacement; `changed` names it', () => {
    const made = written(createData(order, { price: 2.5, count: 4 }, context))
    expect(made).toEqual({ f1: 10, f2: 2.5, f3: 4, f4: 10, f5: 0 })
    const patched = patchData(order, made, { discount: 1 }, context)
    expect(patched).toEqual({ data: { ...made, f1: 9, f5: 1 }, changed: ['f1', 'f5'] })
    expect(written(putData(order, made, { price: 3 }, context))).toEqual({ f2: 3 })
    expect(written(patchData(order, made, { count: null }, context))).toEqual({ f2: 2.5, f5: 0 })
  })

  it('[C6] the value it has may be sent along, in a new record too; another is refused', () => {
    const made = written(createData(order, { price: 2.5, count: 4, sum: 10, total: 10 }, context))
    expect(written(patchData(order, made, { sum: 10, count: 2 }, context))).toMatchObject({ f4: 5 })
    const said = (answer: ReturnType<typeof createData>) =>
      'issues' in answer ? answer.issues.map(({ code }) => code) : []
    expect(said(patchData(order, made, { sum: 11 }, context))).toEqual(['read-only'])
    expect(said(patchData(order, made, { sum: null }, context))).toEqual(['read-only'])
    expect(said(createData(order, { price: 1, count: 1, sum: 2 }, context))).toEqual(['read-only'])
    expect(said(patchData(order, made, { sum: 11 }, { ...context, system: true }))).toEqual(['read-only'])
  })

  it('[C6] one that fails or gives no value of its field is empty, and stands in nobody’s way', () => {
    const failing = versionOf(
      { key: 'n', type: 'number' },
      { key: 'share', type: 'formula', expr: '1.0 / n' },
      { key: 'after', type: 'formula', expr: 'coalesce(share, 7.0)' },
      { key: 'text', type: 'longText' },
      { key: 'twice', type: 'formula', expr: 'text + text' },
    )
    expect(written(createData(failing, { n: 0 }, context))).toEqual({ f1: 0, f3: 7 })
    expect(written(createData(failing, { n: 4 }, context))).toEqual({ f1: 4, f2: 0.25, f3: 0.25 })
    const long = 'x'.repeat(6_000)
    expect(written(createData(failing, { text: long }, context))).toEqual({ f3: 7, f4: long })
  })

  it('[C6] digits are those of the field; a sum of tenths is what people read', () => {
    const money = versionOf(
      { key: 'n', type: 'number' },
      { key: 'round', type: 'formula', expr: 'n / 3.0', precision: 2 },
      { key: 'pay', type: 'money', currencies: ['BRL'], computed: { kind: 'formula', expr: 'n * 1.005', as: 'money' } },
      { key: 'plain', type: 'formula', expr: 'n + 0.2' },
      { key: 'whole', type: 'integer', computed: { kind: 'formula', expr: 'n / 2.0', as: 'integer' } },
    )
    expect(written(createData(money, { n: 1 }, context))).toEqual({
      f1: 1,
      f2: 0.33,
      f3: { amount: '1.00', currency: 'BRL' },
      f4: 1.2,
    })
    expect(written(createData(money, { n: 0.1 }, context))['f4']).toBe(0.3)
    expect(written(createData(money, { n: 4 }, context))['f5']).toBe(2)
  })

  it('[C6] rules see the values worked out from what is written', () => {
    const ruled = newBlueprint({ ...wire, rules: [{ check: 'sum < 100.0', message: 'Too much' }] }, idGiver({}))
    expect('issues' in createData(ruled, { price: 50, count: 2 }, context)).toBe(true)
    expect('issues' in createData(ruled, { price: 50, count: 1 }, context)).toBe(false)
  })

  const wire = {
    name: 'thing',
    fields: [
      { key: 'price', type: 'number' },
      { key: 'count', type: 'integer' },
      { key: 'sum', type: 'formula', expr: 'price * count' },
    ],
  }

  it('[C6] random formulas over each other come to what each gives for itself', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const anyFormulas = fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.constantFrom('+', '-', '*', '/')), {
      minLength: 5,
      maxLength: 5,
    })
    const anyValues = fc.record({
      x: fc.option(fc.integer({ min: -9, max: 9 })),
      y: fc.option(fc.integer({ min: -9, max: 9 })),
    })
    fc.assert(
      fc.property(anyFormulas, fc.shuffledSubarray(names, { minLength: 5 }), anyValues, (parts, shuffled, values) => {
        const sources = ['x', 'y']
        const fields = names.map((key, i) => {
          const [left, right, op] = parts[i] as [number, number, string]
          const from = (n: number) => [...sources, ...names.slice(0, i)][n % (sources.length + i)]
          return { key, type: 'formula', expr: `${from(left)} ${op} ${from(right)}` }
        })
        const placed = shuffled.map((name) => fields.find(({ key }) => key === name) as JsonObject)
        const version = versionOf(...sources.map((key) => ({ key, type: 'number' })), ...placed)
        const data = written(createData(version, values, context))
        for (const field of version.fields)
          if (field.computed) expect(data[field.id]).toEqual(alone(version, field, data))
        expect(withComputed(version, data, 'UTC')).toBe(data)
      }),
      { numRuns: 300 },
    )
  })
})

/** The formula of one field, worked out from the data alone by going back to what was typed. */
function alone(version: BlueprintVersion, field: FieldDef, data: StoredData): unknown {
  if (field.computed?.kind !== 'formula') return data[field.id]
  const { expr } = field.computed
  const inputs = expr.uses.map((id) => [
    id,
    alone(version, version.fields.find((one) => one.id === id) as FieldDef, data),
  ])
  const answer = compileExpression(expr)({ data: Object.fromEntries(inputs) as StoredData, now: 0 })
  if (answer.kind !== 'value') return undefined
  const value = answer.value as number
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(15))
}
