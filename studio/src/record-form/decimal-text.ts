// A number as people of a language type it, and back: "1.234,5" in Brazil, "1,234.5" in English, "1 234,5" in Russia.
// Half of the world writes the other way round, and types so whatever the screen speaks: what can mean one thing only is read.

interface Notation {
  readonly point: string
  /** What stands between thousands, where it is more than a space. */
  readonly groups: string
}

const others: readonly Notation[] = [
  { point: '.', groups: ',' },
  { point: ',', groups: '.' },
]

/** The plain decimal text, or undefined when it is no number, or could be two. */
export function readDecimal(typed: string, language: string): string | undefined {
  const text = bare(typed)
  const own = readIn(text, notationOf(language))
  if (own !== undefined) return own
  // A lone point is read as a decimal point by everybody who types one: on phones it is often the only key there is.
  if (/^[-+]?\d*\.\d+$/.test(text)) return canonical(text)
  const read = new Set(others.map((notation) => readIn(text, notation)).filter((one) => one !== undefined))
  const [only] = read
  return read.size === 1 ? only : undefined
}

/** Might it be meant otherwise than it was read? Then what was understood is said beside it. */
export function isUnusual(typed: string, language: string): boolean {
  const text = bare(typed)
  if (readDecimal(typed, language) === undefined) return false
  if (readIn(text, notationOf(language)) === undefined) return true
  // "1,234": a thousand and more to one reader, one and a bit to another.
  return /^[-+]?\d{1,3}[.,]\d{3}$/.test(text)
}

function bare(typed: string): string {
  const letters = [...typed.trim()].filter((letter) => !/[\s\u00a0\u202f'’]/.test(letter)).join('')
  return letters.replace(/^\u2212/, '-')
}

function readIn(text: string, { point, groups }: Notation): string | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(text) ?? []
  const [whole = '', fraction = '', more] = digits.split(point)
  if (more !== undefined) return undefined
  const parts = whole.split(groups)
  // No thousands begin with a zero: "0,125" is less than one in every language.
  const isGrouped =
    parts.length === 1 ||
    (/^[1-9]\d{0,2}$/.test(parts[0] ?? '') && parts.slice(1).every((part) => /^\d{3}$/.test(part)))
  const all = parts.join('')
  if (!isGrouped || !/^\d*$/.test(all) || !/^\d*$/.test(fraction) || (all === '' && fraction === '')) return undefined
  return canonical(`${sign}${all || '0'}${fraction ? `.${fraction}` : ''}`)
}

function canonical(text: string): string {
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.replace(/^[-+]/, '').split('.')
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const plain = fraction ? `${digits}.${fraction}` : digits
  return negative && /[1-9]/.test(plain) ? `-${plain}` : plain
}

/** How a number is first shown in an input: no grouping, the language's own decimal mark. */
export function writeDecimal(plain: string | number, language: string): string {
  const text = typeof plain === 'number' ? numberText(plain) : plain
  return text.replace('.', notationOf(language).point)
}

function numberText(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text
}

function notationOf(language: string): Notation {
  const parts = new Intl.NumberFormat(language).formatToParts(1234567.5)
  const point = parts.find((part) => part.type === 'decimal')?.value ?? '.'
  const groups = parts.find((part) => part.type === 'group')?.value ?? ','
  return { point, groups: /\s/.test(groups) ? '\u0000' : groups }
}
