// How is a length of time said to people?
import type { Language } from '../issue-texts.ts'
import type { Duration } from './duration.ts'

type Unit = Exclude<keyof Duration, 'negative'>
const units: readonly Unit[] = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds']

type Forms = { readonly one: string; readonly few?: string; readonly many?: string; readonly other: string }

const words: Record<Language, Record<Unit, Forms>> = {
  en: {
    years: { one: 'year', other: 'years' },
    months: { one: 'month', other: 'months' },
    weeks: { one: 'week', other: 'weeks' },
    days: { one: 'day', other: 'days' },
    hours: { one: 'hour', other: 'hours' },
    minutes: { one: 'minute', other: 'minutes' },
    seconds: { one: 'second', other: 'seconds' },
  },
  'pt-BR': {
    years: { one: 'ano', other: 'anos' },
    months: { one: 'mês', other: 'meses' },
    weeks: { one: 'semana', other: 'semanas' },
    days: { one: 'dia', other: 'dias' },
    hours: { one: 'hora', other: 'horas' },
    minutes: { one: 'minuto', other: 'minutos' },
    seconds: { one: 'segundo', other: 'segundos' },
  },
  ru: {
    years: { one: 'год', few: 'года', many: 'лет', other: 'года' },
    months: { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' },
    weeks: { one: 'неделя', few: 'недели', many: 'недель', other: 'недели' },
    days: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
    hours: { one: 'час', few: 'часа', many: 'часов', other: 'часа' },
    minutes: { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' },
    seconds: { one: 'секунда', few: 'секунды', many: 'секунд', other: 'секунды' },
  },
}

/** What follows «через» and «за» stands in the accusative, which only these three show. */
const accusative: { readonly [word: string]: string } = { неделя: 'неделю', минута: 'минуту', секунда: 'секунду' }

const and: Record<Language, string> = { en: ' and ', 'pt-BR': ' e ', ru: ' и ' }

/** `1 day, 2 hours and 30 minutes`. Of one that goes back the length is said. */
export function sayDuration(duration: Duration, language: Language): string {
  return joined(partsOf(duration, language), language)
}

/** Where a moment lies that a duration leads to: `2 days after`, `2 days before`; in Russian `через 2 дня`, `за 2 дня до`. */
export function sayOffset(duration: Duration, language: Language): string {
  if (language !== 'ru') {
    const side = language === 'en' ? ['after', 'before'] : ['depois', 'antes']
    return `${sayDuration(duration, language)} ${side[duration.negative ? 1 : 0]}`
  }
  const said = saySpan(duration, language)
  return duration.negative ? `за ${said} до` : `через ${said}`
}

/** As it stands after a word like "after" or "within": `1 hour`; in Russian `1 минуту`, as «через» and «за» ask for it. */
export function saySpan(duration: Duration, language: Language): string {
  const parts = partsOf(duration, language)
  if (language !== 'ru') return joined(parts, language)
  const said = parts.map((part) =>
    part.replace(/[а-я]+$/, (word) => (Object.hasOwn(accusative, word) ? (accusative[word] as string) : word)),
  )
  return joined(said, language)
}

function partsOf(duration: Duration, language: Language): string[] {
  const said = units.filter((unit) => duration[unit] > 0)
  return (said.length > 0 ? said : (['seconds'] as const)).map((unit) => sayPart(duration[unit], unit, language))
}

function sayPart(amount: number, unit: Unit, language: Language): string {
  const forms = words[language][unit]
  const form = pluralOf(amount, language)
  return `${amount.toLocaleString(language, { maximumFractionDigits: 3 })} ${forms[form] ?? forms.other}`
}

/** Categories of CLDR; those that a word does not tell apart are `other`. */
function pluralOf(amount: number, language: Language): keyof Forms {
  const form = new Intl.PluralRules(language).select(amount)
  return form === 'one' || form === 'few' || form === 'many' ? form : 'other'
}

function joined(parts: readonly string[], language: Language): string {
  return parts.length < 2 ? (parts[0] ?? '') : parts.slice(0, -1).join(', ') + and[language] + parts.at(-1)
}
