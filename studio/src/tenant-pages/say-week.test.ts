import { describe, expect, it } from 'vitest'
import { sayWeek, weekFrom } from './say-week.ts'

const office = [{ opens: '09:00', closes: '18:00' }]
const week = { monday: office, tuesday: office, wednesday: office, saturday: [{ opens: '09:00', closes: '12:00' }] }

describe('a week of hours', () => {
  it('is said in as few lines as it takes, from the day on which a week begins', () => {
    expect(sayWeek(week, 'en', weekFrom(1))).toEqual(['Mon – Wed: 09:00–18:00', 'Sat: 09:00–12:00'])
    expect(weekFrom(1)[0]).toBe('monday')
    expect(weekFrom(6)[0]).toBe('saturday')
    expect(weekFrom(7)[0]).toBe('sunday')
    expect(sayWeek({ ...week, sunday: office }, 'en', weekFrom(7))[0]).toBe('Sun – Wed: 09:00–18:00')
  })
  it('says several hours of a day, and nothing of a week that is closed', () => {
    const split = { friday: [...office, { opens: '19:00', closes: '20:00' }] }
    expect(sayWeek(split, 'en', weekFrom(7))).toEqual(['Fri: 09:00–18:00, 19:00–20:00'])
    expect(sayWeek({}, 'en', weekFrom(7))).toEqual([])
  })
})
