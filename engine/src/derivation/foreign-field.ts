// What does a field become that only the standard's words describe? What they cannot say stays as it is.
import type { WireField } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { chooseLabel } from '../blueprint/choose-label.ts'
import { schemaDocument } from '../blueprint/schema-to-fields.ts'
import { valueSchema } from '../blueprint/value-schema.ts'
import { wireField } from '../blueprint/wire-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { equalJson, type Json, type JsonObject } from '../json.ts'

/** Members that are not limits of values: each is looked at by itself. */
const aside: readonly string[] = [
  'id',
  'key',
  'type',
  'label',
  'help',
  'default',
  'readOnly',
  'required',
  'options',
  'fields',
  'of',
]

/**
 * The wanted field, complete. Many of our types read as the same plain schema (a phone number is a text of a form), so the field's own
 * schema is read the same way and only what differs from that is a change. Conditions and defaults that are worked out are left out.
 */
export function completedField(wanted: WireField, field: FieldDef, head: BlueprintVersion): WireField {
  const { default: standing, showWhen: _, askOnEdit: __, ...own } = wireField(field, head)
  const plain = plainReading(field)
  const isSameType = plain !== undefined && plain['type'] === wanted.type && plain['of'] === wanted.of
  const said = wanted as unknown as JsonObject
  const limits = isSameType ? changedLimits(own, plain, said) : otherType(own, said)
  const label = chooseLabel(said['label'] as string | undefined, own['label'])
  const help = chooseLabel(said['help'] as string | undefined, own['help'])
  const literal = field.default && 'value' in field.default ? standing : undefined
  // A list of required members cannot say "while it is shown".
  const required = field.showWhen ? own['required'] : said['required']
  const members = {
    key: wanted.key,
    label,
    help,
    required,
    readOnly: said['readOnly'] ?? own['readOnly'],
    default: said['default'] ?? literal,
    options: said['options'],
    fields: said['fields'],
  }
  return withoutUndefined({ ...limits, ...members }) as unknown as WireField
}

/** How the field's own values read where nobody knows our types; undefined when they do not. */
function plainReading(field: FieldDef): JsonObject | undefined {
  if (field.fields) return { type: 'list', ...withoutUndefined({ minItems: field.minItems, maxItems: field.maxItems }) }
  try {
    const schema = { type: 'object', properties: { x: valueSchema(field, 'wire') } }
    return schemaDocument(schema, []).document.fields[0] as unknown as JsonObject
  } catch (refused) {
    if (refused instanceof MoldeError) return undefined
    throw refused
  }
}

function changedLimits(own: JsonObject, plain: JsonObject, said: JsonObject): JsonObject {
  const names = [...new Set([...Object.keys(plain), ...Object.keys(said)])].filter((name) => !aside.includes(name))
  const changed = names.filter((name) => !equalJson(plain[name], said[name]))
  const kept = Object.entries(own).filter(([name]) => !changed.includes(name))
  const set = changed.filter((name) => said[name] !== undefined).map((name) => [name, said[name] as Json] as const)
  return Object.fromEntries([...kept, ...set])
}

const ofEveryType: readonly string[] = ['quickFilter', 'search']

/** What has another type now has the limits that are said of it. */
function otherType(own: JsonObject, said: JsonObject): JsonObject {
  const kept = Object.entries(own).filter(([name]) => ofEveryType.includes(name))
  return { ...Object.fromEntries(kept), ...said }
}

function withoutUndefined(members: { readonly [name: string]: unknown }): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject
}
