// What is the one stored form of an amount of money?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { decimalWithDigits } from '../decimal.ts'
import { isJsonObject } from '../json.ts'
import { type EncodeValue, refuse, said } from './refused.ts'

/**
 * The amount has at least the digits its currency is written with, at most those it needs: `012.5` BRL → `12.50`, `12.00` JPY → `12`.
 * So equal amounts of a currency are equal texts.
 */
export function encodeMoney(field: FieldDef): EncodeValue {
  return (value) => {
    if (!isJsonObject(value) || !Object.keys(value).every((name) => name === 'amount' || name === 'currency'))
      return refuse(field, 'not-money')
    const { amount, currency } = value as { readonly [name: string]: unknown }
    if (typeof amount !== 'string' || typeof currency !== 'string') return refuse(field, 'not-money')
    const code = currency.toUpperCase()
    if (!/^[A-Z]{3}$/.test(code)) return refuse(field, 'not-money')
    if (field.currencies?.length && !field.currencies.includes(code)) {
      return refuse(field, 'unknown-currency', { value: said(code), known: field.currencies })
    }
    const digits = Math.min(currencyDigits(code), field.precision ?? 4)
    const canonical = decimalWithDigits(amount, digits)
    // The schema's longest amount.
    return canonical === undefined || canonical.length > 40
      ? refuse(field, 'not-money')
      : { amount: canonical, currency: code }
  }
}

/** ISO 4217. A table of our own, because what Intl says depends on the platform and its year. */
export function currencyDigits(code: string): number {
  if (whole.has(code)) return 0
  return thousandths.has(code) ? 3 : 2
}

const whole = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'UYI',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
])
const thousandths = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])
