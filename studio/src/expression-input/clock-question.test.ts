// Does every question about a promised time become a filter that means it, and is it the same question again when it is read?
import { checkExpression } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import { askClock, clockQuestions, dueToday, questionOf } from './clock-question.ts'
import { type Condition, filterText, isComplete } from './condition.ts'
import { readFilter, scopeOfFields } from './read-condition.ts'
import { spanOf } from './span-ahead.ts'

const clocks = [{ name: 'answer' }, { name: 'in-office' }]
const scope = scopeOfFields([], clocks)
const partOf = ({ field }: Condition) => field.split('.').at(-1) as 'dueAt' | 'lateAt' | 'status'
const names = ['answer', '["in-office"]'].flatMap((clock) =>
  ['lateAt', 'dueAt', 'status'].map((part) => ({
    name: `record.clocks${clock.startsWith('[') ? clock : `.${clock}`}.${part}`,
  })),
)

describe('a question about a promised time', () => {
  it.each([
    [askClock('answer', 'late'), 'record.clocks.answer.lateAt <= now'],
    [askClock('answer', 'within'), 'record.clocks.answer.dueAt <= now + hours(2)'],
    [
      askClock('in-office', 'within', { field: '', operator: '<=', value: { from: 'now', days: 3 } }),
      'record.clocks["in-office"].dueAt <= now + days(3)',
    ],
    [
      { ...askClock('answer', 'before'), value: '2026-11-02T17:00:00.000Z' },
      'record.clocks.answer.dueAt < "2026-11-02T17:00:00.000Z"',
    ],
    [{ ...askClock('answer', 'after'), value: { from: 'today' } }, 'record.clocks.answer.dueAt > today()'],
    [{ ...askClock('answer', 'is'), value: ['runs', 'pauses'] }, 'record.clocks.answer.status in ["runs", "pauses"]'],
    [{ ...askClock('in-office', 'isNot'), value: ['stopped'] }, '!(record.clocks["in-office"].status in ["stopped"])'],
    [askClock('answer', 'begun'), 'record.clocks.answer.status != null'],
    [askClock('answer', 'notBegun'), 'record.clocks.answer.status == null'],
  ] as readonly (readonly [Condition, string])[])('%j is %s', (condition, said) => {
    expect(filterText([condition], [])).toBe(said)
    expect('issues' in checkExpression(said, scope, { kind: 'boolean' }, []), said).toBe(false)
    const [back] = readFilter(said, [], names, clocks)
    expect(back).toEqual(condition)
    expect(questionOf(back as Condition, partOf(condition))).toBe(questionOf(condition, partOf(condition)))
  })

  it('knows each of its questions again once it is complete', () => {
    for (const question of clockQuestions) {
      const asked = askClock('answer', question)
      const whole: Condition = isComplete(asked)
        ? asked
        : { ...asked, value: question === 'is' || question === 'isNot' ? ['runs'] : '2026-11-02T17:00:00.000Z' }
      expect(questionOf(whole, partOf(whole)), question).toBe(question)
    }
    expect(questionOf({ field: '', operator: '==', value: 'pauses' }, 'status')).toBe('is')
    expect(questionOf({ field: '', operator: '>', value: { from: 'now' } }, 'lateAt')).toBeUndefined()
    expect(questionOf({ field: '', operator: '<=', value: { from: 'now' } }, 'dueAt')).toBeUndefined()
  })

  it('keeps what it was compared with where another question can have it', () => {
    const is = { ...askClock('answer', 'is'), value: ['runs'] }
    expect(askClock('answer', 'isNot', is).value).toEqual(['runs'])
    expect(askClock('answer', 'before', is)).not.toHaveProperty('value')
    const before = { ...askClock('answer', 'before'), value: '2026-11-02' }
    expect(askClock('answer', 'after', before).value).toBe('2026-11-02')
    expect(askClock('answer', 'late', before).value).toEqual({ from: 'now' })
    expect(spanOf(askClock('answer', 'within', before).value)).toEqual({ amount: 2, unit: 'hours' })
  })

  it('of what is due today is two conditions', () => {
    expect(filterText(dueToday('answer'), [])).toBe(
      'record.clocks.answer.dueAt >= today() && record.clocks.answer.dueAt < today() + days(1)',
    )
  })

  it('is written into a filter only as it was offered', () => {
    for (const field of [
      'record.clocks.answer',
      'record.clocks.a.b.dueAt',
      'record.clocks["a\\"].dueAt',
      'clocks.a.dueAt',
    ])
      expect(filterText([{ field, operator: 'empty' }], []), field).toBeUndefined()
  })
})
