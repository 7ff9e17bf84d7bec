// Is this a slug, a time zone, a currency, a choice of languages?
import { type Issue, issue, type Language } from '@molde/engine'

export const slugPattern = '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$'

/** Words that mean something as a first segment of an address, now or soon. */
const reserved = new Set([
  'admin',
  'api',
  'assets',
  'auth',
  'docs',
  'health',
  'healthz',
  'metrics',
  'molde',
  'new',
  'readyz',
  'static',
  'system',
  'www',
])
const idForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A slug in the form of an id would stand for another tenant. */
export function checkSlug(slug: string): Issue[] {
  return reserved.has(slug) || idForm.test(slug) ? [issue(['slug'], 'reserved-name', { name: slug })] : []
}

export function checkTimeZone(zone: string): Issue[] {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
    // Offsets such as +03:00 are accepted by Intl, but they know no summer time and are no zones.
    if (known !== '' && /^[A-Za-z]/.test(zone)) return []
  } catch {
    // Falls through: unknown to Intl.
  }
  return [issue(['timezone'], 'unknown-time-zone', { name: zone })]
}

/** A tenant's own language is what is read where words in another one are missing. */
export function checkLanguages(languages: readonly Language[], own: Language): Issue[] {
  return languages.includes(own) ? [] : [issue(['languages'], 'own-language-missing', { language: own })]
}

/** Each once; the tenant's own comes first, and is one of them whether it was there or not. */
export function withOwnFirst(languages: readonly Language[], own: Language): readonly Language[] {
  return [...new Set([own, ...languages])]
}

/** Which codes are in use changes with the years; what three letters stand for is not ours to judge. */
export function checkCurrency(code: string): Issue[] {
  return /^[A-Z]{3}$/.test(code) ? [] : [issue(['currency'], 'bad-currency')]
}
