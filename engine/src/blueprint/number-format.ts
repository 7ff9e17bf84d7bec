// How is a running number written? `INV-{0000}` and 12 make `INV-0012`.

export interface NumberFormat {
  readonly before: string
  /** Digits at least; a longer number keeps all of its own. */
  readonly width: number
  readonly after: string
}

export const plainFormat = '{0}'

const shape = /^([^{}]*)\{(0{1,12})\}([^{}]*)$/

/** Undefined when it does not say exactly once where the number stands. */
export function readNumberFormat(text: string): NumberFormat | undefined {
  const [, before, zeros, after] = shape.exec(text) ?? []
  return zeros === undefined ? undefined : { before: before ?? '', width: zeros.length, after: after ?? '' }
}

/** A number with nothing around it is a number; anything else is a text. */
export function isPlainNumber({ before, width, after }: NumberFormat): boolean {
  return before === '' && after === '' && width === 1
}

/** As the field stores it. */
export function writeNumber(text: string, number: number): string | number {
  const format = readNumberFormat(text)
  if (!format || isPlainNumber(format)) return number
  return `${format.before}${String(number).padStart(format.width, '0')}${format.after}`
}
