// Which number does a text say, as people of a place write it? Only when it can be read in one way.
import { canonicalDecimal, decimalOfNumber } from '../decimal.ts'
import type { Locale } from './locales.ts'

/** A number in a text, and what it counts when the text says so. */
export interface ReadAmount {
  /** Canonical decimal text. */
  readonly decimal: string
  /** `R$`, `EUR`, `%`, as written. */
  readonly unit?: string
}

/** Longer texts are no numbers that anybody wrote. */
const LONGEST = 100
const spaces = /[\s\u00a0\u2000-\u200a\u202f]+/g
/** Marks of direction and width that nobody sees. */
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff]/g
/** As programs write numbers, and every place reads them: three digits after a point could be thousands. */
const unmistakable = /^-?\d{1,40}$|^-?\d{1,40}\.(?:\d{1,2}|\d{4,40})$/
const scientific = /^[+-]?\d{1,40}(\.\d{1,40})?e[+-]?\d{1,3}$/i
const unitText = '(?:[A-Z]{0,3}\\p{Sc}|%|\\p{L}{1,8}\\.?)'
const amount = new RegExp(
  `^(?<open>\\()?(?<sign>[+\\-\u2212])? ?(?<before>${unitText})? ?(?<inner>[+\\-\u2212])? ?(?<body>[\\d.,'\u2019 ]*\\d) ?(?<after>${unitText})?(?<close>\\))?$`,
  'u',
)

/** `R$ 1.234,56`, `1 234,5`, `(12.50)`, `1e5`; undefined when the text is no number, or could be two. */
export function readAmount(text: string, locale: Locale | undefined): ReadAmount | undefined {
  if (text.length > LONGEST) return undefined
  if (unmistakable.test(text)) return readPlain(text)
  const shown = shownIn(text)
  if (scientific.test(shown)) return readScientific(shown)
  const parts = amount.exec(shown)?.groups
  if (!parts || (parts['open'] === undefined) !== (parts['close'] === undefined)) return undefined
  const signs = [parts['sign'], parts['inner'], parts['open']].filter((sign) => sign !== undefined)
  const units = [parts['before'], parts['after']].filter((unit) => unit !== undefined)
  const plain = plainDigits(parts['body'] as string, locale)
  if (signs.length > 1 || units.length > 1 || plain === undefined) return undefined
  const decimal = canonicalDecimal(signs[0] === undefined || signs[0] === '+' ? plain : `-${plain}`)
  return decimal === undefined ? undefined : { decimal: positiveZero(decimal), ...(units[0] && { unit: units[0] }) }
}

/**
 * The text without a unit that stands behind or before it; undefined where it does not. `KG` is kg, while MW and mW stay two units:
 * only a unit of several small letters may be written in other ones.
 */
export function unitTaker(unit: string): ((text: string) => string | undefined) | undefined {
  const own = shownIn(unit)
  // A number that is a unit would take digits away.
  if (own === '' || /^[\d.,'\u2019+\-\u2212() ]/.test(own)) return undefined
  const isLoose = /^\p{Ll}{2,}$/u.test(own)
  const said = (piece: string) => piece === own || (isLoose && piece.toLowerCase() === own)
  return (text) => {
    if (text.length > LONGEST) return undefined
    const shown = shownIn(text)
    const bare = shown.endsWith('.') && !own.endsWith('.') ? shown.slice(0, -1) : shown
    if (said(bare.slice(-own.length)) && /\d ?$/.test(bare.slice(0, -own.length)))
      return bare.slice(0, -own.length).trimEnd()
    if (said(shown.slice(0, own.length)) && /^ ?[\d+\-\u2212]/.test(shown.slice(own.length)))
      return shown.slice(own.length).trimStart()
    return undefined
  }
}

const shownIn = (text: string) => text.replace(unseen, '').replace(spaces, ' ').trim()

function readPlain(text: string): ReadAmount | undefined {
  const decimal = canonicalDecimal(text)
  return decimal === undefined ? undefined : { decimal: positiveZero(decimal) }
}

function readScientific(text: string): ReadAmount | undefined {
  const value = Number(text)
  const decimal = Number.isFinite(value) ? decimalOfNumber(value) : undefined
  return decimal === undefined ? undefined : { decimal: positiveZero(decimal) }
}

function positiveZero(decimal: string): string {
  return decimal === '-0' ? '0' : decimal
}

/** Digits with at most one point, from digits with the signs of a place. */
function plainDigits(body: string, locale: Locale | undefined): string | undefined {
  if (/^\d+$/.test(body)) return body
  const [point, thousands] = locale ? [locale.point, locale.thousands] : guessed(body)
  for (const between of [thousands, ' ', "'", '’'])
    if (isGrouped(body, between, point)) return body.replaceAll(between, '').replace(point, '.')
  if (isPointed(body, point)) return body.replace(point, '.')
  // How programs write numbers is understood everywhere, where it cannot be thousands.
  return isPointed(body, '.') ? body : undefined
}

/** Without a place: the last of two different signs is the point, a repeated one is none, and `1,234` is left alone. */
function guessed(body: string): readonly [string, string] {
  const [dots, commas] = [count(body, '.'), count(body, ',')]
  if (dots > 0 && commas > 0) return body.lastIndexOf('.') > body.lastIndexOf(',') ? ['.', ','] : [',', '.']
  if (commas > 1) return ['.', ',']
  if (dots > 1) return [',', '.']
  return commas === 1 && !/^[1-9]\d{0,2},\d{3}$/.test(body) ? [',', ' '] : ['.', ' ']
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

const grouped = new Map<string, RegExp>()

/** `1.234.567,8`: groups of three after the first, and a first group that is not 0. */
function isGrouped(body: string, between: string, point: string): boolean {
  if (between === point || !body.includes(between)) return false
  const known = grouped.get(between + point) ?? new RegExp(`^[1-9]\\d{0,2}(?:\\${between}\\d{3})+(?:\\${point}\\d+)?$`)
  grouped.set(between + point, known)
  return known.test(body)
}

function isPointed(body: string, point: string): boolean {
  const [whole = '', fraction = '', ...more] = body.split(point)
  return more.length === 0 && /^\d+$/.test(whole) && /^\d+$/.test(fraction)
}
