import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condition, contextOf, data, members, scope } from '../../test/expression-arbitraries.ts'
import { checkExpression } from './check-expression.ts'
import { compileExpression } from './compile-to-closures.ts'
import type { Expression } from './expression.ts'
import { expressionHints, operatorsFor } from './expression-hints.ts'
import { type RuleGroup, type RuleRow, sayRules } from './rules.ts'
import { fromRules, toRules } from './to-rules.ts'

function stored(text: string): Expression {
  const found = checkExpression(text, scope, { kind: 'boolean' }, [])
  if ('issues' in found) throw new Error(`${text}: ${JSON.stringify(found.issues)}`)
  return found.expression
}

function back(group: RuleGroup): Expression {
  const found = fromRules(group, scope, [])
  if ('issues' in found || !found.expression) throw new Error(JSON.stringify(found))
  return found.expression
}

const and = (...rules: (RuleRow | RuleGroup)[]): RuleGroup => ({ combinator: 'and', rules })
const or = (...rules: (RuleRow | RuleGroup)[]): RuleGroup => ({ combinator: 'or', rules })
const not = (group: RuleGroup): RuleGroup => ({ ...group, not: true })

describe('rows of the rule builder', () => {
  it.each<[string, RuleGroup]>([
    ['weight < 10', and({ field: 'weight', operator: '<', value: 10 })],
    ['10 > weight', and({ field: 'weight', operator: '<', value: 10 })],
    ['urgent', and({ field: 'urgent', operator: '==', value: true })],
    ['!urgent', and({ field: 'urgent', operator: '==', value: false })],
    ['!!urgent', and({ field: 'urgent', operator: '==', value: true })],
    ["status == 'DONE'", and({ field: 'status', operator: '==', value: 'DONE' })],
    ["record.state in ['DONE', 'PENDING']", and({ field: 'record.state', operator: 'in', value: ['DONE', 'PENDING'] })],
    ["!(status in ['DONE'])", and({ field: 'status', operator: 'notIn', value: ['DONE'] })],
    ["'red' in tags", and({ field: 'tags', operator: 'has', value: 'red' })],
    ["!('red' in tags)", and({ field: 'tags', operator: 'notHas', value: 'red' })],
    ["cargo.like('x')", and({ field: 'cargo', operator: 'like', value: 'x' })],
    ["!cargo.contains('x')", and({ field: 'cargo', operator: 'notContains', value: 'x' })],
    ['cargo == null', and({ field: 'cargo', operator: 'empty' })],
    ['has(cargo)', and({ field: 'cargo', operator: 'notEmpty' })],
    ['!has(cargo)', and({ field: 'cargo', operator: 'empty' })],
    ["due >= '2026-01-01'", and({ field: 'due', operator: '>=', value: '2026-01-01' })],
    [
      "started_at >= '2026-01-01T00:00:00Z'",
      and({ field: 'started_at', operator: '>=', value: '2026-01-01T00:00:00.000Z' }),
    ],
    ["took > '48h'", and({ field: 'took', operator: '>', value: 'PT48H' })],
    ['record.data["in"] == "x"', and({ field: 'record.data["in"]', operator: '==', value: 'x' })],
    ['price.amount > 10', and({ field: 'price.amount', operator: '>', value: 10 })],
    [
      'weight < 10 && urgent',
      and({ field: 'weight', operator: '<', value: 10 }, { field: 'urgent', operator: '==', value: true }),
    ],
    [
      'weight < 10 && (qty > 1 && urgent)',
      and(
        { field: 'weight', operator: '<', value: 10 },
        { field: 'qty', operator: '>', value: 1 },
        { field: 'urgent', operator: '==', value: true },
      ),
    ],
    [
      'weight < 10 && (urgent || has(cargo))',
      and(
        { field: 'weight', operator: '<', value: 10 },
        or({ field: 'urgent', operator: '==', value: true }, { field: 'cargo', operator: 'notEmpty' }),
      ),
    ],
    [
      '!(weight < 10 || urgent)',
      not(or({ field: 'weight', operator: '<', value: 10 }, { field: 'urgent', operator: '==', value: true })),
    ],
    ['!(weight < 10)', not(and({ field: 'weight', operator: '<', value: 10 }))],
    ['weight < qty', and({ field: 'weight', operator: '<', value: { name: 'qty' } })],
    ['cargo == record.data["in"]', and({ field: 'cargo', operator: '==', value: { name: 'record.data["in"]' } })],
    ['weight in scores', and({ field: 'scores', operator: 'has', value: { name: 'weight' } })],
    ['driver == actor.id', and({ field: 'driver', operator: '==', value: { name: 'actor.id' } })],
    ['actor.id == driver', and({ field: 'driver', operator: '==', value: { name: 'actor.id' } })],
    ['"boss" in actor.roles', and({ field: 'actor.roles', operator: 'has', value: 'boss' })],
    ['due < today()', and({ field: 'due', operator: '<', value: { from: 'today' } })],
    ['today() >= due', and({ field: 'due', operator: '<=', value: { from: 'today' } })],
    ['due < today() - days(30)', and({ field: 'due', operator: '<', value: { from: 'today', days: -30 } })],
    ['started_at < now', and({ field: 'started_at', operator: '<', value: { from: 'now' } })],
    ['started_at < now + hours(2)', and({ field: 'started_at', operator: '<', value: { from: 'now', hours: 2 } })],
    ['started_at < now - days(2)', and({ field: 'started_at', operator: '<', value: { from: 'now', days: -2 } })],
  ])('[X50] shows %s', (text, wanted) => {
    expect(toRules(stored(text), scope)).toEqual(wanted)
  })

  it.each([
    'size(cargo) > 1',
    'due < today() + days(qty)',
    'due < today() - days(1) - days(2)',
    'started_at < now - days(-1)',
    'started_at < now - duration("1h")',
    'tags.exists(t, t == "red")',
    'now - started_at > duration("1h")',
    'urgent ? urgent : urgent',
    'true',
    'weight + 1 > 2',
    'weight in [1, qty]',
    'status in [null, "DONE"]',
    'cargo.like(note)',
    'cargo.matches("a")',
    'weight < 1 && size(cargo) > 1',
    'lower(cargo) == "x"',
    '[1, 2] == scores',
    'null == null',
  ])('[X50] does not pretend to show %s', (text) => {
    expect(toRules(stored(text), scope)).toBeUndefined()
  })

  it('[X50] does not show what the scope does not know any more', () => {
    expect(toRules(stored('weight < 1'), { fields: [] })).toBeUndefined()
  })

  it('[X50] shows only what means the same', () => {
    let shown = 0
    fc.assert(
      fc.property(condition, data, members, (text, values, record) => {
        const expression = stored(text)
        const group = toRules(expression, scope)
        if (!group) return
        shown += 1
        const again = back(group)
        const context = contextOf(values, record)
        expect([text, compileExpression(again)(context)]).toEqual([text, compileExpression(expression)(context)])
        expect(toRules(again, scope)).toEqual(group)
      }),
      { numRuns: 2000 },
    )
    expect(shown).toBeGreaterThan(300)
  })

  it('[X51] reads rows, and none of them as no condition', () => {
    expect(fromRules(and(), scope, [])).toEqual({ expression: undefined })
    expect(
      back(or({ field: 'status', operator: '!=', value: 'DONE' }, and({ field: 'weight', operator: '>', value: 1 })))
        .cel,
    ).toBe('f6 != "o3" || f3 > 1.0')
    expect(
      back(
        and(
          { field: 'cargo', operator: 'notStartsWith', value: 'a' },
          { field: 'cargo', operator: 'notEndsWith', value: 'b' },
          { field: 'cargo', operator: 'notLike', value: 'b' },
        ),
      ).cel,
    ).toBe('!f1.startsWith("a") && !f1.endsWith("b") && !f1.like("b")')
  })

  it('[X53] says rows as text without reading it, and the text is those rows', () => {
    fc.assert(
      fc.property(condition, (text) => {
        const group = toRules(stored(text), scope)
        if (!group) return
        const said = sayRules(group)
        expect([text, said && stored(said).cel]).toEqual([text, back(group).cel])
      }),
      { numRuns: 1000 },
    )
    expect(sayRules(and())).toBeUndefined()
    expect(sayRules(and({ field: 'weight', operator: '<' }))).toBeUndefined()
    expect(sayRules(or({ field: 'urgent', operator: '==', value: true }, and()))).toBeUndefined()
  })

  const deep = (levels: number): RuleGroup =>
    levels === 0 ? and({ field: 'urgent', operator: '==', value: true }) : and(deep(levels - 1))

  it.each<[string, RuleGroup, (string | number)[], string]>([
    ['a field that is none', and({ field: 'crago', operator: '==', value: 'x' }), ['rules', 0], 'unknown-field-near'],
    [
      'an option that is none',
      and({ field: 'urgent', operator: '==', value: true }, or({ field: 'status', operator: '==', value: 'DONNE' })),
      ['rules', 1, 'rules', 0],
      'not-an-option-near',
    ],
    ['a value of another type', and({ field: 'weight', operator: '<', value: 'x' }), ['rules', 0], 'wrong-operands'],
    ['a field that is more', and({ field: 'weight < 1 || weight', operator: '<', value: 2 }), ['rules', 0], 'bad-rule'],
    ['now as a field', and({ field: 'now', operator: '==', value: 2 }), ['rules', 0], 'bad-rule'],
    [
      'more than a name as a value',
      and({ field: 'weight', operator: '<', value: { name: 'qty || urgent' } }),
      ['rules', 0],
      'bad-rule',
    ],
    [
      'days and hours',
      and({ field: 'due', operator: '<', value: { from: 'now', days: 1, hours: 1 } }),
      ['rules', 0],
      'bad-rule',
    ],
    [
      'a name to search for',
      and({ field: 'cargo', operator: 'like', value: { name: 'note' } }),
      ['rules', 0],
      'bad-rule',
    ],
    ['no value', and({ field: 'weight', operator: '<' }), ['rules', 0], 'bad-rule'],
    ['a list for one value', and({ field: 'weight', operator: '<', value: [1] }), ['rules', 0], 'bad-rule'],
    ['one value for a list', and({ field: 'weight', operator: 'in', value: 1 }), ['rules', 0], 'bad-rule'],
    [
      'one value for the opposite of a list',
      and({ field: 'weight', operator: 'notIn', value: 1 }),
      ['rules', 0],
      'bad-rule',
    ],
    [
      'an operator that is none',
      and({ field: 'weight', operator: 'constructor' as '<', value: 1 }),
      ['rules', 0],
      'bad-rule',
    ],
    ['an empty group', and(or()), ['rules', 0], 'rule-group-empty'],
    ['too many levels', deep(60), Array.from({ length: 80 }, (_, i) => (i % 2 ? 0 : 'rules')), 'expression-too-big'],
    [
      'too many rows',
      and(...Array<RuleRow>(400).fill({ field: 'weight', operator: '<', value: 1 })),
      [],
      'expression-too-big',
    ],
  ])('[X52] refuses %s and names the row', (_, group, path, code) => {
    const found = fromRules(group, scope, [])
    expect('issues' in found && found.issues[0]).toMatchObject({ path, code })
  })
})

