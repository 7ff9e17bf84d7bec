// Are the usual days said as the expression language says them?
import { expect, it } from 'vitest'
import { filterText } from './condition.ts'
import { daysAsked, usualDays } from './usual-days.ts'

it('says each of them relative to today', () => {
  const due = [{ id: 'f1', key: 'due', type: 'date' as const }]
  expect(usualDays.map((days) => filterText(daysAsked('due', days), due))).toEqual([
    'due == today()',
    'due >= today() && due <= today() + days(6)',
    'due < today()',
  ])
})
