// Do the laws of records hold for random blueprints and random values, and for values that are hostile?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRecord, anyVersion, anyWire } from '../../test/any-blueprint.ts'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { slotOf } from '../blueprint/field-types.ts'
import { decodeRecord } from './decode-record.ts'
import { diffData, undoDiff } from './diff-data.ts'
import { encodeRecord } from './encode-record.ts'
import { projectRecord, type SlotMap, type SlotName } from './project-record.ts'
import type { StoredData } from './stored-record.ts'
import { titleOf } from './title-of.ts'
import { createData, patchData, putData, type Written } from './write-data.ts'

const context = { now: 1_790_000_000_000, zone: 'America/Sao_Paulo', actor: { id: 'u', roles: ['owner'] } }

function dataOf(written: Written): StoredData {
  if ('issues' in written) throw new Error(JSON.stringify(written.issues))
  return written.data
}

function created(version: BlueprintVersion, wire: unknown): StoredData {
  return dataOf(createData(version, wire, context))
}

/** As a request would carry it. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('laws', () => {
  it('[R12] what a client may send is taken; reading it and sending it again changes nothing', () => {
    fc.assert(
      fc.property(anyRecord, ({ version, wire }) => {
        const data = created(version, sent(wire))
        const read = decodeRecord(version, data)
        expect(encodeRecord(version, sent(read))).toEqual({ data, issues: [] })
        expect(created(version, sent(read))).toEqual(data)
        expect(decodeRecord(version, created(version, sent(read)))).toEqual(read)
      }),
    )
  })

  it('[R14] an empty patch changes nothing, and neither does a patch with what is there', () => {
    fc.assert(
      fc.property(anyRecord, ({ version, wire }) => {
        const data = created(version, sent(wire))
        expect(patchData(version, data, {}, context)).toEqual({ data, changed: [] })
        expect(patchData(version, data, sent(decodeRecord(version, data)), context)).toEqual({ data, changed: [] })
        expect(patchData(version, data, sent(withoutMerging(version, wire)), { ...context, now: 5 })).toMatchObject({
          changed: [],
        })
      }),
    )
  })

  it('[R14] a patch with null clears the field and nothing else', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), ({ version, wire }, pick) => {
        const field = version.fields[pick % version.fields.length] as BlueprintVersion['fields'][number]
        const data = created(version, sent(wire))
        const { [field.id]: gone, ...rest } = data
        expect(patchData(version, data, { [field.key]: null }, context)).toEqual({
          data: rest,
          changed: gone === undefined ? [] : [field.id],
        })
      }),
    )
  })

  it('[R15] what was put is what is read, whatever was there before', () => {
    const two = anyVersion.chain((version) => fc.tuple(fc.constant(version), anyWire(version), anyWire(version)))
    fc.assert(
      fc.property(two, ([version, before, after]) => {
        const put = dataOf(putData(version, created(version, sent(before)), sent(after), context))
        expect(withoutIds(decodeRecord(version, put))).toEqual(
          withoutIds(decodeRecord(version, created(version, sent(after)))),
        )
        expect(putData(version, put, sent(decodeRecord(version, put)), context)).toEqual({ data: put, changed: [] })
      }),
    )
  })

  it('[R14] the changed fields are those whose value differs, and the diff leads back', () => {
    const two = anyVersion.chain((version) => fc.tuple(fc.constant(version), anyWire(version), anyWire(version)))
    fc.assert(
      fc.property(two, ([version, before, patch]) => {
        const data = created(version, sent(before))
        const written = patchData(version, data, sent(patch), context)
        if ('issues' in written) throw new Error(JSON.stringify(written.issues))
        const diff = diffData(data, written.data)
        expect([...Object.keys(diff)].sort()).toEqual([...written.changed].sort())
        expect(undoDiff(written.data, diff)).toEqual(data)
      }),
    )
  })

  it('[R25] equal data gives an equal projection, and every value of a field fits its slot', () => {
    fc.assert(
      fc.property(anyRecord, ({ version, wire }) => {
        const data = created(version, sent(wire))
        const shuffled = Object.fromEntries(Object.entries(sent(data) as StoredData).reverse())
        const slots = slotsFor(version)
        const projection = projectRecord(version, slots, data)
        expect(projectRecord({ ...version }, [...slots], shuffled)).toEqual(projection)
        expect(projection.bad).toBe(0)
        expect(titleOf(version, shuffled)).toBe(titleOf(version, data))
      }),
    )
  })
})

describe('hostile data', () => {
  const nasty = fc.oneof(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withObjectString: true,
    }),
    fc.constantFrom(
      '\u0000',
      '\ud800',
      'x\udfff',
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -0,
      2 ** 60,
      deep(5_000),
      ['\ud800'],
      [[[]]],
      [null],
    ),
  )

  it('[R7] whatever is sent, the answer is data or issues with a place', () => {
    const attack = anyVersion.chain((version) =>
      fc.tuple(
        fc.constant(version),
        fc.oneof(
          nasty,
          fc.dictionary(
            fc.oneof(fc.constantFrom(...version.fields.map(({ key }) => key)), fc.constant('__proto__'), fc.string()),
            nasty,
          ),
        ),
      ),
    )
    fc.assert(
      fc.property(attack, ([version, wire]) => {
        for (const written of [
          createData(version, wire, context),
          patchData(version, {}, wire, context),
          putData(version, {}, wire, context),
        ]) {
          if ('issues' in written) for (const { path } of written.issues) expect(path[0]).toBe('data')
          else expect(() => JSON.stringify(projectRecord(version, slotsFor(version), written.data))).not.toThrow()
        }
      }),
      { numRuns: 500 },
    )
  })

  it('[R7] data of another shape is read and projected without a fault', () => {
    fc.assert(
      fc.property(anyVersion, fc.array(fc.jsonValue()), (version, values) => {
        const data = Object.fromEntries(version.fields.map(({ id }, i) => [id, values[i] ?? null])) as StoredData
        expect(() => decodeRecord(version, data)).not.toThrow()
        expect(() => projectRecord(version, slotsFor(version), data)).not.toThrow()
        expect(() => titleOf(version, data)).not.toThrow()
      }),
    )
  })
})

/** As many slots as there are of each kind, for the first fields that take one. */
function slotsFor(version: BlueprintVersion): SlotMap {
  const used: { [kind: string]: number } = {}
  return version.fields.flatMap((field) => {
    const kind = slotOf(field)
    if (kind === null) return []
    const number = used[kind] ?? 0
    used[kind] = number + 1
    return number < (kind === 's' || kind === 'n' ? 8 : 4)
      ? [{ slot: `${kind}${number}` as SlotName, field: field.id }]
      : []
  })
}

/** In a patch, a null inside an object takes a member away; such objects are not the same patch twice. */
function withoutMerging(version: BlueprintVersion, wire: { readonly [key: string]: unknown }): unknown {
  return Object.fromEntries(
    Object.entries(wire).filter(([key]) => version.fields.find((field) => field.key === key)?.type !== 'json'),
  )
}

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name === '_id' ? [] : [[name, withoutIds(inner)]])),
  )
}

function deep(levels: number): unknown {
  let value: unknown = {}
  for (let level = 0; level < levels; level++) value = level % 2 ? { a: value } : [value]
  return value
}
