// Does every moment have one spelling, and a number in the same order?
import { describe, expect, it } from 'vitest'
import {
  canonicalDate,
  canonicalDatetime,
  canonicalDuration,
  canonicalTime,
  datetimeValue,
  dateValue,
  durationValue,
  timeValue,
} from './canonical-time.ts'

describe('moments', () => {
  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31t12:00:00z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31 12:00:00.5+00:00', '2026-01-31T12:00:00.500Z'],
    ['2026-01-31T12:00:00.123999-03:00', '2026-01-31T15:00:00.123Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
    ['2024-02-29T23:59:59-00:00', '2024-02-29T23:59:59.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('[R5] the instant %s is %s', (sent, stored) => {
    expect(canonicalDatetime(sent)).toBe(stored)
    expect(canonicalDatetime(stored)).toBe(stored)
    expect(datetimeValue(sent)).toBe(Date.parse(stored))
  })

  it.each([
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-02-30T12:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T12:60:00Z',
    '2026-01-31T12:00:00+24:00',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '+12026-01-31T12:00:00Z',
    '2026-01-31T12:00:00Z\n',
    '',
  ])('[R5] %j is no instant with a zone', (sent) => {
    expect(canonicalDatetime(sent)).toBeUndefined()
    expect(datetimeValue(sent)).toBeUndefined()
  })

  it.each([
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['1969-12-31', -86_400_000],
  ])('[R5] %s is a day', (day, value) => {
    expect(canonicalDate(day)).toBe(day)
    expect(dateValue(day)).toBe(value)
  })

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '31/12/2026', '2026-01-31T00:00:00Z', ''])(
    '[R5] %j is no day',
    (sent) => {
      expect(canonicalDate(sent)).toBeUndefined()
      expect(dateValue(sent)).toBeUndefined()
    },
  )

  it.each([
    ['09:30', '09:30', 34_200_000],
    ['09:30:00', '09:30', 34_200_000],
    ['09:30:15', '09:30:15', 34_215_000],
    ['00:00', '00:00', 0],
    ['23:59:59', '23:59:59', 86_399_000],
  ])('[R5] the time %s is %s', (sent, stored, value) => {
    expect(canonicalTime(sent)).toBe(stored)
    expect(canonicalTime(stored)).toBe(stored)
    expect(timeValue(sent)).toBe(value)
  })

  it.each(['24:00', '9:30', '09:60', '09:30:60', '09:30Z', '09:30:15.5', 'x09:30', '109:30', ''])(
    '[R5] %j is no time of day',
    (sent) => {
      expect(canonicalTime(sent)).toBeUndefined()
      expect(timeValue(sent)).toBeUndefined()
    },
  )

  it.each([
    ['PT48H', 'PT48H', 172_800_000],
    ['P2D', 'P2D', 172_800_000],
    ['pt048h0m', 'PT48H', 172_800_000],
    ['P1W2DT3H4M5.250S', 'P1W2DT3H4M5.25S', 788_645_250],
    ['PT0,500S', 'PT0.5S', 500],
    ['-PT5M', '-PT5M', -300_000],
    ['P12W', 'P12W', 7_257_600_000],
    ['PT1.050S', 'PT1.05S', 1050],
    ['P0D', 'PT0S', 0],
    ['-PT0S', 'PT0S', 0],
  ])('[R5] the duration %s is %s', (sent, stored, value) => {
    expect(canonicalDuration(sent)).toBe(stored)
    expect(canonicalDuration(stored)).toBe(stored)
    expect(durationValue(stored)).toBe(value)
  })

  it.each(['P', 'PT', 'P1Y', 'P1M', 'P1DT', '48h', 'PT1H1H', 'PT1.5H', '1D', 'xP1D', 'P1Dx', ''])(
    '[R5] %j is no duration of a fixed length',
    (sent) => {
      expect(canonicalDuration(sent)).toBeUndefined()
    },
  )

  it('[R5] a text that says no duration sorts nowhere', () => {
    expect(durationValue('soon')).toBeUndefined()
  })
})
