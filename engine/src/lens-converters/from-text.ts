// Which value does a text mean for a field of another type? What cannot be read in one way is no value.
import { roundDecimal } from '../decimal.ts'
import { parseInstant } from '../expression/moments.ts'
import type { Json } from '../json.ts'
import { canonicalDuration } from '../record/canonical-time.ts'
import { instantOf, localTime } from '../zone-time.ts'
import type { Conversion, ConversionParams, Convert, Converter } from './converter.ts'
import { currencyOf, usualCurrency } from './currencies.ts'
import { encoderOf } from './encoder-of.ts'
import { localeNamed } from './locales.ts'
import { isoDatetime, timeOfDay } from './moments.ts'
import { integerOf, numberOf } from './numbers.ts'
import { type ReadMoment, readFormat, readInFormat, readMoment, readTime } from './read-moment.ts'
import { readAmount, unitTaker } from './read-number.ts'
import { optionReader, readBoolean } from './words.ts'

/** Spaces alone say nothing. */
function reading(read: (text: string) => Json | undefined): Convert {
  return (value) => {
    const text = (value as string).trim()
    return text === '' ? null : read(text)
  }
}

export const textToInteger: Converter = ({ params }) => {
  const decimalIn = decimalReader(params)
  return reading((text) => integerOf(decimalIn(text), params.rounding))
}

export const textToNumber: Converter = ({ to, params }) => {
  const decimalIn = decimalReader(params)
  return reading((text) => numberOf(decimalIn(text), to, params.rounding))
}

export const textToOwnInteger: Converter = ({ to, params }) => {
  const decimalIn = ownDecimalReader(to, params)
  return reading((text) => integerOf(decimalIn(text), params.rounding))
}

export const textToOwnNumber: Converter = ({ to, params }) => {
  const decimalIn = ownDecimalReader(to, params)
  return reading((text) => numberOf(decimalIn(text), to, params.rounding))
}

/** As `decimalReader`, and with the field's own unit beside the number: `4.5 kg` where it counts kg. Another unit is another number. */
function ownDecimalReader({ unit }: Conversion['to'], params: ConversionParams): (text: string) => string | undefined {
  const decimalIn = decimalReader(params)
  const withoutUnit = unit === undefined ? undefined : unitTaker(unit)
  if (!withoutUnit) return decimalIn
  const locale = localeNamed(params.locale)
  return (text) => {
    const alone = withoutUnit(text)
    const read = alone === undefined ? undefined : readAmount(alone, locale)
    return read && read.unit === undefined ? read.decimal : decimalIn(text)
  }
}

/** A currency or a percent sign beside the number says what it counts, and is left to the attic. */
function decimalReader(params: ConversionParams): (text: string) => string | undefined {
  const locale = localeNamed(params.locale)
  return (text) => {
    const read = readAmount(text, locale)
    if (!read || read.unit === undefined || read.unit === '%') return read?.decimal
    return currencyOf(read.unit, params.currency) === undefined ? undefined : read.decimal
  }
}

export const textToMoney: Converter = ({ to, params }) => {
  const locale = localeNamed(params.locale)
  const usual = usualCurrency(to, params)
  const encode = encoderOf(to)
  return reading((text) => {
    const read = readAmount(text, locale)
    const currency = read?.unit === undefined ? usual : currencyOf(read.unit, usual)
    if (!read || currency === undefined) return undefined
    const { precision } = to
    const amount =
      precision !== undefined && params.rounding ? roundDecimal(read.decimal, precision, params.rounding) : read.decimal
    return encode({ amount, currency })
  })
}

export const textToBoolean: Converter = () => reading(readBoolean)

export const textToDate: Converter = ({ params }) => {
  const momentIn = momentReader(params)
  return reading((text) => {
    const instant = parseInstant(text)
    return instant ? localTime(instant.ms, params.zone ?? 'UTC').date : momentIn(text)?.date
  })
}

export const textToDatetime: Converter = ({ params }) => {
  const momentIn = momentReader(params)
  return reading((text) => {
    const instant = parseInstant(text)
    if (instant) return isoDatetime(instant.ms)
    const said = momentIn(text)
    if (!said) return undefined
    const time = said.time ?? timeOfDay(params)
    return isoDatetime(instantOf({ date: said.date, time }, params.zone ?? 'UTC'))
  })
}

/** Nobody writes a day that long, and reading takes time. */
const LONGEST_MOMENT = 100

/** In the form that was said, else as ISO has it or as people of the place write. */
function momentReader(params: ConversionParams): (text: string) => ReadMoment | undefined {
  const locale = localeNamed(params.locale)
  const format = params.format === undefined ? undefined : readFormat(params.format)
  return (text) => {
    if (text.length > LONGEST_MOMENT) return undefined
    return (format && readInFormat(text, format)) ?? readMoment(text, format ? undefined : locale)
  }
}

export const textToEnum: Converter = ({ to }) => {
  const optionIn = optionReader(to)
  return reading((text) => optionIn(text)?.id)
}

/** One option, or several with `,`, `;`, `|` or line breaks between them, each once. One that is not known makes the whole fail. */
export const textToTags: Converter = ({ to }) => {
  const optionIn = optionReader(to)
  return reading((text) => {
    const whole = optionIn(text)
    if (whole) return [whole.id]
    const found = text.split(/[,;|\n]/).flatMap((word) => (word.trim() === '' ? [] : [optionIn(word)?.id]))
    return found.every((id) => id !== undefined) ? [...new Set(found)] : undefined
  })
}

/** Texts of a form of their own: as it is, else in a spelling that people use for it. */
export const textToFormed: Converter = ({ to }) => {
  const encode = encoderOf(to)
  return reading((text) => encode(spelled(to.type, text)))
}

function spelled(type: Conversion['to']['type'], text: string): string {
  switch (type) {
    case 'url':
      // `acme.com/jobs`: a name with a dot, and no scheme of its own.
      return /^[\p{L}\d-]+(\.[\p{L}\d-]+)+([/?#]\S*)?$/u.test(text) ? `https://${text}` : text
    case 'email':
      return text.replace(/^mailto:/i, '')
    case 'color':
      return longColor(text)
    case 'time':
      return spelledTime(text)
    case 'duration':
      return canonicalDuration(text) ?? spelledDuration(text)
    default:
      return text
  }
}

/** `1a2b3c`, `#abc` */
function longColor(text: string): string {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text)?.[1]
  if (digits === undefined) return text
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`
}

function spelledTime(text: string): string {
  const time = readTime(text)
  return time === undefined || time % 1000 !== 0 ? text : new Date(time).toISOString().slice(11, 19)
}

/** `1h 30m`, `90min`, `2d` */
function spelledDuration(text: string): string {
  const [, days, hours, minutes, seconds] =
    /^(?:(\d{1,6}) ?d)? ?(?:(\d{1,6}) ?h)? ?(?:(\d{1,6}) ?m(?:in)?)? ?(?:(\d{1,6}) ?s)?$/i.exec(text) ?? []
  const time = [hours && `${hours}H`, minutes && `${minutes}M`, seconds && `${seconds}S`].filter(Boolean).join('')
  return days === undefined && time === '' ? text : `P${days === undefined ? '' : `${days}D`}${time && `T${time}`}`
}
