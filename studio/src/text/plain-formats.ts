// Numbers and days as `Intl` writes them, without asking it: a browser looks through all languages it knows before it has made its
// first format, which takes as long as drawing twenty rows. Whatever is not plain here is left to `Intl`.

const separators: Readonly<Record<string, { readonly group: string; readonly point: string }>> = {
  en: { group: ',', point: '.' },
  'pt-BR': { group: '.', point: ',' },
  ru: { group: '\u00a0', point: ',' },
}

const months: Readonly<Record<string, readonly string[]>> = {
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  'pt-BR': 'jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.'.split(' '),
  ru: 'янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.'.split(' '),
}

const sentences: Readonly<Record<string, (day: string, month: string, year: string) => string>> = {
  en: (day, month, year) => `${month} ${day}, ${year}`,
  'pt-BR': (day, month, year) => `${day} de ${month} de ${year}`,
  ru: (day, month, year) => `${day} ${month} ${year} г.`,
}

/** `1234.5` → `1,234.5`; undefined where its text is not digits and a point, or has more than twelve digits after that. */
export function writeNumber(language: string, value: number): string | undefined {
  const [, sign, whole, rest] = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/.exec(String(value)) ?? []
  const written = separators[language]
  // Nought below nought has a sign that its text lacks.
  if (whole === undefined || !written || Object.is(value, -0)) return undefined
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, written.group)
  return `${sign}${grouped}${rest === undefined ? '' : written.point + rest}`
}

/** `2026-07-01` → `Jul 1, 2026`; undefined where it is no day of the calendar with a year of four digits. */
export function writeDay(language: string, text: string): string | undefined {
  const [, year, month, day] = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(text) ?? []
  const name = months[language]?.[Number(month) - 1]
  if (year === undefined || name === undefined || !isDay(Number(year), Number(month), Number(day))) return undefined
  return sentences[language]?.(String(Number(day)), name, year)
}

function isDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
