// Which texts have the form of a document number, a phone, an address of the web? Each answers in time linear in a short text.

/** Our formats by JSON Schema name; those of the library (`email`, `date`, …) are added in validator.ts. */
export const ownFormats = {
  cpf: isCpf,
  cnpj: isCnpj,
  cep: isCep,
  phone: isPhone,
  duration: isDuration,
  uri: isWebAddress,
} as const

/** Brazilian person number: eleven digits, the last two computed. Dots and dash may be left out. */
export function isCpf(text: string): boolean {
  if (!/^\d{3}[.]?\d{3}[.]?\d{3}-?\d{2}$/.test(text)) return false
  const digits = valuesOf(text.replace(/[.-]/g, ''))
  if (digits.every((digit) => digit === digits[0])) return false
  return digits[9] === checkDigit(digits.slice(0, 9), 10) && digits[10] === checkDigit(digits.slice(0, 10), 11)
}

/** Brazilian company number: twelve digits or capital letters (letters since 2026) and two check digits. */
export function isCnpj(text: string): boolean {
  if (!/^[0-9A-Z]{2}[.]?[0-9A-Z]{3}[.]?[0-9A-Z]{3}[/]?[0-9A-Z]{4}-?\d{2}$/.test(text)) return false
  const values = valuesOf(text.replace(/[./-]/g, ''))
  if (values.every((value) => value === values[0])) return false
  return values[12] === checkDigit(values.slice(0, 12), 9) && values[13] === checkDigit(values.slice(0, 13), 9)
}

/** Brazilian postal code. */
export function isCep(text: string): boolean {
  return /^\d{5}-?\d{3}$/.test(text)
}

/** As people write it: an optional plus, then 5 to 15 digits with spaces, dots, dashes and brackets between. */
export function isPhone(text: string): boolean {
  if (text.length > 40 || !/^[+]?[0-9 ().-]+$/.test(text)) return false
  const digits = text.replace(/\D/g, '').length
  return digits >= 5 && digits <= 15
}

/** ISO 8601, with a sign, weeks beside days and a fraction of the second allowed. */
export function isDuration(text: string): boolean {
  const form =
    /^-?P(?=[0-9T])(\d{1,6}Y)?(\d{1,6}M)?(\d{1,6}W)?(\d{1,7}D)?(T(?=\d)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}([.,]\d{1,9})?S)?)?$/
  return text.length <= 60 && form.test(text)
}

const webSchemes = ['https', 'http', 'ftp', 'mailto', 'tel']

/** An absolute address of a scheme that is safe to click: never `javascript:` or `data:`. */
export function isWebAddress(text: string): boolean {
  const scheme = /^([a-z]+):/i.exec(text.slice(0, 10))?.[1]?.toLowerCase()
  if (scheme === undefined || !webSchemes.includes(scheme) || text.length > 2_048) return false
  // Nothing a browser would strip or read as another character.
  if (/[\s\u0000-\u001f\u007f"<>\\^`{|}\u2028\u2029]/.test(text)) return false
  return scheme === 'mailto' || scheme === 'tel' ? text.length > scheme.length + 1 : /^[a-z]+:\/\/[^/?#]+/i.test(text)
}

/** Digits count as themselves, capital letters by their code, as the rule for company numbers says. */
function valuesOf(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0) - 48)
}

/** Modulo 11 with weights that rise from 2 at the right and start again after `highest`. */
function checkDigit(values: readonly number[], highest: number): number {
  const sum = values.reduceRight(
    (total, value, i) => total + value * (2 + ((values.length - 1 - i) % (highest - 1))),
    0,
  )
  const rest = sum % 11
  return rest < 2 ? 0 : 11 - rest
}
