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
  /** Formula text of a computed field. */
  readonly expr?: Expression
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
