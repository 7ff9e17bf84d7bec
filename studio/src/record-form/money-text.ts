// An amount as people write it, with or without its currency: `1.234,50 BRL`, `R$ 1.234,50`, `1234,5`.
import type { WireField } from '../api/blueprints-api.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { readDecimal } from './decimal-text.ts'

export interface Money {
  /** Decimal text. */
  readonly amount: string
  /** ISO 4217. */
  readonly currency: string
}

/** What a new amount of the field begins with: its own currencies come first, then the tenant's. */
export function startCurrency({ currencies }: WireField, formats: Pick<TenantFormats, 'currency'>): string {
  const isOpen = !currencies?.length || currencies.includes(formats.currency)
  return (isOpen ? undefined : currencies?.[0]) ?? formats.currency
}

/** `held` is the currency of an amount that names none. Undefined when there is no amount in it. */
export function readMoney(
  text: string,
  field: WireField,
  held: string | undefined,
  formats: Pick<TenantFormats, 'language' | 'currency'>,
): Money | undefined {
  const { language } = formats
  const usual = held ?? startCurrency(field, formats)
  const known = [...new Set([usual, ...(field.currencies ?? []), formats.currency, 'USD', 'EUR', 'GBP', 'BRL', 'RUB'])]
  const code = /[A-Z]{3}/.exec(text.toUpperCase())?.[0]
  const bySign = known.find((one) => text.includes(signOf(one, language)))
  const sign = bySign ? signOf(bySign, language) : ''
  const amount = readDecimal(text.replace(/[A-Za-z]{3}/, '').replace(code ? '' : sign, ''), language)
  return amount === undefined ? undefined : { amount, currency: code ?? bySign ?? usual }
}

function signOf(currency: string, language: string): string {
  const parts = new Intl.NumberFormat(language, { style: 'currency', currency }).formatToParts(1)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}
