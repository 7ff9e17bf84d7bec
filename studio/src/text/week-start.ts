// On which day does a week begin: where a tenant has said so, and for the readers of a language?

/** As ISO 8601 and Intl count them: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The days on which weeks begin anywhere, as the API says them. */
export const weekStarts = { monday: 1, saturday: 6, sunday: 7 } as const
export type WeekStart = keyof typeof weekStarts

/** Browsers tell it as a method or as a property, and some not at all; TypeScript's own types do not know it yet. */
interface WeekLocale {
  getWeekInfo?(): { readonly firstDay: number }
  readonly weekInfo?: { readonly firstDay: number }
}

export function weekStartOf(language: string): Weekday {
  const told = toldBy(language)
  return told !== undefined && told >= 1 && told <= 7 ? (told as Weekday) : usual(language)
}

function toldBy(language: string): number | undefined {
  try {
    const locale = new Intl.Locale(language) as WeekLocale
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay
  } catch {
    return undefined
  }
}

/** English and Portuguese without a country are those of the United States and of Brazil. */
function usual(language: string): Weekday {
  return /^(en|pt)(-(US|CA|BR))?$/i.test(language) ? 7 : 1
}
