// Does the result of an expression fit the field it is meant for?
import { describe, expect, it } from 'vitest'
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { computedValue } from './computed-value.ts'
import { Refused } from './refused.ts'

const options = [
  { id: 'o1', key: 'o2' },
  { id: 'o2', key: 'NEW' },
] as const
const field = (type: FieldType, more: Partial<FieldDef> = {}): FieldDef => ({ id: 'f1', key: 'x', type, ...more })

describe('computed values', () => {
  it.each<[FieldType, Partial<FieldDef>, unknown, unknown]>([
    ['text', {}, null, undefined],
    ['text', {}, undefined, undefined],
    ['text', {}, 'e\u0301', 'é'],
    ['datetime', {}, '2026-03-01T01:30:00.000Z', '2026-03-01T01:30:00.000Z'],
    ['datetime', {}, '2026-03-01', '2026-03-01T03:00:00.000Z'],
    ['date', {}, '2026-03-01T01:30:00.000Z', '2026-02-28'],
    ['date', {}, '2026-03-01', '2026-03-01'],
    ['time', {}, '2026-03-01T01:30:15.250Z', '22:30:15'],
    ['time', {}, '09:30', '09:30'],
    ['duration', {}, 'PT90M', 'PT90M'],
    ['enum', { options }, 'o2', 'o2'],
    ['enum', { options }, 'NEW', 'o2'],
    ['tags', { options }, ['o2', 'o2', 'o1'], ['o2', 'o1']],
    ['tags', { options }, 'o1', ['o1']],
    ['tags', { options }, ['NEW'], ['o2']],
    ['number', {}, 1.5, 1.5],
  ])('[R28] in a %s field %j %j is %j', (type, more, value, stored) => {
    expect(computedValue(field(type, more), value, 'America/Sao_Paulo')).toEqual(stored)
  })

  it.each<[FieldType, unknown]>([
    ['integer', 1.5],
    ['text', 5],
    ['money', 12],
    ['date', 'soon'],
    ['datetime', 'soon'],
  ])('[R28] a %s field does not take %j', (type, value) => {
    expect(computedValue(field(type), value, 'UTC')).toBeInstanceOf(Refused)
  })

  it('[R28] nor an option field what is no option', () => {
    expect(computedValue(field('enum', { options }), 'GONE', 'UTC')).toBeInstanceOf(Refused)
    expect(computedValue(field('tags', { options }), ['o1', 'GONE'], 'UTC')).toBeInstanceOf(Refused)
  })
})
