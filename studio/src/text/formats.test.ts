// Are values written in one language and zone, and is the zone named where the reader would otherwise be misled?
import { describe, expect, it } from 'vitest'
import { makeFormats } from './formats.ts'

const noon = '2026-07-01T15:00:00Z'

describe('formats', () => {
  it.each([
    ['en', '1,234.5', 'Jul 1, 2026'],
    ['pt-BR', '1.234,5', '1 de jul. de 2026'],
    ['ru', '1\u00a0234,5', '1 июл. 2026\u202fг.'],
  ])('are those of %s', (language, number, date) => {
    const formats = makeFormats(language, 'UTC')
    expect(formats.number(1234.5)).toBe(number)
    expect(formats.date('2026-07-01').replaceAll(/\s/g, ' ')).toBe(date.replaceAll(/\s/g, ' '))
  })

  it.each([
    ['the same zone', 'America/Sao_Paulo', false],
    ['another zone that goes by the same clock', 'America/Argentina/Buenos_Aires', false],
    ['a zone elsewhere', 'Asia/Tokyo', true],
    ['a zone nobody knows, which is UTC', 'Nowhere/City', true],
  ])('say the zone only where it matters: %s', (_, reader, isOther) => {
    const formats = makeFormats('en', 'America/Sao_Paulo', () => reader)
    expect(formats.isOtherZone(Date.parse(noon))).toBe(isOther)
    expect(formats.dateTime(noon).replaceAll(/\s/g, ' ')).toBe(`Jul 1, 2026, 12:00 PM${isOther ? ' GMT-3' : ''}`)
  })

  it('tell a zone apart only while its clock differs', () => {
    const formats = makeFormats('en', 'Europe/London', () => 'Africa/Abidjan')
    expect(formats.isOtherZone(Date.parse('2026-07-01T12:00:00Z'))).toBe(true)
    expect(formats.isOtherZone(Date.parse('2026-01-01T12:00:00Z'))).toBe(false)
  })

  it('hand on what is no moment', () => {
    expect(makeFormats('en', 'UTC', () => 'Asia/Tokyo').dateTime('soon')).toBe('soon')
  })
})
