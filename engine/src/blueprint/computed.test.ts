// Are computed fields read as what they are, refused where they cannot be, and said as they were read?
import { describe, expect, it } from 'vitest'
import { MoldeError, pointerOf } from '../errors.ts'
import { idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { applyOps } from '../lens/apply-ops.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { wireOp } from '../lens/wire-op.ts'
import type { BlueprintVersion } from './blueprint.ts'
import { computedCycle } from './computed-order.ts'
import { fromJsonSchema } from './from-json-schema.ts'
import { newBlueprint } from './read-blueprint.ts'
import { toJsonSchema } from './to-json-schema.ts'
import { wireBlueprint } from './wire-blueprint.ts'

const plain = [
  { key: 'title', type: 'text' },
  { key: 'price', type: 'number' },
  { key: 'count', type: 'integer' },
  { key: 'cost', type: 'money' },
  { key: 'due', type: 'date' },
  { key: 'at', type: 'datetime' },
  { key: 'kind', type: 'enum', options: ['a', 'b'] },
  { key: 'tall', type: 'boolean' },
  { key: 'who', type: 'user' },
  { key: 'labels', type: 'tags', options: ['x'] },
  { key: 'place', type: 'address' },
]

const version = (...fields: readonly JsonObject[]): BlueprintVersion =>
  newBlueprint({ name: 'thing', fields: [...plain, ...fields] }, idGiver({}))

const refusals = (run: () => unknown): string[] => {
  try {
    run()
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map(({ path, code }) => `${pointerOf(path)} ${code}`)
    throw refused
  }
  return []
}

const formula = (expr: string, more: JsonObject = {}): JsonObject => ({ key: 'f', type: 'formula', expr, ...more })
const last = ({ fields }: BlueprintVersion) => fields.at(-1)

describe('formulas', () => {
  it('[C1] the short form, the full form and what the API says of it are one', () => {
    const short = version(formula('price * count', { label: 'Total', precision: 2 }))
    const full = version({
      key: 'f',
      type: 'number',
      label: 'Total',
      precision: 2,
      computed: { kind: 'formula', expr: 'price * count' },
    })
    expect(short).toEqual(full)
    expect(last(short)).toMatchObject({
      type: 'number',
      readOnly: true,
      precision: 2,
      computed: { expr: { cel: 'f2 * f3' } },
    })
    const said = wireBlueprint(short)
    expect((said['fields'] as JsonObject[]).at(-1)).toMatchObject({
      type: 'number',
      readOnly: true,
      computed: { kind: 'formula', expr: 'price * count' },
    })
    const { version: _, ...sent } = said
    expect(newBlueprint(sent, idGiver({})).fields).toEqual(short.fields)
    expect(fromJsonSchema(toJsonSchema(short), idGiver({}))).toEqual(short)
    expect((toJsonSchema(short)['properties'] as JsonObject)['f']).toMatchObject({ type: 'number', readOnly: true })
  })

  it.each([
    ['price + count', 'number'],
    ['title + "!"', 'text'],
    ['price > 3.0 && tall', 'boolean'],
    ['due + duration("48h")', 'date'],
    ['at', 'datetime'],
    ['at - at', 'duration'],
    ['cost', 'money'],
    ['price > 3.0 ? "big" : "small"', 'text'],
    ['string(place.city)', 'text'],
    ['kind == "a" ? 1.0 : 2.0', 'number'],
  ])('[C2] %s gives a %s', (expr, type) => {
    expect(last(version(formula(expr)))?.type).toBe(type)
  })

  it('[C2] a number may be taken for a percentage, a whole number or an amount, a text for an address of the web', () => {
    const taken = (as: string, expr: string, more: JsonObject = {}) =>
      last(version({ key: 'f', type: 'number', computed: { kind: 'formula', expr, as }, ...more }))
    expect(taken('percent', 'price')?.type).toBe('percent')
    expect(taken('money', 'price', { currencies: ['BRL'] })).toMatchObject({ type: 'money', currencies: ['BRL'] })
    expect(taken('url', 'title')?.type).toBe('url')
    expect(taken('number', 'price')?.computed).not.toHaveProperty('as')
    expect(refusals(() => taken('money', 'price'))).toEqual(['/fields/11/computed/as formula-currency'])
    expect(refusals(() => taken('percent', 'title'))).toEqual(['/fields/11/computed/as formula-not-as'])
  })

  it.each([
    ['kind', '/fields/11/expr formula-result'],
    ['who', '/fields/11/expr formula-result'],
    ['labels', '/fields/11/expr formula-result'],
    ['null', '/fields/11/expr formula-result'],
    ['place.city', '/fields/11/expr formula-result'],
    ['due < today()', '/fields/11/expr formula-reads-around'],
    ['due < now', '/fields/11/expr expression-not-offered'],
    ['record.createdAt', '/fields/11/expr formula-reads-around'],
    ['actor.id == "x"', '/fields/11/expr expression-not-offered'],
    ['price + titel', '/fields/11/expr unknown-field'],
    ['price +', '/fields/11/expr expression-syntax'],
  ])('[C3] %s is refused', (expr, refusal) => {
    expect(refusals(() => version(formula(expr)))[0]).toContain(refusal)
  })

  it('[C3] what a formula has no use for is refused by name', () => {
    expect(refusals(() => version(formula('price', { required: true })))).toEqual([
      '/fields/11/required setting-not-for-type',
    ])
    expect(refusals(() => version(formula('price', { default: 3 })))).toEqual([
      '/fields/11/default setting-not-for-type',
    ])
    expect(refusals(() => version(formula('price', { minimum: 3 })))).toEqual([
      '/fields/11/minimum setting-not-for-type',
    ])
    expect(refusals(() => version({ key: 'f', type: 'formula' }))).toEqual(['/fields/11 setting-missing'])
    expect(refusals(() => version(formula('price', { via: 'who' })))).toEqual(['/fields/11/via setting-not-for-type'])
    expect(refusals(() => version({ key: 'rows', type: 'list', fields: [formula('1.0')] }))).toEqual([
      '/fields/11/fields/0 not-in-group',
    ])
    expect(refusals(() => version({ key: 'rows', type: 'list', of: 'formula' }))).toEqual([
      '/fields/11/of not-list-element',
    ])
    const unique = { name: 'thing', fields: [...plain, formula('price')], uniques: [['f']] }
    expect(refusals(() => newBlueprint(unique, idGiver({})))).toEqual(['/uniques/0 not-comparable'])
  })

  it('[C4] formulas may read each other in any order, and not in a ring: the refusal names the way round', () => {
    const chain = version(
      { key: 'c', type: 'formula', expr: 'b + 1.0' },
      { key: 'a', type: 'formula', expr: 'price' },
      { key: 'b', type: 'formula', expr: 'a * 2.0' },
    )
    expect(chain.fields.slice(-3).map(({ type }) => type)).toEqual(['number', 'number', 'number'])
    const ring = () =>
      version(
        { key: 'a', type: 'formula', expr: 'c + 1.0' },
        { key: 'b', type: 'formula', expr: 'a + 1.0' },
        { key: 'c', type: 'formula', expr: 'b + 1.0' },
      )
    expect(refusals(ring)).toEqual(['/fields/11/expr computed-cycle'])
    expect(ring).toThrow('a → c → b → a')
    expect(refusals(() => version(formula('f + 1.0')))).toEqual(['/fields/11/expr computed-cycle'])
  })

  it('[C4] a chain of many thousands is put in order, and a ring in it is found', () => {
    const from = (one: string) => (Number(one) > 0 ? [String(Number(one) - 1)] : [])
    const all = Array.from({ length: 20_000 }, (_, i) => String(19_999 - i))
    const found = computedCycle(all, from)
    expect('order' in found && found.order.slice(0, 3)).toEqual(['0', '1', '2'])
    expect(computedCycle(all, (one) => (one === '0' ? ['5'] : from(one)))).toEqual({
      cycle: ['5', '4', '3', '2', '1', '0'],
    })
  })
})

describe('changing them', () => {
  const head = version(formula('price * 2.0'), { key: 'g', type: 'formula', expr: 'f + 1.0' })
  const apply = (...ops: readonly JsonObject[]) => applyOps(head, ops, idGiver({ f: 50, o: 50 }), { now: 0 })

  it('[C5] a new formula is added, said and read again', () => {
    const field = { key: 'h', type: 'formula', expr: 'price + count', quickFilter: true }
    const { version: after, ops, summary } = apply({ op: 'add', field })
    expect(last(after)).toMatchObject({ type: 'number', readOnly: true, computed: { kind: 'formula' } })
    expect(summary).toEqual(['New field “h”. Nobody fills it in: it is price + count.'])
    const said = wireOp(ops[0] as never, head)
    expect(applyOps(head, [withoutIds(said)], idGiver({ f: 50, o: 50 }), { now: 0 }).version).toEqual(after)
  })

  it('[C5] another formula touches no value; what reads it goes on where its kind stays', () => {
    const { version: after, ops } = apply({
      op: 'change',
      field: 'f',
      computed: { kind: 'formula', expr: 'price * 3.0' },
    })
    expect(after.fields.find(({ key }) => key === 'f')?.computed).toMatchObject({ expr: { cel: 'f2 * 3.0' } })
    expect(describeOps(head, ops, 'en')).toEqual(['“f” is worked out anew in every record: price * 3.'])
    expect(refusals(() => apply({ op: 'change', field: 'f', computed: { kind: 'formula', expr: 'title' } }))).toEqual([
      '/ops/0/field used-by-default',
    ])
    const text = apply({ op: 'change', field: 'g', computed: { kind: 'formula', expr: 'title' } })
    expect(last(text.version)).toMatchObject({ type: 'text', computed: { expr: { cel: 'f1' } } })
    expect(last(apply({ op: 'change', field: 'g', precision: 1 }).version)).toMatchObject({ precision: 1 })
  })

  it('[C5] a change that closes a ring is refused', () => {
    expect(refusals(() => apply({ op: 'change', field: 'f', computed: { kind: 'formula', expr: 'g' } }))).toEqual([
      '/ops/0/computed/expr computed-cycle',
    ])
  })

  it('[C5] ops that work on stored values are refused, and so is another kind', () => {
    expect(refusals(() => apply({ op: 'retype', field: 'f', type: 'text' }))).toEqual(['/ops/0 computed-field'])
    expect(refusals(() => apply({ op: 'unit', field: 'g', factor: '2' }))).toEqual(['/ops/0 computed-field'])
    expect(refusals(() => apply({ op: 'change', field: 'f', readOnly: false }))).toEqual([
      '/ops/0/readOnly computed-field',
    ])
    expect(refusals(() => apply({ op: 'change', field: 'f', required: true }))).toEqual([
      '/ops/0/required setting-not-for-type',
    ])
    expect(
      refusals(() => apply({ op: 'change', field: 'f', computed: { kind: 'autonumber', format: '{0}' } })),
    ).toEqual(['/ops/0/computed computed-kind'])
    expect(refusals(() => apply({ op: 'change', field: 'price', computed: { kind: 'formula', expr: '1.0' } }))).toEqual(
      ['/ops/0/computed computed-kind'],
    )
    expect(refusals(() => apply({ op: 'retype', field: 'price', type: 'formula' }))).toHaveLength(1)
  })

  it('[C5] what a formula reads is not removed, retyped or counted in another unit unnoticed', () => {
    expect(refusals(() => apply({ op: 'remove', field: 'price' }))).toEqual(['/ops/0/field used-by-default'])
    expect(refusals(() => apply({ op: 'retype', field: 'price', type: 'text' }))).toEqual([
      '/ops/0/field used-by-default',
    ])
    expect(refusals(() => apply({ op: 'unit', field: 'price', factor: '100' }))).toEqual([
      '/ops/0/field used-by-default',
    ])
    expect(last(apply({ op: 'rename', field: 'price', key: 'amount' }).version)).toEqual(last(head))
  })
})

function withoutIds(op: JsonObject): JsonObject {
  const { id: _, ...rest } = op
  const { id: __, ...field } = (rest['field'] as JsonObject | undefined) ?? {}
  return typeof rest['field'] === 'object' ? { ...rest, field } : rest
}
