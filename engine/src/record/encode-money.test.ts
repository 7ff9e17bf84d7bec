// Does money have one text per amount, and never pass through a float?
import { describe, expect, it } from 'vitest'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { encodeMoney } from './encode-money.ts'
import { Refused } from './refused.ts'

const money = (more: Partial<FieldDef> = {}) => encodeMoney({ id: 'f1', key: 'price', type: 'money', ...more })

describe('money', () => {
  it.each([
    ['12.50', 'BRL', '12.50'],
    ['12.5', 'BRL', '12.50'],
    ['0012', 'brl', '12.00'],
    ['12.500', 'USD', '12.50'],
    ['12.345', 'USD', '12.345'],
    ['-0.00', 'EUR', '0.00'],
    ['12.00', 'JPY', '12'],
    ['1', 'KWD', '1.000'],
    ['99999999999999999999.01', 'BRL', '99999999999999999999.01'],
  ])('[R5] %s %s is %s', (amount, currency, stored) => {
    expect(money()({ amount, currency })).toEqual({ amount: stored, currency: currency.toUpperCase() })
  })

  it('[R5] a field of fewer digits pads to those', () => {
    expect(money({ precision: 0 })({ amount: '12', currency: 'BRL' })).toEqual({ amount: '12', currency: 'BRL' })
    expect(money({ precision: 4 })({ amount: '12', currency: 'BRL' })).toEqual({ amount: '12.00', currency: 'BRL' })
  })

  it('[R5] has the digits ISO 4217 writes its currency with', () => {
    const minor = (digits: string) => (currency: string) =>
      expect(money()({ amount: '7', currency })).toEqual({ amount: `7${digits}`, currency })
    const whole = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    whole.split(' ').forEach(minor(''))
    'BHD IQD JOD KWD LYD OMR TND'.split(' ').forEach(minor('.000'))
    'BRL USD EUR RUB'.split(' ').forEach(minor('.00'))
  })

  it.each([
    [12.5],
    ['12.50'],
    [null],
    [{ amount: 12.5, currency: 'BRL' }],
    [{ amount: '12,50', currency: 'BRL' }],
    [{ amount: '1e3', currency: 'BRL' }],
    [{ amount: '12.50' }],
    [{ amount: '12.50', currency: 'REAL' }],
    [{ amount: '12.50', currency: 'BRL', note: '' }],
    [{ amount: '9'.repeat(50), currency: 'BRL' }],
    [{ amount: '9'.repeat(1_000_000), currency: 'BRL' }],
  ])('[R7] %j is no money', (sent) => {
    const refused = money()(sent)
    expect(refused).toBeInstanceOf(Refused)
    expect((refused as Refused).issues[0]?.code).toBe('not-money')
  })

  it('[R7] a field may take some currencies only', () => {
    const encode = money({ currencies: ['BRL', 'EUR'] })
    expect(encode({ amount: '1', currency: 'EUR' })).toEqual({ amount: '1.00', currency: 'EUR' })
    expect((encode({ amount: '1', currency: 'USD' }) as Refused).issues).toEqual([
      { path: [], code: 'unknown-currency', params: { label: 'price', value: 'USD', known: ['BRL', 'EUR'] } },
    ])
    expect(money({ currencies: [] })({ amount: '1', currency: 'USD' })).toEqual({ amount: '1.00', currency: 'USD' })
  })
})
