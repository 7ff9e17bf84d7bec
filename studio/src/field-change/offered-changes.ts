// Which changes of values a published field can take, and what each begins with.
import type { JsonObject } from '@molde/engine'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import type { ChangeKind } from './change-form.ts'

const lines: readonly FieldType[] = ['text', 'longText']
const textLike: readonly FieldType[] = [...lines, 'richText', 'email', 'phone', 'url', 'cpf', 'cnpj', 'cep']
const numbers: readonly FieldType[] = ['integer', 'number', 'percent', 'money']
const listable: readonly FieldType[] = [
  ...lines,
  ...numbers,
  'date',
  'datetime',
  'boolean',
  'email',
  'phone',
  'url',
  'enum',
  'relation',
  'user',
  'file',
  'image',
]

/** Types whose values can be put together with others. */
const mergeable: readonly FieldType[] = [...textLike, ...numbers, 'rating', 'boolean', 'date', 'datetime', 'enum']

const isMany = (field: WireField) => field.many === true || field.type === 'tags' || field.type === 'list'

export const canMerge = (field: WireField) => mergeable.includes(field.type) && !isMany(field)

export function offeredChanges(field: WireField, others: readonly WireField[]): readonly ChangeKind[] {
  const { type } = field
  const many = isMany(field)
  // What nobody wrote is changed by changing what it is worked out from.
  if (field.computed) return []
  const isPlain =
    !many && type !== 'json' && type !== 'relation' && type !== 'user' && type !== 'file' && type !== 'image'
  return [
    ...((isPlain && type !== 'address' && type !== 'geo') || type === 'tags' ? (['retype'] as const) : []),
    ...(textLike.includes(type) && !many ? (['split'] as const) : []),
    ...(canMerge(field) && others.some(canMerge) ? (['merge'] as const) : []),
    ...(numbers.includes(type) && !many ? (['unit'] as const) : []),
    ...((lines.includes(type) || type === 'richText' || type === 'email' || type === 'phone') && !many
      ? (['normalise'] as const)
      : []),
    ...(listable.includes(type) && !many ? (['toList'] as const) : []),
    ...(many && !field.fields ? (['toSingle'] as const) : []),
  ]
}

/** One value that people fill in, and that a formula may give instead. */
export function canWorkOut({ computed, type, ...field }: WireField): boolean {
  return !computed && !isMany({ ...field, type }) && !notWorkedOut.includes(type)
}

const notWorkedOut: readonly FieldType[] = ['relation', 'user', 'file', 'image', 'json', 'address', 'geo', 'secret']

/** Choices that are looked up are another blueprint's. */
export function canKeep({ computed, options }: WireField): boolean {
  return computed !== undefined && options === undefined
}

/** `label` is what the field is called, `parts` what two of it are; new fields take free names among `taken`. */
export function startOfChange(
  kind: ChangeKind,
  field: WireField,
  { label, parts }: { readonly label: string; readonly parts: readonly string[] },
  taken: ReadonlySet<string>,
): JsonObject {
  const op = { op: kind, field: field.id }
  switch (kind) {
    case 'split':
      // What cannot be taken apart goes into the first part, so that is filled in where the whole was.
      return {
        ...op,
        into: newParts(parts, taken).map((part, at) =>
          at === 0 && field.required ? { ...part, required: true } : part,
        ),
        strategy: 'first-word',
      }
    case 'merge':
      return { op: kind, fields: [field.id], into: newParts([label], taken)[0] as JsonObject, template: '' }
    case 'unit':
      return { ...op, factor: '1000' }
    case 'normalise':
      return { ...op, form: field.type === 'phone' || field.type === 'email' ? field.type : 'trim' }
    case 'toSingle':
      return { ...op, pick: 'first' }
    default:
      return op
  }
}

/** New lines of text by their words, each with a free name for programs. */
export function newParts(labels: readonly string[], taken: ReadonlySet<string>): JsonObject[] {
  const names = new Set(taken)
  return labels.map((label) => {
    const key = freeName(keyOf(label, 'field'), names)
    names.add(key)
    return { key, label, type: 'text' }
  })
}
