// What can be asked of a promised time, and which condition on one of its parts says it?
import { type ClockPart, sayClockName } from '@molde/engine'
import { type Condition, type ConditionValue, isReading, isValues, type Operator } from './condition.ts'
import { spanOf } from './span-ahead.ts'

/** `late`: it is or was. `within`: it runs and is used up by then, or is already. */
export type ClockQuestion = 'late' | 'within' | 'before' | 'after' | 'is' | 'isNot' | 'begun' | 'notBegun'

export const clockQuestions: readonly ClockQuestion[] = [
  'late',
  'within',
  'before',
  'after',
  'is',
  'isNot',
  'begun',
  'notBegun',
]

const said: Record<ClockQuestion, { readonly part: ClockPart; readonly operator: Operator }> = {
  late: { part: 'lateAt', operator: '<=' },
  within: { part: 'dueAt', operator: '<=' },
  before: { part: 'dueAt', operator: '<' },
  after: { part: 'dueAt', operator: '>' },
  is: { part: 'status', operator: 'in' },
  isNot: { part: 'status', operator: 'notIn' },
  begun: { part: 'status', operator: 'notEmpty' },
  notBegun: { part: 'status', operator: 'empty' },
}

/** Undefined: what it says was written as text, and is none of these. */
export function questionOf({ operator, value }: Condition, part: ClockPart): ClockQuestion | undefined {
  const found = clockQuestions.find((one) => said[one].part === part && said[one].operator === asList(operator, value))
  if (found === 'late') return isNow(value) ? found : undefined
  if (found === 'within') return spanOf(value) ? found : undefined
  return found
}

/** The condition that asks this; what it was compared with stays where it can. */
export function askClock(clock: string, question: ClockQuestion, before?: Condition): Condition {
  const { part, operator } = said[question]
  const value = valueFor(question, before?.value)
  return { field: sayClockName(clock, part), operator, ...(value !== undefined && { value }) }
}

/** Due on the day that it is today: both conditions hold. */
export function dueToday(clock: string): readonly Condition[] {
  const field = sayClockName(clock, 'dueAt')
  return [
    { field, operator: '>=', value: { from: 'today' } },
    { field, operator: '<', value: { from: 'today', days: 1 } },
  ]
}

function valueFor(question: ClockQuestion, before: ConditionValue | undefined): ConditionValue | undefined {
  switch (question) {
    case 'late':
      return { from: 'now' }
    case 'within':
      return spanOf(before) && before !== undefined ? before : { from: 'now', hours: 2 }
    case 'before':
    case 'after':
      return before !== undefined && !isValues(before) && !isNow(before) ? before : undefined
    case 'is':
    case 'isNot':
      return before !== undefined && isValues(before) ? before : undefined
    case 'begun':
    case 'notBegun':
      return undefined
  }
}

/** One of a single one is that one. */
function asList(operator: Operator, value: ConditionValue | undefined): Operator {
  if (typeof value !== 'string') return operator
  return operator === '==' ? 'in' : operator === '!=' ? 'notIn' : operator
}

function isNow(value: ConditionValue | undefined): boolean {
  if (value === undefined || isValues(value) || !isReading(value) || !('from' in value)) return false
  return value.from === 'now' && !value.days && !value.hours
}
