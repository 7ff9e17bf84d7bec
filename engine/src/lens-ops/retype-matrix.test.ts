// Which type may become which, and does what promises to need no attic need none?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import { fieldTypes } from '../blueprint/blueprint.ts'
import { fieldTypeDefs } from '../blueprint/field-types.ts'
import type { Json, JsonObject } from '../json.ts'
import { cellOf, kindOfType, retypeWay, stepBetween } from '../lens-converters/retype-matrix.ts'

const needs: { readonly [type: string]: JsonObject } = {
  enum: { options: ['yes', 'no', '3'] },
  tags: { options: ['yes', 'no', '3'] },
  relation: { blueprint: 'thing' },
  list: { of: 'text' },
}
const offered = fieldTypes.filter((type) => fieldTypeDefs[type].offered && !fieldTypeDefs[type].computed)

function retype(from: string, to: string) {
  const op = {
    ...{ op: 'retype', field: 'x', type: to },
    ...((to === 'enum' || to === 'tags') && from !== 'enum' && from !== 'tags' ? needs[to] : {}),
    ...(to === 'money' && kindOfType(from as 'text') !== 'money' && { params: { currency: 'BRL' } }),
  }
  return crossOps({ fields: [{ key: 'x', type: from, ...needs[from] }] }, [op])
}

describe('the matrix', () => {
  it('[L16] every pair of types is offered, or refused with the way that there is', () => {
    for (const from of offered)
      for (const to of offered) {
        const codes = refusal(() => retype(from, to)).map((said) => (said as unknown[])[0])
        const kinds = [kindOfType(from), kindOfType(to)] as const
        const wanted =
          from === to
            ? ['nothing-changes']
            : kinds[0] === undefined || kinds[1] === undefined
              ? ['retype-by-op']
              : cellOf(kinds[0], kinds[1]) === '–'
                ? ['retype-in-steps']
                : []
        expect([from, to, codes]).toEqual([from, to, wanted])
        const way = retypeWay(from, to)
        const said = way === 'direct' ? [] : way === undefined ? ['retype-by-op'] : ['retype-in-steps']
        expect([from, to, said]).toEqual([from, to, from === to ? ['retype-by-op'] : wanted])
      }
    expect(retypeWay('integer', 'date')).toBe('text')
  })

  it('[L16] both steps around a missing pair are offered', () => {
    const kinds = new Set(offered.flatMap((type) => kindOfType(type) ?? []))
    for (const from of kinds)
      for (const to of kinds) {
        if (from === to || cellOf(from, to) !== '–') continue
        const between = kindOfType(stepBetween(from, to))
        expect([from, to, between && cellOf(from, between), between && cellOf(between, to)]).not.toContain('–')
      }
    expect(stepBetween('integer', 'date')).toBe('text')
    expect(stepBetween('money', 'boolean')).toBe('number')
  })

  it('[L16] types that come later and types of other ops say so', () => {
    const at = (from: JsonObject, op: JsonObject) =>
      refusal(() => crossOps({ fields: [{ key: 'x', ...from }] }, [{ op: 'retype', field: 'x', ...op }]))
    expect(at({ type: 'text' }, { type: 'secret' })).toEqual([['type-comes-later', 'ops', 0, 'type']])
    expect(at({ type: 'text' }, { type: 'relation' })).toEqual([['retype-by-op', 'ops', 0, 'type']])
    expect(at({ type: 'list', fields: [{ key: 'a', type: 'text' }] }, { type: 'text' })).toEqual([
      ['retype-by-op', 'ops', 0, 'type'],
    ])
  })
})

const day = fc
  .date({ min: new Date('0002-01-01T00:00:00Z'), max: new Date('9998-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const line = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((text) => text.normalize('NFC'))
const option = fc.constantFrom('o1', 'o2', 'o3')

/** Stored values of each type. */
const values: { readonly [type: string]: fc.Arbitrary<Json> } = {
  text: line.filter((text) => !text.includes('\u0000')),
  integer: fc.maxSafeInteger().map((value) => value + 0),
  rating: fc.integer({ min: 1, max: 5 }),
  boolean: fc.boolean(),
  date: day,
  enum: option,
  email: fc.constantFrom('ana@example.com', "o'neil+x@b.co"),
  url: fc.constantFrom('https://example.com/a?b=c#d', 'mailto:a@b.co'),
  phone: fc.constantFrom('+55 11 91234-5678', '12345'),
  cpf: fc.constant('529.982.247-25'),
  cnpj: fc.constant('11.222.333/0001-81'),
  cep: fc.constant('01310-100'),
  time: fc.constantFrom('09:30', '23:59:59'),
  duration: fc.constantFrom('PT48H', 'P2DT0.5S', '-PT5M', 'P1W'),
  color: fc.constantFrom('#1a2b3c', '#ffffff'),
}
const lossless = offered.flatMap((from) =>
  offered.flatMap((to) => {
    const kinds = [kindOfType(from), kindOfType(to)] as const
    // No stars are no rating, so a no is not carried over.
    if (from === to || (from === 'boolean' && to === 'rating')) return []
    return kinds[0] && kinds[1] && cellOf(kinds[0], kinds[1]) === 'L' ? [[from, to] as const] : []
  }),
)

describe('pairs that lose nothing', () => {
  it('[L17] there are as many as the matrix says', () => {
    expect(lossless).toHaveLength(42)
  })

  it.each(lossless)('[L17] %s to %s comes back without the attic', (from, to) => {
    const crossed = retype(from, to)
    fc.assert(
      fc.property(values[from] as fc.Arbitrary<Json>, (value) => {
        const there = crossed.forward({ f1: value })
        expect(there.attic).toEqual({})
        expect(crossed.backward(there.data).data).toEqual({ f1: value })
      }),
      { numRuns: 60 },
    )
  })
})
