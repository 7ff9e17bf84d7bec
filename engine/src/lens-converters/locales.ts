// How do people of a place write numbers and days? Data of our own, because what Intl says depends on the platform and its year.

type DayOrder = 'DMY' | 'MDY'

export interface Locale {
  readonly point: ',' | '.'
  /** Between thousands, besides spaces. */
  readonly thousands: ',' | '.' | ' '
  readonly days: DayOrder
}

const american: Locale = { point: '.', thousands: ',', days: 'MDY' }
const lusophone: Locale = { point: ',', thousands: '.', days: 'DMY' }
const russian: Locale = { point: ',', thousands: ' ', days: 'DMY' }

const locales: { readonly [name: string]: Locale } = {
  en: american,
  'en-US': american,
  'en-GB': { ...american, days: 'DMY' },
  pt: lusophone,
  'pt-BR': lusophone,
  'pt-PT': lusophone,
  ru: russian,
  'ru-RU': russian,
}

export const localeNames: readonly string[] = Object.keys(locales)

export function localeNamed(name: string | undefined): Locale | undefined {
  return name !== undefined && Object.hasOwn(locales, name) ? locales[name] : undefined
}

export const sampleNumber = ({ point, thousands }: Locale): string => `1${thousands}234${point}56`

export const sampleDay = ({ days, thousands }: Locale): string =>
  (days === 'DMY' ? ['31', '12', '2026'] : ['12', '31', '2026']).join(thousands === ' ' ? '.' : '/')
