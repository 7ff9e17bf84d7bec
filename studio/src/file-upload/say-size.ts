// How large is a file, in the reader's language?
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function saySize(bytes: number, language: string): string {
  const step = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  const unit = units[step] as (typeof units)[number]
  const maximumFractionDigits = step < 2 ? 0 : 1
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits,
  })
  return format.format(bytes / 1_000 ** step)
}
