// Does a write choose an option that is kept for old records only?
import type { FieldDef, OptionDef } from '../blueprint/blueprint.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import type { Json, JsonObject } from '../json.ts'
import { fieldLabel } from './refused.ts'
import type { StoredData } from './stored-record.ts'

/** A retired option may stay where it was before, and come from nowhere else. */
export function retiredOptions(
  fields: readonly FieldDef[],
  before: StoredData,
  after: StoredData,
  path: Path,
): Issue[] {
  return fields.flatMap((field) => {
    const value = after[field.id]
    const past = before[field.id]
    if (value === undefined || value === past) return []
    if (field.fields) return inElements(field.fields, listOf(past), listOf(value), [...path, field.key])
    return (field.options ?? [])
      .filter(isNewAndRetired(listOf(past), listOf(value)))
      .map((option) => refused(field, option, path))
  })
}

/** Elements may have moved, so an option counts as kept when any element had it. */
function inElements(fields: readonly FieldDef[], before: readonly Json[], after: readonly Json[], path: Path): Issue[] {
  return fields.flatMap((field) => {
    const column = (elements: readonly Json[]) =>
      elements.flatMap((element) => listOf((element as JsonObject)[field.id]))
    return (field.options ?? [])
      .filter(isNewAndRetired(column(before), column(after)))
      .map((option) => refused(field, option, path))
  })
}

function isNewAndRetired(before: readonly Json[], after: readonly Json[]): (option: OptionDef) => boolean {
  return ({ id, retired }) => retired === true && after.includes(id) && !before.includes(id)
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}

function refused(field: FieldDef, option: OptionDef, path: Path): Issue {
  return issue([...path, field.key], 'retired-option', { label: fieldLabel(field), value: option.key })
}
