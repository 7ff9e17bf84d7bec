// Which currency does a sign or a word beside an amount mean?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { foldText } from '../fold-text.ts'
import type { Json, JsonObject } from '../json.ts'
import type { ConversionParams } from './converter.ts'

const signs: { readonly [sign: string]: string } = {
  R$: 'BRL',
  US$: 'USD',
  $: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  '€': 'EUR',
  '£': 'GBP',
  '₽': 'RUB',
  '₴': 'UAH',
  '₸': 'KZT',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₪': 'ILS',
  '₫': 'VND',
  '¥': 'JPY',
  zł: 'PLN',
}

/** ISO 4217, as in use today. */
const codes = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY ' +
    'COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS ' +
    'INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP ' +
    'MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR ' +
    'SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND ' +
    'VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
)

/** Folded, without a full stop at the end. */
const words: { readonly [word: string]: string } = {
  real: 'BRL',
  reais: 'BRL',
  dollar: 'USD',
  dollars: 'USD',
  dolar: 'USD',
  dolares: 'USD',
  euro: 'EUR',
  euros: 'EUR',
  pound: 'GBP',
  pounds: 'GBP',
  libra: 'GBP',
  libras: 'GBP',
  ...Object.fromEntries(['р', 'руб', 'рубль', 'рубля', 'рублей'].map((word) => [foldText(word), 'RUB'])),
  ...Object.fromEntries(['евро'].map((word) => [foldText(word), 'EUR'])),
  ...Object.fromEntries(['доллар', 'доллара', 'долларов'].map((word) => [foldText(word), 'USD'])),
}

/** These stand for several currencies: what was said about the field decides. */
const shared: { readonly [sign: string]: readonly string[] } = {
  $: ['USD', 'AUD', 'CAD', 'NZD', 'MXN', 'ARS', 'CLP', 'COP', 'HKD', 'SGD'],
  '¥': ['JPY', 'CNY'],
}

/** The ISO 4217 code; undefined for what is no currency. */
export function currencyOf(unit: string, usual: string | undefined): string | undefined {
  if (usual !== undefined && shared[unit]?.includes(usual)) return usual
  if (Object.hasOwn(signs, unit)) return signs[unit]
  if (codes.has(unit)) return unit
  const word = foldText(unit).replace(/\.$/, '')
  return Object.hasOwn(words, word) ? words[word] : undefined
}

/** The currency of amounts that name none: the one that was said, else the only one the field takes. */
export function usualCurrency({ currencies }: FieldDef, { currency }: ConversionParams): string | undefined {
  return currency ?? (currencies?.length === 1 ? currencies[0] : undefined)
}

/** The currency of a stored amount. */
export function currencyIn(value: Json): string | undefined {
  const said = (value as JsonObject | null)?.['currency']
  return typeof said === 'string' ? said : undefined
}
