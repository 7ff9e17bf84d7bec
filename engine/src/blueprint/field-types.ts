// What each type of field is: its JSON Schema, its type in expressions, its slot, and which settings it takes.
import type { ValueType } from '../expression/expression.ts'
import type { JsonObject } from '../json.ts'
import type { FieldDef, FieldType } from './blueprint.ts'
import { acceptOf } from './file-kinds.ts'

/** The column family a value is projected into: text, number, time, relation. */
export type SlotKind = 's' | 'n' | 't' | 'r'

/** A schema speaks of records on the wire (keys) or of stored ones (ids). */
export type Naming = 'wire' | 'stored'

/** Settings that only some types take. */
export type Setting =
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'precision'
  | 'unit'
  | 'max'
  | 'options'
  | 'currencies'
  | 'blueprint'
  | 'many'
  | 'of'
  | 'fields'
  | 'minItems'
  | 'maxItems'
  | 'accept'
  | 'maxBytes'
  | ComputedSetting

/** What a computed field is told, beside it in the short form and under `computed` in the full one. */
type ComputedSetting = 'expr' | 'via' | 'field' | 'function' | 'where' | 'format' | 'start' | 'as'

export interface FieldTypeDef {
  /** False: the type is in the list, its machinery comes in a later step. */
  readonly offered: boolean
  /** One value, without the field's own limits. */
  readonly schema: (field: FieldDef, naming: Naming) => JsonObject
  /** One value in an expression. */
  readonly value: (field: FieldDef) => ValueType
  /** Where one value is projected for filter and sort; null: not at all. */
  readonly slot: SlotKind | null
  readonly takes: readonly Setting[]
  /** Longest text that is stored, whatever the field says. */
  readonly cap?: number
  /** Text that people read and search. */
  readonly textLike?: true
  /** No text itself, and found by words all the same: a file by its name. */
  readonly named?: true
  /** May be the element of a list. */
  readonly inList?: true
  /** Only a short way to define a field: what is stored has the type of its values, and says under `computed` how they come about. */
  readonly computed?: true
}

/** Elements of a list, choices of a tags field, targets of a relation: never more than this. */
export const MAX_ITEMS = 1_000
/** Most stars of a rating that does not say. */
export const DEFAULT_RATING = 5
const MAX_RICH_TEXT = 200_000
export const MAX_LONG_TEXT = 100_000
export const MAX_TEXT_VALUE = 10_000

const lengths: readonly Setting[] = ['minLength', 'maxLength', 'pattern']
const limits: readonly Setting[] = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']
const counts: readonly Setting[] = ['minItems', 'maxItems']

const text = (): ValueType => ({ kind: 'text' })
const number = (): ValueType => ({ kind: 'number' })
const anything = (): ValueType => ({ kind: 'any' })
const string =
  (more: JsonObject = {}) =>
  () => ({ type: 'string', ...more })

const line = {
  offered: true,
  schema: string(),
  value: text,
  slot: 's',
  takes: lengths,
  textLike: true,
  inList: true,
} as const
/** Text of one fixed form: the form decides, not a length. */
const formed = (more: JsonObject, cap: number) =>
  ({
    offered: true,
    schema: string(more),
    value: text,
    slot: 's',
    takes: [],
    cap,
    textLike: true,
    inList: true,
  }) as const
const amount = { offered: true, schema: () => ({ type: 'number' }), value: number, slot: 'n', inList: true } as const
/** An uploaded file: the record holds who it is, the bytes lie elsewhere. */
const upload = {
  offered: true,
  schema: fileSchema,
  value: anything,
  slot: null,
  takes: ['accept', 'maxBytes', 'many', ...counts],
  named: true,
} as const
const workedOut = { offered: true, schema: () => ({}), value: anything, slot: null, computed: true } as const
const later = { offered: false, schema: string(), value: text, slot: null, takes: [] } as const

