// A number as people of a language type it, and back: "1.234,5" in Brazil, "1,234.5" in English, "1 234,5" in Russia.

/** The plain decimal text, or undefined when it is no number in that language. */
export function readDecimal(typed: string, language: string): string | undefined {
  const { point, groups } = separators(language)
  const bare = [...typed.trim()].filter((letter) => !/[\s\u00a0\u202f'’]/.test(letter)).join('')
  const text = bare.replace(/^\u2212/, '-')
  const grouped = readGrouped(text, point, groups)
  // A lone point is read as a decimal point by everybody who types one: on phones it is often the only key there is.
  const plain = grouped ?? (/^[-+]?\d*\.\d+$/.test(text) ? text : undefined)
  return plain === undefined ? undefined : canonical(plain)
}

function readGrouped(text: string, point: string, groups: string): string | undefined {
  const match = /^([-+]?)(.*?)$/.exec(text)
  const [sign = '', digits = ''] = match ? [match[1], match[2]] : []
  const [whole = '', fraction, more] = digits.split(point)
  if (more !== undefined) return undefined
  const parts = whole.split(groups)
  const isGrouped =
    parts.length === 1 || (/^\d{1,3}$/.test(parts[0] ?? '') && parts.slice(1).every((part) => /^\d{3}$/.test(part)))
  const all = parts.join('')
  if (!isGrouped || !/^\d*$/.test(all) || !/^\d*$/.test(fraction ?? '') || (all === '' && !fraction)) return undefined
  return `${sign}${all || '0'}${fraction ? `.${fraction}` : ''}`
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
  return text.replace('.', separators(language).point)
}

function numberText(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text
}

function separators(language: string): { readonly point: string; readonly groups: string } {
  const parts = new Intl.NumberFormat(language).formatToParts(1234567.5)
  const point = parts.find((part) => part.type === 'decimal')?.value ?? '.'
  const groups = parts.find((part) => part.type === 'group')?.value ?? ','
  return { point, groups: /\s/.test(groups) ? '\u0000' : groups }
}
