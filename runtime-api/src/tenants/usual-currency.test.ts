// Does a firm begin in the money of its country, whatever its people read?
import { describe, expect, it } from 'vitest'
import { usualCurrency } from './usual-currency.ts'

describe('the usual currency', () => {
  it.each([
    ['Europe/Lisbon', 'en', 'EUR'],
    ['Europe/Lisbon', 'pt-BR', 'EUR'],
    ['Europe/London', 'ru', 'GBP'],
    ['Europe/Zurich', 'en', 'CHF'],
    ['America/Sao_Paulo', 'en', 'BRL'],
    ['America/New_York', 'pt-BR', 'USD'],
    ['America/Mexico_City', 'en', 'MXN'],
    ['Europe/Moscow', 'en', 'RUB'],
    ['Asia/Tokyo', 'en', 'JPY'],
    ['Asia/Calcutta', 'en', 'INR'],
    ['Asia/Kolkata', 'en', 'INR'],
  ])('of %s, in %s, is %s', (zone, language, currency) => {
    expect(usualCurrency(zone, language)).toBe(currency)
  })

  it.each([
    ['en', 'USD'],
    ['pt-BR', 'BRL'],
    ['ru', 'RUB'],
    ['eo', 'USD'],
  ])('of no country, in %s, is %s', (language, currency) => {
    expect(usualCurrency('UTC', language)).toBe(currency)
    expect(usualCurrency('Nowhere/Land', language)).toBe(currency)
  })
})
