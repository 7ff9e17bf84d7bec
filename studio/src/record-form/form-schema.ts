// Which JSON Schema and which screen hints a form is drawn from: one property per field, with the field itself beside it.
import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import type { TenantFormats } from '../text/use-formats.tsx'

export interface FormSchema {
  readonly schema: RJSFSchema
  readonly uiSchema: UiSchema
}

/** The annotation under which a property carries its field; the served JSON Schema uses the same name. */
const annotation = 'x-molde'

export function formSchema(fields: readonly WireField[], say: TenantFormats['say']): FormSchema {
  return { schema: groupSchema(fields, say), uiSchema: groupHints(fields) }
}

function groupSchema(fields: readonly WireField[], say: TenantFormats['say']): RJSFSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.key, propertySchema(field, say)])),
  }
}

function propertySchema(field: WireField, say: TenantFormats['say']): RJSFSchema {
  const title = say(field.label, wordsOfKey(field.key))
  if (isGroupList(field))
    return { type: 'array', title, items: groupSchema(field.fields ?? [], say), [annotation]: field } as RJSFSchema
  // No type: our own widgets know it from the field, and what is typed stays even while it is wrong.
  return { title, [annotation]: field } as RJSFSchema
}

function groupHints(fields: readonly WireField[]): UiSchema {
  return Object.fromEntries(
    fields.map((field) => [
      field.key,
      isGroupList(field) ? { items: groupHints(field.fields ?? []) } : { 'ui:field': 'value' },
    ]),
  )
}

/** A repeating group is drawn row by row; a list of single values has a widget of its own. */
function isGroupList(field: WireField): boolean {
  return field.type === 'list' && field.fields !== undefined
}

const wideTypes: readonly FieldType[] = [
  'longText',
  'richText',
  'address',
  'json',
  'list',
  'tags',
  'geo',
  'file',
  'image',
]

/** Fields that take the whole width of the form. */
export function isWide(field: WireField): boolean {
  return wideTypes.includes(field.type) || field.many === true || (field.maxLength ?? 0) > 200
}

export function fieldOf(schema: object): WireField | undefined {
  return (schema as { [annotation]?: WireField })[annotation]
}
