// Which type may become which, and what does it take? The table of the design, and the way around where it has no way.
import type { FieldType } from '../blueprint/blueprint.ts'

/** Types whose values are of one make. */
const kinds = {
  text: 'text',
  longText: 'longText',
  richText: 'longText',
  integer: 'integer',
  rating: 'integer',
  number: 'number',
  percent: 'number',
  money: 'money',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  enum: 'enum',
  tags: 'tags',
  // Texts of a form of their own.
  email: 'formed',
  url: 'formed',
  phone: 'formed',
  cpf: 'formed',
  cnpj: 'formed',
  cep: 'formed',
  time: 'formed',
  duration: 'formed',
  color: 'formed',
} as const satisfies { readonly [T in FieldType]?: string }

export type ValueKind = (typeof kinds)[keyof typeof kinds]

/** Undefined for types that do not become another one by reading their values. */
export function kindOfType(type: FieldType): ValueKind | undefined {
  return Object.hasOwn(kinds, type) ? kinds[type as keyof typeof kinds] : undefined
}

/**
 * L: lossless without the attic. A: lossless with it. P: read, and what cannot be read goes into the attic. –: not offered directly.
 * Columns are in the order of the rows.
 */
const matrix: { readonly [from in ValueKind]: string } = {
  text: '     · L P P P P P P P P P',
  longText: ' A A P P P P P P P P P',
  integer: '  A A A L A A – – P – –',
  number: '   A A A A A A – – – – –',
  money: '    A A A A · – – – – – –',
  boolean: '  A A L L – · – – L – –',
  date: '     A A – – – – · L – – –',
  datetime: ' A A – – – – A · – – –',
  enum: '     L L P – – P – – · L –',
  tags: '     A A – – – – – – A · –',
  formed: '   L L – – – – – – – – P',
}

const order = Object.keys(matrix) as ValueKind[]

/** How one kind becomes another; `–` when it does not. Between two types of one kind, what the diagonal says. */
export function cellOf(from: ValueKind, to: ValueKind): 'L' | 'A' | 'P' | '–' {
  const cell = matrix[from].trim().split(' ')[order.indexOf(to)]
  return cell === 'L' || cell === 'A' || cell === 'P' ? cell : '–'
}

/** The type between, where two steps lead where one does not. */
export function stepBetween(from: ValueKind, to: ValueKind): FieldType {
  return (from === 'money' && to === 'boolean') || (from === 'boolean' && to === 'money') ? 'number' : 'text'
}

/** `direct`: the matrix offers it. A type: it takes two steps, over that one. Undefined: values alone do not say how. */
export type RetypeWay = 'direct' | FieldType | undefined

/** How a field of one type gets another. */
export function retypeWay(from: FieldType, to: FieldType): RetypeWay {
  const [kind, wanted] = [kindOfType(from), kindOfType(to)]
  if (from === to || kind === undefined || wanted === undefined) return undefined
  return cellOf(kind, wanted) === '–' ? stepBetween(kind, wanted) : 'direct'
}