/** Every type, once. Adding one is a member here, its name in blueprint.ts and in the meta-schema. */
export const fieldTypeDefs: { readonly [T in FieldType]: FieldTypeDef } = {
  text: { ...line, cap: MAX_TEXT_VALUE },
  longText: { ...line, cap: MAX_LONG_TEXT },
  // CommonMark, in which HTML is text: whoever shows it must not take a tag in it for one.
  richText: {
    ...line,
    schema: string({ contentMediaType: 'text/markdown' }),
    takes: ['maxLength'],
    slot: null,
    cap: MAX_RICH_TEXT,
  },
  email: { ...line, schema: string({ format: 'email' }), takes: ['maxLength', 'pattern'], cap: 254 },
  url: { ...line, schema: string({ format: 'uri' }), takes: ['maxLength', 'pattern'], cap: 2_048 },
  phone: formed({ format: 'phone' }, 40),
  cpf: formed({ format: 'cpf' }, 14),
  cnpj: formed({ format: 'cnpj' }, 18),
  cep: formed({ format: 'cep' }, 9),
  color: { ...formed({ pattern: '^#[0-9a-fA-F]{6}$' }, 7), textLike: undefined },

  integer: { ...amount, schema: () => ({ type: 'integer' }), takes: [...limits, 'unit'] },
  number: { ...amount, takes: [...limits, 'precision', 'unit'] },
  percent: { ...amount, takes: [...limits, 'precision'] },
  money: {
    ...amount,
    schema: moneySchema,
    value: () => ({ kind: 'money' }),
    takes: [...limits, 'precision', 'currencies'],
  },
  rating: {
    ...amount,
    schema: (field) => ({ type: 'integer', minimum: 1, maximum: field.max ?? DEFAULT_RATING }),
    takes: ['max'],
  },
  boolean: { ...amount, schema: () => ({ type: 'boolean' }), value: () => ({ kind: 'boolean' }), takes: [] },

  date: { ...formed({ format: 'date' }, 10), value: () => ({ kind: 'date' }), slot: 't', textLike: undefined },
  time: { ...formed({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$' }, 8), slot: 't', textLike: undefined },
  datetime: {
    ...formed({ format: 'date-time' }, 40),
    value: () => ({ kind: 'datetime' }),
    slot: 't',
    textLike: undefined,
  },
  duration: {
    ...formed({ format: 'duration' }, 60),
    value: () => ({ kind: 'duration' }),
    slot: 'n',
    textLike: undefined,
  },

  enum: {
    offered: true,
    schema: choice,
    value: ({ id }) => ({ kind: 'enum', field: id }),
    slot: 's',
    takes: ['options'],
  },
  tags: {
    offered: true,
    schema: choice,
    value: ({ id }) => ({ kind: 'enum', field: id }),
    slot: null,
    takes: ['options', ...counts],
  },
  relation: { offered: true, schema: publicId, value: target, slot: 'r', takes: ['blueprint', 'many', ...counts] },
  user: { offered: true, schema: publicId, value: () => ({ kind: 'user' }), slot: 's', takes: ['many', ...counts] },

  address: { offered: true, schema: addressSchema, value: anything, slot: null, takes: [] },
  geo: { offered: true, schema: geoSchema, value: anything, slot: null, takes: [] },
  json: { offered: true, schema: () => ({}), value: anything, slot: null, takes: [] },
  list: { offered: true, schema: () => ({}), value: anything, slot: null, takes: ['of', 'fields', ...counts] },

  file: upload,
  image: upload,

  secret: later,
  autonumber: { ...workedOut, takes: ['format', 'start'] },
  formula: { ...workedOut, takes: ['expr', 'as', 'precision', 'currencies'] },
  rollup: { ...workedOut, takes: ['blueprint', 'via', 'function', 'field', 'where', 'precision'] },
  lookup: { ...workedOut, takes: ['via', 'field'] },
}

/** The members of an address, in the order a form asks for them. */
export const addressMembers = [
  'street',
  'number',
  'complement',
  'district',
  'city',
  'region',
  'postalCode',
  'country',
] as const

/** Does the field hold a list of values? */
export function isMany(field: FieldDef): boolean {
  return field.type === 'list' || field.type === 'tags' || field.many === true
}

/** The type of the whole field in an expression. */
export function valueTypeOf(field: FieldDef): ValueType {
  const element = field.type === 'list' ? elementType(field) : fieldTypeDefs[field.type].value(field)
  return isMany(field) ? { kind: 'list', of: element } : element
}

/** The slot that makes the field filterable and sortable. A field with many values has tags or links instead. */
export function slotOf(field: FieldDef): SlotKind | null {
  return isMany(field) ? null : fieldTypeDefs[field.type].slot
}

/** Does full-text search read it? Text-like fields and names of files are searched unless they say no. */
export function isSearched(field: FieldDef): boolean {
  const type = field.type === 'list' && field.of !== undefined ? field.of : field.type
  const { textLike, named } = fieldTypeDefs[type]
  return (textLike ?? named) === true && field.search !== false
}

/** Is the value an uploaded file? */
export function isFile(field: Pick<FieldDef, 'type'>): boolean {
  return field.type === 'file' || field.type === 'image'
}

/** A list of scalars takes its own settings and those of its elements. */
export function settingsOf(field: FieldDef): readonly Setting[] {
  const own = fieldTypeDefs[field.type].takes
  return field.type === 'list' && field.of !== undefined ? [...own, ...fieldTypeDefs[field.of].takes] : own
}

function elementType(field: FieldDef): ValueType {
  return field.of === undefined ? { kind: 'any' } : fieldTypeDefs[field.of].value(field)
}

function choice(field: FieldDef, naming: Naming): JsonObject {
  const options = field.options ?? []
  return { type: 'string', enum: options.map((option) => (naming === 'wire' ? option.key : option.id)) }
}

function target(field: FieldDef): ValueType {
  return { kind: 'relation', blueprint: field.blueprint ?? '' }
}

function publicId(): JsonObject {
  return { type: 'string', minLength: 1, maxLength: 64 }
}

function moneySchema(field: FieldDef): JsonObject {
  const currency: JsonObject = field.currencies
    ? { type: 'string', enum: field.currencies }
    : { type: 'string', pattern: '^[A-Z]{3}$' }
  const decimal = { type: 'string', maxLength: 40, pattern: '^-?(0|[1-9][0-9]*)([.][0-9]+)?$' }
  return closedObject({ amount: decimal, currency }, ['amount', 'currency'])
}

function addressSchema(): JsonObject {
  const member = { type: 'string', maxLength: 200 }
  return closedObject(Object.fromEntries(addressMembers.map((name) => [name, member])), [])
}

function geoSchema(): JsonObject {
  const degrees = (most: number) => ({ type: 'number', minimum: -most, maximum: most })
  return closedObject({ lat: degrees(90), lng: degrees(180) }, ['lat', 'lng'])
}

function fileSchema(field: FieldDef, naming: Naming): JsonObject {
  const size: JsonObject = { type: 'integer', minimum: 0 }
  const type: JsonObject = { type: 'string', maxLength: 127 }
  const id = { type: 'string', minLength: 1, maxLength: 64 }
  const name = { type: 'string', minLength: 1, maxLength: 255 }
  // The id is all that a client must send; the rest is what the server knows of the file.
  if (naming === 'wire') return closedObject({ id, name, size, type }, ['id'])
  const accept = acceptOf(field)
  return closedObject(
    {
      id,
      name,
      size: { ...size, ...(field.maxBytes !== undefined && { maximum: field.maxBytes }) },
      type: { ...type, ...(accept && { 'x-accepts': accept }) },
    },
    ['id', 'name', 'size', 'type'],
  )
}

function closedObject(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false }
}

/** What does a similar thing until the type's machinery is there. */
export function insteadOf(type: FieldType): FieldType {
  const instead: { readonly [T in FieldType]?: FieldType } = { rollup: 'number', autonumber: 'integer' }
  return instead[type] ?? 'text'
}
