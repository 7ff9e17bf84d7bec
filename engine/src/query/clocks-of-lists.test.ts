// Are the clocks of a flow names of lists like any other, and of nothing else?
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { StoodClocks } from '../expression/clock-members.ts'
import { expressionHints } from '../expression/expression-hints.ts'
import { sayExpression } from '../expression/say-expression.ts'
import { readSort, saySort } from '../record/read-sort.ts'
import type { StoredRecord } from '../record/stored-record.ts'
import { isKeyable } from '../view/view-key.ts'
import { compareRecords, matchRecord } from './match-record.ts'
import { parseListQuery } from './parse-query.ts'

const fields = [{ id: 'f1', key: 'title', type: 'text' }] as const
const version: BlueprintVersion = { name: 'ticket', version: 1, fields, rules: [], uniques: [], reserved: [] }
const plain = scopeOf(version)
const clocks = [
  { id: 'm1', name: 'answer' },
  { id: 'm2', name: 'in-office' },
]
const scope = { ...plain, clocks }
const now = 1_000_000
const HOUR = 3_600_000

const read = (text: string, among = scope) => {
  const checked = checkExpression(text, among, { kind: 'boolean' }, [])
  if ('issues' in checked) throw new Error(checked.issues.map(({ code }) => code).join())
  return checked.expression
}
const record = (no: number, clocksOf?: StoodClocks): StoredRecord => ({
  ...{
    no,
    id: `r${no}`,
    version: 1,
    rev: 1,
    state: null,
    createdAt: 5,
    updatedAt: 5,
    createdBy: null,
    deletedAt: null,
  },
  ...{ data: { f1: 'x' }, ...(clocksOf && { clocks: clocksOf }) },
})
const runs = { m1: { status: 'runs', dueAt: now + HOUR, lateAt: now + HOUR } } as const
const late = { m1: { status: 'pauses', dueAt: null, lateAt: now - HOUR } } as const

describe('a clock in a list', () => {
  it.each([
    ['record.clocks.answer.dueAt < now', 'record.clocks.m1.dueAt < now'],
    ['record.clocks["in-office"].lateAt <= now', 'record.clocks.m2.lateAt <= now'],
    ['record.clocks.answer.status == "runs"', 'record.clocks.m1.status == "runs"'],
    ['has(record.clocks.answer.dueAt)', 'has(record.clocks.m1.dueAt)'],
  ])('[X46] is stored by its id and said by its name: %s', (text, cel) => {
    const expression = read(text)
    expect(expression.cel).toBe(cel)
    expect(sayExpression(expression, scope)).toBe(text)
    expect(expression.usesClocks).toHaveLength(1)
  })

  it('[X46] is refused by name, and known nowhere else', () => {
    expect(() => read('record.clocks.other.dueAt < now')).toThrow('unknown-member')
    expect(() => read('record.clocks.answer.elapsed < now')).toThrow('unknown-member')
    expect(() => read('record.clocks.answer.dueAt < now', plain as typeof scope)).toThrow('unknown-member')
    expect(() => read('record.clocks.answer.dueAt < 5')).toThrow('wrong-operands')
  })

  it.each([
    ['record.clocks.answer.dueAt < now + duration("2h")', [true, false, null]],
    ['record.clocks.answer.lateAt <= now', [false, true, null]],
    ['!(record.clocks.answer.lateAt <= now)', [true, false, null]],
    ['record.clocks.answer.dueAt - now < duration("2h")', [true, false, null]],
    ['record.clocks.answer.status in ["pauses", "stopped"]', [false, true, null]],
    ['record.clocks.answer.dueAt == null', [false, true, true]],
    ['record.clocks.answer.dueAt > record.createdAt', [true, false, null]],
    // Left over, and evaluated for each record.
    ['title + record.clocks.answer.status == "xruns"', [true, false, null]],
  ])('[X40] is as true as a filter as it is as a condition: %s', (filter, wanted) => {
    const query = parseListQuery({ filter }, version, scope, { now })
    const found = [runs, late, undefined].map((one, i) => matchRecord(query, record(i, one)))
    expect(found).toEqual(wanted.map((one) => one === true))
  })

  it('[Q4] is something to sort by', () => {
    const sort = readSort(['-record.clocks.answer.dueAt', 'record.clocks.in-office.lateAt'], version, [], [], clocks)
    expect(sort.map(({ ref }) => ref)).toEqual([{ member: 'clocks.m1.dueAt' }, { member: 'clocks.m2.lateAt' }])
    expect(saySort(sort, version, clocks)).toEqual(['-record.clocks.answer.dueAt', 'record.clocks.in-office.lateAt'])
    const [, last] = [record(1, late), record(2, runs)].sort((a, b) => compareRecords({ sort }, a, b))
    expect(last?.no).toBe(1)
    const issues = [] as Parameters<typeof readSort>[3]
    readSort(['record.clocks.answer.status', 'record.clocks.answer.dueAt'], version, [], issues)
    expect(issues).toHaveLength(2)
  })

  it('[Q5] comes with the records when that is asked for, also where there is none any more', () => {
    for (const known of [scope, plain]) {
      const query = parseListQuery({ expand: 'record.clocks' }, version, known, { now })
      expect(query).toMatchObject({ expand: [], clocks: true })
    }
    expect(() => parseListQuery({ expand: 'record.clocks.answer' }, version, scope, { now })).toThrow()
  })

  it('[V2] gives a view no keys', () => {
    const sort = readSort(['record.clocks.answer.dueAt'], version, [], [], clocks)
    const filter = read('record.clocks.answer.status == "runs"')
    expect([isKeyable({ sort }), isKeyable({ sort: [], filter }), isKeyable({ sort: [] })]).toEqual([
      false,
      false,
      true,
    ])
  })

  it('[X55] is offered as it is written', () => {
    const { system } = expressionHints(scope)
    expect(system.map(({ name }) => name)).toEqual(expect.arrayContaining(['record.clocks.answer.dueAt']))
  })
})
