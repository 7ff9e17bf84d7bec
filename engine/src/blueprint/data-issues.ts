// How is a fault in stored data said to the person who typed it? Ids become keys, keywords become wishes.
import { type Issue, issue, type Path, pointerOf } from '../errors.ts'
import type { IssueCode } from '../issue-texts.ts'
import type { Json } from '../json.ts'
import type { FieldDef, FieldType } from './blueprint.ts'
import { DEFAULT_RATING, fieldTypeDefs, isMany } from './field-types.ts'

/** What a schema says about a fault; see SchemaError in validator.ts. */
interface Fault {
  readonly keyword: string
  readonly path: Path
  readonly params: Readonly<Record<string, unknown>>
  readonly value: unknown
}

/** One issue per place and wish, in the order found. */
export function issuesOfErrors(fields: readonly FieldDef[], faults: readonly Fault[], path: Path): Issue[] {
  const issues = new Map<string, Issue>()
  for (const fault of faults) {
    const said = issueOf(fields, fault, fault.path, path)
    const key = `${pointerOf(said.path)} ${said.code}`
    if (!issues.has(key)) issues.set(key, said)
  }
  return [...issues.values()]
}

/** Follows the ids of `steps` down to the field that is at fault. `place` is where we are, in keys. */
function issueOf(fields: readonly FieldDef[], fault: Fault, steps: Path, place: Path): Issue {
  const [id, ...rest] = steps
  if (id === undefined) return recordIssue(fields, fault, place)
  const field = fields.find((known) => known.id === id)
  if (field === undefined) return issue([...place, id], 'not-text', { label: String(id) })
  const [index, ...inside] = rest
  const at = [...place, field.key]
  if (!isMany(field) || index === undefined) return fieldIssue(field, fault, rest, at)
  if (field.fields === undefined) return fieldIssue(field, fault, inside, [...at, index], true)
  const wrongElement = inside.length === 0 && fault.keyword === 'type'
  return wrongElement
    ? issue([...at, index], 'not-list', labelOf(field))
    : issueOf(field.fields, fault, inside, [...at, index])
}

function recordIssue(fields: readonly FieldDef[], { keyword, params }: Fault, place: Path): Issue {
  const id = params['missingProperty'] ?? params['additionalProperty']
  const field = fields.find((known) => known.id === id)
  if (keyword === 'required' && field !== undefined) return issue([...place, field.key], 'required', labelOf(field))
  if (keyword === 'additionalProperties') {
    const name = String(id).slice(0, 100)
    return issue([...place, name], 'unknown-member', { name, known: fields.map((known) => known.key) })
  }
  return issue(place, 'not-a-record')
}

function fieldIssue(
  field: FieldDef,
  { keyword, params, value }: Fault,
  inside: Path,
  place: Path,
  element = false,
): Issue {
  const list = isMany(field) && !element
  const type = field.type === 'list' && field.of !== undefined ? field.of : field.type
  const code = list ? listCode(keyword) : valueCode(keyword, type)
  const limit = (params['limit'] ?? limitOf(field, keyword)) as Json
  const at = code === 'too-long' ? [...place, ...inside] : place
  return issue(at, code, { ...labelOf(field), ...(limit !== undefined && { limit }), ...moreOf(field, code, value) })
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

/** A limit the field itself may set has its own wish; everything else is "not a …". */
function valueCode(keyword: string, type: FieldType): IssueCode {
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
  file: 'not-text',
  image: 'not-text',
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
