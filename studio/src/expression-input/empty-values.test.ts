// Is it said exactly where a condition leaves out an empty value, and does what is offered let it pass?
import { checkExpression, compileExpression, sayRules } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import type { Condition, ConditionGroup, ConditionValue, Operator } from './condition.ts'
import type { ConditionName } from './condition-names.ts'
import { groupOf, levelsOf, MOST_LEVELS } from './condition-tree.ts'
import { leavesOutEmpty, orEmpty } from './empty-values.ts'
import { scopeOfFields } from './read-condition.ts'

const field = (id: string, key: string, type: FieldType, more: Partial<WireField> = {}): WireField => ({
  ...{ id, key, type },
  ...more,
})
const fields = [
  field('f1', 'weight', 'number'),
  field('f2', 'notes', 'text'),
  field('f3', 'fragile', 'boolean'),
  field('f4', 'due', 'date'),
  field('f5', 'title', 'text', { required: true }),
]
const scope = scopeOfFields(fields)
const nameOf = (key: string, group: ConditionName['group'] = 'record'): ConditionName => ({
  name: key,
  label: key,
  field: fields.find((one) => one.key === key) as WireField,
  group,
})
const row = (name: string, operator: Operator, value?: ConditionValue): Condition => ({
  field: name,
  operator,
  ...(value !== undefined && { value }),
})

/** Of a record that holds nothing at all. */
function passes(group: ConditionGroup): boolean {
  const checked = checkExpression(sayRules(group) ?? '', scope, { kind: 'boolean' }, [])
  if (!('expression' in checked)) throw new Error(JSON.stringify(checked.issues))
  const answer = compileExpression(checked.expression)({ data: {}, now: 0 })
  return answer.kind === 'value' && answer.value === true
}

const leftOut: readonly Condition[] = [
  row('weight', '<=', 20),
  row('weight', '<', 20),
  row('weight', '>', 20),
  row('weight', '>=', 20),
  row('weight', '!=', 20),
  row('weight', 'notIn', [1, 2]),
  row('notes', '!=', 'x'),
  row('notes', 'notLike', 'x'),
  row('notes', 'notStartsWith', 'x'),
  row('notes', 'notEndsWith', 'x'),
  row('due', '<', '2026-01-01'),
  row('fragile', '==', false),
]

describe('a condition of a step', () => {
  it.each(leftOut)('says that an empty $field does not pass $operator, and lets it pass', (condition) => {
    const group = groupOf('all', [condition])
    expect(passes(group)).toBe(false)
    expect(leavesOutEmpty(group, [0], nameOf(condition.field))).toBe(true)
    const either = orEmpty(group, [0])
    expect(either?.added).toEqual([1])
    expect(either && passes(either.group)).toBe(true)
    expect(either && leavesOutEmpty(either.group, [0], nameOf(condition.field))).toBe(false)
  })

  it.each([
    row('weight', '==', 20),
    row('notes', 'like', 'x'),
    row('weight', 'empty'),
    row('weight', 'notEmpty'),
    row('fragile', '==', true),
    // Not complete yet.
    row('weight', '<='),
    // Never empty.
    row('title', '!=', 'x'),
  ])('says nothing where nobody would expect it to pass: $field $operator', (condition) => {
    expect(leavesOutEmpty(groupOf('all', [condition]), [0], nameOf(condition.field))).toBe(false)
  })

  it('says nothing beside "is filled", under an "is empty" further out, or of what is no field', () => {
    const light = row('weight', '<=', 20)
    expect(leavesOutEmpty(groupOf('all', [light, row('weight', 'notEmpty')]), [0], nameOf('weight'))).toBe(false)
    const inner = groupOf('all', [light, row('notes', 'notEmpty')])
    expect(leavesOutEmpty(groupOf('any', [inner, row('weight', 'empty')]), [0, 0], nameOf('weight'))).toBe(false)
    expect(leavesOutEmpty(groupOf('any', [inner]), [0, 0], nameOf('weight'))).toBe(true)
    expect(leavesOutEmpty(groupOf('all', [light]), [0], nameOf('weight', 'system'))).toBe(false)
  })

  it('puts the one beside the other where any of several is enough, and into a group of both where all must hold', () => {
    const [light, noted] = [row('weight', '<=', 20), row('notes', 'notEmpty')]
    expect(orEmpty(groupOf('any', [light, noted]), [0])).toEqual({
      group: groupOf('any', [light, row('weight', 'empty'), noted]),
      added: [1],
    })
    expect(orEmpty(groupOf('all', [noted, light]), [1])).toEqual({
      group: groupOf('all', [noted, groupOf('any', [light, row('weight', 'empty')])]),
      added: [1, 1],
    })
  })

  it('offers nothing where it would say something else, or stand deeper than conditions may', () => {
    const light = row('weight', '<=', 20)
    expect(orEmpty(groupOf('none', [light]), [0])).toBeUndefined()
    const both = groupOf('all', [light, row('notes', 'notEmpty')])
    const deep = groupOf('any', [groupOf('all', [both, row('notes', 'empty')]), row('notes', 'empty')])
    expect(levelsOf(deep)).toBe(MOST_LEVELS)
    expect(leavesOutEmpty(deep, [0, 0, 0], nameOf('weight'))).toBe(true)
    expect(orEmpty(deep, [0, 0, 0])).toBeUndefined()
  })
})
