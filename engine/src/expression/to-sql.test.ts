import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condition, contextOf, data, known, members, scope } from '../../test/expression-arbitraries.ts'
import { checkExpression } from './check-expression.ts'
import { compileExpression } from './compile-to-closures.ts'
import { evaluatePredicate } from './evaluate-predicate.ts'
import type { Expression } from './expression.ts'
import { type Known, toPredicate } from './to-sql.ts'

function checked(text: string): Expression {
  const found = checkExpression(text, scope, { kind: 'boolean' }, [])
  if ('issues' in found) throw new Error(`${text}: ${JSON.stringify(found.issues)}`)
  return found.expression
}

function split(text: string, with_: Known = known) {
  const { where, residual } = toPredicate(checked(text), scope, with_)
  return residual ? { where, residual: residual.cel } : where
}

describe('conditions as filters', () => {
  it('[X40] takes the same records as the closure does, together with what is left over', () => {
    fc.assert(
      fc.property(condition, fc.array(fc.tuple(data, members), { minLength: 1, maxLength: 8 }), (text, records) => {
        const expression = checked(text)
        const { where, residual } = toPredicate(expression, scope, known)
        const run = compileExpression(expression)
        const rest = residual && compileExpression(residual)
        for (const [values, record] of records) {
          const context = contextOf(values, record)
          const answer = run(context)
          const taken = evaluatePredicate(where, values, record) === true && (!rest || isTrue(rest(context)))
          // Without residual the filter alone decides, so a failing closure must not be taken by it either.
          expect([text, taken]).toEqual([text, isTrue(answer)])
        }
      }),
      { numRuns: 3000 },
    )
  })

  const ref = (field: string) => ({ field })
  it.each<[string, unknown]>([
    ['weight < 1000', { op: 'compare', ref: ref('f3'), cmp: 'lt', value: 1000 }],
    ['1000 > weight', { op: 'compare', ref: ref('f3'), cmp: 'lt', value: 1000 }],
    ['!(weight < 1000)', { op: 'compare', ref: ref('f3'), cmp: 'gte', value: 1000 }],
    ['weight < 2 * 500', { op: 'compare', ref: ref('f3'), cmp: 'lt', value: 1000 }],
    ['weight > qty', { op: 'compare-fields', left: ref('f3'), cmp: 'gt', right: ref('f4') }],
    ['urgent', { op: 'compare', ref: ref('f5'), cmp: 'eq', value: true }],
    ["status == 'PENDING'", { op: 'compare', ref: ref('f6'), cmp: 'eq', value: 'o1' }],
    ["record.state in ['PENDING', 'DONE']", { op: 'in', ref: { member: 'state' }, values: ['o1', 'o3'] }],
    ['driver == actor.id', { op: 'compare', ref: ref('f15'), cmp: 'eq', value: 'u1' }],
    ["'red' in tags", { op: 'has', ref: ref('f12'), value: 'o4' }],
    ["!('red' in tags)", { op: 'not', of: { op: 'has', ref: ref('f12'), value: 'o4' } }],
    ["cargo.like('Ab')", { op: 'like', ref: ref('f1'), value: 'Ab' }],
    ['cargo == null', { op: 'empty', ref: ref('f1') }],
    ['has(cargo)', { op: 'not', of: { op: 'empty', ref: ref('f1') } }],
    ['!has(due)', { op: 'empty', ref: ref('f7') }],
    ['price >= 10', { op: 'compare', ref: ref('f11'), cmp: 'gte', value: 10 }],
    ['price.amount >= 10', { op: 'compare', ref: ref('f11'), cmp: 'gte', value: 10 }],
    ["due >= '2026-01-01'", { op: 'compare', ref: ref('f7'), cmp: 'gte', value: '2026-01-01' }],
    ['due < today()', { op: 'compare', ref: ref('f7'), cmp: 'lt', value: '2026-05-10' }],
    ['due < now', { op: 'compare', ref: ref('f7'), cmp: 'lte', value: '2026-05-10' }],
    ["started_at >= '2026-05-10'", { op: 'compare', ref: ref('f9'), cmp: 'gte', value: '2026-05-10T03:00:00.000Z' }],
    [
      "now - started_at > duration('48h')",
      { op: 'compare', ref: ref('f9'), cmp: 'lt', value: '2026-05-08T15:30:00.000Z' },
    ],
    [
      "duration('48h') < now - started_at",
      { op: 'compare', ref: ref('f9'), cmp: 'lt', value: '2026-05-08T15:30:00.000Z' },
    ],
    ['started_at - now <= hours(1)', { op: 'compare', ref: ref('f9'), cmp: 'lte', value: '2026-05-10T16:30:00.000Z' }],
    ['started_at - hours(1) >= now', { op: 'compare', ref: ref('f9'), cmp: 'gte', value: '2026-05-10T16:30:00.000Z' }],
    ['record.createdAt < now', { op: 'compare', ref: { member: 'createdAt' }, cmp: 'lt', value: known.now }],
    ["'boss' in actor.roles", { op: 'always' }],
    ["'nobody' in actor.roles || weight > 1", { op: 'compare', ref: ref('f3'), cmp: 'gt', value: 1 }],
    ["'nobody' in actor.roles && weight > 1", { op: 'never' }],
    ["'nobody' in actor.roles ? urgent : !urgent", { op: 'compare', ref: ref('f5'), cmp: 'eq', value: false }],
    ['1 == 1', { op: 'always' }],
  ])('[X41] says %s as a filter', (text, wanted) => {
    expect(split(text)).toEqual(wanted)
  })

  it.each<[string, unknown]>([
    [
      'size(cargo) > 3 && weight > 1',
      { where: { op: 'compare', ref: ref('f3'), cmp: 'gt', value: 1 }, residual: 'size(f1) > 3.0' },
    ],
    [
      'weight > 1 && size(cargo) > 3 && lower(note) == "x"',
      { where: { op: 'compare', ref: ref('f3'), cmp: 'gt', value: 1 }, residual: 'size(f1) > 3.0 && lower(f2) == "x"' },
    ],
    ['size(cargo) > 3 || weight > 1', { where: { op: 'always' }, residual: 'size(f1) > 3.0 || f3 > 1.0' }],
    ['false && size(cargo) > 3', { op: 'never' }],
    ['took > duration("1h")', { where: { op: 'always' }, residual: 'duration(f16) > duration("PT1H")' }],
    [`cargo.like("${'a'.repeat(201)}")`, { where: { op: 'always' }, residual: `f1.like("${'a'.repeat(201)}")` }],
    ['1 / 0 > weight', { where: { op: 'always' }, residual: '1.0 / 0.0 > f3' }],
  ])('[X42] keeps for the rows what a filter cannot say: %s', (text, wanted) => {
    expect(split(text)).toEqual(wanted)
  })

  it('[X43] leaves over what needs a moment or an actor that is not known', () => {
    expect(split('started_at < now && driver == actor.id && due < today()', {})).toEqual({
      where: { op: 'always' },
      residual: 'timestamp(f9) < now && f15 == actor.id && date(f7) < today()',
    })
  })

  it('[X44] takes no row when the actor has no mail address to compare with', () => {
    const actor = { id: 'u1', roles: [] }
    expect(split('cargo == actor.email', { actor })).toEqual({ op: 'never' })
    expect(split('!(cargo == actor.email)', { actor })).toEqual({ op: 'never' })
  })
})

function isTrue(answer: ReturnType<ReturnType<typeof compileExpression>>): boolean {
  return answer.kind === 'value' && answer.value === true
}
