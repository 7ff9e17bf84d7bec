// What does a person have to fill in who edits a record that was there before its field became required?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { missingIssue } from '../blueprint/data-issues.ts'
import type { Issue, Path } from '../errors.ts'
import { isJsonObject, type Json } from '../json.ts'
import type { StoredData } from './stored-record.ts'

/** Faults for fields that ask on edit and are empty. The record is right without them until a person writes it. */
export function askedFields({ fields }: BlueprintVersion, data: StoredData, path: Path): Issue[] {
  return missingIn(fields, data, path)
}

function missingIn(fields: readonly FieldDef[], data: { readonly [id: string]: Json }, path: Path): Issue[] {
  return fields.flatMap((field) => {
    const value = data[field.id]
    if (value === undefined) return field.askOnEdit && field.required ? [missingIssue(field, path)] : []
    if (field.type !== 'list' || !field.fields || !Array.isArray(value)) return []
    const inner = field.fields
    return value.flatMap((element: Json, i) =>
      isJsonObject(element) ? missingIn(inner, element, [...path, field.key, i]) : [],
    )
  })
}
