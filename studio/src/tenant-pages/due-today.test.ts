// What is due today, and by which day of which zone?
import { expect, it } from 'vitest'
import { dayIn, dueField, dueFilter, isOpen, lateFilter } from './due-today.ts'

const day = { id: 'f2', key: 'deliver_by', type: 'date' } as const

it.each([
  ['the first day that people write', [{ id: 'f1', key: 'made', type: 'date', readOnly: true }, day], 'deliver_by'],
  ['no moment', [{ id: 'f1', key: 'at', type: 'datetime' }], undefined],
] as const)('a kind is planned by %s', (_, fields, key) => {
  expect(dueField({ fields })?.key).toBe(key)
})

it('is asked for as a condition, whatever the field is called', () => {
  expect(dueFilter(day, '2026-11-26')).toBe("deliver_by == '2026-11-26'")
  expect(dueFilter({ ...day, key: 'in' }, '2026-11-26')).toBe(`record.data["in"] == '2026-11-26'`)
})

it('late is what was planned for an earlier day and has not come to an end', () => {
  const flow = { stateField: 'status', states: { NEW: {}, DONE: { type: 'final' }, LOST: { type: 'final' } } } as const
  expect(lateFilter(day, '2026-11-26', flow)).toBe(
    `deliver_by < '2026-11-26' && (status == null || !(status in ["DONE", "LOST"]))`,
  )
  expect(lateFilter(day, '2026-11-26', { stateField: 'status', states: { NEW: {} } })).toBeUndefined()
  expect(lateFilter(day, '2026-11-26', undefined)).toBeUndefined()
})

it('goes by the clocks of the workspace', () => {
  const now = Date.parse('2026-11-26T23:30:00Z')
  expect(dayIn('UTC', now)).toBe('2026-11-26')
  expect(dayIn('Asia/Tokyo', now)).toBe('2026-11-27')
  expect(dayIn('America/Sao_Paulo', now)).toBe('2026-11-26')
})

it('leaves out what has come to an end', () => {
  const flow = { states: { NEW: {}, DONE: { type: 'final' } } } as const
  expect([isOpen({ state: 'NEW' }, flow), isOpen({ state: 'DONE' }, flow), isOpen({ state: null }, undefined)]).toEqual(
    [true, false, true],
  )
})
