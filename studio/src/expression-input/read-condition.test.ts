// Do rows and text say the same, whichever of the two was there first?
import { checkExpression, compileExpression, type EvaluationContext, sayRules } from '@molde/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import type { Condition, ConditionGroup } from './condition.ts'
import { asShown, groupOf, kindOf, levelsOf, type Rule } from './condition-tree.ts'
import { readCondition, scopeOfFields } from './read-condition.ts'

const choices = [
  { id: 'o1', key: 'NEW' },
  { id: 'o2', key: 'DONE' },
  { id: 'o3', key: 'LOST' },
]
const fields: readonly WireField[] = [
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f2', key: 'note', type: 'text' },
  { id: 'f3', key: 'weight', type: 'number' },
  { id: 'f4', key: 'limit', type: 'number' },
  { id: 'f5', key: 'status', type: 'enum', options: choices },
  { id: 'f6', key: 'urgent', type: 'boolean' },
  { id: 'f7', key: 'due', type: 'date' },
  { id: 'f8', key: 'seen', type: 'datetime' },
  { id: 'f9', key: 'took', type: 'duration' },
  { id: 'f10', key: 'labels', type: 'tags', many: true, options: choices },
  { id: 'f11', key: 'owner', type: 'user' },
  { id: 'f12', key: 'in', type: 'text' },
]
const scope = {
  ...scopeOfFields(fields),
  input: [{ id: 'f13' as const, key: 'weight', type: { kind: 'number' as const } }],
}
const names = [
  ...['title', 'note', 'weight', 'limit', 'status', 'urgent', 'due', 'seen', 'took', 'labels', 'owner'],
  ...['record.data["in"]', 'record.createdAt', 'record.createdBy', 'actor.id', 'input.weight'],
].map((name) => ({ name }))

