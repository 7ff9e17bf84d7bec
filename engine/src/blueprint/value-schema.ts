// What JSON Schema does a field's value satisfy, with the field's own limits, on the wire or stored?
import type { JsonObject } from '../json.ts'
import type { FieldDef, FieldType } from './blueprint.ts'
import { fieldTypeDefs, isFile, isMany, MAX_ITEMS, type Naming } from './field-types.ts'

/**
 * The schema of the whole field. The wire form holds standard keywords only; the stored form adds what JSON Schema cannot say
 * (`x-digits`, `x-least`, …: keywords of validator.ts) and the caps that always hold.
 */
export function valueSchema(field: FieldDef, naming: Naming): JsonObject {
  if (!isMany(field)) return oneSchema(field, field.type, naming)
  return {
    type: 'array',
    items: field.type === 'list' ? elementSchema(field, naming) : oneSchema(field, field.type, naming),
    // Files are told apart by their ids, which the encoder sees to.
    ...(field.type !== 'list' && !isFile(field) && { uniqueItems: true }),
    ...pick(field, ['minItems', 'maxItems']),
    ...(naming === 'stored' && { maxItems: field.maxItems ?? MAX_ITEMS }),
  }
}

/** An object with one member per field, as records are on the wire. */
export function recordSchema(fields: readonly FieldDef[], property = wireValueSchema): JsonObject {
  // The standard cannot say "while it is shown"; `x-molde` does.
  const required = fields.filter((field) => field.required === true && !field.showWhen).map((field) => field.key)
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.key, property(field)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

function wireValueSchema(field: FieldDef): JsonObject {
  return valueSchema(field, 'wire')
}

/** Stored elements are looked at one by one (validator.ts), so that a long list of faults ends early. */
function elementSchema(field: FieldDef, naming: Naming): JsonObject {
  if (field.of !== undefined) return oneSchema(field, field.of, naming)
  return naming === 'wire' ? recordSchema(field.fields ?? []) : { type: 'object' }
}

function oneSchema(field: FieldDef, type: FieldType, naming: Naming): JsonObject {
  const base = fieldTypeDefs[type].schema(field, naming)
  if (type === 'money') return naming === 'wire' ? base : moneyWithLimits(base, field)
  if (type === 'json') return naming === 'wire' ? base : { 'x-bounded': true }
  const limited = { ...base, ...limitsOf(field, type) }
  return naming === 'wire' ? limited : { ...limited, ...capsOf(field, type) }
}

const lengthLimits = ['minLength', 'maxLength', 'pattern'] as const
const numberLimits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const

function limitsOf(field: FieldDef, type: FieldType): JsonObject {
  const takes = fieldTypeDefs[type].takes
  return pick(
    field,
    [...lengthLimits, ...numberLimits].filter((name) => takes.includes(name)),
  )
}

function capsOf(field: FieldDef, type: FieldType): JsonObject {
  const { cap } = fieldTypeDefs[type]
  return {
    ...(cap !== undefined && { maxLength: Math.min(field.maxLength ?? cap, cap) }),
    ...(field.precision !== undefined && (type === 'number' || type === 'percent') && { 'x-digits': field.precision }),
    ...(type === 'integer' && {
      minimum: field.minimum ?? Number.MIN_SAFE_INTEGER,
      maximum: field.maximum ?? Number.MAX_SAFE_INTEGER,
    }),
  }
}

/** The amount is decimal text, so its limits are keywords of our own. */
function moneyWithLimits(base: JsonObject, field: FieldDef): JsonObject {
  const properties = base['properties'] as JsonObject
  const amount = {
    ...(properties['amount'] as JsonObject),
    ...(field.precision !== undefined && { 'x-digits': field.precision }),
    ...(field.minimum !== undefined && { 'x-least': field.minimum }),
    ...(field.maximum !== undefined && { 'x-most': field.maximum }),
    ...(field.exclusiveMinimum !== undefined && { 'x-above': field.exclusiveMinimum }),
    ...(field.exclusiveMaximum !== undefined && { 'x-below': field.exclusiveMaximum }),
  }
  return { ...base, properties: { ...properties, amount } }
}

function pick(field: FieldDef, names: readonly (keyof FieldDef)[]): JsonObject {
  return Object.fromEntries(
    names.filter((name) => field[name] !== undefined).map((name) => [name, field[name]]),
  ) as JsonObject
}
