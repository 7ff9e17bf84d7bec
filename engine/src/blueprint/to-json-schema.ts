// How does a version read as a standard JSON Schema? What the standard cannot say stands under `x-molde`.
import { sayExpression } from '../expression/say-expression.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Reader } from '../reader.ts'
import type { BlueprintVersion, FieldDef, Label } from './blueprint.ts'
import { labelIn } from './label.ts'
import { wireChoice } from './read-field.ts'
import { scopeOf } from './scope-of.ts'
import { recordSchema, valueSchema } from './value-schema.ts'
import { keyOf, wireField } from './wire-blueprint.ts'

export interface JsonSchemaOptions {
  /** Titles and descriptions as this reader reads them; in English unless told. */
  readonly reader?: Reader
}

/** Draft 2020-12, keyed as records are on the wire. `fromJsonSchema` reads it back without loss. */
export function toJsonSchema(version: BlueprintVersion, { reader = 'en' }: JsonSchemaOptions = {}): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: labelIn(version.label, reader, version.name),
    ...recordSchema(version.fields, (field) => propertySchema(field, version, reader)),
    'x-molde': aboutBlueprint(version),
  }
}

function aboutBlueprint(version: BlueprintVersion): JsonObject {
  const scope = scopeOf(version)
  return {
    name: version.name,
    version: version.version,
    ...(version.label !== undefined && { label: version.label }),
    ...(version.plural !== undefined && { plural: version.plural }),
    ...(version.icon !== undefined && { icon: version.icon }),
    ...(version.titleField && { titleField: keyOf(version, version.titleField) }),
    rules: version.rules.map(({ id, check, message }) => ({ id, check: sayExpression(check, scope), message })),
    uniques: version.uniques.map(({ id, fields }) => ({ id, fields: fields.map((field) => keyOf(version, field)) })),
    reserved: version.reserved,
  }
}

function propertySchema(field: FieldDef, version: BlueprintVersion, reader: Reader): JsonObject {
  const value = field.fields ? groupSchema(field, version, reader) : valueSchema(field, 'wire')
  return {
    ...texts(field, reader),
    ...value,
    ...(field.default && 'value' in field.default && { default: wireChoice(field, field.default.value) }),
    ...(field.readOnly !== undefined && { readOnly: field.readOnly }),
    'x-molde': aboutField(field, version),
  }
}

function groupSchema(field: FieldDef, version: BlueprintVersion, reader: Reader): JsonObject {
  const items = recordSchema(field.fields ?? [], (inner) => propertySchema(inner, version, reader))
  return { ...valueSchema(field, 'wire'), items }
}

function texts(field: FieldDef, reader: Reader): JsonObject {
  return {
    ...(field.label !== undefined && { title: labelIn(field.label, reader, field.key) }),
    ...(field.help !== undefined && { description: labelIn(field.help, reader, '') }),
  }
}

/** Members that a property says with standard keywords, so that editing those is enough. */
const said: readonly string[] = [
  'key',
  'required',
  'readOnly',
  'minItems',
  'maxItems',
  'fields',
  'minLength',
  'maxLength',
  'pattern',
]
const saidOfNumbers: readonly string[] = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']

function aboutField(field: FieldDef, version: BlueprintVersion): JsonObject {
  const { default: standing, ...wire } = wireField(field, version)
  const ofValue = (field.of ?? field.type) === 'money' ? said : [...said, ...saidOfNumbers]
  const skip = field.showWhen ? ofValue.filter((name) => name !== 'required') : ofValue
  const isLanguageMap = (label: Label | undefined) => label !== undefined && typeof label !== 'string'
  const rest = Object.entries(wire).filter(([name]) => !skip.includes(name) && name !== 'label' && name !== 'help')
  return {
    ...Object.fromEntries(rest),
    ...(isLanguageMap(field.label) && { label: field.label as Json }),
    ...(isLanguageMap(field.help) && { help: field.help as Json }),
    ...(field.default && 'expr' in field.default && { default: standing as Json }),
  }
}