describe('hints for the editor', () => {
  it('[X55] offers every field as it is written, with its choices', () => {
    const hints = expressionHints({ ...scope, input: [{ id: 'f15', key: 'driver', type: { kind: 'user' } }] })
    const names = [...hints.fields, ...hints.input, ...hints.system].map((one) => one.name)
    expect(names).toEqual(
      expect.arrayContaining([
        'cargo',
        'record.data["in"]',
        'input.driver',
        'record.state',
        'record.createdAt',
        'actor.id',
        'now',
      ]),
    )
    expect(hints.fields.find((one) => one.name === 'status')?.options).toEqual(['PENDING', 'IN_PROGRESS', 'DONE'])
    expect(hints.system.find((one) => one.name === 'record.state')?.options).toEqual(['PENDING', 'IN_PROGRESS', 'DONE'])
    for (const name of names.filter((one) => !one.startsWith('input')))
      expect('expression' in checkExpression(`${name} == null`, scope, undefined, [])).toBe(true)
  })

  it('[X55] offers what the scope allows and nothing else', () => {
    const closed = expressionHints({
      fields: [],
      input: scope.fields,
      allow: { record: false, actor: false, now: false, input: false },
    })
    expect([closed.fields, closed.input, closed.system]).toEqual([[], [], []])
  })

  it('[X55] describes every function in three languages', () => {
    const { functions } = expressionHints(scope)
    expect(functions.map((one) => one.name)).toEqual(
      expect.arrayContaining(['size', 'like', 'today', 'coalesce', 'has', 'exists', 'matches']),
    )
    expect(functions.map((one) => one.name)).not.toContain('list')
    for (const { signature, about } of functions)
      expect([signature, about.en, about['pt-BR'], about.ru].every((text) => text.length > 3)).toBe(true)
  })

  it('[X55] offers a row only operators that can be checked', () => {
    for (const field of expressionHints(scope).fields) {
      for (const operator of operatorsFor(field.type)) {
        const sample = sampleOf(field.type.kind === 'list' ? field.type.of.kind : field.type.kind, field.options)
        const isList = operator === 'in' || operator === 'notIn'
        const value = operator === 'empty' || operator === 'notEmpty' ? {} : { value: isList ? [sample] : sample }
        if (field.name === 'items' && 'value' in value) continue
        expect([
          field.name,
          operator,
          'expression' in fromRules(and({ field: field.name, operator, ...value }), scope, []),
        ]).toEqual([field.name, operator, true])
      }
    }
    expect(operatorsFor({ kind: 'null' })).toEqual(operatorsFor({ kind: 'any' }))
  })
})

function sampleOf(kind: string, options: readonly string[] | undefined): string | number | boolean {
  if (options) return options[0] as string
  if (kind === 'number' || kind === 'money') return 1
  if (kind === 'boolean') return true
  return { date: '2026-01-01', datetime: '2026-01-01T00:00:00Z', duration: '48h' }[kind] ?? 'x'
}
