// What a blueprint version is, in stored form: ids inside, names only as keys and labels.
import type { Expression } from '../expression/expression.ts'
import type { FieldId, OpId, OptionId, RuleId, UniqueId } from '../ids.ts'
import type { Json } from '../json.ts'

/** A text people read: one for all, or one per language of the tenant. */
export type Label = string | { readonly [language: string]: string }

export const fieldTypes = [
  'text',
  'longText',
  'richText',
  'integer',
  'number',
  'money',
  'percent',
  'boolean',
  'date',
  'time',
  'datetime',
  'duration',
  'enum',
  'tags',
  'email',
  'phone',
  'url',
  'file',
  'image',
  'relation',
  'user',
  'autonumber',
  'formula',
  'rollup',
  'lookup',
  'address',
  'geo',
  'json',
  'secret',
  'rating',
  'color',
  'list',
  'cpf',
  'cnpj',
  'cep',
] as const
export type FieldType = (typeof fieldTypes)[number]

export interface OptionDef {
  readonly id: OptionId
  readonly key: string
  readonly label?: Label
  readonly color?: string
  /** Kept for records that hold it, not offered any more. */
  readonly retired?: boolean
}

export type Default = { readonly value: Json } | { readonly expr: Expression }

export interface FieldDef {
  readonly id: FieldId
  /** The name on the wire, unique in its version (and in its group). */
  readonly key: string
  readonly type: FieldType
  readonly label?: Label
  readonly help?: Label
  readonly required?: boolean
  /** Required of people who edit the record, not of records that were there before: they are asked at the next edit. */
  readonly askOnEdit?: boolean
  readonly readOnly?: boolean
  /** Gets a slot at once, so that lists filter and sort by it through an index. */
  readonly quickFilter?: boolean
  /** Left out of full-text search when false. Text-like fields are searched by default. */
  readonly search?: boolean
  readonly default?: Default
  /** The form shows the field only while this is true. Presentation only: a hidden value is kept. */
  readonly showWhen?: Expression
  readonly minLength?: number
  readonly maxLength?: number
  /** A linear-time pattern (RE2), matched anywhere, as in JSON Schema. */
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  /** Digits after the decimal point of a number, percent or money. */
  readonly precision?: number
  /** What a number counts, written behind it. Presentation only. */
  readonly unit?: string
  /** Highest rating. */
  readonly max?: number
  readonly options?: readonly OptionDef[]
  /** ISO 4217 codes a money field accepts; empty = any. */
  readonly currencies?: readonly string[]
  /** Target blueprint's name, of a relation. */
  readonly blueprint?: string
  readonly many?: boolean
  /** Element type of a list of scalars. */
  readonly of?: FieldType
  /** Fields of a repeating group. */
  readonly fields?: readonly FieldDef[]
  readonly minItems?: number
  readonly maxItems?: number
  /** Kinds of files (`pdf`, `image`, …) or media types a file field takes; without it every file. */
  readonly accept?: readonly string[]
  /** Largest file. */
  readonly maxBytes?: number
  /** Nobody writes it. Everything else about the field says what its values are, as if somebody did. */
  readonly computed?: Computed
}

export const computedKinds = ['formula', 'lookup', 'rollup', 'autonumber'] as const
export type ComputedKind = (typeof computedKinds)[number]

/** How a value comes about that nobody writes. */
export type Computed = Formula | Lookup | Rollup | Autonumber

/** From other fields of the record. */
export interface Formula {
  readonly kind: 'formula'
  readonly expr: Expression
  /** What its number or text is taken for, when that is not simply a number or a text. */
  readonly as?: FieldType
}

/** A field of the record that a relation of this one points to. */
interface Lookup {
  readonly kind: 'lookup'
  readonly via: FieldId
  /** Of the blueprint that the relation points to. */
  readonly field: FieldId
  /** The names that ids of the other blueprint have there today. */
  readonly names: { readonly field: string }
}

export type RollupFunction = 'count' | 'sum' | 'min' | 'max' | 'avg' | 'any' | 'all'

/** What the records of a blueprint come to whose relation `via` points to this one. `via`, `field` and `where` are theirs. */
interface Rollup {
  readonly kind: 'rollup'
  readonly blueprint: string
  readonly via: FieldId
  readonly function: RollupFunction
  /** Absent: the records themselves are counted. */
  readonly field?: FieldId
  /** Only those for which it is true. */
  readonly where?: Expression
  readonly names: { readonly via: string; readonly field?: string; readonly where?: string }
}

/** A number that goes up by one with each new record, written as the format says: `INV-{0000}`. */
interface Autonumber {
  readonly kind: 'autonumber'
  readonly format: string
  /** The first number; 1 unless told. */
  readonly start?: number
}

/** A cross-field rule: a record is refused only when `check` is false; an empty operand passes. */
export interface Rule {
  readonly id: RuleId
  readonly check: Expression
  readonly message: Label
}

/** No two live records may have equal values in all these fields; a record with an empty one is not compared. */
export interface Unique {
  readonly id: UniqueId
  readonly fields: readonly FieldId[]
}

/** One published, immutable version. The field list with ids is the source; the JSON Schema is derived from it. */
export interface BlueprintVersion {
  readonly name: string
  readonly version: number
  readonly label?: Label
  /** What several records are called, where `label` says what one is called. */
  readonly plural?: Label
  readonly icon?: string
  readonly titleField?: FieldId
  readonly fields: readonly FieldDef[]
  readonly rules: readonly Rule[]
  readonly uniques: readonly Unique[]
  /** Ids of fields that earlier versions had: never given out again. */
  readonly reserved: readonly FieldId[]
}

/** An op in stored form: `op` names the kind, the rest is the kind's own. Kinds of the first step are free or additive. */
export type StoredOp = { readonly id: OpId; readonly op: string } & { readonly [member: string]: Json | undefined }
