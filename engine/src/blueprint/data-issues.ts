// How is a fault in stored data said to the person who typed it? Ids become keys, keywords become wishes.
import { type Issue, issue, type Path } from '../errors.ts'
import type { IssueCode } from '../issue-texts.ts'
import type { Json } from '../json.ts'
import type { FieldDef, FieldType } from './blueprint.ts'
import { DEFAULT_RATING, fieldTypeDefs, isFile, isMany } from './field-types.ts'
import { acceptOf, sayBytes } from './file-kinds.ts'
import type { SchemaError } from './schema-error.ts'

export function missingIssue(field: FieldDef, path: Path): Issue {
  return issue([...path, field.key], 'required', labelOf(field))
}

export function unknownIssue(id: string, fields: readonly FieldDef[], path: Path): Issue {
  const name = id.slice(0, 100)
  return issue([...path, name], 'unknown-member', { name, known: fields.map((known) => known.key) })
}

/** Elements are told apart by a short text. */
export function elementIdIssue(id: unknown, path: Path): Issue[] {
  const isShortText = typeof id === 'string' && id.length > 0 && id.length <= 40
  return isShortText ? [] : [issue([...path, '_id'], 'bad-element-id', { label: '_id' })]
}

/** `place` is where the field stands; what is wrong inside an amount or a point is said of the whole. */
export function fieldIssue(field: FieldDef, { keyword, params, path, value }: SchemaError, place: Path): Issue {
  const [index, ...inside] = path
  const isElement = isMany(field) && index !== undefined
  const at = isElement ? [...place, index] : place
  const within = isElement ? inside : path
  const type = field.type === 'list' && field.of !== undefined ? field.of : field.type
  const code = isMany(field) && !isElement ? listCode(keyword) : valueCode(keyword, type)
  const limit = (params['limit'] ?? limitOf(field, keyword)) as Json
  const said = { ...labelOf(field), ...(limit !== undefined && { limit }), ...moreOf(field, code, value) }
  return issue(code === 'too-long' ? [...at, ...within] : at, code, said)
}

function listCode(keyword: string): IssueCode {
  if (keyword === 'minItems') return 'too-few'
  if (keyword === 'maxItems') return 'too-many'
  return keyword === 'uniqueItems' ? 'repeated-value' : 'not-list'
}

const limitCodes: Readonly<Record<string, IssueCode>> = {
  minLength: 'too-short',
  maxLength: 'too-long',
  minimum: 'too-small',
  maximum: 'too-large',
  exclusiveMinimum: 'not-above',
  exclusiveMaximum: 'not-below',
  pattern: 'pattern-mismatch',
  'x-digits': 'too-precise',
  'x-least': 'too-small',
  'x-most': 'too-large',
  'x-above': 'not-above',
  'x-below': 'not-below',
}

const fileCodes: Readonly<Record<string, IssueCode>> = { maximum: 'file-too-large', 'x-accepts': 'file-not-accepted' }

/** A limit the field itself may set has its own wish; everything else is "not a …". */
function valueCode(keyword: string, type: FieldType): IssueCode {
  if (isFile({ type })) return fileCodes[keyword] ?? wishes[type]
  const code = limitCodes[keyword]
  if (code === undefined) return wishes[type]
  if (keyword.startsWith('x-')) return code
  if (keyword === 'maxLength') return type === 'money' ? wishes[type] : code
  const settings: readonly string[] = fieldTypeDefs[type].takes
  const isOwn = settings.includes(keyword) || (type === 'integer' && (keyword === 'minimum' || keyword === 'maximum'))
  return isOwn && type !== 'money' ? code : wishes[type]
}

/** What each type wants to hear. */
const wishes: { readonly [T in FieldType]: IssueCode } = {
  text: 'not-text',
  longText: 'not-text',
  richText: 'not-text',
  integer: 'not-integer',
  number: 'not-number',
  money: 'not-money',
  percent: 'not-number',
  boolean: 'not-boolean',
  date: 'not-date',
  time: 'not-time',
  datetime: 'not-datetime',
  duration: 'not-duration',
  enum: 'unknown-option',
  tags: 'unknown-option',
  email: 'not-email',
  phone: 'not-phone',
  url: 'not-url',
  file: 'not-file',
  image: 'not-file',
  relation: 'not-reference',
  user: 'not-reference',
  autonumber: 'not-text',
  formula: 'not-text',
  rollup: 'not-text',
  lookup: 'not-text',
  address: 'not-address',
  geo: 'not-position',
  json: 'not-bounded-json',
  secret: 'not-text',
  rating: 'not-rating',
  color: 'not-color',
  list: 'not-list',
  cpf: 'not-cpf',
  cnpj: 'not-cnpj',
  cep: 'not-cep',
}

function limitOf(field: FieldDef, keyword: string): Json | undefined {
  if (keyword === 'x-digits') return field.precision
  if (keyword === 'x-least') return field.minimum
  if (keyword === 'x-most') return field.maximum
  if (keyword === 'x-above') return field.exclusiveMinimum
  return keyword === 'x-below' ? field.exclusiveMaximum : undefined
}

/** The first choices are enough of a hint. */
function moreOf(field: FieldDef, code: IssueCode, value: unknown): { readonly [name: string]: Json } {
  if (code === 'file-too-large') return { limit: sayBytes(field.maxBytes ?? 0) }
  if (code === 'file-not-accepted') return { known: acceptOf(field) ?? [] }
  if (code === 'not-rating') return { limit: field.max ?? DEFAULT_RATING }
  if (code !== 'unknown-option') return {}
  const offered = (field.options ?? []).filter((option) => option.retired !== true)
  return {
    value: typeof value === 'string' ? value.slice(0, 100) : '',
    known: offered.slice(0, 20).map((option) => option.key),
  }
}

function labelOf(field: FieldDef): { readonly label: Json } {
  return { label: field.label ?? field.key }
}