const letters = fc.string({
  minLength: 1,
  maxLength: 6,
  unit: fc.constantFrom('a', 'b', 'é', '"', "'", '\\', '\n', ' '),
})
const number = fc.constantFrom(-2.5, 0, 1, 2, 1000)
const choice = fc.constantFrom(...choices.map(({ key }) => key))
const oneOf = <Value>(values: fc.Arbitrary<Value>) => fc.uniqueArray(values, { minLength: 1, maxLength: 3 })
const day = fc.constantFrom('2026-05-01', '2026-05-10', '2026-05-20')
const instant = fc.constantFrom('2026-05-10T00:00:00.000Z', '2026-05-10T15:30:00.000Z')
const moment = fc.oneof(
  fc.constantFrom({ from: 'now' as const }, { from: 'today' as const }),
  fc.record({ from: fc.constantFrom('now' as const, 'today' as const), days: fc.constantFrom(-30, -1, 1, 7) }),
)
const orders = fc.constantFrom('==' as const, '!=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const)
const row = (
  field: fc.Arbitrary<string>,
  operator: fc.Arbitrary<Condition['operator']>,
  value: fc.Arbitrary<unknown>,
) => fc.record({ field, operator, value }) as fc.Arbitrary<Condition>
const text = fc.constantFrom('title', 'note', 'record.data["in"]')
const searches = fc.constantFrom(
  ...([
    'like',
    'notLike',
    'contains',
    'notContains',
    'startsWith',
    'notStartsWith',
    'endsWith',
    'notEndsWith',
  ] as const),
)
const condition: fc.Arbitrary<Condition> = fc.oneof(
  row(text, searches, letters),
  row(text, fc.constantFrom('==', '!='), letters),
  row(fc.constant('title'), fc.constantFrom('==', '!='), fc.constant({ name: 'note' })),
  row(fc.constantFrom('title'), fc.constantFrom('in', 'notIn'), oneOf(letters)),
  row(fc.constantFrom('weight', 'limit', 'input.weight'), orders, number),
  row(fc.constant('weight'), orders, fc.constantFrom({ name: 'limit' }, { name: 'input.weight' })),
  row(fc.constant('weight'), fc.constantFrom('in', 'notIn'), oneOf(number)),
  row(fc.constant('status'), fc.constantFrom('==', '!='), choice),
  row(fc.constant('status'), fc.constantFrom('in', 'notIn'), oneOf(choice)),
  row(fc.constant('urgent'), fc.constant('=='), fc.boolean()),
  row(fc.constant('due'), orders, fc.oneof(day, moment)),
  row(fc.constantFrom('seen', 'record.createdAt'), orders, fc.oneof(instant, day, moment)),
  row(fc.constant('took'), orders, fc.constantFrom('PT2H', 'PT48H', 'PT1H30M')),
  row(fc.constant('labels'), fc.constantFrom('has', 'notHas'), choice),
  row(
    fc.constantFrom('owner', 'record.createdBy'),
    fc.constantFrom('==', '!='),
    fc.oneof(fc.constantFrom('u1', 'u2'), fc.constant({ name: 'actor.id' })),
  ),
  fc.record({
    field: fc.constantFrom('title', 'weight', 'labels', 'due', 'owner'),
    operator: fc.constantFrom('empty' as const, 'notEmpty' as const),
  }),
)

const anyGroup = (levels: number): fc.Arbitrary<ConditionGroup> =>
  fc
    .tuple(
      fc.constantFrom('all' as const, 'any' as const, 'none' as const),
      fc.array(
        levels === 1
          ? condition
          : fc.oneof({ weight: 2, arbitrary: condition }, { weight: 1, arbitrary: anyGroup(levels - 1) }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([kind, rules]) => groupOf(kind, rules))

/** As the builder keeps them: no group of one, none within a group of its own kind, none denied twice. */
const tidyGroup = anyGroup(3).filter((group) => isTidy(group) && (group.rules.length > 1 || kindOf(group) === 'all'))

function isTidy(group: ConditionGroup): boolean {
  const kind = kindOf(group) === 'none' ? 'any' : kindOf(group)
  return group.rules.every((rule) => {
    if (!('rules' in rule)) return group.rules.length > 1 || kindOf(group) !== 'none'
    return rule.rules.length > 1 && kindOf(rule) !== kind && group.rules.length > 1 && isTidy(rule)
  })
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const context: fc.Arbitrary<EvaluationContext> = fc
  .record({
    f1: maybe(letters),
    f2: maybe(letters),
    f3: maybe(number),
    f4: maybe(number),
    f5: maybe(fc.constantFrom('o1', 'o2', 'o3')),
    f6: maybe(fc.boolean()),
    f7: maybe(day),
    f8: maybe(instant),
    f9: maybe(fc.constantFrom('PT2H', 'PT30M')),
    f10: maybe(oneOf(fc.constantFrom('o1', 'o2', 'o3'))),
    f11: maybe(fc.constantFrom('u1', 'u2')),
    f12: maybe(letters),
    input: maybe(number),
  })
  .map(({ input, ...data }) => ({
    data,
    input: { f13: input },
    record: { id: 'r1', createdAt: Date.UTC(2026, 4, 9), createdBy: 'u1' },
    actor: { id: 'u1', roles: [] },
    now: Date.UTC(2026, 4, 10, 15, 30),
    zone: 'America/Sao_Paulo',
  }))

function meaning(cel: string, on: EvaluationContext) {
  const checked = checkExpression(cel, scope, { kind: 'boolean' }, [])
  if ('issues' in checked) throw new Error(`${cel}: ${JSON.stringify(checked.issues)}`)
  return compileExpression(checked.expression)(on)
}

const said = (group: ConditionGroup) => sayRules(group) as string

describe('rows and text', () => {
  it('rows become text and the same rows again', () => {
    let deepest = 0
    fc.assert(
      fc.property(tidyGroup, (group) => {
        deepest = Math.max(deepest, levelsOf(group))
        expect([said(group), readCondition(said(group), scope, names)]).toEqual([said(group), { kind: 'rows', group }])
      }),
      { numRuns: 2000 },
    )
    expect(deepest).toBe(3)
  })

  it('whatever rows say means the same when it was text in between', () => {
    fc.assert(
      fc.property(anyGroup(3), context, (group, on) => {
        const read = readCondition(said(group), scope, names)
        if (read.kind !== 'rows') throw new Error(`${said(group)} is ${read.kind}`)
        expect([said(group), meaning(said(read.group), on)]).toEqual([said(group), meaning(said(group), on)])
        expect(readCondition(said(read.group), scope, names)).toEqual(read)
      }),
      { numRuns: 2000 },
    )
  })

  it('text becomes rows that mean the same', () => {
    // Spellings that people use and rows do not: brackets, sides exchanged, bare truth, denials.
    const spelling: fc.Arbitrary<string> = fc.letrec<{ part: string; whole: string }>((tie) => ({
      part: fc.oneof(
        condition.map((one) => said(groupOf('all', [one]))),
        fc.constantFrom(
          'urgent',
          '!urgent',
          '10 > weight',
          'has(title)',
          '!has(note)',
          '(weight) < limit',
          'actor.id == owner',
        ),
        fc.constantFrom('today() > due', "status == 'DONE'", 'record.state == null', '!(title == null)', '!!urgent'),
      ),
      whole: fc.oneof(
        { maxDepth: 2 },
        tie('part'),
        fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) && (${b})`),
        fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) || (${b})`),
        tie('whole').map((a) => `!(${a})`),
      ),
    })).whole
    let shown = 0
    fc.assert(
      fc.property(spelling, context, (cel, on) => {
        const read = readCondition(cel, scope, names)
        expect([cel, read.kind]).not.toEqual([cel, 'wrong'])
        if (read.kind !== 'rows') return
        shown += 1
        expect([cel, meaning(said(read.group), on)]).toEqual([cel, meaning(cel, on)])
      }),
      { numRuns: 2000 },
    )
    expect(shown).toBeGreaterThan(1000)
  })

  it.each([
    'size(title) > 3',
    'weight + 1 > limit',
    'urgent ? weight > 1 : weight > 2',
    'labels.exists(l, l == "NEW")',
    'actor.roles.exists(r, r == "boss")',
    'weight > 1 && (urgent || (weight > 2 && (limit > 3 || urgent && weight > 4)))',
  ])('does not pretend that rows can say %s', (cel) => {
    expect(readCondition(cel, scope, names)).toEqual({ kind: 'text' })
  })

  it('tells a mistake from what only text can say, and nothing from both', () => {
    expect(readCondition('weight >', scope, names).kind).toBe('wrong')
    expect(readCondition('wieght > 1', scope, names).kind).toBe('wrong')
    expect(readCondition('  ', scope, names)).toEqual({ kind: 'rows', group: groupOf('all', []) })
  })

  it.each<[Rule, ConditionGroup]>([
    [
      {
        combinator: 'and',
        not: true,
        rules: [
          { field: 'a', operator: 'empty' },
          { field: 'b', operator: 'empty' },
        ],
      },
      groupOf('none', [
        groupOf('all', [
          { field: 'a', operator: 'empty' },
          { field: 'b', operator: 'empty' },
        ]),
      ]),
    ],
    [groupOf('any', [{ field: 'a', operator: 'empty' }]), groupOf('all', [{ field: 'a', operator: 'empty' }])],
    [
      groupOf('all', [groupOf('all', [{ field: 'a', operator: 'empty' }]), { field: 'b', operator: 'empty' }]),
      groupOf('all', [
        { field: 'a', operator: 'empty' },
        { field: 'b', operator: 'empty' },
      ]),
    ],
  ])('shows %j as %j', (rule, shown) => {
    expect(asShown(rule as ConditionGroup)).toEqual(shown)
  })
})
