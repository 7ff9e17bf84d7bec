// Which parts of a filter does an address hold? Read before the first page is drawn, so it carries nothing of the engine's weight.
import { type RuleScalar, ruleOperators } from '@molde/engine'
import type { Condition, ConditionGroup, ConditionValue, FilterPart, Operator } from './condition.ts'

const MOST_LEVELS = 3

/** A part of a filter as an address holds it, or undefined when it is none. */
export function readPart(raw: unknown): FilterPart | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const { cel } = raw as { readonly cel?: unknown }
  if (typeof cel === 'string') return { cel }
  return readRule(raw, MOST_LEVELS)
}

function readRule(raw: unknown, levels: number): Condition | ConditionGroup | undefined {
  if (typeof raw !== 'object' || raw === null || levels < 0) return undefined
  const { rules, combinator, not, field, operator, op, value } = raw as Record<string, unknown>
  if (Array.isArray(rules)) {
    if (levels === 0 || (combinator !== 'and' && combinator !== 'or')) return undefined
    const read = rules.flatMap((rule) => readRule(rule, levels - 1) ?? [])
    return { combinator, ...(not === true ? { not } : {}), rules: read }
  }
  if (typeof field !== 'string') return undefined
  const old = typeof op === 'string' ? oldOperators[op] : undefined
  const known = old ?? ruleOperators.find((one) => one === operator)
  if (!known) return undefined
  return isValue(value) ? { field, operator: known, value } : { field, operator: known }
}

/** Addresses kept from before there were groups. */
const oldOperators: { readonly [op: string]: Operator } = {
  is: '==',
  isNot: '!=',
  like: 'like',
  startsWith: 'startsWith',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  anyOf: 'in',
  has: 'has',
  empty: 'empty',
  filled: 'notEmpty',
}

function isValue(value: unknown): value is ConditionValue {
  if (Array.isArray(value)) return value.every(isScalar)
  if (typeof value !== 'object' || value === null) return isScalar(value)
  const { name, from, days, hours } = value as Record<string, unknown>
  if (typeof name === 'string') return Object.keys(value).length === 1
  return (from === 'now' || from === 'today') && [days, hours].every((by) => by === undefined || Number.isInteger(by))
}

function isScalar(value: unknown): value is RuleScalar {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}
