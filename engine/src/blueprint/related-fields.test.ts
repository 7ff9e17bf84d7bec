// Are lookups, roll-ups and running numbers read against their neighbours, and do they follow them?
import { describe, expect, it } from 'vitest'
import { MoldeError, pointerOf } from '../errors.ts'
import { idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { applyOps, type OpContext } from '../lens/apply-ops.ts'
import { wireOp } from '../lens/wire-op.ts'
import type { BlueprintVersion, FieldType, RollupFunction } from './blueprint.ts'
import { relatedCycle, sourcesOf } from './computed-graph.ts'
import { rollupResult, rollupsOf } from './computed-result.ts'
import { fromJsonSchema } from './from-json-schema.ts'
import { readNumberFormat, writeNumber } from './number-format.ts'
import { newBlueprint } from './read-blueprint.ts'
import { brokenComputed, refreshComputed } from './refresh-computed.ts'
import { toJsonSchema } from './to-json-schema.ts'
import { wireBlueprint } from './wire-blueprint.ts'

const line = newBlueprint(
  {
    name: 'line',
    fields: [
      { key: 'order', type: 'relation', blueprint: 'order' },
      { key: 'qty', type: 'integer' },
      { key: 'price', type: 'money', precision: 2 },
      { key: 'state', type: 'enum', options: ['NEW', { key: 'OLD', label: 'Old' }] },
      { key: 'done', type: 'boolean' },
      { key: 'elsewhere', type: 'relation', blueprint: 'shop' },
    ],
  },
  idGiver({}),
)
type Neighbours = Pick<OpContext, 'blueprintNamed'>
const at = (...versions: readonly BlueprintVersion[]): Neighbours => ({
  blueprintNamed: (name) => versions.find((version) => version.name === name),
})
const order = (fields: readonly JsonObject[], neighbours: Neighbours = at(line)): BlueprintVersion =>
  newBlueprint(
    { name: 'order', fields: [{ key: 'first', type: 'relation', blueprint: 'line' }, ...fields] },
    idGiver({}),
    neighbours,
  )
const rollup = (wanted: string, more: JsonObject = {}): JsonObject => ({
  ...{ key: 'r', type: 'rollup', blueprint: 'line', via: 'order', function: wanted },
  ...more,
})
const lookup = (field: string, more: JsonObject = {}): JsonObject => ({
  key: 'l',
  type: 'lookup',
  via: 'first',
  field,
  ...more,
})
const refusals = (run: () => unknown): string[] => {
  try {
    run()
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map(({ path, code }) => `${pointerOf(path)} ${code}`)
    throw refused
  }
  return []
}

describe('running numbers', () => {
  it.each([
    ['{0}', 7, 7],
    ['INV-{0000}', 7, 'INV-0007'],
    ['{000}/26', 12_345, '12345/26'],
  ])('[C7] %s and %i make %s', (format, number, text) => {
    expect(readNumberFormat(format)).toBeDefined()
    expect(writeNumber(format, number)).toBe(text)
  })

  it('[C7] a bare number is a whole number, anything around it makes a text; the place is said once', () => {
    const typeOf = (more: JsonObject) => order([{ key: 'n', type: 'autonumber', ...more }]).fields.at(-1)?.type
    expect([typeOf({}), typeOf({ format: '{0}', start: 100 }), typeOf({ format: '{00}' })]).toEqual([
      'integer',
      'integer',
      'text',
    ])
    for (const format of ['INV', '{0}{0}', '{}', '{1}', `{${'0'.repeat(13)}}`])
      expect(readNumberFormat(format)).toBeUndefined()
  })
})

describe('lookups and roll-ups', () => {
  it('[C8] a lookup has the type of what it shows, choices and digits too', () => {
    expect(order([lookup('price')]).fields.at(-1)).toMatchObject({ type: 'money', precision: 2, readOnly: true })
    expect(order([lookup('state')]).fields.at(-1)?.options).toEqual(line.fields[3]?.options)
    expect(order([lookup('qty')]).fields.at(-1)?.computed).toEqual({
      kind: 'lookup',
      via: 'f1',
      field: 'f2',
      names: { field: 'qty' },
    })
  })

  it.each<[FieldType, readonly RollupFunction[], FieldType]>([
    ['integer', ['sum', 'avg', 'min', 'max'], 'number'],
    ['money', ['sum', 'avg', 'min', 'max'], 'money'],
    ['duration', ['sum', 'avg', 'min', 'max'], 'duration'],
    ['date', ['min', 'max'], 'date'],
    ['boolean', ['any', 'all'], 'boolean'],
    ['text', [], 'text'],
  ])('[C8] of %s there is %j', (type, functions, result) => {
    const field = { id: 'f1', key: 'x', type } as const
    expect(rollupsOf(field)).toEqual(functions)
    if (functions[0]) expect(rollupResult(functions[0], field).type).toBe(result)
  })

  it('[C8] what they say is read again as the same, with ids and all', () => {
    const fields = [lookup('state'), rollup('sum', { field: 'price', where: 'qty > 3.0 && state == "OLD"' })]
    const version = order(fields)
    expect(version.fields.at(-1)?.computed).toMatchObject({
      via: 'f1',
      field: 'f3',
      where: { cel: 'f2 > 3.0 && f4 == "o2"' },
    })
    const { version: _, ...said } = wireBlueprint(version)
    expect(newBlueprint(said, idGiver({}), at(line)).fields).toEqual(version.fields)
    expect(fromJsonSchema(toJsonSchema(version), idGiver({})).fields.map(({ type }) => type)).toEqual(
      version.fields.map(({ type }) => type),
    )
  })

  it('[C8] where no neighbour is at hand, what was sent about the values is believed', () => {
    const { version: _, ...said } = wireBlueprint(order([lookup('state'), rollup('max', { field: 'price' })]))
    const shown = newBlueprint(said, idGiver({}))
    expect(shown.fields.map(({ type }) => type)).toEqual(['relation', 'enum', 'money'])
    expect(shown.fields[1]?.options?.map(({ key }) => key)).toEqual(['NEW', 'OLD'])
  })

  it('[C8] what is not there, or cannot be read so, is refused at its place', () => {
    expect(refusals(() => order([lookup('nothing')]))).toEqual(['/fields/1/field unknown-field'])
    expect(refusals(() => order([lookup('order')]))).toEqual(['/fields/1/field not-looked-up'])
    expect(refusals(() => order([lookup('qty', { via: 'l' })]))).toEqual(['/fields/1/via computed-cycle'])
    expect(refusals(() => order([lookup('qty')], at()))).toEqual(['/fields/1/via related-blueprint-missing'])
    expect(refusals(() => order([rollup('sum')]))).toEqual(['/fields/1/field rollup-field'])
    expect(refusals(() => order([rollup('count', { blueprint: 'shop' })]))).toEqual([
      '/fields/1/blueprint related-blueprint-missing',
    ])
    expect(refusals(() => order([rollup('count', { via: 'elsewhere' })]))).toEqual(['/fields/1/via rollup-via'])
    expect(refusals(() => order([rollup('any', { field: 'qty' })]))).toEqual(['/fields/1/function rollup-not-possible'])
    expect(refusals(() => order([rollup('count', { where: 'qty' })]))[0]).toContain('/fields/1/where')
  })

  it('[C10] a ring across blueprints is found, and said as people know it', () => {
    const share = newBlueprint(
      {
        name: 'line',
        fields: [
          { key: 'order', type: 'relation', blueprint: 'order' },
          { key: 'share', type: 'lookup', via: 'order', field: 'total' },
        ],
      },
      idGiver({}),
      at(order([{ key: 'total', type: 'number' }])),
    )
    const total = order([rollup('sum', { key: 'total', field: 'share' })], at(share))
    const sameIds = {
      ...share,
      fields: share.fields.map((field) =>
        field.computed?.kind === 'lookup' ? { ...field, computed: { ...field.computed, field: 'f2' as const } } : field,
      ),
    }
    expect(relatedCycle([sameIds, total])).toBe('line.share → order.total → line.share')
    expect(relatedCycle([line, order([rollup('count')])])).toBeUndefined()
    expect(sourcesOf(total)).toEqual(['line'])
    expect(sourcesOf(share)).toEqual(['order'])
  })

  it('[C10] names, choices and digits follow the neighbour; what loses its meaning is named', () => {
    const version = order([lookup('state'), rollup('sum', { field: 'price', where: 'qty > 3.0' })])
    const after = (...ops: readonly JsonObject[]) => applyOps(line, ops, idGiver({ f: 50, o: 50 }), { now: 0 }).version
    const renamed = after(
      { op: 'rename', field: 'price', key: 'cost' },
      { op: 'rename', field: 'qty', key: 'count' },
      { op: 'options', field: 'state', add: ['GONE'] },
    )
    const now = refreshComputed(version, at(renamed))
    expect(now.fields[1]?.options?.map(({ key }) => key)).toEqual(['NEW', 'OLD', 'GONE'])
    expect(now.fields[2]?.computed).toMatchObject({ names: { field: 'cost', where: 'count > 3' } })
    expect(brokenComputed(version, at(renamed))).toEqual([])
    expect(refreshComputed(version, at(line))).toBe(version)
    expect(brokenComputed(version, at(after({ op: 'remove', field: 'price' }))).map(({ key }) => key)).toEqual(['r'])
    expect(
      brokenComputed(version, at(after({ op: 'retype', field: 'qty', type: 'text' }))).map(({ key }) => key),
    ).toEqual(['r'])
    expect(brokenComputed(version, at())).toHaveLength(2)
  })

  it('[C5] they are added, changed, said and read again by ops', () => {
    const head = order([{ key: 'x', type: 'text' }])
    const context = { now: 0, ...at(line) }
    const made = applyOps(head, [{ op: 'add', field: rollup('sum', { field: 'qty' }) }], idGiver({ f: 50 }), context)
    expect(made.summary).toEqual(['New field “r”. Nobody fills it in: it is sum(line.qty).'])
    const change = {
      op: 'change',
      field: 'r',
      computed: { kind: 'rollup', blueprint: 'line', via: 'order', function: 'sum', field: 'qty', where: 'done' },
    }
    const changed = applyOps(made.version, [change], idGiver({ f: 50 }), context)
    expect(changed.summary).toEqual(['“r” is worked out anew in every record: sum(line.qty, done).'])
    const { id: _, ...said } = wireOp(changed.ops[0] as never, made.version)
    expect(applyOps(made.version, [said], idGiver({ f: 50 }), context).version).toEqual(changed.version)
    expect(
      refusals(() => applyOps(head, [{ op: 'add', field: lookup('nothing') }], idGiver({ f: 50 }), context)),
    ).toEqual(['/ops/0/field/field unknown-field'])
  })
})
